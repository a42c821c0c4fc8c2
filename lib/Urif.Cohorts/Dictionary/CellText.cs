using System.Globalization;

namespace Urif.Cohorts;

/// <summary>What a cell's text is as a number.</summary>
public enum CellReading
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A limit of detection that the value lies below: <c>&lt;0.5</c>.</summary>
    BelowLimit,

    /// <summary>A limit that the value lies above: <c>&gt;300</c>.</summary>
    AboveLimit,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>A number with a decimal comma where a point is declared.</summary>
    DecimalComma,

    /// <summary>A number with a decimal point where a comma is declared.</summary>
    DecimalPoint,

    /// <summary>A number whose digits are grouped.</summary>
    Grouped,

    /// <summary>Anything else.</summary>
    NotANumber,
}

/// <summary>
/// The rules by which the text of a cell is read, as the data dictionary states them: white space at the ends is ignored,
/// full-width characters are read as their ASCII forms, and whatever could mean two numbers is refused. Nothing here
/// depends on the culture or allocates.
/// </summary>
public static class CellText
{
    // No number, word or date of a cohort is longer.
    internal const int LongestText = 64;

    // Powers of ten that a double holds exactly: a quotient of two exact numbers is rounded once, so correctly.
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a decimal number, correctly rounded.</summary>
    /// <param name="text">The cell's text.</param>
    /// <param name="decimalComma">Whether decimals follow a comma, as declared for the file.</param>
    /// <param name="number">The number, or the limit for <c>&lt;</c> and <c>&gt;</c>; NaN for anything else.</param>
    /// <returns>What the text is.</returns>
    public static CellReading ReadNumber(ReadOnlySpan<char> text, bool decimalComma, out double number)
    {
        if (text.Length == 0)
        {
            number = double.NaN;
            return CellReading.Blank;
        }

        // Up to 15 ASCII digits with a point: nearly every cell.
        ulong digits = 0;
        int count = 0, point = -1, i = text[0] == '-' ? 1 : 0;
        for (; i < text.Length; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                count++;
            }
            else if (text[i] == '.' && point < 0) point = i;
            else return ReadOther(text, decimalComma, out number);
        }

