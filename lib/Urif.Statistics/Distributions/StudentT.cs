namespace Urif.Statistics;

/// <summary>Student's t distribution with real degrees of freedom: tails and quantiles.</summary>
/// <remarks>
/// Tails are relative 1e-12 accurate down to 1e-300, for df from 0.1 on; from 1e20 up to infinity it is the normal
/// distribution. NaN comes out when an argument is NaN or df is not above 0.
/// The far tail is the continued fraction of Gauss for the hypergeometric function (Abramowitz &amp; Stegun 26.5.4 and
/// 15.3.4 turn the incomplete beta function into it): all its terms are positive, and with growing df it becomes Laplace's
/// fraction for the normal tail. The centre is the power series of the incomplete beta function (DLMF 8.17.8).
/// </remarks>
public static class StudentT
{
    // The relative difference between the tails is below t⁴/df, and the normal tail is 0 from t = 40 on.
    private const double NormalFrom = 1e20;

    private const double InverseSqrtPi = 0.56418958354775628695;

    /// <summary>P(T ≤ <paramref name="t"/>); 0 and 1 at the infinities.</summary>
    public static double Cdf(double t, double df) => UpperTail(-t, df);

    /// <summary>P(T &gt; <paramref name="t"/>), accurate in the far tail; 1 and 0 at the infinities.</summary>
    public static double UpperTail(double t, double df)
    {
        if (double.IsNaN(t) || !(df > 0)) return double.NaN;
        if (df > NormalFrom) return Normal.UpperTail(t);
        if (double.IsInfinity(t)) return t > 0 ? 0 : 1;
        var a = Math.Abs(t);
        if (IsCentral(a, df)) return 0.5 - Math.CopySign(Center(a, df), t);
        var tail = Tail(a, df);
        return t > 0 ? tail : 1 - tail;
    }

    /// <summary>P(|T| &gt; |<paramref name="t"/>|), the two-sided p-value of a t statistic.</summary>
    public static double TwoSided(double t, double df) => 2 * UpperTail(Math.Abs(t), df);

    /// <summary>The p-value of a t statistic.</summary>
    public static double PValue(double t, double df, Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => TwoSided(t, df),
        Alternative.Less => Cdf(t, df),
        Alternative.Greater => UpperTail(t, df),
        _ => throw new ArgumentOutOfRangeException(nameof(alternative)),
    };

    /// <summary>
    /// The t with P(T ≤ t) = <paramref name="p"/>, to a relative 1e-12; infinite at 0 and 1, NaN when p is outside [0, 1].
    /// </summary>
    /// <remarks>For upper quantiles of a small tail, use -Quantile(tail): 1 - tail loses its digits.</remarks>
    public static double Quantile(double p, double df)
    {
        if (!(p >= 0 && p <= 1) || !(df > 0)) return double.NaN;
        if (df > NormalFrom || p is 0 or 1) return Normal.Quantile(p);
        var tail = Math.Min(p, 1 - p);
        if (tail == 0.5) return 0;

        // Newton's steps on the logarithms of probability and t. Both log P(T > t) and log P(0 < T < t) are concave in
        // log t, so that the steps converge from one side whatever the start. Near the median the probability between
        // 0 and t, exact as 1/2 - p, is solved for in place of the tail.
        var central = tail > 0.25;
        var target = central ? 0.5 - tail : tail;
        double t = -Normal.Quantile(tail), previous = t;
        for (var i = 0; i < 100 && double.IsFinite(t); i++)
        {
            var value = !central ? UpperTail(t, df) : IsCentral(t, df) ? Center(t, df) : 0.5 - Tail(t, df);
            if (value == 0)
            {
                // The step went so far that the tail underflows: halve it.
                t = Math.Sqrt(t) * Math.Sqrt(previous);
                continue;
            }

            previous = t;
            var slope = DensityTimesT(t, df) / value;
            var step = Math.Log(value / target) / (central ? -slope : slope);
            t *= Math.Exp(step);
            if (Math.Abs(step) < 1e-9) break; // the next one would be its square
        }

        return p < 0.5 ? -t : t;
    }

    // Near the centre 1/2 minus the series loses at most two digits, and the series needs some 60 terms at most.
    private static bool IsCentral(double t, double df) => t * t <= Math.Min(df, 6);

    // P(0 < T < t) for 0 <= t with t² <= df: √y (1-y)^(df/2) / B(1/2, df/2) · Σ (df/2 + 1/2)_n / (3/2)_n y^n, y = t²/(df + t²).
    private static double Center(double t, double df)
    {
        double y = t * t / (df + t * t), term = 1, sum = 1;
        for (var n = 0; term > 1e-17 * sum; n++)
        {
            term *= y * (0.5 * df + 0.5 + n) / (1.5 + n);
            sum += term;
        }

        return InverseSqrtPi * SaddlePoint.GammaRatioHalf(0.5 * df) * Math.Sqrt(y) * Kernel(t, df) * sum;
    }

    // P(T > t) for t > 0: (1 + t²/df)^(-df/2) √(1 + df/t²) Γ(a + 1/2) / (2 √π a Γ(a)) · ₂F₁(1/2, 1; a + 1; -df/t²), a = df/2.
    private static double Tail(double t, double df)
    {
        var a = 0.5 * df;
        var ratio = Math.Sqrt(df) / t;
        var w = ratio * ratio;

        // Gauss's fraction 1/(1 + c₁w/(1 + c₂w/(1 + ...))) by forward recurrence of the differences between approximants
        // (Steed's algorithm; Thompson & Barnett 1986).
        double d = 1, difference = 1, fraction = 1;
        for (var k = 1; k < 10_000; k++)
        {
            var m = k / 2;
            var c = k % 2 == 1
                ? (0.5 + m) * (a + m) / ((a + 2 * m) * (a + 2 * m + 1))
                : m * (a + m - 0.5) / ((a + 2 * m - 1) * (a + 2 * m));
            var cw = c * w;
            var next = 1 / (1 + cw * d);
            difference *= next - 1;
            d = next;
            fraction += difference;
            if (Math.Abs(difference) < 1e-17 * fraction) break;
        }

        return InverseSqrtPi * SaddlePoint.GammaRatioHalf(a) / df * Kernel(t, df) * Math.Sqrt(1 + w) * fraction;
    }

    // (1 + t²/df)^(-df/2)
    private static double Kernel(double t, double df)
    {
        var ratio = t / Math.Sqrt(df);
        var log = ratio > 1e100 ? 2 * Math.Log(ratio) : SaddlePoint.LogOnePlus(t * t / df);
        return Math.Exp(-0.5 * df * log);
    }

    private static double DensityTimesT(double t, double df)
    {
        var ratio = t / Math.Sqrt(df);
        return InverseSqrtPi * SaddlePoint.GammaRatioHalf(0.5 * df) * Kernel(t, df) / Math.Sqrt(1 + 1 / (ratio * ratio));
    }
}
