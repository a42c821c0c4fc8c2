using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

/// <summary>What cells can do; each test is one run, for a run is a process.</summary>
public class CellSemanticsTests
{
    [Fact]
    public async Task Cells_share_state_and_the_last_expression_is_the_value()
    {
        var run = await NotebookFolder.RunAsync(
            "int x = 20; int Twice(int n) => 2 * n;",
            "using System.Globalization;",
            "x = Twice(x) + 2;\nx",
            "CultureInfo.CurrentCulture.Name.Length",
            "\"text\"",
            "(string)null",
            "await Task.Delay(1);\nawait Task.FromResult(1.5)",
            "record Arm(string Name, int Size);",
            "new[] { new Arm(\"a\", 3), new Arm(\"b\", 4) }.Sum(a => a.Size)",
            "Console.WriteLine(\"no value\")",
            "var x = \"another type\"; x",
            "// a comment",
            "return x.Length;");
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Equal(["42", "0", "text", "<null>", "1.5", "7", "another type", "12"],
            new[] { "c3", "c4", "c5", "c6", "c7", "c9", "c11", "c13" }.Select(run.Value));
        Assert.Empty(run.Cell("c1").Outputs);
        Assert.Equal(["stdout: no value\n"], run.Summary("c10"));
        Assert.Equal(Enumerable.Range(1, 13).Select(n => (int?)n), run.Notebook.Cells.Cast<CodeCell>().Select(c => c.ExecutionCount));

        // A string is plain text and nothing else; other values are HTML too.
        Assert.Equal(["text/plain"], Data(run, "c5").Types);
        Assert.Equal(["text/html", "text/plain"], Data(run, "c3").Types);
    }

    [Fact]
    public async Task Console_and_displays_come_in_the_order_of_the_code()
    {
        var run = await NotebookFolder.RunAsync("""
            Console.Write("a"); Console.WriteLine("b");
            Console.Error.WriteLine("wrong");
            Console.WriteLine("c");
            display(1);
            "two".Display();
            display(HTML("<table><tr><td>3 &lt; 4</td><td>5</td></tr></table><script>x</script>"));
            Console.Write("d");
            6
            """, """
            var shown = display("before");
            Console.WriteLine("between");
            shown.Update("after");
            """, "display(new { A = 1 }, \"application/json\")");
        Assert.Equal(
            ["stdout: ab\n", "stderr: wrong\n", "stdout: c\n", "display: 1", "display: two", "display: 3 < 4  5", "stdout: d", "result: 6"],
            run.Summary("c1"));
        Assert.Equal(["display: after", "stdout: between\n"], run.Summary("c2"));
        var json = Assert.IsType<DisplayData>(Assert.Single(run.Cell("c3").Outputs)).Data;
        Assert.Equal(1, json.Json("application/json")!.Value.GetProperty("A").GetInt32());
    }

