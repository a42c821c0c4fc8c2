namespace Urif.Statistics;

/// <summary>
/// A sample as its distinct values in ascending order and how often each occurs: what moments, quantiles and rank tests need,
/// and the same whatever the order in which the values came.
/// </summary>
public sealed class FrequencyTable
{
    private readonly double[] _values;

    // _upTo[i]: how many values are at most _values[i].
    private readonly int[] _upTo;

    private FrequencyTable(double[] values, int[] upTo) => (_values, _upTo) = (values, upTo);

    /// <summary>The number of values.</summary>
    public int Count => _upTo.Length == 0 ? 0 : _upTo[^1];

    /// <summary>The distinct values, ascending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>How often the distinct value at a place occurs.</summary>
    public int CountAt(int place) => place == 0 ? _upTo[0] : _upTo[place] - _upTo[place - 1];

    /// <summary>How often a value occurs.</summary>
    public int CountOf(double value) => Array.BinarySearch(_values, value) is >= 0 and var place ? CountAt(place) : 0;

    /// <summary>The table of a sample, in any order.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static FrequencyTable FromSample(ReadOnlySpan<double> sample)
    {
        var sorted = sample.ToArray();
        return FromSampleInPlace(sorted);
    }

    /// <summary>The table of a sample that may be reordered: without a copy.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static FrequencyTable FromSampleInPlace(Span<double> sample)
    {
        foreach (var value in sample)
            if (!double.IsFinite(value)) throw new ArgumentException("A value is not finite.", nameof(sample));
        sample.Sort();
        var distinct = 0;
        for (var i = 0; i < sample.Length; i++)
            if (i == 0 || sample[i] != sample[i - 1]) distinct++;
        var values = new double[distinct];
        var upTo = new int[distinct];
        for (int i = 0, place = -1; i < sample.Length; i++)
        {
            if (i == 0 || sample[i] != sample[i - 1]) values[++place] = sample[i];
            upTo[place] = i + 1;
        }

        return new(values, upTo);
    }

    /// <summary>The table of values k/divisor, k = 0, 1, ..., of which there are counts[k].</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static FrequencyTable FromCounts(ReadOnlySpan<int> counts, double divisor = 1)
    {
        var distinct = 0;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            if (count > 0) distinct++;
        }

        var values = new double[distinct];
        var upTo = new int[distinct];
        for (int k = 0, place = 0, total = 0; k < counts.Length; k++)
        {
            if (counts[k] == 0) continue;
            values[place] = k / divisor;
            upTo[place++] = total += counts[k];
        }

        return new(values, upTo);
    }

    /// <summary>The value of a rank, from 1 to <see cref="Count"/>: the order statistic.</summary>
    public double AtRank(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count);
        int low = 0, high = _upTo.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_upTo[middle] >= rank) high = middle;
            else low = middle + 1;
        }

        return _values[low];
    }

    /// <summary>The mean and the standard deviation: those of <see cref="SampleMoments.Of(ReadOnlySpan{double})"/>.</summary>
    public SampleMoments Moments() => SampleMoments.Of(_values, _upTo);

    /// <summary>A quantile, as <see cref="SampleQuantile.Of"/>; NaN for an empty sample.</summary>
    /// <param name="order">The share of values below, in [0, 1]; 1/4, 1/2 or 3/4 for <see cref="QuantileType.TukeyHinges"/>.</param>
    /// <param name="type">The definition.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order or the definition is none of these.</exception>
    public double Quantile(double order, QuantileType type)
    {
        var (rank, share) = SampleQuantile.Place(Math.Max(1, Count), order, type);
        if (Count == 0) return double.NaN;
        var low = AtRank(rank);
        return share == 0 ? low : SampleQuantile.Between(low, AtRank(rank + 1), share);
    }

    /// <summary>The values of some ranks.</summary>
    /// <param name="ranks">The ranks, from 1, ascending.</param>
    public double[] AtRanks(ReadOnlySpan<int> ranks)
    {
        var values = new double[ranks.Length];
        for (int i = 0, place = 0; i < ranks.Length; i++)
        {
            while (_upTo[place] < ranks[i]) place++;
            values[i] = _values[place];
        }

        return values;
    }
}
