using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

/// <summary>
/// What .NET Interactive's notebooks write beyond C#: each works as in its tool (1.0.712001), or is refused by name. Expected values are
/// those that the tool shows.
/// </summary>
public class KernelVocabularyTests
{
    [Fact]
    public async Task Displays_have_formats_and_can_be_shown_anew()
    {
        var run = await ToleratedAsync(
            "\"$x^2$\".DisplayAs(\"text/latex\");",
            "var d = display(\"before\");\nobject o = 1;\nvar e = o.Display();",
            "d.Update(\"after\"); e.Update(2); d.DisplayId.Length",
            "using Microsoft.DotNet.Interactive;\nusing Microsoft.DotNet.Interactive.Formatting;\ndisplay(new LaTeXString(\"x^2\"));",
            "KernelInvocationContext.Current.Display(\"x\", \"text/plain\");",
            "Javascript(\"alert(2)\"); Kernel.CSS(\"p{}\");",
            "display(\"<b>\", \"text/html\");",
            "display(\"# x\", \"text/markdown\");");
        Assert.Equal("$x^2$", Assert.IsType<DisplayData>(Assert.Single(run.Cell("c1").Outputs)).Data.Text("text/latex"));
        Assert.Equal(["display: after", "display: 2"], run.Summary("c2"));
        Assert.Equal(["result: 36"], run.Summary("c3"));
        Assert.Equal("x^2", Assert.IsType<DisplayData>(Assert.Single(run.Cell("c4").Outputs)).Data.Text("text/latex"));
        Assert.Equal(["display: x"], run.Summary("c5"));
        Assert.Equal(2, run.Cell("c6").Outputs.OfType<DisplayData>().Count(o => o.Data.Text("text/html")!.StartsWith("<script", StringComparison.Ordinal)));
        Assert.Contains("&lt;b&gt;", Assert.IsType<DisplayData>(Assert.Single(run.Cell("c7").Outputs)).Data.Text("text/html"), StringComparison.Ordinal);
        Assert.Equal(["error: DisplayError: display(text, \"text/markdown\") is refused, as .NET Interactive has no such format of a string; "
            + "write text.DisplayAs(\"text/markdown\")"], run.Summary("c8"));
    }

    [Fact]
    public async Task Directives_share_values_between_kernels_and_tell_of_them()
    {
        var run = await ToleratedAsync(
            "var x = 42;",
            "#!set --name y --value @csharp:x\ny + 1",
            "#!value --name data\na,b\n1,2",
            "#!share --from value data\ndata.Length",
            "#!who",
            "#!whos",
            "#!about",
            "#!lsmagic",
            "#!mermaid\ngraph TD\nA-->B",
            "#!markdown\n# Title\n#!html\n<b>bold</b>\n#!csharp\nx");
        Assert.Equal(["result: 43"], run.Summary("c2"));
        Assert.Equal(["display: a,b\n1,2"], run.Summary("c3"));
        Assert.Equal(["result: 7"], run.Summary("c4"));
        var names = Assert.Single(run.Summary("c5"));
        Assert.Contains("x", names, StringComparison.Ordinal);
        Assert.Contains("data", names, StringComparison.Ordinal);
        Assert.Contains("<td>x</td>", Assert.IsType<DisplayData>(Assert.Single(run.Cell("c6").Outputs)).Data.Text("text/html"), StringComparison.Ordinal);
        Assert.StartsWith("display: urif ", Assert.Single(run.Summary("c7")), StringComparison.Ordinal);
        var listed = Assert.Single(run.Summary("c8"));
        Assert.All(["#!import", "#!set", "#!share", "#!who", "#r", "#i", "#!time"], d => Assert.Contains(d, listed, StringComparison.Ordinal));
        Assert.DoesNotContain("fsharp", listed, StringComparison.Ordinal);
        Assert.Equal("```mermaid\ngraph TD\nA-->B\n```", Assert.IsType<DisplayData>(Assert.Single(run.Cell("c9").Outputs)).Data.Text("text/markdown"));
        Assert.Equal(["display: # Title", "display: bold", "result: 42"], run.Summary("c10"));
    }