    [Fact]
    public async Task Directives_switch_the_language_of_a_cell()
    {
        var run = await NotebookFolder.RunAsync(
            "#!csharp\nint a = 1;\n#!markdown\n# Title\n#!html\n<b>bold</b>\n#!csharp\na",
            "#!time\na + 1");
        Assert.Equal(["display: # Title", "display: bold", "result: 1"], run.Summary("c1"));
        Assert.Equal("# Title", Assert.IsType<DisplayData>(run.Cell("c1").Outputs[0]).Data.Text("text/markdown"));
        Assert.Equal("<b>bold</b>", Assert.IsType<DisplayData>(run.Cell("c1").Outputs[1]).Data.Text("text/html"));
        Assert.Equal("2", run.Value("c2"));
        Assert.StartsWith("Wall time: ", Assert.IsType<DisplayData>(run.Cell("c2").Outputs[1]).Data.Text("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_compilation_error_shows_line_column_and_source()
    {
        var run = await NotebookFolder.RunAsync("var a = 1;\n\tvar b = a + missing;");
        Assert.Equal((RunStatus.CellFailed, "c1"), (run.Status, run.FailedCell));
        Assert.Equal("(2,14): error CS0103: The name 'missing' does not exist in the current context", run.Error!.Message);
        Assert.Equal(["c1" + run.Error.Message, "    \tvar b = a + missing;", "    \t            ^^^^^^^"], run.Error.Traceback);
    }

    [Fact]
    public async Task An_exception_shows_the_frames_of_the_notebook_and_no_others()
    {
        var run = await NotebookFolder.RunAsync(
            "int Half(int n)\n{\n    return n < 0 ? int.Parse(\"x\") : n / 2;\n}",
            "var a = Half(4);\nvar b = Half(-4);");
        Assert.Equal("System.FormatException", run.Error!.Name);
        Assert.Equal(
            [
                "System.FormatException: The input string 'x' was not in a correct format.",
                "   at Half in c1, line 3",
                "   at the cell in c2, line 2: var b = Half(-4);",
            ], run.Error.Traceback);
    }

    [Fact]
    public async Task A_failed_cell_leaves_nothing_half_defined_and_a_later_cell_does_not_run()
    {
        var tolerant = new CodeCell("fails", "int x = 2; int y = 3; throw new Exception(\"stop\");") { Tags = ["raises-exception"] };
        using var folder = new NotebookFolder();
        var path = folder.Write(Notebook.Of(
            new CodeCell("first", "int x = 1;"), tolerant, new CodeCell("second", "x"),
            new CodeCell("third", "y"), new CodeCell("fourth", "1") { Outputs = [new StreamOutput("stdout", "old")] }));
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("1", run.Value("second"));
        Assert.Equal(["error: System.Exception: stop"], run.Summary("fails"));
        Assert.Equal("third", run.FailedCell);
        Assert.Contains("CS0103", run.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(run.Cell("fourth").Outputs);
        Assert.Null(run.Cell("fourth").ExecutionCount);
    }

    [Fact]
    public async Task Skipped_cells_keep_their_outputs()
    {
        using var folder = new NotebookFolder();
        var path = folder.Write(Notebook.Of(
            new CodeCell("skipped", "throw null;") { Tags = ["skip-execution"], Outputs = [new StreamOutput("stdout", "kept")] },
            new CodeCell("empty", " \n"), new CodeCell("last", "1")));
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Equal(["stdout: kept"], run.Summary("skipped"));
        Assert.Equal(1, run.Cell("last").ExecutionCount);
    }

    [Fact]
    public async Task Load_and_the_working_directory_are_those_of_the_notebook()
    {
        using var folder = new NotebookFolder();
        File.WriteAllText(folder.PathOf("part.csx"), "int FromPart() => 7;");
        var path = folder.Write("#load \"part.csx\"\nFromPart()", "System.IO.File.Exists(\"part.csx\")", "#r \"no-such.dll\"\nusing No.Such;\n1");
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(("7", "True"), (run.Value("c1"), run.Value("c2")));
        Assert.StartsWith("(1,1): error CS0006: Metadata file 'no-such.dll' could not be found from the notebook's folder",
            run.Error!.Message, StringComparison.Ordinal);
        // The line, its source and the mark: what follows from the missing library is not said.
        Assert.Equal(3, run.Error.Traceback.Length);
    }

    [Fact]
    public async Task A_registered_formatter_has_its_say()
    {
        var run = await NotebookFolder.RunAsync(
            "using Microsoft.DotNet.Interactive.Formatting;\nrecord Arm(string Name);\n"
            + "Formatter.Register<Arm>(a => $\"<b>{a.Name}</b>\", \"text/html\");\nFormatter.Register<Arm>(a => a.Name, \"text/plain\");",
            "new Arm(\"control\")");
        Assert.Equal("<b>control</b>", Data(run, "c2").Text("text/html"));
        Assert.Equal("control", Data(run, "c2").Text("text/plain"));
    }

    [Fact]
    public async Task Notebooks_run_side_by_side_and_come_back_in_order()
    {
        using NotebookFolder one = new(), two = new();
        var runs = await NotebookRunner.RunAllAsync([one.Write("1"), two.Write("2")], options: null, degree: 2,
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["1", "2"], runs.Select(r => r.Value("c1")));
    }

    [Fact]
    public async Task Progress_tells_each_cell()
    {
        using var folder = new NotebookFolder();
        var seen = new List<CellProgress>();
        var progress = new Listener(seen.Add);
        await NotebookRunner.RunAsync(folder.Write("1", "throw null;"), progress: progress, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([CellState.Started, CellState.Finished, CellState.Started, CellState.Failed], seen.Select(p => p.State));
        Assert.Matches(@"\A\[1/2\] c1 [0-9]+\.[0-9] s\z", seen[1].ToString());
    }

    private static MimeBundle Data(RunResult run, string id) => run.Cell(id).Outputs.OfType<ExecuteResult>().Single().Data;

    private sealed class Listener(Action<CellProgress> listen) : IProgress<CellProgress>
    {
        public void Report(CellProgress value) => listen(value);
    }
}
