using System.Buffers.Binary;
using System.IO.Compression;

namespace Urif.Cohorts;

/// <summary>The cases of an SPSS system file, decompressed one at a time.</summary>
/// <remarks>Source: PSPP Developers Guide, appendix "System File Format", section "Data Record".</remarks>
internal sealed class SpssCases : IDisposable
{
    private readonly SpssInput input;
    private readonly SpssDictionary dictionary;
    private readonly byte[] values;

    // Compressed data that has been read and not yet used.
    private readonly byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;

    // The group of eight byte codes under way, and the next of them.
    private readonly byte[] codes = new byte[8];
    private int code = 8;

    private readonly Queue<(long Offset, int Packed, int Unpacked)> blocks = new();
    private ZLibStream? block;
    private int leftInBlock;

    public SpssCases(SpssInput input, SpssDictionary dictionary)
    {
        (this.input, this.dictionary) = (input, dictionary);
        values = new byte[8 * dictionary.SlotIsText.Length];
        if (dictionary.Compression == 2) ReadBlocks();
    }

    /// <summary>The units of 8 bytes of the case, in the byte order of the file.</summary>
    public ReadOnlySpan<byte> Values => values;

    /// <summary>Goes to the next case.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read() => dictionary.Compression == 0 ? ReadPlain() : ReadCodes();

    public void Dispose() => block?.Dispose();

    private bool ReadPlain()
    {
        var read = Next(values);
        if (read == 0) return false;
        return read == values.Length ? true : throw input.Damaged("ends within a case");
    }

    private bool ReadCodes()
    {
        for (var slot = 0; slot < dictionary.SlotIsText.Length;)
        {
            if (code == 8)
            {
                var read = Next(codes);
                if (read == 0) return AtEnd(slot);
                if (read < 8) throw input.Damaged("ends within a group of byte codes");
                code = 0;
            }
            var value = values.AsSpan(8 * slot, 8);
            var isText = dictionary.SlotIsText[slot];
            switch (codes[code++])
            {
                case 0:
                    continue;
                case 252:
                    code--;
                    return AtEnd(slot);
                case 253:
                    if (Next(value) < 8) throw input.Damaged("ends within a case");
                    break;
                case 254 when isText:
                    value.Fill((byte)' ');
                    break;
                case 255 when !isText:
                    Write(value, dictionary.SystemMissing);
                    break;
                case var c when !isText && c < 252:
                    Write(value, c - dictionary.Bias);
                    break;
                case var c when isText && c == dictionary.Bias:
                    value.Clear();
                    break;
                default:
                    throw input.Damaged("has a number where a text belongs, or a text where a number does");
            }
            slot++;
        }
        return true;
    }

    private bool AtEnd(int slot) => slot == 0 ? false : throw input.Damaged("ends within a case");

    private void Write(Span<byte> bytes, double number)
    {
        if (input.IsBigEndian) BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        else BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
    }

    /// <summary>As many of the bytes wanted as there are.</summary>
    private int Next(Span<byte> bytes)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            if (at == end)
            {
                at = 0;
                end = dictionary.Compression == 2 ? Unpack(buffer) : input.Read(buffer);
                if (end == 0) break;
            }
            var take = Math.Min(end - at, bytes.Length - done);
            buffer.AsSpan(at, take).CopyTo(bytes[done..]);
            at += take;
            done += take;
        }
        return done;
    }

    private void ReadBlocks()
    {
        var header = input.Offset;
        if (input.Int64() != header) throw input.Damaged("has a zlib header that does not say where it is");
        long trailer = input.Int64(), length = input.Int64();
        if (trailer < input.Offset || length < 24 || trailer > input.Length || length > input.Length - trailer)
            throw input.Damaged("has a zlib trailer that is not there");
        var next = input.Offset;
        input.Seek(trailer + 20);
        var count = input.Int32();
        if (count < 0 || count > (length - 24) / 24) throw input.Damaged("has a zlib trailer of another length than it says");
        for (; count > 0; count--)
        {
            input.Int64();
            var offset = input.Int64();
            int unpacked = input.Int32(), packed = input.Int32();
            if (offset != next || packed < 0 || unpacked < 0 || packed > trailer - next)
                throw input.Damaged("has a zlib block that is not after the one before");
            blocks.Enqueue((offset, packed, unpacked));
            next += packed;
        }
    }

    private int Unpack(Span<byte> bytes)
    {
        while (leftInBlock == 0)
        {
            if (!blocks.TryDequeue(out var next)) return 0;
            input.Seek(next.Offset);
            block?.Dispose();
            // A block has 4 MB at most in files of SPSS; what it says is no more than what the file has.
            block = new ZLibStream(new MemoryStream(input.Bytes(next.Packed)), CompressionMode.Decompress);
            leftInBlock = next.Unpacked;
        }
        try
        {
            var read = block!.Read(bytes[..Math.Min(bytes.Length, leftInBlock)]);
            leftInBlock -= read;
            return read > 0 ? read : throw input.Damaged("has a zlib block that is shorter than it says");
        }
        catch (InvalidDataException)
        {
            throw input.Damaged("has a zlib block that cannot be unpacked");
        }
    }
}
