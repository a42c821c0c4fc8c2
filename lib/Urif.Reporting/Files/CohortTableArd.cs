using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Writes tables of a cohort as analysis-results data (ARD), the long form of R's <c>cards</c>, as CSV: one row for each
/// statistic, in the order of the tables.
/// </summary>
/// <remarks>
/// The columns and the way to read them in R are those of <see cref="AuditArd"/>. <c>group1</c> is <c>arm</c>, or the variable
/// that groups; <c>group2</c> is the <c>table</c>. Tests have the contexts and statistics of <c>cardx</c> (<c>parameter</c> is the
/// degrees of freedom), the Shapiro-Wilk test stands by group, the standardised mean difference in context <c>smd_smd</c>.
/// <c>stat</c> is empty, which R reads as missing, where a number is hidden; <c>stat_fmt</c> is as printed.
/// The last column, <c>synthetic</c>, is not of cards, which keeps it: a sentence in every row where a random number generator made
/// rows of the cohort, empty otherwise.
/// </remarks>
public static class CohortTableArd
{
    private const string Summary = "summary", Tabulate = "tabulate", OfDifference = "_difference";

    /// <summary>Writes the tables: UTF-8 text without byte order mark, lines ended by a line feed.</summary>
    public static void Write(IReadOnlyList<CohortTable> tables, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(tables);
        CsvText.WriteRow(output,
            "group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context",
            "stat_name", "stat_label", "stat", "stat_fmt", CohortColumns.Synthetic);
        foreach (var table in tables)
        {
            foreach (var column in table.Columns)
            {
                var (group, level) = Place(column.Group);
                CsvText.WriteRow(output, "", "", "table", table.Design.Id, group, level, Tabulate, "n", "n",
                    CohortTableWords.Value(column.Size), column.Size.Printed, CohortTableWords.Synthetic(table).En);
            }

            foreach (var row in table.Rows)
            {
                foreach (var stat in Stats(table, row)) WriteRow(output, table, row, stat);
            }
        }
    }

    /// <summary>What groups, and the group's level of it.</summary>
    private static (string Variable, string Level) Place(TableGroup group)
    {
        var at = group.Id.AsSpan().IndexOfAny("=<>");
        return at < 0 ? ("arm", group.Id) : (group.Id[..at], group.Id[at..].TrimStart('='));
    }

    private static void WriteRow(TextWriter output, CohortTable table, TableRow row, Stat stat)
    {
        var compared = table.Columns.FirstOrDefault(c => !c.Group.IsOverall) ?? table.Columns[0];
        var (group, level) = Place(stat.Group ?? compared.Group);
        var variable = row.Variable;
        // A column that has a row of its own is another variable than one of its words.
        var partition = table.Rows.Any(r => r.Variable.Name == variable.Partition) ? null : variable.Partition;
        var counted = variable.Kind == TableVariableKind.Binary;
        var ofGroup = stat.Group is not null && stat.Context == Tabulate;
        // A test is of the whole partition, a difference of one of its words.
        var ofWord = partition is not null && (stat.Group is not null || stat.Context.EndsWith(OfDifference, StringComparison.Ordinal));
        CsvText.WriteRow(output,
            group, stat.Group is null ? "" : level, "table", table.Design.Id, partition ?? variable.Name,
            !counted || !(ofGroup || ofWord) ? "" : partition is null ? "TRUE"
                : variable.Word is { } word && variable.Name.EndsWith("=" + word, StringComparison.Ordinal) ? word : variable.Name,
            stat.Context, stat.Name, stat.Label,
            stat.Value is { } value && double.IsFinite(value) ? NumberFormat.Data(value) : "", stat.Printed,
                CohortTableWords.Synthetic(table).En);
    }

