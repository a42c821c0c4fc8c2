using System.Collections.Immutable;

namespace Urif.Notebooks.Execution;

/// <summary>How to run a notebook.</summary>
public sealed record RunOptions
{
    /// <summary>Other values for the variables of the cell tagged <c>parameters</c>, by name, as a person writes them.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The longest that a cell may run.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest that the notebook may run.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The most memory that the process of the cells may hold, in bytes.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;
}
