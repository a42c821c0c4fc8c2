using Urif.Statistics;

namespace Urif.Audit;

/// <summary>An odds ratio printed with its confidence limits, and with a p where there is one.</summary>
internal sealed record AdjustedEstimate(LedgerNumber OddsRatio, LedgerNumber Low, LedgerNumber High, LedgerNumber? P)
{
    /// <summary>
    /// Every such estimate. Where several places print the same estimate, the first odds ratio goes with the first limits,
    /// the second with the second, in the order of the ledger.
    /// </summary>
    public static IEnumerable<AdjustedEstimate> All(LedgerIndex paper)
    {
        foreach (var place in paper.Ledger.Numbers.GroupBy(n => (n.Table, n.Variable.Id, n.Group)))
        {
            var ors = place.Where(n => n.Statistic == Statistic.OddsRatio).ToList();
            var lows = place.Where(n => n.Statistic == Statistic.CiLow).ToList();
            var highs = place.Where(n => n.Statistic == Statistic.CiHigh).ToList();
            var ps = place.Where(n => n.Statistic == Statistic.P).ToList();
            for (var k = 0; k < ors.Count && k < lows.Count && k < highs.Count; k++)
            {
                if (lows[k].Printed.Digits <= 0 || highs[k].Printed.Digits <= 0) continue;
                yield return new(ors[k], lows[k], highs[k], k < ps.Count ? ps[k] : null);
            }
        }
    }

    /// <summary>The standard errors of the log odds ratio that the interval's width allows.</summary>
    public Interval StandardErrors(double level, Rounding rounding)
    {
        var z = -Normal.Quantile((1 - level) / 2);
        Interval low = Low.Printed.Values(rounding), high = High.Printed.Values(rounding);
        return new(Math.Max(0, Log(high.Low) - Log(low.High)) / (2 * z), Math.Max(0, Log(high.High) - Log(low.Low)) / (2 * z));
    }

    /// <summary>The p-values that the odds ratio and the interval's width allow.</summary>
    public Interval PValues(double level, Rounding rounding)
    {
        var or = OddsRatio.Printed.Values(rounding);
        var size = RowTests.Magnitude(new(Log(or.Low), Log(or.High)));
        var error = StandardErrors(level, rounding);
        if (error.High == 0) return new(0, 1);
        return new(error.Low == 0 ? 0 : Normal.TwoSided(size.High / error.Low), Normal.TwoSided(size.Low / error.High));
    }

    private static double Log(double value) => Math.Log(Math.Max(value, 1e-300));
}
