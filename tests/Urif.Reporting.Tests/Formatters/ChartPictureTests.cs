using System.Globalization;
using System.Xml.Linq;
using Plotly.NET;

namespace Urif.Reporting.Tests;

/// <summary>The still picture of a chart: where it puts what.</summary>
public class ChartPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Bars_of_a_histogram_are_as_high_as_their_counts()
    {
        // Bins [0, 1), [1, 2), [2, 3): one, three and two values.
        var tops = Bars(Picture(Of("histogram", ("x", new[] { 0.5, 1, 1.5, 1.9, 2, 2.9 }), ("xbins", new { start = 0.0, end = 3.0, size = 1.0 })))[0]);
        Assert.Equal([1, 3, 2], tops.Select(t => (int)Math.Round(t / tops[0])));
    }

    [Fact]
    public void Colours_that_the_author_chose_are_those_of_the_picture()
    {
        var line = new Line();
        line.SetProperty("color", Color.fromString("#d55e00"));
        var drawing = Drawing(Of("scatter", ("mode", "lines"), ("line", line), ("x", new[] { 1, 2 }), ("y", new[] { 1, 2 })));
        Assert.Single(drawing.Descendants(Svg + "path"), p => (string?)p.Attribute("stroke") == "#d55e00");
    }

    [Fact]
    public void Stacked_bars_stand_on_one_another()
    {
        var charts = new[] { new[] { 0.5 }, [0.2, 0.7] }.Select(x => Of("histogram", ("x", x), ("xbins", new { start = 0.0, end = 1.0, size = 1.0 })));
        var bars = Picture(GenericChart.combine(charts).Stacked());
        var (first, second) = (Path(bars[0]), Path(bars[1]));
        Assert.Equal(first[2], second[1]);
        Assert.Equal(2 * (first[1] - first[2]), second[1] - second[2], 1);
    }

    [Fact]
    public void A_line_ends_where_a_point_is_missing_and_goes_on_after_it()
    {
        var line = Assert.Single(Drawing(Of("scatter", ("mode", "lines"), ("x", new[] { 1, 2, double.NaN, 3, 4 }), ("y", new[] { 1.0, 1, 1, 1, 1 })))
            .Descendants(Svg + "path"), p => (string?)p.Attribute("fill") == "none");
        Assert.Equal(["M", "L", "M", "L"], ((string)line.Attribute("d")!).Where(char.IsLetter).Select(c => c.ToString()));
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_ratios_are_equal_distances()
    {
        var chart = Of("scatter", ("mode", "markers"), ("x", new[] { 0.1, 1, 10 }), ("y", new[] { "a", "b", "c" }));
        var axis = new Plotly.NET.LayoutObjects.LinearAxis();
        axis.SetProperty("type", "log");
        GenericChart.getLayout(chart).SetProperty("xaxis", axis);
        var picture = Drawing(chart);
        var places = picture.Descendants(Svg + "circle").Select(c => double.Parse((string)c.Attribute("cx")!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(places[1] - places[0], places[2] - places[1], 0.2);
        var texts = picture.Descendants(Svg + "text").Select(t => t.Value).ToList();
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "a", "b", "c", "0.2", "0.5", "1", "2", "5" });
    }

    [Fact]
    public void A_chart_of_another_kind_is_told_in_words()
    {
        var picture = Drawing(Of("heatmap", ("z", new[] { new[] { 1.0, 2 }, new[] { -1.0, 5 } })));
        Assert.Contains(picture.Descendants(Svg + "text"), t => t.Value.EndsWith("heatmap: 4 points, z -1 to 5", StringComparison.Ordinal));
    }

    [Fact]
    public void Fifty_thousand_points_make_no_large_picture()
    {
        double[] x = [.. Enumerable.Range(0, 50_000).Select(i => (double)i)];
        Assert.InRange(Shown.Svg(Of("scatter", ("x", x), ("y", x))).Length, 1000, 60_000);
    }

    // The coloured bars, in the order of their traces; the legend's squares have no opacity of a trace and stand before the axes.
    private static List<XElement> Picture(GenericChart chart) =>
        [.. Drawing(chart).Descendants(Svg + "path").Where(p => ((string?)p.Attribute("fill"))?.StartsWith('#') == true)];

    private static XElement Drawing(GenericChart chart) => XElement.Parse(Shown.Svg(chart));

    private static List<double> Bars(XElement bars) =>
        [.. ((string)bars.Attribute("d")!).Split('z', StringSplitOptions.RemoveEmptyEntries).Select(Numbers).Select(n => n[1] - n[2])];

    private static List<double> Path(XElement bar) => Numbers((string)bar.Attribute("d")!);

    private static List<double> Numbers(string path) =>
        [.. path.Split(['M', 'V', 'H', 'L', 'z', ' '], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];

    private static GenericChart Of(string type, params (string Name, object Value)[] properties)
    {
        var trace = new Trace(type);
        foreach (var (name, value) in properties) trace.SetProperty(name, value);
        return GenericChart.ofTraceObject(false, trace);
    }
}
