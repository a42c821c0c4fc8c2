using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A percent of n women is a whole number over n. Source: Brown and Heathers 2017, applied to proportions. Other
/// denominators tried: those of <see cref="Denominators"/>; and, where values may be missing, fewer women, of whom the count is the one
/// printed where one is. A percent without any count may also be an estimate from times of follow-up, unless it is one of the
/// rows of a partition or the paper says that it is of all women; it is then left alone.
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
            if (cell[Statistic.Percent] is not { } percent || percent.Facts.Estimator == StatedEstimator.KaplanMeier) continue;
            var denominators = Denominators.Of(paper, cell).Select(d => new Attainable(d.Convention, d.Stated,
                new IntervalUnion(Nearest(percent.Printed.Value, d.Women).Select(Interval.Point)))).ToList();
            if (denominators.Count == 0) continue;
            var judgement = Judgement.Of(percent, r => Alternatives(cell, denominators, percent, r), Verdict.Impossible)
                with { PassShare = Math.Min(1, (cell.Size + 1.0) / (100 / (double)percent.Printed.Unit + 1)) };
            // What any percent could be is no evidence.
            if (judgement.Variant is Convention.SurvivalEstimate) continue;
            var at = (int)Math.Floor(percent.Printed.Value * cell.Size / 100);
            yield return Result(percent, judgement, [], new Reason.WholePercent(percent, cell.Size, at, judgement.Passes));
        }
    }

    private static List<Attainable> Alternatives(
        ArmEntry cell, List<Attainable> denominators, LedgerNumber percent, Rounding rounding)
    {
        var printed = percent.Printed.Values(rounding);
        if (denominators.Exists(a => a.Values.Intersects(printed))) return denominators;
        if (Denominators.Missing(cell, printed) is { } missing) return [.. denominators, missing];
        return cell.Events is null && cell.MayLack && cell.Variable.Partition.Length == 0 && percent.Facts.Denominator is null
            ? [.. denominators, new(new Convention.SurvivalEstimate(), false, new Interval(0, 100))] : denominators;
    }

    private static IEnumerable<double> Nearest(double percent, int women)
    {
        var at = Math.Floor(percent * women / 100);
        for (var k = Math.Max(0, at - 1); k <= Math.Min(women, at + 2); k++) yield return 100.0 * k / women;
    }
}
