using Urif.Audit;
using Urif.Cohorts;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// Tables of a cohort in the paper's layout: the summaries, the test that the paper's rule chose and why, standardised mean
/// differences, and notes. It shows no value of a row.
/// </summary>
public sealed class CohortTableView : IView
{
    private const int LeastLabel = 16;

    private readonly IReadOnlyList<CohortTable> _tables;

    private CohortTableView(IReadOnlyList<CohortTable> tables) => _tables = tables;

    /// <summary>One table, or several one below the other.</summary>
    public static CohortTableView Of(params IReadOnlyList<CohortTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new(tables);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language) => PageOf(language).ToString();

    /// <summary>The view as part of a page.</summary>
    internal HtmlFragment PageOf(Language language)
    {
        var parts = _tables.SelectMany(table => PartsOf(CohortTableLayout.Of(table, language), table.IsSynthetic, language));
        return Fragment([Stylesheet.Of("cohort-table"), .. parts]);
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var text = new TextSheet(width);
        foreach (var table in _tables)
        {
            var layout = CohortTableLayout.Of(table, language);
            var rows = new List<string[]> { (string[])[.. layout.Heads] };
            foreach (var line in layout.Lines)
            {
                var label = (line.Kind == CohortTableLineKind.RowOfHeading ? "  " : "") + line.Label + line.Summary;
                rows.Add([label, .. line.Kind == CohortTableLineKind.Heading ? Enumerable.Repeat("", layout.Heads.Count - 1) : line.Cells]);
            }

            // What groups show stays on one line where the labels, at the left, can spare the cells.
            var cells = Enumerable.Range(1, layout.Heads.Count - 1).Sum(c => 2 + rows.Max(r => r[c].Split('\n').Max(CellWidth.Of)));
            text.Space();
            if (table.IsSynthetic) text.Prose(SyntheticMark.InText(language));
            text.Prose(layout.Title).Table(rows, whole: cells + LeastLabel <= width ? Enumerable.Range(1, layout.Groups).ToHashSet()
                : null);
            text.Space();
            foreach (var note in layout.Notes) text.Prose(note, "  ");
        }

        return text.ToString();
    }

    private static IEnumerable<HtmlNode> PartsOf(CohortTableLayout layout, bool isSynthetic, Language language)
    {
        // In the caption the label stays with the table where that is copied.
        var caption = Element("caption", [.. isSynthetic ? [SyntheticMark.InHtml(language)] : Array.Empty<HtmlNode>(), layout.Title]);
        var heads = layout.Heads.Select(head =>
            Element("th", [("scope", "col")], Lines(head.Split('\n').Select(line => Element("span", line)))));
        yield return Element("div", [("style", "overflow-x:auto")], Element("table", [("class", "urif-cohort-table")],
            caption, Element("thead", Element("tr", [.. heads])), Element("tbody", [.. layout.Lines.Select(line => RowOf(layout, line))])));
        yield return Note(Lines(layout.Notes));
        var reasons = layout.Lines.Where(l => l.Why.Length > 0).Select(line =>
            Element("li", line.Label.TrimEnd(' ', ',', '，'), language == Language.Chinese ? "：" : ": ", line.Why));
        yield return Element("details",
            Element("summary", new Localized("Why each test", "检验方法的选择依据").In(language)), Element("ul", [.. reasons]));
    }

    private static HtmlElement RowOf(CohortTableLayout layout, CohortTableLine line)
    {
        if (line.Kind == CohortTableLineKind.Heading)
            return Element("tr", [("class", "h")], Element("th", [("scope", "rowgroup"), ("colspan", layout.Heads.Count)], line.Label));
        var ofHeading = line.Kind == CohortTableLineKind.RowOfHeading;
        var cells = line.Cells.Select((cell, k) =>
            Element("td", [("title", k == line.Cells.Count - 1 && k >= layout.Groups ? line.Why : null)], cell));
        return Element("tr",
            [Element("th", [("scope", "row"), ("class", ofHeading ? "of" : null)], line.Label, Element("span", line.Summary)), .. cells]);
    }
}
