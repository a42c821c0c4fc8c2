using System.Globalization;
using System.Text;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Tables of a cohort in the paper's layout: the summaries, the test that the paper's rule chose and why, standardised mean
/// differences, and notes. It shows no value of a row.
/// </summary>
public sealed class CohortTableView : IView
{
    private const int LeastLabel = 16;

    private const string Style =
        "<style>.urif-cohort-table th,.urif-cohort-table td{text-align:left;vertical-align:top}.urif-cohort-table thead th{vertical-align:bottom}.urif-cohort-table tbody th{font-weight:400}"
        + ".urif-cohort-table td,.urif-cohort-table span{white-space:nowrap}.urif-cohort-table .of{padding-left:1.5em}.urif-cohort-table .h th{font-weight:600}"
        + "@media (max-width:40rem){.urif-cohort-table{font-size:.8em}.urif-cohort-table th,.urif-cohort-table td{padding:.3rem .35rem}}</style>";

    private readonly IReadOnlyList<CohortTable> tables;

    private CohortTableView(IReadOnlyList<CohortTable> tables) => this.tables = tables;

    /// <summary>One table, or several one below the other.</summary>
    public static CohortTableView Of(params IReadOnlyList<CohortTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new(tables);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var html = new StringBuilder(Style);
        foreach (var table in tables) WriteTable(html, CohortTableLayout.Of(table, language), table.IsSynthetic, language);
        return html.ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var text = new TextSheet(width);
        foreach (var table in tables)
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
            if (table.IsSynthetic) text.Prose(SyntheticMark.Text(language));
            text.Prose(layout.Title).Table(rows, whole: cells + LeastLabel <= width ? Enumerable.Range(1, layout.Groups).ToHashSet() : null);
            text.Space();
            foreach (var note in layout.Notes) text.Prose(note, "  ");
        }

        return text.ToString();
    }

    private static void WriteTable(StringBuilder html, CohortTableLayout layout, bool isSynthetic, Language language)
    {
        // In the caption the label stays with the table where that is copied.
        html.Append("<div style=\"overflow-x:auto\"><table class=\"urif-cohort-table\"><caption>").Append(isSynthetic ? SyntheticMark.Html(language) : "").Append(Markup.Escape(layout.Title)).Append("</caption><thead><tr>");
        foreach (var head in layout.Heads)
            html.Append("<th scope=\"col\"><span>").Append(Markup.Escape(head).Replace("\n", "</span><br/><span>", StringComparison.Ordinal)).Append("</span></th>");
        html.Append("</tr></thead><tbody>");
        foreach (var line in layout.Lines)
        {
            if (line.Kind == CohortTableLineKind.Heading)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr class=\"h\"><th scope=\"rowgroup\" colspan=\"{layout.Heads.Count}\">{Markup.Escape(line.Label)}</th></tr>");
                continue;
            }

            html.Append(line.Kind == CohortTableLineKind.RowOfHeading ? "<tr><th scope=\"row\" class=\"of\">" : "<tr><th scope=\"row\">").Append(Markup.Escape(line.Label)).Append("<span>").Append(Markup.Escape(line.Summary)).Append("</span></th>");
            for (var i = 0; i < line.Cells.Count; i++)
            {
                html.Append(i == line.Cells.Count - 1 && i >= layout.Groups ? $"<td title=\"{Markup.Escape(line.Why)}\">" : "<td>")
                    .Append(Markup.Escape(line.Cells[i])).Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table></div><p><small>").AppendJoin("<br/>", layout.Notes.Select(Markup.Escape)).Append("</small></p>");
        html.Append("<details><summary>").Append(new Localized("Why each test", "检验方法的选择依据").In(language)).Append("</summary><ul>");
        foreach (var line in layout.Lines.Where(l => l.Why.Length > 0))
        {
            html.Append("<li>").Append(Markup.Escape(line.Label.TrimEnd(' ', ',', '，'))).Append(language == Language.Chinese ? "：" : ": ")
                .Append(Markup.Escape(line.Why)).Append("</li>");
        }

        html.Append("</ul></details>");
    }
}
