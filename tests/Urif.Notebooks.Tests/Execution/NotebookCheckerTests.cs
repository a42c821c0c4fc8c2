using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

public partial class NotebookCheckerTests
{
    private static readonly Notebook Committed = Notebook.Parse(File.ReadAllText(
        Repository.PathOf("tests", "Urif.Notebooks.Tests", "Execution", "samples", "outputs.ipynb")));

    [Fact]
    public void A_notebook_agrees_with_itself_whatever_its_execution_counts()
    {
        Assert.Empty(NotebookChecker.Compare(Committed, Committed));
        var counted = Committed with
        {
            Cells = [.. Committed.Cells.Select(c => c is not CodeCell code ? c : code with
            {
                ExecutionCount = 99,
                Outputs = [.. code.Outputs.Select(o => o is ExecuteResult r ? r with { ExecutionCount = 99 } : o)],
            })],
        };
        Assert.Empty(NotebookChecker.Compare(Committed, counted));
    }

    [Fact]
    public void A_difference_names_the_cell_the_place_and_both_texts()
    {
        var changed = WithOutputs(json => json.Replace("2.14 (1.02)", "2.15 (1.02)", StringComparison.Ordinal));
        var difference = Assert.Single(NotebookChecker.Compare(Committed, changed));
        Assert.Equal("stream: output 1, text, line 2\n  - HOMA-IR 2.14 (1.02)\n  + HOMA-IR 2.15 (1.02)", difference.ToString());
    }

    // Uncaught may be the last five digits of 0.12345678901234 and the last of 1.0000000001: they are within the tolerance.
    [Fact]
    public void Every_mutation_of_a_number_beyond_the_tolerance_is_caught()
    {
        var json = Committed.ToJson();
        var start = json.IndexOf("\"cells\"", StringComparison.Ordinal);
        var end = json.IndexOf("\"metadata\": {\n  \"kernelspec\"", StringComparison.Ordinal);
        var digits = DigitOfOutput.Matches(json[start..end]).Select(m => m.Index + start)
            .Where(i => IsOutput(json, i)).ToArray();
        Assert.True(digits.Length > 60);
        var (caught, within) = (0, 0);
        Gen.Select(Gen.Int[0, digits.Length - 1], Gen.Char['0', '9']).Sample((place, digit) =>
        {
            var index = digits[place];
            if (json[index] == digit) return;
            var mutated = json[..index] + digit + json[(index + 1)..];
            if (!TryParse(mutated, out var notebook)) return;
            if (NotebookChecker.Compare(Committed, notebook).IsEmpty)
            {
                Assert.True(RelativeChange(json, mutated, index) <= NotebookChecker.DefaultTolerance, $"{json[(index - 20)..(index + 20)]} -> {digit}");
                Interlocked.Increment(ref within);
            }
            else Interlocked.Increment(ref caught);
        }, iter: 2000, seed: "0N0XIzNsQ0O2");
        Assert.True(caught > 1000, $"{caught} caught, {within} within the tolerance");
    }

    [Theory]
    [InlineData("0.1234567890123", "0.1234567890124", true)]
    [InlineData("0.1234567890123", "0.1234567990123", false)]
    [InlineData("0.3", "0.30000000000000004", true)]
    [InlineData("0.30", "0.3", false)]
    [InlineData("1234567890123", "1234567890124", false)]
    [InlineData("-0.1234567890123", "0.1234567890123", false)]
    [InlineData("1e999999999999", "1e999999999998", false)]
    [InlineData("1.00000000000001e-5", "1.00000000000002e-5", true)]
    [InlineData("1.00000000000001e-5", "1.00000000000001e-6", false)]
    [InlineData("p = 0.05", "p = 0.05 ", false)]
    [InlineData("p = 0.05", "p = ", false)]
    public void Only_the_last_digits_of_long_decimals_may_differ(string committed, string fresh, bool agree)
    {
        Assert.Equal(agree, NumberText.Compare(committed, fresh, 1e-9) is null);
        Assert.Equal(agree, NumberText.Compare(fresh, committed, 1e-9) is null);
    }

