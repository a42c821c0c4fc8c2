using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary>Notebooks in Jupyter, as a reader has them in a browser: all cells run, a parameter changed, a chart under the mouse.</summary>
[Collection(nameof(JupyterSite))]
public sealed partial class BrowserTests(JupyterSite site)
{
    // The figure that plotly.js holds, and has drawn.
    private const string Figure = "document.querySelector('.js-plotly-plot')";

    [Fact]
    public async Task A_changed_parameter_changes_the_chart_in_Jupyter()
    {
        await site.RequireAsync();
        site.Write("cut-off",
            new CodeCell("setup", """
                #r "../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll"
                using Urif.Audit;
                using Urif.Reporting;
                using Urif.Repro;
                """),
            new CodeCell("parameters", "var cutOff = 2.14;") { Tags = ["parameters"] },
            new CodeCell("chart", """
                var women = Study.Open("../data").ReadCohort("../data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv").Check.Analysed;
                var label = FormattableString.Invariant($"{cutOff:F2}");
                HistogramView.Of(new Localized("HOMA-IR", "HOMA-IR"), women, "homa_ir", (cutOff, new Localized(label, label)))
                """));
        await using var reader = await JupyterPage.OpenAsync(site, "cut-off");

        await reader.RunAllAsync();
        var chart = reader.Page.Locator(".output_area svg").First;
        await Assertions.Expect(chart).ToContainTextAsync("2.14", new() { Timeout = JupyterPage.Patience });
        var before = await chart.InnerHTMLAsync();

        await reader.TypeAsync(1, "var cutOff = 3.50;");
        await reader.RunAllAsync();
        await Assertions.Expect(reader.Page.Locator(".output_area svg")).ToContainTextAsync("3.50", new() { Timeout = JupyterPage.Patience });
        var after = await reader.Page.Locator(".output_area svg").First.InnerHTMLAsync();
        Assert.DoesNotContain("2.14", after, StringComparison.Ordinal);
        // The line stands elsewhere, and not only under another name.
        Assert.NotEqual(Texts().Replace(before, "><"), Texts().Replace(after, "><"));
        await reader.ScreenshotAsync("jupyter");
    }

    [Fact]
    public async Task A_Plotly_chart_in_Jupyter_answers_the_mouse_without_a_network()
    {
        await site.RequireAsync();
        site.Write("chart",
            new CodeCell("setup", """
                #r "../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll"
                using Plotly.NET;
                using Plotly.NET.CSharp;
                using Chart = Plotly.NET.CSharp.Chart;
                using Urif.Reporting;
                NotebookOutput.Use();
                """),
            new CodeCell("parameters", "var age = 25.0;") { Tags = ["parameters"] },
            new CodeCell("chart", """
                Chart.Point<double, double, string>([age, age + 5, age + 10], [1.5, 2.5, 4.5], Name: "women")
                    .Titled("HOMA-IR by age")
                """));
        await using var reader = await JupyterPage.OpenAsync(site, "chart");

        await reader.RunAllAsync();
        await Drawn(25);
        // A notebook that is opened again has its charts without being run.
        await reader.SaveAndReopenAsync();
        await Drawn(25);
        await reader.TypeAsync(1, "var age = 30.0;");
        await reader.RunAllAsync();
        await Drawn(30);
        await Assertions.Expect(reader.Page.Locator(".js-plotly-plot .gtitle")).ToHaveTextAsync("HOMA-IR by age");

        // Over a point its value shows.
        var point = await BoxAsync(".js-plotly-plot .scatterlayer .point >> nth=1");
        await reader.Page.Mouse.MoveAsync(point.X - 20, point.Y + 20);
        await reader.Page.Mouse.MoveAsync(point.X + point.Width / 2, point.Y + point.Height / 2, new() { Steps = 5 });
        await Assertions.Expect(reader.Page.Locator(".js-plotly-plot .hoverlayer .hovertext")).ToContainTextAsync("2.5");
        await reader.ScreenshotAsync("jupyter-hover");

        // The middle third, drawn out by the mouse, fills the chart; a double click shows all again.
        var whole = await RangeAsync();
        var plot = await BoxAsync(".js-plotly-plot .nsewdrag");
        await reader.Page.Mouse.MoveAsync(plot.X + plot.Width / 3, plot.Y + plot.Height / 3);
        await reader.Page.Mouse.DownAsync();
        await reader.Page.Mouse.MoveAsync(plot.X + plot.Width * 2 / 3, plot.Y + plot.Height * 2 / 3, new() { Steps = 10 });
        await reader.Page.Mouse.UpAsync();
        await reader.WaitForAsync($"{Figure}._fullLayout.xaxis.range[0] > {FormattableString.Invariant($"{whole[0]}")}");
        var part = await RangeAsync();
        Assert.Equal(1 / 3.0, (part[1] - part[0]) / (whole[1] - whole[0]), 0.01);
        Assert.Equal(1 / 3.0, (part[0] - whole[0]) / (whole[1] - whole[0]), 0.01);
        await reader.ScreenshotAsync("jupyter-zoomed");
        await reader.Page.Mouse.DblClickAsync(plot.X + plot.Width / 2, plot.Y + plot.Height / 2);
        await reader.WaitForAsync($"{Figure}._fullLayout.xaxis.range[0] < {FormattableString.Invariant($"{part[0]}")}");
        Assert.Equal(whole, await RangeAsync());

        // All of it came from this machine: Jupyter, the kernel, and plotly.js, which lies beside the library.
        Assert.All(reader.Hosts, host => Assert.Equal("127.0.0.1", host));
        Assert.NotEmpty(reader.Hosts);

        Task Drawn(int first) => reader.WaitForAsync($"{Figure}?._fullData?.[0]?.x?.[0] === {first}");

        Task<double[]> RangeAsync() => reader.Page.EvaluateAsync<double[]>($"Array.from({Figure}._fullLayout.xaxis.range)");

        async Task<LocatorBoundingBoxResult> BoxAsync(string what)
        {
            var element = reader.Page.Locator(what);
            await element.ScrollIntoViewIfNeededAsync();
            return (await element.BoundingBoxAsync())!;
        }
    }

    [GeneratedRegex(@">[^<]*<")]
    private static partial Regex Texts();
}
