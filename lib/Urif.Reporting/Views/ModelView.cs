using System.Text;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>
/// A logistic model of a cohort: the rows and events it rests on, odds ratios with intervals and tests, a forest plot, how well it
/// predicts, and standardised risks. It shows no value of a row.
/// </summary>
public sealed class ModelView : IView
{
    private const string Style =
        "<style>.urif-model th,.urif-model td{text-align:left;vertical-align:top}.urif-model thead th{vertical-align:bottom}.urif-model tbody th{font-weight:400}"
        + ".urif-model .n{white-space:nowrap}.urif-forest{margin:1em 0}.urif-forest svg{width:100%;max-width:640px;height:auto}"
        + "@media (max-width:40rem){.urif-model{font-size:.8em}.urif-model th,.urif-model td{padding:.3rem .35rem}}</style>";

    private static readonly Localized PlotTitle = new("Odds ratios with 95% intervals, logarithmic axis", "比值比及 95% 区间（对数坐标）"),
        PlotKey = new("Filled: the interval leaves 1 out; hollow: it holds 1. Each is per unit of its variable, so that lengths of different variables do not compare.",
            "实心：区间不含 1；空心：区间含 1。各比值比以该变量的一个单位计，不同变量的长度不可比较。");

    private readonly ModelSummary _summary;

    private ModelView(ModelSummary summary) => _summary = summary;

    /// <summary>The view of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bootstrap">How often to resample its rows, and the seed; null not to.</param>
    public static ModelView Of(CohortFit model, ResamplingPlan? bootstrap = null) => Of(ModelSummary.Of(model, bootstrap));

    /// <summary>The view of a model's summary.</summary>
    public static ModelView Of(ModelSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new(summary);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var layout = ModelLayout.Of(_summary, language);
        var html = new StringBuilder(Style);
        html.Append("<p>").Append(_summary.Model.Rows.Cohort.IsSynthetic ? SyntheticMark.Html(language) : "").Append("<b>").Append(Markup.Escape(layout.Title)).Append("</b><br/>");
        html.AppendJoin("<br/>", layout.Facts.Select(Markup.Escape)).Append("</p>");
        if (layout.Warning is { } warning) html.Append("<p><strong>").Append(Markup.Escape(warning)).Append("</strong></p>");
        // A label in the caption stays with a table that is copied.
        if (layout.Rows.Count > 0) Table(html, new("Odds ratios", "比值比"), layout.Heads, layout.Rows, last: false, language);
        var plot = Plot(language);
        var title = PlotTitle.In(language);
        if (layout.Rows.Count > 0)
        {
            html.Append("<div class=\"urif-forest\"><b>").Append(Markup.Escape(title)).Append("</b><br/>").Append(plot.Svg(title, language))
                .Append("<p><small>").Append(Markup.Escape(PlotKey, language)).Append("</small></p></div>");
        }

        if (layout.ResampledRows.Count > 0) Table(html, new("Odds ratios, bootstrap", "比值比（自助法）"), layout.ResampledHeads, layout.ResampledRows, last: false, language);
        Table(html, new("The model as a whole", "模型整体"), layout.MeasureHeads, layout.Measures, last: true, language);
        return html.Append("<p><small>").AppendJoin("<br/>", layout.Notes.Select(Markup.Escape)).Append("</small></p>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var layout = ModelLayout.Of(_summary, language);
        var text = new TextSheet(width);
        if (_summary.Model.Rows.Cohort.IsSynthetic) text.Prose(SyntheticMark.Text(language));
        text.Prose(layout.Title);
        foreach (var fact in layout.Facts) text.Prose(fact, "  ");
        if (layout.Warning is { } warning) text.Prose(warning, "  ");
        if (layout.Rows.Count > 0)
        {
            text.Space().Table([[.. layout.Heads], .. layout.Rows], whole: Enumerable.Range(1, layout.Heads.Count - 1).ToHashSet());
            text.Space().Prose(PlotTitle.In(language)).Space();
            foreach (var line in Plot(language).Lines(width)) text.Verbatim(line);
            text.Prose(PlotKey.In(language), "  ");
        }

        if (layout.ResampledRows.Count > 0) text.Space().Table([[.. layout.ResampledHeads], .. layout.ResampledRows], whole: new HashSet<int> { 1, 2, 3 });
        text.Space().Table([[.. layout.MeasureHeads], .. layout.Measures], whole: new HashSet<int> { 1, 2 });
        text.Space();
        foreach (var note in layout.Notes) text.Prose(note, "  ");
        return text.ToString();
    }

    private ForestPlot Plot(Language language) =>
        new([.. _summary.Coefficients.Where(c => !c.IsIntercept).Select(c => (ModelText.Label(_summary.Model, c).In(language), c.Coefficient.OddsRatio, c.Shown))]);

    private void Table(StringBuilder html, Localized caption, IReadOnlyList<string> heads, IReadOnlyList<string[]> rows, bool last, Language language)
    {
        html.Append("<div style=\"overflow-x:auto\"><table class=\"urif-model\"><caption>").Append(_summary.Model.Rows.Cohort.IsSynthetic ? SyntheticMark.Html(language) : "")
            .Append(Markup.Escape(caption, language)).Append("</caption><thead><tr>");
        foreach (var head in heads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head).Replace("\n", "<br/>", StringComparison.Ordinal)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr><th scope=\"row\">").Append(Markup.Escape(row[0])).Append("</th>");
            for (var k = 1; k < row.Length; k++)
                html.Append(last && k == row.Length - 1 ? "<td>" : "<td class=\"n\">").Append(Markup.Escape(row[k])).Append("</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table></div>");
    }
}
