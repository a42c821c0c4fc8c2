using System.Globalization;
using Spectre.Console;
using Urif.Notebooks.Execution;

namespace Urif.Cli;

/// <summary>Shows on standard error where runs of notebooks are.</summary>
internal static class NotebookProgress
{
    /// <summary>A line for each cell; on a terminal also the cell that is running.</summary>
    /// <param name="named">Whether lines begin with the notebook's name.</param>
    public static IProgress<CellProgress> ByCell(bool named) => new CellLines(named);

    /// <summary>Runs with a bar for each notebook on a terminal, and elsewhere with a line for each notebook that is done.</summary>
    public static async Task<T> ByNotebookAsync<T>(IReadOnlyList<string> paths, Func<IProgress<CellProgress>, Task<T>> run)
    {
        if (Console.IsErrorRedirected) return await run(new NotebookLines());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(context => run(new NotebookBars(context, paths)));
    }

    private static string NameOf(CellProgress cell) => Path.GetFileNameWithoutExtension(cell.Path);

    private sealed class CellLines(bool named) : IProgress<CellProgress>
    {
        private readonly bool _live = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

        public void Report(CellProgress value)
        {
            var line = named ? $"{NameOf(value)} {value}" : value.ToString();
            lock (this)
            {
                if (_live) Console.Error.Write($"\r\e[K{line}{(value.State == CellState.Started ? "" : "\n")}");
                else if (value.State != CellState.Started) Console.Error.Write(line + "\n");
            }
        }
    }

    private sealed class NotebookLines : IProgress<CellProgress>
    {
        private readonly Dictionary<string, TimeSpan> _elapsed = [];

        public void Report(CellProgress value)
        {
            if (value.State == CellState.Started) return;
            lock (_elapsed)
            {
                var elapsed = _elapsed[value.Path] = _elapsed.GetValueOrDefault(value.Path) + value.Elapsed;
                if (value.State == CellState.Failed) Console.Error.Write($"{NameOf(value)} {value}\n");
                else if (value.Number == value.Total)
                    Console.Error.Write(string.Create(
                        CultureInfo.InvariantCulture, $"{NameOf(value)}: {value.Total} cells, {elapsed.TotalSeconds:0.0} s\n"));
            }
        }
    }

    private sealed class NotebookBars(ProgressContext context, IReadOnlyList<string> paths) : IProgress<CellProgress>
    {
        private readonly Dictionary<string, ProgressTask> _bars =
            paths.ToDictionary(p => p, p => context.AddTask(Markup.Escape(Path.GetFileNameWithoutExtension(p))));

        public void Report(CellProgress value)
        {
            var bar = _bars[value.Path];
            bar.MaxValue = value.Total;
            bar.Value = value.State == CellState.Started ? value.Number - 1 : value.Number;
        }
    }
}
