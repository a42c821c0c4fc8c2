namespace Urif.Statistics;

/// <summary>Predictions in order, with those equal that differ by the rounding of what made them.</summary>
/// <remarks>
/// Two groups of women with the same risk get predictions that differ in the last digits, and which is the greater is chance. Those
/// closer than 1e-10 to the least of a group are of the group: relative to it, or, near 0, to 1 or to the greatest prediction if
/// that is less. So probabilities are told apart by what they are, and log odds near 0 by what they are differences of.
/// </remarks>
internal sealed class TiedPredictions
{
    private const double Tolerance = 1e-10;

    /// <param name="predictions">Probabilities or linear predictors.</param>
    public TiedPredictions(ReadOnlySpan<double> predictions)
    {
        Sorted = predictions.ToArray();
        Order = [.. Enumerable.Range(0, Sorted.Length)];
        Array.Sort(Sorted, Order);
        double largest = 0;
        foreach (var value in Sorted) largest = Math.Max(largest, Math.Abs(value));
        var least = Math.Min(1, largest);
        for (var i = 1; i < Sorted.Length; i++)
        {
            if (Sorted[i] - Sorted[i - 1] <= Tolerance * Math.Max(Math.Abs(Sorted[i - 1]), least)) Sorted[i] = Sorted[i - 1];
        }
    }

    /// <summary>The predictions in ascending order, tied ones equal.</summary>
    public double[] Sorted { get; }

    /// <summary>The place that each had.</summary>
    public int[] Order { get; }
}
