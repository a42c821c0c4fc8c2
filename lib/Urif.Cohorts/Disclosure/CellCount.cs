using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Whether a count is shown.</summary>
public enum CountVisibility
{
    /// <summary>Shown.</summary>
    Shown,

    /// <summary>Hidden: from 1 to the bound less 1.</summary>
    Small,

    /// <summary>Hidden so that another hidden count cannot be computed.</summary>
    Protecting,
}

/// <summary>A count of women, which may be hidden.</summary>
/// <param name="Value">The count; null where it is hidden.</param>
/// <param name="Visibility">Whether it is shown.</param>
/// <param name="Printed">As printed: <c>38</c>, <c>&lt;5</c> or <c>*</c>.</param>
public readonly record struct CellCount(int? Value, CountVisibility Visibility, string Printed)
{
    /// <summary>Stands where a number is hidden.</summary>
    internal const string Star = "*";

    /// <summary>A count that is hidden so that another cannot be computed.</summary>
    internal static CellCount Protecting { get; } = new(null, CountVisibility.Protecting, Star);

    /// <summary>A count that is shown.</summary>
    internal static CellCount Shown(int count) => new(count, CountVisibility.Shown, NumberFormat.Whole(count));

    /// <summary>A count that is hidden as it is from 1 to a bound less 1.</summary>
    internal static CellCount Small(int below) => new(null, CountVisibility.Small, "<" + NumberFormat.Whole(below));
}
