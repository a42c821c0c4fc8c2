namespace Urif.Cohorts;

/// <summary>Where the rows of a reading are kept: in pieces of at most so many rows, a block of rows always in one of them.</summary>
/// <param name="longestBlock">The rows of the longest block.</param>
internal sealed class RowPieces(int longestBlock)
{
    private const int LeastLength = 1 << 14;

    private readonly List<int> _used = [];

    /// <summary>The rows for which a piece has room.</summary>
    public int Length { get; } = Math.Max(LeastLength, longestBlock);

    /// <summary>The rows in all.</summary>
    public int Rows { get; private set; }

    /// <summary>The rows in each piece.</summary>
    public IReadOnlyList<int> Used => _used;

    /// <summary>Takes room for the next block.</summary>
    public (int Piece, int Start) Add(int rows)
    {
        if (_used.Count == 0 || _used[^1] + rows > Length) _used.Add(0);
        var start = _used[^1];
        _used[^1] += rows;
        Rows = checked(Rows + rows);
        return (_used.Count - 1, start);
    }
}

/// <summary>Collects the values of a column in pieces, so that a column that grows is never copied before its end is known.</summary>
/// <remarks>
/// Room is made by one thread at a time; the values of different blocks may be set side by side, also while more room is made.
/// </remarks>
internal sealed class ColumnBuffer<T>
{
    // A longer list takes the place of this one; pieces that are in it stay where they are.
    private T[][] _pieces = [];

    /// <summary>Makes room for a piece, which is there already or the next.</summary>
    public void Reserve(int piece, int length)
    {
        if (piece < _pieces.Length && _pieces[piece] is not null) return;
        var longer = _pieces;
        if (piece == longer.Length)
        {
            longer = new T[Math.Max(8, 2 * piece)][];
            _pieces.CopyTo(longer, 0);
        }

        longer[piece] = new T[length];
        Volatile.Write(ref _pieces, longer);
    }

    /// <summary>The values of a block.</summary>
    public Span<T> Block(int piece, int start, int rows) => Volatile.Read(ref _pieces)[piece].AsSpan(start, rows);

    /// <summary>All values, and forgets them.</summary>
    public T[] Take(RowPieces layout)
    {
        var all = GC.AllocateUninitializedArray<T>(layout.Rows);
        var next = 0;
        for (var i = 0; i < layout.Used.Count; i++)
        {
            _pieces[i].AsSpan(0, layout.Used[i]).CopyTo(all.AsSpan(next));
            next += layout.Used[i];
            _pieces[i] = [];
        }

        _pieces = [];
        return all;
    }
}
