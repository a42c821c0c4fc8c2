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

    /// <summary>The value is at most the digits (<c>≤0.001</c>).</summary>
    LessOrEqual,

    /// <summary>The value is at least the digits (<c>≥0.05</c>).</summary>
    GreaterOrEqual,

    /// <summary>A p that is not below the level of significance (<c>NS</c>); the digits are that level.</summary>
    NotSignificant,
}

/// <summary>
/// A number as a paper prints it. The text is kept, so that trailing zeros count: <c>0.50</c> stands for the closed
/// interval [0.495, 0.505], <c>0.5</c> for [0.45, 0.55].
/// </summary>
public sealed record PrintedNumber
{
    private static readonly string[] NotSignificantWords = ["NS", "N.S.", "N.S"];

    private PrintedNumber(string text, Relation relation, decimal value, int decimals, bool isNegative, bool hasPercentSign) =>
        (Text, Relation, Digits, Decimals, IsNegative, HasPercentSign) = (text, relation, value, decimals, isNegative, hasPercentSign);

    /// <summary>The number as printed.</summary>
    public string Text { get; }

    /// <summary>How the value stands to the digits.</summary>
    public Relation Relation { get; }

    /// <summary>The digits as a decimal number, exactly.</summary>
    public decimal Digits { get; }

    /// <summary>The number of decimals printed.</summary>
    public int Decimals { get; }

    /// <summary>Whether a minus sign stands before the digits, be they all zero.</summary>
    public bool IsNegative { get; }

    /// <summary>Whether a percent sign stands behind the digits.</summary>
    public bool HasPercentSign { get; }

    /// <summary>Whether the digits are only an upper bound of the value (<c>&lt;</c>, <c>≤</c>).</summary>
    public bool IsUpperBound => Relation is Relation.Less or Relation.LessOrEqual;

