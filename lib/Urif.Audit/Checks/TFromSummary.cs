namespace Urif.Audit;

/// <summary>
/// A t statistic follows from both arms' sizes, means and SDs, each anywhere in its rounding interval; the sign is free,
/// as papers subtract either way. Source: Student, Biometrika 1908; 6: 1; Welch, Biometrika 1947; 34: 28. Variants: the
/// test that the paper does not state, SDs with denominator n, standard errors printed as SDs, and t computed back from
/// a p that itself follows from the summaries.
/// </summary>
public sealed class TFromSummary : Check
{
    /// <inheritdoc/>
    public override string Name => "t-from-summary";

    /// <inheritdoc/>
    public override string Source => "Student 1908; Welch 1947";

    /// <inheritdoc/>
    public override Localized Question => new("Does t follow from the means and SDs?", "t 值是否可由均数与标准差得到？");

    /// <inheritdoc/>
    public override Localized Failure => new("t does not follow from the printed means and SDs", "t 值无法由所列均数与标准差得到");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.T] is not { } t || row.Moments is not { } m
                || RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Means) continue;
            var judgement = RowJudgements.OfStatistic(paper, row, t);
            var list = Words.List([.. RowTests.MeanStatistics(paper.Ledger.Paper.MeansTest, m, Rounding.Nearest)], t.Printed.Decimals, most: 2);
            yield return Result(t, judgement, m.Numbers, new(
                $"{Words.Moments(m.First)} (n = {m.N1}) and {Words.Moments(m.Second)} (n = {m.N2}) give |t| by {list.En}; printed {t.Printed}.",
                $"由 {Words.Moments(m.First)}（n = {m.N1}）与 {Words.Moments(m.Second)}（n = {m.N2}）得 |t|：{list.Zh}；文中为 {t.Printed}。"));
        }
    }
}
