using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Proves that the outputs in a notebook are those of its code: runs it and compares what they say, however a kernel cuts it up.
/// Numbers of more than nine digits may differ within a tolerance, for machines differ in the last digits; of two outputs, the
/// formats are compared that both have; execution counts do not matter; all else must be equal. The outputs of a cell with nbval's
/// tags <c>nbval-ignore-output</c> or <c>nbval-skip</c>, or its comments <c>NBVAL_IGNORE_OUTPUT</c> or <c>NBVAL_SKIP</c>, are not
/// compared; the cell runs all the same, as later ones may need it.
/// </summary>
public static partial class NotebookChecker
{
    /// <summary>The relative tolerance of long numbers where none is given.</summary>
    public const double DefaultTolerance = 1e-9;

    // Of a cell whose outputs are not compared.
    private static readonly string[] IgnoreTags = ["nbval-ignore-output", "nbval-skip"];

    /// <summary>Runs notebooks side by side and compares their outputs with those in the files.</summary>
    /// <param name="paths">The notebooks' paths.</param>
    /// <param name="options">How to run them.</param>
    /// <param name="degree">How many run at a time.</param>
    /// <param name="progress">Told of each cell's start and end.</param>
    /// <param name="sanitize">What of the outputs may differ, such as dates.</param>
    /// <param name="cancellation">Stops the runs.</param>
    /// <returns>What came of each, in the order of the paths.</returns>
    /// <exception cref="NotebookException">A file is not a notebook.</exception>
    /// <exception cref="OperationCanceledException">The runs were stopped.</exception>
    public static async Task<ImmutableArray<NotebookCheckResult>> CheckAllAsync(
        IReadOnlyList<string> paths, RunOptions? options, int degree,
        IProgress<CellProgress>? progress = null, IReadOnlyList<Regex>? sanitize = null, CancellationToken cancellation = default)
    {
        var runs = await NotebookRunner.RunAllAsync(paths, options, degree, progress, cancellation);
        return [.. runs.Select(run =>
            new NotebookCheckResult(run, run.Status == RunStatus.Ok
                ? Compare(Notebook.Read(run.Path), run.Notebook, DefaultTolerance, sanitize)
                : []))];
    }

    /// <summary>Compares the outputs of two notebooks, cell by cell.</summary>
    /// <param name="committed">The notebook with the outputs to prove.</param>
    /// <param name="fresh">The notebook as it came out of a run.</param>
    /// <param name="tolerance">The largest |a - b| / max(|a|, |b|) between long numbers.</param>
    /// <param name="sanitize">What of the outputs may differ, such as dates.</param>
    /// <returns>The differences, in the order of the cells.</returns>
    public static ImmutableArray<OutputDifference> Compare(
        Notebook committed, Notebook fresh, double tolerance = DefaultTolerance, IReadOnlyList<Regex>? sanitize = null)
    {
        var actual = fresh.Cells.OfType<CodeCell>().ToDictionary(c => c.Id);
        return [.. committed.Cells.OfType<CodeCell>().Where(cell => !IsExempt(cell)).SelectMany(cell =>
            actual.TryGetValue(cell.Id, out var other)
                ? Compare(cell.Id, Content(cell.Outputs), Content(other.Outputs), text => Sanitized(text, sanitize ?? []), tolerance)
                : [new OutputDifference(cell.Id, "cell", "a cell", "none")])];
    }

