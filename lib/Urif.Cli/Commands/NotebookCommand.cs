using System.Collections.Immutable;
using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Urif.Audit;
using Urif.Notebooks.Book;
using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;
using Urif.Reporting;

namespace Urif.Cli.Commands;

/// <summary><c>urif notebook</c>: runs notebooks, proves their outputs current, and makes a book of them.</summary>
internal static class NotebookCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "A notebook (.ipynb), or a folder of notebooks",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string[]> Parameters = new("--parameter", "-p")
    {
        HelpName = "NAME=VALUE",
        Description = "Another value for a variable of the cell tagged \"parameters\"",
        DefaultValueFactory = _ => [],
        CustomParser = ParseParameters,
    };

    private static readonly Option<string> To = new("--output")
    {
        HelpName = "FILE|DIR",
        Description = "Write the notebook with its outputs here (default: show the outputs)",
    };

    private static readonly Option<bool> InPlace = new("--in-place")
    {
        Description = "Write the outputs into the notebook itself",
    };

    private static readonly Option<double> CellTimeout = Seconds(
        "--cell-timeout", 120, "The longest that a cell may run, in seconds (default: 120)");

    private static readonly Option<double> Timeout = Seconds(
        "--timeout", 1800, "The longest that a notebook may run, in seconds (default: 1800)");

    private static readonly Option<int> Memory = Count("--memory", "MB", 4096, "The most memory that a notebook may hold (default: 4096)");

    private static readonly Option<int> Jobs = Count(
        "--jobs", "N", Environment.ProcessorCount, "How many notebooks run at a time (default: one a core)");

    private static readonly Option<string> Book = new("--output")
    {
        HelpName = "DIR",
        Description = "The book's folder, replaced whole (default: artifacts/book)",
        DefaultValueFactory = _ => Path.Combine("artifacts", "book"),
    };

    private static readonly Option<string> Title = new("--title")
    {
        HelpName = "TEXT",
        Description = "The book's title (default: the name of the notebooks' folder)",
    };

    private static readonly Option<bool> SingleFile = new("--single-file")
    {
        Description = "One HTML file that holds the whole book",
    };

    private static readonly Option<string[]> Sanitize = new("--sanitize")
    {
        HelpName = "REGEX",
        Description = "What of the outputs may differ, such as dates; can be given again",
        DefaultValueFactory = _ => [],
        CustomParser = ParsePatterns,
    };

    public static Command Create()
    {
        var run = new Command("run", "Run notebooks, each in a process of its own; show or write the outputs.")
        {
            Paths, Parameters, To, InPlace, CellTimeout, Timeout, Memory, Jobs,
        };
        run.SetAction(Run);
        var check = new Command("check", "Run notebooks and compare with the outputs that they hold.")
        {
            Paths, Sanitize, CellTimeout, Timeout, Memory, Jobs,
        };
        check.SetAction(Check);
        var book = new Command("book", "Make a book of notebooks with the outputs that they hold: HTML that opens from disk, offline.")
        {
            Paths, Book, Title, SingleFile,
        };
        book.SetAction(WriteBook);
        return new Command("notebook", "Run, check and publish C# notebooks (.ipynb).") { run, check, book };
    }

    private static int Run(ParseResult arguments)
    {
        var paths = NotebookFiles.Of(arguments.GetValue(Paths)!);
        var places = PlacesOf(arguments, paths);
        // The outputs of one notebook are shown as they come; those of several, one notebook after the other.
        ImmutableArray<RunResult> results;
        using (var live = places is null && paths.Count == 1 ? new LiveOutputs() : null)
        {
            results = NotebookRunner.RunAllAsync(paths, OptionsOf(arguments) with { Output = live }, arguments.GetValue(Jobs),
                NotebookProgress.ByCell(paths.Count > 1), Interruption.Token).GetAwaiter().GetResult();
        }

        if (places is null && paths.Count > 1) Show(results);
        else if (places is not null)
        {
            for (var i = 0; i < results.Length; i++)
            {
                // The outputs that a notebook has are not given up for those of half a run.
                var path = arguments.GetValue(InPlace) && results[i].Status != RunStatus.Ok
                    ? Path.ChangeExtension(places[i], NotebookFiles.FailedSuffix) : places[i];
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                results[i].Notebook.Write(path);
            }
        }

        return Failures(results);
    }

    private static int Check(ParseResult arguments)
    {
        var paths = NotebookFiles.Of(arguments.GetValue(Paths)!);
        var checks = NotebookChecker.CheckAllAsync(paths, OptionsOf(arguments), arguments.GetValue(Jobs),
            NotebookProgress.ByCell(paths.Count > 1), PatternsOf(arguments), Interruption.Token).GetAwaiter().GetResult();
        using (var output = StandardStreams.OpenOutput())
        {
            foreach (var check in checks.Where(c => c.Run.Status == RunStatus.Ok))
            {
                output.WriteLine(check.IsCurrent
                    ? $"{check.Run.Path}: current"
                    : string.Create(CultureInfo.InvariantCulture,
                        $"{check.Run.Path}: {check.Differences.Length} differences (- in the file, + of the run)"));
                foreach (var difference in check.Differences) output.WriteLine(difference);
            }
        }

        var failure = Failures([.. checks.Select(c => c.Run)]);
        return failure != ExitCode.Done ? failure : checks.All(c => c.IsCurrent) ? ExitCode.Done : ExitCode.NotCurrent;
    }

    private static int WriteBook(ParseResult arguments)
    {
        var paths = NotebookFiles.Of(arguments.GetValue(Paths)!);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(paths[0])));
        var report = BookWriter.Write([.. paths.Select(BookPage.Read)], arguments.GetValue(Book)!, new BookOptions
        {
            Title = arguments.GetValue(Title) ?? (string.IsNullOrEmpty(folder) ? "Notebooks" : folder),
            Language = CommonOptions.LanguageOf(arguments) == Language.Chinese ? "zh" : "en",
            SingleFile = arguments.GetValue(SingleFile),
            PlotlyScript = NotebookOutput.OpenPlotlyScript,
        });
        foreach (var warning in report.Warnings) StandardStreams.Note(warning.ToString());
        using var output = StandardStreams.OpenOutput();
        output.WriteLine(report.Index);
        return ExitCode.Done;
    }

    /// <summary>Says on standard error where and why runs stopped.</summary>
    /// <returns>The exit code of the first that did.</returns>
    public static int Failures(IReadOnlyList<RunResult> results)
    {
        foreach (var result in results.Where(r => r.Status != RunStatus.Ok))
        {
            var error = result.Error!;
            // The traceback begins with the message.
            var message = error.Traceback.IsEmpty ? $": {error.Name}: {error.Message}" : " failed:";
            StandardStreams.Note($"{result.Path}: cell {result.FailedCell}{message}");
            foreach (var line in error.Traceback) Console.Error.Write(line + "\n");
        }

        return results.Select(r => ExitCode.Of(r.Status)).FirstOrDefault(c => c != ExitCode.Done);
    }

    /// <summary>Where each notebook is written; null where the outputs are shown instead.</summary>
    private static List<string>? PlacesOf(ParseResult arguments, IReadOnlyList<string> paths)
    {
        if (arguments.GetValue(InPlace))
        {
            if (arguments.GetValue(To) is not null) throw new InputException("--in-place", "goes with --output", "give one of them");
            foreach (var path in paths) _ = new ResultFile(path, $"\"{path}\"");
            return [.. paths];
        }

        if (arguments.GetValue(To) is not { } output) return null;
        var where = $"--output \"{output}\"";
        if (output.Length == 0) throw new InputException(where, "is no name", "give a file, or a folder for several notebooks");
        if (paths.Count == 1 && !Directory.Exists(output) && !Path.EndsInDirectorySeparator(output))
        {
            _ = new ResultFile(output);
            return [output];
        }

        if (File.Exists(output)) throw new InputException(where, "is a file", "give a folder for several notebooks");
        if (paths.GroupBy(p => Path.GetFileName(p), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(where, $"cannot hold two notebooks of the name {twice.Key}", "run them apart");
        List<string> places = [.. paths.Select(p => Path.Combine(output, Path.GetFileName(p)))];
        if (Directory.Exists(output))
        {
            foreach (var place in places) _ = new ResultFile(place);
        }

        return places;
    }

    /// <summary>The outputs as a terminal shows them.</summary>
    private static void Show(IReadOnlyList<RunResult> results)
    {
        using var output = StandardStreams.OpenOutput();
        foreach (var result in results)
        {
            if (results.Count > 1) output.WriteLine($"== {result.Path}");
            foreach (var shown in result.Notebook.Cells.OfType<CodeCell>().SelectMany(c => c.Outputs))
            {
                if (LiveOutputs.Text(shown) is { Length: > 0 } text) output.WriteLine(text.TrimEnd('\n') + "\n");
            }
        }
    }

    private static RunOptions OptionsOf(ParseResult arguments) => new()
    {
        Parameters = (arguments.GetValue(Parameters) ?? []).Select(p => p.Split('=', 2)).ToImmutableSortedDictionary(p => p[0], p => p[1]),
        CellTimeout = TimeSpan.FromSeconds(arguments.GetValue(CellTimeout)),
        TotalTimeout = TimeSpan.FromSeconds(arguments.GetValue(Timeout)),
        MemoryLimit = (long)arguments.GetValue(Memory) << 20,
    };

    private static Regex[] PatternsOf(ParseResult arguments) =>
        [.. (arguments.GetValue(Sanitize) ?? []).Select(p => new Regex(p, RegexOptions.CultureInvariant))];

    private static string[]? ParsePatterns(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            try
            {
                _ = new Regex(token.Value, RegexOptions.CultureInvariant);
            }
            catch (RegexParseException e)
            {
                result.AddError($"--sanitize \"{token.Value}\" is no regular expression: {e.Message}");
                return null;
            }
        }

        return [.. result.Tokens.Select(t => t.Value)];
    }

    private static string[]? ParseParameters(ArgumentResult result)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var end = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (end < 1) result.AddError($"\"{token.Value}\" is not a parameter; give NAME=VALUE");
            else if (!names.Add(token.Value[..end])) result.AddError($"the parameter {token.Value[..end]} is given twice; give it once");
            else continue;
            return null;
        }

        return [.. result.Tokens.Select(t => t.Value)];
    }

    private static Option<double> Seconds(string name, double value, string description) => new(name)
    {
        HelpName = "SECONDS",
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds
                is > 0 and <= 1e6) return seconds;
            result.AddError($"{name} \"{given}\" is no time; give seconds, such as 90");
            return value;
        },
    };

    private static Option<int> Count(string name, string unit, int value, string description) => new(name)
    {
        HelpName = unit,
        Description = description,
        DefaultValueFactory = _ => value,
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0) return count;
            result.AddError($"{name} \"{given}\" is no count; give a whole number from 1");
            return value;
        },
    };
}
