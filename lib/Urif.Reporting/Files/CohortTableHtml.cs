using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>Writes tables of a cohort as a page of HTML that stands alone: it needs no other file and no network.</summary>
public static class CohortTableHtml
{
    /// <summary>Writes the tables, with a line feed at the end.</summary>
    public static void Write(IReadOnlyList<CohortTable> tables, Language language, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var view = CohortTableView.Of(tables);
        var title = tables.Count == 1 ? CohortTableLayout.TitleOf(tables[0]).In(language)
            : new Localized("Tables of the cohort", "队列的统计表").In(language);
        if (tables.Any(t => t.IsSynthetic)) title = $"{Cohort.SyntheticLabel.In(language)} – {title}";
        HtmlPage.Write(title, view.PageOf(language), language, output);
    }
}
