using System.Globalization;
using Sylvan.Data.Csv;

namespace Urif.Audit;

/// <summary>
/// A CSV file of a ledger as rows of text, its form checked: the exact header, as many fields in each row, a row on
/// each line. Values are text until a schema reads them; nothing is inferred.
/// </summary>
internal sealed class LedgerTable
{
    // Far above any real row, and low enough that a file of commas alone is refused at once.
    private const int LongestLine = 1 << 16;

    private readonly string file;
    private readonly string[] columns;
    private readonly List<string[]> rows = [];

    private LedgerTable(string file, string[] columns) => (this.file, this.columns) = (file, columns);

    /// <summary>The number of rows, the header aside.</summary>
    public int Count => rows.Count;

    /// <summary>A field, by row and column from 0.</summary>
    public CsvCell this[int row, int column] => new(this, row, column);

    /// <summary>The line on which a row stands, from 1.</summary>
    public static int LineOf(int row) => row + 2;

    /// <summary>Reads a file with the given header.</summary>
    /// <exception cref="InputException">The file cannot be read, or is not such a table.</exception>
    public static LedgerTable Read(string folder, string file, string[] columns) => Parse(InputFile.Read(folder, file), file, columns);

    /// <summary>Reads the text of a file with the given header.</summary>
    /// <exception cref="InputException">It is not such a table.</exception>
    public static LedgerTable Parse(string text, string file, string[] columns)
    {
        var table = new LedgerTable(file, columns);
        table.CheckLineLengths(text);
        var line = 0;
        try
        {
            // The buffer may have to hold the whole file, where a quote is never closed. NUL, which the file cannot
            // hold, as the mark of comments: none.
            using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions
            {
                HasHeaders = false, Delimiter = ',', Comment = '\0', CsvStyle = CsvStyle.Standard,
                BufferSize = Math.Clamp(text.Length + 2, 1024, LongestLine), MaxBufferSize = Math.Max(2 * text.Length, 2 * LongestLine),
            });
            while (csv.Read())
            {
                line++;
                var fields = new string[csv.RowFieldCount];
                for (var i = 0; i < fields.Length; i++)
                {
                    fields[i] = csv.GetString(i);
                    if (fields[i].Contains('\n')) throw table.OpenQuote(line, i);
                }
                if (line == 1) table.CheckHeader(fields);
                else table.Add(line, fields);
            }
        }
        catch (CsvFormatException e)
        {
            throw table.OpenQuote(line + 1, e.FieldOrdinal);
        }
        return table;
    }

    /// <summary>The row of each id, of the first where several have it.</summary>
    public Dictionary<string, int> RowById()
    {
        var rowOf = new Dictionary<string, int>(Count);
        for (var row = 0; row < Count; row++) rowOf.TryAdd(rows[row][0], row);
        return rowOf;
    }

    /// <summary>Reads a finite decimal number, whatever the culture.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    internal string TextAt(int row, int column) => rows[row][column];

    internal string Place(int row, int column) => string.Create(CultureInfo.InvariantCulture,
        $"{file}, line {LineOf(row)}, column {column + 1} ({columns[column]})");

    private string Header => string.Join(',', columns);

    private void CheckLineLengths(string text)
    {
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var length = range.End.Value - range.Start.Value;
            if (length > LongestLine)
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}"),
                    string.Create(CultureInfo.InvariantCulture, $"has {length} characters"),
                    string.Create(CultureInfo.InvariantCulture, $"give at most {LongestLine} on a line, and each row a line of its own"));
        }
    }

    private void CheckHeader(string[] fields)
    {
        for (var i = 0; i < Math.Max(fields.Length, columns.Length); i++)
        {
            var problem = i >= fields.Length ? $"is missing: {Quoted.Short(columns[i])} is expected"
                : i >= columns.Length ? $"{Quoted.Short(fields[i])} is one too many"
                : fields[i] != columns[i] ? $"is {Quoted.Short(fields[i])} where {Quoted.Short(columns[i])} is expected"
                : null;
            if (problem is not null)
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"{file}, line 1, column {i + 1}"), problem,
                    $"the first line must be {Header}");
        }
    }

    private void Add(int line, string[] fields)
    {
        if (fields.Length != columns.Length)
        {
            var blank = fields is [""];
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}"),
                blank ? "is blank" : string.Create(CultureInfo.InvariantCulture, $"has {fields.Length} field{(fields.Length == 1 ? "" : "s")}"),
                blank ? "remove the line"
                    : string.Create(CultureInfo.InvariantCulture, $"give {columns.Length}: {Header}; put a field that has a comma in quotes"));
        }
        rows.Add(fields);
    }

    private InputException OpenQuote(int line, int column) => new(
        string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}, column {column + 1}")
        + (column < columns.Length ? $" ({columns[column]})" : ""),
        "begins with a quotation mark that does not close the field on its line",
        "end it with \" before the comma or line end, and double each \" inside");
}
