using System.Collections.Immutable;

namespace Urif.Statistics;

/// <summary>
/// A sample of integers as a multiset: how often each value of a range occurs. The order of the observations is no part
/// of it.
/// </summary>
public sealed class IntegerSample : IEquatable<IntegerSample>
{
    /// <summary>
    /// The sample that holds the value <paramref name="minimum"/> + i <paramref name="counts"/>[i] times.
    /// </summary>
    /// <param name="minimum">The least value of the range.</param>
    /// <param name="counts">The number of observations at each value from <paramref name="minimum"/> up.</param>
    /// <exception cref="ArgumentException"><paramref name="counts"/> is empty or has a negative entry.</exception>
    public IntegerSample(int minimum, ImmutableArray<int> counts)
    {
        if (counts.IsDefaultOrEmpty)
            throw new ArgumentException("A sample needs a range of at least one value.", nameof(counts));
        Minimum = minimum;
        Counts = counts;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] < 0) throw new ArgumentException("A count is negative.", nameof(counts));
            var value = (long)minimum + i;
            Size += counts[i];
            Sum += counts[i] * value;
            SumOfSquares += counts[i] * value * value;
        }
    }

    /// <summary>The least value of the range; the sample itself may start above it.</summary>
    public int Minimum { get; }

    /// <summary>The number of observations at <see cref="Minimum"/>, <see cref="Minimum"/> + 1, and so on.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>The number of observations, n.</summary>
    public int Size { get; }

    /// <summary>Σx.</summary>
    public long Sum { get; }

    /// <summary>Σx².</summary>
    public long SumOfSquares { get; }

    /// <summary>The mean; <see cref="double.NaN"/> for an empty sample.</summary>
    public double Mean => (double)Sum / Size;

    /// <summary>The sample SD (denominator n - 1); <see cref="double.NaN"/> for fewer than two observations.</summary>
    public double StandardDeviation =>
        Size < 2 ? double.NaN : IntegerSumOfSquares.StandardDeviation(Size, Sum, SumOfSquares);

    /// <summary>The observations in ascending order.</summary>
    public int[] ToArray()
    {
        var values = new int[Size];
        var at = 0;
        for (var i = 0; i < Counts.Length; i++)
        {
            Array.Fill(values, Minimum + i, at, Counts[i]);
            at += Counts[i];
        }

        return values;
    }

    /// <summary>Whether the two have the same range and the same counts.</summary>
    public bool Equals(IntegerSample? other) =>
        other is not null && Minimum == other.Minimum && Counts.AsSpan().SequenceEqual(other.Counts.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntegerSample);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Minimum);
        foreach (var count in Counts) hash.Add(count);
        return hash.ToHashCode();
    }
}
