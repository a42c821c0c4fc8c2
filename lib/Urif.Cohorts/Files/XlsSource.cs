using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ExcelDataReader.Exceptions;
using ExcelDataReader;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads a sheet of an .xls workbook (Excel 5 to 2003) with ExcelDataReader, by the rules of <see cref="XlsxSource"/>.
/// </summary>
internal sealed class XlsSource : IRecordSource
{
    private const long LargestFile = 64 << 20;

    // The largest sheet of the format.
    private const int MostRows = 1 << 16;
    private const int MostColumns = 1 << 8;

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly Stream _stream;
    private readonly IExcelDataReader _reader;
    private readonly Dictionary<(int Row, int Column), string> _errors;
    private int _row;

    // The row of the header, and whether it has one cell alone, as a title has.
    private readonly int _header;
    private readonly bool _isOneCell;

    // Code pages of .xls files before Excel 97.
    static XlsSource() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public XlsSource(Stream stream, string name, string? sheet, int skipRows = 0)
    {
        _stream = stream;
        Name = name;
        var file = CheckedFile();
        _reader = Guard(() => ExcelReaderFactory.CreateBinaryReader(stream, new ExcelReaderConfiguration { LeaveOpen = true }));
        var index = GoToSheet(sheet);
        _errors = Guard(() => XlsErrors.Find(file, index));
        Name = $"{name}, sheet {Quoted.Short(_reader.Name ?? "")}";
        // Before the first row is read: the library would go through all that a sheet says it has.
        if (_reader.RowCount is < 0 or > MostRows || _reader.FieldCount is < 0 or > MostColumns) throw Damaged();
        var isThere = NextRow();
        while (isThere && _row <= skipRows) isThere = NextRow();
        _header = skipRows + 1;
        if (!isThere || IsBlankRow())
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, row {_header}"), "has no header",
                skipRows == 0 ? "give the names of the columns in the first row" : "skip as many rows as stand above the header");
        _isOneCell = Enumerable.Range(0, _reader.FieldCount).Count(i => !IsBlank(i)) == 1;
        var count = _reader.FieldCount;
        while (count > 0 && IsBlank(count - 1)) count--;
        var headers = new string[count];
        for (var i = 0; i < count; i++)
        {
            CheckError(i);
            headers[i] = _reader.GetValue(i) switch
            {
                string text => text,
                double number => number.ToString("R", CultureInfo.InvariantCulture),
                int number => number.ToString(CultureInfo.InvariantCulture),
                // The first column may hold the names of rows.
                null when i == 0 => "",
                null => throw new InputException(Place(i), "has no header",
                    "give each column a name in the first row, and unmerge cells there" + (_isOneCell ? XlsxSource.Titles(_header) : "")),
                _ => throw new InputException(Place(i), "has a header that is not text", "give each column a name in the first row"),
            };
        }
        CohortFile.CheckHeaders(headers, Place);
        foreach (var merged in _reader.MergeCells ?? [])
            if (merged.FromColumn < count && merged.ToRow >= skipRows)
            {
                string first = ExcelCell.Address(merged.FromColumn, merged.FromRow + 1L),
                    last = ExcelCell.Address(merged.ToColumn, merged.ToRow + 1L);
                throw new InputException($"{Name}, {first}:{last}",
                    "is merged cells", "unmerge them, and give each column its header and each row its values");
            }

        Columns = [.. headers.Select(h => new SourceColumn(h, "", NoLabels))];
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("row", _row);

