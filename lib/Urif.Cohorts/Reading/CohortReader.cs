using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Loads a cohort from the records of a file by the rules of the data dictionary: finds each column by its header, reads each
/// cell by its type, converts declared units, refuses whatever could be read in two ways and whatever identifies a person.
/// </summary>
/// <remarks>
/// Whether values can be true and rows make sense is for <see cref="CohortCheck"/>; here a cell either has a value of its
/// column's type or the reading fails.
/// </remarks>
public static class CohortReader
{
    private const int MostProblems = 20, MostOfAKind = 3, LeastForMedian = 5;

    // No measurement is greater in any unit; a telephone number in the wrong column is.
    private const double GreatestShown = 10_000;

    /// <summary>Reads a file to its end.</summary>
    /// <param name="source">The file, before its first record.</param>
    /// <param name="options">How it is to be read; null for the strict defaults.</param>
    /// <returns>The cohort and what was done to get it, or all problems counted and the first of them in words.</returns>
    /// <exception cref="InputException">The file itself cannot be read on.</exception>
    public static CohortReport Read(IRecordSource source, CohortReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        var plan = HeaderPlan.Of(source, options);
        if (plan.Problems.Count > 0)
            return new(source.Name, 0, null, [.. plan.Problems.Take(MostProblems)], plan.Problems.Count, plan.Readings([]), options);

        ColumnLoader[] loaders = [.. plan.Columns.Select(
            c => ColumnLoader.For(c.Column, c.Source, source.Columns[c.Source], c.Factor, options))];
        var problems = new Problems(source.Name);
        var positions = new RowPositions();
        var layout = ReadRows(source, loaders, [.. plan.LeftOut], problems, positions, options);
        var rows = layout.Rows;
        if (rows == 0) problems.Add(new(source.Name, "has no rows", "give one row for each transfer cycle"));
        var arrays = new Array?[options.Design.Schema.Columns.Count];
        foreach (var loader in loaders)
        {
            arrays[loader.Column.Index] = loader.Take(layout);
            CheckUnit(source, plan, loader.Column, arrays[loader.Column.Index] as double[], options, problems);
        }

        var names = new IReadOnlyList<string>?[arrays.Length];
        foreach (var loaded in loaders.OfType<CentreLoader>())
            names[loaded.Column.Index] = InOrder(loaded.Names, arrays[loaded.Column.Index] as int[] ?? []);
        var cohort = problems.Count == 0 ? new Cohort(options.Design, source.Name, rows, arrays, names, positions) : null;
        return new(source.Name, rows, cohort, problems.First, problems.Count, plan.Readings(loaders), options)
        {
            Encoding = source.Encoding,
        };
    }

    /// <summary>The names in an order that does not hang on that of the rows, whose numbers are changed to it.</summary>
    private static List<string> InOrder(List<string> names, int[] numbers)
    {
        var ordered = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var place = names.ConvertAll(n => ordered.BinarySearch(n, StringComparer.Ordinal));
        for (var row = 0; row < numbers.Length; row++)
            if (numbers[row] != Cohort.MissingNumber) numbers[row] = place[numbers[row]];
        return ordered;
    }

    private static RowPieces ReadRows(IRecordSource source, ColumnLoader[] loaders, List<int> suspects, Problems problems,
        RowPositions positions, CohortReadOptions options)
    {
        int[] wanted = [.. loaders.Select(l => l.Source)];
        var layout = new RowPieces(options.BlockRows);
        var ended = false;
        new OrderedPipeline<RecordBlock>(
            () => new(wanted, source.Columns.Count, options.BlockRows),
            block =>
            {
                // A source is not asked again once it has ended.
                if (ended) return false;
                block.Clear();
                if (suspects.Count == 0 && source is IBlockSource blocks) blocks.Fill(block);
                else FillByCells(source, block, suspects);
                ended = !block.IsFull;
                if (block.Rows == 0) return false;
                block.Place = layout.Add(block.Rows);
                foreach (var loader in loaders) loader.Reserve(block.Place.Piece, layout.Length);
                return true;
            },
            block =>
            {
                block.Split();
                for (var place = 0; place < loaders.Length; place++)
                    if (!loaders[place].InOrder) loaders[place].Read(block, place);
            },
            block =>
            {
                for (var place = 0; place < loaders.Length; place++)
                    if (loaders[place].InOrder) loaders[place].Read(block, place);
                problems.Add(block, loaders);
                for (var row = 0; row < block.Rows; row++) positions.Add(block.Position(row));
            }).Run(options.Threads > 0 ? options.Threads : Environment.ProcessorCount);
        return layout;
    }

