using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary>
/// The notebooks under Jupyter and .NET Interactive's own kernel, as somebody meets them who followed README's section "Live".
/// </summary>
[Collection(nameof(JupyterSite))]
public sealed class JupyterTests(JupyterSite site)
{
    // The display by which .NET Interactive's kernel connects a page with itself: it holds the machine's addresses.
    private const string Bootstrap = "dotnet-interactive-this-cell";

    private const string Cohort = "tables-1-2-seed-1-0001-SYNTHETIC";

    // What a process listens on stands in its own list of sockets: the local address, then the state, 0A.
    private const string Listening = """
        var sockets = System.IO.Directory.GetFiles("/proc/self/fd").Select(f => new System.IO.FileInfo(f).LinkTarget).ToHashSet();
        foreach (var table in new[] { "/proc/self/net/tcp", "/proc/self/net/tcp6" })
            foreach (var line in System.IO.File.ReadLines(table))
            {
                var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (fields[3] != "0A" || !sockets.Contains($"socket:[{fields[9]}]")) continue;
                Console.WriteLine("listens on " + fields[1].Split(':')[0]);
            }
        """;

    [Fact]
    public async Task Every_notebook_runs_in_Jupyter_and_the_kit_finds_the_outputs_current()
    {
        await site.RequireAsync();
        var paths = new List<string> { WriteFormats() };
        foreach (var path in Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"))
        {
            var notebook = Notebook.Read(path);
            paths.Add(Path.Combine(site.Notebooks, Path.GetFileName(path)));
            var cleared = notebook.Cells.Select(c => c is CodeCell code ? code with { Outputs = [] } : c);
            (notebook with { Cells = [.. cleared] }).Write(paths[^1]);
        }

        var twoAtATime = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(paths, twoAtATime, async (path, _) => await site.ExecuteAsync(path));

        // It is in the files, and in nothing that the kit makes of them.
        Assert.All(paths, path => Assert.Contains(Bootstrap, File.ReadAllText(path), StringComparison.Ordinal));
        var check = await site.RunAsync([UrifProgram.Dotnet, UrifProgram.File, "notebook", "check", .. paths]);
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        Assert.Equal(paths.Select(p => $"{p}: current").Order(StringComparer.Ordinal), check.Lines.Order(StringComparer.Ordinal));

        var book = Path.Combine(site.Notebooks, "book");
        var written = await site.RunAsync([UrifProgram.Dotnet, UrifProgram.File, "notebook", "book", .. paths, "--output", book]);
        Assert.True(written.ExitCode == 0, written.Error);
        Assert.All(Directory.GetFiles(book, "*.html"), page =>
        {
            var html = File.ReadAllText(page);
            Assert.DoesNotContain(Bootstrap, html, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_committed_notebook_holds_the_address_of_a_kernel() =>
        Assert.All(Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb"), path =>
            Assert.DoesNotContain(Bootstrap, File.ReadAllText(path), StringComparison.Ordinal));

    [Fact]
    public async Task The_kernel_listens_on_this_machine_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the list of sockets is one of Linux");
        await site.RequireAsync();
        var path = site.Write("listening", new CodeCell("listening", Listening));
        var said = await site.ExecuteAsync(path);
        Assert.Contains("Now listening on: http://127.0.0.1:", said, StringComparison.Ordinal);
        var text = string.Concat(((CodeCell)Notebook.Read(path).Cells[0]).Outputs.OfType<StreamOutput>().Select(o => o.Text));
        var addresses = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Jupyter's five channels, and the kernel's HTTP server.
        Assert.True(addresses.Length >= 6, text);
        Assert.All(addresses, a => Assert.Contains(a, new[] { "listens on 0100007F", "listens on 00000000000000000000000001000000" }));
    }

    [Fact]
    public void Every_way_to_a_live_notebook_is_the_same_script()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var section = readme[readme.IndexOf("## Live", StringComparison.Ordinal)..];
        Assert.Contains("notebooks/live", section[..section.IndexOf("\n## ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("RUN notebooks/live\n", File.ReadAllText(Repository.PathOf(".binder", "Dockerfile")), StringComparison.Ordinal);
        var folder = Repository.PathOf(".devcontainer");
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "devcontainer.json")));
        var container = file.RootElement;
        Assert.Equal("notebooks/live", container.GetProperty("postCreateCommand").GetString());
        Assert.True(File.Exists(Path.Combine(folder, container.GetProperty("build").GetProperty("dockerfile").GetString()!)));
    }

    // The same women from two kinds of file.
    private string WriteFormats()
    {
        var lines = File.ReadAllLines(Repository.PathOf("data", "cohort", Cohort + ".csv")).Select(l => l.Split(',')).ToArray();
        PlainParquet.Write(Path.Combine(site.Notebooks, "cohort.parquet"), lines[0], lines.Length - 1, (r, c) => lines[r + 1][c]);
        return site.Write("formats",
            new CodeCell("setup", "#r \"../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll\"\nusing Urif.Cohorts;\nusing Urif.Repro;"),
            // A file before anything else of the kit.
            new CodeCell("columns", """Console.WriteLine(RecordSource.Open("cohort.parquet").Columns.Count);"""),
            new CodeCell("women", $$"""
                var study = Study.Open("../data");
                foreach (var file in new[] { "../data/cohort/{{Cohort}}.csv", "cohort.parquet" })
                {
                    var women = study.ReadCohort(file).Check.Analysed;
                    Console.WriteLine($"{women.Count} women, p of the first row {study.Table("1", women).Rows[0].Test?.PPrinted}");
                }
                """));
    }
}
