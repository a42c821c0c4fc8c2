using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>
/// Whether an effect differs between two strata (treated against not, among IR and among non-IR women). That one is significant and the
/// other not is no answer to it.
/// </summary>
/// <param name="RatioOfOddsRatios">The first stratum's odds ratio over the second's.</param>
/// <param name="RatioLimits">Its interval.</param>
/// <param name="RatioP">The p of the ratio being 1: the interaction in a logistic model.</param>
/// <param name="DifferenceOfDifferences">The first stratum's risk difference less the second's, as a share.</param>
/// <param name="DifferenceLimits">Its interval.</param>
/// <param name="DifferenceP">The p of it being 0.</param>
/// <param name="BreslowDay">The Breslow-Day statistic of one odds ratio for both, with Tarone's correction; on 1 degree of freedom.</param>
/// <param name="BreslowDayP">Its p.</param>
/// <remarks>
/// Altman DG, Bland JM (2003). Interaction revisited: the difference between two estimates. BMJ 326:219. Breslow NE, Day NE (1980), Tarone
/// RE (1985), Biometrika 72:91-95. With an empty cell the ratio has no interval (infinite or NaN) and Breslow-Day may have none either.
/// </remarks>
public sealed record EffectDifference(
    double RatioOfOddsRatios, Interval RatioLimits, double RatioP,
    double DifferenceOfDifferences, Interval DifferenceLimits, double DifferenceP, double BreslowDay, double BreslowDayP)
{
    /// <summary>Of two strata's counts, each group 1 against group 2.</summary>
    /// <param name="first">The first stratum.</param>
    /// <param name="second">The second stratum.</param>
    /// <param name="level">The level of the intervals, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static EffectDifference Of(TwoByTwoTable first, TwoByTwoTable second, double level = 0.95)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        var z = -Normal.Quantile((1 - level) / 2);
        OddsRatio one = new(first), two = new(second);
        double log = Math.Log(one.Estimate / two.Estimate), error = double.Hypot(one.StandardError, two.StandardError);
        RiskDifference d1 = new(first), d2 = new(second);
        double gap = d1.Estimate - d2.Estimate, gapError = double.Hypot(d1.StandardError, d2.StandardError);
        var statistic = BreslowDayStatistic(first, second);
        return new(Math.Exp(log), new(Math.Exp(log - z * error), Math.Exp(log + z * error)), Normal.TwoSided(log / error),
            gap, new(gap - z * gapError, gap + z * gapError), Normal.TwoSided(gap / gapError),
            statistic, double.IsNaN(statistic) ? double.NaN : ChiSquare.UpperTail(statistic, 1));
    }

    private static double BreslowDayStatistic(TwoByTwoTable first, TwoByTwoTable second)
    {
        TwoByTwoTable[] strata = [first, second];
        double up = strata.Sum(t => (double)t.A * t.D / t.N), down = strata.Sum(t => (double)t.B * t.C / t.N);
        if (!(up > 0 && down > 0)) return double.NaN;
        var common = up / down;
        double squares = 0, gap = 0, variance = 0;
        foreach (var t in strata)
        {
            var a = Fitted(t, common);
            var v = 1 / (1 / a + 1 / (t.Row1 - a) + 1 / (t.Column1 - a) + 1 / (t.Row2 - t.Column1 + a));
            squares += (t.A - a) * (t.A - a) / v;
            gap += t.A - a;
            variance += v;
        }

        return squares - gap * gap / variance;
    }

    // The expected A of a table with these margins and this odds ratio.
    private static double Fitted(TwoByTwoTable t, double oddsRatio)
    {
        double low = Math.Max(0, t.Column1 - t.Row2), high = Math.Min(t.Row1, t.Column1);
        return Roots.Turn(low, high, a => a * (t.Row2 - t.Column1 + a) < oddsRatio * (t.Row1 - a) * (t.Column1 - a));
    }
}
