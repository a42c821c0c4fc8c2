using System.Runtime.CompilerServices;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Urif.Cohorts;

/// <summary>
/// The rows of a result of DuckDB, fetched by chunks of a few thousand and read where DuckDB holds them, without a call or a copy
/// for each value.
/// </summary>
internal sealed unsafe class DuckDbRows : IDisposable
{
    private readonly IntPtr[] _data;
    private readonly IntPtr[] _validity;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;
    private int _row = -1;
    private int _rows;

    public DuckDbRows(DuckDBResult result)
    {
        _result = result;
        _data = new IntPtr[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        _validity = new IntPtr[_data.Length];
    }

    public int Columns => _data.Length;

    public string ColumnName(int column) => NativeMethods.Query.DuckDBColumnName(ref _result, column) ?? "";

    public DuckDBType ColumnType(int column) => NativeMethods.Query.DuckDBColumnType(ref _result, column);

    /// <summary>The digits of a DECIMAL column.</summary>
    public int DecimalWidth(int column)
    {
        using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref _result, column);
        return LogicalType.DuckDBDecimalWidth(type);
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="failed">Whether the engine broke off.</param>
    /// <returns>Whether there is one.</returns>
    public bool Read(out bool failed)
    {
        failed = false;
        return ++_row < _rows || Fetch(out failed);
    }

    /// <summary>How many rows from this one on are there without another chunk.</summary>
    public int Ahead => _rows - _row;

    /// <summary>Goes on by rows that are there.</summary>
    public void Skip(int count) => _row += count;

    /// <summary>Whether a value of this row, or of one ahead, is NULL.</summary>
    public bool IsNull(int column, int ahead = 0) =>
        _validity[column] is var bits && bits != 0 && (((ulong*)bits)[_row + ahead >> 6] >> (_row + ahead & 63) & 1) == 0;

    /// <summary>The value of a column whose values have the size of T.</summary>
    public T Value<T>(int column, int ahead = 0) where T : unmanaged => ((T*)_data[column])[_row + ahead];

    /// <summary>The UTF-8 of a VARCHAR, valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Text(int column, int ahead = 0)
    {
        // duckdb_string_t: the length, then up to 12 bytes in place, else 4 of them and where all of them are.
        var value = (byte*)_data[column] + 16L * (_row + ahead);
        var length = Unsafe.ReadUnaligned<int>(value);
        return new ReadOnlySpan<byte>(length <= 12 ? value + 4 : *(byte**)(value + 8), length);
    }

    public void Dispose()
    {
        _chunk?.Dispose();
        _result.Close();
    }

    private bool Fetch(out bool failed)
    {
        failed = false;
        _row = _rows = 0;
        do
        {
            _chunk?.Dispose();
            _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
            if (_chunk.IsInvalid)
            {
                failed = !string.IsNullOrEmpty(NativeMethods.Query.DuckDBResultError(ref _result));
                return false;
            }
            _rows = (int)DataChunks.DuckDBDataChunkGetSize(_chunk);
        }
        while (_rows == 0);
        for (var i = 0; i < _data.Length; i++)
        {
            var vector = DataChunks.DuckDBDataChunkGetVector(_chunk, i);
            _data[i] = (IntPtr)Vectors.DuckDBVectorGetData(vector);
            _validity[i] = (IntPtr)Vectors.DuckDBVectorGetValidity(vector);
        }
        return true;
    }
}
