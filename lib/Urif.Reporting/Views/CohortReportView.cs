using Urif.Audit;
using Urif.Cohorts;
using static Urif.Audit.NumberFormat;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// What loading and checking a file found, as a page: how its columns were read, problems, rules with the rows that break them,
/// missing values, the way to the analysed cohort. Rows are named by their place in the file; no value of a row is shown.
/// </summary>
public sealed class CohortReportView : IView
{
    private const int MostRows = 12;

    private readonly CohortReport? _report;
    private readonly CohortCheckResult? _check;
    private readonly CheckRelease? _release;

    private CohortReportView(CohortReport? report, CohortCheckResult? check, int suppressBelow = 0) =>
        (_report, _check, _release) = (report, check, check is null ? null : CheckRelease.Of(check, suppressBelow));

    private bool IsSynthetic => _check?.Cohort.IsSynthetic ?? (_report is { Succeeded: true } && _report.Cohort.IsSynthetic);

    /// <summary>What loading a file found.</summary>
    public static CohortReportView Of(CohortReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report, null);
    }

    /// <summary>What checking a cohort found, and loading it where the report is given.</summary>
    /// <param name="check">The check.</param>
    /// <param name="report">What loading found.</param>
    /// <param name="suppressBelow">
    /// Counts from 1 to one less are hidden, and what would tell them, and no row is named: at least 3; 0 hides nothing.
    /// </param>
    public static CohortReportView Of(CohortCheckResult check, CohortReport? report = null, int suppressBelow = 0)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new(report, check, suppressBelow);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var sections = Sections(language).SelectMany(PartsOf);
        HtmlNode[] head = IsSynthetic ? [Stylesheet.Of("report"), SyntheticMark.InHtml(language)] : [Stylesheet.Of("report")];
        return Element("div", [("class", "urif-report")], [.. head, .. sections]).ToString();
    }

    private static IEnumerable<HtmlNode> PartsOf(Section section)
    {
        yield return Element("p", Element("strong", section.Title));
        if (section.Lines.Count > 0) yield return Element("ul", [.. section.Lines.Select(line => Element("li", line))]);
        if (section.Rows.Count == 0) yield break;
        string? Class(int column) => section.Numbers.Contains(column) ? "n" : null;
        var heads = section.Heads.Select((head, k) => Element("th", [("scope", "col"), ("class", Class(k))], head));
        var rows = section.Rows.Select(row => Element("tr", [.. row.Select((cell, k) => k == 0
            ? Element("th", [("scope", "row")], cell)
            : Element("td", [("class", Class(k))], cell))]));
        yield return Element("table", [("aria-label", section.Title)],
            Element("thead", Element("tr", [.. heads])), Element("tbody", [.. rows]));
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var text = new TextSheet(width);
        if (IsSynthetic) text.Prose(SyntheticMark.InText(language));
        foreach (var section in Sections(language))
        {
            text.Space().Prose(section.Title);
            foreach (var line in section.Lines) text.Prose(line, "  ");
            if (section.Rows.Count > 0) text.Table([section.Heads, .. section.Rows], section.Numbers.ToHashSet(), heading: false);
        }

        return text.ToString();
    }

    private sealed record Section(string Title, IReadOnlyList<string> Lines, string[] Heads, IReadOnlyList<string[]> Rows, int[] Numbers);

    private List<Section> Sections(Language language)
    {
        string T(string en, string zh) => language == Language.Chinese ? zh : en;
        var sections = new List<Section>();
        if (_report is not null) AddReading(sections, _report, _release, T);
        if (_check is not null)
        {
            AddRules(sections, _check, _release!, T, language);
            AddMissing(sections, _check, _release!, T, language);
            if (!_release!.Hides) AddDerived(sections, _check, T, language);
            AddFlow(sections, _check, _release, T);
            if (_release.Hides) sections.Add(new(T("Disclosure control", "披露控制"),
                [DisclosureText.OfCheck(_release.Below).In(language), DisclosureText.WithinOneOutput.In(language)], [], [], []));
        }

        return sections;
    }

    private static void AddReading(List<Section> sections, CohortReport report, CheckRelease? release, Func<string, string, string> t)
    {
        var read = release?.Screened.Printed ?? Whole(report.Rows);
        var lines = new List<string>
        {
            t($"{read} rows; {Whole(report.Columns.Count(c => c.Column is not null))} of {Whole(report.Columns.Count)} "
                + $"columns read",
                $"{read} 行；{Whole(report.Columns.Count)} 列中读入 {Whole(report.Columns.Count(c => c.Column is not null))} 列"),
        };
        var left = report.Columns.Where(c => c.Column is null).Select(c => Whole(c.Number)).ToList();
        if (left.Count > 0 && report.Succeeded)
            lines.Add(t($"left out: column{(left.Count == 1 ? "" : "s")} {string.Join(", ", left)}", $"未读入：第 {string.Join("、", left)} 列"));
        if (report.Encoding.Length > 0) lines.Add(t($"read as {report.Encoding}", $"按 {report.Encoding} 编码读入"));
        foreach (var c in report.Columns.Where(c => c.Factor != 1))
            lines.Add(t($"{c.Column!.Label.En}: {c.Unit} converted to {c.Column.Unit}, divided by {Exact(c.Factor)}",
                $"{c.Column!.Label.Zh}：由 {c.Unit} 换算为 {c.Column.Unit}（除以 {Exact(c.Factor)}）"));
        foreach (var c in report.Columns.Where(c => c.BelowLimit > 0))
        {
            var half = report.Options.BelowLimit == BelowLimitRule.HalfLimit;
            var few = release?.Count(c.BelowLimit).Printed ?? Whole(c.BelowLimit);
            lines.Add(t($"{c.Column!.Label.En}: {few} value{(c.BelowLimit == 1 ? "" : "s")} below a limit of detection "
                + $"taken as {(half ? "half the limit" : "the limit")}",
                $"{c.Column!.Label.Zh}：{few} 个低于检出限的值取{(half ? "检出限的一半" : "检出限")}"));
        }

        foreach (var name in report.Options.ConfirmedUnits)
            lines.Add(t($"{name}: unit confirmed, whatever the median", $"{name}：单位已确认，不按中位数检查"));
        sections.Add(new(report.Name, lines, [], [], []));
        if (report.Succeeded) return;
        var problems = report.Problems.Select(p => p.ToString()).ToList();
        var more = report.ProblemCount - problems.Count;
        if (more > 0) problems.Add(t($"and {Whole(more)} more", $"另有 {Whole(more)} 处"));
        sections.Add(new(t("Not loaded: problems", "未能读入：问题"), problems, [], [], []));
    }

    private static void AddRules(
        List<Section> sections, CohortCheckResult check, CheckRelease release, Func<string, string, string> t, Language language)
    {
        string N(int count) => release.Count(count).Printed;
        var assessed = check.Rules.Where(r => r.Assessed).ToList();
        var broken = assessed.Where(r => r.Count > 0 || r.NotDocumented > 0).ToList();
        var lines = new List<string>
        {
            t($"{Whole(assessed.Count - broken.Count)} of {Whole(assessed.Count)} rules are kept by every row",
                $"{Whole(assessed.Count)} 条规则中 {Whole(assessed.Count - broken.Count)} 条各行均满足"),
            t($"{N(check.Women)} women, {N(check.WomenWithSeveralRows)} of them with several rows",
                $"{N(check.Women)} 名患者，其中 {N(check.WomenWithSeveralRows)} 名有多行"),
        };
        var notAssessed = check.Rules.Where(r => !r.Assessed).Select(r => CohortText.Title(r.Rule).In(language)).ToList();
        if (notAssessed.Count > 0)
            lines.Add(t($"not assessed, for want of columns or by option: {string.Join("; ", notAssessed)}",
                $"因缺列或按选项未评估：{string.Join("；", notAssessed)}"));
        if (check.Refused)
            lines.Add(t($"{N(check.ErrorRows)} row{(check.ErrorRows == 1 ? " holds an error" : "s hold errors")}: nothing is analysed "
                + $"until corrected or excluded", $"{N(check.ErrorRows)} 行有误：更正或排除之前不予分析"));
        sections.Add(new(t("Checks", "检查"), lines,
            [t("rule broken", "不满足的规则"), t("rows", "行数"), t("not documented", "未记录"), t("where", "位置"), t("source", "依据")],
            [.. broken.Select(r => new[]
            {
                CohortText.Title(r.Rule).In(language), N(r.Count), r.NotDocumented > 0 ? N(r.NotDocumented) : "",
                    release.Hides ? "" : Where(check.Cohort, r, t), CohortText.Source(r.Rule).In(language),
            })], [1, 2]));
    }

    private static void AddMissing(
        List<Section> sections, CohortCheckResult check, CheckRelease release, Func<string, string, string> t, Language language)
    {
        var rows = new List<string[]>();
        foreach (var column in check.Cohort.Schema.Columns)
        {
            if (!check.Cohort.Has(column.Name) || column.Type == ColumnType.Text) continue;
            if (release.Hides)
            {
                if (check.Cohort.MissingIn(column.Name) > 0)
                    rows.Add([column.Label.In(language), release.Missing(column.Name).Printed, "", ""]);
                continue;
            }

            var notApplicable = check.Cohort.NotApplicableIn(column.Name);
            // A value that is derived is not missing.
            var missing = check.Cohort.Schema.HasDefinitions && OutcomeNames.Named(column.Name) is { } outcome
                ? check.Cohort.SourcesOf(outcome).Unknown
                : column.DerivedFrom.Count > 0 ? check.Cohort.Values(column.Name).Count(double.IsNaN)
                : check.Cohort.MissingIn(column.Name) - notApplicable;
            if (missing + notApplicable == 0) continue;
            var of = check.Cohort.Count - notApplicable;
            rows.Add([column.Label.In(language), Whole(missing), of > 0 ? Fixed(100.0 * missing / of, 1) : "",
                notApplicable > 0 ? Whole(notApplicable) : ""]);
        }

        sections.Add(new(t("Missing values", "缺失值"), rows.Count == 0 ? [t("none", "无")] : [],
            rows.Count == 0 ? [] : [t("variable", "变量"), t("missing", "缺失"), "%", t("not applicable", "不适用")], rows, [1, 2, 3]));
    }

    private static void AddDerived(List<Section> sections, CohortCheckResult check, Func<string, string, string> t, Language language)
    {
        var cohort = check.Cohort;
        var lines = new List<string>();
        if (cohort.HomaIrTakenAsGiven is > 0 and var taken)
            lines.Add(t($"HOMA-IR as the file gives it for {Whole(taken)} row{(taken == 1 ? "" : "s")} without fasting glucose or insulin; "
                + "elsewhere it is computed", $"缺空腹血糖或空腹胰岛素的 {Whole(taken)} 行采用文件所填 HOMA-IR，其余由程序计算"));
        var rows = new List<string[]>();
        foreach (var outcome in cohort.Schema.HasDefinitions ? Enum.GetValues<Outcome>() : [])
        {
            if (outcome.ColumnName() is not { } column || cohort.SourcesOf(outcome) is var from && from.Given == cohort.Count) continue;
            rows.Add([cohort.Schema.Column(column).Label.In(language), Whole(from.Given), Whole(from.Derived), Whole(from.Followed),
                Whole(from.Unknown)]);
        }

        if (rows.Count + lines.Count == 0) return;
        sections.Add(new(t("Where derived values come from", "推导值的来源"), lines, rows.Count == 0 ? []
            : [t("outcome", "结局"), t("given", "文件所填"), t("from hCG, ultrasound, end", "由 hCG、超声及结局推导"),
                t("no clinical pregnancy, so no", "无临床妊娠，故为否"), t("not known", "未知")], rows, [1, 2, 3, 4]));
    }

    private static void AddFlow(
        List<Section> sections, CohortCheckResult check, CheckRelease release, Func<string, string, string> t) =>
        sections.Add(new(t("Analysed", "纳入分析"),
            [check.Refused ? t("none until rows with errors are corrected or excluded", "更正或排除有误的行之前为零")
                : t($"{release.Analysed.Printed} of {release.Screened.Printed} rows",
                    $"{release.Screened.Printed} 行中的 {release.Analysed.Printed} 行")], [], [], []));

    /// <summary>The places of the first rows that break a rule: "line 3, 17–19 and 5 more".</summary>
    private static string Where(Cohort cohort, RuleResult rule, Func<string, string, string> t)
    {
        if (rule.Count == 0) return "";
        var places = new List<string>();
        var rows = rule.Rows;
        var next = 0;
        while (next < rows.Length && places.Count < MostRows)
        {
            var first = cohort.Positions.NumberOf(rows[next]);
            var last = first;
            for (next++; next < rows.Length && cohort.Positions.NumberOf(rows[next]) == last + 1; next++) last++;
            places.Add(first == last ? Whole(first) : $"{Whole(first)}–{Whole(last)}");
        }

        var more = rows.Length - next;
        return t($"{cohort.Positions.Word} {string.Join(", ", places)}{(more > 0 ? $" and {Whole(more)} more" : "")}",
            $"第 {string.Join("、", places)} 行{(more > 0 ? $"，另有 {Whole(more)} 行" : "")}");
    }
}
