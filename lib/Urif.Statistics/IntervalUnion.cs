using System.Collections;

namespace Urif.Statistics;

/// <summary>
/// A union of closed intervals, kept sorted and disjoint. A value in a gap between two of them is outside, however near.
/// </summary>
public sealed class IntervalUnion : IReadOnlyList<Interval>
{
    private readonly Interval[] _parts;

    /// <summary>The union of intervals given in any order; those that touch or overlap become one.</summary>
    public IntervalUnion(IEnumerable<Interval> intervals)
    {
        // An audit makes thousands of unions, most of one interval or two.
        var sorted = new List<Interval>();
        foreach (var interval in intervals)
        {
            if (interval.Low <= interval.High) sorted.Add(interval);
        }

        sorted.Sort((a, b) => a.Low != b.Low ? a.Low.CompareTo(b.Low) : a.High.CompareTo(b.High));
        var merged = new List<Interval>(sorted.Count);
        foreach (var next in sorted)
        {
            if (merged.Count > 0 && next.Low <= merged[^1].High)
                merged[^1] = new(merged[^1].Low, Math.Max(merged[^1].High, next.High));
            else merged.Add(next);
        }

        _parts = [.. merged];
    }

    /// <summary>The set without a value.</summary>
    public static IntervalUnion Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _parts.Length;

    /// <inheritdoc/>
    public Interval this[int index] => _parts[index];

    /// <summary>Whether <paramref name="value"/> lies in one of the intervals.</summary>
    public bool Contains(double value) => Array.Exists(_parts, p => p.Contains(value));

    /// <summary>Whether some value lies in both sets.</summary>
    public bool Intersects(Interval other) => Array.Exists(_parts, p => p.Intersects(other));

    /// <inheritdoc/>
    public IEnumerator<Interval> GetEnumerator() => ((IEnumerable<Interval>)_parts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _parts.GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => _parts.Length == 0 ? "{}" : string.Join(" ∪ ", _parts);
}
