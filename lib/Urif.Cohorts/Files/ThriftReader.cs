using System.Text;

namespace Urif.Cohorts;

/// <summary>The types of the compact protocol; true and false of a field stand in its type.</summary>
internal enum ThriftType : byte
{
    Stop = 0,
    True = 1,
    False = 2,
    Byte = 3,
    Int16 = 4,
    Int32 = 5,
    Int64 = 6,
    Double = 7,
    Binary = 8,
    List = 9,
    Set = 10,
    Map = 11,
    Struct = 12,
}

/// <summary>
/// Reads Thrift's compact protocol, in which Parquet has its metadata (Apache Thrift, thrift-compact-protocol.md). No list is longer
/// than the bytes that are left, and nothing unknown is nested deeper than any real metadata.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 16;

    private static readonly UTF8Encoding Utf8 = new(false, true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next field of a struct.</summary>
    /// <param name="id">The number of the field before, 0 for the first; then that of this one.</param>
    /// <param name="type">Its type.</param>
    /// <returns>Whether there is one.</returns>
    public bool Field(ref int id, out ThriftType type)
    {
        var head = Byte();
        type = (ThriftType)(head & 0x0F);
        if (type == ThriftType.Stop) return false;
        id = head >> 4 == 0 ? checked((int)Math.Clamp(Integer(), short.MinValue, short.MaxValue)) : id + (head >> 4);
        return true;
    }

    /// <summary>The number of elements of a list, and their type.</summary>
    public int List(out ThriftType type)
    {
        var head = Byte();
        type = (ThriftType)(head & 0x0F);
        var count = head >> 4 == 15 ? Unsigned() : (ulong)(head >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw new InvalidDataException("A list ends after its bytes.");
    }

    /// <summary>A whole number of any width but that of a byte.</summary>
    public long Integer()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A whole number that has to fit.</summary>
    public int Int32() => Integer() is >= int.MinValue and <= int.MaxValue and var value ? (int)value
        : throw new InvalidDataException("A number is too great.");

    public byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw new InvalidDataException("The metadata end too early.");

    /// <summary>A text in UTF-8.</summary>
    public string Text()
    {
        var length = Unsigned();
        if (length > (ulong)(_bytes.Length - Position)) throw new InvalidDataException("A text ends after its bytes.");
        Position += (int)length;
        try
        {
            return Utf8.GetString(_bytes.Slice(Position - (int)length, (int)length));
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("A text is not UTF-8.");
        }
    }

    /// <summary>Passes over a field's value.</summary>
    public void Skip(ThriftType type) => Skip(type, 0, inList: false);

    private void Skip(ThriftType type, int depth, bool inList)
    {
        if (depth > Deepest) throw new InvalidDataException("The metadata are nested too deep.");
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                if (inList) Byte();
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Unsigned();
                break;
            case ThriftType.Double:
                Pass(8);
                break;
            case ThriftType.Binary:
                Pass(Unsigned());
                break;
            case ThriftType.List or ThriftType.Set:
                for (var left = List(out var element); left > 0; left--) Skip(element, depth + 1, inList: true);
                break;
            case ThriftType.Map:
                var count = Unsigned();
                if (count == 0) break;
                var types = Byte();
                for (; count > 0; count--)
                {
                    Skip((ThriftType)(types >> 4), depth + 1, inList: true);
                    Skip((ThriftType)(types & 0x0F), depth + 1, inList: true);
                }

                break;
            case ThriftType.Struct:
                var id = 0;
                while (Field(ref id, out var field)) Skip(field, depth + 1, inList: false);
                break;
            default:
                throw new InvalidDataException("A type of the metadata is not known.");
        }
    }

    private void Pass(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position)) throw new InvalidDataException("The metadata end too early.");
        Position += (int)count;
    }

    private ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }

        throw new InvalidDataException("A number has no end.");
    }
}
