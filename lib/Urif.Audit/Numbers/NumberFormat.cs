using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>Where a p-value stands: it decides on the space after <c>&lt;</c>.</summary>
public enum PSpelling
{
    /// <summary>In a sentence: <c>&lt; 0.001</c>.</summary>
    Sentence,

    /// <summary>In a cell of a table: <c>&lt;0.001</c>, as journals print it.</summary>
    Cell,
}

/// <summary>
/// Every number that people or programs read of the kit, in the invariant culture: rounded half away from zero as SPSS does, p in
/// one spelling for sentences and one for cells, zero without a sign.
/// </summary>
public static class NumberFormat
{
    /// <summary>Stands where there is no number.</summary>
    public const string Dash = "–";

    // From here on a double has no digits after the point, and below it 15 significant digits fit a decimal.
    private const double GreatestFixed = 1e15;

    private const int MostDecimals = 28, DecimalsOfP = 3;

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A number with so many decimals.</summary>
    /// <remarks>
    /// What is rounded are the first 15 digits, so that 2.675, which no double is, gives 2.68. Numbers beyond the range of
    /// decimals are beyond any table: they have six digits and an exponent.
    /// </remarks>
    public static string Fixed(double value, int decimals = 2) =>
        !double.IsFinite(value) ? NotFinite(value)
        : Math.Abs(value) < GreatestFixed ? Fixed((decimal)value, decimals)
        : value.ToString("G6", Culture);

    /// <summary>An exact number with so many decimals.</summary>
    public static string Fixed(decimal value, int decimals)
    {
        var rounded = Math.Round(value, Math.Min(decimals, MostDecimals), MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0m : rounded).ToString("F" + decimals.ToString(Culture), Culture);
    }

    /// <summary>A number with so many decimals, or a dash where there is none.</summary>
    public static string FixedOrDash(double? value, int decimals = 2) => value is { } number ? Fixed(number, decimals) : Dash;

    /// <summary>A number with at most so many decimals, none of them a zero at the end, as axes have it.</summary>
    public static string Trimmed(double value, int decimals = 6)
    {
        var text = Fixed(value, decimals);
        return text.Contains('.', StringComparison.Ordinal) && double.IsFinite(value) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A number as digits and a power of ten: <c>1.2e5</c>.</summary>
    public static string Scientific(double value, int decimals) =>
        !double.IsFinite(value) ? NotFinite(value)
        : value.ToString(decimals == 0 ? "0e0" : "0." + new string('0', decimals) + "e0", Culture);

    /// <summary>A share of a whole as a percent with its sign.</summary>
    public static string Percent(double share, int decimals) => Fixed(100 * share, decimals) + "%";

    /// <summary>A p-value; one that would need more decimals is only said to be below the least that they can write.</summary>
    public static string P(double p, PSpelling spelling, int decimals = DecimalsOfP)
    {
        var least = Math.Pow(10, -decimals);
        return p >= least || double.IsNaN(p) ? Fixed(p, decimals) : (spelling == PSpelling.Cell ? "<" : "< ") + Fixed(least, decimals);
    }

    /// <summary>A p-value of a sentence with its sign: <c>= 0.048</c>, <c>&lt; 0.001</c>.</summary>
    public static string PEquals(double p, int decimals = DecimalsOfP) =>
        P(p, PSpelling.Sentence, decimals) is var text && text.StartsWith('<') ? text : "= " + text;

    /// <summary>A whole number.</summary>
    public static string Whole(long value) => value.ToString(Culture);

    /// <summary>A whole number with commas between thousands.</summary>
    public static string Thousands(long value) => value.ToString("N0", Culture);

    /// <summary>A number with a minus in place of its hyphen, where a dash beside it could be misread.</summary>
    public static string WithMinus(string number) => number.Replace('-', '−');

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => double.IsFinite(value) ? (value + 0.0).ToString("R", Culture) : NotFinite(value);

    /// <summary>The shortest text that is right to 9 significant digits, as data files have it; the value is finite.</summary>
    public static string Data(double value) => Exact(double.Parse(value.ToString("E8", Culture), Culture));

    /// <summary>
    /// A union of intervals in one field of a data file: <c>0.38..0.39;4.25..4.37</c>; a single value stands alone, an end at
    /// infinity is left out (<c>..0.39</c>).
    /// </summary>
    public static string Data(IntervalUnion union)
    {
        return string.Join(';', union.Select(i => i.Low == i.High ? Data(i.Low) : $"{End(i.Low)}..{End(i.High)}"));

        static string End(double end) => double.IsFinite(end) ? Data(end) : "";
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
}
