namespace Urif.Statistics;

/// <summary>
/// What printed quartiles say of the sorted sample behind them: for each order statistic the interval it must lie in,
/// whatever definition of the quantile was used.
/// </summary>
/// <remarks>
/// <para>
/// The quantile of order p of n values, by each of the nine definitions of Hyndman and Fan (The American Statistician
/// 1996; 50: 361), by Tukey's hinges and by Mendenhall and Sincich, lies between the order statistics of rank
/// floor(np - 1/2), at least 1, and ceil(np + 3/4), at most n. The envelope uses these ranks, so each bound derived from it
/// holds for every one of those definitions; some slack of one rank is the price.
/// </para>
/// <para>Order statistics with the same bounds are kept as one step, so that cost does not depend on n.</para>
/// </remarks>
public sealed class QuantileEnvelope
{
    private readonly Step[] _steps;

    /// <summary>Sets up the envelope of n values within a range, given intervals for some of their quantiles.</summary>
    /// <param name="n">The number of values, at least 1.</param>
    /// <param name="range">The values that are possible at all; ends may be infinite.</param>
    /// <param name="quantiles">Orders in (0, 1), ascending, each with the interval that its quantile lies in.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is below 1.</exception>
    public QuantileEnvelope(int n, Interval range, params ReadOnlySpan<(double Order, Interval Value)> quantiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        Count = n;
        var cuts = new SortedSet<int> { 0, n };
        foreach (var (order, _) in quantiles)
        {
            cuts.Add(Math.Clamp(RankBelow(n, order), 0, n));
            cuts.Add(Math.Clamp(RankAbove(n, order) - 1, 0, n));
        }

        var steps = new List<Step>(cuts.Count);
        var previous = 0;
        foreach (var cut in cuts)
        {
            if (cut == previous) continue;
            // Ranks previous+1 .. cut share their bounds.
            double low = range.Low, high = range.High;
            foreach (var (order, value) in quantiles)
            {
                if (cut <= RankBelow(n, order)) high = Math.Min(high, value.High);
                if (previous + 1 >= RankAbove(n, order)) low = Math.Max(low, value.Low);
            }

            steps.Add(new(cut - previous, low, high));
            previous = cut;
        }

        _steps = [.. steps];
    }

    /// <summary>The number of values.</summary>
    public int Count { get; }

    /// <summary>Whether some sample meets all bounds.</summary>
    public bool IsFeasible => Array.TrueForAll(_steps, s => s.Low <= s.High);

    /// <summary>The interval that the mean must lie in; ends are infinite where a tail is unbounded.</summary>
    public Interval Mean
    {
        get
        {
            double low = 0, high = 0;
            foreach (var s in _steps)
            {
                low += s.Count * s.Low;
                high += s.Count * s.High;
            }

            return new(low / Count, high / Count);
        }
    }

    /// <summary>
    /// The least sample standard deviation (denominator n - 1) of any sample in the envelope whose mean lies in
    /// <paramref name="mean"/>; positive infinity where no sample has such a mean.
    /// </summary>
    /// <remarks>
    /// For a given mean the sum of squares is least when every value is as near a common level as its bounds allow (the
    /// optimality condition of this convex programme); the level is found by bisection. Over the interval the least sum
    /// of squares is convex in the mean and is found by golden section. Relative accuracy 1e-9.
    /// </remarks>
    public double LeastSd(Interval mean)
    {
        if (!IsFeasible || Count < 2) return IsFeasible ? 0 : double.PositiveInfinity;
        var attainable = Mean;
        double a = Math.Max(mean.Low, attainable.Low), b = Math.Min(mean.High, attainable.High);
        if (a > b) return double.PositiveInfinity;
        const double ratio = 0.6180339887498949;
        double c = b - ratio * (b - a), d = a + ratio * (b - a), fc = Squares(c), fd = Squares(d);
        for (var k = 0; k < 40 && b - a > 1e-12 * Math.Max(1, Math.Abs(a)); k++)
        {
            if (fc <= fd) (b, d, fd, c) = (d, c, fc, d - ratio * (d - a));
            else (a, c, fc, d) = (c, d, fd, c + ratio * (b - c));
            (fc, fd) = (Squares(c), Squares(d));
        }

        return Math.Sqrt(Math.Max(0, Math.Min(Squares(a), Math.Min(Squares(b), Math.Min(fc, fd)))) / (Count - 1));
    }

