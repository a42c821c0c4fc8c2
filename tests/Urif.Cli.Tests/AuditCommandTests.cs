using System.Text.Json.Nodes;

namespace Urif.Cli.Tests;

/// <summary><c>urif audit</c>: its page, its formats and its file.</summary>
public class AuditCommandTests
{
    [Theory]
    [InlineData("en", 60)]
    [InlineData("en", 80)]
    [InlineData("zh", 130)]
    public async Task The_page_has_every_number_in_columns_and_fits_the_width(string language, int width)
    {
        var run = await UrifProgram.RunAsync([("COLUMNS", $"{width}")], "audit", "--lang", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var ledger = await File.ReadAllLinesAsync(Repository.PathOf("data", "paper", "numbers.csv"), TestContext.Current.CancellationToken);
        string[] tags = language == "en"
            ? ["✓ reproduced", "~ reproduced by", "○ consistent", "✗ not reproduced", "≠ contradicted", "⊘ impossible", "? not checkable"]
            : ["✓ 可复现", "~ 按变通", "○ 相符", "✗ 未能复现", "≠ 前后矛盾", "⊘ 不可能", "? 无法核查"];
        var numbers = run.Lines.Where(l => tags.Any(t => l.Contains($"  {t}", StringComparison.Ordinal))).ToList();
        Assert.Equal(ledger.Length - 1, numbers.Count);
        Assert.All(run.Lines, line => Assert.True(TerminalCells.Of(line) <= width, line));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Verdicts_stand_in_one_column(string language)
    {
        var run = await UrifProgram.RunAsync([("COLUMNS", "120")], "audit", "--lang", language);
        var verdicts = run.Lines.TakeWhile(l => l.Length > 0)
            .Select(l => (Line: l, At: l.AsSpan().IndexOfAny("✓○✗≠⊘"))).Where(l => l.At >= 0).ToList();
        Assert.True(verdicts.Count > 50);
        Assert.Single(verdicts.Select(l => TerminalCells.Of(l.Line[..l.At])).Distinct());
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_first_table_of_the_page_is_the_one_kept(string language)
    {
        var run = await UrifProgram.RunAsync([("COLUMNS", "120")], "audit", "--lang", language);
        Expectation.Matches($"audit-table-1.{language}.txt", string.Join('\n', run.Lines.TakeWhile(l => l.Length > 0)) + "\n");
    }

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("zh_CN.UTF-8")]
    public async Task Files_are_the_same_bytes_in_every_culture(string locale)
    {
        foreach (var format in (string[])["json", "ard"])
        {
            var plain = await UrifProgram.RunAsync([("LC_ALL", "C")], "audit", "--format", format);
            var other = await UrifProgram.RunAsync([("LC_ALL", locale)], "audit", "--format", format);
            Assert.Equal(0, other.ExitCode);
            Assert.True(plain.Bytes.AsSpan().SequenceEqual(other.Bytes), format);
        }
    }

    [Fact]
    public async Task Json_is_what_standard_output_holds_and_nothing_else()
    {
        var run = await UrifProgram.RunAsync("audit", "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((byte)'{', run.Bytes[0]);
        Assert.Equal("urif-metformin", (string)JsonNode.Parse(run.Output)!["paper"]!["id"]!);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    public async Task A_file_gets_what_standard_output_would(string format)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "out");
        await File.WriteAllTextAsync(file, "what was there before", TestContext.Current.CancellationToken);
        var shown = await UrifProgram.RunAsync("audit", "--format", format);
        var run = await UrifProgram.RunAsync("audit", "--format", format, "--output", file);
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(shown.Bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_file_stays_as_it_is_where_the_audit_fails()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "out");
        await File.WriteAllTextAsync(file, "what was there before", TestContext.Current.CancellationToken);
        var run = await UrifProgram.RunAsync("audit", "--paper", folder.Path, "--format", "json", "--output", file);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("what was there before", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal([file], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_link_keeps_pointing_to_the_file_that_gets_the_result()
    {
        ExternalTool.Require(!OperatingSystem.IsWindows(), "links need a privilege on Windows");
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "out"), link = Path.Combine(folder.Path, "link");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(link, file);
        var run = await UrifProgram.RunAsync("audit", "--format", "ard", "--output", link);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(file, File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName);
        Assert.StartsWith("group1,", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_ledger_folder_can_be_named()
    {
        using var folder = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
        var package = Path.Combine(folder.Path, "datapackage.json");
        var text = await File.ReadAllTextAsync(package, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(package, text.Replace("\"urif-metformin\"", "\"another\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var run = await UrifProgram.RunAsync("audit", "--paper", folder.Path, "--format", "json");
        Assert.Equal("another", (string)JsonNode.Parse(run.Output)!["paper"]!["id"]!);
    }
}
