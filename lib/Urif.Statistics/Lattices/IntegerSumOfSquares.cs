namespace Urif.Statistics;

/// <summary>
/// The least and the greatest sum of squares, and with them the least and the greatest SD, that a sample of integers
/// with a given size and sum can have.
/// </summary>
/// <remarks>
/// The SD has the denominator n - 1. Sizes and values must keep n·(|value| + 1)² below 2^62; this is not checked.
/// </remarks>
public static class IntegerSumOfSquares
{
    /// <summary>
    /// The least Σx² of <paramref name="size"/> integers with sum <paramref name="sum"/>: that of the most even sample,
    /// whose values are the mean rounded down and up.
    /// </summary>
    /// <remarks>
    /// Two values that differ by 2 or more, moved one step towards each other, keep the sum and lower Σx²; so at the
    /// minimum all values lie within 1 of each other. With f the fractional part of the mean, the SD is
    /// sqrt(n/(n-1)·f(1-f)).
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public static long Minimum(long size, long sum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var floor = Math.DivRem(sum, size, out var above);
        if (above < 0)
        {
            floor--;
            above += size;
        }

        return size * floor * floor + above * (2 * floor + 1);
    }

    /// <summary>
    /// The greatest Σx² of <paramref name="size"/> integers in [<paramref name="minimum"/>,
    /// <paramref name="maximum"/>] with sum <paramref name="sum"/>: at most one value is not at an end of the range.
    /// </summary>
    /// <remarks>
    /// Two values inside the range, moved one step apart, keep the sum and raise Σx². The integer form of the bound of
    /// Bhatia and Davis, "A better bound on the variance", American Mathematical Monthly 107 (2000) 353-357.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="size"/> is below 1, or no such sample has this sum.
    /// </exception>
    public static long Maximum(long size, long sum, long minimum, long maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(sum, size * minimum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sum, size * maximum);
        long above = sum - size * minimum, width = maximum - minimum;
        // Of the values less the minimum, Σ = above; back to the values themselves, Σx² gains 2·min·above + n·min².
        return MaximumFromZero(above, width) + 2 * minimum * above + size * minimum * minimum;
    }

    /// <summary>The sample SD from n, Σx and Σx²; the numerator n·Σx² - (Σx)² is formed without rounding.</summary>
    internal static double StandardDeviation(long size, long sum, long sumOfSquares) =>
        Math.Sqrt((double)((Int128)size * sumOfSquares - (Int128)sum * sum) / ((double)size * (size - 1)));

    /// <summary><see cref="Maximum"/> for the range [0, <paramref name="width"/>] and a sum that it admits.</summary>
    internal static long MaximumFromZero(long sum, long width)
    {
        if (width == 0) return 0;
        var rest = sum % width;
        return sum / width * width * width + rest * rest;
    }
}
