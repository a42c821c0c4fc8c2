namespace Urif.Statistics;

/// <summary>Sums over a count distribution split at one value; weights are relative to the mode's.</summary>
/// <param name="Total">The sum of all weights.</param>
/// <param name="Below">The weight below the value.</param>
/// <param name="At">The weight of the value itself.</param>
/// <param name="Above">The weight above the value.</param>
/// <param name="MomentBelow">The sum of (x - value)·weight below it.</param>
/// <param name="MomentAbove">The sum of (x - value)·weight above it.</param>
/// <param name="SecondMoment">The sum of (x - value)²·weight.</param>
internal readonly record struct TailSums(
    double Total, double Below, double At, double Above, double MomentBelow, double MomentAbove, double SecondMoment);

/// <summary>
/// Tails and moments of a count distribution by the ratio recursion from its mode, and the odds that give a tail a
/// stated size.
/// </summary>
/// <remarks>
/// No factorial or log-gamma is formed, so nothing cancels: each step adds a few roundings of random
/// sign, so the relative error of a tail grows with the square root of the distance walked: some 1e-14 after thousands of
/// steps. Weights below 1e-308 of the mode's underflow to zero.
/// </remarks>
internal static class CountTails
{
    /// <summary>Terms below this share of the sum they would join are left out; the ratio falls, so the rest is smaller still.</summary>
    internal const double Negligible = 1e-22;

    private const int MaximumIterations = 200;

    /// <summary>The most probable value.</summary>
    public static double Mode<TFamily>(in TFamily family, double odds)
        where TFamily : struct, ICountFamily
    {
        var mode = Math.Clamp(Math.Floor(family.NearMode(odds)), family.Low, family.High);
        while (mode < family.High && family.Up(mode) * odds > 1) mode++;
        while (mode > family.Low && family.Down(mode) > odds) mode--;
        return mode;
    }

    /// <summary>The sums split at <paramref name="value"/>, which lies in the support.</summary>
    public static TailSums Split<TFamily>(in TFamily family, double odds, double value)
        where TFamily : struct, ICountFamily
    {
        double low = family.Low, high = family.High, mode = Mode(family, odds);
        double below = 0, at = 0, above = 0, momentBelow = 0, momentAbove = 0, second = 0;

        double weight = 1;
        for (var x = mode; ; x++)
        {
            var distance = x - value;
            if (distance < 0)
            {
                below += weight;
                momentBelow += distance * weight;
            }
            else if (distance > 0)
            {
                above += weight;
                momentAbove += distance * weight;
            }
            else
            {
                at = weight;
            }

            second += distance * distance * weight;
            if (x >= high || weight == 0 || (distance > 0 && weight < Negligible * above)) break;
            weight *= family.Up(x) * odds;
        }

        weight = 1;
        var inverse = 1 / odds;
        for (var x = mode; x > low;)
        {
            weight *= family.Down(x) * inverse;
            x--;
            var distance = x - value;
            if (distance < 0)
            {
                below += weight;
                momentBelow += distance * weight;
            }
            else if (distance > 0)
            {
                above += weight;
                momentAbove += distance * weight;
            }
            else
            {
                at = weight;
            }

            second += distance * distance * weight;
            if (weight == 0 || (distance < 0 && weight < Negligible * below)) break;
        }

        return new(below + at + above, below, at, above, momentBelow, momentAbove, second);
    }

    /// <summary>
    /// The odds at which P(X > value) + <paramref name="atWeight"/>·P(X = value) is <paramref name="target"/>;
    /// zero where the value is the least of the support and the tail is never so small.
    /// </summary>
    public static double OddsOfUpperTail<TFamily>(in TFamily family, double value, double atWeight, double target)
        where TFamily : struct, ICountFamily =>
        value <= family.Low ? 0 : Math.Exp(SolveTail(family, value, atWeight, Math.Log(target), upper: true));

    /// <summary>
    /// The odds at which P(X &lt; value) + <paramref name="atWeight"/>·P(X = value) is <paramref name="target"/>;
    /// infinite where the value is the greatest of the support and the tail is never so small.
    /// </summary>
    public static double OddsOfLowerTail<TFamily>(in TFamily family, double value, double atWeight, double target)
        where TFamily : struct, ICountFamily =>
        value >= family.High
            ? double.PositiveInfinity
            : Math.Exp(SolveTail(family, value, atWeight, Math.Log(target), upper: false));

    /// <summary>The odds at which the mean is <paramref name="value"/>: the maximum likelihood estimate.</summary>
    public static double OddsOfMean<TFamily>(in TFamily family, double value)
        where TFamily : struct, ICountFamily
    {
        if (value <= family.Low) return 0;
        if (value >= family.High) return double.PositiveInfinity;
        var bracket = new Bracket(Start(family, value));
        for (var i = 0; i < MaximumIterations && !bracket.Converged; i++)
        {
            var sums = Split(family, Math.Exp(bracket.Point), value);
            var mean = (sums.MomentBelow + sums.MomentAbove) / sums.Total;
            bracket.Newton(mean, sums.SecondMoment / sums.Total - mean * mean);
        }

        return Math.Exp(bracket.Point);
    }

    // Newton on the log of the tail as a function of log odds, whose slope is E[X | tail] - E[X].
    private static double SolveTail<TFamily>(in TFamily family, double value, double atWeight, double logTarget, bool upper)
        where TFamily : struct, ICountFamily
    {
        var bracket = new Bracket(Start(family, value));
        for (var i = 0; i < MaximumIterations && !bracket.Converged; i++)
        {
            var sums = Split(family, Math.Exp(bracket.Point), value);
            var tail = (upper ? sums.Above : sums.Below) + atWeight * sums.At;
            var moment = upper ? sums.MomentAbove : sums.MomentBelow;
            var excess = Math.Log(tail / sums.Total) - logTarget;
            var slope = moment / tail - (sums.MomentBelow + sums.MomentAbove) / sums.Total;
            if (upper) bracket.Newton(excess, slope);
            else bracket.Newton(-excess, -slope);
        }

        return bracket.Point;
    }

    // The log odds that put the mode near the value.
    private static double Start<TFamily>(in TFamily family, double value)
        where TFamily : struct, ICountFamily
    {
        var up = value < family.High ? family.Up(value) : 1 / family.Down(value);
        var down = value > family.Low ? family.Down(value) : 1 / family.Up(value);
        return 0.5 * Math.Log(down / up);
    }

    /// <summary>Newton's method for the root of an increasing function, kept inside the interval where the sign changes.</summary>
    private struct Bracket(double start)
    {
        // About ten units in the last place of a log odds near 1: what rounding in the sums allows.
        private const double Tolerance = 2e-15;

        private double _low = double.NegativeInfinity;
        private double _high = double.PositiveInfinity;
        private double _stride = 1;

        public double Point { get; private set; } = start;

        public bool Converged { get; private set; }

        public void Newton(double value, double slope)
        {
            if (value < 0) _low = Point;
            else _high = Point;
            var next = Point - value / slope;
            if (!(next > _low && next < _high) || Math.Abs(next - Point) > 4 * _stride)
            {
                if (double.IsFinite(_low) && double.IsFinite(_high))
                {
                    next = 0.5 * (_low + _high);
                }
                else
                {
                    next = Point + (value < 0 ? _stride : -_stride);
                    _stride *= 2;
                }
            }

            Converged = value == 0 || Math.Abs(next - Point) <= Tolerance * (1 + Math.Abs(Point));
            if (value != 0) Point = next;
        }
    }
}
