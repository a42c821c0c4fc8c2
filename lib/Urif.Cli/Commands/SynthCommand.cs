using System.Collections.Concurrent;
using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spectre.Console;
using Urif.Audit;
using Urif.Reporting;
using Urif.Synthesis;

namespace Urif.Cli.Commands;

/// <summary><c>urif synth</c>: which printed numbers can hold together, and synthetic cohorts that have them.</summary>
internal static class SynthCommand
{
    private const int MostCohorts = 1_000_000;

    // About that of one cohort, below what the runtime takes for large.
    private const int SizeOfFile = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Option<string> Which = new("--reading")
    {
        HelpName = "NAME|FILE",
        Description = "Which printed numbers bind: a name in data/readings (tables-1-2, tables-3-4), or a file of your own",
        Required = true,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        HelpName = "N",
        Description = "The seed of the random numbers (default: 1); the same seed gives the same bytes",
        DefaultValueFactory = _ => 1,
        CustomParser = result => ulong.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Refuse<ulong>(result, "a seed; give a whole number from 0 to 18446744073709551615"),
    };

    private static readonly Option<int> Count = new("--count")
    {
        HelpName = "K",
        Description = "How many cohorts (default: 1)",
        DefaultValueFactory = _ => 1,
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= MostCohorts ? count
            : Refuse<int>(result, string.Create(CultureInfo.InvariantCulture, $"a number of cohorts; give 1 to {MostCohorts}")),
    };

    private static readonly Option<string> To = new("--out")
    {
        HelpName = "DIR",
        Description = "The folder for the cohorts and their manifest; without it, only what becomes of the reading is shown",
    };

    private static readonly Option<(int Index, int Of)> Shard = new("--shard")
    {
        HelpName = "I/N",
        Description = "Only part I of N of the cohorts, for a cluster's job array; all parts together are the whole run",
        DefaultValueFactory = _ => (1, 1),
        CustomParser = ParseShard,
    };

    private static readonly Option<bool> Ranges = new("--ranges")
    {
        Description = "Also show the range that what is not printed takes over all compatible cohorts",
    };

    public static Command Create()
    {
        var command = new Command("synth",
            "Make synthetic cohorts that have every printed number of a reading that can be had, and show which cannot.")
        {
            CommonOptions.Paper, Which, Seed, Count, To, Shard, Ranges,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var folder = CommonOptions.PaperOf(arguments) ?? PaperFolder.Find();
        var reading = ReadingReader.Read(FileOf(arguments.GetValue(Which)!, folder), LedgerReader.Read(folder));
        var language = CommonOptions.LanguageOf(arguments);
        var target = arguments.GetValue(To) is { } path ? Folder(path) : null;
        var solution = ReadingSolution.Of(reading);
        Screen.Show(SynthPage.Of(solution, language, Screen.Width));
        if (arguments.GetValue(Ranges)) Screen.Show(SynthPage.Of(CompatibleRanges.Of(solution), language, Screen.Width));
        if (target is null) return ExitCode.Done;

        var (index, of) = arguments.GetValue(Shard);
        var seed = arguments.GetValue(Seed);
        int[] numbers = [.. Enumerable.Range(1, arguments.GetValue(Count)).Where(n => (n - 1) % of == index - 1)];
        var cohorts = new SyntheticCohorts(solution);
        var token = Interruption.Token;
        var check = new AssumptionCheck(solution);
        var made = Progress(numbers.Length, done => WriteAll(cohorts, check, seed, numbers, target, done, token));
        var shard = of == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-shard-{index}-of-{of}");
        var manifest = string.Create(CultureInfo.InvariantCulture,
            $"{reading.Name}-seed-{seed}{shard}-manifest-{SyntheticCohort.Mark}.json");
        using var text = new MemoryStream();
        SynthesisManifest.Write(solution, seed, cohorts.AgeStep, check.Summarize(made.Select(m => m.Measured)),
            [.. made.Select(m => m.File)], text);
        new ResultFile(Path.Combine(target, manifest)).Write(text.ToArray());
        using var output = StandardStreams.OpenOutput();
        output.WriteLine();
        output.WriteLine(CommandText.Written(made.Count, manifest).In(language));
        output.WriteLine($"  {target}");
        return ExitCode.Done;
    }

    private static List<(SyntheticFile File, double[] Measured)> WriteAll(SyntheticCohorts cohorts, AssumptionCheck check, ulong seed,
        int[] numbers, string folder, Action done, CancellationToken token)
    {
        var made = new ConcurrentBag<(SyntheticFile File, double[] Measured)>();
        try
        {
            Parallel.ForEach(numbers, new ParallelOptions { CancellationToken = token,
                MaxDegreeOfParallelism = Environment.ProcessorCount }, number =>
            {
                var cohort = cohorts.Make(seed, number);
                using var file = new MemoryStream(SizeOfFile);
                using (var text = new StreamWriter(file, Utf8, leaveOpen: true) { NewLine = "\n" }) cohort.WriteCsv(text);
                var bytes = file.ToArray();
                new ResultFile(Path.Combine(folder, cohort.FileName)).Write(bytes);
                made.Add((new(cohort.FileName, number, Convert.ToHexStringLower(SHA256.HashData(bytes))), check.Measure(cohort)));
                done();
            });
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is InputException or IOException)
        {
            throw e.InnerExceptions[0];
        }
        catch (OperationCanceledException)
        {
            StandardStreams.Note(string.Create(CultureInfo.InvariantCulture,
                $"stopped after {made.Count} of {numbers.Length} cohorts; they are whole, and there is no manifest of them"));
            throw;
        }

        return [.. made.OrderBy(m => m.File.Number)];
    }

    /// <summary>A bar on a terminal, with the time that is left; elsewhere nothing, as a run of one takes no time to speak of.</summary>
    private static List<T> Progress<T>(int count, Func<Action, List<T>> run)
    {
        if (Console.IsErrorRedirected || count == 1) return run(() => { });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .Start(context =>
            {
                var bar = context.AddTask(string.Create(CultureInfo.InvariantCulture, $"{count} cohorts"), maxValue: count);
                return run(() => bar.Increment(1));
            });
    }

    private static string FileOf(string given, string paper)
    {
        if (File.Exists(given)) return given;
        var folder = Path.GetFullPath(Path.Combine(paper, "..", "readings"));
        var named = Path.Combine(folder, given + ".json");
        if (given.IndexOfAny(['/', '\\']) < 0 && File.Exists(named)) return named;
        string[] names = Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n => !n.EndsWith(".schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];
        throw new InputException($"--reading \"{given}\"", "is neither a file nor a reading in data/readings",
            names.Length > 0 ? $"give {string.Join(", ", names)}, or a file" : "give a file");
    }

    private static string Folder(string path)
    {
        var where = $"--out \"{path}\"";
        if (path.Length == 0) throw new InputException(where, "is no name", "give a folder");
        var full = Path.GetFullPath(path);
        if (File.Exists(full)) throw new InputException(where, "is a file", "give a folder");
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(where, $"cannot be made: {e.Message}", "give a folder that can be written to");
        }

        return full;
    }

    private static (int, int) ParseShard(ArgumentResult result)
    {
        var parts = result.Tokens[0].Value.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var of) && index >= 1 && index <= of
                && of <= MostCohorts ? (index, of)
            : Refuse<(int, int)>(result, "a part of a run; give I/N, such as 1/4 to 4/4");
    }

    private static T? Refuse<T>(ArgumentResult result, string why)
    {
        result.AddError($"\"{result.Tokens[0].Value}\" is not {why}");
        return default;
    }
}
