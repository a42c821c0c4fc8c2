using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>One number of a row of a table.</summary>
/// <param name="Group">The group that it is of; null where it is between groups.</param>
/// <param name="Statistic">What it is, as <see cref="CohortTableCsv"/> names it.</param>
/// <param name="Value">The number; null where it is hidden or not defined.</param>
/// <param name="Shown">The text of the table's cell that holds it; empty where it is in none.</param>
internal sealed record CohortTableNumber(TableGroup? Group, string Statistic, double? Value, string Shown)
{
    /// <summary>The number to 9 significant digits; empty where there is none.</summary>
    public string Text => Value is { } value && double.IsFinite(value) ? NumberFormat.Data(value) : "";

    /// <summary>
    /// The numbers of a row. What a kind of variable does not have is left out; what it has but is hidden or not defined stays,
    /// without value.
    /// </summary>
    public static IEnumerable<CohortTableNumber> Of(CohortTable table, TableRow row)
    {
        for (var i = 0; i < row.Groups.Count; i++)
        {
            var (group, summary) = (table.Columns[i].Group, row.Groups[i]);
            CohortTableNumber Number(string name, double? value, bool shown) => new(group, name, value, shown ? summary.Printed : "");
            yield return new(group, "used", summary.Used.Value, summary.Used.Printed);
            yield return new(group, "missing", summary.Missing.Value, summary.Missing.Printed);
            if (row.Summary == SummaryKind.CountPercent)
            {
                yield return Number("n", summary.Count?.Value, true);
                yield return Number("percent", summary.Percent, true);
                continue;
            }

            var means = row.Summary == SummaryKind.MeanSd;
            yield return Number("mean", summary.Mean, means);
            yield return Number("sd", summary.StandardDeviation, means);
            yield return Number("median", summary.Median, !means);
            yield return Number("q1", summary.LowerQuartile, !means);
            yield return Number("q3", summary.UpperQuartile, !means);
            if (i >= row.Decision.Normality.Count) continue;
            yield return new(group, "shapiro_w", row.Decision.Normality[i].W, "");
            yield return new(group, "shapiro_p", row.Decision.Normality[i].P, "");
        }

        if (row.Test is { } test)
        {
            var statistic = test.Kind switch { TestKind.StudentT =>
                "t", TestKind.WelchT => "t", TestKind.MannWhitney => "z", TestKind.PearsonChiSquare => "chi2",
                TestKind.Anova or TestKind.WelchAnova => "f", TestKind.KruskalWallis => "h", _ => "" };
            if (statistic.Length > 0) yield return new(null, statistic, test.Statistic, test.StatisticPrinted);
            if (test.DegreesOfFreedom is { } df) yield return new(null, "df", df, "");
            if (test.DenominatorDegreesOfFreedom is { } df2) yield return new(null, "df2", df2, "");
            yield return new(null, "p", test.P, test.PPrinted);
        }

        if (row.StandardizedDifference is { } difference) yield return new(null, "smd", difference, row.StandardizedDifferencePrinted);
        if (row.PairwiseDifferences.Count > 0) yield return new(null, "smd_max", row.PairwiseDifferences.Max(p => p.Value), "");
        if (row.Difference is not { } between) yield break;
        yield return new(null, "difference", between.Estimate, between.Printed);
        yield return new(null, "difference_low", between.Interval.Low, between.Printed);
        yield return new(null, "difference_high", between.Interval.High, between.Printed);
    }
}
