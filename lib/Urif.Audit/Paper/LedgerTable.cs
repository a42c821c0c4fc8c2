using System.Globalization;
using Sylvan.Data.Csv;

namespace Urif.Audit;

/// <summary>
/// A CSV file of a ledger as rows of text, its form checked: known columns in any order, as many fields in each row, a row on
/// each line. Values are text until a schema reads them; nothing is inferred.
/// </summary>
internal sealed class LedgerTable
{
    // Far above any real row, and low enough that a file of commas alone is refused at once.
    private const int LongestLine = 1 << 16;

    private readonly LedgerColumns _columns;
    private readonly List<string[]> _rows = [];
    private readonly int[] _fieldOf;
    private string[] _header = [];

    private LedgerTable(LedgerColumns columns)
    {
        _columns = columns;
        _fieldOf = new int[columns.All.Length];
        Array.Fill(_fieldOf, -1);
    }

    /// <summary>The number of rows, the header aside.</summary>
    public int Count => _rows.Count;

    /// <summary>A field, by row and column from 0, of <see cref="LedgerColumns.All"/>; empty where the file lacks the column.</summary>
    public CsvCell this[int row, int column] => new(this, row, column);

    /// <summary>The line on which a row stands, from 1.</summary>
    public static int LineOf(int row) => row + 2;

    /// <summary>Reads a file with the given columns.</summary>
    /// <returns>The table; null where the file cannot be read, or is not such a table.</returns>
    public static LedgerTable? Read(string folder, LedgerColumns columns, ProblemList problems) =>
        Read(() => InputFile.Read(folder, columns.File), columns, problems);

    /// <summary>Reads the text of a file with the given columns.</summary>
    /// <returns>The table; null where it is not such a table.</returns>
    public static LedgerTable? Parse(string text, LedgerColumns columns, ProblemList problems) => Read(() => text, columns, problems);

    private static LedgerTable? Read(Func<string> text, LedgerColumns columns, ProblemList problems)
    {
        var before = problems.Count;
        var table = new LedgerTable(columns);
        problems.Check(() => table.ReadRows(text(), problems));
        return problems.Count == before ? table : null;
    }

    /// <summary>The row of each id, of the first where several have it.</summary>
    public Dictionary<string, int> RowById()
    {
        var rowOf = new Dictionary<string, int>(Count);
        for (var row = 0; row < Count; row++) rowOf.TryAdd(TextAt(row, 0), row);
        return rowOf;
    }

    /// <summary>Reads a finite decimal number, whatever the culture.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    internal string TextAt(int row, int column) => _fieldOf[column] < 0 ? "" : _rows[row][_fieldOf[column]];

    internal string Place(int row, int column) => _fieldOf[column] < 0
        ? string.Create(CultureInfo.InvariantCulture, $"{_columns.File}, line {LineOf(row)} ({_columns.All[column]})")
        : string.Create(CultureInfo.InvariantCulture,
            $"{_columns.File}, line {LineOf(row)}, column {_fieldOf[column] + 1} ({_columns.All[column]})");

    private void ReadRows(string text, ProblemList problems)
    {
        CheckLineLengths(text);
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
                    if (fields[i].Contains('\n')) throw OpenQuote(line, i);
                }
                if (line == 1 && !ReadHeader(fields, problems)) return;
                if (line > 1) problems.Check(() => Add(line, fields));
            }
        }
        catch (CsvFormatException e)
        {
            throw OpenQuote(line + 1, e.FieldOrdinal);
        }
    }

    private void CheckLineLengths(string text)
    {
        var line = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            var length = range.End.Value - range.Start.Value;
            if (length > LongestLine)
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"{_columns.File}, line {line}"),
                    string.Create(CultureInfo.InvariantCulture, $"has {length} characters"),
                    string.Create(CultureInfo.InvariantCulture, $"give at most {LongestLine} on a line, and each row a line of its own"));
        }
    }

    /// <summary>Finds each column; whether all are known, there once, and none is lacking.</summary>
    private bool ReadHeader(string[] header, ProblemList problems)
    {
        var before = problems.Count;
        _header = header;
        for (var i = 0; i < header.Length; i++)
        {
            var column = Array.IndexOf(_columns.All, header[i]);
            var place = string.Create(CultureInfo.InvariantCulture, $"{_columns.File}, line 1, column {i + 1}");
            if (column < 0)
                problems.Add(new(place, $"{Quoted.Short(header[i])} is not a column of this file",
                    Spelling.Advice(header[i], _columns.All.Except(header)) ?? $"the columns are {string.Join(',', _columns.All)}"));
            else if (_fieldOf[column] >= 0)
                problems.Add(new(place, $"{Quoted.Short(header[i])} is a column already", "keep one of the two"));
            else
                _fieldOf[column] = i;
        }

        // A misspelt column is one problem, not two.
        if (problems.Count > before) return false;
        for (var column = 0; column < _columns.Usual.Length; column++)
            if (_fieldOf[column] < 0 && !_columns.Omissible.Contains(_columns.All[column]))
                problems.Add(new($"{_columns.File}, line 1", $"has no column {_columns.All[column]}",
                    $"add it; the columns are {string.Join(',', _columns.Usual)}"));
        return problems.Count == before;
    }

    private void Add(int line, string[] fields)
    {
        if (fields.Length != _header.Length)
        {
            var blank = fields is [""];
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{_columns.File}, line {line}"),
                blank ? "is blank" : string.Create(
                    CultureInfo.InvariantCulture, $"has {fields.Length} field{(fields.Length == 1 ? "" : "s")}"),
                blank ? "remove the line"
                    : string.Create(CultureInfo.InvariantCulture,
                        $"give {_header.Length}: {string.Join(',', _header)}; put a field that has a comma in quotes"));
        }
        _rows.Add(fields);
    }

    private InputException OpenQuote(int line, int column)
    {
        var name = line == 1 ? _columns.Usual.ElementAtOrDefault(column) : _header.ElementAtOrDefault(column);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{_columns.File}, line {line}, column {column + 1}")
                + (name is null ? "" : $" ({name})"),
            "begins with a quotation mark that does not close the field on its line",
            "end it with \" before the comma or line end, and double each \" inside");
    }
}
