using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A crude odds ratio, risk ratio, risk or mean difference, and its limits, follow from the arms' own counts or means. Sources:
/// Woolf 1955; Katz et al. 1978; Newcombe 1998; Miettinen and Nurminen 1985; Cornfield 1956; Student 1908; Welch 1947. Which arm is
/// set against which is free. Of limits whose method is not stated, those by profile likelihood, exact, mid-p and score methods are
/// variants; other ones (by bootstrap, robust) are not held against the paper as long as they lie within a third of the interval's half
/// width of Wald's.
/// </summary>
internal sealed class EffectFromSummary : Check
{
    private const double MostShift = 1 / 3.0;

    /// <inheritdoc/>
    public override string Name => CheckNames.EffectFromSummary;

    /// <inheritdoc/>
    public override string Source => "Woolf 1955; Katz 1978; Newcombe 1998; Student 1908";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var withLimits = EffectEstimate.All(paper).ToList();
        foreach (var estimate in withLimits)
        {
            if (EffectsOfArms.Of(paper, estimate) is not { } arms) continue;
            var results = new List<CheckResult> { OfEstimate(arms, estimate.Estimate) };
            if (estimate.StatedInterval is not (StatedInterval.Bootstrap or StatedInterval.Robust or StatedInterval.Clustered
                or StatedInterval.Other))
                results.AddRange([OfLimit(arms, estimate, estimate.Low), OfLimit(arms, estimate, estimate.High)]);
            if (results.Exists(r => r.Judgement is { } j ? !RowJudgements.PassesForSure(j) : r.Verdict.IsFinding())
                && arms.Missing(paper, estimate) is { } women)
                results = [.. results.Select(r => Result(r.Number, Verdict.ReproducedByVariant, null, arms.Inputs, r.Reason,
                    new Convention.Missing(women)))];
            foreach (var result in results) yield return result;
        }

        // An estimate without limits, and the limits of a mean difference without it.
        var seen = withLimits.SelectMany(e => new[] { e.Estimate, e.Low, e.High }).ToHashSet();
        foreach (var row in paper.Rows.Where(r => r.Comparison.AdjustedFor.Count == 0))
        {
            foreach (var number in row.Tests.Where(n => !seen.Contains(n)))
            {
                var isLimit = number.Statistic is Statistic.CiLow or Statistic.CiHigh;
                if (isLimit && (row.Moments is null || row.Tests.Any(n => LedgerLinks.IsEstimate(n.Statistic)))) continue;
                if (!isLimit && !(LedgerWords.IsRatio(number.Statistic) || number.Statistic is Statistic.RiskDifference
                    or Statistic.MeanDifference)) continue;
                var kind = isLimit ? Statistic.MeanDifference : number.Statistic;
                if (EffectsOfArms.Of(paper, number, kind, number.Facts.Estimator) is not { } arms) continue;
                yield return isLimit ? OfLimit(arms, null, number) : OfEstimate(arms, number);
            }
        }
    }

    private CheckResult OfEstimate(EffectsOfArms arms, LedgerNumber number)
    {
        var judgement = Judgement.Of(number, arms.Estimates, Verdict.NotReproduced, Around(number));
        return Result(number, judgement, arms.Inputs,
            new Reason.EffectOfArms(number, arms.Row.First, arms.Row.Second, judgement.Alternatives));
    }

    private CheckResult OfLimit(EffectsOfArms arms, EffectEstimate? estimate, LedgerNumber number)
    {
        var high = number.Statistic == Statistic.CiHigh;
        var stated = estimate?.StatedInterval ?? number.Facts.Interval;
        var judgement = Judgement.Of(number, r => arms.Limits(r, high, stated), Verdict.NotReproduced, Around(number));
        var reason = new Reason.EffectOfArms(number, arms.Row.First, arms.Row.Second, judgement.Alternatives);
        if (judgement.Alternatives.Count == 0 || (!judgement.Passes && stated is null && IsNear(arms, estimate, number, high)))
            return Result(number, Verdict.NotCheckable, null, arms.Inputs, new Reason.Explained(number, Circumstance.OtherInterval));
        return Result(number, judgement, arms.Inputs, reason);
    }

    /// <summary>Whether a limit lies so near to Wald's that an interval by another method may have it.</summary>
    private static bool IsNear(EffectsOfArms arms, EffectEstimate? estimate, LedgerNumber number, bool high)
    {
        if (estimate is null) return false;
        var at = estimate.OnScale(number);
        return arms.WaldIntervals().Any(w =>
        {
            double low = Scale(w.Low.Low), up = Scale(w.High.High), limit = high ? up : low, slack = MostShift * (up - low) / 2;
            return double.IsFinite(slack) && at.Low <= limit + slack && at.High >= limit - slack;
        });

        double Scale(double value) => estimate.IsRatio ? Math.Log(Math.Max(value, 1e-300)) : value;
    }

    private static Interval Around(LedgerNumber number)
    {
        var size = Math.Max(Math.Abs(number.Printed.Value), (double)number.Printed.Unit);
        return new(number.Printed.Value - size, number.Printed.Value + size);
    }
}
