namespace Urif.Cohorts;

/// <summary>A variable of an SPSS system file: how its values lie in a case, and which of them are missing.</summary>
internal sealed class SpssVariable
{
    /// <summary>The most bytes that a segment of a very long string has.</summary>
    public const int SegmentWidth = 255;

    /// <summary>The short name, in capitals, as the variable's record has it; text in the encoding of the file.</summary>
    public required byte[] ShortName { get; init; }

    /// <summary>0 for a number, else the bytes of a string.</summary>
    public required int Width { get; set; }

    /// <summary>The first of the case's units of 8 bytes that hold the value.</summary>
    public required int Slot { get; init; }

    /// <summary>The type of the print format: F, DATE and so on by number.</summary>
    public required int Format { get; init; }

    public required byte[] Label { get; init; }

    /// <summary>The long name, if there is one.</summary>
    public byte[]? LongName { get; set; }

    /// <summary>User-missing values, each of 8 bytes of a string as the file has them.</summary>
    public IReadOnlyList<byte[]> MissingTexts { get; set; } = [];

    /// <summary>User-missing numbers.</summary>
    public double[] MissingNumbers { get; init; } = [];

    /// <summary>User-missing numbers from one to another; none where the first is above the second.</summary>
    public (double Low, double High) MissingRange { get; init; } = (1, 0);

    /// <summary>What codes stand for, by the bytes of the code.</summary>
    public IReadOnlyList<(byte[] Value, byte[] Label)> Labels { get; set; } = [];

    /// <summary>How many units of 8 bytes of a case the value takes, in a variable of one segment.</summary>
    public int Slots => Width == 0 ? 1 : (Width + 7) / 8;

    /// <summary>Whether the number is one of seconds since 14 October 1582, by its format: DATE, DATETIME, ADATE, JDATE, MOYR, QYR, WKYR,
    /// EDATE, SDATE, YMDHMS.</summary>
    public bool IsDate => Width == 0 && Format is 20 or 22 or 23 or 24 or 28 or 29 or 30 or 38 or 39 or 41;
}
