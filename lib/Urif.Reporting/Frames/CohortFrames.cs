using Deedle;
using Microsoft.Data.Analysis;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Tables of a cohort, and on request its rows, as data frames, for those who go on by hand. Types are exact and nothing is
/// inferred: counts are <see cref="int"/>, measurements <see cref="double"/>, yes or no <see cref="bool"/>, words
/// <see cref="string"/>, days <see cref="DateTime"/>, each with missing values.
/// </summary>
/// <remarks>
/// A frame of tables has the columns of <see cref="CohortTableCsv"/> but the decision in words, with unrounded values and the
/// label of synthetic rows in one column. A frame of patients' rows always has the column <c>woman_id</c>: by it notebooks know
/// what they must not show (<see cref="NotebookOutput.Use"/>).
/// </remarks>
public static class CohortFrames
{
    /// <summary>Tables as a Deedle frame, one row for each number.</summary>
    public static Frame<int, string> ToDeedle(params IReadOnlyList<CohortTable> tables) => Deedle(Columns(tables));

    /// <summary>Tables as a Microsoft.Data.Analysis frame, one row for each number.</summary>
    public static DataFrame ToDataFrame(params IReadOnlyList<CohortTable> tables) => Analysis(Columns(tables));

    /// <summary>Rows of patients as a Deedle frame: the columns that the file has, and the outcomes complete.</summary>
    /// <param name="rows">The rows, such as those that a check lets be analysed.</param>
    public static Frame<int, string> PatientRowsToDeedle(CohortSelection rows) => Deedle(Columns(rows));

    /// <summary>Rows of patients as a Microsoft.Data.Analysis frame: the columns that the file has, and the outcomes complete.</summary>
    /// <param name="rows">The rows, such as those that a check lets be analysed.</param>
    public static DataFrame PatientRowsToDataFrame(CohortSelection rows) => Analysis(Columns(rows));

    private static List<(string Name, Array Values)> Columns(IReadOnlyList<CohortTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var numbers = new List<(CohortTable Table, TableRow? Row, CohortTableNumber Number)>();
        foreach (var table in tables)
        {
            numbers.AddRange(table.Columns.Select(
                c => (table, (TableRow?)null, new CohortTableNumber(c.Group, "n", c.Size.Value, c.Size.Printed))));
            numbers.AddRange(table.Rows.SelectMany(r => CohortTableNumber.Of(table, r).Select(n => (table, (TableRow?)r, n))));
        }

        Array Texts(Func<(CohortTable Table, TableRow? Row, CohortTableNumber Number), string?> text) => numbers.Select(text).ToArray();
        return
        [
            ("table", Texts(n => n.Table.Design.Id)),
            ("variable", Texts(n => n.Row?.Variable.Name ?? CohortTableWords.GroupSize)),
            ("group", Texts(n => n.Number.Group?.Id)),
            ("statistic", Texts(n => n.Number.Statistic)),
            ("value", numbers.Select(n => n.Number.Value).ToArray()),
            ("shown", Texts(n => n.Number.Shown.Length > 0 ? n.Number.Shown : null)),
            ("test", Texts(n => n.Row?.Test is { } test ? CohortTableWords.Of(test.Kind) : null)),
            ("rule", Texts(n => n.Row is { } row ? CohortTableWords.Of(row.Decision.Rule) : null)),
            (CohortColumns.Synthetic, Texts(n => n.Table.IsSynthetic ? Cohort.SyntheticLabel.En : null)),
        ];
    }

