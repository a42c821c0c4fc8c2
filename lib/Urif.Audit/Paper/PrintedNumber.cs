using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a printed number stands to its digits.</summary>
public enum Relation
{
    /// <summary>The digits are the rounded value.</summary>
    Equal,

    /// <summary>The value lies below the digits (<c>＜0.001</c>).</summary>
    Less,

    /// <summary>The value lies above the digits (<c>＞0.05</c>).</summary>
    Greater,
}

/// <summary>
/// A number as a paper prints it. The text is kept, so that trailing zeros count: <c>0.50</c> stands for the closed
/// interval [0.495, 0.505], <c>0.5</c> for [0.45, 0.55].
/// </summary>
public sealed record PrintedNumber
{
    private PrintedNumber(string text, Relation relation, decimal value, int decimals) =>
        (Text, Relation, Digits, Decimals) = (text, relation, value, decimals);

    /// <summary>The number as printed.</summary>
    public string Text { get; }

    /// <summary>How the value stands to the digits.</summary>
    public Relation Relation { get; }

    /// <summary>The digits as a decimal number, exactly.</summary>
    public decimal Digits { get; }

    /// <summary>The number of decimals printed.</summary>
    public int Decimals { get; }

    /// <summary>The digits as a double.</summary>
    public double Value => (double)Digits;

    /// <summary>One unit of the last digit printed.</summary>
    public decimal Unit => new(1, 0, 0, false, (byte)Decimals);

    /// <summary>
    /// The values that the number stands for when rounded to nearest (ties either way), ends included; or all values
    /// on its side for an inequality. The ends are widened by a relative 1e-12, so that binary rounding never excludes
    /// a value that decimal arithmetic would include.
    /// </summary>
    public Interval Rounded => Relation switch
    {
        Relation.Less => new(double.NegativeInfinity, Value),
        Relation.Greater => new(Value, double.PositiveInfinity),
        _ => Widened(Digits - Unit / 2, Digits + Unit / 2),
    };

    /// <summary>The values that truncation (toward zero) turns into the digits.</summary>
    public Interval Truncated => Relation != Relation.Equal ? Rounded
        : Digits < 0 || Text.StartsWith('-') ? Widened(Digits - Unit, Digits)
        : Widened(Digits, Digits + Unit);

    /// <summary>The values that rounding away from zero turns into the digits.</summary>
    public Interval Ceiling => Relation != Relation.Equal ? Rounded
        : Digits < 0 || Text.StartsWith('-') ? Widened(Digits, Digits + Unit)
        : Widened(Digits - Unit, Digits);

    /// <summary>
    /// Reads a printed number: digits with an optional minus sign and decimal point, and an optional
    /// <c>&lt;</c>, <c>＜</c>, <c>&gt;</c> or <c>＞</c> before them.
    /// </summary>
    /// <returns>Whether <paramref name="text"/> is such a number.</returns>
    public static bool TryParse(string text, out PrintedNumber? number)
    {
        number = null;
        if (text.Length == 0) return false;
        var relation = text[0] switch
        {
            '<' or '＜' => Relation.Less,
            '>' or '＞' => Relation.Greater,
            _ => Relation.Equal,
        };
        var digits = relation == Relation.Equal ? text : text[1..];
        if (digits.Length is 0 or > 24 || !digits.AsSpan(digits[0] == '-' ? 1 : 0).ContainsAnyInRange('0', '9')) return false;
        foreach (var c in digits.AsSpan(digits[0] == '-' ? 1 : 0))
            if (!char.IsAsciiDigit(c) && c != '.') return false;
        if (digits.StartsWith('.') || digits.StartsWith("-.", StringComparison.Ordinal) || digits.EndsWith('.')) return false;
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(digits, style, CultureInfo.InvariantCulture, out var value)) return false;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        number = new(text, relation, value, point < 0 ? 0 : digits.Length - point - 1);
        return true;
    }

    /// <summary>Reads a printed number.</summary>
    /// <exception cref="FormatException">The text is not a printed number.</exception>
    public static PrintedNumber Parse(string text) =>
        TryParse(text, out var number) ? number! : throw new FormatException($"'{text}' is not a printed number");

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static Interval Widened(decimal low, decimal high)
    {
        double l = (double)low, h = (double)high;
        return new(l - 1e-12 * Math.Max(1, Math.Abs(l)), h + 1e-12 * Math.Max(1, Math.Abs(h)));
    }
}
