using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>
/// What of a cell the book shows: the tags of Jupyter Book and nbconvert say it, with a hyphen or an underscore, or Quarto's comments
/// at the start of the code, and Jupyter keeps which outputs its reader folded. Code is folded anyway, so that a cell whose input is
/// to be hidden needs nothing more.
/// </summary>
/// <param name="Input">Whether the source is shown.</param>
/// <param name="Output">Whether the outputs are shown.</param>
internal sealed partial record CellVisibility(bool Input, bool Output)
{
    private static readonly string[] Streams = ["stdout", "stderr"];

    /// <summary>The streams among the outputs that are not shown: <c>stdout</c>, <c>stderr</c>.</summary>
    public ImmutableHashSet<string> RemovedStreams { get; private init; } = [];

    /// <summary>Whether nothing is shown.</summary>
    public bool IsNothing => !Input && !Output;

    /// <summary>What is shown of a cell.</summary>
    public static CellVisibility Of(Cell cell)
    {
        var tags = cell.Tags.Select(t => t.Replace('_', '-')).ToHashSet(StringComparer.Ordinal);
        var options = cell is CodeCell
            ? Options(cell.Source).ToDictionary(o => o.Groups["name"].Value, o => o.Groups["value"].Value)
            : [];
        if (tags.Contains("remove-cell") || tags.Contains("hide-cell") || IsOff("include")) return new(false, false);
        return new(
            !tags.Contains("remove-input") && !IsOff("echo"),
            !tags.Contains("remove-output") && !tags.Contains("hide-output") && !IsOff("output") && !AreFolded(cell))
        {
            RemovedStreams = [.. Streams.Where(name => tags.Contains("remove-" + name))],
        };

        bool IsOff(string name) => options.GetValueOrDefault(name) == "false";
    }

    private static bool AreFolded(Cell cell) =>
        cell.Metadata["jupyter"] is { } jupyter && jupyter.TryGetProperty("outputs_hidden", out var hidden)
        && hidden.ValueKind == JsonValueKind.True;

    /// <summary>The code without Quarto's comments.</summary>
    public static string WithoutOptions(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').SkipWhile(l => Option.IsMatch(l)));

    private static IEnumerable<Match> Options(string code) =>
        code.ReplaceLineEndings("\n").Split('\n').Select(l => Option.Match(l)).TakeWhile(m => m.Success)
            .DistinctBy(m => m.Groups["name"].Value);

    [GeneratedRegex(@"\A[ \t]*(//|#)\|[ \t]*(?<name>[A-Za-z-]+)[ \t]*:[ \t]*(?<value>.*?)[ \t]*\z")]
    private static partial Regex Option { get; }
}
