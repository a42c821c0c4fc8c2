using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary>
/// The notebooks in the repository: what every front end needs of them, and that a change of any number in their outputs would be
/// noticed. That their outputs are current is for <c>urif notebook check</c>.
/// </summary>
public partial class CommittedNotebookTests
{
    private const int MostBytes = 300_000;

    public static TheoryData<string> Names { get; } =
        [.. Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_a_notebook_of_the_kernel_that_front_ends_know(string name)
    {
        var metadata = Read(name).Metadata;
        Assert.Equal(""".net-csharp|.NET (C#)|csharp""", Fields(metadata["kernelspec"], "name", "display_name", "language"));
        Assert.Equal("C#|.cs|text/x-csharp|csharp", Fields(metadata["language_info"], "name", "file_extension", "mimetype", "pygments_lexer"));
        Assert.Equal("csharp", metadata["polyglot_notebook"]!.Value.GetProperty("kernelInfo").GetProperty("defaultKernelName").GetString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_file_is_small_and_as_the_kit_writes_it(string name)
    {
        var text = File.ReadAllText(PathOf(name));
        Assert.InRange(text.Length, 1, MostBytes);
        Assert.Equal(Read(name).ToJson(), text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_loads_the_built_library_and_nothing_else(string name)
    {
        var code = Read(name).Cells.OfType<CodeCell>().ToList();
        var directives = code.SelectMany(c => c.Source.Split('\n')).Where(l => l.StartsWith('#')).ToList();
        Assert.Equal(["#r \"../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll\""], directives);
        Assert.StartsWith(directives[0], code[0].Source, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_cells_have_readable_names_of_their_own_and_one_holds_the_parameters(string name)
    {
        var cells = Read(name).Cells;
        Assert.All(cells, c => Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", c.Id));
        Assert.Equal(cells.Length, cells.Select(c => c.Id).Distinct().Count());
        Assert.Single(cells, c => c.HasTag("parameters"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_text_is_there_in_both_languages_with_the_same_links_and_headings(string name)
    {
        foreach (var cell in Read(name).Cells.OfType<MarkdownCell>())
        {
            var chinese = string.Concat(cell.Metadata["translations"]!.Value.GetProperty("zh").EnumerateArray().Select(l => l.GetString()));
            Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", chinese);
            Assert.Equal(Link().Matches(cell.Source).Select(m => m.Value), Link().Matches(chinese).Select(m => m.Value));
            Assert.Equal(Heading().Matches(cell.Source).Select(m => m.Value), Heading().Matches(chinese).Select(m => m.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_outputs_are_there_without_errors_and_each_as_text_too(string name)
    {
        var code = Read(name).Cells.OfType<CodeCell>().ToList();
        Assert.All(code, c => Assert.NotNull(c.ExecutionCount));
        var outputs = code.SelectMany(c => c.Outputs).ToList();
        Assert.True(outputs.Count >= 4);
        Assert.All(outputs, o => Assert.True(o is StreamOutput { Name: "stdout" } || o is RichOutput rich && rich.Data.Text("text/plain") is { Length: > 0 }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_change_of_any_number_in_its_outputs_is_noticed(string name)
    {
        var changes = 0;
        foreach (var cell in Read(name).Cells.OfType<CodeCell>())
        {
            for (var i = 0; i < cell.Outputs.Length; i++)
            {
                foreach (var (text, with) in Texts(cell.Outputs[i]))
                {
                    foreach (Match number in Number().Matches(text))
                    {
                        // A tolerance is for the last digits of long numbers: of those the first one changes, of the others the last.
                        var place = number.Index + (number.Length > 9 ? 0 : number.Length - 1);
                        var digit = (char)('0' + ((text[place] - '0' + 1) % 10));
                        var changed = with(string.Concat(text.AsSpan(0, place), [digit], text.AsSpan(place + 1)));
                        var other = cell with { Outputs = cell.Outputs.SetItem(i, changed) };
                        var differences = NotebookChecker.Compare(Notebook.Of(other), Notebook.Of(cell));
                        Assert.True(differences.Length == 1 && differences[0].CellId == cell.Id, $"{cell.Id}: {number.Value} at {number.Index}");
                        changes++;
                    }
                }
            }
        }

        Assert.True(changes > 100);
    }

    // What the page says beside the table.
    [Fact]
    public void Insulin_in_the_wrong_unit_makes_nearly_everyone_insulin_resistant_on_the_page_that_says_so()
    {
        var cell = Read("01-loading-a-cohort.ipynb").Cells.OfType<CodeCell>().Single(c => c.Id == "unit-matters");
        var counts = cell.Outputs.OfType<ExecuteResult>().Single().Data.Text("text/plain")!.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is ["IR" or "non-IR", _, _])
            .ToDictionary(words => words[0], words => words[1..].Select(w => w == "—" ? 0 : int.Parse(w, CultureInfo.InvariantCulture)).ToArray());
        var women = counts["IR"][0] + counts["non-IR"].ElementAtOrDefault(0);
        Assert.InRange(counts["IR"][1], 0.9 * women, women);
        Assert.True(counts["IR"][0] < 0.9 * women);
    }

    private static IEnumerable<(string Text, Func<string, Output> With)> Texts(Output output) => output switch
    {
        StreamOutput stream => [(stream.Text, text => new StreamOutput(stream.Name, text))],
        ExecuteResult result => result.Data.Types.Select(type =>
            (result.Data.Text(type)!, (Func<string, Output>)(text => new ExecuteResult(result.Data.With(type, text), result.ExecutionCount)))),
        RichOutput rich => rich.Data.Types.Select(type => (rich.Data.Text(type)!, (Func<string, Output>)(text => new DisplayData(rich.Data.With(type, text))))),
        _ => [],
    };

    private static string Fields(JsonElement? element, params string[] names) =>
        string.Join('|', names.Select(n => element!.Value.GetProperty(n).GetString()));

    private static string PathOf(string name) => Repository.PathOf("notebooks", name);

    private static Notebook Read(string name) => Notebook.Read(PathOf(name));

    [GeneratedRegex(@"\]\([^)]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
