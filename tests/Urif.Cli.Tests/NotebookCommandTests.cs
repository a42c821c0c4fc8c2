using System.Diagnostics;
using System.Globalization;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary><c>urif notebook run</c>, <c>check</c> and <c>book</c>, on small notebooks.</summary>
public sealed class NotebookCommandTests : IDisposable
{
    private static readonly CodeCell Parameters = new("parameters", "string name = \"world\"; int times = 2;") { Tags = ["parameters"] };
    private static readonly CodeCell Greeting = new("greeting", "Console.WriteLine(\"hello \" + name); times * 21");
    private static readonly CodeCell Failing = new("failing", "int.Parse(\"many\")");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_shows_the_outputs_and_tells_of_each_cell_on_standard_error()
    {
        var run = await UrifAsync("notebook", "run", Write("a", Parameters, Greeting));
        Assert.Equal((0, "hello world\n\n42\n\n"), (run.ExitCode, run.Output));
        Assert.Matches(@"^\[1/2\] parameters \d+\.\d s\n\[2/2\] greeting \d+\.\d s\n$", run.Error);
    }

    [Fact]
    public async Task Lines_appear_while_the_cell_runs()
    {
        var path = Write("a", new CodeCell("slow", """
            Console.WriteLine("first");
            while (!System.IO.File.Exists("go")) await Task.Delay(20);
            Console.WriteLine("second");
            """));
        var output = Path.Combine(_folder.Path, "text");
        // The cell waits for what only its first line, seen outside, brings about.
        var run = await UrifProgram.RunAsync(_folder.Path, [], [ExternalTool.Require("bash"), "-c",
            $"\"$@\" > '{output}' & until grep -q first '{output}' || ! kill -0 $!; do sleep 0.1; done; touch go; wait $!",
            "bash", UrifProgram.Dotnet, UrifProgram.File, "notebook", "run", path]);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("first\nsecond\n\n", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
    }

    // setsid: a process that leaves the group of its parent.
    [Theory]
    [InlineData("\"sleep\", \"600\"")]
    [InlineData("\"setsid\", \"sleep 600\"")]
    public async Task A_killed_program_leaves_no_process_behind(string started)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || !started.Contains("setsid", StringComparison.Ordinal), "setsid is a program of Linux");
        var path = Write("a", new CodeCell("spawn", $$"""
            System.IO.File.WriteAllText("pid.part", $"{System.Diagnostics.Process.Start({{started}}).Id}");
            System.IO.File.Move("pid.part", "pid");
            await Task.Delay(600_000);
            """));
        await UrifProgram.RunAsync(_folder.Path, [], [ExternalTool.Require("bash"), "-c",
            "\"$@\" & until [ -s pid ] || ! kill -0 $!; do sleep 0.1; done; kill -9 $!; for i in $(seq 100); do kill -0 $(cat pid) || break; sleep 0.1; done",
            "bash", UrifProgram.Dotnet, UrifProgram.File, "notebook", "run", path]);
        var id = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "pid"), TestContext.Current.CancellationToken);
        var state = $"/proc/{id}/stat";
        Assert.False(File.Exists(state) && !(await File.ReadAllTextAsync(state, TestContext.Current.CancellationToken)).Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outputs_follow_links_and_refuse_devices()
    {
        var path = Write("a", new CodeCell("c", "1 + 1"));
        var link = Path.Combine(_folder.Path, "link.ipynb");
        File.CreateSymbolicLink(link, path);
        Assert.Equal(0, (await UrifAsync("notebook", "run", "--in-place", link)).ExitCode);
        Assert.Equal(path, new FileInfo(link).LinkTarget);
        Assert.Equal(["2"], OutputsOf(Notebook.Read(path), "c"));

        // As somebody names them who stands in the folder: a link over another one, and one to what is not there yet.
        Write("b", new CodeCell("c", "1 + 2"));
        foreach (var (name, target) in new[] { ("first.ipynb", "second"), ("second", "b.ipynb"), ("new.ipynb", "made.ipynb") })
            File.CreateSymbolicLink(Path.Combine(_folder.Path, name), target);
        foreach (var arguments in new[] { new[] { "--in-place", "first.ipynb" }, ["b.ipynb", "--output", "new.ipynb"] })
        {
            var run = await UrifProgram.RunAsync(_folder.Path, [], [UrifProgram.Dotnet, UrifProgram.File, "notebook", "run", .. arguments]);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        foreach (var name in new[] { "b.ipynb", "made.ipynb" })
            Assert.Equal(["3"], OutputsOf(Notebook.Read(Path.Combine(_folder.Path, name)), "c"));
        foreach (var name in new[] { "first.ipynb", "second", "new.ipynb" })
            Assert.NotNull(new FileInfo(Path.Combine(_folder.Path, name)).LinkTarget);
        foreach (var output in new[] { "/dev/null", "/dev/stdout" })
        {
            var run = await UrifAsync("notebook", "run", path, "--output", output);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("is a device", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_lets_a_pattern_differ_and_an_exempt_cell_be()
    {
        var path = Write("a", new CodeCell("ticks", "DateTime.Now.Ticks"),
            new CodeCell("guid", "Guid.NewGuid()") { Tags = ["nbval-ignore-output"] });
        Assert.Equal(0, (await UrifAsync("notebook", "run", "--in-place", path)).ExitCode);
        Assert.Equal(6, (await UrifAsync("notebook", "check", path)).ExitCode);
        Assert.Equal(0, (await UrifAsync("notebook", "check", path, "--sanitize", "[0-9]{18}")).ExitCode);
        Assert.Equal(2, (await UrifAsync("notebook", "check", path, "--sanitize", "[")).ExitCode);
    }

    [Fact]
    public async Task Run_sets_parameters_and_writes_the_notebook_elsewhere()
    {
        var path = Write("a", Parameters, Greeting);
        var before = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var output = Path.Combine(_folder.Path, "out.ipynb");
        var run = await UrifAsync("notebook", "run", path, "-p", "name=Ann", "-p", "times=3", "--output", output);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        var texts = OutputsOf(Notebook.Read(output), "greeting");
        Assert.Equal(["hello Ann\n", "63"], texts);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_of_a_folder_runs_all_of_it_into_another()
    {
        Write("a", Greeting with { Source = "1" });
        Write("b", Greeting with { Source = "2" });
        var run = await UrifAsync("notebook", "run", _folder.Path, "--output", Path.Combine(_folder.Path, "out") + "/");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["1"], OutputsOf(Notebook.Read(Path.Combine(_folder.Path, "out", "a.ipynb")), "greeting"));
        Assert.Equal(["2"], OutputsOf(Notebook.Read(Path.Combine(_folder.Path, "out", "b.ipynb")), "greeting"));
    }

    [Fact]
    public async Task A_failed_cell_gives_3_with_the_traceback_and_the_partial_notebook()
    {
        var output = Path.Combine(_folder.Path, "out.ipynb");
        var run = await UrifAsync("notebook", "run", Write("a", Parameters, Failing, Greeting), "--output", output);
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("a.ipynb: cell failing failed:\nSystem.FormatException", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 1: int.Parse(\"many\")", run.Error, StringComparison.Ordinal);
        var partial = Notebook.Read(output);
        Assert.IsType<ErrorOutput>(Assert.Single(partial.Cells.OfType<CodeCell>().Single(c => c.Id == "failing").Outputs));
        Assert.Empty(partial.Cells.OfType<CodeCell>().Single(c => c.Id == "greeting").Outputs);
    }

    [Fact]
    public async Task In_place_writes_the_outputs_but_keeps_the_notebook_when_a_cell_fails()
    {
        var good = Write("good", Parameters, Greeting);
        Assert.Equal(0, (await UrifAsync("notebook", "run", good, "--in-place")).ExitCode);
        Assert.Equal(["hello world\n", "42"], OutputsOf(Notebook.Read(good), "greeting"));

        var bad = Write("bad", Failing);
        var before = await File.ReadAllBytesAsync(bad, TestContext.Current.CancellationToken);
        Assert.Equal(3, (await UrifAsync("notebook", "run", bad, "--in-place")).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(bad, TestContext.Current.CancellationToken));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "bad.failed.ipynb")));
    }

    [Theory]
    [InlineData("while (true) { }", 4, "longer than 1 s", "--cell-timeout", "1")]
    [InlineData("while (true) { }", 4, "longer than 2 s", "--timeout", "2")]
    [InlineData("var held = new List<byte[]>(); while (true) { var more = new byte[1 << 24]; Array.Fill(more, (byte)1); held.Add(more); }",
        7, "more than 300 MB", "--memory", "300")]
    [InlineData("Environment.Exit(9);", 8, "exit code 9", "--jobs", "1")]
    public async Task What_goes_wrong_has_an_exit_code_of_its_own(string source, int code, string reason, string option, string value)
    {
        var run = await UrifAsync("notebook", "run", Write("a", new CodeCell("cell", source)), option, value);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "times", "a.ipynb", "-p", "times=many")]
    [InlineData(5, "count", "a.ipynb", "-p", "count=1")]
    [InlineData(2, "NAME=VALUE", "a.ipynb", "-p", "times")]
    [InlineData(2, "twice", "a.ipynb", "-p", "times=1", "-p", "times=2")]
    [InlineData(2, "missing.ipynb", "missing.ipynb")]
    [InlineData(2, "is not JSON", "broken.ipynb")]
    [InlineData(2, "no notebooks", "empty")]
    [InlineData(2, "named twice", "a.ipynb", "a.ipynb")]
    [InlineData(2, "--in-place", "a.ipynb", "--in-place", "--output", "b.ipynb")]
    [InlineData(2, "does not exist", "a.ipynb", "--output", "no/such/folder/b.ipynb")]
    [InlineData(2, "is no time", "a.ipynb", "--cell-timeout", "-1")]
    [InlineData(2, "whole number from 1", "a.ipynb", "--jobs", "0")]
    public async Task What_cannot_be_run_gives_one_line(int code, string named, params string[] arguments)
    {
        Write("a", Parameters, Greeting);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "broken.ipynb"), "{", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));
        var run = await UrifAsync(["notebook", "run", .. arguments]);
        Assert.Equal((code, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Check_passes_what_a_run_wrote_and_names_the_cell_of_a_changed_number()
    {
        var path = Write("a", Parameters, Greeting);
        await UrifAsync("notebook", "run", path, "--in-place");
        Assert.Equal((0, $"{path}: current\n"), (await UrifAsync("notebook", "check", path)) is var ok ? (ok.ExitCode, ok.Output) : default);

        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, text.Replace("\"42\"", "\"43\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var changed = await UrifAsync("notebook", "check", path);
        Assert.Equal(6, changed.ExitCode);
        Assert.Contains("greeting: output 2, text/plain, line 1\n  - 43\n  + 42\n", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_run_with_130_and_leaves_no_process()
    {
        var mark = Path.Combine(_folder.Path, "pid");
        var path = Write("a", new CodeCell("cell", $"System.IO.File.WriteAllText(@\"{mark}\", $\"{{Environment.ProcessId}}\"); while (true) {{ }}"));
        var run = await UrifProgram.InterruptedAsync(_folder.Path, $"[ -s {mark} ]", "notebook", "run", path);
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        var process = int.Parse(await File.ReadAllTextAsync(mark, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }

    [Theory]
    [InlineData("en", "Contents", "Two words")]
    [InlineData("zh", "目录", "两个词")]
    public async Task Book_has_the_text_of_its_language(string language, string contents, string title)
    {
        var text = new MarkdownCell("title", "# Two words")
        {
            Metadata = JsonFields.Empty.With("translations", System.Text.Json.JsonDocument.Parse("""{"zh": ["# ", "两个词"]}""").RootElement),
        };
        var run = await UrifAsync("notebook", "book", Write("a", text, Greeting), "--lang", language, "--output", "book");
        var index = Path.Combine(_folder.Path, "book", "index.html");
        Assert.Equal((0, index + "\n", ""), (run.ExitCode, run.Output, run.Error));
        var page = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "book", "a.html"), TestContext.Current.CancellationToken);
        Assert.Contains(contents, page, StringComparison.Ordinal);
        Assert.Contains($"<title>{title}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_of_one_file_is_one_file()
    {
        var run = await UrifAsync("notebook", "book", Write("a", Greeting), "--single-file", "--title", "A & B", "--output", "book");
        Assert.Equal(0, run.ExitCode);
        var file = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_folder.Path, "book")));
        Assert.Contains("<title>A &amp; B</title>", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Book_replaces_nothing_but_a_book()
    {
        Write("a", Greeting);
        var run = await UrifAsync("notebook", "book", "a.ipynb", "--output", ".");
        Assert.Equal((74, ""), (run.ExitCode, run.Output));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "a.ipynb")));
    }

    private Task<ProgramRun> UrifAsync(params string[] arguments) =>
        UrifProgram.RunAsync(_folder.Path, [], [UrifProgram.Dotnet, UrifProgram.File, .. arguments]);

    private string Write(string name, params Cell[] cells)
    {
        var path = Path.Combine(_folder.Path, name + ".ipynb");
        Notebook.Of(cells).Write(path);
        return path;
    }

    private static IEnumerable<string?> OutputsOf(Notebook notebook, string cell) =>
        notebook.Cells.OfType<CodeCell>().Single(c => c.Id == cell).Outputs.Select(o => o switch
        {
            StreamOutput stream => stream.Text,
            RichOutput rich => rich.Data.Text("text/plain"),
            _ => null,
        });
}
