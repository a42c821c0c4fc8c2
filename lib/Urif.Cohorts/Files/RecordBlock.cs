using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>A source that fills a block of rows faster than cell by cell.</summary>
internal interface IBlockSource : IRecordSource
{
    /// <summary>Appends the next records to a block until it is full or the file ends.</summary>
    /// <exception cref="InputException">As <see cref="IRecordSource.Read"/> and <see cref="IRecordSource.Cell"/> one after the
    /// other.</exception>
    void Fill(RecordBlock block);
}

/// <summary>
/// Some rows of a file, copied from it so that others may read them while the file is read on: of each column that is wanted the
/// cells one after the other. Its memory is used again.
/// </summary>
internal sealed class RecordBlock
{
    private const int Padding = 32;

    // A block of long texts ends before its last row, so that what a file holds is never in memory as a whole.
    private const int MostText = 1 << 20;

    private readonly int[] _placeOf;
    private readonly SourceCellKind[] _kinds;
    private readonly long[] _values;
    private readonly long[] _numbers;

    // Lines that are still to be split: where they begin in the text, and how long they are; the length is -1 for rows of cells.
    private readonly (int Start, int Length)[] _lines;
    private bool _hasLines;
    private char _delimiter;

    private char[] _text = new char[1 << 12];
    private int _used;

    /// <param name="wanted">The columns of the file that are wanted; a cell has the place of its column in this list.</param>
    /// <param name="columns">How many columns the file has.</param>
    /// <param name="capacity">How many rows there is room for.</param>
    public RecordBlock(IReadOnlyList<int> wanted, int columns, int capacity)
    {
        (Wanted, Capacity) = (wanted, capacity);
        _placeOf = new int[columns];
        Array.Fill(_placeOf, -1);
        for (var place = 0; place < wanted.Count; place++) _placeOf[wanted[place]] = place;
        _kinds = new SourceCellKind[wanted.Count * capacity];
        _values = new long[_kinds.Length];
        _numbers = new long[capacity];
        _lines = new (int, int)[capacity];
    }

    /// <summary>The columns of the file that are wanted.</summary>
    public IReadOnlyList<int> Wanted { get; }

    /// <summary>How many rows there is room for.</summary>
    public int Capacity { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; private set; }

    /// <summary>Where the values of the rows are kept.</summary>
    public (int Piece, int Start) Place { get; set; }

    /// <summary>The cells that cannot be used, and what else is wrong with the rows.</summary>
    public List<BlockFault> Faults { get; } = [];

    /// <summary>Whether no further row has room.</summary>
    public bool IsFull => Rows == Capacity || TextIsFull;

    /// <summary>Whether the block has to end although there is room for rows.</summary>
    public bool TextIsFull => _used >= MostText;

    /// <summary>The word of the rows' positions.</summary>
    public string Word { get; private set; } = "row";

    /// <summary>Empties the block.</summary>
    public void Clear()
    {
        (Rows, _used, _hasLines) = (0, 0, false);
        Faults.Clear();
    }

    /// <summary>Takes back the rows from a place on.</summary>
    public void Truncate(int rows) => Rows = rows;

    /// <summary>Appends a row, its cells still to be set.</summary>
    public void AddRow(RecordPosition position)
    {
        Word = position.Word;
        _numbers[Rows] = position.Number;
        _lines[Rows++] = (0, -1);
    }

    /// <summary>Appends a row as a line without quotation marks and line end, to be split by <see cref="Split()"/>.</summary>
    public void AddLine(RecordPosition position, ReadOnlySpan<char> line, char delimiter)
    {
        AddRow(position);
        _lines[Rows - 1] = (_used, line.Length);
        Append(line);
        _delimiter = delimiter;
        _hasLines = true;
    }

    /// <summary>Sets a cell of the last row.</summary>
    public void Set(int place, SourceCell cell) => Set(place, Rows - 1, cell);

    /// <summary>Sets a cell.</summary>
    public void Set(int place, int row, SourceCell cell)
    {
        var at = place * Capacity + row;
        _kinds[at] = cell.Kind;
        switch (cell.Kind)
        {
            case SourceCellKind.Number or SourceCellKind.Boolean:
                _values[at] = BitConverter.DoubleToInt64Bits(cell.Number);
                break;
            case SourceCellKind.Date:
                _values[at] = cell.Date.Ticks;
                break;
            case SourceCellKind.Text:
                _values[at] = Packed(_used, cell.Text.Length);
                Append(cell.Text);
                break;
        }
    }

