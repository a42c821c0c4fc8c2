using Urif.Repro.Cohorts;
using Urif.Repro.Reporting.Views;
using Urif.Repro.Tables;

namespace Urif.Repro.Reporting;

/// <summary>Writes tables of a cohort as a page of HTML that stands alone: it needs no other file and no network.</summary>
public static class CohortTableHtml
{
    private const string Style =
        "body{font:16px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
        + "table{border-collapse:collapse;border-block:2px solid;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.4rem 0}"
        + "th,td{padding:.25rem .6rem}thead th{border-bottom:1px solid}details{margin-bottom:2.5rem}";

    /// <summary>Writes the tables, with a line feed at the end.</summary>
    public static void Write(IReadOnlyList<CohortTable> tables, Language language, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var view = CohortTableView.Of(tables);
        var title = tables.Count == 1 ? CohortTableLayout.TitleOf(tables[0]).In(language) : new Localized("Tables of the cohort", "队列的统计表").In(language);
        if (tables.Any(t => t.IsSynthetic)) title = $"{Cohort.SyntheticLabel.In(language)} – {title}";
        output.Write($"<!DOCTYPE html>\n<html lang=\"{(language == Language.Chinese ? "zh-CN" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Markup.Escape(title)}</title>\n<style>{Style}</style>\n</head>\n");
        output.Write($"<body>\n<main>\n{view.ToHtml(language)}\n</main>\n</body>\n</html>\n");
    }
}
