using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Quartiles hold parts of a sample apart, so that with a given mean its SD cannot be arbitrarily small. Source: the
/// convex programme solved by <see cref="QuantileEnvelope.LeastSd"/>, valid for every usual definition of a quartile. Also
/// applied across tables that print the same women. The pass share is taken from zero to twice the printed SD.
/// </summary>
public sealed class MomentsQuartiles : Check
{
    /// <inheritdoc/>
    public override string Name => "moments-quartiles";

    /// <inheritdoc/>
    public override string Source => "convex programme over order statistics (Hyndman & Fan 1996 for the quantiles)";

    /// <inheritdoc/>
    public override Localized Question => new("Can one sample have this mean, SD and these quartiles?", "同一样本能否同时具有该均数、标准差与四分位数？");

    /// <inheritdoc/>
    public override Localized Failure => new("No sample has these quartiles together with this mean and SD", "不存在同时具有这些四分位数与该均数、标准差的样本");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell.Moments is not { } m || cell.Size < 2) continue;
            foreach (var other in paper.Everywhere(cell.Variable.Id, cell.Group.Id))
            {
                var quantiles = other.Quantiles;
                if (quantiles.Count < 2) continue;
                var same = other.Table == cell.Table;
                var range = paper.Range(cell.Variable, cell.Group);
                // The slack covers the accuracy of the programme's solution.
                var toSample = 1 - 1e-7;
                var judgement = Judgement.Of(m.Sd, r =>
                {
                    var least = other.Envelope(range, r).LeastSd(m.Mean.Printed.Values(r));
                    return [new("any sample", true, new Interval(least * toSample, double.PositiveInfinity)),
                        new("denominator n", false, new Interval(least * toSample * Math.Sqrt((cell.Size - 1.0) / cell.Size), double.PositiveInfinity))];
                }, same ? Verdict.Impossible : Verdict.Contradicted, new(0, 2 * m.Sd.Printed.Value));
                var printed = string.Join(", ", quantiles.Select(q => q.Number.Printed.Text));
                var lowest = judgement.Conventions[0].Values.Count == 0 ? double.PositiveInfinity : judgement.Conventions[0].Values[0].Low;
                var text = double.IsPositiveInfinity(lowest)
                    ? new Localized($"cannot average {m.Mean.Printed}", $"均数不可能为 {m.Mean.Printed}")
                    : new Localized($"that average {m.Mean.Printed} have an SD of at least {Words.Fixed(lowest, m.Sd.Printed.Decimals)}; printed {m.Sd.Printed} ({Words.Table(cell.Table).En})",
                        $"若均数为 {m.Mean.Printed}，则标准差至少为 {Words.Fixed(lowest, m.Sd.Printed.Decimals)}；文中为 {m.Sd.Printed}（{Words.Table(cell.Table).Zh}）");
                var explanation = new Localized(
                    $"{cell.Size} values with quartiles {printed} ({Words.Table(other.Table).En}) {text.En}.",
                    $"四分位数为 {printed}（{Words.Table(other.Table).Zh}）的 {cell.Size} 个数值，{text.Zh}。");
                LedgerNumber[] all = [m.Mean, m.Sd, .. quantiles.Select(q => q.Number)];
                yield return Result(m.Sd, judgement, all, explanation);
                foreach (var number in all)
                    if (number != m.Sd) yield return Result(number, judgement.Verdict, null, all, explanation, judgement.Variant);
            }
        }
    }
}