    /// <summary>The kinds of a column's cells, for a source that sets many at once.</summary>
    public Span<SourceCellKind> Kinds(int place) => _kinds.AsSpan(place * Capacity, Capacity);

    /// <summary>The numbers of a column's cells of the kinds number and truth.</summary>
    public Span<double> Numbers(int place) => MemoryMarshal.Cast<long, double>(_values.AsSpan(place * Capacity, Capacity));

    /// <summary>Room for a text at the end of all; what is written there counts with <see cref="SetText"/>.</summary>
    public Span<char> Room(int length)
    {
        if (_text.Length - _used < length + Padding) Array.Resize(ref _text, Math.Max(2 * _text.Length, _used + length + Padding));
        return _text.AsSpan(_used);
    }

    /// <summary>Sets a cell to the text that was written to <see cref="Room"/>.</summary>
    public void SetText(int place, int row, int length)
    {
        var at = place * Capacity + row;
        _kinds[at] = SourceCellKind.Text;
        _values[at] = Packed(_used, length);
        _used += length;
    }

    /// <summary>A cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SourceCell Cell(int place, int row)
    {
        var at = place * Capacity + row;
        var value = _values[at];
        return _kinds[at] switch
        {
            SourceCellKind.Text => SourceCell.Of(_text.AsSpan((int)value, (int)(value >> 32))),
            SourceCellKind.Missing => SourceCell.Missing,
            SourceCellKind.Number => SourceCell.Of(BitConverter.Int64BitsToDouble(value)),
            SourceCellKind.Date => SourceCell.Of(new DateTime(value)),
            _ => SourceCell.Of(BitConverter.Int64BitsToDouble(value) != 0),
        };
    }

    /// <summary>Where a row stands in the file.</summary>
    public RecordPosition Position(int row) => new(Word, _numbers[row]);

    /// <summary>Splits the lines into cells.</summary>
    public void Split()
    {
        if (!_hasLines) return;
        for (var row = 0; row < Rows; row++)
            if (_lines[row] is (var start, >= 0 and var length)) Split(row, start, length);
    }

    // Compiled for good at once: it is called for every row and would else be slow for the first tenths of a second.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Split(int row, int start, int length)
    {
        ref var characters = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetArrayDataReference(_text));
        var sought = Vector256.Create((byte)_delimiter);
        var (from, end, column) = (start, start + length, 0);
        // The text has room for a whole vector after its end. The delimiter is ASCII: narrowing makes none of another character.
        for (var at = start; at < end; at += 32)
        {
            var low = Vector256.LoadUnsafe(ref characters, (nuint)at);
            var high = Vector256.LoadUnsafe(ref characters, (nuint)at + 16);
            var found = Vector256.Equals(Vector256.NarrowWithSaturation(low, high), sought).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
            {
                var next = at + BitOperations.TrailingZeroCount(found);
                if (next >= end) break;
                Set(column++, from, next - from);
                from = next + 1;
            }
        }

        Set(column, from, end - from);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Set(int column, int from, int length)
        {
            var place = _placeOf[column];
            if (place < 0) return;
            var cell = place * Capacity + row;
            _kinds[cell] = length == 0 ? SourceCellKind.Missing : SourceCellKind.Text;
            _values[cell] = Packed(from, length);
        }
    }

    private static long Packed(int start, int length) => (long)length << 32 | (uint)start;

    private void Append(ReadOnlySpan<char> characters)
    {
        characters.CopyTo(Room(characters.Length));
        _used += characters.Length;
    }
}

/// <summary>Something that is wrong in a row of a block.</summary>
/// <param name="Row">The row of the block.</param>
/// <param name="Order">Its place among all that is wrong with the row: for a cell the place of its column.</param>
/// <param name="Fault">Why the cell cannot be used.</param>
/// <param name="Said">What is wrong in words, where it is not a cell that cannot be used.</param>
internal readonly record struct BlockFault(int Row, int Order, CellFault Fault, CohortProblem? Said = null);
