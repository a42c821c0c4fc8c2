using System.Text.Json.Nodes;
using System.Text.Json;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace Urif.Reporting.Tests;

/// <summary>Plotly.NET charts in notebooks.</summary>
public class ChartFormatterTests
{
    [Fact]
    public void The_figure_is_the_charts_own_apart_from_what_nobody_chose()
    {
        var chart = Line([1, 2, 4], [1.5, 2.25, 3]);
        var own = JsonNode.Parse(GenericChart.toJson(chart))!;
        var shown = JsonNode.Parse(Shown.Plotly(chart))!;
        Assert.True(JsonNode.DeepEquals(own["data"], shown["data"]));
        Assert.True(JsonNode.DeepEquals(own["config"], shown["config"]));
        foreach (var name in new[] { "template", "width", "height" })
        {
            own["layout"]!.AsObject().Remove(name);
            if (name == "template") shown["layout"]!.AsObject().Remove(name);
        }
        Assert.True(JsonNode.DeepEquals(own["layout"], shown["layout"]));
    }

    [Fact]
    public void Backgrounds_are_transparent_unless_the_author_chose_a_template_or_a_colour()
    {
        var template = Layout(Line([1], [1])).GetProperty("template").GetProperty("layout");
        Assert.Equal("rgba(0,0,0,0)", template.GetProperty("paper_bgcolor").GetString());
        Assert.Equal("rgba(0,0,0,0)", template.GetProperty("plot_bgcolor").GetString());
        Assert.InRange(Contrast(template.GetProperty("font").GetProperty("color").GetString()!, 1), 4, 21);
        Assert.InRange(Contrast(template.GetProperty("font").GetProperty("color").GetString()!, Luminance("#15181c")), 4, 21);

        var dark = Line([1], [1]);
        GenericChart.getLayout(dark).SetProperty("template", ChartTemplates.dark);
        Assert.NotEqual("rgba(0,0,0,0)", Layout(dark).GetProperty("template").GetProperty("layout").GetProperty("paper_bgcolor").GetString());

        var yellow = Line([1], [1]);
        GenericChart.getLayout(yellow).SetProperty("paper_bgcolor", "yellow");
        Assert.Equal("yellow", Layout(yellow).GetProperty("paper_bgcolor").GetString());

        var wide = Line([1], [1]);
        GenericChart.getLayout(wide).SetProperty("width", 900);
        Assert.Equal((900, 600), (Layout(wide).GetProperty("width").GetInt32(), Layout(wide).GetProperty("height").GetInt32()));
    }

    [Fact]
    public void Numbers_that_JSON_has_not_are_gaps_and_labels_stay()
    {
        Assert.Equal("[1,null,null]", Data(Line([1, double.NaN, double.PositiveInfinity], [1, 2, 3])).GetProperty("x").GetRawText().Replace(".0", "", StringComparison.Ordinal));
        var bars = Of("bar", ("x", new[] { "NaN", "Infinity" }), ("y", new[] { 1.0, 2.0 }));
        Assert.Equal("""["NaN","Infinity"]""", Data(bars).GetProperty("x").GetRawText());
    }

