namespace Urif.Cli.Tests;

/// <summary>Exit codes, and the one line that says what is wrong.</summary>
public class ExitCodeTests
{
    /// <summary>Command lines that cannot be used, and what the line on standard error must name.</summary>
    public static TheoryData<string[], string> Unusable { get; } = new()
    {
        { ["frobnicate"], "\"frobnicate\"" },
        { ["audit", "extra"], "\"extra\"" },
        { ["--wrong"], "\"--wrong\"" },
        { ["--lang", "fr"], "en or zh" },
        { ["--lang"], "--lang" },
        { ["audit", "--format", "xml"], "table, json, csv or ard" },
        { ["audit", "--format", "json", "--format", "csv"], "--format" },
        { ["audit", "--fail-on", "impossible,wrong"], "\"wrong\"" },
        { ["audit", "--fail-on", ""], "not_checkable" },
        { ["@file"], "\"@file\"" },
        { ["audit", "--paper", "no/such/folder"], "no/such/folder" },
        { ["audit", "--paper", "lib"], "datapackage.json" },
        { ["audit", "--output", "no/such/folder/file"], "no/such/folder/file" },
        { ["audit", "--output", "lib"], "is a folder" },
        { ["audit", "--output", ""], "--output" },
    };

    [Theory]
    [MemberData(nameof(Unusable), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_used_gives_2_and_one_line(string[] arguments, string named)
    {
        var run = await UrifProgram.RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        OneLine(run.Error);
    }

    [Fact]
    public async Task A_broken_ledger_gives_2_and_the_place()
    {
        using var folder = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
        var numbers = Path.Combine(folder.Path, "numbers.csv");
        var lines = await File.ReadAllLinesAsync(numbers, TestContext.Current.CancellationToken);
        lines[3] = lines[3].Replace("mean,34.94", "mean,34,94", StringComparison.Ordinal);
        await File.WriteAllTextAsync(numbers, string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);
        foreach (var arguments in (string[][])[[], ["audit"], ["audit", "--format", "json"]])
        {
            var run = await UrifProgram.RunAsync([.. arguments, "--paper", folder.Path]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains("numbers.csv, line 4", run.Error, StringComparison.Ordinal);
            OneLine(run.Error);
        }
    }

    [Fact]
    public async Task No_ledger_in_sight_gives_2_and_says_what_was_looked_for()
    {
        using var program = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.*").Where(f => f.EndsWith(".dll", StringComparison.Ordinal) || f.Contains("urif.", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(program.Path, Path.GetFileName(file)));
        var run = await UrifProgram.RunAsync(program.Path, [], [UrifProgram.Dotnet, Path.Combine(program.Path, "urif.dll")]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("data/paper/datapackage.json", run.Error, StringComparison.Ordinal);
        OneLine(run.Error);
    }

    [Fact]
    public async Task The_ledger_is_found_from_a_folder_below_and_from_elsewhere()
    {
        foreach (var folder in (string[])[Repository.PathOf("tests", "reference"), Path.GetTempPath()])
        {
            var run = await UrifProgram.RunAsync(folder, [], [UrifProgram.Dotnet, UrifProgram.File, "audit"]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }
    }

    [Theory]
    [InlineData("impossible")]
    [InlineData("reproduced_by_variant,contradicted")]
    public async Task A_verdict_named_by_fail_on_gives_1_and_the_result_all_the_same(string verdicts)
    {
        var run = await UrifProgram.RunAsync("audit", "--format", "ard", "--fail-on", verdicts);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("group1,", run.Output, StringComparison.Ordinal);
        OneLine(run.Error);
    }

    [Fact]
    public async Task Fail_on_means_exactly_the_verdicts_named()
    {
        // A ledger of one table's group sizes, which reproduce; nothing in it is impossible.
        using var folder = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
        await Keep(Path.Combine(folder.Path, "numbers.csv"), line => line.Contains(".group_size.", StringComparison.Ordinal));
        await Keep(Path.Combine(folder.Path, "claims.csv"), _ => false);
        var worse = await UrifProgram.RunAsync("audit", "--paper", folder.Path, "--format", "ard", "--fail-on", "impossible,contradicted,not_reproduced");
        Assert.Equal((0, ""), (worse.ExitCode, worse.Error));
        var named = await UrifProgram.RunAsync("audit", "--paper", folder.Path, "--format", "ard", "--fail-on", "reproduced");
        Assert.Equal(1, named.ExitCode);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it_quietly()
    {
        var bash = ExternalTool.Require("bash");
        var run = await UrifProgram.RunAsync(Repository.Root, [],
            [bash, "-c", $"'{UrifProgram.Dotnet}' '{UrifProgram.File}' audit --format json | head -c 1; echo \" ${{PIPESTATUS[0]}}\""]);
        Assert.Equal(("{ 0\n", ""), (run.Output, run.Error));
    }

    [Fact]
    public async Task A_full_disk_gives_74_and_one_line()
    {
        var bash = ExternalTool.Require("bash");
        ExternalTool.Require(File.Exists("/dev/full"), "there is no /dev/full");
        foreach (var arguments in (string[])["--paper data/paper", "audit --format csv"])
        {
            var run = await UrifProgram.RunAsync(Repository.Root, [],
                [bash, "-c", $"'{UrifProgram.Dotnet}' '{UrifProgram.File}' {arguments} > /dev/full"]);
            Assert.Equal(74, run.ExitCode);
            OneLine(run.Error);
        }
    }

    [Fact]
    public async Task Ctrl_C_gives_130()
    {
        var timeout = ExternalTool.Require("timeout");
        // Early enough that the audit is still at work, late enough that the program has started.
        var run = await UrifProgram.RunAsync(Repository.Root, [],
            [timeout, "--preserve-status", "-s", "INT", "0.15", UrifProgram.Dotnet, UrifProgram.File, "audit"]);
        Assert.True(run.ExitCode is 0 or 130, run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Help_and_version_give_0_and_help_names_every_option_and_exit_code()
    {
        var help = await UrifProgram.RunAsync("audit", "--help");
        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        foreach (var word in (string[])["--paper", "--lang", "--format", "--output", "--fail-on", "not_checkable", "NO_COLOR", "  70", "  74", "  130", "  143"])
            Assert.Contains(word, help.Output, StringComparison.Ordinal);
        Expectation.Matches("help.txt", (await UrifProgram.RunAsync("--help")).Output);
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+\n$", (await UrifProgram.RunAsync("--version")).Output);
    }

    private static void OneLine(string error)
    {
        Assert.StartsWith("urif: ", error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task Keep(string file, Func<string, bool> keep)
    {
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, string.Concat(lines.Take(1).Concat(lines.Skip(1).Where(keep)).Select(l => l + "\n")), TestContext.Current.CancellationToken);
    }
}
