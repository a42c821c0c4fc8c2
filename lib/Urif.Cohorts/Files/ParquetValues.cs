using System.Buffers.Binary;
using System.Numerics;

namespace Urif.Cohorts;

/// <summary>The values of a page one after the other (Apache Parquet, Encodings.md).</summary>
internal abstract class ParquetValues
{
    /// <summary>The bits of the next value, where values are numbers.</summary>
    public virtual long NextBits() => throw new InvalidDataException("The values are not numbers.");

    /// <summary>The bytes of the next value, where values are bytes; valid until the one after it.</summary>
    public virtual ReadOnlySpan<byte> NextBytes() => throw new InvalidDataException("The values are not bytes.");

    protected static InvalidDataException TooFew() => new("A page has fewer values than it says.");
}

/// <summary>Values of a fixed number of bytes, one after the other.</summary>
internal sealed class FixedValues(ArraySegment<byte> page, int width) : ParquetValues
{
    private int _next;

    public override long NextBits()
    {
        var bytes = NextBytes();
        return width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public override ReadOnlySpan<byte> NextBytes()
    {
        if (page.Count - _next < width) throw TooFew();
        _next += width;
        return page.AsSpan(_next - width, width);
    }
}

/// <summary>The first bytes of all values, then the second, and so on (BYTE_STREAM_SPLIT).</summary>
internal sealed class SplitValues(ArraySegment<byte> page, int width) : ParquetValues
{
    private readonly byte[] _value = new byte[width];
    private readonly int _count = page.Count / width;
    private int _next;

    public override long NextBits()
    {
        var bytes = NextBytes();
        return width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    public override ReadOnlySpan<byte> NextBytes()
    {
        if (_next >= _count) throw TooFew();
        for (var i = 0; i < width; i++) _value[i] = page[i * _count + _next];
        _next++;
        return _value;
    }
}

/// <summary>Truth, eight values to a byte.</summary>
internal sealed class BitValues(ArraySegment<byte> page) : ParquetValues
{
    private long _next;

    public override long NextBits()
    {
        if (_next >> 3 >= page.Count) throw TooFew();
        var bit = page[(int)(_next >> 3)] >> (int)(_next & 7) & 1;
        _next++;
        return bit;
    }
}

/// <summary>Bytes of any length, each after its length.</summary>
internal sealed class PrefixedBytes(ArraySegment<byte> page) : ParquetValues
{
    private int _next;

    public override ReadOnlySpan<byte> NextBytes()
    {
        if (page.Count - _next < 4) throw TooFew();
        var length = BinaryPrimitives.ReadInt32LittleEndian(page.AsSpan(_next));
        if (length < 0 || length > page.Count - _next - 4) throw TooFew();
        _next += 4 + length;
        return page.AsSpan(_next - length, length);
    }
}

/// <summary>Runs of one value, and values packed in few bits (RLE).</summary>
internal sealed class RunValues : ParquetValues
{
    private readonly ArraySegment<byte> _page;
    private readonly int _width;
    private int _next;
    private long _left;
    private bool _isRun;
    private long _value;
    private long _bit;

    public RunValues(ArraySegment<byte> page, int width)
    {
        if (width is < 0 or > 32) throw new InvalidDataException("A value has more bits than a whole number.");
        (_page, _width) = (page, width);
    }

    public override long NextBits()
    {
        // No dictionary but one of a single entry needs no bits.
        if (_width == 0) return 0;
        while (_left == 0) StartRun();
        _left--;
        if (_isRun) return _value;
        var value = (long)Bits.Read(_page, _bit, _width);
        _bit += _width;
        if (_left == 0) _next = (int)(_bit + 7 >> 3);
        return value;
    }

    private void StartRun()
    {
        var header = Varint.Read(_page, ref _next);
        _isRun = (header & 1) == 0;
        if (_isRun)
        {
            _left = (long)(header >> 1);
            var bytes = _width + 7 >> 3;
            if (_page.Count - _next < bytes) throw TooFew();
            _value = 0;
            for (var i = 0; i < bytes; i++) _value |= (long)_page[_next++] << 8 * i;
            return;
        }

        // The last group may end with the page.
        var groups = (long)Math.Min(header >> 1, 1UL << 28);
        _bit = 8L * _next;
        _left = Math.Min(8 * groups, (8L * _page.Count - _bit) / _width);
        if (_left == 0) throw TooFew();
    }
}

/// <summary>Whole numbers as differences from one to the next (DELTA_BINARY_PACKED).</summary>
internal sealed class DeltaValues : ParquetValues
{
    private readonly ArraySegment<byte> _page;
    private readonly int _miniblocks;
    private readonly int _perMiniblock;
    private readonly int[] _widths;
    private int _next;
    private int _miniblock;
    private int _inMiniblock;
    private long _bit;
    private long _least;
    private long _value;
    private bool _isFirst = true;

