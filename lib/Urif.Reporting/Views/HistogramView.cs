using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>How values are spread, as bars of equal width, with marks such as a cut-off.</summary>
/// <remarks>
/// The bars are those of <see cref="Histogram"/>; at most <see cref="MostBars"/> are drawn, and what lies beyond them is counted
/// below the picture. Missing values (NaN) are left out and counted.
/// </remarks>
public sealed class HistogramView : IView
{
    /// <summary>The most bars that are drawn.</summary>
    public const int MostBars = 60;

    private const double Width = 640, Height = 220, Left = 8, Top = 26, Bottom = 36;
    private const int TextBar = 50;

    private readonly Localized _title;
    private readonly Histogram _histogram;
    private readonly IReadOnlyList<(double Value, Localized Label)> _marks;
    private readonly bool _isSynthetic;

    private HistogramView(
        Localized title, ReadOnlySpan<double> values, IReadOnlyList<(double Value, Localized Label)> marks, bool isSynthetic) =>
        (_title, _histogram, _marks, _isSynthetic) = (title, Histogram.Of(values, MostBars), marks, isSynthetic);

    /// <summary>The histogram of some values.</summary>
    /// <param name="title">What the values are, with their unit.</param>
    /// <param name="values">The values; NaN where one is missing.</param>
    /// <param name="marks">Values to be marked, with what they are.</param>
    public static HistogramView Of(Localized title, ReadOnlySpan<double> values,
        params IReadOnlyList<(double Value, Localized Label)> marks) =>
        new(title, values, marks, isSynthetic: false);

    /// <summary>The histogram of values, each from a synthetic cohort, labelled as such.</summary>
    /// <inheritdoc cref="Of(Localized, ReadOnlySpan{double}, IReadOnlyList{ValueTuple{double, Localized}})"/>
    public static HistogramView OfSynthetic(Localized title, ReadOnlySpan<double> values,
        params IReadOnlyList<(double Value, Localized Label)> marks) =>
        new(title, values, marks, isSynthetic: true);

