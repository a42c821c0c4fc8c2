using System.Buffers;
using System.Globalization;
using System.Text;
using DuckDB.NET.Native;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads a table or a query of a DuckDB database, or a Parquet file, as a stream. Whole numbers that a double cannot hold, and
/// decimals of more than 15 digits, are texts of all their digits; NULL and NaN are missing. Dates and times are those of UTC where
/// the column has a time zone.
/// </summary>
/// <remarks>
/// The engine is native code. No damaged Parquet file was found to end the process; a database made so that DuckDB's checksums hold
/// over wrong metadata can (DuckDB 1.5.6), so databases are to be opened only from those one trusts.
/// </remarks>
internal sealed class DuckDbSource : IBlockSource
{
    // Whole numbers up to this have a double of their own.
    private const long LargestExact = 1L << 53;
    private const int MostExactDigits = 15;
    private const int MostTextAtOnce = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(false, true);
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly DuckDbEngine _engine;
    private readonly DuckDbRows _rows;
    private readonly Kind[] _kinds;

    // The texts of the row; a longer array takes its place, so that those given out stay as they are.
    private char[] _text = new char[1 << 12];
    private int _used;
    private long _position;

    private enum Kind : byte
    {
        Number,
        Integer,
        Text,
        Date,
        Boolean,
        Unusable,
    }

