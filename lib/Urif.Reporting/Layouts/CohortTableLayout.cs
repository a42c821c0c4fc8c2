using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// A table of a cohort as the paper lays it out, in a language: what pages, text and Word documents have in common. Beside the
/// paper's columns stand the standardised mean difference and the test, whose choice the notes explain.
/// </summary>
/// <param name="Title">The title.</param>
/// <param name="Heads">The heads of the columns, the variable's first; a group's has its size on a second line.</param>
/// <param name="Groups">How many of the columns are groups.</param>
/// <param name="Lines">The rows.</param>
/// <param name="Notes">What stands below.</param>
internal sealed record CohortTableLayout(
    string Title, IReadOnlyList<string> Heads, int Groups, IReadOnlyList<CohortTableLine> Lines, IReadOnlyList<string> Notes)
{
    /// <summary>What stands where there is nothing to say.</summary>
    public const string Dash = NumberFormat.Dash;

    private const string NormalityUnknownMark = "†", AsPrintedMark = "‡";

    private static readonly Localized VariableHead = new("Variable", "指标"), StatisticHead = new("t/Z/χ²", "t/Z/χ²"), PHead = new("P", "P"),
        DifferenceHead = new("SMD", "SMD"), TestHead = new("Test", "检验"), Joint = new(", ", "，"), SeveralHead = new("F/H/χ²", "F/H/χ²"),
        CountHead = new("N", "N"), IntervalHead = new("Difference\n(95% CI)", "差值\n（95% CI）");

    /// <summary>The layout of a table.</summary>
    public static CohortTableLayout Of(CohortTable table, Language language)
    {
        // One group is only described.
        var compared = table.Compared > 1;
        var heads = new List<string> { VariableHead.In(language) };
        if (table.Design.ShowsCounts) heads.Add(CountHead.In(language));
        foreach (var column in table.Columns) heads.Add(column.Group.Label.In(language) + "\n" + Size(table, column).In(language));
        if (HasIntervals(table)) heads.Add(IntervalHead.In(language));
        var groups = heads.Count - 1;
        if (compared) heads.AddRange([(table.Compared > 2 ? SeveralHead : StatisticHead).In(language), PHead.In(language),
            DifferenceHead.In(language), TestHead.In(language)]);
        var lines = new List<CohortTableLine>();
        Localized? heading = null;
        foreach (var row in table.Rows)
        {
            if (row.Variable.Heading is { } next && next != heading)
                lines.Add(new(next.In(language), "", CohortTableLineKind.Heading, [], ""));
            heading = row.Variable.Heading;
            var cells = new List<string>();
            if (table.Design.ShowsCounts) cells.Add(Count(row));
            cells.AddRange(row.Groups.Select(g => TableText.Summary(row.Summary, g).In(language)));
            if (HasIntervals(table)) cells.Add(Interval(row, language));
            if (compared) cells.AddRange(Comparison(row));
            lines.Add(new(Label(row, language) + Joint.In(language), Kind(table, row).In(language), heading is null
                ? CohortTableLineKind.Row : CohortTableLineKind.RowOfHeading, cells, TableText.Decision(row, table.Options).In(language)));
        }

        return new(TitleOf(table).In(language), heads, groups, lines,
            [.. NotesOf(table, compared).Select(n => n.In(language))]);
    }

    /// <summary>The title of a table, with the number that the paper gives it, and whom it counts where that is not all.</summary>
    public static Localized TitleOf(CohortTable table)
    {
        var title = table.Design.Id.All(char.IsAsciiDigit)
            ? new($"Table {table.Design.Id}. {table.Design.Title.En}", $"表{table.Design.Id} {table.Design.Title.Zh}") : table.Design.Title;
        if (table.Design.Restrictions is { Count: > 0 } only)
            title = new($"{title.En} ({string.Join("; ", only.Select(r => r.En))})",
                $"{title.Zh}（{string.Join("；", only.Select(r => r.Zh))}）");
        if (table.Columns.SelectMany(c => c.Denominators).DistinctBy(d => d.Among).ToList() is not { Count: > 0 } among) return title;
        var isAll = among.Count == 1 && table.Rows.All(r => r.Among is not null);
        string en = string.Join(", ", among.Select(a => a.Label.En)), zh = string.Join("、", among.Select(a => a.Label.Zh));
        return isAll ? new($"{title.En}, among: {en}", $"{title.Zh}（分母：{zh}）")
            : new($"{title.En}, in part among: {en}", $"{title.Zh}（部分指标的分母：{zh}）");
    }

    /// <summary>How many rows a column is of, and among how many of them some variables are counted.</summary>
    private static Localized Size(CohortTable table, TableColumn column)
    {
        var n = column.Size.Printed;
        if (column.Denominators.Count == 0) return new($"(n = {n})", $"（n = {n}）");
        var unit = table.Design.UnitOfAnalysis;
        var of = unit is null ? new Localized($"n = {n}", $"n = {n}") : new($"n = {n} {unit.En}", $"n = {n} {unit.Zh}");
        return new($"({of.En};\n{string.Join(";\n", column.Denominators.Select(d => $"{d.Label.En}: {d.Size.Printed}"))})",
            $"（{of.Zh}；\n{string.Join("；\n", column.Denominators.Select(d => $"{d.Label.Zh}：{d.Size.Printed}"))}）");
    }

    private static bool HasIntervals(CohortTable table) => table.Design.ShowsDifferences && table.Compared == 2;

    /// <summary>How many values the compared groups have together.</summary>
    private static string Count(TableRow row)
    {
        var counts = row.Groups.Where(g => !g.IsOverall).Select(g => g.Used.Value).ToList();
        return counts.Contains(null) ? PrintedText.Hidden : NumberFormat.Whole(counts.Sum(c => (long)c!.Value));
    }

    private static string Interval(TableRow row, Language language) => row.Difference is { } d
        ? new Localized(d.Printed,
            $"{NumberFormat.Fixed(d.Estimate)}（{NumberFormat.Fixed(d.Interval.Low)}，{NumberFormat.Fixed(d.Interval.High)}）")
            .In(language)
        : row.Decision.Rule == DecisionRule.Suppressed ? PrintedText.Hidden : Dash;

    /// <summary>The cells after the groups'.</summary>
    private static string[] Comparison(TableRow row) => row.Decision.Rule == DecisionRule.TestedOnFirstRow ? ["", "", "", ""]
        : [row.Test?.StatisticPrinted ?? Dash, row.Test?.PPrinted ?? Dash, row.StandardizedDifferencePrinted, TestOf(row)];

    private static string TestOf(TableRow row) => row.Test is { } test ? Letter(test.Kind) + MarkOf(row.Decision.Rule) : Dash;

    /// <summary>What stands for a test in the table.</summary>
    private static string Letter(TestKind kind) => kind switch
    {
        TestKind.StudentT => "t",
        TestKind.MannWhitney => "Z",
        TestKind.PearsonChiSquare => "χ²",
        TestKind.FisherExact => "Fisher",
        TestKind.WelchT => "t (Welch)",
        TestKind.Anova => "F",
        TestKind.WelchAnova => "F (Welch)",
        TestKind.KruskalWallis => "H",
        _ => "Fisher-Freeman-Halton",
    };

    private static string MarkOf(DecisionRule rule) => rule switch
    {
        DecisionRule.NormalityUnknown or DecisionRule.ExactTooLong => NormalityUnknownMark,
        DecisionRule.AsPrinted or DecisionRule.AsDesigned => AsPrintedMark,
        _ => "",
    };

    /// <summary>A variable with its unit.</summary>
    private static string Label(TableRow row, Language language)
    {
        var variable = row.Variable;
        var label = variable.Label.In(language);
        // Counts are of what the label names.
        if (variable.Unit.Length > 0 && !variable.IsCount)
            label = new Localized($"{label} ({variable.Unit})", $"{label}（{(variable.Unit == "years" ? "岁" : variable.Unit)}）")
                .In(language);
        return label;
    }

    private static Localized Kind(CohortTable table, TableRow row)
    {
        var kind = Kind(row.Summary);
        return table.Columns.SelectMany(c => c.Denominators).FirstOrDefault(d => d.Among == row.Among)?.Label is { } among
            ? new($"{kind.En} of {among.En}", $"{kind.Zh}，分母：{among.Zh}") : kind;
    }

    private static Localized Kind(SummaryKind kind) => kind switch
    {
        SummaryKind.MeanSd => new("mean ± SD", "x̄ ± s"),
        SummaryKind.MedianQuartiles => new("M (P25–P75)", "M（P25～P75）"),
        _ => new("n (%)", "n（%）"),
    };

    /// <summary>What a test is that stands in the table, and why it was taken.</summary>
    private static Localized NoteOf(DecisionRule rule, TestKind kind, string level)
    {
        var (letter, test) = (Letter(kind), TableText.Test(kind));
        var asMean = kind is not (TestKind.MannWhitney or TestKind.KruskalWallis);
        return rule switch
        {
            DecisionRule.AllNormal => new($"{letter}: {test.En}, as the Shapiro-Wilk p is above {level} in every group",
                $"{letter}：各组 Shapiro-Wilk 检验 P＞{level}，采用{test.Zh}"),
            DecisionRule.NotNormal => new($"{letter}: {test.En}, as the Shapiro-Wilk p is not above {level} in a group",
                $"{letter}：有一组 Shapiro-Wilk 检验 P≤{level}，采用 {test.Zh}"),
            DecisionRule.NormalityUnknown => new($"{letter}{NormalityUnknownMark}: {test.En}, as a group has too few or only "
                + $"equal values for the Shapiro-Wilk test",
                $"{letter}{NormalityUnknownMark}：有一组取值过少或全部相同，无法作 Shapiro-Wilk 检验，采用 {test.Zh}"),
            DecisionRule.AsPrinted when asMean => new(
                $"{letter}{AsPrintedMark}: {test.En}, as the paper prints the mean here, whatever the Shapiro-Wilk p",
                $"{letter}{AsPrintedMark}：论文此处列均数±标准差，不论 Shapiro-Wilk 检验结果，采用{test.Zh}"),
            DecisionRule.AsPrinted => new(
                $"{letter}{AsPrintedMark}: {test.En}, as the paper prints the median here, whatever the Shapiro-Wilk p",
                $"{letter}{AsPrintedMark}：论文此处列中位数，不论 Shapiro-Wilk 检验结果，采用 {test.Zh}"),
            DecisionRule.AsDesigned => new(
                $"{letter}{AsPrintedMark}: {test.En}, as the design asks for the {(asMean ? "mean" : "median")}, whatever the "
                + "Shapiro-Wilk p",
                $"{letter}{AsPrintedMark}：设计文件指定{(asMean ? "均数" : "中位数")}，不论 Shapiro-Wilk 检验结果，采用 {test.Zh}"),
            DecisionRule.ExpectedCountsLargeEnough =>
                new("χ²: Pearson's chi-square test without correction, as every expected count is at least 5",
                    "χ²：各格理论频数均不小于 5，采用未校正的 Pearson χ² 检验"),
            DecisionRule.ExactTooLong => new($"χ²{NormalityUnknownMark}: Pearson's chi-square test although an expected count is below 5, "
                + $"as the exact test would take too long: its P is approximate",
                $"χ²{NormalityUnknownMark}：虽有理论频数小于 5，但确切概率法计算量过大，采用 Pearson χ² 检验，P 值为近似值"),
            _ => new($"{letter}: {test.En}, as an expected count is below 5", $"{letter}：有理论频数小于 5，采用 {test.Zh}"),
        };
    }

    private static IEnumerable<Localized> NotesOf(CohortTable table, bool compared)
    {
        if (compared)
        {
            var level = NumberFormat.Exact(table.Options.NormalityLevel);
            foreach (var rule in table.Rows.Where(r => r.Test is not null).Select(r => (r.Decision.Rule, r.Test!.Kind)).Distinct()
                .OrderBy(r => r))
            {
                yield return NoteOf(rule.Rule, rule.Kind, level);
            }

            foreach (var untested in table.Rows.Where(r => r.Test is null && r.Decision.Rule != DecisionRule.TestedOnFirstRow)
                .GroupBy(r => TableText.Decision(r, table.Options)))
            {
                yield return new($"{Dash} {string.Join(", ", untested.Select(r => r.Variable.Label.En))}: {untested.Key.En}",
                    $"{Dash} {string.Join("、", untested.Select(r => r.Variable.Label.Zh))}：{untested.Key.Zh}");
            }

        }

        var incomplete = table.Rows.Where(r => r.Groups.Any(g => g.Missing.Value != 0)).ToList();
        if (incomplete.Count > 0)
        {
            string Counts(TableRow row, string separator) => string.Join(separator, row.Groups.Select(g => g.Missing.Printed));
            yield return new($"values missing, by group: "
                + $"{string.Join("; ", incomplete.Select(r => $"{r.Variable.Label.En} {Counts(r, ", ")}"))}",
                $"各组缺失例数：{string.Join("；", incomplete.Select(r => $"{r.Variable.Label.Zh} {Counts(r, "、")}"))}");
        }

        foreach (var footnote in table.Footnotes) yield return TableText.Of(footnote, table.Options);
    }
}
