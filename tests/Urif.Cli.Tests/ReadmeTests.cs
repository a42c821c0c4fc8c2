using System.Text.RegularExpressions;

namespace Urif.Cli.Tests;

/// <summary>The commands that README shows run as it says, in a copy of what a clone has.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private const string Prefix = "dotnet run -c Release --project lib/Urif.Cli -- ";

    private readonly TemporaryFolder _clone = new();

    /// <summary>Every command line of README that runs the program; a placeholder stands for the example's file.</summary>
    public static TheoryData<string> Commands =>
    [
        .. File.ReadLines(Repository.PathOf("README.md"))
            .Where(l => l.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(l => Comment().Replace(l[Prefix.Length..], "").Replace(" FILE ", " data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv ", StringComparison.Ordinal))
            // Every notebook and the whole book take half a minute each; other tests run them.
            .Where(l => !l.StartsWith("notebook", StringComparison.Ordinal) || l.Contains("04-table-2", StringComparison.Ordinal)),
    ];

    public void Dispose() => _clone.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_runs(string arguments)
    {
        foreach (var name in (string[])["data", "notebooks", "lib"])
            Directory.CreateSymbolicLink(Path.Combine(_clone.Path, name), Repository.PathOf(name));
        var run = await UrifProgram.RunAsync(_clone.Path, [], [UrifProgram.Dotnet, UrifProgram.File, .. Words().Matches(arguments).Select(m => m.Value.Trim('"'))]);
        // --fail-on says by 1 that there is such a verdict.
        var expected = arguments.Contains("--fail-on", StringComparison.Ordinal) ? 1 : 0;
        Assert.True(run.ExitCode == expected, $"{arguments}: {run.ExitCode}\n{run.Error}");
    }

    [Fact]
    public void README_shows_each_command()
    {
        var shown = string.Join('\n', Commands.Select(c => c.Data));
        foreach (var command in (string[])["audit", "cohort check", "cohort tables", "cohort model", "synth", "notebook run"])
            Assert.Contains(command, shown, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();
}
