namespace Urif.Statistics;

/// <summary>The root of a monotone function by bisection to the last place; no derivative, no tolerance to choose.</summary>
internal static class Bisection
{
    // Enough for an interval of width 1 to shrink to 1e-30, and far below the spacing of doubles away from 0.
    private const int MaximumIterations = 100;

    /// <summary>
    /// The point where <paramref name="isLeft"/> turns from true to false between <paramref name="low"/> and
    /// <paramref name="high"/>; the ends themselves are never evaluated.
    /// </summary>
    public static double Turn(double low, double high, Func<double, bool> isLeft)
    {
        for (var i = 0; i < MaximumIterations; i++)
        {
            var middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) break;
            if (isLeft(middle)) low = middle;
            else high = middle;
        }

        return low + 0.5 * (high - low);
    }

    /// <summary>As <see cref="Turn"/> over the whole real line, searched outwards from <paramref name="start"/>.</summary>
    public static double TurnFrom(double start, Func<double, bool> isLeft)
    {
        double stride = 1;
        if (isLeft(start))
        {
            var high = start + stride;
            while (isLeft(high)) high += stride *= 2;
            return Turn(high - stride, high, isLeft);
        }

        var low = start - stride;
        while (!isLeft(low)) low -= stride *= 2;
        return Turn(low, low + stride, isLeft);
    }
}
