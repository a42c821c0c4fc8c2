using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads a Parquet file as a stream, column by column as far as columns are asked for. Whole numbers that a double cannot hold, and
/// decimals of more than 15 digits, are texts of all their digits; 32-bit floats are the decimals that were written; NaN is missing.
/// Dates and times are those of UTC where the column has a time zone.
/// </summary>
/// <remarks>
/// A reader of its own, for Parquet.Net reads booleans in runs not at all, takes a damaged LZ4 page for data, and ends the process on a
/// footer made for it: docs/decisions/0010-a-parquet-reader-of-our-own.md.
/// </remarks>
internal sealed class ParquetSource : IBlockSource
{
    // So few rows at a time that long texts do not fill the memory before the block says that it is full.
    private const int Step = 64;

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly ParquetFile _file;
    private readonly ParquetColumnReader[] _readers;

    // The rows that each column has read.
    private readonly long[] _read;

    // The cells of the rows at hand: those of a column are there as soon as one of them is asked for.
    private readonly RecordBlock _window;
    private readonly (int Rows, ParquetFault Fault)[] _inWindow;
    private readonly bool[] _isInWindow;
    private long _windowStart;
    private long _position;

    public ParquetSource(FileStream stream, string name)
    {
        _file = new(stream, name);
        Name = name;
        Columns = [.. _file.Footer.Columns.Select(c => new SourceColumn(c.Name, "", NoLabels))];
        if (Columns.Count == 0) throw new InputException(name, "has no columns", "give a table with rows and columns");
        CohortFile.CheckHeaders([.. Columns.Select(c => c.Name)],
            i => string.Create(CultureInfo.InvariantCulture, $"{name}, column {i + 1}"));
        _readers = [.. _file.Footer.Columns.Select((c, i) => new ParquetColumnReader(_file, c, $"{Name}, {Place(i)}"))];
        _read = new long[_readers.Length];
        _window = new([.. Enumerable.Range(0, _readers.Length)], _readers.Length, Step);
        (_inWindow, _isInWindow) = (new (int, ParquetFault)[_readers.Length], new bool[_readers.Length]);
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("row", _position);

    public bool Read()
    {
        if (_position == _file.Rows) return false;
        _position++;
        if (_position > _windowStart + _window.Rows)
        {
            _windowStart = _position - 1;
            _window.Clear();
            for (var left = Math.Min(Step, _file.Rows - _windowStart); left > 0; left--) _window.AddRow(Position);
            Array.Clear(_isInWindow);
        }

        return true;
    }

    public SourceCell Cell(int column)
    {
        if (!_isInWindow[column])
        {
            _readers[column].Skip(_windowStart - _read[column]);
            _inWindow[column] = _readers[column].Read(_window, column, 0, _window.Rows);
            _isInWindow[column] = true;
            _read[column] = _windowStart + _inWindow[column].Rows;
        }

        var row = (int)(_position - 1 - _windowStart);
        var (rows, fault) = _inWindow[column];
        return row < rows ? _window.Cell(column, row) : throw Unusable(column, _windowStart + rows + 1, fault);
    }

    public void Fill(RecordBlock block)
    {
        while (!block.IsFull && _position < _file.Rows)
        {
            var first = block.Rows;
            var count = (int)Math.Min(Math.Min(Step, block.Capacity - first), _file.Rows - _position);
            for (var ahead = 1; ahead <= count; ahead++) block.AddRow(new("row", _position + ahead));
            var (rows, faulty, why) = (count, -1, ParquetFault.None);
            for (var place = 0; place < block.Wanted.Count; place++)
            {
                var column = block.Wanted[place];
                _readers[column].Skip(_position - _read[column]);
                var (read, fault) = _readers[column].Read(block, place, first, count);
                _read[column] = _position + read;
                if (read < rows) (rows, faulty, why) = (read, column, fault);
            }

            if (faulty >= 0) throw Unusable(faulty, _position + rows + 1, why);
            _position += count;
        }
    }

    public void Dispose() => _file.Close();

    private string Place(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"column {column + 1} ({Quoted.Short(Columns[column].Name)})");

    private InputException Unusable(int column, long row, ParquetFault fault)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"{Name}, row {row}, {Place(column)}");
        return fault switch
        {
            ParquetFault.NotUtf8 => new(where, "has text that is not UTF-8, or binary data",
                "write the file again, or leave the column out"),
            ParquetFault.TooLong => new(where, "has a text of more than 65536 bytes", "leave the column out"),
            ParquetFault.NoSuchDate => new(where, "has a date that the calendar has not", "give a date from 0001-01-01 to 9999-12-31"),
            _ => new(where, "has a list, a time, binary data or another type that no table of patients has", "leave the column out"),
        };
    }
}