    private DuckDbSource(DuckDbEngine engine, string name, string from, string? parameter, string remedy)
    {
        _engine = engine;
        Name = name;
        using (var sample = engine.Query($"SELECT * FROM {from} LIMIT 0", parameter, out var error)
            ?? throw new InputException(name, error.Length == 0 ? "cannot be read" : $"cannot be read ({error})", remedy))
        {
            var columns = new SourceColumn[sample.Columns];
            _kinds = new Kind[columns.Length];
            var expressions = new string[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                columns[i] = new SourceColumn(sample.ColumnName(i), "", NoLabels);
                (_kinds[i], expressions[i]) = Expression(sample, i);
            }
            CohortFile.CheckHeaders([.. columns.Select(c => c.Name)], i =>
                string.Create(CultureInfo.InvariantCulture, $"{name}, column {i + 1}"));
            Columns = columns;
            var names = string.Join(", ", Enumerable.Range(0, columns.Length)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}")));
            _rows = engine.Query($"SELECT {string.Join(", ", expressions)} FROM {from} AS t({names})", parameter, out error)
                ?? throw new InputException(name, error.Length == 0 ? "cannot be read" : $"cannot be read ({error})", remedy);
        }
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("row", _position);

    /// <summary>Opens a Parquet file.</summary>
    public static DuckDbSource OpenParquet(string path, string name)
    {
        // The engine would take these for patterns of file names.
        var pattern = new StringBuilder();
        foreach (var c in Path.GetFullPath(path)) pattern.Append(c is '*' or '?' or '[' ? $"[{c}]" : c.ToString());
        var engine = DuckDbEngine.Open(null) ?? throw new InputException(
            name, "cannot be read, for the database engine does not start", "free some memory");
        try
        {
            return new DuckDbSource(engine, name, "read_parquet($1, hive_partitioning = false)", pattern.ToString(),
                "write the Parquet file again");
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Opens a table or query of a database file.</summary>
    public static DuckDbSource Open(string path, string name, string? tableOrQuery)
    {
        var engine = DuckDbEngine.Open(Path.GetFullPath(path))
            ?? throw new InputException(name, "cannot be opened as a DuckDB database",
                "close programs that write to it, or export the table as .parquet");
        try
        {
            var tables = Tables(engine, name);
            if (tableOrQuery is null)
            {
                if (tables.Count != 1)
                    throw new InputException(name, string.Create(CultureInfo.InvariantCulture, $"has {tables.Count} tables"),
                        tables.Count == 0 ? "give a database with a table" : $"choose one of {Choice(tables)}");
                tableOrQuery = tables[0].Name;
            }
            var found = tables.FindIndex(t => t.Name == tableOrQuery || $"{t.Schema}.{t.Name}" == tableOrQuery);
            if (found >= 0)
                return new DuckDbSource(engine, $"{name}, table {Quoted.Short(tableOrQuery)}",
                    $"{Identifier(tables[found].Schema)}.{Identifier(tables[found].Name)}", null, "check the database");
            if (!tableOrQuery.Any(char.IsWhiteSpace))
                throw new InputException(name, $"has no table {Quoted.Short(tableOrQuery)}",
                    tables.Count == 0 ? "give a SELECT query" : $"choose one of {Choice(tables)}, or give a SELECT query");
            // As a subquery, which can only read; the line feed ends a comment.
            return new DuckDbSource(engine, $"{name}, query", $"({tableOrQuery.TrimEnd().TrimEnd(';')}\n)", null,
                "correct the query, which must be one SELECT");
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    public bool Read()
    {
        _used = 0;
        _position++;
        if (_rows.Read(out var failed)) return true;
        return failed ? throw new InputException($"{Name}, {Position}",
            "cannot be read on, for the file is damaged or the query fails there", "write the file again, or correct the query")
            : false;
    }

    public SourceCell Cell(int column)
    {
        if (_rows.IsNull(column)) return SourceCell.Missing;
        switch (_kinds[column])
        {
            case Kind.Number:
                var number = _rows.Value<double>(column);
                return double.IsNaN(number) ? SourceCell.Missing : SourceCell.Of(number);
            case Kind.Integer:
                var integer = _rows.Value<long>(column);
                return integer is >= -LargestExact and <= LargestExact ? SourceCell.Of((double)integer) : SourceCell.Of(Digits(integer));
            case Kind.Text:
                var bytes = _rows.Text(column);
                return bytes.IsEmpty ? SourceCell.Missing : SourceCell.Of(Decoded(bytes, column));
            case Kind.Boolean:
                return SourceCell.Of(_rows.Value<byte>(column) != 0);
            case Kind.Date:
                var microseconds = _rows.Value<long>(column);
                if (!IsInCalendar(microseconds))
                    throw new InputException(Place(column), "has a date that the calendar has not",
                        "give a date from 0001-01-01 to 9999-12-31");
                return SourceCell.Of(new DateTime(DateTime.UnixEpoch.Ticks + 10 * microseconds));
            default:
                throw new InputException(Place(column), "has a list, a time, binary data or another type that no table of patients has",
                    "leave the column out");
        }
    }

    public void Fill(RecordBlock block)
    {
        while (!block.IsFull && Read())
        {
            var count = Math.Min(block.Capacity - block.Rows, _rows.Ahead);
            if (FillColumns(block, count))
            {
                _rows.Skip(count - 1);
                _position += count - 1;
                continue;
            }

            for (var left = count; ; Read())
            {
                block.AddRow(Position);
                for (var place = 0; place < block.Wanted.Count; place++) block.Set(place, Cell(block.Wanted[place]));
                if (--left == 0 || block.IsFull) break;
            }
        }
    }

    public void Dispose()
    {
        _rows.Dispose();
        _engine.Dispose();
    }

    /// <summary>Appends rows that are there, column by column.</summary>
    /// <returns>Whether each cell could be used; if not nothing is appended, and the first that cannot is found row by row.</returns>
    private bool FillColumns(RecordBlock block, int count)
    {
        var first = block.Rows;
        for (var ahead = 0; ahead < count; ahead++) block.AddRow(Position with { Number = _position + ahead });
        for (var place = 0; place < block.Wanted.Count; place++)
        {
            if (FillColumn(block, place, first, count)) continue;
            block.Truncate(first);
            return false;
        }

        return true;
    }

    private bool FillColumn(RecordBlock block, int place, int first, int count)
    {
        var column = block.Wanted[place];
        var kind = _kinds[column];
        var cells = block.Kinds(place)[first..];
        var numbers = block.Numbers(place)[first..];
        for (var ahead = 0; ahead < count; ahead++)
        {
            cells[ahead] = SourceCellKind.Missing;
            if (_rows.IsNull(column, ahead)) continue;
            switch (kind)
            {
                case Kind.Number:
                    numbers[ahead] = _rows.Value<double>(column, ahead);
                    if (!double.IsNaN(numbers[ahead])) cells[ahead] = SourceCellKind.Number;
                    break;
                case Kind.Integer when _rows.Value<long>(column, ahead) is >= -LargestExact and <= LargestExact and var integer:
                    numbers[ahead] = integer;
                    cells[ahead] = SourceCellKind.Number;
                    break;
                case Kind.Text:
                    var bytes = _rows.Text(column, ahead);
                    if (bytes.IsEmpty) break;
                    if (block.TextIsFull || bytes.Length > MostTextAtOnce) return false;
                    if (System.Text.Unicode.Utf8.ToUtf16(
                        bytes, block.Room(bytes.Length), out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
                        return false;
                    block.SetText(place, first + ahead, length);
                    break;
                case Kind.Boolean:
                    numbers[ahead] = _rows.Value<byte>(column, ahead) != 0 ? 1 : 0;
                    cells[ahead] = SourceCellKind.Boolean;
                    break;
                case Kind.Date when IsInCalendar(_rows.Value<long>(column, ahead)):
                    block.Set(place, first + ahead,
                        SourceCell.Of(new DateTime(DateTime.UnixEpoch.Ticks + 10 * _rows.Value<long>(column, ahead))));
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsInCalendar(long microseconds) =>
        microseconds >= (DateTime.MinValue - DateTime.UnixEpoch).Ticks / 10
            && microseconds <= (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / 10;

    /// <summary>What to select so that a column comes in one of the kinds read here.</summary>
    private static (Kind Kind, string Expression) Expression(DuckDbRows sample, int column)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"c{column}");
        switch (sample.ColumnType(column))
        {
            case DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.Integer or DuckDBType.UnsignedTinyInt
                or DuckDBType.UnsignedSmallInt or DuckDBType.UnsignedInteger or DuckDBType.Double:
            case DuckDBType.Decimal when sample.DecimalWidth(column) <= MostExactDigits:
                return (Kind.Number, $"CAST({name} AS DOUBLE)");
            case DuckDBType.Float:
                // The decimal that was written, not the nearest binary fraction of 32 bits.
                return (Kind.Number, $"CAST(CAST({name} AS VARCHAR) AS DOUBLE)");
            case DuckDBType.BigInt:
                return (Kind.Integer, name);
            case DuckDBType.UnsignedBigInt or DuckDBType.HugeInt or DuckDBType.UnsignedHugeInt or DuckDBType.VarInt or DuckDBType.Decimal
                or DuckDBType.Varchar or DuckDBType.Enum or DuckDBType.Uuid:
                return (Kind.Text, $"CAST({name} AS VARCHAR)");
            case DuckDBType.Boolean:
                return (Kind.Boolean, name);
            case DuckDBType.Date or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs:
                return (Kind.Date, $"CAST({name} AS TIMESTAMP)");
            case DuckDBType.Timestamp or DuckDBType.TimestampTz:
                return (Kind.Date, name);
            default:
                // Not its values, only whether there are any.
                return (Kind.Unusable, $"CASE WHEN {name} IS NULL THEN NULL ELSE TRUE END");
        }
    }

    private static List<(string Schema, string Name)> Tables(DuckDbEngine engine, string name)
    {
        using var rows = engine.Query(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = current_database() ORDER BY ALL", null,
                out _)
            ?? throw new InputException(name, "cannot be opened as a DuckDB database", "write it again");
        var tables = new List<(string, string)>();
        while (rows.Read(out _)) tables.Add((Utf8.GetString(rows.Text(0)), Utf8.GetString(rows.Text(1))));
        return tables;
    }

    private static string Choice(List<(string Schema, string Name)> tables) =>
        string.Join(", ", tables.Take(10).Select(t => Quoted.Short(t.Name)));

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private ReadOnlySpan<char> Decoded(ReadOnlySpan<byte> bytes, int column)
    {
        // No text has more characters than bytes.
        var room = Room(bytes.Length);
        try
        {
            var length = Utf8.GetChars(bytes, room);
            _used += length;
            return room[..length];
        }
        catch (DecoderFallbackException)
        {
            throw new InputException(Place(column), "has text that is not UTF-8", "write the file again");
        }
    }

    private ReadOnlySpan<char> Digits(long integer)
    {
        var room = Room(20);
        integer.TryFormat(room, out var length, provider: CultureInfo.InvariantCulture);
        _used += length;
        return room[..length];
    }

    private Span<char> Room(int length)
    {
        if (_text.Length - _used < length)
        {
            _text = new char[Math.Max(_text.Length, 2 * length)];
            _used = 0;
        }
        return _text.AsSpan(_used);
    }

    private string Place(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}, {Position}, column {column + 1} ({Quoted.Short(Columns[column].Name)})");
}
