using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Runs notebooks, each in a process of its own: whatever a cell does, the runner comes back with the outputs so far and with the
/// reason. Cells tagged <c>skip-execution</c> keep their outputs; those tagged <c>raises-exception</c> may fail; the run stops at
/// the first other failure.
/// </summary>
public static class NotebookRunner
{
    private static readonly TimeSpan MemoryCheckInterval = TimeSpan.FromMilliseconds(50);

    // The start of the process is no work of a cell: a busy machine may take long over it.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs the notebook of a file. The file is not changed.</summary>
    /// <param name="path">The notebook's path.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="progress">Told of each cell's start and end.</param>
    /// <param name="cancellation">Stops the run and kills its process.</param>
    /// <exception cref="NotebookException">The file is not a notebook, or a parameter does not fit.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static async Task<RunResult> RunAsync(string path, RunOptions? options = null,
        IProgress<CellProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new RunOptions();
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var clock = Stopwatch.StartNew();
        // The process gets ready while the notebook is read; for a folder that is not there, reading says so.
        if (!Directory.Exists(folder)) Notebook.Read(path);
        await using var host = HostProcess.Start(HostCommand.ThisProgram, folder);
        var notebook = Notebook.Read(path);
        NotebookKernelSpec.RequireCSharp(notebook, path);
        notebook = ParameterInjection.Inject(notebook, path, options.Parameters);
        var run = new Run(path, notebook, host, options, progress, clock);
        return await run.ToEndAsync(cancellation);
    }

    /// <summary>Runs several notebooks side by side.</summary>
    /// <param name="paths">The notebooks' paths.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="degree">How many run at a time.</param>
    /// <param name="progress">Told of each cell's start and end.</param>
    /// <param name="cancellation">Stops all runs and kills their processes.</param>
    /// <returns>What came of each, in the order of the paths.</returns>
    /// <exception cref="NotebookException">A file is not a notebook, or a parameter does not fit.</exception>
    /// <exception cref="OperationCanceledException">The runs were stopped.</exception>
    public static async Task<ImmutableArray<RunResult>> RunAllAsync(IReadOnlyList<string> paths, RunOptions? options, int degree,
        IProgress<CellProgress>? progress = null, CancellationToken cancellation = default)
    {
        var results = new RunResult[paths.Count];
        await Parallel.ForAsync(0, paths.Count,
            new ParallelOptions { MaxDegreeOfParallelism = degree, CancellationToken = cancellation },
            async (i, stop) => results[i] = await RunAsync(paths[i], options, progress, stop));
        return [.. results];
    }

    /// <summary>One run of one notebook.</summary>
    private sealed class Run(
        string path, Notebook notebook, HostProcess host, RunOptions options, IProgress<CellProgress>? progress, Stopwatch clock)
    {
        private readonly Dictionary<int, (CellOutputs Outputs, int Place)> _displays = [];
        private readonly Dictionary<int, CellOutputs> _ran = [];
        private readonly ImmutableArray<Cell>.Builder _cells = Cleared(notebook).ToBuilder();

        public async Task<RunResult> ToEndAsync(CancellationToken cancellation)
        {
            var places = Enumerable.Range(0, _cells.Count).Where(i => ToRun(_cells[i])).ToList();
            if (places.Count == 0) return Result(RunStatus.Ok, null);

            var failure = await ConnectAsync(cancellation);
            for (var number = 1; number <= places.Count; number++)
            {
                ReportKept(number == 1 ? 0 : places[number - 2] + 1, places[number - 1]);
                var cell = (CodeCell)_cells[places[number - 1]];
                var outputs = _ran[places[number - 1]] = new CellOutputs();
                var start = clock.Elapsed;
                Report(CellState.Started);
                failure ??= await RunCellAsync(cell, number, outputs, cancellation);
                if (failure is { Error: { } error }) outputs.Add(error);
                var stops = failure is not null && !(failure.Status == RunStatus.CellFailed && cell.HasTag("raises-exception"));
                _cells[places[number - 1]] = cell with { ExecutionCount = number };
                Report(stops ? CellState.Failed : CellState.Finished);
                if (stops) return Result(failure!.Status, cell.Id);
                failure = null;
                if (number == places.Count) ReportKept(places[number - 1] + 1, _cells.Count);

                void Report(CellState state) => progress?.Report(new(path, number, places.Count, cell.Id,
                    state == CellState.Started ? TimeSpan.Zero : clock.Elapsed - start, state));
            }
            return Result(RunStatus.Ok, null);
        }

        // The outputs of cells that are not run are outputs of the notebook.
        private void ReportKept(int from, int to)
        {
            foreach (var cell in _cells.Skip(from).Take(to - from).OfType<CodeCell>())
            {
                foreach (var output in cell.Outputs) options.Output?.Report(new(path, cell.Id, output));
            }
        }

        // Of the time for the notebook, what it spent waiting for a processor does not count.
        private TimeSpan TimeLeft => options.TotalTimeout - (clock.Elapsed - host.ProcessorWait);

        private async Task<Failure?> ConnectAsync(CancellationToken cancellation)
        {
            var timeLeft = TimeLeft;
            using var limit = new TimeLimit(Least(StartTimeout, timeLeft), host, cancellation);
            try
            {
                return await host.ConnectAsync(limit.Token) ? null : await DeathAsync(cancellation);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return timeLeft < StartTimeout
                    ? TimedOut("the notebook ran longer than", options.TotalTimeout)
                    : TimedOut("the process of the cells did not start within", StartTimeout);
            }
        }

        private async Task<Failure?> RunCellAsync(CodeCell cell, int number, CellOutputs outputs, CancellationToken cancellation)
        {
            var timeLeft = TimeLeft;
            using var stop = new TimeLimit(Least(options.CellTimeout, timeLeft), host, cancellation);
            using var watch = new MemoryWatch(host, options.MemoryLimit);
            try
            {
                var failure = await ExchangeAsync(cell, number, outputs, stop.Token);
                return watch.HasKilled ? MemoryExceeded() : failure;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                host.Kill();
                return timeLeft < options.CellTimeout
                    ? TimedOut("the notebook ran longer than", options.TotalTimeout)
                    : TimedOut("the cell ran longer than", options.CellTimeout);
            }
        }

        private async Task<Failure?> ExchangeAsync(CodeCell cell, int number, CellOutputs outputs, CancellationToken stop)
        {
            try
            {
                await host.SendAsync(new CellRequest(cell.Id, Language(cell) + cell.Source), stop);
            }
            catch (IOException)
            {
                return await DeathAsync(stop);
            }
            Failure? failure = null;
            while (true)
            {
                if (await host.ReceiveAsync(stop) is not { } message) return await DeathAsync(stop);
                switch (message.Kind)
                {
                    case HostEventKind.Stream:
                        outputs.AddText(message.Name, message.Text);
                        options.Output?.Report(new(path, cell.Id, new StreamOutput(message.Name, message.Text)));
                        break;
                    case HostEventKind.Display:
                        _displays[message.Display] = (outputs, outputs.Add(Reported(new DisplayData(Bundle(message)))));
                        break;
                    case HostEventKind.Update:
                        if (_displays.TryGetValue(message.Display, out var shown))
                            shown.Outputs.Replace(shown.Place, Reported(new DisplayData(Bundle(message))));
                        break;
                    case HostEventKind.Result:
                        outputs.Add(Reported(new ExecuteResult(Bundle(message), number)));
                        break;
                    case HostEventKind.Error:
                        failure = new(RunStatus.CellFailed, new ErrorOutput(message.Name, message.Text, message.Traceback));
                        break;
                    default:
                        return failure;
                }
            }

            Output Reported(Output output)
            {
                options.Output?.Report(new(path, cell.Id, output));
                return output;
            }
        }

        private async Task<Failure> DeathAsync(CancellationToken cancellation)
        {
            var (exitCode, lastWords) = await host.EndAsync(cancellation);
            if (lastWords.Contains("Stack overflow", StringComparison.Ordinal))
                return Died("StackOverflow", "the cell overflowed the stack", lastWords);
            if (lastWords.Contains("Out of memory", StringComparison.Ordinal))
                return new(RunStatus.MemoryExceeded, new ErrorOutput("MemoryExceeded", "the machine has no more memory", []));
            return Died("ProcessEnded", string.Create(CultureInfo.InvariantCulture,
                $"the process of the cells ended with exit code {exitCode}"), lastWords);
        }

        private Failure MemoryExceeded() => new(RunStatus.MemoryExceeded, new ErrorOutput("MemoryExceeded",
            string.Create(CultureInfo.InvariantCulture, $"the cell held more than {options.MemoryLimit / (1 << 20)} MB"), []));

        private RunResult Result(RunStatus status, string? failedCell)
        {
            foreach (var (place, outputs) in _ran) _cells[place] = (CodeCell)_cells[place] with { Outputs = outputs.ToImmutable() };
            return new(path, notebook with { Cells = _cells.ToImmutable() }, status, failedCell, clock.Elapsed);
        }

        private static Failure Died(string name, string message, string lastWords) => new(RunStatus.HostDied,
            new ErrorOutput(name, message, [message, .. lastWords.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0).Take(20)]));

        private static Failure TimedOut(string what, TimeSpan time) => new(RunStatus.Timeout,
            new ErrorOutput("Timeout", string.Create(CultureInfo.InvariantCulture, $"{what} {time.TotalSeconds:0.###} s"), []));

        private static MimeBundle Bundle(HostEvent message) => new(message.Data!);

        private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b > TimeSpan.Zero ? b : TimeSpan.Zero;

        private static string Language(Cell cell) => NotebookKernelSpec.Of(cell) is { } name and not "csharp" ? $"#!{name}\n" : "";

        private static bool ToRun(Cell cell) =>
            cell is CodeCell && !cell.HasTag("skip-execution") && !string.IsNullOrWhiteSpace(cell.Source);

        // The outputs of an earlier run do not pass for those of this one.
        private static ImmutableArray<Cell> Cleared(Notebook notebook) => [.. notebook.Cells.Select(cell =>
            cell is not CodeCell code ? cell
            : code.HasTag("skip-execution") ? code.WithoutBootstrap()
            : code with { ExecutionCount = null, Outputs = [] })];
    }

    /// <summary>Why a run stops.</summary>
    private sealed record Failure(RunStatus Status, ErrorOutput Error);

    /// <summary>Kills a process that holds more memory than it may.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private readonly Timer _timer;
        private volatile bool _hasKilled;

        public MemoryWatch(HostProcess host, long limit) => _timer = new Timer(_ =>
        {
            if (host.Memory <= limit) return;
            _hasKilled = true;
            host.Kill();
        }, null, MemoryCheckInterval, MemoryCheckInterval);

        /// <summary>Whether the limit was passed.</summary>
        public bool HasKilled => _hasKilled;

        public void Dispose() => _timer.Dispose();
    }
}
