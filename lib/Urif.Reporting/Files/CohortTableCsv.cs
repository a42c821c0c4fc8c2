using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Writes tables of a cohort as CSV, for spreadsheets and statistics programs: one row for each number, in the order of the
/// tables.
/// </summary>
/// <remarks>
/// <para>
/// The columns: <c>table</c>; <c>variable</c>, <c>group_size</c> for the sizes of the groups; <c>group</c>, empty for a number
/// between groups; <c>statistic</c>; <c>value</c>, to 9 significant digits, empty where it is hidden or not defined;
/// <c>shown</c>, the text of the table's cell that holds the number, empty where it is in none; <c>test</c> and <c>rule</c>, the
/// test of the row and why; <c>decision_en</c> and <c>decision_zh</c>, the same in words; <c>synthetic_en</c> and
/// <c>synthetic_zh</c>, empty unless a random number generator made rows of the cohort: then every row says so.
/// </para>
/// <para>
/// The statistics: <c>n</c> (of a group; with a variable, those who have it), <c>used</c>, <c>missing</c>, <c>mean</c>, <c>sd</c>,
/// <c>median</c>, <c>q1</c>, <c>q3</c>, <c>percent</c>, <c>shapiro_w</c>, <c>shapiro_p</c>; between groups <c>t</c>, <c>z</c> or
/// <c>chi2</c>, <c>df</c>, <c>p</c>, <c>smd</c>; of three or more groups <c>f</c> or <c>h</c>, <c>df2</c> and
/// <c>smd_max</c>, the greatest of all pairs; where they are asked for <c>difference</c>, <c>difference_low</c> and
/// <c>difference_high</c>. The size of a group among
/// whom some variables are counted is <c>n_</c> and the column that says who they are.
/// </para>
/// </remarks>
public static class CohortTableCsv
{
    /// <summary>Writes the tables: UTF-8 text without byte order mark, lines ended by a line feed.</summary>
    public static void Write(IReadOnlyList<CohortTable> tables, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(tables);
        CsvText.WriteRow(output, "table", "variable", "group", "statistic", "value", "shown", "test", "rule", "decision_en", "decision_zh",
            "synthetic_en", "synthetic_zh");
        foreach (var table in tables)
        {
            var (en, zh) = CohortTableWords.Synthetic(table);
            foreach (var column in table.Columns)
                CsvText.WriteRow(output, table.Design.Id, CohortTableWords.GroupSize, column.Group.Id, "n",
                    CohortTableWords.Value(column.Size), column.Size.Printed, "", "", "", "", en, zh);
            foreach (var column in table.Columns)
                foreach (var among in column.Denominators)
                    CsvText.WriteRow(output, table.Design.Id, CohortTableWords.GroupSize, column.Group.Id, "n_" + among.Among,
                        CohortTableWords.Value(among.Size), among.Size.Printed, "", "", "", "", en, zh);
            foreach (var row in table.Rows)
            {
                var decision = TableText.Decision(row, table.Options);
                foreach (var number in CohortTableNumber.Of(table, row))
                {
                    CsvText.WriteRow(output,
                        table.Design.Id, row.Variable.Name, number.Group?.Id ?? "", number.Statistic, number.Text, number.Shown,
                        row.Test is { } test ? CohortTableWords.Of(test.Kind) : "", CohortTableWords.Of(row.Decision.Rule), decision.En,
                            decision.Zh, en, zh);
                }
            }
        }
    }
}