    [Fact]
    public async Task Other_files_are_imported_and_their_faults_are_those_of_the_cell()
    {
        using var folder = new NotebookFolder();
        File.WriteAllText(folder.PathOf("helper.dib"), "#!csharp\nstring One() => \"dib\";\n");
        File.WriteAllText(folder.PathOf("helper.cs"), "string Two() => \"cs\";");
        Notebook.Of(new CodeCell("h", "string Three() => \"ipynb\";")).Write(folder.PathOf("helper.ipynb"));
        File.WriteAllText(folder.PathOf("wrong.cs"), "int a = 1;\nint b = missing;");
        var path = folder.Write(Tolerated("#!import helper.dib\n#!import helper.cs\n#!import helper.ipynb", "One() + Two() + Three()",
            "#!import helper.cs\nTwo()", "#!import wrong.cs", "#!import none.cs", "a"));
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(["result: dibcsipynb"], run.Summary("c2"));
        Assert.Equal(["result: cs"], run.Summary("c3"));
        var error = Assert.Single(run.Cell("c4").Outputs.OfType<ErrorOutput>());
        Assert.StartsWith("(2,9): error CS0103", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("wrong.cs(2,9)", error.Traceback[0], StringComparison.Ordinal);
        Assert.Equal(["error: ImportError: #!import none.cs: there is no such file"], run.Summary("c5"));
        Assert.StartsWith("error: CompilationError: (1,1): error CS0103", Assert.Single(run.Summary("c6")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_kernels_api_is_there()
    {
        var run = await ToleratedAsync(
            "using Microsoft.DotNet.Interactive;\nusing Microsoft.DotNet.Interactive.Commands;\nKernel.Root.GetType().Name",
            "KernelInvocationContext.Current.GetType().Name",
            "int k = 1;\nawait Kernel.Root.SendAsync(new SubmitCode(\"1+2\"));\nk + 4",
            "k",
            "KernelInvocationContext.Current.CancellationToken.IsCancellationRequested",
            "await Kernel.GetInputAsync(\"name?\")");
        Assert.Equal(["result: CompositeKernel"], run.Summary("c1"));
        Assert.Equal(["result: KernelInvocationContext"], run.Summary("c2"));
        Assert.Equal(["result: 3", "result: 5"], run.Summary("c3"));
        Assert.Equal(["result: 1"], run.Summary("c4"));
        Assert.Equal(["result: False"], run.Summary("c5"));
        Assert.Contains("nobody is there to answer \"name?\"; make the value a parameter", Assert.Single(run.Summary("c6")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", "#!fsharp: F# does not run here")]
    [InlineData("#!f#\n[1..3]", "#!fsharp: F# does not run here")]
    [InlineData("#!pwsh\n1+1", "#!pwsh: PowerShell does not run here")]
    [InlineData("#!share --from fsharp ff\n1", "#!fsharp: F# does not run here")]
    [InlineData("1\n#!nosuch", "Unknown magic command '#!nosuch'")]
    public async Task What_does_not_run_here_is_refused_by_name(string source, string message)
    {
        var run = await NotebookFolder.RunAsync(source);
        Assert.Equal(RunStatus.CellFailed, run.Status);
        Assert.Contains(message, run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_keep_their_numbers_after_directives()
    {
        var run = await ToleratedAsync(
            "#!time\n\nvar q = 1;\nint.Parse(\"x\");",
            "#!html\n<b>x</b>\n#!csharp\nvar w = \"\"\"\n\n    y\n    \"\"\";\nw.Missing();");
        Assert.Contains("   at the cell in c1, line 4: int.Parse(\"x\");", run.Cell("c1").Outputs.OfType<ErrorOutput>().Single().Traceback);
        Assert.StartsWith("(8,3): error CS1061", run.Cell("c2").Outputs.OfType<ErrorOutput>().Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_hold_no_path_of_the_machine()
    {
        using var folder = new NotebookFolder();
        File.WriteAllText(folder.PathOf("part.csx"), "void Fail() => int.Parse(\"x\");");
        var path = folder.Write(
            "try { int.Parse(\"x\"); } catch (Exception e) { Console.WriteLine(e); }",
            "#load \"part.csx\"\ntry { Fail(); } catch (Exception e) { display(e.ToString()); }",
            "try { System.IO.File.ReadAllText(\"none\"); } catch (Exception e) { Console.WriteLine(e.Message); }",
            "System.IO.Directory.GetCurrentDirectory()");
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.DoesNotContain(folder.PathOf("."), run.Notebook.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetFileName(Path.GetDirectoryName(path)!), run.Notebook.ToJson(), StringComparison.Ordinal);
        Assert.Contains(" in c1:line 1", Assert.Single(run.Summary("c1")), StringComparison.Ordinal);
        Assert.Contains(" in part.csx:line 1", Assert.Single(run.Summary("c2")), StringComparison.Ordinal);
        Assert.Equal(["stdout: Could not find file './none'.\n"], run.Summary("c3"));
        Assert.Equal(".", run.Value("c4"));
    }

    private static Notebook Tolerated(params string[] sources) =>
        Notebook.Of(sources.Select((s, i) => new CodeCell($"c{i + 1}", s) { Tags = ["raises-exception"] }));

    private static async Task<RunResult> ToleratedAsync(params string[] sources)
    {
        using var folder = new NotebookFolder();
        return await NotebookRunner.RunAsync(folder.Write(Tolerated(sources)), cancellation: TestContext.Current.CancellationToken);
    }
}