    [Fact]
    public void Dates_are_ISO_without_the_machines_time_zone()
    {
        var chart = Of("scatter", ("x", new[] { new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local), new DateTime(2024, 7, 1, 9, 30, 0, DateTimeKind.Utc) }), ("y", new[] { 1.0, 2.0 }));
        Assert.Equal("""["2024-01-01","2024-07-01 09:30:00"]""", Data(chart).GetProperty("x").GetRawText());
        Assert.Contains("x 2024-01-01 to 2024-07-01 09:30:00", Shown.Text(chart), StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_tells_title_axes_traces_points_and_ranges()
    {
        var chart = GenericChart.combine([
            Of("bar", ("name", "IR"), ("x", new[] { "fresh", "frozen" }), ("y", new[] { 12, 30 })),
            Of("scatter", ("name", "all"), ("x", new[] { "fresh" }), ("y", new[] { 0.5 }))]);
        GenericChart.getLayout(chart).SetProperty("title", Title("Cycles<br><b>by arm</b>"));
        var axis = new Plotly.NET.LayoutObjects.LinearAxis();
        axis.SetProperty("title", Title("women"));
        GenericChart.getLayout(chart).SetProperty("yaxis", axis);
        Assert.Equal("""
            Chart: Cycles by arm (2 traces, 3 points)
              y: women
              1. bar "IR": 2 points, x with 2 labels, y 12 to 30
              2. scatter "all": 1 point, x with 1 label, y 0.5
            """, Shown.Text(chart));
        Assert.StartsWith("图：Cycles by arm（2 条轨迹，3 个点）\n", Shown.Text(chart, "zh"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fallback_needs_no_network_is_small_and_says_where_the_chart_is_drawn()
    {
        var chart = Line([.. Enumerable.Range(0, 5_000).Select(i => (double)i)], [.. Enumerable.Range(0, 5_000).Select(i => Math.Sqrt(i))], "<img src=x>");
        var html = Shown.Html(chart);
        Assert.InRange(html.Length, 500, 20_000);
        foreach (var forbidden in new[] { "http", "src=\"h", "src=\"/", "<script", "<img src", "Plotly." }) Assert.DoesNotContain(forbidden, html, StringComparison.Ordinal);
        Assert.Contains("in Jupyter where the notebook is trusted and the kit is built", html, StringComparison.Ordinal);
        Assert.Contains("5 of its 5,000 points", html, StringComparison.Ordinal);
        Assert.Equal(5, html.Split("<th scope=\"row\"").Length - 1);
        Assert.Contains("&lt;img src=x&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_holds_the_picture_and_what_Jupyter_needs_to_turn_it_without_a_network()
    {
        var html = Shown.Html(Line([1, 2, 4], [1.5, 2.25, 3], "</script><b>"));
        Assert.Contains("<figure><img alt=\"\" src=\"data:image/svg+xml;base64,", html, StringComparison.Ordinal);
        Assert.Contains("<script type=\"application/json\">{\"data\":[{", html, StringComparison.Ordinal);
        Assert.Contains("lib/Urif.Repro/bin/Release/net10.0/plotly.js", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("</script>").Length - 1);
        foreach (var forbidden in new[] { "http:", "https:", "src=\"h", "src=\"/", "Plotly." }) Assert.DoesNotContain(forbidden, html, StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_of_ratios_are_marked_at_one_two_and_five_unless_the_author_chose()
    {
        var ratios = Line([0.5, 8], [1, 2]);
        var axis = new LinearAxis();
        axis.SetProperty("type", "log");
        GenericChart.getLayout(ratios).SetProperty("xaxis", axis);
        var marks = Layout(ratios).GetProperty("xaxis").GetProperty("tickvals").EnumerateArray().Select(v => v.GetDouble()).ToList();
        Assert.Subset(marks.ToHashSet(), new HashSet<double> { 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10 });

        axis.SetProperty("dtick", 1);
        Assert.False(Layout(ratios).GetProperty("xaxis").TryGetProperty("tickvals", out _));
    }

    [Fact]
    public void Encoded_arrays_and_matrices_are_read()
    {
        var bytes = new double[] { 2, 7.5 }.SelectMany(BitConverter.GetBytes).ToArray();
        var encoded = new Dictionary<string, string> { ["dtype"] = "f8", ["bdata"] = Convert.ToBase64String(bytes) };
        Assert.EndsWith("scatter: 2 points, y 2 to 7.5", Shown.Text(Of("scatter", ("y", encoded))), StringComparison.Ordinal);
        Assert.EndsWith("heatmap: 4 points, z -1 to 5", Shown.Text(Of("heatmap", ("z", new[] { new[] { 1.0, 2 }, new[] { -1.0, 5 } }))), StringComparison.Ordinal);
        Assert.EndsWith("scatter: 0 points", Shown.Text(Of("scatter")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_bytes_each_time_and_in_every_culture()
    {
        var shown = Shown.InCultures(() =>
        {
            var chart = Line([1.5, 2], [1234.5, 1e-7]);
            return Shown.Plotly(chart) + Shown.Html(chart) + Shown.Text(chart);
        });
        Assert.Single(shown.Distinct());
        Assert.InRange(Shown.Plotly(Line([1], [1])).Length, 200, 2_000);
    }

    private static GenericChart Line(double[] x, double[] y, string name = "line") => Of("scatter", ("name", name), ("x", x), ("y", y));

    private static GenericChart Of(string type, params (string Name, object Value)[] properties)
    {
        var trace = new Trace(type);
        foreach (var (name, value) in properties) trace.SetProperty(name, value);
        return GenericChart.ofTraceObject(true, trace);
    }

    private static Title Title(string text)
    {
        var title = new Title();
        title.SetProperty("text", text);
        return title;
    }

    private static JsonElement Layout(GenericChart chart) => JsonDocument.Parse(Shown.Plotly(chart)).RootElement.GetProperty("layout");

    private static JsonElement Data(GenericChart chart) => JsonDocument.Parse(Shown.Plotly(chart)).RootElement.GetProperty("data")[0];

    // WCAG 2.2: contrast ratio and relative luminance.
    private static double Contrast(string colour, double background)
    {
        var l = Luminance(colour);
        return (Math.Max(l, background) + 0.05) / (Math.Min(l, background) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Channel(int at) => Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }
}