    // Up to nine significant digits a number is as it was rounded, whatever the tolerance.
    [Theory]
    [InlineData("0.123456789", "0.123456788", false)]
    [InlineData("0.0123456789", "0.0123456788", false)]
    [InlineData("1.23456789e-5", "1.23456788e-5", false)]
    [InlineData("2.14", "2.15", false)]
    [InlineData("0.1234567890", "0.1234567891", true)]
    [InlineData("0.1234567891", "0.123456789", true)]
    [InlineData("0.1234567890", "0.1234667890", false)]
    [InlineData("1234567890", "1234567891", false)]
    public void Numbers_of_nine_digits_are_exact(string committed, string fresh, bool agree) =>
        Assert.Equal(agree, NumberText.Compare(committed, fresh, 1e-6) is null);

    [Fact]
    public void What_is_said_of_an_output_is_compared_too()
    {
        static Notebook Figure(string metadata, string text = "\"a figure\"") => Notebook.Parse($$"""
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"c","metadata":{},"source":"","execution_count":1,
             "outputs":[{"output_type":"display_data","data":{"text/plain":{{text}}},"metadata":{{metadata}}}]}]}
            """);

        var committed = Figure("""{"image/png":{"height":480,"width":640}}""");
        Assert.Empty(NotebookChecker.Compare(committed, Figure("""{"image/png":{"width":640,"height":480}}""")));
        Assert.Equal("c: output 1, metadata, line 4\n  - .image/png.width: 640\n  + .image/png.width: 641",
            Assert.Single(NotebookChecker.Compare(committed, Figure("""{"image/png":{"height":480,"width":641}}"""))).ToString());
        Assert.Equal("c: output 1, metadata\n  - present\n  + none",
            Assert.Single(NotebookChecker.Compare(committed, Figure("{}"))).ToString());
        Assert.Equal("c: output 1, metadata\n  - none\n  + present",
            Assert.Single(NotebookChecker.Compare(Figure("{}"), committed)).ToString());
    }

    [Fact]
    public void A_lost_or_new_output_is_a_difference()
    {
        var cells = Committed.Cells;
        var first = (CodeCell)cells.First(c => c.Id == "stream");
        var less = Committed with { Cells = cells.Replace(first, first with { Outputs = [] }) };
        Assert.Equal("stream: output 1\n  - stdout\n  + none", Assert.Single(NotebookChecker.Compare(Committed, less)).ToString());
        Assert.Equal("stream: output 1\n  - none\n  + stdout", Assert.Single(NotebookChecker.Compare(less, Committed)).ToString());
        Assert.Equal("cell", Assert.Single(NotebookChecker.Compare(Committed, Committed with { Cells = cells.Remove(first) })).Place);
    }

    // As the real kernel writes them in Jupyter: text cut up, a display of its own, other formats beside those of both.
    [Fact]
    public void Content_counts_and_not_how_a_kernel_writes_it()
    {
        var here = Cell([new StreamOutput("stdout", "a\nb\n"), new DisplayData(Bundle(("text/html", "<b>1</b>"), ("text/plain", "1")))]);
        var there = Cell([
            new DisplayData(Bundle(("text/html", "<div id='dotnet-interactive-this-cell-1'>http://10.0.0.7:2048</div>"))),
            new StreamOutput("stdout", "a\n"), new StreamOutput("stdout", "b\n"), new DisplayData(Bundle(("text/html", "<b>1</b>")))]);
        Assert.Empty(NotebookChecker.Compare(here, there));
        Assert.Empty(NotebookChecker.Compare(there, here));
        Assert.Equal("c: output 2, text/html\n  - none\n  + present", NotebookChecker.Compare(
            Cell([new StreamOutput("stdout", "a\nb\n"), new DisplayData(Bundle(("text/plain", "1")))]), there)[0].ToString());
        Assert.NotEmpty(NotebookChecker.Compare(here, Cell([new StreamOutput("stdout", "a\n"), new StreamOutput("stderr", "b\n"),
            new DisplayData(Bundle(("text/html", "<b>1</b>")))])));
    }

