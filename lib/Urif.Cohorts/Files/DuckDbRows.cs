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
    private readonly IntPtr[] data;
    private readonly IntPtr[] validity;
    private DuckDBResult result;
    private DuckDBDataChunk? chunk;
    private int row = -1;
    private int rows;

    public DuckDbRows(DuckDBResult result)
    {
        this.result = result;
        data = new IntPtr[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        validity = new IntPtr[data.Length];
    }

    public int Columns => data.Length;

    public string ColumnName(int column) => NativeMethods.Query.DuckDBColumnName(ref result, column) ?? "";

    public DuckDBType ColumnType(int column) => NativeMethods.Query.DuckDBColumnType(ref result, column);

    /// <summary>The digits of a DECIMAL column.</summary>
    public int DecimalWidth(int column)
    {
        using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, column);
        return LogicalType.DuckDBDecimalWidth(type);
    }

    /// <summary>Goes to the next row.</summary>
    /// <param name="failed">Whether the engine broke off.</param>
    /// <returns>Whether there is one.</returns>
    public bool Read(out bool failed)
    {
        failed = false;
        return ++row < rows || Fetch(out failed);
    }

    /// <summary>How many rows from this one on are there without another chunk.</summary>
    public int Ahead => rows - row;

    /// <summary>Goes on by rows that are there.</summary>
    public void Skip(int count) => row += count;

    /// <summary>Whether a value of this row, or of one ahead, is NULL.</summary>
    public bool IsNull(int column, int ahead = 0) =>
        validity[column] is var bits && bits != 0 && (((ulong*)bits)[row + ahead >> 6] >> (row + ahead & 63) & 1) == 0;

    /// <summary>The value of a column whose values have the size of T.</summary>
    public T Value<T>(int column, int ahead = 0) where T : unmanaged => ((T*)data[column])[row + ahead];

    /// <summary>The UTF-8 of a VARCHAR, valid until the next row is read.</summary>
    public ReadOnlySpan<byte> Text(int column, int ahead = 0)
    {
        // duckdb_string_t: the length, then up to 12 bytes in place, else 4 of them and where all of them are.
        var value = (byte*)data[column] + 16L * (row + ahead);
        var length = Unsafe.ReadUnaligned<int>(value);
        return new ReadOnlySpan<byte>(length <= 12 ? value + 4 : *(byte**)(value + 8), length);
    }

    public void Dispose()
    {
        chunk?.Dispose();
        result.Close();
    }

    private bool Fetch(out bool failed)
    {
        failed = false;
        row = rows = 0;
        do
        {
            chunk?.Dispose();
            chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            if (chunk.IsInvalid)
            {
                failed = !string.IsNullOrEmpty(NativeMethods.Query.DuckDBResultError(ref result));
                return false;
            }
            rows = (int)DataChunks.DuckDBDataChunkGetSize(chunk);
        }
        while (rows == 0);
        for (var i = 0; i < data.Length; i++)
        {
            var vector = DataChunks.DuckDBDataChunkGetVector(chunk, i);
            data[i] = (IntPtr)Vectors.DuckDBVectorGetData(vector);
            validity[i] = (IntPtr)Vectors.DuckDBVectorGetValidity(vector);
        }
        return true;
    }
}
