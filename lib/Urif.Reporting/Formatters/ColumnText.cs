using System.Collections;
using System.Globalization;
using System.Text;

namespace Urif.Reporting;

/// <summary>The values of a column as text, in the invariant culture.</summary>
internal static class ColumnText
{
    /// <summary>What stands where there is no value.</summary>
    public const string Missing = "—";

    private const int MostRunes = 40, SignificantDigits = 6, MostDecimals = 10;

    // Above it not every integer is a double.
    private const double GreatestExact = 1e15;

    /// <summary>
    /// The texts of a column. Numbers have six significant digits and all have the decimals of the one that needs most; dates are
    /// ISO 8601; a truth value is 1 or 0, for that is what readers of data files make it from.
    /// </summary>
    public static string[] Of(IReadOnlyList<object?> values)
    {
        var numbers = values.Where(IsFraction).Select(ToDouble).Where(double.IsFinite).ToList();
        var decimals = numbers.Count == 0 ? 0 : numbers.Max(Decimals);
        var scientific = decimals > MostDecimals || numbers.Exists(x => Math.Abs(x) >= GreatestExact);
        var daysOnly = values.OfType<DateTime>().All(d => d.TimeOfDay == TimeSpan.Zero);
        return [.. values.Select(v => v switch
        {
            null or DBNull => Missing,
            bool b => b ? "1" : "0",
            _ when IsFraction(v) => Number(ToDouble(v), scientific ? null : decimals),
            DateTime d => d.ToString(daysOnly ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            _ => Of(v),
        })];
    }

    /// <summary>One value as text.</summary>
    public static string Of(object value) => Shortened(value switch
    {
        string s => s,
        bool b => b ? "1" : "0",
        DateTime d => Of([d])[0],
        DateOnly d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset d => d.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        TimeOnly t => t.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ when IsFraction(value) => Of([value])[0],
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        System.Runtime.CompilerServices.ITuple t =>
            string.Join(", ", Enumerable.Range(0, t.Length).Select(i => t[i] is { } part ? Of(part) : Missing)),
        IEnumerable and not string => TypeName(value.GetType()),
        _ => value.ToString() ?? "",
    });

    /// <summary>Whether a column of these values is aligned to the right: numbers, or nothing at all.</summary>
    public static bool IsNumeric(IReadOnlyList<object?> values) =>
        values.All(v => v is null or DBNull or bool || IsFraction(v) || IsInteger(v));

    /// <summary>A type by the name that C# gives it.</summary>
    public static string TypeName(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(bool) => "bool",
        var t when t == typeof(byte) => "byte",
        var t when t == typeof(sbyte) => "sbyte",
        var t when t == typeof(short) => "short",
        var t when t == typeof(ushort) => "ushort",
        var t when t == typeof(int) => "int",
        var t when t == typeof(uint) => "uint",
        var t when t == typeof(long) => "long",
        var t when t == typeof(ulong) => "ulong",
        var t when t == typeof(float) => "float",
        var t when t == typeof(double) => "double",
        var t when t == typeof(decimal) => "decimal",
        var t when t == typeof(string) => "string",
        var t when t == typeof(char) => "char",
        var t when t == typeof(object) => "object",
        { IsGenericType: true } t => t.Name.Split('`')[0] + "<" + string.Join(", ", t.GetGenericArguments().Select(TypeName)) + ">",
        var t => t.Name,
    };

    /// <summary>A text on one line, without control characters, and of at most 40 characters.</summary>
    public static string Shortened(string text)
    {
        var line = new StringBuilder();
        var runes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++runes > MostRunes) return line.Append('…').ToString();
            // A line break of any kind would tear a row of plain text apart.
            var breaks = Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029;
            line.Append(breaks ? Rune.IsWhiteSpace(rune) ? " " : "\uFFFD" : rune.ToString());
        }
        return line.ToString();
    }

    private static bool IsFraction(object? value) => value is double or float or Half or decimal;

    private static bool IsInteger(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or nint or nuint or Int128 or UInt128;

    // By way of the shortest text, so that a float of 0.1 is 0.1 and not 0.10000000149.
    private static double ToDouble(object? value) => value is double x ? x
        : double.Parse(((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Decimals(double x)
    {
        if (x == Math.Truncate(x)) return 0;
        var text = Math.Abs(x).ToString($"E{SignificantDigits - 1}", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var digits = text[..e].Replace(".", "", StringComparison.Ordinal).TrimEnd('0').Length;
        return Math.Max(0, digits - 1 - int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static string Number(double x, int? decimals) =>
        double.IsNaN(x) ? "NaN"
        : double.IsInfinity(x) ? x > 0 ? "∞" : "-∞"
        // Minus zero is zero.
        : (x + 0.0).ToString(decimals is { } d ? $"F{d}" : $"G{SignificantDigits}", CultureInfo.InvariantCulture);
}