    public bool Read()
    {
        var expected = _row + 1;
        while (NextRow())
        {
            if (IsBlankRow()) continue;
            if (_row != expected)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, row {expected}"),
                    "is blank although rows follow", "remove the row");
            for (var i = Columns.Count; i < _reader.FieldCount; i++)
                if (!IsBlank(i)) throw new InputException(
                    Place(i), "is beside the table: its column has no header",
                    $"name the column in row {_header}, or clear the cell" + (_isOneCell ? XlsxSource.Titles(_row - 1) : ""));
            return true;
        }
        return false;
    }

    public SourceCell Cell(int column)
    {
        CheckError(column);
        return _reader.GetValue(column) switch
        {
            null or "" => SourceCell.Missing,
            string text => SourceCell.Of(text),
            double number => SourceCell.Of(number),
            int number => SourceCell.Of(number),
            bool value => SourceCell.Of(value),
            // Excel has days from 1900 on; the library gives a time of day alone the day before.
            DateTime { Year: < 1900 } time => SourceCell.Of(time.TimeOfDay.TotalDays),
            DateTime date => SourceCell.Of(date),
            TimeSpan time => SourceCell.Of(time.TotalDays),
            _ => throw new InputException(Place(column), "has a value of no known type", "give a number, text, date, or TRUE or FALSE"),
        };
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private int GoToSheet(string? sheet)
    {
        var names = new List<string>();
        do
        {
            var name = Guard(() => _reader.Name) ?? "";
            if (sheet is null ? _reader.VisibleState is null or "visible" : name == sheet) return names.Count;
            names.Add(name);
        }
        while (Guard(_reader.NextResult));
        throw sheet is null ? new InputException(Name, "has no visible sheet", "name the sheet to read")
            : new InputException(Name, $"has no sheet {Quoted.Short(sheet)}",
                $"choose one of {string.Join(", ", names.Take(10).Select(Quoted.Short))}");
    }

    private bool NextRow()
    {
        _row++;
        return Guard(_reader.Read);
    }

    private void CheckError(int column)
    {
        if (_errors.TryGetValue((_row - 1, column), out var error))
            throw new InputException(Place(column), $"has {error}",
                error == XlsErrors.NotComputed ? "open the workbook in Excel and save it"
                    : "mend the formula, or clear the cell if its value is missing");
    }

    private bool IsBlank(int column) => !_errors.ContainsKey((_row - 1, column)) && _reader.GetValue(column) is var value
        && (value is null || (value is string text && string.IsNullOrWhiteSpace(text)));

    private bool IsBlankRow()
    {
        for (var i = 0; i < _reader.FieldCount; i++)
            if (!IsBlank(i)) return false;
        return true;
    }

    private string Place(int column) => $"{Name}, {ExcelCell.Address(column, _row)}";

    /// <summary>
    /// Refuses compound files whose header asks the library for more memory or time than the file is worth ([MS-CFB] 2.2: sectors
    /// of 512 bytes, or of 4096 in version 4, and short ones of 64), and those with a password.
    /// </summary>
    private byte[] CheckedFile()
    {
        if (_stream.Length > LargestFile)
            throw new InputException(Name, string.Create(CultureInfo.InvariantCulture, $"is an .xls of more than {LargestFile >> 20} MiB"),
                "save it as .xlsx or .csv");
        var file = new byte[_stream.Length];
        _stream.Position = 0;
        _stream.ReadExactly(file);
        _stream.Position = 0;
        var sectorBits = file.Length >= 512 ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(30)) : 0;
        if (sectorBits is not (9 or 12) || BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(32)) != 6
            || BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(56)) != 4096) throw Damaged();
        // Each sector of the double-indirect table names as many sectors of the allocation table, less one, and those as many sectors.
        var perSector = 1L << (sectorBits - 2);
        var sectors = (file.LongLength >> sectorBits) + 1;
        if (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(72)) is var tables
            && (tables < 0 || tables > sectors / perSector / (perSector - 1) + 1))
            throw Damaged();
        if (file.AsSpan().IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0) throw Protected();
        return file;
    }

    /// <summary>Calls the library: what it throws on a damaged file is of many kinds.</summary>
    private T Guard<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (InvalidPasswordException)
        {
            throw Protected();
        }
        catch (Exception e) when (e is not InputException)
        {
            throw Damaged();
        }
    }

    private InputException Protected() => new(Name, "is protected by a password", "save it without one");

    private InputException Damaged() => new(Name, "cannot be read as an Excel workbook", "open it in Excel and save it again");
}
