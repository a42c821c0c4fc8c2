using System.Buffers.Binary;
using System.IO.Compression;
using K4os.Compression.LZ4;
using Snappier;
using ZstdSharp;

namespace Urif.Cohorts;

/// <summary>Unpacks the pages of Parquet files (Apache Parquet, Compression.md).</summary>
internal static class ParquetCodec
{
    private const int Uncompressed = 0, SnappyCodec = 1, Gzip = 2, Lzo = 3, Brotli = 4, Lz4Framed = 5, Zstd = 6, Lz4Raw = 7;

    // No more can come of a byte than this.
    private const int MostOfSnappy = 64, MostOfLz4 = 256;

    // Greater pages get room as they unpack, so that none is made for what a damaged header says.
    private const int UsualPage = 1 << 22;

    private static readonly string[] Names = ["none", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard", "LZ4"];

    /// <summary>Whether pages so compressed are read.</summary>
    public static bool IsKnown(int codec) => codec is >= Uncompressed and <= Lz4Raw and not Lzo;

    /// <summary>The name of a way to compress; empty where it is not known.</summary>
    public static string NameOf(int codec) => codec >= 0 && codec < Names.Length ? Names[codec] : "";

    /// <summary>Unpacks a page.</summary>
    /// <param name="codec">How it is compressed.</param>
    /// <param name="packed">Its bytes.</param>
    /// <param name="size">How many bytes it has to have unpacked.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] Unpack(int codec, ArraySegment<byte> packed, int size)
    {
        // Some programs write nothing at all for it.
        if (size == 0) return [];
        var most = codec == SnappyCodec ? MostOfSnappy : codec is Lz4Raw or Lz4Framed ? MostOfLz4 : int.MaxValue;
        if (size > (long)most * packed.Count) throw Damaged();
        try
        {
            return codec switch
            {
                Uncompressed => packed.Count == size ? packed.ToArray() : throw Damaged(),
                SnappyCodec => UnpackSnappy(packed, size),
                Zstd when size <= UsualPage => UnpackZstd(packed, size),
                Lz4Raw => UnpackLz4(packed, size),
                Lz4Framed => UnpackFramedLz4(packed, size),
                _ => UnpackStream(codec, packed, size),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or ZstdException or IOException)
        {
            // What the libraries throw on damaged data.
            throw Damaged();
        }
    }

    private static byte[] UnpackStream(int codec, ArraySegment<byte> packed, int size)
    {
        var bytes = new MemoryStream(packed.Array!, packed.Offset, packed.Count);
        using Stream stream = codec switch
        {
            Gzip => new GZipStream(bytes, CompressionMode.Decompress),
            Brotli => new BrotliStream(bytes, CompressionMode.Decompress),
            _ => new DecompressionStream(bytes),
        };
        return ReadAll(stream, size);
    }

    private static byte[] UnpackSnappy(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        return Snappy.TryDecompress(packed, bytes, out var written) && written == size ? bytes : throw Damaged();
    }

    private static byte[] UnpackZstd(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        using var decompressor = new Decompressor();
        return decompressor.TryUnwrap(packed, bytes, out var written) && written == size ? bytes : throw Damaged();
    }

    private static byte[] UnpackLz4(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        return LZ4Codec.Decode(packed, bytes) == size ? bytes : throw Damaged();
    }

    /// <summary>LZ4 as Hadoop writes it, in blocks with both lengths before each; some programs wrote one block without.</summary>
    private static byte[] UnpackFramedLz4(ReadOnlySpan<byte> packed, int size)
    {
        var bytes = new byte[size];
        var (from, to) = (0, 0);
        while (packed.Length - from >= 8)
        {
            var whole = BinaryPrimitives.ReadInt32BigEndian(packed[from..]);
            var length = BinaryPrimitives.ReadInt32BigEndian(packed[(from + 4)..]);
            if (whole < 0 || whole > size - to || length < 0 || length > packed.Length - from - 8) break;
            if (LZ4Codec.Decode(packed.Slice(from + 8, length), bytes.AsSpan(to, whole)) != whole) break;
            from += 8 + length;
            to += whole;
        }

        return from == packed.Length && to == size ? bytes : UnpackLz4(packed, size);
    }

    /// <summary>Reads a stream to its end, with room only for what is there.</summary>
    private static byte[] ReadAll(Stream stream, int size)
    {
        var bytes = new byte[Math.Min(size, 1 << 16)];
        for (var length = 0; ;)
        {
            if (length == bytes.Length && length < size) Array.Resize(ref bytes, (int)Math.Min(size, 2L * length));
            if (length == size) return stream.ReadByte() < 0 ? bytes : throw Damaged();
            var read = stream.Read(bytes, length, bytes.Length - length);
            if (read == 0) throw Damaged();
            length += read;
        }
    }

    private static InvalidDataException Damaged() => new("A page does not unpack to its size.");
}
