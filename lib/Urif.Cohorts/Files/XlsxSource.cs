using System.Globalization;
using System.Xml;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads a sheet of an .xlsx workbook: the header in row 1, or below rows that are to be skipped, then a row to a record. Formulas give
/// the results that Excel saved; numbers with a format of dates are dates, in the workbook's own date system (1900 or 1904). Blank rows
/// and columns may end the table only.
/// </summary>
/// <remarks>
/// Reads the parts of the package itself (ECMA-376 part 1, 18.3). ExcelDataReader 3.6 gives error cells and formulas without a saved
/// result as empty cells, which would be taken for missing values.
/// </remarks>
internal sealed class XlsxSource : IRecordSource
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly Stream _stream;
    private readonly XlsxPackage _package;
    private readonly XmlReader _xml;
    private readonly List<Value> _cells = [];

    // The row whose cells are held, from 1, and how many of its cells have a value.
    private int _row;
    private int _valued;
    private int _nextRow = 1;
    private bool _inRows;

    // The row of the header, and whether it has one cell alone, as a title has.
    private readonly int _header;
    private readonly bool _isOneCell;

    public XlsxSource(Stream stream, string name, string? sheet, int skipRows = 0)
    {
        _stream = stream;
        _header = skipRows + 1;
        Name = name;
        XlsxPackage? opened = null;
        try
        {
            Guard(() => opened = new XlsxPackage(stream, name));
            _package = opened!;
            (_xml, var sheetName) = Guard(() => _package.OpenSheet(sheet));
            Name = $"{name}, sheet {Quoted.Short(sheetName)}";
            _inRows = Guard(ReadToRows);
            var isThere = NextRow();
            while (isThere && _row < _header)
            {
                _cells.Clear();
                isThere = NextRow();
            }

            if (!isThere || _row != _header || _valued == 0)
                throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, row {_header}"), "has no header",
                    skipRows == 0 ? "give the names of the columns in the first row" : "skip as many rows as stand above the header");
            _isOneCell = _valued == 1;
            while (_cells[^1].IsBlank) _cells.RemoveAt(_cells.Count - 1);
            var headers = new string[_cells.Count];
            for (var i = 0; i < headers.Length; i++) headers[i] = Header(i);
            CheckHeaders(headers);
            Columns = [.. headers.Select(h => new SourceColumn(h, "", NoLabels))];
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; } = [];

    public RecordPosition Position => new("row", _row);

    public bool Read()
    {
        var expected = _row + 1;
        while (NextRow())
        {
            if (_valued == 0) continue;
            return _row == expected ? true
                : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, row {expected}"),
                    "is blank although rows follow", "remove the row");
        }
        return false;
    }

    public SourceCell Cell(int column)
    {
        var cell = _cells[column];
        switch (cell.Kind)
        {
            case Kind.None: return SourceCell.Missing;
            case Kind.Number: return SourceCell.Of(cell.Number);
            case Kind.Text: return SourceCell.Of(cell.Text);
            case Kind.Boolean: return SourceCell.Of(cell.Number != 0);
            case Kind.Date:
                return ExcelCell.TryDate(cell.Number, _package.Is1904, out var date) ? SourceCell.Of(date)
                    : throw new InputException(Place(column), "has the format of a date but a number that is none",
                        "give the date, or a format of numbers");
            case Kind.Error:
                throw new InputException(Place(column), $"has the error {Quoted.Short(cell.Text!).Trim('"')}",
                    "mend the formula, or clear the cell if its value is missing");
            default:
                throw new InputException(Place(column), "has a formula without a saved result", "open the workbook in Excel and save it");
        }
    }

    public void Dispose()
    {
        _xml.Dispose();
        _package.Dispose();
        _stream.Dispose();
    }

    private void CheckHeaders(string[] headers)
    {
        for (var i = 1; i < headers.Length; i++)
            if (string.IsNullOrWhiteSpace(headers[i]))
                throw new InputException(Place(i), "has no header", "give each column a name in the first row, and unmerge cells there"
                    + (_isOneCell ? Titles(_header) : ""));
        CohortFile.CheckHeaders(headers, Place);
    }

    private string Header(int column) => _cells[column] switch
    {
        { Kind: Kind.None } => "",
        { Kind: Kind.Text } cell => cell.Text!,
        { Kind: Kind.Number } cell => cell.Number.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new InputException(Place(column), "has a header that is not text", "give each column a name in the first row"),
    };

    /// <summary>What to do if rows are titles.</summary>
    internal static string Titles(int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"; leave titles above the table out with --skip-rows {rows}");

    private string Place(int column) => $"{Name}, {ExcelCell.Address(column, _row)}";

    private bool NextRow()
    {
        try
        {
            return _inRows && ReadRow();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged();
        }
    }

    private bool ReadToRows()
    {
        while (_xml.Read())
            if (_xml.NodeType == XmlNodeType.Element && _xml.LocalName == "sheetData") return !_xml.IsEmptyElement;
        return false;
    }

    /// <summary>Reads a row, whether it has values or not.</summary>
    private bool ReadRow()
    {
        for (var i = 0; i < _cells.Count; i++) _cells[i] = default;
        _valued = 0;
        while (_xml.Read())
        {
            if (_xml.NodeType == XmlNodeType.EndElement && _xml.LocalName == "sheetData") break;
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "row") continue;
            if (_xml.GetAttribute("r") is { } number
                && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _nextRow)
                    || _nextRow <= _row)) throw Damaged();
            _row = _nextRow++;
            if (_row is < 1 or > ExcelCell.MostRows) throw Damaged();
            if (!_xml.IsEmptyElement) ReadCells();
            return true;
        }
        _inRows = false;
        CheckMergedCells();
        return false;
    }

    private void ReadCells()
    {
        var depth = _xml.Depth;
        var column = -1;
        while (_xml.Read() && _xml.Depth > depth)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "c") continue;
            var next = _xml.GetAttribute("r") is { } address ? ColumnOf(address) : column + 1;
            if (next <= column || next >= ExcelCell.MostColumns) throw Damaged();
            column = next;
            var cell = ReadCell();
            if (cell.IsBlank) continue;
            _valued++;
            if (Columns.Count == 0)
                while (_cells.Count <= column) _cells.Add(default);
            if (column >= _cells.Count)
                throw new InputException(Place(column), "is beside the table: its column has no header",
                    $"name the column in row {_header}, or clear the cell" + (_isOneCell ? Titles(_row - 1) : ""));
            _cells[column] = cell;
        }
    }

    private Value ReadCell()
    {
        var type = _xml.GetAttribute("t") ?? "n";
        var isDate = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style)
            && style < _package.StyleIsDate.Count && _package.StyleIsDate[style];
        if (_xml.IsEmptyElement) return default;
        var depth = _xml.Depth;
        bool hasFormula = false;
        string? value = null;
        var more = _xml.Read();
        while (more && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                switch (_xml.LocalName)
                {
                    case "v":
                        value = _xml.ReadElementContentAsString();
                        continue;
                    case "is":
                        value = XlsxPackage.ReadText(_xml);
                        break;
                    case "f":
                        hasFormula = true;
                        _xml.Skip();
                        continue;
                    default:
                        break;
                }
            }
            more = _xml.Read();
        }
        // Some programs write an empty value where they have computed none; an empty text is a result.
        if (value is null || (value.Length == 0 && hasFormula && type is not "str"))
            return hasFormula ? new Value(Kind.Formula, 0, null) : default;
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _package.Strings.Count
                    ? Value.Of(Unescaped(_package.Strings[index])) : throw Damaged();
            case "str" or "inlineStr":
                return Value.Of(Unescaped(value));
            case "e":
                return new Value(Kind.Error, 0, value);
            case "b":
                return value is "0" or "1" or "true" or "false" ? new Value(Kind.Boolean, value is "1" or "true" ? 1 : 0, null)
                    : throw Damaged();
            case "d":
                // ISO 8601 in place of a serial number.
                return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var date)
                    ? new Value(Kind.Date, (date - new DateTime(
                        _package.Is1904 ? 1904 : 1899, _package.Is1904 ? 1 : 12, _package.Is1904 ? 1 : 30)).TotalDays, null)
                    : throw Damaged();
            case "n":
                if (value.Length == 0) return default;
                return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                    ? new Value(isDate && number >= 1 ? Kind.Date : Kind.Number, number, null) : throw Damaged();
            default:
                throw Damaged();
        }
    }

    private void CheckMergedCells()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "mergeCell" || _xml.GetAttribute("ref") is not { } range)
                continue;
            var from = range.Split(':')[0];
            if (ColumnOf(from) < Columns.Count && RowOf(range.Split(':')[^1]) >= _header)
                throw new InputException($"{Name}, {Quoted.Short(range).Trim('"')}", "is merged cells",
                    "unmerge them, and give each column its header and each row its values");
        }
    }

    private int ColumnOf(string address)
    {
        var column = 0;
        var at = 0;
        for (; at < address.Length && address[at] is >= 'A' and <= 'Z' && column <= ExcelCell.MostColumns; at++)
            column = 26 * column + address[at] - 'A' + 1;
        return at > 0 ? column - 1 : throw Damaged();
    }

    private static int RowOf(string address) =>
        int.TryParse(address.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row : int.MaxValue;

    /// <summary>A text with what ECMA-376 (22.9.2.19) writes as <c>_x000D_</c> because XML cannot.</summary>
    private static string Unescaped(string text)
    {
        for (var at = text.IndexOf("_x", StringComparison.Ordinal); at >= 0; at = text.IndexOf("_x", at + 1, StringComparison.Ordinal))
        {
            if (at + 6 < text.Length && text[at + 6] == '_'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                text = string.Concat(text.AsSpan(0, at), [(char)unit], text.AsSpan(at + 7));
        }
        return text;
    }

    private void Guard(Action call) => Guard(() =>
    {
        call();
        return true;
    });

    private T Guard<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged();
        }
    }

    // What the readers of zip and XML throw.
    private static bool IsDamage(Exception e) =>
        e is XmlException or InvalidDataException or IOException or NotSupportedException or InvalidOperationException or ArgumentException
            or OverflowException;

    private InputException Damaged() => new(Name, "cannot be read as an Excel workbook", "open it in Excel and save it again");

    private enum Kind : byte
    {
        None,
        Number,
        Text,
        Date,
        Boolean,
        Error,
        Formula,
    }

    private readonly record struct Value(Kind Kind, double Number, string? Text)
    {
        public bool IsBlank => Kind == Kind.None || (Kind == Kind.Text && string.IsNullOrWhiteSpace(Text));

        public static Value Of(string text) => text.Length == 0 ? default : new(Kind.Text, 0, text);
    }
}
