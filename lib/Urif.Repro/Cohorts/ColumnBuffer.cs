namespace Urif.Repro.Cohorts;

/// <summary>Collects the values of a column in pieces, so that a column that grows is never copied before its end is known.</summary>
internal sealed class ColumnBuffer<T>
{
    private const int PieceLength = 1 << 14;

    private readonly List<T[]> full = [];
    private T[] piece = new T[PieceLength];
    private int used;

    public void Add(T value)
    {
        if (used == piece.Length)
        {
            full.Add(piece);
            piece = new T[PieceLength];
            used = 0;
        }

        piece[used++] = value;
    }

    /// <summary>All values, and forgets them.</summary>
    public T[] Take()
    {
        var all = GC.AllocateUninitializedArray<T>(full.Count * PieceLength + used);
        for (var i = 0; i < full.Count; i++)
        {
            full[i].CopyTo(all, i * PieceLength);
            full[i] = [];
        }

        piece.AsSpan(0, used).CopyTo(all.AsSpan(full.Count * PieceLength));
        (piece, used) = ([], 0);
        full.Clear();
        return all;
    }
}