    [Theory]
    [InlineData("1", "nbval-ignore-output", true)]
    [InlineData("// NBVAL_IGNORE_OUTPUT\n1", "other", true)]
    [InlineData("#NBVAL_IGNORE_OUTPUT\n1", "other", true)]
    [InlineData("1", "nbval-skip", true)]
    [InlineData("// NBVAL_SKIP\n1", "other", true)]
    [InlineData("\"NBVAL_IGNORE_OUTPUT\"", "other", false)]
    public void A_cell_can_be_exempt(string source, string tag, bool exempt)
    {
        Notebook With(string text) => Notebook.Of(new CodeCell("c", source) { Tags = [tag], Outputs = [new StreamOutput("stdout", text)] });
        Assert.Equal(exempt, NotebookChecker.Compare(With("a"), With("b")).IsEmpty);
    }

    [Fact]
    public void A_pattern_may_differ()
    {
        var (monday, tuesday) = (Cell([new StreamOutput("stdout", "2024-01-01: 5")]), Cell([new StreamOutput("stdout", "2024-01-02: 5")]));
        Assert.NotEmpty(NotebookChecker.Compare(monday, tuesday));
        Assert.Empty(NotebookChecker.Compare(monday, tuesday, sanitize: [Date]));
        Assert.NotEmpty(NotebookChecker.Compare(monday, Cell([new StreamOutput("stdout", "2024-01-02: 6")]), sanitize: [Date]));
    }

    private static Notebook Cell(params Output[] outputs) => Notebook.Of(new CodeCell("c", "1") { Outputs = [.. outputs] });

    private static MimeBundle Bundle(params (string Type, string Text)[] formats) =>
        formats.Aggregate(MimeBundle.Empty, (bundle, format) => bundle.With(format.Type, format.Text));

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Date { get; }

    [Fact]
    public async Task A_notebook_is_current_until_its_outputs_change()
    {
        using var folder = new NotebookFolder();
        var path = folder.Write("Console.WriteLine(1 / 3.0);", "new[] { 1, 2 }.Sum()");
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        run.Notebook.Write(path);
        Assert.True((await CheckAsync(path)).IsCurrent);

        File.WriteAllText(path, File.ReadAllText(path).Replace("\"3\"", "\"4\"", StringComparison.Ordinal));
        var check = await CheckAsync(path);
        Assert.Equal("c2: output 1, text/plain, line 1\n  - 4\n  + 3", Assert.Single(check.Differences).ToString());
    }

    private static Notebook WithOutputs(Func<string, string> change) => Notebook.Parse(change(Committed.ToJson()));

    private static bool TryParse(string json, out Notebook notebook)
    {
        try
        {
            notebook = Notebook.Parse(json);
            return true;
        }
        catch (Urif.Notebooks.NotebookException)
        {
            // Such as a number in JSON that starts with 0.
            notebook = Committed;
            return false;
        }
    }

    // Not the counts, which are ignored, nor the names of mime types.
    private static bool IsOutput(string json, int index)
    {
        var line = json[(json.LastIndexOf('\n', index) + 1)..json.IndexOf('\n', index)];
        return !line.Contains("execution_count", StringComparison.Ordinal) && !line.Contains("+json", StringComparison.Ordinal);
    }

    private static double RelativeChange(string json, string mutated, int index)
    {
        var number = Number.Matches(json).Single(m => m.Index <= index && index < m.Index + m.Length);
        var a = double.Parse(number.Value, CultureInfo.InvariantCulture);
        var b = double.Parse(mutated.AsSpan(number.Index, number.Length), NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex DigitOfOutput { get; }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")]
    private static partial Regex Number { get; }

    private static async Task<NotebookCheckResult> CheckAsync(string path) =>
        (await NotebookChecker.CheckAllAsync([path], null, degree: 1, cancellation: TestContext.Current.CancellationToken))[0];
}