    /// <summary>Fills a block cell by cell, and looks for identifiers in the columns that are left out.</summary>
    private static void FillByCells(IRecordSource source, RecordBlock block, List<int> suspects)
    {
        while (!block.IsFull && source.Read())
        {
            block.AddRow(source.Position);
            for (var place = 0; place < block.Wanted.Count; place++) block.Set(place, source.Cell(block.Wanted[place]));
            for (var i = suspects.Count - 1; i >= 0; i--)
            {
                if (KindOf(source.Cell(suspects[i])) is not { } kind) continue;
                block.Faults.Add(new(block.Rows - 1, block.Wanted.Count + suspects.Count - i, CellFault.None, new(
                    $"{source.Name}, column {Number(suspects[i] + 1)}", $"holds {kind}",
                        "name its header in the option that drops columns, or remove it")));
                suspects.RemoveAt(i);
            }
        }
    }

    /// <summary>What a cell of a column that is left out identifies; null where nothing.</summary>
    private static string? KindOf(SourceCell cell)
    {
        if (cell.Kind == SourceCellKind.Text) return DirectIdentifiers.OfValue(cell.Text);
        if (cell.Kind != SourceCellKind.Number || !(cell.Number is >= 1e10 and < 1e19)) return null;
        Span<char> digits = stackalloc char[32];
        cell.Number.TryFormat(digits, out var length, "F0", CultureInfo.InvariantCulture);
        return DirectIdentifiers.OfValue(digits[..length]);
    }

    /// <summary>
    /// Refuses a column whose median no cohort has in the unit it is said to have. That the median lies outside is known from
    /// how many values do; it is computed only for the message.
    /// </summary>
    private static void CheckUnit(IRecordSource source, HeaderPlan plan, DictionaryColumn column, double[]? values,
        CohortReadOptions options, Problems problems)
    {
        if (values is null || (double.IsInfinity(column.MedianMinimum) && double.IsInfinity(column.MedianMaximum))) return;
        if (options.ConfirmedUnits.Contains(column.Name)) return;
        int known = 0, below = 0, above = 0;
        foreach (var value in values)
        {
            if (double.IsNaN(value)) continue;
            known++;
            if (value < column.MedianMinimum) below++;
            else if (value > column.MedianMaximum) above++;
        }

        if (known < LeastForMedian || (2 * below <= known && 2 * above <= known)) return;
        var planned = plan.Columns.First(c => c.Column == column);
        var sorted = Array.FindAll(values, v => !double.IsNaN(v));
        Array.Sort(sorted);
        var median = (sorted[(known - 1) / 2] + sorted[known / 2]) / 2;
        var raw = median * planned.Factor;
        var fits = column.OtherUnits.Select(u => (u.Name, u.Factor)).Prepend((Name: column.Unit, Factor: 1.0))
            .Where(u => u.Factor != planned.Factor && raw / u.Factor >= column.MedianMinimum && raw / u.Factor <= column.MedianMaximum)
            .Select(u => u.Name).FirstOrDefault();
        problems.Add(new($"{source.Name}, column {Number(planned.Source + 1)} ({column.Name})",
            string.Create(CultureInfo.InvariantCulture,
                $"has a median {MedianOf(raw)} in {planned.Unit}, where that of a cohort lies "
                + $"from {Math.Round(column.MedianMinimum * planned.Factor, 2)} to {Math.Round(column.MedianMaximum * planned.Factor, 2)}"),
            fits is null ? $"check the column, or confirm the unit of {column.Name}"
                : $"declare {column.Name}={fits} if that is its unit, or confirm {planned.Unit}"));
    }

    private static string MedianOf(double raw) => Math.Abs(raw) <= GreatestShown
        ? $"of {Math.Round(raw, 2).ToString(CultureInfo.InvariantCulture)}"
        : $"beyond ±{GreatestShown.ToString(CultureInfo.InvariantCulture)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The problems of the cells: all counted, the first kept, few of a kind.</summary>
    private sealed class Problems(string name)
    {
        private readonly Dictionary<(int Column, CellFault Fault), int> _kept = [];

        public List<CohortProblem> First { get; } = [];

        public long Count { get; private set; }

        public void Add(CohortProblem problem)
        {
            Count++;
            if (First.Count < MostProblems) First.Add(problem);
        }

        /// <summary>Adds the faults of a block in the order of the file.</summary>
        public void Add(RecordBlock block, ColumnLoader[] loaders)
        {
            block.Faults.Sort((a, b) => (a.Row, a.Order).CompareTo((b.Row, b.Order)));
            foreach (var fault in block.Faults)
            {
                if (fault.Said is not null) Add(fault.Said);
                else Add(block, fault, loaders[fault.Order]);
            }
        }

        private void Add(RecordBlock block, BlockFault fault, ColumnLoader loader)
        {
            Count++;
            if (First.Count == MostProblems) return;
            var of = _kept.GetValueOrDefault((loader.Source, fault.Fault));
            if (of == MostOfAKind) return;
            _kept[(loader.Source, fault.Fault)] = of + 1;
            First.Add(CellFaults.Describe($"{name}, {block.Position(fault.Row)}, column {Number(loader.Source + 1)} ({loader.Column.Name})",
                loader.Column, fault.Fault, block.Cell(fault.Order, fault.Row)));
        }
    }
}
