using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A percent of n women is a whole number over n. Source: Brown and Heathers 2017, applied to proportions. Another
/// denominator tried: the women with the outcome that contains this one.
/// </summary>
internal sealed class GrimPercent : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.GrimPercent;

    /// <inheritdoc/>
    public override string Source => "Brown & Heathers 2017";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell[Statistic.Percent] is not { } percent) continue;
            var judgement = Judgement.Of(percent, _ => [.. Denominators.Of(paper, cell).Select(d => new Attainable(d.Convention, d.Stated,
                new IntervalUnion(Nearest(percent.Printed.Value, d.Women).Select(Interval.Point))))], Verdict.Impossible)
                with { PassShare = Math.Min(1, (cell.Size + 1.0) / (100 / (double)percent.Printed.Unit + 1)) };
            var at = (int)Math.Floor(percent.Printed.Value * cell.Size / 100);
            yield return Result(percent, judgement, [], new Reason.WholePercent(percent, cell.Size, at, judgement.Passes));
        }
    }

    private static IEnumerable<double> Nearest(double percent, int women)
    {
        var at = Math.Floor(percent * women / 100);
        for (var k = Math.Max(0, at - 1); k <= Math.Min(women, at + 2); k++) yield return 100.0 * k / women;
    }
}
