namespace Urif.Statistics;

/// <summary>The quantile of a sorted sample, by each definition of <see cref="QuantileType"/>.</summary>
/// <remarks>
/// Source: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996), definitions
/// 6 and 7; J. W. Tukey, Exploratory data analysis (1977), chapter 2, for the hinges. Rounding is that of R's <c>quantile</c>.
/// </remarks>
public static class SampleQuantile
{
    /// <summary>Where a quantile lies among the order statistics: a rank, from 1 to n, and a share of the way to the next one.</summary>
    /// <param name="n">The number of values, at least 1.</param>
    /// <param name="order">The share of values below, in [0, 1]; 1/4, 1/2 or 3/4 for <see cref="QuantileType.TukeyHinges"/>.</param>
    /// <param name="type">The definition.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number, the order or the definition is none of these.</exception>
    public static (int Rank, double Share) Place(int n, double order, QuantileType type)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        if (!(order >= 0 && order <= 1)) throw new ArgumentOutOfRangeException(nameof(order), order, "The order lies in [0, 1].");
        var position = type switch
        {
            QuantileType.Weibull => order * (n + 1.0),
            QuantileType.Linear => 1 + order * (n - 1.0),
            QuantileType.TukeyHinges => order switch
            {
                0.25 => Hinge(n),
                0.5 => 0.5 * (n + 1),
                0.75 => n + 1 - Hinge(n),
                _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Hinges are the quartiles and the median only."),
            },
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
        position = Math.Clamp(position, 1, n);
        var below = (int)Math.Floor(position);
        return (below, position - below);

        static double Hinge(int n) => Math.Floor((n + 3) / 2.0) / 2;
    }

    /// <summary>A quantile of a sample; NaN for an empty one.</summary>
    /// <param name="sorted">The sample, in ascending order.</param>
    /// <param name="order">The share of values below, in [0, 1]; 1/4, 1/2 or 3/4 for <see cref="QuantileType.TukeyHinges"/>.</param>
    /// <param name="type">The definition.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order or the definition is none of these.</exception>
    public static double Of(ReadOnlySpan<double> sorted, double order, QuantileType type)
    {
        var (rank, share) = Place(Math.Max(1, sorted.Length), order, type);
        if (sorted.IsEmpty) return double.NaN;
        return share == 0 ? sorted[rank - 1] : Between(sorted[rank - 1], sorted[rank], share);
    }

    /// <summary>The value at a share of the way from one order statistic to the next; of equal ones exactly theirs.</summary>
    internal static double Between(double low, double high, double share) => low == high ? low : (1 - share) * low + share * high;
}