    private static List<(string Name, Array Values)> Columns(CohortSelection rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var cohort = rows.Cohort;
        var outcomes = !cohort.Schema.HasDefinitions ? []
            : Enum.GetValues<Outcome>().Where(o => o.ColumnName() is not null).ToDictionary(o => o.ColumnName()!);
        var columns = new List<(string, Array)>();
        foreach (var column in cohort.Schema.Columns)
        {
            if (outcomes.TryGetValue(column.Name, out var outcome)) columns.Add((column.Name, Truths(rows, cohort.OutcomeOf(outcome))));
            else if (column.Name == CohortColumns.WomanId || (cohort.Has(column.Name)
                && column is not { Type: ColumnType.Text, Name: not CohortColumns.CycleId }))
                columns.Add((column.Name, Values(rows, column)));
        }

        // Also where the dictionary has no such column: the frame is of patients.
        if (cohort.Schema.Find(CohortColumns.WomanId) is null) columns.Insert(0, (CohortColumns.WomanId, new int?[rows.Count]));
        return columns;
    }

    private static Array Values(CohortSelection rows, DictionaryColumn column)
    {
        var cohort = rows.Cohort;
        return column.Type switch
        {
            ColumnType.Number => Taken<double, double?>(rows, cohort.Numbers(column.Name), n => double.IsNaN(n) ? null : n),
            ColumnType.Integer => Taken<short, int?>(rows, cohort.Counts(column.Name), c => c == Cohort.MissingCount ? null : c),
            ColumnType.Boolean => Truths(rows, cohort.Codes(column.Name)),
            ColumnType.Category when column.Categories.Count == 0 => Array.ConvertAll(rows.Values(column.Name),
                c => double.IsNaN(c) ? null : cohort.Words(column.Name)[(int)c]),
            ColumnType.Category => Taken<sbyte, string?>(rows, cohort.Codes(column.Name), c => c < 0 ? null : column.Categories[c].Name),
            ColumnType.Date => Array.ConvertAll(rows.Values(column.Name),
                d => double.IsNaN(d) ? (DateTime?)null : DateOnly.FromDayNumber((int)d).ToDateTime(TimeOnly.MinValue)),
            _ => Taken<int, int?>(rows, column.Name == CohortColumns.WomanId ? cohort.Women : cohort.Cycles, i => i == Cohort.MissingNumber
                ? null : i),
        };
    }

    private static bool?[] Truths(CohortSelection rows, ReadOnlySpan<sbyte> codes) =>
        Taken<sbyte, bool?>(rows, codes, c => c < 0 ? null : c == 1);

    private static TTo[] Taken<TFrom, TTo>(CohortSelection rows, ReadOnlySpan<TFrom> values, Func<TFrom, TTo> of)
    {
        var taken = new TTo[rows.Count];
        for (var i = 0; i < taken.Length; i++) taken[i] = of(values[rows.Rows[i]]);
        return taken;
    }

    private static Frame<int, string> Deedle(List<(string Name, Array Values)> columns)
    {
        var frame = new FrameBuilder.Columns<int, string>();
        foreach (var (name, values) in columns)
        {
            frame.Add(name, values switch
            {
                int?[] v => Sparse(v), double?[] v => Sparse(v), bool?[] v => Sparse(v), DateTime?[] v => Sparse(v),
                _ => ((string?[])values).Select((v, i) => KeyValuePair.Create(i, v is null ? OptionalValue<string>.Missing : new(v)))
                    .ToSparseSeries(),
            });
        }

        return frame.Frame;
    }

    private static Series<int, T> Sparse<T>(T?[] values) where T : struct =>
        values.Select((v, i) => KeyValuePair.Create(i, v is { } value ? new OptionalValue<T>(value) : OptionalValue<T>.Missing))
            .ToSparseSeries();

    private static DataFrame Analysis(List<(string Name, Array Values)> columns) =>
        new(columns.Select(c => (DataFrameColumn)(c.Values switch
    {
        int?[] v => new Int32DataFrameColumn(c.Name, v),
        double?[] v => new DoubleDataFrameColumn(c.Name, v),
        bool?[] v => new BooleanDataFrameColumn(c.Name, v),
        DateTime?[] v => new DateTimeDataFrameColumn(c.Name, v),
        _ => new StringDataFrameColumn(c.Name, (string?[])c.Values),
    })));
}
