namespace Urif.Cohorts;

public sealed partial class Cohort
{
    /// <summary>A row as a record, which has the columns that are properties of one.</summary>
    public TransferCycle this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            var cycle = new TransferCycle();
            foreach (var field in CycleField.Of(Schema)) field.Set(cycle, this, row);
            return cycle;
        }
    }

    /// <summary>A cohort of records, in their order; every column that is a property of a record counts as present,
    /// but one that is computed from others, if no record gives it.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="cycles">The rows. Identifiers and counts are not negative.</param>
    /// <param name="design">The study that it is of; null for the kit's own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count does not fit 16 bits, or an identifier is negative.</exception>
    public static Cohort Of(string name, IEnumerable<TransferCycle> cycles, StudyDesign? design = null)
    {
        design ??= StudyDesign.Default;
        var rows = cycles as IReadOnlyList<TransferCycle> ?? [.. cycles];
        var centres = rows.Select(r => r.Centre).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var columns = new Array?[design.Schema.Columns.Count];
        foreach (var field in CycleField.Of(design.Schema))
        {
            var values = field.Values(rows, centres);
            // A measurement that is computed from others is there only if a record gives it.
            if (field.Column.DerivedFrom.Count > 0 && values is double[] numbers && Array.TrueForAll(numbers, double.IsNaN)) continue;
            columns[field.Column.Index] = values;
        }

        var names = new IReadOnlyList<string>?[columns.Length];
        if (design.Schema.Find(CohortColumns.Centre) is { } centre) names[centre.Index] = centres;
        var positions = new RowPositions();
        for (var row = 0; row < rows.Count; row++) positions.Add(row + 1L);
        return new(design, name, rows.Count, columns, names, positions);
    }
}
