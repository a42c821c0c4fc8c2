using System.Globalization;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>What came of running a notebook.</summary>
/// <param name="Path">The notebook's path, as given.</param>
/// <param name="Notebook">The notebook with the outputs of the cells that ran; the error of a failure among them.</param>
/// <param name="Status">How it ended.</param>
/// <param name="FailedCell">The id of the cell at which it stopped, if it did.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record RunResult(string Path, Notebook Notebook, RunStatus Status, string? FailedCell, TimeSpan Elapsed)
{
    /// <summary>The error at which the run stopped, if it did.</summary>
    public ErrorOutput? Error => FailedCell is null ? null
        : ((CodeCell)Notebook.Cells.First(c => c.Id == FailedCell)).Outputs.OfType<ErrorOutput>().LastOrDefault();
}

/// <summary>How a run of a notebook ended; a program gives each its own exit code.</summary>
public enum RunStatus
{
    /// <summary>Every cell ran.</summary>
    Ok,

    /// <summary>A cell did not compile, or it threw.</summary>
    CellFailed,

    /// <summary>A cell, or the notebook, ran too long.</summary>
    Timeout,

    /// <summary>The process of the cells held more memory than it may.</summary>
    MemoryExceeded,

    /// <summary>The process of the cells ended by itself: a cell ended it, or overflowed its stack.</summary>
    HostDied,
}

/// <summary>Where a run is.</summary>
/// <param name="Path">The notebook's path, as given.</param>
/// <param name="Number">The cell's place among the code cells, from 1.</param>
/// <param name="Total">How many code cells there are.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Elapsed">How long the cell took; zero at its start.</param>
/// <param name="State">Whether the cell has started, finished or failed.</param>
public sealed record CellProgress(string Path, int Number, int Total, string CellId, TimeSpan Elapsed, CellState State)
{
    /// <summary>The line that a person sees: <c>[7/24] table-2-primary 1.3 s</c>.</summary>
    public override string ToString() => State switch
    {
        CellState.Started => string.Create(CultureInfo.InvariantCulture, $"[{Number}/{Total}] {CellId}"),
        CellState.Failed => string.Create(CultureInfo.InvariantCulture,
            $"[{Number}/{Total}] {CellId} failed after {Elapsed.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"[{Number}/{Total}] {CellId} {Elapsed.TotalSeconds:0.0} s"),
    };
}

/// <summary>The states of a cell in a run.</summary>
public enum CellState
{
    /// <summary>The cell has started.</summary>
    Started,

    /// <summary>The cell came to its end, or failed as its tag <c>raises-exception</c> lets it.</summary>
    Finished,

    /// <summary>The run stops at this cell.</summary>
    Failed,
}
