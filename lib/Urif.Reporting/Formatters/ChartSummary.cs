using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Urif.Audit;
using static Urif.Audit.NumberFormat;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>A chart in words and numbers, for front ends that draw none.</summary>
internal sealed partial class ChartSummary
{
    private const int PointsOfATrace = 5;

    // The arrays of a trace that hold its points, in the order in which they are shown.
    private static readonly string[] Dimensions =
        ["x", "y", "z", "labels", "locations", "lon", "lat", "r", "theta", "a", "b", "c", "values", "open", "high", "low", "close"];

    private readonly Language _language;
    private readonly string _title;
    private readonly List<string> _axes;
    private readonly List<Trace> _traces;

    public ChartSummary(JObject chart, Language language)
    {
        _language = language;
        var layout = (JObject)chart["layout"]!;
        _title = Title(layout);
        _axes = [.. layout.Properties()
            .Where(p => AxisName.IsMatch(p.Name) && p.Value is JObject)
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => (Name: p.Name.Replace("axis", "", StringComparison.Ordinal), Title: Title((JObject)p.Value)))
            .Where(a => a.Title.Length > 0)
            .Select(a => $"{a.Name}: {a.Title}")];
        _traces = [.. ((JArray)chart["data"]!).OfType<JObject>().Select((t, i) => Trace.Of(t, i + 1))];
    }

    /// <summary>Title, axis titles, traces with their ranges, and some points as a table.</summary>
    public HtmlElement ToHtml()
    {
        var note = new Localized(
            "The chart turns in Visual Studio Code, in Jupyter where the notebook is trusted and the kit is built, and in the kit's book.",
            "图形在 Visual Studio Code、已信任该 notebook 且已构建本工具的 Jupyter 以及本工具的书中可交互。");
        return Element("div", [("class", "said")], [
            Element("p", Lines([Element("strong", Heading), .. _axes])), "\n",
            Element("ol", [.. _traces.Take(DataTable.MostRows).Select(trace => Element("li", Describe(trace)))]), "\n",
            .. Points() is { } points ? [points.ToHtml(), "\n"] : Array.Empty<HtmlNode>(),
            Note(note.In(_language)),
        ]);
    }

    /// <summary>Title, axis titles, and traces with their ranges, without a line break at the end.</summary>
    public string ToText() => string.Join('\n',
        [Heading, .. _axes.Select(a => "  " + a), .. _traces.Take(DataTable.MostRows).Select(t => $"  {Whole(t.Number)}. {Describe(t)}")]);

    private string Heading
    {
        get
        {
            long points = _traces.Sum(t => (long)t.Count);
            var size = new Localized(
                $"{DataCaption.Count(_traces.Count, "trace")}, {DataCaption.Count(points, "point")}",
                $"{Thousands(_traces.Count)} 条轨迹，{Thousands(points)} 个点").In(_language);
            return new Localized("Chart", "图").In(_language)
                + (_title.Length > 0 ? new Localized($": {_title} ({size})", $"：{_title}（{size}）") : new Localized($": {size}", $"：{size}"))
                    .In(_language)
                + (_traces.Count > DataTable.MostRows ? new Localized(
                    $"; the first {DataCaption.Count(DataTable.MostRows, "trace")} are listed",
                    $"；列出前 {Thousands(DataTable.MostRows)} 条").In(_language) : "");
        }
    }

    private string Describe(Trace trace)
    {
        var name = trace.Name.Length > 0 ? $"{trace.Type} \"{trace.Name}\"" : trace.Type;
        var points = new Localized(DataCaption.Count(trace.Count, "point"), $"{Thousands(trace.Count)} 个点");
        var ranges = trace.Dimensions.Select(d => $"{d.Name} {Range(d.Values)}");
        return string.Join(new Localized(", ", "，").In(_language),
            [new Localized($"{name}: ", $"{name}：").In(_language) + points.In(_language), .. ranges]);
    }

    private string Range(object?[] values)
    {
        var present = values.OfType<object>().ToList();
        if (present.Count == 0) return new Localized("without values", "无值").In(_language);
        var numbers = present.OfType<double>().ToList();
        if (numbers.Count == present.Count) return Between([ColumnText.Of(numbers.Min()), ColumnText.Of(numbers.Max())]);
        var texts = present.Select(ColumnText.Of).ToList();
        if (texts.TrueForAll(t => IsoDate.IsMatch(t)))
            return Between([texts.Min(StringComparer.Ordinal)!, texts.Max(StringComparer.Ordinal)!]);
        var labels = texts.Distinct(StringComparer.Ordinal).Count();
        return new Localized($"with {DataCaption.Count(labels, "label")}", $"{Thousands(labels)} 个标签").In(_language);
    }

    private string Between(string[] ends) => ends[0] == ends[1] ? ends[0] : ends[0] + new Localized(" to ", " 至 ").In(_language) + ends[1];

    private DataTable? Points()
    {
        var shown = _traces.SelectMany(t => Enumerable.Range(0, Math.Min(t.Count, PointsOfATrace)).Select(i => (Trace: t, Index: i)))
            .Take(DataTable.MostRows).ToList();
        var names = Dimensions.Where(name => shown.Exists(p => p.Trace[name] is not null)).ToList();
        if (names.Count == 0) return null;
        var total = _traces.Sum(t => (long)t.Count);
        var caption = shown.Count == total
            ? new Localized("Its points", "图中的点")
            : new Localized($"{Thousands(shown.Count)} of its {DataCaption.Count(total, "point")}",
                $"图中 {Thousands(total)} 个点中的 {Thousands(shown.Count)} 个");
        return new DataTable(
            [.. shown.Select(p => (object)(p.Trace.Name.Length > 0 ? p.Trace.Name : Whole(p.Trace.Number)))],
            [.. names.Select(name => new DataColumn(
                name, "", [.. shown.Select(p => p.Trace[name] is { } values && p.Index < values.Length ? values[p.Index] : null)]))],
            _ => caption.In(_language));
    }

    private static string Title(JObject owner)
    {
        var title = owner["title"] is JObject withStyle ? withStyle["text"] : owner["title"];
        return title?.Type == JTokenType.String ? ColumnText.Shortened(WithoutTags((string)title!)) : "";
    }

    // plotly.js understands these elements in titles and names.
    private static string WithoutTags(string text) =>
        Tag.Replace(text, m => m.Groups["name"].Value.Equals("br", StringComparison.OrdinalIgnoreCase) ? " " : "");

    [GeneratedRegex(@"</?(?<name>br|b|i|em|strong|sub|sup|span|a|s|u)(\s[^<>]*)?/?>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"^[xyz]axis\d*$")]
    private static partial Regex AxisName { get; }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d\b")]
    private static partial Regex IsoDate { get; }

    private sealed record Trace(int Number, string Type, string Name, List<(string Name, object?[] Values)> Dimensions)
    {
        public int Count => Dimensions.Count == 0 ? 0 : Dimensions.Max(d => d.Values.Length);

        public object?[]? this[string name] => Dimensions.Find(d => d.Name == name).Values;

        public static Trace Of(JObject trace, int number) => new(
            number,
            (string?)trace["type"] ?? "scatter",
            trace["name"] is { Type: JTokenType.String } name ? ColumnText.Shortened(WithoutTags((string)name!)) : "",
            [.. from dimension in ChartSummary.Dimensions
                let values = ChartValues.Of(trace[dimension])
                where values is not null
                select (dimension, values)]);
    }
}
