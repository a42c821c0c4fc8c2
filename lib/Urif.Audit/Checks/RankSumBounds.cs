namespace Urif.Audit;

/// <summary>
/// Medians and quartiles of both arms bound the Mann-Whitney statistic, whatever definition of a quartile was used and
/// however many values are tied. Source: Mann and Whitney, Ann Math Stat 1947; 18: 50; the bounds are those of
/// <see cref="Urif.Statistics.QuantileEnvelope.RankSumU"/>.
/// </summary>
public sealed class RankSumBounds : Check
{
    /// <inheritdoc/>
    public override string Name => "rank-sum-bounds";

    /// <inheritdoc/>
    public override string Source => "Mann & Whitney 1947; Hyndman & Fan 1996";

    /// <inheritdoc/>
    public override Localized Question => new("Can these quartiles give this rank statistic and p?", "该组四分位数能否得到此秩和统计量与 P 值？");

    /// <inheritdoc/>
    public override Localized Failure => new("The quartiles cannot give the printed rank statistic or p", "所列四分位数不可能得到该秩和统计量或 P 值");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var row in paper.Rows)
        {
            if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Quartiles) continue;
            LedgerNumber[] inputs = [.. row.First.Quantiles.Concat(row.Second.Quantiles).Select(q => q.Number)];
            string first = Printed(row.First), second = Printed(row.Second);
            if (row[Statistic.Z] is { } z)
            {
                var judgement = RowJudgements.OfStatistic(paper, row, z);
                if (judgement.Conventions.Count == 0) continue;
                var range = Words.Ranges(judgement.Conventions[0].Values, z.Printed.Decimals);
                yield return Result(z, judgement, inputs, new(
                    $"Quartiles {first} (n = {row.First.Size}) and {second} (n = {row.Second.Size}) allow z {range.En}, of either sign; printed {z.Printed}.",
                    $"四分位数 {first}（n = {row.First.Size}）与 {second}（n = {row.Second.Size}）允许 Z 为 {range.Zh}（符号不限）；文中为 {z.Printed}。"));
            }

            if (row[Statistic.P] is { } p)
            {
                var judgement = RowJudgements.OfP(paper, row, p);
                if (judgement.Conventions.Count == 0) continue;
                var range = Words.Ranges(judgement.Conventions[0].Values, Math.Max(3, p.Printed.Decimals));
                yield return Result(p, judgement, inputs, new(
                    $"Quartiles {first} (n = {row.First.Size}) and {second} (n = {row.Second.Size}) allow p {range.En}; printed {p.Printed}.",
                    $"四分位数 {first}（n = {row.First.Size}）与 {second}（n = {row.Second.Size}）允许 P 为 {range.Zh}；文中为 {p.Printed}。"));
            }
        }
    }

    private static string Printed(Cell cell) => string.Join(", ", cell.Quantiles.Select(q => q.Number.Printed.Text));
}
