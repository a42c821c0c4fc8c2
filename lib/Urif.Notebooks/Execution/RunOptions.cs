using System.Collections.Immutable;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>How to run a notebook.</summary>
public sealed record RunOptions
{
    /// <summary>Other values for the variables of the cell tagged <c>parameters</c>, by name, as a person writes them.</summary>
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Told of outputs while the cells run.</summary>
    public IProgress<LiveOutput>? Output { get; init; }

    /// <summary>The longest that a cell may run. What it waits for a processor that others have does not count.</summary>
    public TimeSpan CellTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest that the notebook may run.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The most memory that the process of the cells may hold, in bytes.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;
}

/// <summary>An output as it comes, while its cell runs.</summary>
/// <param name="Path">The notebook's path, as given.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Output">The output; of text on a stream, what was written since the last piece.</param>
public sealed record LiveOutput(string Path, string CellId, Output Output);
