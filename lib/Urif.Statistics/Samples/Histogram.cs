namespace Urif.Statistics;

/// <summary>A sample counted in bars of equal width, whose edges are round numbers.</summary>
/// <remarks>
/// The width follows D. Freedman and P. Diaconis, On the histogram as a density estimator, Zeitschrift für
/// Wahrscheinlichkeitstheorie 57 (1981): 2·IQR·n^(-1/3), with quartiles of type 7, rounded to 1, 2 or 5 times a power of ten. A
/// sample without an interquartile range has a tenth of its range.
/// </remarks>
public sealed class Histogram
{
    private readonly double[] _edges;
    private readonly int[] _counts;

    private Histogram(double[] edges, int[] counts, int above, int missing) =>
        (_edges, _counts, Above, Missing) = (edges, counts, above, missing);

    /// <summary>The edges of the bars, ascending, one more than there are bars; none for an empty sample.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>How many values are in each bar: no less than its lower edge and below its upper one.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>How many values lie beyond the last bar.</summary>
    public int Above { get; }

    /// <summary>How many values are not finite.</summary>
    public int Missing { get; }

    /// <summary>The histogram of a sample, in any order.</summary>
    /// <param name="sample">The values; NaN where one is missing.</param>
    /// <param name="mostBars">The most bars, at least 1; what lies beyond them is counted in <see cref="Above"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostBars"/> is below 1.</exception>
    public static Histogram Of(ReadOnlySpan<double> sample, int mostBars)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBars, 1);
        var sorted = sample.ToArray().Where(double.IsFinite).Order().ToArray();
        var missing = sample.Length - sorted.Length;
        if (sorted.Length == 0) return new([], [], 0, missing);
        var width = Width(sorted);
        var first = Math.Floor(sorted[0] / width);
        var counts = new int[(int)Math.Min(mostBars, Math.Floor(sorted[^1] / width) - first + 1)];
        var above = 0;
        foreach (var value in sorted)
        {
            var bar = (int)Math.Clamp(Math.Floor(value / width) - first, 0, int.MaxValue);
            if (bar < counts.Length) counts[bar]++;
            else above++;
        }

        // Edges as they would be written: not 0.30000000000000004.
        return new([.. Enumerable.Range(0, counts.Length + 1).Select(k => Math.Round((first + k) * width, 12))], counts, above, missing);
    }

    /// <summary>The nearest of 1, 2 and 5 times a power of ten, on a logarithmic scale.</summary>
    /// <param name="step">A width, above 0.</param>
    public static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { < 1.4142135623730951 => 1, < 3.1622776601683795 => 2, < 7.0710678118654755 => 5, _ => 10 };
    }

    private static double Width(double[] sorted)
    {
        double Quartile(double order) => SampleQuantile.Of(sorted, order, QuantileType.Linear);
        var width = 2 * (Quartile(0.75) - Quartile(0.25)) / Math.Cbrt(sorted.Length);
        if (!(width > 0)) width = (sorted[^1] - sorted[0]) / 10;
        return width > 0 ? RoundStep(width) : 1;
    }
}