    /// <summary>The histogram of a variable of a cohort, labelled where that has synthetic rows.</summary>
    /// <param name="title">What the values are, with their unit.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="variable">The variable, as <see cref="Cohort.Values"/> names it.</param>
    /// <param name="marks">Values to be marked, with what they are.</param>
    /// <exception cref="ArgumentException">There is no such variable, or it is an identifier.</exception>
    public static HistogramView Of(Localized title, CohortSelection rows, string variable,
        params IReadOnlyList<(double Value, Localized Label)> marks)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(title, rows.Values(variable), marks, rows.Cohort.IsSynthetic);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var caption = Element("figcaption",
            [.. _isSynthetic ? [SyntheticMark.InHtml(language)] : Array.Empty<HtmlNode>(), Element("b", _title.In(language))]);
        return Fragment(Stylesheet.Of("histogram"), Element("figure", [("class", "urif-histogram")], [
            caption,
            .. _histogram.Counts.Length > 0 ? [Drawing(language)] : Array.Empty<HtmlNode>(),
            Element("pre", Bars(language)),
            .. Rest(language) is { Length: > 0 } rest ? [Note(rest)] : Array.Empty<HtmlNode>(),
        ])).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = (_isSynthetic ? SyntheticMark.InText(language) + "\n" : "") + _title.In(language) + "\n" + Bars(language);
        return Rest(language) is { Length: > 0 } rest ? text + "\n" + rest : text;
    }

    private HtmlElement Drawing(Language language)
    {
        var (edges, counts) = (_histogram.Edges.ToArray(), _histogram.Counts.ToArray());
        double from = edges[0], to = edges[^1], most = counts.Max(), plot = Width - 2 * Left, floor = Height - Bottom;
        double X(double value) => Left + plot * (value - from) / (to - from);
        var bars = counts.Index().Where(bar => bar.Item > 0).Select(bar =>
        {
            double x = X(edges[bar.Index]), next = X(edges[bar.Index + 1]), top = floor - (floor - Top) * bar.Item / most;
            return $"M{Place(x + 0.5)} {Place(floor)}V{Place(top)}H{Place(next - 0.5)}V{Place(floor)}z";
        });
        var svg = new List<HtmlNode>
        {
            Element("path", [("class", "b"), ("opacity", ".45"), ("d", string.Concat(bars))]),
            Element("path", [("d", $"M{Place(Left)} {Place(floor)}H{Place(Width - Left)}"), ("stroke", "currentColor")]),
        };
        foreach (var tick in Ticks(from, to))
        {
            svg.Add(Element("path", [("d", $"M{Place(X(tick))} {Place(floor)}v5"), ("stroke", "currentColor")]));
            svg.AddRange([Element("text", [("x", X(tick)), ("y", floor + 19)], NumberFormat.Trimmed(tick)), " "]);
        }

        foreach (var (value, label) in _marks.Where(m => m.Value >= from && m.Value <= to))
        {
            var x = X(value);
            // A label near an edge stays inside the picture.
            var anchor = x < Width * 0.25 ? "start" : x > Width * 0.75 ? "end" : "middle";
            svg.Add(Element("path",
            [
                ("class", "m"), ("d", $"M{Place(x)} 20V{Place(floor)}"), ("stroke", Colours.Vermillion), ("stroke-width", 2),
                ("stroke-dasharray", "5 3"),
            ]));
            svg.AddRange([Element("text", [("x", x), ("y", 14), ("text-anchor", anchor)], label.In(language)), " "]);
        }

        return Element("svg",
            [
                ("viewBox", $"0 0 {Place(Width)} {Place(Height)}"), ("role", "img"), ("aria-label", _title.In(language)),
                ("fill", "currentColor"), ("font-size", 13), ("text-anchor", "middle"),
            ], svg);
    }

    private string Bars(Language language)
    {
        var (edges, counts) = (_histogram.Edges.ToArray(), _histogram.Counts.ToArray());
        if (counts.Length == 0) return new Localized("no values", "无值").In(language);
        var texts = edges.Select(edge => NumberFormat.Trimmed(edge)).ToList();
        var ranges = Enumerable.Range(0, counts.Length).Select(k => $"{texts[k]} – {texts[k + 1]}").ToList();
        var wide = ranges.Max(CellWidth.Of);
        var most = counts.Max();
        return string.Join('\n', counts.Select((count, k) =>
        {
            var bar = new string('█', count == 0 ? 0 : Math.Max(1, (int)Math.Round((double)TextBar * count / most)));
            var marks = string.Concat(_marks.Where(m => m.Value >= edges[k] && m.Value < edges[k + 1])
                .Select(m => $"  ◂ {m.Label.In(language)}"));
            return $"{ranges[k].PadLeft(wide)}  {bar} {NumberFormat.Whole(count)}{marks}";
        }));
    }

    private string Rest(Language language)
    {
        var parts = new List<Localized>();
        var (above, missing) = (NumberFormat.Whole(_histogram.Above), NumberFormat.Whole(_histogram.Missing));
        if (_histogram.Above > 0)
        {
            var last = NumberFormat.Trimmed(_histogram.Edges[^1]);
            parts.Add(new($"{above} above {last}", $"{above} 个大于 {last}"));
        }

        if (_histogram.Missing > 0) parts.Add(new($"{missing} missing", $"{missing} 个缺失"));
        return parts.Count == 0 ? "" : new Localized("Not shown: ", "未绘出：").In(language)
            + string.Join(language == Language.Chinese ? "，" : ", ", parts.Select(p => p.In(language)));
    }

    private static IEnumerable<double> Ticks(double from, double to)
    {
        var step = Histogram.RoundStep((to - from) / 8);
        for (var k = Math.Ceiling(from / step - 1e-9); k * step <= to + 1e-9 * step; k++) yield return Math.Round(k * step, 12);
    }
}