    /// <param name="page">The page.</param>
    /// <param name="start">Where in it they begin.</param>
    /// <param name="most">How many there can be.</param>
    public DeltaValues(ArraySegment<byte> page, int start, int most)
    {
        (_page, _next) = (page, start);
        var block = Varint.Read(page, ref _next);
        var miniblocks = Varint.Read(page, ref _next);
        Count = Varint.Read(page, ref _next) is var count && count <= (ulong)most ? (int)count : throw TooFew();
        if (block is 0 or > 1 << 20 || miniblocks is 0 or > 1 << 12 || block % miniblocks != 0)
            throw new InvalidDataException("A block of differences is impossible.");
        (_miniblocks, _perMiniblock) = ((int)miniblocks, (int)(block / miniblocks));
        _widths = new int[_miniblocks];
        _value = Varint.ReadSigned(page, ref _next);
        _miniblock = _miniblocks;
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; }

    /// <summary>Passes over all values.</summary>
    /// <returns>Where they end in the page.</returns>
    public int End()
    {
        for (var left = Count; left > 0; left--) NextBits();
        // The last miniblock is there as a whole; those after it are not there.
        return _inMiniblock > 0 ? checked((int)(_next + (long)_perMiniblock * _widths[_miniblock] / 8)) : _next;
    }

    public override long NextBits()
    {
        if (_isFirst)
        {
            _isFirst = false;
            return _value;
        }

        if (_inMiniblock == 0) StartMiniblock();
        var width = _widths[_miniblock];
        if (_bit + width > 8L * _page.Count) throw TooFew();
        var delta = Bits.Read(_page, _bit, width);
        _bit += width;
        if (++_inMiniblock == _perMiniblock)
        {
            _inMiniblock = 0;
            _next = checked((int)(_next + (long)_perMiniblock * width / 8));
            _miniblock++;
        }

        return _value = unchecked(_value + _least + (long)delta);
    }

    private void StartMiniblock()
    {
        if (_miniblock == _miniblocks)
        {
            _least = Varint.ReadSigned(_page, ref _next);
            if (_page.Count - _next < _miniblocks) throw TooFew();
            for (var i = 0; i < _miniblocks; i++)
            {
                _widths[i] = _page[_next++];
                if (_widths[i] > 64) throw new InvalidDataException("A difference has too many bits.");
            }

            _miniblock = 0;
        }

        if (_next > _page.Count) throw TooFew();
        _bit = 8L * _next;
    }
}

/// <summary>Whole numbers of 32 bits as differences, which wrap around.</summary>
internal sealed class NarrowDeltaValues(ArraySegment<byte> page, int most) : ParquetValues
{
    private readonly DeltaValues _values = new(page, 0, most);

    public override long NextBits() => unchecked((int)_values.NextBits());
}

/// <summary>Bytes after the lengths of all of them, each, if so, without those that it begins with as the one before.</summary>
internal sealed class DeltaBytes : ParquetValues
{
    private readonly ArraySegment<byte> _page;
    private readonly DeltaValues? _shared;
    private readonly DeltaValues _lengths;
    private byte[] _value = [];
    private int _length;
    private int _next;

    /// <param name="page">The page.</param>
    /// <param name="most">How many values there can be.</param>
    /// <param name="share">Whether beginnings are shared (DELTA_BYTE_ARRAY) or not (DELTA_LENGTH_BYTE_ARRAY).</param>
    public DeltaBytes(ArraySegment<byte> page, int most, bool share)
    {
        _page = page;
        var start = 0;
        if (share)
        {
            _shared = new(page, 0, most);
            start = new DeltaValues(page, 0, most).End();
        }

        _lengths = new(page, start, most);
        _next = new DeltaValues(page, start, most).End();
    }

    public override ReadOnlySpan<byte> NextBytes()
    {
        var length = _lengths.NextBits();
        if (length < 0 || length > _page.Count - _next) throw TooFew();
        var own = _page.AsSpan(_next, (int)length);
        _next += (int)length;
        if (_shared is null) return own;
        var shared = _shared.NextBits();
        if (shared < 0 || shared > _length || shared + length > _page.Count + (long)_length) throw TooFew();
        var all = (int)(shared + length);
        if (_value.Length < all) Array.Resize(ref _value, (int)BitOperations.RoundUpToPowerOf2((uint)all));
        own.CopyTo(_value.AsSpan((int)shared));
        _length = all;
        return _value.AsSpan(0, all);
    }
}

/// <summary>Whole numbers of a few bits each, the least bit first.</summary>
internal static class Bits
{
    /// <summary>Reads a number whose bits are all there.</summary>
    public static ulong Read(ReadOnlySpan<byte> page, long bit, int width)
    {
        var (at, shift) = ((int)(bit >> 3), (int)(bit & 7));
        if (width + shift <= 64 && page.Length - at >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(page[at..]) >> shift & (width == 64 ? ulong.MaxValue : (1UL << width) - 1);
        var value = 0UL;
        for (var got = 0; got < width; at++, shift = 0)
        {
            var take = Math.Min(8 - shift, width - got);
            value |= (ulong)(page[at] >> shift & (1 << take) - 1) << got;
            got += take;
        }

        return value;
    }
}

/// <summary>Whole numbers of as many bytes as they need.</summary>
internal static class Varint
{
    public static ulong Read(ArraySegment<byte> page, ref int next)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (next >= page.Count) break;
            var part = page[next++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number has no end.");
    }

    public static long ReadSigned(ArraySegment<byte> page, ref int next)
    {
        var value = Read(page, ref next);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