    private static IEnumerable<Stat> Stats(CohortTable table, TableRow row)
    {
        for (var i = 0; i < row.Groups.Count; i++)
        {
            var (group, s) = (table.Columns[i].Group, row.Groups[i]);
            Stat Number(string context, string name, string label, double? value) =>
                new(group, context, name, label, value, NumberFormat.FixedOrDash(value, s.Decimals));
            if (row.Summary == SummaryKind.CountPercent)
            {
                yield return new(group, Tabulate, "n", "n", s.Count?.Value, s.Count?.Printed ?? NumberFormat.Dash);
                yield return new(group, Tabulate, "N", "N", s.Used.Value, s.Used.Printed);
                // A proportion, printed as a percentage.
                yield return new(group, Tabulate, "p", "%", s.Percent / 100, NumberFormat.FixedOrDash(s.Percent));
            }
            else
            {
                yield return new(group, Summary, "N", "N", s.Used.Value, s.Used.Printed);
                yield return Number(Summary, "mean", "Mean", s.Mean);
                yield return Number(Summary, "sd", "SD", s.StandardDeviation);
                yield return Number(Summary, "median", "Median", s.Median);
                yield return Number(Summary, "p25", "Q1", s.LowerQuartile);
                yield return Number(Summary, "p75", "Q3", s.UpperQuartile);
            }

            yield return new(group, "missing", "N_miss", "N Missing", s.Missing.Value, s.Missing.Printed);
            if (i >= row.Decision.Normality.Count || row.Decision.Normality[i] is not { W: { } w, P: { } normalP }) continue;
            yield return new(group, "stats_shapiro_test", "statistic", "W Statistic", w, NumberFormat.Fixed(w, 3));
            yield return new(group, "stats_shapiro_test", "p.value", "p-value", normalP, NumberFormat.P(normalP, PSpelling.Cell));
        }

        if (row.Test is { } test)
        {
            var (context, label) = test.Kind switch
            {
                TestKind.StudentT => ("stats_t_test", "t Statistic"),
                TestKind.MannWhitney => ("stats_wilcox_test", "z Statistic"),
                TestKind.PearsonChiSquare => ("stats_chisq_test", "X-squared Statistic"),
                TestKind.WelchT => ("stats_t_test", "t Statistic"),
                TestKind.Anova or TestKind.WelchAnova => ("stats_oneway_test", "F Statistic"),
                TestKind.KruskalWallis => ("stats_kruskal_test", "Kruskal-Wallis chi-squared Statistic"),
                _ => ("stats_fisher_test", ""),
            };
            if (test.Statistic is { } statistic) yield return new(null, context, "statistic", label, statistic, test.StatisticPrinted);
            if (test.DegreesOfFreedom is { } df)
                yield return new(null, context, "parameter", "Degrees of Freedom", df, NumberFormat.Exact(df));
            if (test.DenominatorDegreesOfFreedom is { } df2)
                yield return new(null, context, "parameter.den", "Denominator Degrees of Freedom", df2, NumberFormat.Trimmed(df2));
            yield return new(null, context, "p.value", "p-value", test.P, test.PPrinted);
        }

        if (row.StandardizedDifference is { } difference)
            yield return new(null, "smd_smd", "estimate", "Standardized Mean Difference", difference, row.StandardizedDifferencePrinted);
        if (row.Difference is not { } between) yield break;
        var difference95 = between.Kind switch
        {
            DifferenceKind.Means => "stats_t_test" + OfDifference,
            DifferenceKind.Shift => "stats_wilcox_test" + OfDifference,
            _ => "stats_prop_test" + OfDifference,
        };
        // Proportions, printed as percentages.
        var unit = between.Kind == DifferenceKind.Proportions ? 100 : 1;
        foreach (var (name, label, value) in new[] { ("estimate", "Difference", between.Estimate),
            ("conf.low", "CI Lower Bound", between.Interval.Low), ("conf.high", "CI Upper Bound", between.Interval.High) })
            yield return new(null, difference95, name, label, value / unit, NumberFormat.Fixed(value));
    }

    private sealed record Stat(TableGroup? Group, string Context, string Name, string Label, double? Value, string Printed);
}
