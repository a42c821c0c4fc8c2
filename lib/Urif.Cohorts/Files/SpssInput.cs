using System.Buffers.Binary;
using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>The bytes of an SPSS system file in order, in its byte order, none of them beyond its end.</summary>
internal sealed class SpssInput(FileStream stream, string name)
{
    /// <summary>The byte order, which the header tells.</summary>
    public bool IsBigEndian { get; set; }

    /// <summary>Where the next byte is, from 0.</summary>
    public long Offset { get; private set; }

    /// <summary>The length of the file.</summary>
    public long Length { get; } = stream.Length;

    public int Int32()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    public long Int64()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public double Double()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return Double(bytes);
    }

    public double Double(ReadOnlySpan<byte> bytes) =>
        IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    /// <summary>The next bytes, once it is sure that the file has as many.</summary>
    public byte[] Bytes(long count)
    {
        CheckLeft(count);
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    public void Skip(long count)
    {
        CheckLeft(count);
        Seek(Offset + count);
    }

    public void Seek(long offset)
    {
        if (offset < 0 || offset > Length)
            throw Damaged($"points to byte {offset.ToString(CultureInfo.InvariantCulture)}, which is not there");
        Offset = stream.Position = offset;
    }

    /// <summary>As many of the bytes wanted as the file has.</summary>
    public int Read(Span<byte> bytes)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Offset += read;
        return read;
    }

    /// <summary>What to say of a file that breaks the rules of its format at this place.</summary>
    public InputException Damaged(string problem) => new(
        string.Create(CultureInfo.InvariantCulture, $"{name}, byte {Offset}"), problem, "save it as .sav again");

    private void Fill(Span<byte> bytes)
    {
        CheckLeft(bytes.Length);
        if (Read(bytes) < bytes.Length) throw Damaged("ends too early");
    }

    private void CheckLeft(long count)
    {
        if (count < 0) throw Damaged("has a length below zero");
        if (count > Length - Offset) throw Damaged("ends too early");
    }
}
