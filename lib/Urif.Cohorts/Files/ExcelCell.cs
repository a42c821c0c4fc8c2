using System.Globalization;

namespace Urif.Cohorts;

/// <summary>What the two formats of Excel share: addresses, dates, and the limits of a sheet.</summary>
internal static class ExcelCell
{
    /// <summary>The rows of the largest sheet.</summary>
    public const int MostRows = 1 << 20;

    /// <summary>The columns of the widest sheet: to XFD.</summary>
    public const int MostColumns = 1 << 14;

    private const double MillisecondsOfDay = 86_400_000;

    private static readonly DateTime Start1900 = new(1899, 12, 30);
    private static readonly DateTime Start1904 = new(1904, 1, 1);

    /// <summary>The address of a cell, column from 0 and row from 1: D17.</summary>
    public static string Address(int column, long row) => string.Create(CultureInfo.InvariantCulture, $"{ColumnName(column)}{row}");

    /// <summary>The letters of a column, from 0: A, B, ..., Z, AA.</summary>
    public static string ColumnName(int column)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26) letters = (char)('A' + (left - 1) % 26) + letters;
        return letters;
    }

    /// <summary>
    /// The date of a serial number, to the millisecond. In the 1900 system day 60 is 29 February 1900, which Excel has and the
    /// calendar has not (ECMA-376 part 1, 18.17.4).
    /// </summary>
    /// <returns>Whether there is such a date.</returns>
    public static bool TryDate(double serial, bool is1904, out DateTime date)
    {
        date = default;
        if (!is1904 && serial is >= 60 and < 61) return false;
        var days = is1904 ? serial : serial < 60 ? serial + 1 : serial;
        var start = is1904 ? Start1904 : Start1900;
        if (!(serial >= (is1904 ? 0 : 1)) || days >= (DateTime.MaxValue - start).TotalDays) return false;
        date = start.AddMilliseconds(Math.Round(days * MillisecondsOfDay));
        return true;
    }

    /// <summary>Whether a number format shows a date, with its time of day or without; not one that shows a time alone.</summary>
    /// <param name="id">The number of the format; those below 164 are Excel's own, some of them for Chinese and Japanese.</param>
    /// <param name="code">The format, if the workbook has it.</param>
    public static bool IsDateFormat(int id, string? code)
    {
        if (code is null) return id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;
        bool month = false, time = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"' or '[':
                    i = code.IndexOf(code[i] == '"' ? '"' : ']', i + 1);
                    if (i < 0) i = code.Length;
                    break;
                case '\\' or '_' or '*': i++; break;
                case ';': i = code.Length; break;
                case 'y' or 'Y' or 'd' or 'D': return true;
                case 'm' or 'M': month = true; break;
                case 'h' or 'H' or 's' or 'S': time = true; break;
                default: break;
            }
        }
        return month && !time;
    }
}
