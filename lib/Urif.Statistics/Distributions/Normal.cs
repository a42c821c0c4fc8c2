namespace Urif.Statistics;

/// <summary>The standard normal distribution: tails and quantiles.</summary>
/// <remarks>
/// Tails are relative 1e-14 accurate over the whole range of double (z up to 37.5, where the tail is 1e-308; beyond it they
/// lose digits with the subnormal numbers and then are 0). NaN in gives NaN out.
/// Tails: W. J. Cody, Rational Chebyshev approximations for the error function, Mathematics of Computation 23 (1969),
/// and Algorithm 715, ACM TOMS 19 (1993). Quantiles: M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988).
/// </remarks>
public static class Normal
{
    private const double InverseSqrtTwoPi = 0.39894228040143267794;

    /// <summary>P(Z ≤ <paramref name="z"/>); 0 and 1 at the infinities.</summary>
    public static double Cdf(double z) => UpperTail(-z);

    /// <summary>P(Z &gt; <paramref name="z"/>), accurate in the far tail; 1 and 0 at the infinities.</summary>
    public static double UpperTail(double z)
    {
        var a = Math.Abs(z);
        if (a <= 0.67448975) return 0.5 - Center(z);
        if (a > 40) return z > 0 ? 0 : 1;
        var tail = a <= 5.656854 ? MiddleTail(a) : FarTail(a);
        return z > 0 ? tail : 1 - tail;
    }

    /// <summary>P(|Z| &gt; |<paramref name="z"/>|), the two-sided p-value of a z statistic.</summary>
    public static double TwoSided(double z) => 2 * UpperTail(Math.Abs(z));

    /// <summary>The p-value of a z statistic.</summary>
    public static double PValue(double z, Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => TwoSided(z),
        Alternative.Less => Cdf(z),
        Alternative.Greater => UpperTail(z),
        _ => throw new ArgumentOutOfRangeException(nameof(alternative)),
    };

    /// <summary>
    /// The z with P(Z ≤ z) = <paramref name="p"/>, to a relative 1e-15; infinite at 0 and 1, NaN outside [0, 1].
    /// </summary>
    /// <remarks>For upper quantiles of a small tail, use -Quantile(tail): 1 - tail loses its digits.</remarks>
    public static double Quantile(double p)
    {
        if (!(p >= 0 && p <= 1)) return double.NaN;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var s = 0.180625 - q * q;
            return q
                * (((((((2509.0809287301226727 * s + 33430.575583588128105) * s + 67265.770927008700853) * s
                    + 45921.953931549871457) * s + 13731.693765509461125) * s + 1971.5909503065514427) * s
                    + 133.14166789178437745) * s + 3.387132872796366608)
                / (((((((5226.495278852854561 * s + 28729.085735721942674) * s + 39307.89580009271061) * s
                    + 21213.794301586595867) * s + 5394.1960214247511077) * s + 687.1870074920579083) * s
                    + 42.313330701600911252) * s + 1);
        }

        var tail = q < 0 ? p : 1 - p;
        if (tail == 0) return q < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var r = Math.Sqrt(-Math.Log(tail));
        double z;
        if (r <= 5)
        {
            r -= 1.6;
            z = (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
                    + 1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r
                    + 4.6303378461565452959) * r + 1.42343711074968357734)
                / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
                    + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r
                    + 2.05319162663775882187) * r + 1);
        }
        else
        {
            r -= 5;
            z = (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
                    + 0.026532189526576123093) * r + 0.29656057182850489123) * r + 1.7848265399172913358) * r
                    + 5.4637849111641143699) * r + 6.6579046435011037772)
                / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
                    + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r
                    + 0.59983220655588793769) * r + 1);
        }

        return q < 0 ? -z : z;
    }

    // P(0 < Z < z), signed, for |z| <= 0.67448975.
    private static double Center(double z)
    {
        var s = z * z;
        return z
            * ((((0.065682337918207449113 * s + 2.2352520354606839287) * s + 161.02823106855587881) * s
                + 1067.6894854603709582) * s + 18154.981253343561249)
            / ((((s + 47.20258190468824187) * s + 976.09855173777669322) * s + 10260.932208618978205) * s
                + 45507.789335026729956);
    }

    private static double MiddleTail(double a) =>
        Exponential(a)
        * ((((((((1.0765576773720192317e-8 * a + 0.39894151208813466764) * a + 8.8831497943883759412) * a
            + 93.506656132177855979) * a + 597.27027639480026226) * a + 2494.5375852903726711) * a
            + 6848.1904505362823326) * a + 11602.651437647350124) * a + 9842.7148383839780218)
        / ((((((((a + 22.266688044328115691) * a + 235.38790178262499861) * a + 1519.377599407554805) * a
            + 6485.558298266760755) * a + 18615.571640885098091) * a + 34900.952721145977266) * a
            + 38912.003286093271411) * a + 19685.429676859990727);

    private static double FarTail(double a)
    {
        var s = 1 / (a * a);
        var correction = s
            * (((((0.02307344176494017303 * s + 0.21589853405795699) * s + 0.1274011611602473639) * s
                + 0.022235277870649807) * s + 0.001421619193227893466) * s + 2.9112874951168792e-5)
            / (((((s + 1.28426009614491121) * s + 0.468238212480865118) * s + 0.0659881378689285515) * s
                + 0.00378239633202758244) * s + 7.29751555083966205e-5);
        return Exponential(a) * (InverseSqrtTwoPi - correction) / a;
    }

    // exp(-a²/2): the rounding error of a², which exp would amplify, is put back.
    private static double Exponential(double a)
    {
        var square = a * a;
        var error = Math.FusedMultiplyAdd(a, a, -square);
        return Math.Exp(-0.5 * square) * (1 - 0.5 * error);
    }
}