    /// <summary>
    /// The attainable interval of the Mann-Whitney statistic U, the number of pairs in which the value of
    /// <paramref name="x"/> exceeds that of <paramref name="y"/>, ties counting one half.
    /// </summary>
    /// <remarks>U rises with every value of x and falls with every value of y, so its ends are met at the bounds.</remarks>
    public static Interval RankSumU(QuantileEnvelope x, QuantileEnvelope y)
    {
        double low = 0, high = 0;
        foreach (var s in x._steps)
        {
            foreach (var t in y._steps)
            {
                var pairs = (double)s.Count * t.Count;
                low += pairs * Exceeds(s.Low, t.High);
                high += pairs * Exceeds(s.High, t.Low);
            }
        }

        return new(low, high);

        static double Exceeds(double a, double b) => a > b ? 1 : a < b ? 0 : 0.5;
    }

    /// <summary>
    /// An upper bound on the tie term Σ(t³ - t)/(N³ - N) of the pooled sample, from the largest number of values that
    /// can be equal. It lies in [0, 1]; the rank statistic's variance shrinks by at most this share.
    /// </summary>
    public static double GreatestTieShare(QuantileEnvelope x, QuantileEnvelope y)
    {
        var steps = x._steps.Concat(y._steps).ToArray();
        double total = x.Count + y.Count, largest = 1;
        foreach (var at in steps.SelectMany(s => new[] { s.Low, s.High }))
            largest = Math.Max(largest, steps.Where(s => s.Low <= at && at <= s.High).Sum(s => s.Count));
        double full = Math.Floor(total / largest), rest = total - full * largest;
        return (full * (Cube(largest) - largest) + Cube(rest) - rest) / (Cube(total) - total);

        static double Cube(double v) => v * v * v;
    }

    /// <summary>The rank whose order statistic no definition of the quantile lies below: at worst that of the least value.</summary>
    public static int RankBelow(int n, double order) => Math.Max(1, (int)Math.Floor(n * order - 0.5 + 1e-9));

    /// <summary>The rank whose order statistic no definition of the quantile lies above: at worst that of the greatest value.</summary>
    public static int RankAbove(int n, double order) => Math.Min(n, (int)Math.Ceiling(n * order + 0.75 - 1e-9));

    /// <summary>The least Σ(x - mean)² of a sample in the envelope with this mean.</summary>
    private double Squares(double mean)
    {
        var target = mean * Count;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (var s in _steps)
        {
            low = Math.Min(low, double.IsFinite(s.Low) ? s.Low : double.IsFinite(s.High) ? s.High : mean);
            high = Math.Max(high, double.IsFinite(s.High) ? s.High : double.IsFinite(s.Low) ? s.Low : mean);
        }

        // Beyond every finite bound only the open-ended steps still move; widen until the total is bracketed.
        for (var width = Math.Max(1, high - low); Total(low) > target && width < 1e300; width *= 2) low -= width;
        for (var width = Math.Max(1, high - low); Total(high) < target && width < 1e300; width *= 2) high += width;
        for (var k = 0; k < 70 && high - low > 1e-14 * Math.Max(1, Math.Abs(low)); k++)
        {
            var middle = low + (high - low) / 2;
            if (Total(middle) < target) low = middle;
            else high = middle;
        }

        var level = low + (high - low) / 2;
        double sum = 0;
        foreach (var s in _steps)
        {
            var v = Math.Clamp(level, s.Low, s.High) - mean;
            sum += s.Count * v * v;
        }

        return sum;

        double Total(double at)
        {
            double t = 0;
            foreach (var s in _steps) t += s.Count * Math.Clamp(at, s.Low, s.High);
            return t;
        }
    }

    private readonly record struct Step(int Count, double Low, double High);
}
