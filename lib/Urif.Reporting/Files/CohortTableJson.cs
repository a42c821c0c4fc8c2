using System.Text.Json;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Writes tables of a cohort as JSON, for programs. The shape is that of <c>cohort-tables.schema.json</c> beside this file (JSON
/// Schema 2020-12); the order is that of the tables.
/// </summary>
/// <remarks>
/// Computed numbers are the shortest text that is right to 9 significant digits. A number that is hidden or not defined is null,
/// and so is the open end of a condition.
/// </remarks>
public static class CohortTableJson
{
    /// <summary>Writes the tables, with a line feed at the end.</summary>
    public static void Write(IReadOnlyList<CohortTable> tables, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.WriteReport(json => json.WriteArray("tables", tables, WriteTable));
    }

    private static void WriteTable(Utf8JsonWriter json, CohortTable table)
    {
        json.WriteString("id", table.Design.Id);
        json.WriteLocalized("title", table.Design.Title);
        if (table.IsSynthetic) json.WriteLocalized(CohortColumns.Synthetic, Cohort.SyntheticLabel);
        else json.WriteNull(CohortColumns.Synthetic);
        json.WriteStartObject("options");
        json.WriteString("denominator", CohortTableWords.Of(table.Options.Denominator));
        WriteNumber(json, "normality_level", table.Options.NormalityLevel);
        json.WriteString("quantiles", CohortTableWords.Of(table.Options.Quantiles));
        json.WriteNumber("suppress_below", table.Options.SuppressBelow);
        if (table.Options.RoundTo > 1) json.WriteNumber("round_to", table.Options.RoundTo);
        json.WriteEndObject();
        json.WriteArray("groups", table.Columns, WriteColumn);
        json.WriteArray("rows", table.Rows, (json, row) => WriteRow(json, row, table.Options));
        json.WriteStartArray("footnotes");
        foreach (var footnote in table.Footnotes) json.WriteLocalized(null, TableText.Of(footnote, table.Options));
        json.WriteEndArray();
    }

    private static void WriteColumn(Utf8JsonWriter json, TableColumn column)
    {
        json.WriteString("id", column.Group.Id);
        json.WriteLocalized("label", column.Group.Label);
        json.WriteArray("conditions", column.Group.Conditions, static (json, condition) =>
        {
            json.WriteString("variable", condition.Variable);
            WriteNumber(json, "at_least", condition.AtLeast);
            WriteNumber(json, "below", condition.Below);
        });
        WriteCount(json, "size", column.Size);
        if (column.Group.IsOverall) json.WriteBoolean("overall", true);
        if (column.Denominators.Count == 0) return;
        json.WriteArray("denominators", column.Denominators, static (json, among) =>
        {
            json.WriteString("among", among.Among);
            json.WriteLocalized("label", among.Label);
            WriteCount(json, "size", among.Size);
        });
    }

    private static void WriteRow(Utf8JsonWriter json, TableRow row, TableOptions options)
    {
        var variable = row.Variable;
        json.WriteString("variable", variable.Name);
        json.WriteLocalized("label", variable.Label);
        json.WriteString("unit", variable.Unit);
        json.WriteString("kind", CohortTableWords.Of(variable.Kind));
        json.WriteString("partition", variable.Partition);
        json.WriteBoolean("outcome", variable.IsOutcome);
        json.WriteString("summary", CohortTableWords.Of(row.Summary));
        json.WriteArray("groups", row.Groups, (json, summary) => WriteSummary(json, row.Summary, summary));
        if (row.Test is { } test)
        {
            json.WriteStartObject("test");
            json.WriteString("kind", CohortTableWords.Of(test.Kind));
            WriteNumber(json, "statistic", test.Statistic);
            WriteNumber(json, "df", test.DegreesOfFreedom);
            if (test.DenominatorDegreesOfFreedom is { } df2) WriteNumber(json, "df2", df2);
            WriteNumber(json, "p", test.P);
            json.WriteString("statistic_printed", test.StatisticPrinted);
            json.WriteString("p_printed", test.PPrinted);
            json.WriteEndObject();
        }
        else json.WriteNull("test");

        json.WriteStartObject("decision");
        json.WriteString("rule", CohortTableWords.Of(row.Decision.Rule));
        json.WriteArray("normality", row.Decision.Normality, static (json, normality) =>
        {
            json.WriteNumber("tested", normality.Tested);
            json.WriteBoolean("sampled", normality.Sampled);
            WriteNumber(json, "w", normality.W);
            WriteNumber(json, "p", normality.P);
            json.WriteBoolean("normal", normality.IsNormal);
        });
        WriteNumber(json, "smallest_expected", row.Decision.SmallestExpected);
        json.WriteLocalized("sentence", TableText.Decision(row, options));
        json.WriteEndObject();
        WriteNumber(json, "smd", row.StandardizedDifference);
        json.WriteString("smd_printed", row.StandardizedDifferencePrinted);
        if (row.Among is { } among) json.WriteString("among", among);
        if (row.PairwiseDifferences.Count > 0)
            json.WriteArray("smd_pairs", row.PairwiseDifferences, static (json, pair) =>
            {
                json.WriteNumber("first", pair.First);
                json.WriteNumber("second", pair.Second);
                WriteNumber(json, "smd", pair.Value);
            });
        if (row.Difference is not { } difference) return;
        json.WriteStartObject("difference");
        json.WriteString("kind", CohortTableWords.Of(difference.Kind));
        WriteNumber(json, "estimate", difference.Estimate);
        WriteNumber(json, "low", difference.Interval.Low);
        WriteNumber(json, "high", difference.Interval.High);
        json.WriteString("printed", difference.Printed);
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, SummaryKind kind, GroupSummary summary)
    {
        WriteCount(json, "used", summary.Used);
        WriteCount(json, "missing", summary.Missing);
        WriteNumber(json, "mean", summary.Mean);
        WriteNumber(json, "sd", summary.StandardDeviation);
        WriteNumber(json, "median", summary.Median);
        WriteNumber(json, "q1", summary.LowerQuartile);
        WriteNumber(json, "q3", summary.UpperQuartile);
        if (summary.RoundedTo is { } step) WriteNumber(json, "rounded_to", step);
        if (summary.Count is { } count) WriteCount(json, "count", count);
        else json.WriteNull("count");
        WriteNumber(json, "percent", summary.Percent);
        json.WriteLocalized("printed", TableText.Summary(kind, summary));
        if (summary.Absence is { } absence) json.WriteLocalized("reason", TableText.Of(absence));
        else json.WriteNull("reason");
    }

    private static void WriteCount(Utf8JsonWriter json, string name, CellCount count)
    {
        json.WriteStartObject(name);
        if (count.Value is { } value) json.WriteNumber("value", value);
        else json.WriteNull("value");
        json.WriteString("visibility", CohortTableWords.Of(count.Visibility));
        json.WriteString("printed", count.Printed);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        json.WritePropertyName(name);
        if (number is { } value && double.IsFinite(value)) json.WriteRawValue(NumberFormat.Data(value));
        else json.WriteNullValue();
    }
}