        if (count is 0 or > 15 || point == text.Length - 1 || (decimalComma && point >= 0))
            return ReadOther(text, decimalComma, out number);
        number = point < 0 ? digits : digits / PowersOfTen[text.Length - 1 - point];
        if (text[0] == '-') number = 0.0 - number;
        return CellReading.Number;
    }

    /// <summary>
    /// Reads a day: year, month and day in this order, apart from one another by <c>-</c>, <c>/</c>, <c>.</c> or 年月日, or as
    /// eight digits; a time of midnight after it is ignored.
    /// </summary>
    /// <returns>Whether the text is such a day of the years 1900 to 2199.</returns>
    public static bool TryReadDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        // 2021-03-05: nearly every date.
        if (text.Length == 10 && text[4] == '-' && text[7] == '-' && !text[..4].ContainsAnyExceptInRange('0', '9')
            && !text[5..7].ContainsAnyExceptInRange('0', '9') && !text[8..].ContainsAnyExceptInRange('0', '9'))
            return TryDay(Whole(text[..4]), Whole(text[5..7]), Whole(text[8..]), out date);
        Span<char> buffer = stackalloc char[LongestText];
        if (!TryFold(text, buffer, out var length)) return false;
        ReadOnlySpan<char> day = buffer[..length];
        foreach (var midnight in (ReadOnlySpan<string>)[" 00:00:00", "T00:00:00", " 0:00:00", " 0:00", " 00:00"])
        {
            if (!day.EndsWith(midnight, StringComparison.Ordinal)) continue;
            day = day[..^midnight.Length];
            break;
        }

        Span<int> parts = stackalloc int[3];
        if (day.Length == 8 && !day.ContainsAnyExceptInRange('0', '9'))
        {
            (parts[0], parts[1], parts[2]) = (Whole(day[..4]), Whole(day[4..6]), Whole(day[6..]));
        }
        else
        {
            if (day.EndsWith("日", StringComparison.Ordinal)) day = day[..^1];
            for (var part = 0; part < 3; part++)
            {
                var end = part == 2 ? day.Length : day.IndexOfAny("-/.年月");
                if (end <= 0 || end > (part == 0 ? 4 : 2) || day[..end].ContainsAnyExceptInRange('0', '9')) return false;
                if (part == 0 && end != 4) return false;
                parts[part] = Whole(day[..end]);
                day = part == 2 ? default : day[(end + 1)..];
            }
        }

        return TryDay(parts[0], parts[1], parts[2], out date);
    }

    /// <summary>
    /// Writes a text in the form in which words are compared: lower case, ASCII for full-width, without white space,
    /// <c>_</c> and <c>-</c>.
    /// </summary>
    /// <returns>The length of the key; -1 where it is longer than the buffer.</returns>
    internal static int Key(ReadOnlySpan<char> text, Span<char> key)
    {
        var length = 0;
        foreach (var c in text)
        {
            var folded = Fold(c);
            if (folded is ' ' or '_' or '-' or '\0') continue;
            if (length == key.Length) return -1;
            key[length++] = char.ToLowerInvariant(folded);
        }

        return length;
    }

    /// <summary>The key of a word, of any length.</summary>
    internal static string Key(string text)
    {
        var buffer = new char[text.Length];
        return new(buffer, 0, Key(text, buffer));
    }

    /// <summary>Trims a text and writes it with ASCII for full-width characters; letter case is kept.</summary>
    /// <returns>Whether it fits.</returns>
    internal static bool TryFold(ReadOnlySpan<char> text, Span<char> folded, out int length)
    {
        length = 0;
        foreach (var c in text)
        {
            var f = Fold(c);
            if (f == '\0' || (f == ' ' && length == 0)) continue;
            if (length == folded.Length)
            {
                // White space at the end may be of any length.
                if (f == ' ') continue;
                return false;
            }

            folded[length++] = f;
        }

        while (length > 0 && folded[length - 1] == ' ') length--;
        return true;
    }

    /// <summary>The ASCII form of a character that has one; a space for any white space; NUL for what nobody sees.</summary>
    private static char Fold(char c) => c switch
    {
        < '\u0080' => c is >= '\t' and <= '\r' ? ' ' : c,
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        'μ' or 'µ' => 'u',
        '²' => '2',
        '−' or '–' => '-',
        '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u2060' => '\0',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };

    private static CellReading ReadOther(ReadOnlySpan<char> text, bool decimalComma, out double number)
    {
        number = double.NaN;
        Span<char> buffer = stackalloc char[LongestText];
        if (!TryFold(text, buffer, out var length)) return CellReading.NotANumber;
        var rest = buffer[..length];
        if (rest.Length == 0) return CellReading.Blank;
        var reading = rest[0] switch
        {
            '<' or '≤' => CellReading.BelowLimit,
            '>' or '≥' => CellReading.AboveLimit,
            _ => CellReading.Number,
        };
        if (reading != CellReading.Number)
        {
            rest = rest[1..];
            if (rest.Length > 0 && rest[0] == '=') rest = rest[1..];
            rest = rest.TrimStart(' ');
        }

        var commas = rest.Count(',');
        if (decimalComma)
        {
            if (commas == 0 && rest.Contains('.')) return IsDecimal(rest, ".") ? CellReading.DecimalPoint : CellReading.NotANumber;
            if (commas > 1 || (commas == 1 && rest.Contains('.')))
                return IsDecimal(rest, ",.") ? CellReading.Grouped : CellReading.NotANumber;
            rest.Replace(',', '.');
        }
        else if (commas > 0)
        {
            if (!IsDecimal(rest, ",.")) return CellReading.NotANumber;
            return commas == 1 && !rest.Contains('.') && rest.Length - rest.IndexOf(',') != 4 ? CellReading.DecimalComma
                : CellReading.Grouped;
        }

        if (rest.ContainsAny(' ', '\'')) return IsDecimal(rest, " '.") ? CellReading.Grouped : CellReading.NotANumber;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (rest.Length == 0 || rest[^1] == '.'
            || !double.TryParse(rest, style, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
            return CellReading.NotANumber;
        number = value + 0.0;
        return reading;
    }

    /// <summary>Whether a text is digits with a sign before and marks between, as numbers are written somewhere.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text, string marks)
    {
        if (text.Length > 0 && text[0] is '-' or '+') text = text[1..];
        if (text.Length == 0 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1])) return false;
        foreach (var c in text)
            if (!char.IsAsciiDigit(c) && !marks.Contains(c)) return false;
        return true;
    }

    private static bool TryDay(int year, int month, int day, out DateOnly date)
    {
        var exists = year is >= 1900 and <= 2199 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? new(year, month, day) : default;
        return exists;
    }

    private static int Whole(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits) number = number * 10 + (c - '0');
        return number;
    }
}
