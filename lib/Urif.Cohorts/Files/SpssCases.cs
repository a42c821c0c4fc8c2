using System.Buffers.Binary;
using System.IO.Compression;

namespace Urif.Cohorts;

/// <summary>The cases of an SPSS system file, decompressed one at a time.</summary>
/// <remarks>Source: PSPP Developers Guide, appendix "System File Format", section "Data Record".</remarks>
internal sealed class SpssCases : IDisposable
{
    private readonly SpssInput _input;
    private readonly SpssDictionary _dictionary;
    private readonly byte[] _values;

    // Compressed data that has been read and not yet used.
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;

    // The group of eight byte codes under way, and the next of them.
    private readonly byte[] _codes = new byte[8];
    private int _code = 8;

    private readonly Queue<(long Offset, int Packed, int Unpacked)> _blocks = new();
    private ZLibStream? _block;
    private int _leftInBlock;

    public SpssCases(SpssInput input, SpssDictionary dictionary)
    {
        (_input, _dictionary) = (input, dictionary);
        _values = new byte[8 * dictionary.SlotIsText.Length];
        if (dictionary.Compression == 2) ReadBlocks();
    }

    /// <summary>The units of 8 bytes of the case, in the byte order of the file.</summary>
    public ReadOnlySpan<byte> Values => _values;

    /// <summary>Goes to the next case.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read() => _dictionary.Compression == 0 ? ReadPlain() : ReadCodes();

    public void Dispose() => _block?.Dispose();

    private bool ReadPlain()
    {
        var read = Next(_values);
        if (read == 0) return false;
        return read == _values.Length ? true : throw _input.Damaged("ends within a case");
    }

    private bool ReadCodes()
    {
        for (var slot = 0; slot < _dictionary.SlotIsText.Length;)
        {
            if (_code == 8)
            {
                var read = Next(_codes);
                if (read == 0) return AtEnd(slot);
                if (read < 8) throw _input.Damaged("ends within a group of byte codes");
                _code = 0;
            }
            var value = _values.AsSpan(8 * slot, 8);
            var isText = _dictionary.SlotIsText[slot];
            switch (_codes[_code++])
            {
                case 0:
                    continue;
                case 252:
                    _code--;
                    return AtEnd(slot);
                case 253:
                    if (Next(value) < 8) throw _input.Damaged("ends within a case");
                    break;
                case 254 when isText:
                    value.Fill((byte)' ');
                    break;
                case 255 when !isText:
                    Write(value, _dictionary.SystemMissing);
                    break;
                case var c when !isText && c < 252:
                    Write(value, c - _dictionary.Bias);
                    break;
                case var c when isText && c == _dictionary.Bias:
                    value.Clear();
                    break;
                default:
                    throw _input.Damaged("has a number where a text belongs, or a text where a number does");
            }
            slot++;
        }
        return true;
    }

    private bool AtEnd(int slot) => slot == 0 ? false : throw _input.Damaged("ends within a case");

    private void Write(Span<byte> bytes, double number)
    {
        if (_input.IsBigEndian) BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        else BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
    }

    /// <summary>As many of the bytes wanted as there are.</summary>
    private int Next(Span<byte> bytes)
    {
        var done = 0;
        while (done < bytes.Length)
        {
            if (_at == _end)
            {
                _at = 0;
                _end = _dictionary.Compression == 2 ? Unpack(_buffer) : _input.Read(_buffer);
                if (_end == 0) break;
            }
            var take = Math.Min(_end - _at, bytes.Length - done);
            _buffer.AsSpan(_at, take).CopyTo(bytes[done..]);
            _at += take;
            done += take;
        }
        return done;
    }

    private void ReadBlocks()
    {
        var header = _input.Offset;
        if (_input.Int64() != header) throw _input.Damaged("has a zlib header that does not say where it is");
        long trailer = _input.Int64(), length = _input.Int64();
        if (trailer < _input.Offset || length < 24 || trailer > _input.Length || length > _input.Length - trailer)
            throw _input.Damaged("has a zlib trailer that is not there");
        var next = _input.Offset;
        _input.Seek(trailer + 20);
        var count = _input.Int32();
        if (count < 0 || count > (length - 24) / 24) throw _input.Damaged("has a zlib trailer of another length than it says");
        for (; count > 0; count--)
        {
            _input.Int64();
            var offset = _input.Int64();
            int unpacked = _input.Int32(), packed = _input.Int32();
            if (offset != next || packed < 0 || unpacked < 0 || packed > trailer - next)
                throw _input.Damaged("has a zlib block that is not after the one before");
            _blocks.Enqueue((offset, packed, unpacked));
            next += packed;
        }
    }

    private int Unpack(Span<byte> bytes)
    {
        while (_leftInBlock == 0)
        {
            if (!_blocks.TryDequeue(out var next)) return 0;
            _input.Seek(next.Offset);
            _block?.Dispose();
            // A block has 4 MB at most in files of SPSS; what it says is no more than what the file has.
            _block = new ZLibStream(new MemoryStream(_input.Bytes(next.Packed)), CompressionMode.Decompress);
            _leftInBlock = next.Unpacked;
        }
        try
        {
            var read = _block!.Read(bytes[..Math.Min(bytes.Length, _leftInBlock)]);
            _leftInBlock -= read;
            return read > 0 ? read : throw _input.Damaged("has a zlib block that is shorter than it says");
        }
        catch (InvalidDataException)
        {
            throw _input.Damaged("has a zlib block that cannot be unpacked");
        }
    }
}
