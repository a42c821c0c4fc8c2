using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// A logistic model of a cohort: the rows and events it rests on, odds ratios with intervals and tests, a forest plot, how well it
/// predicts, and standardised risks. It shows no value of a row.
/// </summary>
public sealed class ModelView : IView
{
    private static readonly Localized PlotTitle = new("Odds ratios with 95% intervals, logarithmic axis", "比值比及 95% 区间（对数坐标）"),
        PlotKey = new("Filled: the interval leaves 1 out; hollow: it holds 1. Each is per unit of its variable, so that lengths of "
            + "different variables do not compare.",
            "实心：区间不含 1；空心：区间含 1。各比值比以该变量的一个单位计，不同变量的长度不可比较。");

    private readonly ModelSummary _summary;
    private readonly ModelRelease? _release;

    private ModelView(ModelSummary summary, ModelRelease? release) => (_summary, _release) = (summary, release);

    /// <summary>The view of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bootstrap">How often to resample its rows, and the seed; null not to.</param>
    public static ModelView Of(CohortFit model, ResamplingPlan? bootstrap = null) => Of(ModelSummary.Of(model, bootstrap));

    /// <summary>The view of a model's summary.</summary>
    public static ModelView Of(ModelSummary summary) => Released(summary, null);

    /// <summary>The view of what of a model's summary may be released.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="release">What of it may be released; null for all.</param>
    public static ModelView Released(ModelSummary summary, ModelRelease? release)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new(summary, release);
    }

    private ModelLayout LayoutIn(Language language) =>
        _release is null ? ModelLayout.Of(_summary, language) : ReleasedModelLayout.Of(_summary, _release, language);

    /// <inheritdoc/>
    public string ToHtml(Language language) => PageOf(language).ToString();

    /// <summary>The view as part of a page.</summary>
    internal HtmlFragment PageOf(Language language)
    {
        var layout = LayoutIn(language);
        var title = PlotTitle.In(language);
        var parts = new List<HtmlNode>
        {
            Stylesheet.Of("model"),
            Element("p", [.. Mark(language), Element("b", layout.Title), Break, Lines(layout.Facts)]),
        };
        if (layout.Warning is { } warning) parts.Add(Element("p", Element("strong", warning)));
        if (layout.Rows.Count > 0)
        {
            parts.Add(TableOf(new("Odds ratios", "比值比"), layout.Heads, layout.Rows, last: false, language));
            if (Plot(language) is { IsEmpty: false }) parts.Add(Element("div", [("class", "urif-forest"), ("style", "overflow-x:auto")],
                Element("b", title), Break, Plot(language).Drawing(title, language), Note(PlotKey.In(language))));
        }

        if (layout.ResampledRows.Count > 0)
        {
            var caption = new Localized("Odds ratios, bootstrap", "比值比（自助法）");
            parts.Add(TableOf(caption, layout.ResampledHeads, layout.ResampledRows, last: false, language));
        }

        if (layout.BesideRows.Count > 0)
            parts.Add(TableOf(new("Each variable alone, and adjusted", "单因素与多因素"), layout.BesideHeads, layout.BesideRows, last: false,
                language));

        parts.Add(TableOf(new("The model as a whole", "模型整体"), layout.MeasureHeads, layout.Measures, last: true, language));
        parts.Add(Note(Lines(layout.Notes)));
        return Fragment(parts);
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var layout = LayoutIn(language);
        var text = new TextSheet(width);
        if (_summary.Model.Rows.Cohort.IsSynthetic) text.Prose(SyntheticMark.InText(language));
        text.Prose(layout.Title);
        foreach (var fact in layout.Facts) text.Prose(fact, "  ");
        if (layout.Warning is { } warning) text.Prose(warning, "  ");
        if (layout.Rows.Count > 0)
        {
            text.Space().Table([[.. layout.Heads], .. layout.Rows], whole: Enumerable.Range(1, layout.Heads.Count - 1).ToHashSet());
            if (Plot(language) is { IsEmpty: false } plot)
            {
                text.Space().Prose(PlotTitle.In(language)).Space();
                foreach (var line in plot.Lines(width)) text.Verbatim(line);
                text.Prose(PlotKey.In(language), "  ");
            }
        }

        if (layout.ResampledRows.Count > 0)
            text.Space().Table([[.. layout.ResampledHeads], .. layout.ResampledRows], whole: new HashSet<int> { 1, 2, 3 });
        if (layout.BesideRows.Count > 0)
            text.Space().Table([[.. layout.BesideHeads], .. layout.BesideRows], whole: Enumerable.Range(1, 6).ToHashSet());
        text.Space().Table([[.. layout.MeasureHeads], .. layout.Measures], whole: new HashSet<int> { 1, 2 });
        text.Space();
        foreach (var note in layout.Notes) text.Prose(note, "  ");
        return text.ToString();
    }

    private ForestPlot Plot(Language language) => _release is not null ? new(ReleasedModelLayout.Plotted(_summary, _release, language))
        : new([.. _summary.Coefficients.Where(c => !c.IsIntercept)
            .Select(c => (ModelText.Label(_summary.Model, c).In(language), c.Coefficient.OddsRatio, c.Shown))]);

    // A label in the caption stays with a table that is copied.
    private HtmlElement TableOf(
        Localized caption, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, bool last, Language language) =>
        Element("div", [("style", "overflow-x:auto")], Element("table", [("class", "urif-model")],
            Element("caption", [.. Mark(language), caption.In(language)]),
            Element("thead", Element("tr", [.. heads.Select(head => Element("th", [("scope", "col")], Lines(head.Split('\n'))))])),
            Element("tbody", [.. rows.Select(row => Element("tr", [.. row.Select((cell, k) =>
                k == 0 ? Element("th", [("scope", "row")], cell)
                : Element("td", [("class", last && k == row.Length - 1 ? "w" : "n")], cell))]))])));

    private HtmlNode[] Mark(Language language) => _summary.Model.Rows.Cohort.IsSynthetic ? [SyntheticMark.InHtml(language)] : [];
}
