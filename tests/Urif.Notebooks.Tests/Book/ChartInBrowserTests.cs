using AngleSharp.Html.Parser;
using Urif.Notebooks.Book;
using Urif.Tests.Execution;

namespace Urif.Tests.Book;

/// <summary>
/// A chart from a notebook's cell to a browser's window: drawn by the plotly.js that the book carries, without a network.
/// </summary>
public class ChartInBrowserTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chart_of_a_notebook_is_drawn_in_the_book(bool dark)
    {
        var chromium = ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        using var folder = new NotebookFolder();
        var run = await NotebookOutputTests.RunAsync();
        var report = BookWriter.Write([new BookPage("charts.ipynb", run.Notebook)], folder.PathOf("book"),
            new BookOptions { PlotlyScript = BuiltLibrary.PlotlyScript });
        Assert.Empty(report.Warnings);

        var (exitCode, dom, error) = await ExternalTool.RunAsync(chromium,
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND",
            $"--user-data-dir={folder.PathOf("profile")}", $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}",
            "--window-size=1280,900", "--virtual-time-budget=20000", "--dump-dom", new Uri(folder.PathOf("book/charts.html")).AbsoluteUri);
        Assert.True(exitCode == 0, error);

        var chart = new HtmlParser().ParseDocument(dom).QuerySelector(".plotly.js-plotly-plot");
        Assert.NotNull(chart);
        Assert.NotEmpty(chart.QuerySelectorAll(".scatterlayer .js-line"));
        var title = chart.QuerySelector(".gtitle")!;
        Assert.Equal("HOMA-IR & age", title.TextContent);
        Assert.Contains(dark ? "rgb(221, 225, 230)" : "rgb(29, 33, 38)", title.GetAttribute("style"), StringComparison.Ordinal);
    }
}
