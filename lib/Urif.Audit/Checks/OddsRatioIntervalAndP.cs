using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A Wald interval is symmetric: of ratios on the log scale, so OR = sqrt(low·high), of differences on their own; and its width
/// gives the standard error and hence p. Source: Altman and Bland, How to obtain the P value from a confidence interval, BMJ 2011;
/// 343: d2304. Levels 90, 95 and 99% are tried for p. The pass share of ratios and their limits is taken over the interval from
/// half to twice the printed value.
/// </summary>
/// <remarks>
/// Unless Wald's or a robust interval is stated, one from a profile likelihood, an exact one or one by bootstrap need not be symmetric:
/// a failure is then not held against the paper as long as the longer arm is no more than 1.2 + 2·SE times the shorter, of differences 1.25
/// times, of risk differences 5 times (Wilson's limits of 1 of 20 lie 4.5 times as far on one side). (The likelihood of a log rate from k
/// events has SE = 1/√k and arms whose ratio is about 1 + 0.7·SE: 1.17 for k = 16, 1.37 for k = 4; the bound leaves more than twice
/// that.) Limits of arms whose counts are printed are held against these counts. Nor is a p by another test of the same estimate, as of
/// the likelihood ratio, or beside a bootstrap's interval, whose z is within a quarter of that of the interval, or within an eighth to a
/// third of itself, half the standard error; beside an interval that is not symmetric, three times as far, or 0.45 of itself.
/// </remarks>
internal sealed class OddsRatioIntervalAndP : Check
{
    private const double MostOfDifferences = 1.25, MostOfRiskDifferences = 5;

    /// <inheritdoc/>
    public override string Name => CheckNames.OddsRatioIntervalAndP;