    /// <summary>Whether the digits are only a lower bound of the value (<c>&gt;</c>, <c>≥</c>, NS).</summary>
    public bool IsLowerBound => Relation is Relation.Greater or Relation.GreaterOrEqual or Relation.NotSignificant;

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
        Relation.Less or Relation.LessOrEqual => new(double.NegativeInfinity, Value),
        Relation.Greater or Relation.GreaterOrEqual or Relation.NotSignificant => new(Value, double.PositiveInfinity),
        _ => Widened(Digits - Unit / 2, Digits + Unit / 2),
    };

    /// <summary>
    /// The values that rounding to nearest turns into the digits by way of one more digit: 0.50452 is shown as 0.505, of which a paper
    /// makes 0.51. At each end a tie of what was shown.
    /// </summary>
    public Interval RoundedTwice => Relation != Relation.Equal ? Rounded : Widened(Digits - 0.55m * Unit, Digits + 0.55m * Unit);

    /// <summary>
    /// The values that truncation (toward zero) turns into the digits: [d, d + u), which does not hold the value printed with the next
    /// digit; of zero (-u, u), as the sign is lost with the digits unless it is printed.
    /// </summary>
    public Interval Truncated => Relation != Relation.Equal ? Rounded
        : IsNegative ? Widened(Digits - Unit, Digits, lowIsOpen: true)
        : Digits == 0 ? Widened(-Unit, Unit, lowIsOpen: true, highIsOpen: true)
        : Widened(Digits, Digits + Unit, highIsOpen: true);

    /// <summary>The values that rounding away from zero turns into the digits: (d - u, d]; zero only of zero.</summary>
    public Interval Ceiling => Relation != Relation.Equal ? Rounded
        : Digits == 0 ? Widened(0, 0)
        : IsNegative ? Widened(Digits, Digits + Unit, highIsOpen: true)
        : Widened(Digits - Unit, Digits, lowIsOpen: true);

    /// <summary>
    /// Reads a printed number: digits with an optional sign (a hyphen, a true minus sign, a dash) and decimal point (<c>.</c> or
    /// <c>·</c>), which may be the first; thousands set off by commas or narrow spaces; before it <c>&lt; ＜ ≤ &lt;= &gt; ＞ ≥ &gt;=</c>,
    /// behind it a percent sign; full-width forms of all of them; or <c>NS</c>.
    /// </summary>
    /// <param name="text">The text as printed.</param>
    /// <param name="number">The number.</param>
    /// <param name="alpha">The level of significance, which NS stands for.</param>
    /// <returns>Whether <paramref name="text"/> is such a number.</returns>
    public static bool TryParse(string text, out PrintedNumber? number, decimal alpha = 0.05m)
    {
        number = null;
        var plain = Plain(text);
        if (NotSignificantWords.Contains(plain, StringComparer.OrdinalIgnoreCase))
        {
            number = new(text, Relation.NotSignificant, alpha, alpha.Scale, isNegative: false, hasPercentSign: false);
            return true;
        }

        var (relation, length) = RelationOf(plain);
        var rest = length > 0 ? plain[length..].TrimStart(' ') : plain;
        var percent = rest.EndsWith('%');
        if (percent) rest = rest[..^1].TrimEnd(' ');
        var negative = rest.StartsWith('-');
        if (rest.StartsWith('-') || rest.StartsWith('+')) rest = rest[1..];
        if (WithoutThousands(rest) is not { Length: > 0 and <= 24 } digits || digits.EndsWith('.')
            || !digits.AsSpan().ContainsAnyInRange('0', '9') || digits.Any(c => !char.IsAsciiDigit(c) && c != '.')) return false;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return false;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        number = new(text, relation, negative ? -value : value, point < 0 ? 0 : digits.Length - point - 1, negative, percent);
        return true;
    }

    /// <summary>Reads a printed number.</summary>
    /// <exception cref="FormatException">The text is not a printed number.</exception>
    public static PrintedNumber Parse(string text) =>
        TryParse(text, out var number) ? number! : throw new FormatException($"'{text}' is not a printed number");

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The text with one form of each sign.</summary>
    private static string Plain(string text) => string.Create(text.Length, text, static (plain, text) =>
    {
        for (var i = 0; i < plain.Length; i++)
            plain[i] = text[i] switch
            {
                '\u2212' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\uFE63' or '\uFF0D' => '-',
                '·' or '．' => '.',
                '\u00A0' or '\u2009' or '\u202F' => ' ',
                '≦' or '⩽' => '≤',
                '≧' or '⩾' => '≥',
                >= '！' and <= '～' and var wide => (char)(wide - '！' + '!'),
                var c => c,
            };
    });

    private static (Relation Relation, int Length) RelationOf(string text) => text switch
    {
        ['<', '=', ..] => (Relation.LessOrEqual, 2),
        ['>', '=', ..] => (Relation.GreaterOrEqual, 2),
        ['<', ..] => (Relation.Less, 1),
        ['>', ..] => (Relation.Greater, 1),
        ['≤', ..] => (Relation.LessOrEqual, 1),
        ['≥', ..] => (Relation.GreaterOrEqual, 1),
        _ => (Relation.Equal, 0),
    };

    /// <summary>The digits without separators of thousands; null where commas or spaces separate anything else.</summary>
    private static string? WithoutThousands(string digits)
    {
        var at = digits.AsSpan().IndexOfAny(',', ' ');
        if (at < 0) return digits;
        var separator = digits[at];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var groups = (point < 0 ? digits : digits[..point]).Split(separator);
        // A zero before a comma is the whole part of a decimal number in other languages.
        if (groups[0] is not { Length: 1 or 2 or 3 } || groups[0][0] == '0' || groups.Skip(1).Any(g => g.Length != 3)) return null;
        return string.Concat(groups) + (point < 0 ? "" : digits[point..]);
    }

    /// <summary>The interval with closed ends moved out, and open ends moved in, by what binary rounding can amount to.</summary>
    private static Interval Widened(decimal low, decimal high, bool lowIsOpen = false, bool highIsOpen = false)
    {
        double l = (double)low, h = (double)high, most = (h - l) / 4;
        return new(lowIsOpen ? l + Math.Min(Slack(l), most) : l - Slack(l), highIsOpen ? h - Math.Min(Slack(h), most) : h + Slack(h));

        static double Slack(double end) => 1e-12 * Math.Max(1, Math.Abs(end));
    }
}
