using System.Runtime.CompilerServices;

namespace Urif.Cohorts;

/// <summary>Numbers identifiers from 0 in the order in which they first occur. Their text lives as long as a reading.</summary>
internal sealed class IdentifierPool
{
    private const int PieceLength = 1 << 16;

    // A number and the hash of its identifier; the number is one more than it is, so that 0 is an empty place.
    private ulong[] _slots = new ulong[1 << 10];

    // Where the text of a number begins: its piece and the place in it. Pieces are never copied.
    private (int Piece, ushort Start, ushort Length)[] _places = new (int, ushort, ushort)[1 << 9];
    private readonly List<char[]> _pieces = [new char[PieceLength]];
    private int _used;

    /// <summary>How many different identifiers there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of an identifier of at most 64 characters.</summary>
    public int NumberOf(ReadOnlySpan<char> identifier)
    {
        // The seed of string hashes differs between runs and decides only where a number is looked for.
        var hash = (uint)string.GetHashCode(identifier);
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (ulong at; (at = _slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            var number = (int)(uint)at - 1;
            if ((uint)(at >> 32) == hash && Text(number).SequenceEqual(identifier)) return number;
        }

        Append(identifier);
        _slots[slot] = (ulong)hash << 32 | (uint)Count;
        if (Count > _slots.Length / 2) Rehash();
        return Count - 1;
    }

    private ReadOnlySpan<char> Text(int number)
    {
        var (piece, start, length) = _places[number];
        return _pieces[piece].AsSpan(start, length);
    }

    private void Append(ReadOnlySpan<char> identifier)
    {
        if (Count == _places.Length) Array.Resize(ref _places, 2 * Count);
        if (PieceLength - _used < identifier.Length)
        {
            _pieces.Add(new char[PieceLength]);
            _used = 0;
        }

        identifier.CopyTo(_pieces[^1].AsSpan(_used));
        _places[Count++] = (_pieces.Count - 1, (ushort)_used, (ushort)identifier.Length);
        _used += identifier.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rehash()
    {
        var old = _slots;
        _slots = new ulong[2 * old.Length];
        var mask = _slots.Length - 1;
        foreach (var at in old)
        {
            if (at == 0) continue;
            var slot = (int)(at >> 32) & mask;
            while (_slots[slot] != 0) slot = (slot + 1) & mask;
            _slots[slot] = at;
        }
    }
}
