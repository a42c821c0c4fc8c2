using System.Diagnostics;
using System.Globalization;
using Urif.Notebooks.Execution;

namespace Urif.Tests.Execution;

/// <summary>Whatever a cell does, the run ends in time, with a reason and the outputs so far, and leaves no process behind.</summary>
public class MisbehavingCellTests
{
    [Fact]
    public async Task A_cell_that_exits_is_named_with_its_exit_code_and_its_output()
    {
        var run = await NotebookFolder.RunAsync("1", "Console.Write(\"last words\"); Environment.Exit(7);", "2");
        Assert.Equal((RunStatus.HostDied, "c2"), (run.Status, run.FailedCell));
        Assert.Equal(["stdout: last words", "error: ProcessEnded: the process of the cells ended with exit code 7"], run.Summary("c2"));
        Assert.Equal("1", run.Value("c1"));
    }

    [Fact]
    public async Task A_cell_that_overflows_the_stack_is_named()
    {
        var run = await NotebookFolder.RunAsync("int Deep(int n) => Deep(n + 1) + 1;\nConsole.WriteLine(\"before\");\nDeep(0)");
        Assert.Equal((RunStatus.HostDied, "c1"), (run.Status, run.FailedCell));
        Assert.Equal(["stdout: before\n", "error: StackOverflow: the cell overflowed the stack"], run.Summary("c1"));
    }

    [Fact]
    public async Task A_cell_that_spins_is_stopped()
    {
        var run = await NotebookFolder.RunAsync(new RunOptions { CellTimeout = TimeSpan.FromSeconds(4) },
            "Console.WriteLine(\"spin\");\nwhile (true) { }");
        Assert.Equal((RunStatus.Timeout, "c1"), (run.Status, run.FailedCell));
        Assert.Equal(["stdout: spin\n", "error: Timeout: the cell ran longer than 4 s"], run.Summary("c1"));
    }

    [Fact]
    public async Task A_notebook_that_takes_too_long_in_total_is_stopped()
    {
        var run = await NotebookFolder.RunAsync(new RunOptions { TotalTimeout = TimeSpan.FromSeconds(5) },
            [.. Enumerable.Repeat("await Task.Delay(900);", 20)]);
        Assert.Equal(RunStatus.Timeout, run.Status);
        Assert.Equal("the notebook ran longer than 5 s", run.Error!.Message);
    }

    [Theory]
    [InlineData("var l = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; Array.Fill(b, (byte)1); l.Add(b); }")]
    [InlineData("while (true) unsafe { var p = System.Runtime.InteropServices.NativeMemory.Alloc(1 << 20); System.Runtime.InteropServices.NativeMemory.Fill(p, 1 << 20, 1); }")]
    public async Task A_cell_that_allocates_without_end_is_stopped(string source)
    {
        var run = await NotebookFolder.RunAsync(new RunOptions { MemoryLimit = 400 << 20 }, source);
        Assert.Equal((RunStatus.MemoryExceeded, "c1"), (run.Status, run.FailedCell));
        Assert.Equal("the cell held more than 400 MB", run.Error!.Message);
    }

    [Theory]
    [InlineData(150, RunStatus.MemoryExceeded, "c1")]
    [InlineData(2000, RunStatus.Ok, null)]
    public async Task The_limit_of_memory_is_the_one_that_was_asked_for(int megabytes, RunStatus status, string? failedCell)
    {
        var run = await NotebookFolder.RunAsync(new RunOptions { MemoryLimit = (long)megabytes << 20 },
            "var b = new byte[300 << 20]; Array.Fill(b, (byte)1); await Task.Delay(1000); b[7]", "2");
        Assert.Equal((status, failedCell), (run.Status, run.FailedCell));
        Assert.Equal(failedCell is null ? null : "the cell held more than 150 MB", run.Error?.Message);
        Assert.Equal(failedCell is null ? "2" : null, run.Value("c2"));
    }

    [Fact]
    public async Task A_cell_that_prints_a_gigabyte_keeps_the_first_million_characters()
    {
        var run = await NotebookFolder.RunAsync(
            "var line = new string('x', 999) + \"\\n\";\nfor (int i = 0; i < 1_000_000; i++) Console.Write(line);", "Console.Write(1)");
        Assert.Equal(RunStatus.Ok, run.Status);
        var text = Assert.Single(run.Summary("c1"));
        Assert.EndsWith("x\n\n[stdout is cut here, after 1,000,000 characters]\n", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 1_000_000, 1_000_200);
        Assert.Equal(["stdout: 1"], run.Summary("c2"));
    }

    [Fact]
    public async Task A_cell_that_displays_without_end_fails()
    {
        var run = await NotebookFolder.RunAsync("var big = HTML(new string('x', 5_000_000));\nwhile (true) display(big);");
        Assert.Equal((RunStatus.CellFailed, "TooMuchOutput"), (run.Status, run.Error!.Name));
    }

