namespace Urif.Statistics;

/// <summary>
/// A condition on two neighbouring order statistics of a sample: (1 - share)·x₍rank₎ + share·x₍rank + 1₎ lies in an interval, as a
/// printed quantile says.
/// </summary>
/// <param name="Rank">The lower rank, from 1.</param>
/// <param name="Share">How far the quantile lies between the two, in [0, 1).</param>
/// <param name="Value">Where the quantile lies, its ends included.</param>
public readonly record struct QuantileCondition(int Rank, double Share, Interval Value)
{
    /// <summary>The condition that a quantile of a sample of n values lies in an interval.</summary>
    /// <param name="n">The number of values, at least 1.</param>
    /// <param name="order">The share of values below, in (0, 1).</param>
    /// <param name="value">Where the quantile lies.</param>
    /// <param name="type">The definition: <see cref="QuantileType.Weibull"/> or <see cref="QuantileType.Linear"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is below 1, or the definition is another.</exception>
    public static QuantileCondition Of(int n, double order, Interval value, QuantileType type)
    {
        if (type == QuantileType.TukeyHinges) throw new ArgumentOutOfRangeException(nameof(type));
        var (rank, share) = SampleQuantile.Place(n, order, type);
        return new(rank, share, value);
    }

    /// <summary>Whether two neighbouring order statistics meet it.</summary>
    public bool Holds(double low, double high) => (1 - Share) * low + Share * high is var v && v >= Value.Low && v <= Value.High;
}
