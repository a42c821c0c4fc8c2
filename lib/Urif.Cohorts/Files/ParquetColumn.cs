using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace Urif.Cohorts;

/// <summary>How Parquet stores a value (parquet.thrift, Type).</summary>
internal enum ParquetStorage
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    Bytes = 6,
    FixedBytes = 7,
}

/// <summary>What the values of a column are, whatever they are stored as.</summary>
internal enum ParquetMeaning
{
    /// <summary>Numbers or truth, as they are stored.</summary>
    Plain,
    Unsigned,
    Decimal,
    Half,
    Text,
    Uuid,
    Date,
    Milliseconds,
    Microseconds,
    Nanoseconds,

    /// <summary>A value that no table of patients has.</summary>
    Unusable,

    /// <summary>Lists, maps and groups, whose values are not looked at.</summary>
    Nested,
}

/// <summary>Why a value of Parquet is no cell.</summary>
internal enum ParquetFault : byte
{
    None,
    NotUtf8,
    TooLong,
    NoSuchDate,
    Unusable,
}

/// <summary>A column of a Parquet file, and how its values become cells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Leaf">Its place among all columns that hold values, those inside of others counted.</param>
/// <param name="Storage">How values are stored.</param>
/// <param name="Width">The bytes of a value of fixed length.</param>
/// <param name="IsOptional">Whether there may be missing values.</param>
/// <param name="Meaning">What they are.</param>
/// <param name="Precision">The digits of a decimal.</param>
/// <param name="Scale">Those of them after the point.</param>
internal sealed record ParquetColumn(string Name, int Leaf, ParquetStorage Storage, int Width, bool IsOptional, ParquetMeaning Meaning,
    int Precision, int Scale)
{
    // Whole numbers up to this have a double of their own, and so have decimals of so many digits.
    private const long LargestExact = 1L << 53;
    private const int MostExactDigits = 15;

    private const int LongestText = 1 << 16, LongestDecimal = 64;
    private const long JulianDayOfUnixEpoch = 2_440_588, TicksOfDay = TimeSpan.TicksPerDay;

    /// <summary>Whether values are stored as numbers of up to 64 bits rather than as bytes.</summary>
    public bool IsNumeric => Storage is not (ParquetStorage.Int96 or ParquetStorage.Bytes or ParquetStorage.FixedBytes);

    /// <summary>Sets a cell to a value that is stored as a number, given by its bits.</summary>
    public ParquetFault Set(RecordBlock block, int place, int row, long bits)
    {
        switch (Meaning)
        {
            case ParquetMeaning.Plain when Storage == ParquetStorage.Boolean:
                block.Set(place, row, SourceCell.Of(bits != 0));
                return ParquetFault.None;
            case ParquetMeaning.Plain when Storage == ParquetStorage.Float:
                return SetFloat(block, place, row, BitConverter.Int32BitsToSingle((int)bits));
            case ParquetMeaning.Plain when Storage == ParquetStorage.Double:
                var number = BitConverter.Int64BitsToDouble(bits);
                block.Set(place, row, double.IsNaN(number) ? SourceCell.Missing : SourceCell.Of(number));
                return ParquetFault.None;
            case ParquetMeaning.Plain when bits is >= -LargestExact and <= LargestExact:
                block.Set(place, row, SourceCell.Of((double)bits));
                return ParquetFault.None;
            case ParquetMeaning.Plain:
                return SetDigits(block, place, row, bits);
            case ParquetMeaning.Unsigned when Storage == ParquetStorage.Int32:
                block.Set(place, row, SourceCell.Of((double)(uint)bits));
                return ParquetFault.None;
            case ParquetMeaning.Unsigned when (ulong)bits <= LargestExact:
                block.Set(place, row, SourceCell.Of((double)bits));
                return ParquetFault.None;
            case ParquetMeaning.Unsigned:
                return SetDigits(block, place, row, (ulong)bits);
            case ParquetMeaning.Decimal when Precision <= MostExactDigits && bits is >= -LargestExact and <= LargestExact:
                // Both are exact, so that the quotient is the double nearest to the decimal.
                block.Set(place, row, SourceCell.Of(bits / Math.Pow(10, Scale)));
                return ParquetFault.None;
            case ParquetMeaning.Decimal:
                return SetDecimal(block, place, row, bits);
            case ParquetMeaning.Date:
                return SetDate(block, place, row, bits, TicksOfDay);
            case ParquetMeaning.Milliseconds:
                return SetDate(block, place, row, bits, TimeSpan.TicksPerMillisecond);
            case ParquetMeaning.Microseconds:
                return SetDate(block, place, row, bits, TimeSpan.TicksPerMicrosecond);
            case ParquetMeaning.Nanoseconds:
                return SetDate(block, place, row, (long)Math.Floor(bits / (decimal)TimeSpan.NanosecondsPerTick), 1);
            default:
                return ParquetFault.Unusable;
        }
    }

    /// <summary>Sets a cell to a value that is stored as bytes.</summary>
    public ParquetFault Set(RecordBlock block, int place, int row, ReadOnlySpan<byte> bytes)
    {
        switch (Meaning)
        {
            case ParquetMeaning.Text:
                return SetText(block, place, row, bytes);
            case ParquetMeaning.Decimal when bytes.Length is > 0 and <= LongestDecimal:
                var unscaled = new BigInteger(bytes, isUnsigned: false, isBigEndian: true);
                return Precision <= MostExactDigits && unscaled >= -LargestExact && unscaled <= LargestExact
                    ? Set(block, place, row, (long)unscaled) : SetDecimal(block, place, row, unscaled);
            case ParquetMeaning.Uuid when bytes.Length == 16:
                return SetCharacters(block, place, row, new Guid(bytes, bigEndian: true).ToString());
            case ParquetMeaning.Half when bytes.Length == 2:
                // Sixteen bits are a decimal of few digits, as 32 are.
                return SetFloat(block, place, row, BinaryPrimitives.ReadHalfLittleEndian(bytes));
            case ParquetMeaning.Nanoseconds when bytes.Length == 12:
                // INT96: nanoseconds of the day, and the Julian day.
                var days = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianDayOfUnixEpoch;
                var ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes) / TimeSpan.NanosecondsPerTick;
                return ticks is < 0 or >= TicksOfDay ? ParquetFault.NoSuchDate : SetDate(block, place, row, days * TicksOfDay + ticks, 1);
            default:
                return ParquetFault.Unusable;
        }
    }

    /// <summary>The decimal that was written, not the nearest binary fraction of few bits.</summary>
    private static ParquetFault SetFloat<T>(RecordBlock block, int place, int row, T value) where T : IFloatingPoint<T>
    {
        Span<char> digits = stackalloc char[32];
        if (T.IsNaN(value))
        {
            block.Set(place, row, SourceCell.Missing);
            return ParquetFault.None;
        }

        value.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
        block.Set(place, row, SourceCell.Of(T.IsInfinity(value) ? double.CreateTruncating(value)
            : double.Parse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture)));
        return ParquetFault.None;
    }

    private static ParquetFault SetDigits<T>(RecordBlock block, int place, int row, T value) where T : ISpanFormattable
    {
        Span<char> digits = stackalloc char[24];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return SetCharacters(block, place, row, digits[..length]);
    }

    private ParquetFault SetDecimal(RecordBlock block, int place, int row, BigInteger unscaled)
    {
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        if (Scale > 0) digits = digits.Insert(digits.Length - Scale, ".");
        return SetCharacters(block, place, row, unscaled.Sign < 0 ? "-" + digits : digits);
    }

    private static ParquetFault SetDate(RecordBlock block, int place, int row, long count, long ticksOfOne)
    {
        var ticks = (Int128)count * ticksOfOne + DateTime.UnixEpoch.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks) return ParquetFault.NoSuchDate;
        block.Set(place, row, SourceCell.Of(new DateTime((long)ticks)));
        return ParquetFault.None;
    }

    private static ParquetFault SetText(RecordBlock block, int place, int row, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            block.Set(place, row, SourceCell.Missing);
            return ParquetFault.None;
        }

        if (bytes.Length > LongestText) return ParquetFault.TooLong;
        // No text has more characters than bytes.
        if (System.Text.Unicode.Utf8.ToUtf16(bytes, block.Room(bytes.Length), out _, out var length, replaceInvalidSequences: false)
            != OperationStatus.Done) return ParquetFault.NotUtf8;
        block.SetText(place, row, length);
        return ParquetFault.None;
    }

    private static ParquetFault SetCharacters(RecordBlock block, int place, int row, ReadOnlySpan<char> text)
    {
        block.Set(place, row, SourceCell.Of(text));
        return ParquetFault.None;
    }
}