    // The plain text that is made of it does not count.
    [Fact]
    public async Task A_display_up_to_the_limit_is_shown()
    {
        var run = await NotebookFolder.RunAsync("display(HTML(new string('x', 30_000_000)));");
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Equal(30_000_000, Assert.IsType<Urif.Notebooks.Ipynb.DisplayData>(Assert.Single(run.Cell("c1").Outputs)).Data.Text("text/html")!.Length);
    }

    // A thousand fit into 1 GB; before, the memory was for each pair of cells, and these took 0.7 GB.
    [Fact]
    public async Task Memory_is_for_each_cell_and_not_for_each_pair()
    {
        var run = await NotebookFolder.RunAsync(new RunOptions { MemoryLimit = 450L << 20 },
            ["var v0 = 0;", .. Enumerable.Range(1, 299).Select(i => $"var v{i} = v{i - 1} + 1;"), "v299"]);
        Assert.Equal("299", run.Value("c301"));
    }

    [Fact]
    public async Task A_notebook_of_another_kernel_is_refused_by_name()
    {
        using var folder = new NotebookFolder();
        var path = folder.PathOf("other.ipynb");
        foreach (var (name, language, display) in new[] { ("python3", "python", "Python 3"), (".net-fsharp", "F#", ".NET (F#)") })
        {
            File.WriteAllText(path, $$$"""
                {"cells": [], "metadata": {"kernelspec": {"display_name": "{{{display}}}", "language": "{{{language}}}", "name": "{{{name}}}"},
                 "language_info": {"name": "{{{language}}}"}}, "nbformat": 4, "nbformat_minor": 5}
                """);
            var e = await Assert.ThrowsAsync<Urif.Notebooks.NotebookException>(
                () => NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken));
            Assert.Contains($"is a notebook of the kernel {display}; C# notebooks run here", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Time_without_a_processor_does_not_count()
    {
        var waited = TimeSpan.Zero;
        using var busy = new TimeLimit(TimeSpan.FromMilliseconds(50), () => waited += TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        using var idle = new TimeLimit(TimeSpan.FromMilliseconds(50), () => TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
        await Task.Delay(-1, idle.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.False(busy.Token.IsCancellationRequested);
        // The waits end: what was counted is counted once.
        await Task.Delay(-1, busy.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.InRange(waited, TimeSpan.FromMilliseconds(2500), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_cell_that_closes_or_replaces_stdout_does_not_silence_the_next()
    {
        var run = await NotebookFolder.RunAsync(
            "Console.Out.Close(); Console.OpenStandardOutput().Close(); Console.OpenStandardError().Close(); Console.Write(\"still\");",
            "Console.SetOut(System.IO.TextWriter.Null);",
            "Console.Write(\"here\"); Console.ReadLine()");
        Assert.Equal(RunStatus.Ok, run.Status);
        Assert.Equal(["stdout: still"], run.Summary("c1"));
        Assert.Equal(["stdout: here", "result: <null>"], run.Summary("c3"));
    }

    [Fact]
    public async Task An_exception_on_another_thread_is_named()
    {
        var run = await NotebookFolder.RunAsync(
            "var t = new System.Threading.Thread(() => throw new Exception(\"elsewhere\"));\nt.Start(); t.Join(); System.Threading.Thread.Sleep(10000);");
        Assert.Equal((RunStatus.HostDied, "c1"), (run.Status, run.FailedCell));
        Assert.Contains(run.Error!.Traceback, l => l.Contains("elsewhere", StringComparison.Ordinal));
    }

    // setsid: a process that leaves the group of its parent.
    [Theory]
    [InlineData("\"sleep\", \"60\"")]
    [InlineData("\"setsid\", \"sleep 60\"")]
    public async Task A_stopped_run_leaves_no_process_behind(string started)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || !started.Contains("setsid", StringComparison.Ordinal), "setsid is a program of Linux");
        using var folder = new NotebookFolder();
        var path = folder.Write($$"""
            Console.WriteLine(System.Diagnostics.Process.GetCurrentProcess().Id);
            System.IO.File.WriteAllText("pids.part", $"{Environment.ProcessId} {System.Diagnostics.Process.Start({{started}}).Id}");
            System.IO.File.Move("pids.part", "pids");
            while (true) { }
            """);
        using var stop = new CancellationTokenSource();
        var run = NotebookRunner.RunAsync(path, cancellation: stop.Token);
        while (!File.Exists(folder.PathOf("pids")) && !run.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        var ids = File.ReadAllText(folder.PathOf("pids")).Split(' ').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.All(ids, id => Assert.False(Runs(id), $"process {id} runs still"));
    }

    // A killed process whose parent does not ask for its exit code keeps its number, as a zombie.
    private static bool Runs(int id)
    {
        try
        {
            if (File.Exists($"/proc/{id}/stat")) return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            return false;
        }
    }
}
