using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A ratio or difference printed with its confidence limits, and with a p where there is one.</summary>
internal sealed record EffectEstimate(LedgerNumber Estimate, LedgerNumber Low, LedgerNumber High, LedgerNumber? P)
{
    /// <summary>Every such estimate. Of several p in one place, each goes with the estimate that it follows.</summary>
    public static IEnumerable<EffectEstimate> All(LedgerIndex paper)
    {
        foreach (var place in paper.Ledger.Numbers.GroupBy(n => (n.Table, n.Variable.Id, n.Group, n.Facts.Time)))
        {
            var numbers = place.ToList();
            var estimates = numbers.Where(n => IsEffect(n.Statistic)).ToList();
            if (estimates.Count == 0) continue;
            var limits = LedgerLinks.Limits(numbers).ToList();
            var ps = numbers.Where(n => n.Statistic == Statistic.P).ToList();
            for (var k = 0; k < estimates.Count; k++)
            {
                var estimate = estimates[k];
                var low = limits.Find(l => l.Estimate == estimate && l.Limit.Statistic == Statistic.CiLow).Limit;
                var high = limits.Find(l => l.Estimate == estimate && l.Limit.Statistic == Statistic.CiHigh).Limit;
                if (low is null || high is null) continue;
                if (LedgerWords.IsRatio(estimate.Statistic) && (low.Printed.Digits <= 0 || high.Printed.Digits <= 0
                    || estimate.Printed.Digits <= 0)) continue;
                // As many p as estimates go with them in order; a single p is of the first.
                var p = ps.Count == estimates.Count ? ps[k] : ps.Count == 1 && k == 0 ? ps[0] : null;
                yield return new(estimate, low, high, p);
            }
        }
    }

    /// <summary>Whether the estimate is a ratio, whose scale is the logarithmic one.</summary>
    public bool IsRatio => LedgerWords.IsRatio(Estimate.Statistic);

    /// <summary>What the paper states of the interval: on a limit, or on the estimate.</summary>
    public StatedInterval? StatedInterval => Low.Facts.Interval ?? High.Facts.Interval ?? Estimate.Facts.Interval;

    /// <summary>What the paper states of the estimator.</summary>
    public StatedEstimator? StatedEstimator => Estimate.Facts.Estimator ?? Low.Facts.Estimator ?? P?.Facts.Estimator;

    /// <summary>Whether the interval is stated to be of a standard error, and so symmetric.</summary>
    public bool IsStatedSymmetric => StatedInterval is Audit.StatedInterval.Wald or Audit.StatedInterval.Robust
        or Audit.StatedInterval.Clustered;

    /// <summary>A printed number on the scale on which intervals are symmetric.</summary>
    public Interval OnScale(LedgerNumber number, Rounding rounding = Rounding.Nearest)
    {
        var values = number.Printed.Values(rounding);
        return IsRatio ? new(Log(values.Low), Log(values.High)) : values;
    }

    /// <summary>Values on the estimate's own scale.</summary>
    public Interval FromScale(Interval values) => IsRatio ? new(Math.Exp(values.Low), Math.Exp(values.High)) : values;

    /// <summary>The standard errors, on the scale, that the interval's width allows.</summary>
    public Interval StandardErrors(double level, Rounding rounding)
    {
        var z = -Normal.Quantile((1 - level) / 2);
        Interval low = OnScale(Low, rounding), high = OnScale(High, rounding);
        return new(Math.Max(0, high.Low - low.High) / (2 * z), Math.Max(0, high.High - low.Low) / (2 * z));
    }

    /// <summary>The p-values that the estimate and the interval's width allow.</summary>
    public Interval PValues(double level, Rounding rounding)
    {
        var (near, far) = Z(level, rounding);
        return new(Normal.TwoSided(far), Normal.TwoSided(near));
    }

    /// <summary>|estimate| over its standard error, on the scale.</summary>
    public Interval Z(double level, Rounding rounding)
    {
        var size = RowTests.Magnitude(OnScale(Estimate, rounding));
        var error = StandardErrors(level, rounding);
        return new(error.High == 0 ? 0 : size.Low / error.High, error.Low == 0 ? double.MaxValue : size.High / error.Low);
    }

    /// <summary>
    /// The least ratio of the longer to the shorter arm of the interval that rounding allows; infinite where the estimate lies
    /// outside.
    /// </summary>
    public double Asymmetry
    {
        get
        {
            Interval at = OnScale(Estimate), low = OnScale(Low), high = OnScale(High);
            Interval below = new(at.Low - low.High, at.High - low.Low), above = new(high.Low - at.High, high.High - at.Low);
            if (below.High <= 0 || above.High <= 0) return double.PositiveInfinity;
            if (double.IsPositiveInfinity(above.High) || double.IsPositiveInfinity(below.High) || below.Intersects(above)) return 1;
            return below.Low > above.High ? below.Low / above.High : above.Low / below.High;
        }
    }

    private static bool IsEffect(Statistic statistic) => LedgerWords.IsRatio(statistic)
        || statistic is Statistic.RiskDifference or Statistic.MeanDifference;

    private static double Log(double value) => Math.Log(Math.Max(value, 1e-300));
}
