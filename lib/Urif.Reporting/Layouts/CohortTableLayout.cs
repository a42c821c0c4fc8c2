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
        DifferenceHead = new("SMD", "SMD"), TestHead = new("Test", "检验"), Joint = new(", ", "，");

    /// <summary>The layout of a table.</summary>
    public static CohortTableLayout Of(CohortTable table, Language language)
    {
        // The paper's rule compares two groups; more or fewer are only described.
        var compared = table.Columns.Count == 2;
        var heads = new List<string> { VariableHead.In(language) };
        foreach (var column in table.Columns)
            heads.Add(column.Group.Label.In(language) + "\n"
                + new Localized($"(n = {column.Size.Printed})", $"（n = {column.Size.Printed}）").In(language));
        if (compared) heads.AddRange([StatisticHead.In(language), PHead.In(language), DifferenceHead.In(language), TestHead.In(language)]);
        var lines = new List<CohortTableLine>();
        Localized? heading = null;
        foreach (var row in table.Rows)
        {
            if (row.Variable.Heading is { } next && next != heading)
                lines.Add(new(next.In(language), "", CohortTableLineKind.Heading, [], ""));
            heading = row.Variable.Heading;
            var cells = row.Groups.Select(g => TableText.Summary(row.Summary, g).In(language)).ToList();
            if (compared) cells.AddRange(Comparison(row));
            lines.Add(new(Label(row, language) + Joint.In(language), Kind(row.Summary).In(language), heading is null
                ? CohortTableLineKind.Row : CohortTableLineKind.RowOfHeading, cells, TableText.Decision(row, table.Options).In(language)));
        }

        return new(TitleOf(table).In(language), heads, table.Columns.Count, lines,
            [.. NotesOf(table, compared).Select(n => n.In(language))]);
    }

    /// <summary>The title of a table, with the number that the paper gives it.</summary>
    public static Localized TitleOf(CohortTable table) => table.Design.Id.All(char.IsAsciiDigit)
        ? new($"Table {table.Design.Id}. {table.Design.Title.En}", $"表{table.Design.Id} {table.Design.Title.Zh}") : table.Design.Title;

    /// <summary>The cells after the groups'.</summary>
    private static string[] Comparison(TableRow row) => row.Decision.Rule == DecisionRule.TestedOnFirstRow ? ["", "", "", ""]
        : [row.Test?.StatisticPrinted ?? Dash, row.Test?.PPrinted ?? Dash, row.StandardizedDifferencePrinted, TestOf(row)];

    private static string TestOf(TableRow row) => row.Test?.Kind switch
    {
        TestKind.StudentT => "t" + MarkOf(row.Decision.Rule),
        TestKind.MannWhitney => "Z" + MarkOf(row.Decision.Rule),
        TestKind.PearsonChiSquare => "χ²",
        TestKind.FisherExact => "Fisher",
        _ => Dash,
    };

    private static string MarkOf(DecisionRule rule) => rule switch
    {
        DecisionRule.NormalityUnknown => NormalityUnknownMark,
        DecisionRule.AsPrinted => AsPrintedMark,
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

    private static Localized Kind(SummaryKind kind) => kind switch
    {
        SummaryKind.MeanSd => new("mean ± SD", "x̄ ± s"),
        SummaryKind.MedianQuartiles => new("M (P25–P75)", "M（P25～P75）"),
        _ => new("n (%)", "n（%）"),
    };

    private static IEnumerable<Localized> NotesOf(CohortTable table, bool compared)
    {
        if (compared)
        {
            var level = NumberFormat.Exact(table.Options.NormalityLevel);
            foreach (var rule in table.Rows.Where(r => r.Test is not null).Select(r => (r.Decision.Rule, r.Test!.Kind)).Distinct()
                .OrderBy(r => r))
            {
                yield return rule.Rule switch
                {
                    DecisionRule.AllNormal => new(
                        $"t: Student's t test, as the Shapiro-Wilk p is above {level} in every group",
                        $"t：各组 Shapiro-Wilk 检验 P＞{level}，采用独立样本 t 检验"),
                    DecisionRule.NotNormal => new(
                        $"Z: Mann-Whitney test, as the Shapiro-Wilk p is not above {level} in a group",
                        $"Z：有一组 Shapiro-Wilk 检验 P≤{level}，采用 Mann-Whitney U 检验"),
                    DecisionRule.NormalityUnknown => new($"Z{NormalityUnknownMark}: Mann-Whitney test, as a group has too few or only "
                        + $"equal values for the Shapiro-Wilk test", $"Z{NormalityUnknownMark}：有一组取值过少或全部相同，无法作 Shapiro-Wilk 检验，采用 "
                        + $"Mann-Whitney U 检验"),
                    DecisionRule.AsPrinted when rule.Kind == TestKind.StudentT =>
                        new($"t{AsPrintedMark}: Student's t test, as the paper prints the mean here, whatever the Shapiro-Wilk p",
                        $"t{AsPrintedMark}：论文此处列均数±标准差，不论 Shapiro-Wilk 检验结果，采用独立样本 t 检验"),
                    DecisionRule.AsPrinted => new(
                        $"Z{AsPrintedMark}: Mann-Whitney test, as the paper prints the median here, whatever the Shapiro-Wilk p",
                        $"Z{AsPrintedMark}：论文此处列中位数，不论 Shapiro-Wilk 检验结果，采用 Mann-Whitney U 检验"),
                    DecisionRule.ExpectedCountsLargeEnough =>
                        new("χ²: Pearson's chi-square test without correction, as every expected count is at least 5",
                        "χ²：各格理论频数均不小于 5，采用未校正的 Pearson χ² 检验"),
                    _ => new("Fisher: Fisher's exact test, as an expected count is below 5", "Fisher：有理论频数小于 5，采用 Fisher 确切概率法"),
                };
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
