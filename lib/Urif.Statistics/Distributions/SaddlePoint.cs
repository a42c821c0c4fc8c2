namespace Urif.Statistics;

/// <summary>
/// The pieces of densities that keep full relative accuracy where factorials and powers overflow or cancel:
/// Stirling's error, the deviance and a ratio of gamma functions.
/// </summary>
/// <remarks>C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).</remarks>
internal static class SaddlePoint
{
    private const double LogSqrtTwoPi = 0.91893853320467274178;

    /// <summary>
    /// ln Γ(a+1) - ((a + 1/2) ln a - a + ln √(2π)) for a &gt; 0: Loader's δ(a). Absolute error below 1e-14.
    /// </summary>
    public static double StirlingError(double a)
    {
        // The series needs a >= 16 for its first neglected term, 691/360360 a^-11, to be below 1e-16; below that,
        // Γ(a+1) = Γ(a+k+1) / ((a+1)...(a+k)).
        if (a < 16)
        {
            double shifted = a, product = 1;
            while (shifted < 16) product *= ++shifted;
            return StirlingError(shifted) + ((shifted + 0.5) * Math.Log(shifted) - shifted)
                - ((a + 0.5) * Math.Log(a) - a) - Math.Log(product);
        }

        var r = 1 / (a * a);
        return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / a;
    }

    /// <summary>a ln(a/m) + m - a for a, m &gt; 0, without the cancellation near a = m: Loader's bd0(a, m).</summary>
    public static double Deviance(double a, double m)
    {
        var v = (a - m) / (a + m);
        if (Math.Abs(v) > 0.4) return a * Math.Log(a / m) + m - a;

        // ln(a/m) = 2 artanh v, so that the deviance is (a - m) v + 2 a (v³/3 + v⁵/5 + ...).
        double v2 = v * v, power = v, sum = 0;
        for (var k = 3; ; k += 2)
        {
            power *= v2;
            var next = sum + power / k;
            if (next == sum) return (a - m) * v + 2 * a * sum;
            sum = next;
        }
    }

    /// <summary>e^-x x^a / Γ(a+1) for a, x &gt; 0.</summary>
    public static double PoissonTerm(double a, double x) =>
        Math.Exp(-StirlingError(a) - LogSqrtTwoPi - Deviance(a, x)) / Math.Sqrt(a);

    /// <summary>Γ(a + 1/2) / Γ(a) for a &gt; 0, to a relative 1e-14.</summary>
    /// <remarks>
    /// ln of the ratio is ½ ln a - 1/(8a) + 1/(192a³) - 1/(640a⁵) + 17/(14336a⁷) - 31/(18432a⁹) + ..., the difference
    /// of two Stirling series; below a = 20 the recurrence of Γ leads up to it.
    /// </remarks>
    public static double GammaRatioHalf(double a)
    {
        var factor = 1.0;
        for (; a < 20; a++) factor *= a / (a + 0.5);
        var r = 1 / (a * a);
        var series = (-1.0 / 8 + r * (1.0 / 192 - r * (1.0 / 640 - r * (17.0 / 14336 - r * 31 / 18432)))) / a;
        return factor * Math.Sqrt(a) * Math.Exp(series);
    }

    /// <summary>ln(1 + x) for x &gt; -1, accurate to a few units in the last place however small x is.</summary>
    public static double LogOnePlus(double x)
    {
        // Kahan's trick: the rounding error of 1 + x cancels in the quotient.
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }
}
