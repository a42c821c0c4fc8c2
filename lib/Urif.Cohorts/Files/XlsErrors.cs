using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Urif.Cohorts;

/// <summary>
/// The cells of an .xls sheet whose value is an error such as #N/A, which ExcelDataReader gives as empty cells, and formulas that nobody
/// has computed, which programs that cannot compute write as 0 to be computed always: both would be taken for values.
/// </summary>
/// <remarks>
/// Sources: [MS-CFB] for the compound file, [MS-XLS] 2.4.24 BoolErr, 2.4.127 Formula, 2.4.28 BoundSheet8, 2.5.10 Bes. Goes through the
/// records only, once, and never beyond the file.
/// </remarks>
internal static class XlsErrors
{
    /// <summary>What is said of a formula that was not computed.</summary>
    public const string NotComputed = "a formula without a saved result";

    private const uint EndOfChain = 0xFFFFFFFE;

    /// <summary>What such cells have, by row and column from 0.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="sheet">Which of the worksheets, from 0.</param>
    /// <exception cref="InvalidDataException">The file breaks the rules of the format.</exception>
    public static Dictionary<(int Row, int Column), string> Find(byte[] file, int sheet)
    {
        var workbook = WorkbookStream(file);
        var errors = new Dictionary<(int, int), string>();
        var start = -1L;
        foreach (var (type, offset, length) in Records(workbook, 0))
        {
            var record = workbook.AsSpan(offset, length);
            if (type == 0x2F) throw new ExcelDataReader.Exceptions.InvalidPasswordException("");
            if (type == 0x85 && length >= 6 && record[5] == 0 && sheet-- == 0) start = BinaryPrimitives.ReadUInt32LittleEndian(record);
        }
        if (start < 0 || start > workbook.Length) return errors;
        foreach (var (type, offset, length) in Records(workbook, (int)start))
        {
            var record = workbook.AsSpan(offset, length);
            byte code;
            // The flag is fAlwaysCalc.
            if (type == 0x06 && length >= 16 && record[6..14].IndexOfAnyExcept((byte)0) < 0 && (record[14] & 1) != 0)
            {
                errors[Cell(record)] = NotComputed;
                continue;
            }

            if (type == 0x205 && length >= 8 && record[7] == 1) code = record[6];
            else if (type == 0x06 && length >= 14 && record[6] == 2 && record[12] == 0xFF && record[13] == 0xFF) code = record[8];
            else continue;
            errors[Cell(record)] = "the error " + code switch
            {
                0x00 => "#NULL!",
                0x07 => "#DIV/0!",
                0x0F => "#VALUE!",
                0x17 => "#REF!",
                0x1D => "#NAME?",
                0x24 => "#NUM!",
                0x2A => "#N/A",
                _ => "of a formula",
            };
        }
        return errors;
    }

    private static (int Row, int Column) Cell(ReadOnlySpan<byte> record) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(record), BinaryPrimitives.ReadUInt16LittleEndian(record[2..]));

    /// <summary>The records from a BOF to its EOF, without those of charts within.</summary>
    private static IEnumerable<(int Type, int Offset, int Length)> Records(byte[] stream, int at)
    {
        var depth = 0;
        while (at <= stream.Length - 4)
        {
            int type = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at)),
                length = BinaryPrimitives.ReadUInt16LittleEndian(stream.AsSpan(at + 2));
            at += 4;
            if (length > stream.Length - at) throw new InvalidDataException();
            if (type == 0x809) depth++;
            if (type == 0x0A && --depth <= 0) yield break;
            if (depth == 1) yield return (type, at, length);
            at += length;
        }
    }

    private static byte[] WorkbookStream(byte[] file)
    {
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(30));
        uint Field(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));
        ReadOnlySpan<byte> Sector(uint number)
        {
            var from = (number + 1L) << bits;
            return from < file.Length ? file.AsSpan((int)from, (int)Math.Min(1L << bits, file.Length - from))
                : throw new InvalidDataException();
        }

        // The sectors of the allocation table: 109 of them in the header, others in a chain of sectors of their own.
        var tables = new List<uint>();
        for (var i = 0; i < 109; i++) tables.Add(Field(76 + 4 * i));
        var next = Field(68);
        for (var left = Field(72); left > 0 && next < EndOfChain - 3; left--)
        {
            var more = MemoryMarshal.Cast<byte, uint>(Sector(next));
            tables.AddRange(more[..^1]);
            next = more[^1];
        }
        var table = new List<uint>();
        foreach (var sector in tables)
            if (sector < EndOfChain - 3) table.AddRange(MemoryMarshal.Cast<byte, uint>(Sector(sector)));

        byte[] Chain(uint first)
        {
            var bytes = new List<byte>();
            var left = (file.Length >> bits) + 1;
            for (var sector = first; sector < EndOfChain - 3; sector = sector < table.Count ? table[(int)sector] : EndOfChain)
            {
                if (--left < 0) throw new InvalidDataException();
                bytes.AddRange(Sector(sector));
            }
            return [.. bytes];
        }

        var directory = Chain(Field(48));
        for (var at = 0; at <= directory.Length - 128; at += 128)
        {
            var entry = directory.AsSpan(at, 128);
            if (!entry.StartsWith("W\0o\0r\0k\0b\0o\0o\0k\0\0\0"u8) && !entry.StartsWith("B\0o\0o\0k\0\0\0"u8)) continue;
            var first = BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]);
            var stream = size >= 4096 ? Chain(first) : ShortChain(first);
            return size < stream.Length ? stream[..(int)size] : stream;
        }
        throw new InvalidDataException();

        // Short streams lie in sectors of 64 bytes of the stream of the root, the first entry, with a table of their own.
        byte[] ShortChain(uint first)
        {
            var container = Chain(BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(116)));
            var shortTable = MemoryMarshal.Cast<byte, uint>(Chain(Field(60)));
            var bytes = new List<byte>();
            for (var sector = first; sector < EndOfChain - 3; sector = sector < shortTable.Length ? shortTable[(int)sector] : EndOfChain)
            {
                if (bytes.Count > container.Length || 64L * sector + 64 > container.Length) throw new InvalidDataException();
                bytes.AddRange(container.AsSpan((int)(64 * sector), 64));
            }
            return [.. bytes];
        }
    }
}
