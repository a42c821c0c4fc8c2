namespace Urif.Statistics;

/// <summary>The chi-square distribution with real degrees of freedom: tails and quantiles.</summary>
/// <remarks>
/// Both tails are relative 1e-12 accurate down to 1e-300, for df from 0.5 to 1e4. Below 0.5 the upper tail near x = 0 is a small
/// difference of numbers near 1 and loses digits in proportion to 1/df. NaN comes out when an argument is NaN or df is not a
/// positive finite number.
/// One degree of freedom goes through the normal distribution; otherwise the incomplete gamma function with its power series
/// (DLMF 8.11.4) below the mean and Legendre's continued fraction (DLMF 8.9.2) above it.
/// </remarks>
public static class ChiSquare
{
    /// <summary>P(X ≤ <paramref name="x"/>); 0 for x ≤ 0 and 1 at infinity.</summary>
    public static double Cdf(double x, double df)
    {
        if (double.IsNaN(x) || !IsValid(df)) return double.NaN;
        if (x <= 0) return 0;
        return IsBelowMean(x, df) ? LowerSeries(x, df) : 1 - UpperTail(x, df);
    }

    /// <summary>P(X &gt; <paramref name="x"/>), the p-value of a chi-square statistic; 1 for x ≤ 0 and 0 at infinity.</summary>
    public static double UpperTail(double x, double df)
    {
        if (double.IsNaN(x) || !IsValid(df)) return double.NaN;
        if (x <= 0) return 1;
        if (double.IsPositiveInfinity(x)) return 0;
        if (df == 1) return Normal.TwoSided(Math.Sqrt(x));
        return IsBelowMean(x, df) ? 1 - LowerSeries(x, df) : UpperFraction(x, df);
    }

    /// <summary>
    /// The x with P(X &gt; x) = <paramref name="p"/>, to a relative 1e-12; infinite at 0, 0 at 1, NaN when p is outside [0, 1].
    /// </summary>
    public static double UpperQuantile(double p, double df)
    {
        if (!(p >= 0 && p <= 1) || !IsValid(df)) return double.NaN;
        if (p == 0) return double.PositiveInfinity;
        if (p == 1) return 0;

        // Newton's steps on the logarithms of probability and x; both tails are then concave, so that the steps converge from
        // one side whatever the start. The smaller of the two tails is solved for. The start is Wilson & Hilferty's (1931).
        var lower = p > 0.5;
        var target = lower ? 1 - p : p;
        var spread = 2 / (9 * df);
        var start = df * Math.Pow(1 - spread - Normal.Quantile(p) * Math.Sqrt(spread), 3);
        double x = start > 0 ? start : LowerBound(target, df), previous = df;
        for (var i = 0; i < 100 && x > 0; i++)
        {
            var value = lower ? Cdf(x, df) : UpperTail(x, df);
            if (value == 0)
            {
                // So far out that the tail underflows: halve the way from the last point, at first the mean.
                x = Math.Sqrt(x) * Math.Sqrt(previous);
                continue;
            }

            previous = x;
            var slope = 0.5 * df * SaddlePoint.PoissonTerm(0.5 * df, 0.5 * x) / value; // x · density / tail
            var step = Math.Log(value / target) / (lower ? -slope : slope);
            x *= Math.Exp(step);
            if (Math.Abs(step) < 1e-9) break; // the next one would be its square
        }

        return x;
    }

    private static bool IsValid(double df) => df > 0 && double.IsFinite(df);

    private static bool IsBelowMean(double x, double df) => x < df + 2;

    // P(X <= x) <= (x/2)^(df/2) / Γ(df/2 + 1), with near equality for small x.
    private static double LowerBound(double p, double df)
    {
        var a = 0.5 * df;
        return 2 * Math.Pow(p * Math.Sqrt(2 * Math.PI * a), 1 / a) * a * Math.Exp(SaddlePoint.StirlingError(a) / a - 1);
    }

    private static double LowerSeries(double x, double df)
    {
        double a = 0.5 * df, h = 0.5 * x, term = 1, sum = 1;
        for (var n = a + 1; term > 1e-17 * sum; n++)
        {
            term *= h / n;
            sum += term;
        }

        return SaddlePoint.PoissonTerm(a, h) * sum;
    }

    // Steed's forward recurrence of 1/(h + 1 - a - 1(1 - a)/(h + 3 - a - 2(2 - a)/(h + 5 - a - ...))).
    private static double UpperFraction(double x, double df)
    {
        double a = 0.5 * df, h = 0.5 * x, b = h + 1 - a;
        double d = 1 / b, difference = d, fraction = d;
        for (var n = 1; n < 100_000; n++)
        {
            var c = -n * (n - a);
            b += 2;
            d = 1 / (b + c * d);
            difference *= b * d - 1;
            fraction += difference;
            if (Math.Abs(difference) < 1e-17 * Math.Abs(fraction)) break;
        }

        return a * SaddlePoint.PoissonTerm(a, h) * fraction;
    }
}
