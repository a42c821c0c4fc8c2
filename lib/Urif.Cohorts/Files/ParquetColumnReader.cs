using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Reads one column of a Parquet file from its first row to its last, a page at a time.</summary>
internal sealed class ParquetColumnReader(ParquetFile file, ParquetColumn column, string place)
{
    private const int LargestPage = 1 << 26, MostHeader = 1 << 24, UsualHeader = 1 << 8;

    // What an entry of a dictionary takes beside its text.
    private const int BytesOfEntry = 32;

    private readonly RecordBlock _passed = new([0], 1, 64);

    private int _group = -1;
    private long _leftInGroup;
    private long _next;
    private int _leftInPage;
    private long _held;

    private RecordBlock? _dictionary;
    private ParquetFault[] _dictionaryFaults = [];
    private long _heldByDictionary;

    private ParquetValues? _levels;
    private ParquetValues? _values;
    private bool _isDictionary;

    // The rows read.
    private long _row;

    /// <summary>Reads rows into a column of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="to">The place of the column in it.</param>
    /// <param name="first">The row of the block for the first of them.</param>
    /// <param name="count">How many; they are there.</param>
    /// <returns>How many were read before one whose value is no cell, and why it is none.</returns>
    /// <exception cref="InputException">The file is damaged or not readable.</exception>
    public (int Rows, ParquetFault Fault) Read(RecordBlock block, int to, int first, int count)
    {
        if (column.Meaning == ParquetMeaning.Nested) return (0, ParquetFault.Unusable);
        try
        {
            for (var done = 0; done < count;)
            {
                while (_leftInPage == 0) NextPage();
                var fault = ReadValue(block, to, first + done);
                if (fault != ParquetFault.None) return (done, fault);
                _leftInPage--;
                _row++;
                done++;
            }

            return (count, ParquetFault.None);
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    /// <summary>Passes over rows.</summary>
    public void Skip(long count)
    {
        if (column.Meaning == ParquetMeaning.Nested) return;
        try
        {
            for (; count > 0; count--)
            {
                while (_leftInPage == 0) NextPage();
                _passed.Clear();
                ReadValue(_passed, 0, 0);
                _leftInPage--;
                _row++;
            }
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    private ParquetFault ReadValue(RecordBlock block, int to, int row)
    {
        if (_levels is not null && _levels.NextBits() == 0)
        {
            block.Set(to, row, SourceCell.Missing);
            return ParquetFault.None;
        }

        if (!_isDictionary)
            return column.IsNumeric ? column.Set(block, to, row, _values!.NextBits()) : column.Set(block, to, row, _values!.NextBytes());
        var entry = _values!.NextBits();
        if (_dictionary is null || (ulong)entry >= (ulong)_dictionaryFaults.Length)
            throw new InvalidDataException("An entry is not in the dictionary.");
        if (_dictionaryFaults[entry] is not ParquetFault.None and var fault) return fault;
        block.Set(to, row, _dictionary.Cell(0, (int)entry));
        return ParquetFault.None;
    }

    private void NextPage()
    {
        while (_leftInGroup == 0) NextGroup();
        var (page, start) = ReadHeader();
        _next = start + page.Packed;
        if (page.Kind == ParquetPageKind.Index) return;
        if (page.Size > LargestPage || page.Packed > LargestPage)
            throw new InputException(place, "has a page of more than 64 MB", "write the Parquet file with smaller pages");
        var codec = file.Footer.Groups[_group].Chunks[column.Leaf].Codec;
        if (page.Kind == ParquetPageKind.Dictionary)
        {
            ReadDictionary(page, Unpacked(page, codec, start));
            return;
        }

        if (page.Values > _leftInGroup) throw new InvalidDataException("A page has more values than its group has rows.");
        Start(page, Unpacked(page, codec, start));
        _leftInPage = page.Values;
        _leftInGroup -= page.Values;
    }

    private void NextGroup()
    {
        if (++_group == file.Footer.Groups.Count) throw new InvalidDataException("The groups have ended.");
        var group = file.Footer.Groups[_group];
        if (group.Rows == 0) return;
        var chunk = group.Chunks[column.Leaf];
        if (!chunk.IsReadable)
            throw new InputException(place, "is encrypted, or in another file", "write one Parquet file without encryption");
        if (!ParquetCodec.IsKnown(chunk.Codec))
            throw new InputException(place,
                $"is compressed in a way that is not read{(ParquetCodec.NameOf(chunk.Codec) is { Length: > 0 } name ? $": {name}" : "")}",
                "write the Parquet file with Snappy, gzip, Brotli, LZ4, Zstandard or no compression");
        (_leftInGroup, _next, _dictionary, _dictionaryFaults) = (group.Rows, chunk.Start, null, []);
        file.Hold(-_heldByDictionary);
        _heldByDictionary = 0;
    }

    /// <summary>The header of the next page, and where the page begins.</summary>
    private (ParquetPage Page, long Start) ReadHeader()
    {
        if (_next < 4) throw new InvalidDataException("A page begins before the file.");
        for (var length = UsualHeader; ; length *= 16)
        {
            var there = Math.Min(length, file.DataEnd - _next);
            if (there <= 0) throw new InvalidDataException("A page begins after the last.");
            var bytes = new byte[there];
            file.Read(bytes, _next);
            try
            {
                var page = ParquetPage.Read(bytes);
                var start = _next + page.Header;
                return page.Packed <= file.DataEnd - start ? (page, start) : throw new InvalidDataException("A page ends after the last.");
            }
            catch (InvalidDataException) when (there == length && length < MostHeader)
            {
                // It may be longer, with the least and the greatest of its texts.
            }
        }
    }

    /// <summary>A page, what of it says which values are missing as it is, the rest unpacked.</summary>
    private ArraySegment<byte> Unpacked(ParquetPage page, int codec, long start)
    {
        file.Hold(-_held);
        _held = 0;
        var packed = new byte[page.Packed];
        file.Read(packed, start);
        _held = page.Size;
        file.Hold(_held);
        if (page.Kind != ParquetPageKind.DataV2) return ParquetCodec.Unpack(codec, packed, page.Size);
        if (!page.IsPacked || codec == 0 || page.Packed == page.LevelBytes) return packed;
        var rest = ParquetCodec.Unpack(codec, new(packed, page.LevelBytes, packed.Length - page.LevelBytes), page.Size - page.LevelBytes);
        return (byte[])[.. packed.AsSpan(0, page.LevelBytes), .. rest];
    }

    private void ReadDictionary(ParquetPage page, ArraySegment<byte> bytes)
    {
        if (_dictionary is not null || page.Encoding is not (ParquetPage.Plain or ParquetPage.OldDictionary)
            || page.Values > file.Footer.Groups[_group].Rows || page.Values > bytes.Count)
            throw new InvalidDataException("A dictionary is impossible.");
        _heldByDictionary = (long)BytesOfEntry * page.Values + 2L * page.Size;
        file.Hold(_heldByDictionary);
        _dictionary = new([0], 1, page.Values);
        _dictionaryFaults = new ParquetFault[page.Values];
        var values = PlainValues(bytes);
        for (var entry = 0; entry < page.Values; entry++)
            _dictionaryFaults[entry] = column.IsNumeric ? column.Set(_dictionary, 0, entry, values.NextBits())
                : column.Set(_dictionary, 0, entry, values.NextBytes());
    }

    private ParquetValues PlainValues(ArraySegment<byte> bytes) => column.Storage switch
    {
        ParquetStorage.Boolean => new BitValues(bytes),
        ParquetStorage.Bytes => new PrefixedBytes(bytes),
        _ => new FixedValues(bytes, column.Width),
    };

    /// <summary>Begins a page of values.</summary>
    private void Start(ParquetPage page, ArraySegment<byte> bytes)
    {
        _levels = null;
        if (column.IsOptional)
        {
            if (page.LevelEncoding != ParquetPage.Runs)
                throw new InvalidDataException("Levels are written in a way that has been given up.");
            var levels = page.Kind == ParquetPageKind.DataV2 ? bytes[..page.LevelBytes] : Prefixed(bytes);
            bytes = bytes[(page.Kind == ParquetPageKind.DataV2 ? levels.Count : 4 + levels.Count)..];
            _levels = new RunValues(levels, 1);
        }

        _isDictionary = page.Encoding is ParquetPage.OldDictionary or ParquetPage.Dictionary;
        _values = (page.Encoding, column.Storage) switch
        {
            (ParquetPage.Plain, _) => PlainValues(bytes),
            // The bits of an entry's number; a page without values has none.
            (ParquetPage.OldDictionary or ParquetPage.Dictionary, _) =>
                bytes.Count == 0 ? new RunValues(bytes, 1) : new RunValues(bytes[1..], bytes[0]),
            (ParquetPage.Runs, ParquetStorage.Boolean) => new RunValues(Prefixed(bytes), 1),
            (ParquetPage.Delta, ParquetStorage.Int32) => new NarrowDeltaValues(bytes, page.Values),
            (ParquetPage.Delta, ParquetStorage.Int64) => new DeltaValues(bytes, 0, page.Values),
            (ParquetPage.DeltaLength, ParquetStorage.Bytes) => new DeltaBytes(bytes, page.Values, share: false),
            (ParquetPage.DeltaBytes, ParquetStorage.Bytes or ParquetStorage.FixedBytes) => new DeltaBytes(bytes, page.Values, share: true),
            (ParquetPage.Split, not (ParquetStorage.Boolean or ParquetStorage.Bytes)) => new SplitValues(bytes, column.Width),
            _ => throw new InputException(place, string.Create(CultureInfo.InvariantCulture,
                $"is written in a way that is not read (encoding {page.Encoding})"), "write the Parquet file with usual settings"),
        };
    }

    /// <summary>Bytes after their number.</summary>
    private static ArraySegment<byte> Prefixed(ArraySegment<byte> bytes)
    {
        if (bytes.Count < 4 || BitConverter.ToInt32(bytes) is var length && (length < 0 || length > bytes.Count - 4))
            throw new InvalidDataException("A part of a page ends after it.");
        return bytes.Slice(4, length);
    }

    private InputException Damaged() => new(string.Create(CultureInfo.InvariantCulture, $"{file.Name}, row {_row + 1}"),
        "cannot be read on, for the file is damaged", "write the Parquet file again");
}