    /// <inheritdoc/>
    public override string Source => "Altman & Bland 2011";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var wald = new Convention.WaldInterval(paper.Ledger.Paper.ConfidenceLevel);
        foreach (var estimate in EffectEstimate.All(paper))
        {
            var (number, low, high) = (estimate.Estimate, estimate.Low, estimate.High);
            var own = EffectsOfArms.Of(paper, estimate);
            var centre = Judgement.Of(number, r => [new(wald, true, estimate.FromScale(Centre(estimate, r)))], Verdict.NotReproduced,
                Around(estimate, number));
            var reason = new Reason.CentreOfInterval(number, low, high, estimate.FromScale(Centre(estimate, Rounding.Nearest)));
            var unsymmetric = !centre.Passes && !estimate.IsStatedSymmetric
                && (own is { Tables.Count: > 0 } || estimate.Asymmetry <= MostAsymmetry(paper, estimate));
            if (unsymmetric)
            {
                // What the arms' own numbers give by another method is told there.
                if (own is null)
                    foreach (var n in new[] { number, low, high })
                        yield return Result(n, Verdict.NotCheckable, null, [number, low, high],
                            new Reason.Explained(n, Circumstance.OtherInterval));
            }
            else
            {
                yield return Result(number, centre, [low, high], reason);
            }

            if (centre.Passes)
            {
                yield return Result(low, Judgement.Of(
                    low, r => [new(wald, true, Mirror(estimate, high, r))], Verdict.NotReproduced, Around(estimate, low)), [number, high],
                    reason);
                yield return Result(high, Judgement.Of(
                    high, r => [new(wald, true, Mirror(estimate, low, r))], Verdict.NotReproduced, Around(estimate, high)), [number, low],
                    reason);
            }

            if (OfP(paper, estimate, unsymmetric) is { } result) yield return result;
        }
    }

    private CheckResult? OfP(LedgerIndex paper, EffectEstimate estimate, bool unsymmetric)
    {
        if (estimate.P is not { } p || p.Facts.Test is StatedTest.LogRank or StatedTest.Trend or StatedTest.Other) return null;
        var (number, low, high) = (estimate.Estimate, estimate.Low, estimate.High);
        var stated = paper.Ledger.Paper.ConfidenceLevel;
        var oneSided = (p.Facts.Sides ?? paper.Ledger.Paper.Sides) == StatedSides.One;
        var judgement = Judgement.Of(p, r => [.. new[] { stated, 0.90, 0.95, 0.99 }.Distinct().Select((level, k) =>
        {
            var values = estimate.PValues(level, r);
            return new Attainable(new Convention.WaldInterval(level), k == 0, oneSided ? new(values.Low / 2, values.High / 2) : values);
        })], Verdict.NotReproduced);
        var row = paper.Rows.FirstOrDefault(r => r.Tests.Contains(number));
        if (!RowJudgements.PassesForSure(judgement) && row is not null && row.Comparison.AdjustedFor.Count == 0)
        {
            // A crude estimate may stand beside the p of any test of the arms; without their numbers nothing tells which.
            var basis = RowTests.BasisOf(paper, row.First, row.Second);
            if (basis is RowTests.Basis.None or RowTests.Basis.Quartiles) return null;
            if (RowJudgements.MayPass(RowJudgements.OfP(paper, row, p)))
                judgement = RowJudgements.Explained(judgement, new Attainable(new Convention.PByCounts(), false, p.Printed.Rounded));
        }

        if (!RowJudgements.PassesForSure(judgement) && p.Facts.Test is null && !oneSided
            && IsNear(p, estimate, stated, unsymmetric))
            return Result(p, Verdict.NotCheckable, null, [number, low, high], new Reason.Explained(p, Circumstance.OtherTest));
        return Result(p, judgement, [number, low, high], new Reason.PByInterval(p, number, low, high, judgement.Alternatives));
    }

    private static double MostAsymmetry(LedgerIndex paper, EffectEstimate estimate) =>
        estimate.IsRatio ? 1.2 + 2 * estimate.StandardErrors(paper.Ledger.Paper.ConfidenceLevel, Rounding.Nearest).High
        : estimate.Estimate.Statistic == Statistic.RiskDifference ? MostOfRiskDifferences : MostOfDifferences;

    /// <summary>Whether a p is as far from that of the interval as another test of the same estimate can be.</summary>
    private static bool IsNear(LedgerNumber p, EffectEstimate estimate, double level, bool unsymmetric)
    {
        var z = estimate.Z(level, Rounding.Nearest);
        var (gap, nearest) = Circumstances.DistanceOf(p, z);
        // The fewer the events, the more a bootstrap's error differs.
        var share = estimate.IsRatio ? Math.Clamp(estimate.StandardErrors(level, Rounding.Nearest).High / 2, 0.125, 1 / 3.0) : 0.125;
        return gap <= (unsymmetric ? Math.Max(0.75, 0.45 * Math.Max(z.High, nearest)) : Math.Max(0.25, share * Math.Max(z.High, nearest)));
    }

    private static Interval Around(EffectEstimate estimate, LedgerNumber number)
    {
        var value = number.Printed.Value;
        if (estimate.IsRatio) return new(value / 2, value * 2);
        var width = Math.Abs(estimate.High.Printed.Value - estimate.Low.Printed.Value);
        return new(value - width, value + width);
    }

    private static Interval Centre(EffectEstimate estimate, Rounding r)
    {
        Interval low = estimate.OnScale(estimate.Low, r), high = estimate.OnScale(estimate.High, r);
        return new((low.Low + high.Low) / 2, (low.High + high.High) / 2);
    }

    /// <summary>The limit that lies as far from the estimate as the other one does.</summary>
    private static Interval Mirror(EffectEstimate estimate, LedgerNumber limit, Rounding r)
    {
        Interval o = estimate.OnScale(estimate.Estimate, r), l = estimate.OnScale(limit, r);
        return estimate.FromScale(new(2 * o.Low - l.High, 2 * o.High - l.Low));
    }
}
