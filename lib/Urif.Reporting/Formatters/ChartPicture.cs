using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;
using Urif.Audit;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// A chart as a still picture, for where none turns: bars, histograms, lines and points on two axes, with title, axes and legend.
/// </summary>
internal static class ChartPicture
{
    private const double Width = 640, Height = 380, Right = 14, Bottom = 56, LetterWidth = 6.6, MostLabel = 230;
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int MostBars = 60;

    // A picture of this width shows no more.
    private const int MostPoints = 600;

    private static readonly string[] Palette = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];

    // Of a chart of another kind, its words.
    private static HtmlElement Of(JObject chart, Language language) => Drawn(chart) ?? Words(new ChartSummary(chart, language).ToText());

    /// <summary>The picture as a file of its own.</summary>
    public static HtmlElement File(JObject chart, Language language) => WithAttributes(Of(chart, language), ("xmlns", Namespace));

    /// <summary>
    /// The picture as an image of a page: what strips it leaves no words of it behind. It does not know the page's colours, and grey
    /// is read on white and on black.
    /// </summary>
    public static HtmlElement Image(JObject chart, Language language)
    {
        var file = WithAttributes(Of(chart, language), ("xmlns", Namespace), ("color", "#7a7a7a")).ToString();
        return Element("img", [("alt", ""), ("src", "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(file)))]);
    }

    private static HtmlElement WithAttributes(HtmlElement picture, params HtmlAttribute[] attributes) =>
        picture with { Attributes = [.. attributes, .. picture.Attributes] };

    private static HtmlElement Words(string text)
    {
        var lines = text.Split('\n');
        return Svg(lines[0], 10 + 20 * lines.Length, [.. lines.Select((line, k) => Text(8, 20 * (k + 1), line.Trim(), "start"))]);
    }

    private static HtmlElement? Drawn(JObject chart)
    {
        var layout = (JObject)chart["layout"]!;
        var traces = ((JArray)chart["data"]!).OfType<JObject>().Select((trace, k) => Trace.Of(trace, Palette[k % Palette.Length])).ToList();
        if (traces.Count == 0 || traces.Contains(null)) return null;
        var drawn = Stacked(traces!, (string?)layout["barmode"] == "stack");
        var x = new ChartAxis(layout["xaxis"] as JObject, drawn.SelectMany(t => t.Bars is { } bars
            ? bars.SelectMany(b => b.Word is null ? new object?[] { b.From, b.To } : [b.Word]) : t.X));
        var y = new ChartAxis(layout["yaxis"] as JObject, drawn.SelectMany(t => t.Bars is { } bars
            ? bars.SelectMany(b => new object?[] { 0.0, b.Top }) : t.Y));
        var title = (layout["title"] is JObject named ? (string?)named["text"] : (string?)layout["title"]) ?? "";
        var legend = drawn.Where(t => t.Name.Length > 0).ToList();
        return Drawing(drawn, x, y, title, legend);
    }

    private static HtmlElement Drawing(List<Trace> traces, ChartAxis x, ChartAxis y, string title, List<Trace> legend)
    {
        var left = 26 + Math.Min(MostLabel, LetterWidth * y.Ticks().Select(t => CellWidth.Of(t.Text)).DefaultIfEmpty(0).Max())
            + (y.Title.Length > 0 ? 14 : 0);
        var top = 12 + (title.Length > 0 ? 22 : 0) + (legend.Count > 0 ? 24 : 0);
        double floor = Height - Bottom, plot = Width - left - Right;
        double? X(object? value) => x.At(value) is { } at ? left + plot * at : null;
        double? Y(object? value) => y.At(value) is { } at ? floor - (floor - top) * at : null;
        var svg = new List<HtmlNode>();
        if (title.Length > 0) svg.Add(Text(8, 20, title, "start", 15));
        var place = 8.0;
        foreach (var trace in legend)
        {
            svg.Add(Element("path", [("d", $"M{Place(place)} {Place(top - 22)}h12v10h-12z"), ("fill", trace.Colour)]));
            svg.Add(Text(place + 17, top - 13, trace.Name, "start"));
            place += 34 + LetterWidth * CellWidth.Of(trace.Name);
        }

        foreach (var (at, label) in y.Ticks())
        {
            var height = floor - (floor - top) * at;
            svg.Add(Element("path",
                [("d", $"M{Place(left)} {Place(height)}H{Place(Width - Right)}"), ("stroke", "currentColor"), ("opacity", ".15")]));
            svg.Add(Text(left - 7, height + 4, label, "end"));
        }

        foreach (var (at, label) in x.Ticks())
        {
            svg.Add(Element("path", [("d", $"M{Place(left + plot * at)} {Place(floor)}v5"), ("stroke", "currentColor")]));
            svg.Add(Text(left + plot * at, floor + 19, label, "middle"));
        }

        svg.AddRange(traces.SelectMany(t => t.Bars is not null ? Bars(t, X, Y, floor, plot) : Curve(t, X, Y)));
        svg.Add(Element("path", [("d", $"M{Place(left)} {Place(floor)}H{Place(Width - Right)}"), ("stroke", "currentColor")]));
        if (x.Title.Length > 0) svg.Add(Text(left + plot / 2, Height - 14, x.Title, "middle"));
        if (y.Title.Length > 0)
        {
            var middle = (top + floor) / 2;
            svg.Add(Element("text", [("transform", $"translate(13 {Place(middle)}) rotate(-90)"), ("text-anchor", "middle")], y.Title));
        }

        return Svg(title, Height, svg);
    }

    private static HtmlElement Svg(string title, double height, IReadOnlyList<HtmlNode> nodes) => Element("svg",
        [
            ("viewBox", $"0 0 {Place(Width)} {Place(height)}"), ("role", "img"), ("aria-label", title),
            ("fill", "currentColor"), ("font-family", "system-ui,sans-serif"), ("font-size", 13),
        ], nodes);

    private static HtmlElement Text(double x, double y, string text, string anchor, int? size = null) => Element("text",
        [("x", x), ("y", y), ("text-anchor", anchor), ("font-size", size?.ToString(CultureInfo.InvariantCulture))], text);

    private static IEnumerable<HtmlNode> Bars(Trace trace, Func<object?, double?> x, Func<object?, double?> y, double floor, double plot)
    {
        var width = plot / Math.Max(1, trace.Bars!.Count) * 0.7;
        var path = string.Concat(trace.Bars.Where(b => b.Top > b.Floor).Select(bar =>
        {
            var (low, high) = bar.Word is { } word && x(word) is { } middle ? (middle - width / 2, middle + width / 2)
                : ((x(bar.From) ?? 0) + 0.5, (x(bar.To) ?? 0) - 0.5);
            var (bottom, top) = (Place(y(bar.Floor) ?? floor), Place(y(bar.Top) ?? floor));
            return $"M{Place(low)} {bottom}V{top}H{Place(high)}V{bottom}z";
        }));
        yield return Element("path", [("d", path), ("fill", trace.Colour), ("opacity", trace.Opacity)]);
    }

    // A line ends where a point is missing.
    private static IEnumerable<HtmlNode> Curve(Trace trace, Func<object?, double?> x, Func<object?, double?> y)
    {
        var all = trace.X.Zip(trace.Y).ToList();
        var stride = (all.Count + MostPoints - 1) / MostPoints;
        var points = all.Where((_, k) => k % stride == 0).Select(p => (X: x(p.First), Y: y(p.Second))).ToList();
        if (trace.HasLine)
        {
            var path = string.Concat(points.Index().Where(p => p.Item is { X: not null, Y: not null }).Select(p =>
                (p.Index > 0 && points[p.Index - 1] is { X: not null, Y: not null } ? "L" : "M")
                + $"{Place(p.Item.X!.Value)} {Place(p.Item.Y!.Value)}"));
            yield return Element("path",
                [("d", path), ("fill", "none"), ("stroke", trace.Colour), ("stroke-width", 2), ("stroke-dasharray", trace.Dashes)]);
        }

        if (!trace.HasPoints) yield break;
        foreach (var point in points.Where(p => p is { X: not null, Y: not null }))
            yield return Element("circle", [("cx", point.X!.Value), ("cy", point.Y!.Value), ("r", 5), ("fill", trace.Colour)]);
    }

    // A bar of a later trace stands on those of earlier ones at the same place.
    private static List<Trace> Stacked(List<Trace> traces, bool stack)
    {
        var tops = new Dictionary<(double, string?), double>();
        return [.. traces.Select(trace => !stack || trace.Bars is null ? trace : trace with
        {
            Bars = [.. trace.Bars.Select(bar =>
            {
                var below = tops.GetValueOrDefault((bar.From, bar.Word));
                tops[(bar.From, bar.Word)] = below + bar.Top;
                return bar with { Floor = below, Top = below + bar.Top };
            })],
        })];
    }

    private sealed record Bar(double From, double To, double Floor, double Top, string? Word);

    private sealed record Trace(string Name, string Colour, object?[] X, object?[] Y, List<Bar>? Bars, bool HasLine, bool HasPoints,
        string? Dashes)
    {
        public string? Opacity { get; private init; }

        public static Trace? Of(JObject json, string colour)
        {
            var name = json["name"] is { Type: JTokenType.String } text && (bool?)json["showlegend"] != false ? (string)text! : "";
            var own = (string?)(json["marker"]?["color"] as JValue) ?? (string?)(json["line"]?["color"] as JValue) ?? colour;
            var (x, y) = (ChartValues.Of(json["x"]), ChartValues.Of(json["y"]));
            // As plotly.js draws where nobody chose.
            var mode = (string?)json["mode"] ?? (x?.Length < 20 ? "lines+markers" : "lines");
            var dashes = (string?)json["line"]?["dash"] is null or "solid" ? null : "6 4";
            var opacity = json["opacity"] is JValue value ? value.ToString(CultureInfo.InvariantCulture) : null;
            return (string?)json["type"] switch
            {
                "histogram" when x is not null => new(name, own, [], [], Binned(json, x), false, false, null) { Opacity = opacity },
                "bar" when x is not null && y is not null && (string?)json["orientation"] != "h" =>
                    new(name, own, [], [], [.. x.Zip(y, AsBar)], false, false, null),
                null or "scatter" when x is not null && y is not null => new(name, own, x, y, null,
                    mode.Contains("lines", StringComparison.Ordinal), mode.Contains("markers", StringComparison.Ordinal), dashes),
                _ => null,
            };
        }

        private static Bar AsBar(object? x, object? y)
        {
            var top = y is double height ? height : 0;
            return x is double at ? new(at - 0.4, at + 0.4, 0, top, null) : new(0, 0, 0, top, ColumnText.Of(x ?? ""));
        }

        private static List<Bar> Binned(JObject trace, object?[] values)
        {
            var numbers = values.OfType<double>().ToArray();
            if (trace["xbins"] is not JObject bins)
            {
                var own = Histogram.Of(numbers, MostBars);
                var edges = own.Edges.ToArray();
                return [.. own.Counts.ToArray().Select((count, k) => new Bar(edges[k], edges[k + 1], 0, count, null))];
            }

            double start = (double)bins["start"]!, size = (double)bins["size"]!;
            return [.. Enumerable.Range(0, (int)Math.Ceiling(((double)bins["end"]! - start) / size - 1e-9)).Select(k =>
            {
                double from = start + k * size, to = start + (k + 1) * size;
                return new Bar(from, to, 0, numbers.Count(v => v >= from && v < to), null);
            })];
        }
    }
}
