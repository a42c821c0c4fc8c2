namespace Urif.Repro.Cohorts;

/// <summary>Numbers identifiers from 0 in the order in which they first occur. Their text lives as long as a reading.</summary>
internal sealed class IdentifierPool
{
    private const int None = -1;

    private int[] slots = NewSlots(1 << 10);
    private int[] starts = new int[1 << 9];
    private int[] hashes = new int[1 << 9];
    private char[] text = new char[1 << 12];
    private int used;

    /// <summary>How many different identifiers there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of an identifier.</summary>
    public int NumberOf(ReadOnlySpan<char> identifier)
    {
        // The seed of string hashes differs between runs and decides only where a number is looked for.
        var hash = string.GetHashCode(identifier);
        var mask = slots.Length - 1;
        var slot = hash & mask;
        for (; slots[slot] != None; slot = (slot + 1) & mask)
        {
            var number = slots[slot];
            if (hashes[number] == hash && Text(number).SequenceEqual(identifier)) return number;
        }

        slots[slot] = Count;
        Append(identifier, hash);
        if (Count * 2 > slots.Length) Rehash();
        return Count - 1;
    }

    private ReadOnlySpan<char> Text(int number) => text.AsSpan(starts[number]..(number + 1 < Count ? starts[number + 1] : used));

    private void Append(ReadOnlySpan<char> identifier, int hash)
    {
        if (Count == starts.Length)
        {
            Array.Resize(ref starts, 2 * Count);
            Array.Resize(ref hashes, 2 * Count);
        }

        if (text.Length - used < identifier.Length) Array.Resize(ref text, (int)Math.Min(Array.MaxLength, 2L * text.Length + identifier.Length));
        identifier.CopyTo(text.AsSpan(used));
        (starts[Count], hashes[Count]) = (used, hash);
        used += identifier.Length;
        Count++;
    }

    private void Rehash()
    {
        slots = NewSlots(2 * slots.Length);
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = hashes[number] & mask;
            while (slots[slot] != None) slot = (slot + 1) & mask;
            slots[slot] = number;
        }
    }

    private static int[] NewSlots(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, None);
        return slots;
    }
}
