using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The values that a number can have under a convention.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Stated">Whether the paper states it (or leaves no other reading).</param>
/// <param name="Values">The values attainable under it, before rounding.</param>
public sealed record Attainable(Convention Convention, bool Stated, IntervalUnion Values)
{
    /// <summary>A convention under which one interval is attainable.</summary>
    public Attainable(Convention convention, bool stated, Interval values)
        : this(convention, stated, new IntervalUnion([values]))
    {
    }
}
