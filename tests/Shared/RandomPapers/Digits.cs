using System.Globalization;
using System.Numerics;

namespace Urif.Tests;

/// <summary>How a program breaks ties when it prints a number.</summary>
internal enum Ties
{
    /// <summary>The double as it is in binary, an exact tie to the even digit (C, R).</summary>
    Even,

    /// <summary>The double as it is in binary, an exact tie away from zero.</summary>
    Up,

    /// <summary>The double's first 15 decimal digits, a tie away from zero (spreadsheets).</summary>
    UpOfFifteenDigits,
}

/// <summary>Prints doubles with a number of decimals, exactly.</summary>
internal static class Digits
{
    public static string Print(double value, int decimals, Ties ties)
    {
        var digits = ties == Ties.UpOfFifteenDigits ? OfFifteen(Math.Abs(value), decimals) : Exact(Math.Abs(value), decimals, ties);
        return value < 0 ? "-" + digits : digits;
    }

    /// <summary>The digits cut off after some decimals; what lies within binary rounding of a printed value is that value.</summary>
    public static string Cut(double value, int decimals)
    {
        var unit = (decimal)Math.Pow(10, decimals);
        return (decimal.Truncate(Math.Round((decimal)value * unit, 6)) / unit).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string OfFifteen(double value, int decimals) =>
        // The conversion to decimal keeps 15 significant digits.
        Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero)
            .ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Exact(double value, int decimals, Ties ties)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0) exponent++;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        var numerator = mantissa * BigInteger.Pow(10, decimals);
        var denominator = BigInteger.One;
        if (exponent > 0) numerator <<= exponent;
        else denominator <<= -exponent;
        var units = BigInteger.DivRem(numerator, denominator, out var rest);
        var half = (rest * 2).CompareTo(denominator);
        if (half > 0 || (half == 0 && (ties == Ties.Up || !units.IsEven))) units++;
        var text = units.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? text : text[..^decimals] + "." + text[^decimals..];
    }
}