    private static IEnumerable<OutputDifference> Compare(
        string cellId, List<Output> committed, List<Output> fresh, Func<string, string> sanitized, double tolerance)
    {
        for (var i = 0; i < Math.Max(committed.Count, fresh.Count); i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"output {i + 1}");
            var (kind, texts) = i < committed.Count ? Parts(committed[i]) : ("none", []);
            var (freshKind, freshTexts) = i < fresh.Count ? Parts(fresh[i]) : ("none", []);
            if (kind != freshKind)
            {
                yield return new(cellId, place, kind, freshKind);
                continue;
            }
            // Kernels differ in the formats that they add for other front ends; two outputs without a common one cannot be compared.
            var formats = texts.Keys.Intersect(freshTexts.Keys).Any(IsFormat);
            foreach (var name in texts.Keys.Union(freshTexts.Keys).Order(StringComparer.Ordinal))
            {
                var (a, b) = (texts.GetValueOrDefault(name), freshTexts.GetValueOrDefault(name));
                if (a is null || b is null)
                {
                    if (!formats || !IsFormat(name))
                        yield return new(cellId, $"{place}, {name}", a is null ? "none" : "present", b is null ? "none" : "present");
                }
                else if (NumberText.Compare(sanitized(a), sanitized(b), tolerance) is { } difference)
                {
                    yield return new(cellId, string.Create(CultureInfo.InvariantCulture, $"{place}, {name}, line {difference.Line}"),
                        difference.Expected, difference.Actual);
                }
            }
        }
    }

    private static bool IsFormat(string name) => name.Contains('/', StringComparison.Ordinal);

    private static bool IsExempt(CodeCell cell) => IgnoreTags.Any(cell.HasTag) || IgnoreComment.IsMatch(cell.Source);

    private static string Sanitized(string text, IReadOnlyList<Regex> patterns) =>
        patterns.Aggregate(text, (t, pattern) => pattern.Replace(t, "..."));

    // What the outputs say: a kernel may cut the text of a stream where it likes, and adds a display of its own in Jupyter.
    private static List<Output> Content(ImmutableArray<Output> outputs)
    {
        var content = new List<Output>();
        foreach (var output in outputs.Where(o => !o.IsBootstrap))
        {
            if (output is StreamOutput next && content.LastOrDefault() is StreamOutput stream && stream.Name == next.Name)
                content[^1] = stream with { Text = stream.Text + next.Text };
            else content.Add(output);
        }
        return content;
    }

    // An output as its kind and its texts by name. JSON is compared as text, whatever the order of names.
    private static (string Kind, SortedDictionary<string, string> Texts) Parts(Output output)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        switch (output)
        {
            case StreamOutput stream:
                texts["text"] = stream.Text;
                return (stream.Name, texts);
            case RichOutput rich:
                foreach (var (type, value) in rich.Data.Data)
                    texts[type] = MimeBundle.IsJson(type) ? Sorted(MimeBundle.Opened(value))
                        : ValueFormat.WithoutIdleStyle(rich.Data.Text(type)!);
                if (rich.Metadata.Count > 0) texts["metadata"] = Sorted(rich.Metadata.ToElement());
                return (rich is ExecuteResult ? "execute_result" : "display_data", texts);
            case ErrorOutput error:
                texts["ename"] = error.Name;
                texts["evalue"] = error.Message;
                texts["traceback"] = string.Join('\n', error.Traceback);
                return ("error", texts);
            default:
                throw new ArgumentException($"no output is of type {output.GetType()}", nameof(output));
        }
    }

    // One name and value on a line, so that a difference has a line to be shown.
    private static string Sorted(JsonElement value)
    {
        var text = new StringBuilder();
        Append(value, "");
        return text.ToString();

        void Append(JsonElement element, string path)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append(path).Append(" {\n");
                    foreach (var field in element.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
                        Append(field.Value, $"{path}.{field.Name}");
                    break;
                case JsonValueKind.Array:
                    text.Append(path).Append(" [\n");
                    foreach (var item in element.EnumerateArray()) Append(item, path + "[]");
                    break;
                default:
                    text.Append(path).Append(": ").Append(JsonText.Of(element)).Append('\n');
                    break;
            }
        }
    }

    [GeneratedRegex(@"^[ \t]*(//|#)[ \t]*(NBVAL_IGNORE_OUTPUT|NBVAL_SKIP)\b", RegexOptions.Multiline)]
    private static partial Regex IgnoreComment { get; }
}

/// <summary>What came of checking a notebook.</summary>
/// <param name="Run">The run.</param>
/// <param name="Differences">The differences between the outputs in the file and those of the run.</param>
public sealed record NotebookCheckResult(RunResult Run, ImmutableArray<OutputDifference> Differences)
{
    /// <summary>Whether the notebook ran and its outputs are those in the file.</summary>
    public bool IsCurrent => Run.Status == RunStatus.Ok && Differences.IsEmpty;
}

/// <summary>A difference between an output in a file and that of a run.</summary>
/// <param name="CellId">The cell's id.</param>
/// <param name="Place">The output, its format and its line.</param>
/// <param name="Committed">What the file has.</param>
/// <param name="Fresh">What the run gave.</param>
public sealed record OutputDifference(string CellId, string Place, string Committed, string Fresh)
{
    /// <summary>The difference as a person reads it, on three lines.</summary>
    public override string ToString() => $"{CellId}: {Place}\n  - {Committed}\n  + {Fresh}";
}
