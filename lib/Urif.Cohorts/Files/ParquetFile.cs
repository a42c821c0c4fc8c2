using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>A Parquet file: its bytes, its footer, and how much of it may be in memory at a time.</summary>
internal sealed class ParquetFile
{
    // The magic number at both ends, and the length of the footer before the last.
    private const int End = 8;
    private const int MostFooter = 1 << 28;
    private const long MostHeld = 1L << 30;

    // Where all is the same in each row, a few bytes are any number of rows; but rows of a large cohort have names of their own.
    private const long MostRowsOfByte = 8, AlwaysRows = 1_000_000;

    private readonly FileStream _stream;
    private readonly SafeFileHandle _handle;
    private long _held;

    public ParquetFile(FileStream stream, string name)
    {
        (_stream, _handle, Name, Length) = (stream, stream.SafeFileHandle, name, stream.Length);
        var end = new byte[End];
        if (Length < 4 + End) throw CutOff();
        Read(end, Length - End);
        if (end.AsSpan(4).SequenceEqual("PARE"u8))
            throw new InputException(name, "is encrypted", "write it without encryption");
        var size = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (!end.AsSpan(4).SequenceEqual("PAR1"u8) || size < 0 || size > Length - 4 - End || size > MostFooter) throw CutOff();
        var footer = new byte[size];
        Read(footer, Length - End - size);
        try
        {
            Footer = ParquetFooter.Read(footer);
        }
        catch (InvalidDataException)
        {
            throw CutOff();
        }

        DataEnd = Length - End - size;
        Rows = 0;
        foreach (var group in Footer.Groups)
            // One after the other, so that their sum is not beyond all numbers.
            if ((Rows += Math.Min(group.Rows, long.MaxValue / 4)) > AlwaysRows + MostRowsOfByte * Length)
                throw new InputException(name, "has more rows than a file of its size can have", "write the Parquet file again");
    }

    public string Name { get; }

    public ParquetFooter Footer { get; }

    /// <summary>The bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Where the pages have ended.</summary>
    public long DataEnd { get; }

    /// <summary>The rows.</summary>
    public long Rows { get; }

    /// <summary>Reads bytes, all of which have to be there.</summary>
    /// <exception cref="InputException">The disk does not give them.</exception>
    public void Read(Span<byte> bytes, long from)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var read = RandomAccess.Read(_handle, bytes, from);
                if (read == 0) throw CutOff();
                bytes = bytes[read..];
                from += read;
            }
        }
        catch (Exception e) when (CohortFile.IsUnreadable(e))
        {
            throw CohortFile.Unreadable(Name);
        }
    }

    /// <summary>Counts memory that is taken or, below 0, given back.</summary>
    /// <exception cref="InputException">It is more than any table of patients needs.</exception>
    public void Hold(long bytes)
    {
        _held += bytes;
        if (_held > MostHeld)
            throw new InputException(Name, "needs more than 1 GB of memory to read one row", "write the Parquet file with smaller pages");
    }

    public void Close() => _stream.Dispose();

    private InputException CutOff() => new(Name, "is damaged or cut off", "write the Parquet file again");
}
