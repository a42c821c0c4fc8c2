using System.Globalization;
using Urif.Cohorts;

namespace Urif.Tests;

/// <summary>Records in memory that stand for a file of text cells, or of other cells where asked.</summary>
internal sealed class MemoryRecords : IRecordSource
{
    private readonly IReadOnlyList<object?[]> _rows;
    private int _row = -1;

    public MemoryRecords(IReadOnlyList<SourceColumn> columns, IReadOnlyList<object?[]> rows, string name = "cohort.csv") =>
        (Columns, _rows, Name) = (columns, rows, name);

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("line", _row + 2);

    /// <summary>Cells by header; a cell is a text, number, day, truth or nothing.</summary>
    public static MemoryRecords Of(IEnumerable<string> headers, params object?[][] rows) => new([.. headers.Select(Column)], rows);

    /// <summary>A column without label.</summary>
    public static SourceColumn Column(string header) => new(header, "", new Dictionary<string, string>());

    /// <summary>Cycles as the text cells that a CSV file of the schema would hold.</summary>
    public static MemoryRecords Of(IEnumerable<TransferCycle> cycles) =>
        new([.. CohortSchema.Default.Columns.Select(c => Column(c.Name))], [.. cycles.Select(Cells)]);

    /// <summary>The text cells of a cycle, in the order of the schema.</summary>
    public static object?[] Cells(TransferCycle cycle) => [.. CohortSchema.Default.Columns.Select(c => (object?)Cell(c, cycle))];

    public bool Read() => ++_row < _rows.Count;

    public SourceCell Cell(int column) => _rows[_row][column] switch
    {
        null => SourceCell.Missing,
        string text => SourceCell.Of(text),
        double number => SourceCell.Of(number),
        DateTime day => SourceCell.Of(day),
        bool truth => SourceCell.Of(truth),
        _ => throw new InvalidOperationException(),
    };

    public void Dispose()
    {
    }

    private static string Cell(DictionaryColumn column, TransferCycle cycle)
    {
        var property = string.Concat(column.Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return (typeof(TransferCycle).GetProperty("Given" + property) ?? typeof(TransferCycle).GetProperty(property)!).GetValue(cycle) switch
        {
            null => "",
            bool truth => truth ? "yes" : "no",
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Enum word => column.Categories[Convert.ToInt32(word, CultureInfo.InvariantCulture)].Name,
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            int number when column.Name == "woman_id" => string.Create(CultureInfo.InvariantCulture, $"W{number:000000}"),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture)!,
        };
    }
}
