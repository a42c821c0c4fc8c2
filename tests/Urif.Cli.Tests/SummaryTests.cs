using System.Text.RegularExpressions;

namespace Urif.Cli.Tests;

/// <summary>The summary page, here of a ledger that is named, so that no notebook runs.</summary>
public partial class SummaryTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_summary_is_the_one_kept(string language)
    {
        var run = await UrifProgram.RunAsync("--paper", "data/paper", "--lang", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Expectation.Matches($"summary.{language}.txt", run.Output);
    }

    [Theory]
    [InlineData("en", 60)]
    [InlineData("en", 80)]
    [InlineData("en", 160)]
    [InlineData("zh", 80)]
    [InlineData("zh", 160)]
    public async Task It_fits_the_width_and_breaks_no_number(string language, int width)
    {
        var run = await UrifProgram.RunAsync([("COLUMNS", $"{width}")], "--paper", "data/paper", "--lang", language);
        var wide = await UrifProgram.RunAsync([("COLUMNS", "5000")], "--paper", "data/paper", "--lang", language);
        Assert.All(run.Lines, line => Assert.True(TerminalCells.Of(line) <= width, line));
        Assert.All(run.Lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal(Number().Matches(wide.Output).Select(m => m.Value), Number().Matches(run.Output).Select(m => m.Value));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Its_columns_are_in_line(string language)
    {
        var run = await UrifProgram.RunAsync("--paper", "data/paper", "--lang", language);
        var counts = run.Lines.Where(l => l.Contains('%', StringComparison.Ordinal) && l.Contains('█', StringComparison.Ordinal)).ToList();
        Assert.True(counts.Count >= 3);
        Assert.Single(counts.Select(l => TerminalCells.Before(l, "█")).Distinct());
        Assert.Single(counts.Select(l => TerminalCells.Before(l, "%")).Distinct());
    }

    [Theory]
    [InlineData("Claims")]
    [InlineData("Findings")]
    [InlineData("Next")]
    public async Task It_has_a_section(string heading) =>
        Assert.Contains((await UrifProgram.RunAsync("--paper", "data/paper", "--lang", "en")).Lines, l => l.StartsWith(heading, StringComparison.Ordinal));

    [Fact]
    public async Task It_shows_at_most_ten_findings()
    {
        var run = await UrifProgram.RunAsync("--paper", "data/paper", "--lang", "en");
        Assert.Contains(" 10. ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 11. ", run.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?")]
    private static partial Regex Number();
}
