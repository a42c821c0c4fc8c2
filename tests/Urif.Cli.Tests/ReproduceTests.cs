namespace Urif.Cli.Tests;

/// <summary><c>urif</c> alone: the summary, and the book with every notebook run anew.</summary>
public class ReproduceTests
{
    private static readonly string Book = Repository.PathOf("artifacts", "book");

    [Fact]
    public async Task It_shows_the_summary_and_writes_the_same_book_each_time()
    {
        var first = await UrifAsync("en");
        Assert.Equal(0, first.ExitCode);
        var summary = await UrifProgram.RunAsync("--paper", "data/paper", "--lang", "en");
        Assert.StartsWith(summary.Output, first.Output, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine(Book, "index.html") + "\n", first.Output, StringComparison.Ordinal);
        Assert.Matches(@"^(.+: \d+ cells, \d+\.\d s\n)+$", first.Error);
        var pages = Pages();
        Assert.Equal(
            Directory.GetFiles(Repository.PathOf("notebooks"), "*.ipynb").Select(Path.GetFileNameWithoutExtension).Append("index").Order(StringComparer.Ordinal),
            pages.Keys.Where(p => p.EndsWith(".html", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

        Assert.Equal(0, (await UrifAsync("en")).ExitCode);
        Assert.Equal(pages, Pages());

        var chinese = await UrifAsync("zh");
        Assert.Equal(0, chinese.ExitCode);
        var page = await File.ReadAllTextAsync(Path.Combine(Book, "00-the-whole-game.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"zh-Hans\">", page, StringComparison.Ordinal);
        Assert.Contains("可复现", page, StringComparison.Ordinal);
        Assert.DoesNotContain("not reproduced", page, StringComparison.Ordinal);
    }

    private static Task<ProgramRun> UrifAsync(string language) =>
        UrifProgram.RunAsync(Repository.Root, [], [UrifProgram.Dotnet, UrifProgram.File, "--lang", language]);

    private static SortedDictionary<string, string> Pages()
    {
        var pages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Book, "*", SearchOption.AllDirectories))
            pages.Add(Path.GetRelativePath(Book, file), File.ReadAllText(file));
        return pages;
    }
}
