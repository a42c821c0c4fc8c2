using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Urif.Tests;

/// <summary>
/// Writes SPSS system files record by record in either byte order, by PSPP's description of the format, for what other programs
/// here do not write: big-endian files, old files that name no encoding, and files with lengths that lie.
/// </summary>
internal sealed class SpssFile(bool isBigEndian)
{
    private readonly List<byte> bytes = [];

    public SpssFile Header(int compression, int cases) => Text("$FL2", 4).Text("@(#) SPSS DATA FILE", 60).Int(2).Int(1).Int(compression).Int(0).Int(cases)
        .Double(100).Text("01 Jan 24", 9).Text("12:00:00", 8).Text("", 64).Text("", 3);

    public SpssFile Variable(string name, int width, int format = 5, int missing = 0, params double[] values)
    {
        Int(2).Int(width).Int(0).Int(missing).Int(format << 16 | 8 << 8).Int(format << 16 | 8 << 8).Text(name, 8);
        foreach (var value in values) Double(value);
        for (var left = width - 8; left > 0; left -= 8) Int(2).Int(-1).Int(0).Int(0).Int(0).Int(0).Text("", 8);
        return this;
    }

    public SpssFile End() => Int(999).Int(0);

    public SpssFile Int(int value)
    {
        Span<byte> four = stackalloc byte[4];
        if (isBigEndian) BinaryPrimitives.WriteInt32BigEndian(four, value);
        else BinaryPrimitives.WriteInt32LittleEndian(four, value);
        bytes.AddRange(four);
        return this;
    }

    public SpssFile Double(double value)
    {
        Span<byte> eight = stackalloc byte[8];
        if (isBigEndian) BinaryPrimitives.WriteDoubleBigEndian(eight, value);
        else BinaryPrimitives.WriteDoubleLittleEndian(eight, value);
        bytes.AddRange(eight);
        return this;
    }

    public SpssFile Text(string text, int width, Encoding? encoding = null)
    {
        var encoded = (encoding ?? Encoding.UTF8).GetBytes(text);
        bytes.AddRange(encoded.AsSpan(0, Math.Min(encoded.Length, width)));
        for (var i = encoded.Length; i < width; i++) bytes.Add((byte)' ');
        return this;
    }

    public SpssFile Bytes(params byte[] values)
    {
        bytes.AddRange(values);
        return this;
    }

    /// <summary>Byte codes in one zlib block, with the header and trailer that say where it is.</summary>
    public SpssFile Zlib(byte[] codes)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(codes);
        long header = bytes.Count, trailer = header + 24 + packed.Length;
        return Long(header).Long(trailer).Long(48).Bytes(packed.ToArray())
            .Long(-100).Long(0).Int(0x3FF000).Int(1).Long(header).Long(header + 24).Int(codes.Length).Int((int)packed.Length);
    }

    public byte[] ToArray() => [.. bytes];

    private SpssFile Long(long value)
    {
        Span<byte> eight = stackalloc byte[8];
        if (isBigEndian) BinaryPrimitives.WriteInt64BigEndian(eight, value);
        else BinaryPrimitives.WriteInt64LittleEndian(eight, value);
        bytes.AddRange(eight);
        return this;
    }

    public string Save(string path)
    {
        File.WriteAllBytes(path, [.. bytes]);
        return path;
    }
}
