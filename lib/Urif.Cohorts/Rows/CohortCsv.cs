using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>A cohort as a file that the kit reads again.</summary>
public static class CohortCsv
{
    /// <summary>Writes every column of the dictionary that the cohort has, one row for each woman: UTF-8, line feeds.</summary>
    /// <param name="cohort">The cohort, of one cycle for each woman.</param>
    /// <param name="output">Gets the text.</param>
    /// <param name="womanId">What a row's woman is called, as the cohort keeps no identifiers.</param>
    public static void Write(Cohort cohort, TextWriter output, Func<int, string> womanId)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(womanId);
        DictionaryColumn[] columns = [.. cohort.Schema.Columns.Where(c => cohort.Has(c.Name))];
        var fields = new string[columns.Length];
        for (var c = 0; c < fields.Length; c++) fields[c] = columns[c].Name;
        CsvText.WriteRow(output, fields);
        for (var row = 0; row < cohort.Count; row++)
        {
            for (var c = 0; c < fields.Length; c++) fields[c] = Field(cohort, columns[c], row, womanId);
            CsvText.WriteRow(output, fields);
        }
    }

    private static string Field(Cohort cohort, DictionaryColumn column, int row, Func<int, string> womanId)
    {
        switch (column.Name)
        {
            case CohortColumns.WomanId: return womanId(row);
            case CohortColumns.CycleId: return "1";
        }

        return cohort.Column(column) switch
        {
            double[] numbers => double.IsNaN(numbers[row]) ? "" : numbers[row].ToString("R", CultureInfo.InvariantCulture),
            short[] counts => counts[row] == Cohort.MissingCount ? "" : counts[row].ToString(CultureInfo.InvariantCulture),
            sbyte[] codes when codes[row] < 0 => "",
            sbyte[] codes when column.Type == ColumnType.Boolean => codes[row] == 1 ? "yes" : "no",
            sbyte[] codes => column.Categories[codes[row]].Name,
            int[] codes when column.Type == ColumnType.Category =>
                codes[row] == Cohort.MissingNumber ? "" : cohort.Words(column.Name)[codes[row]],
            int[] days => days[row] == Cohort.MissingNumber ? ""
                : DateOnly.FromDayNumber(days[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(),
        };
    }
}
