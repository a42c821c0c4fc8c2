using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a paper turns values into printed digits.</summary>
public enum Rounding
{
    /// <summary>To the nearest digit, ties either way.</summary>
    Nearest,

    /// <summary>Further digits cut off.</summary>
    Truncated,

    /// <summary>Away from zero.</summary>
    Ceiling,
}

/// <summary>Rounding as arithmetic on intervals.</summary>
public static class RoundingRules
{
    /// <summary>The roundings tried, the stated one first.</summary>
    public static IReadOnlyList<Rounding> All { get; } = [Rounding.Nearest, Rounding.Truncated, Rounding.Ceiling];

    /// <summary>The values that a rounding turns into the printed digits.</summary>
    public static Interval Values(this PrintedNumber printed, Rounding rounding) => rounding switch
    {
        Rounding.Truncated => printed.Truncated,
        Rounding.Ceiling => printed.Ceiling,
        _ => printed.Rounded,
    };

    /// <summary>The printed values, of the same number of decimals, that the attainable values round to.</summary>
    public static IntervalUnion OnLattice(this PrintedNumber printed, IntervalUnion values, Rounding rounding)
    {
        if (printed.Relation != Relation.Equal) return values;
        var unit = (double)printed.Unit;
        return new(values.Select(v => rounding switch
        {
            Rounding.Truncated => new Interval(First(v.Low >= 0 ? v.Low - unit : v.Low, unit),
                Last(v.High >= 0 ? v.High : v.High + unit, unit)),
            Rounding.Ceiling => new Interval(First(v.Low >= 0 ? v.Low : v.Low - unit, unit),
                Last(v.High >= 0 ? v.High + unit : v.High, unit)),
            _ => new Interval(First(v.Low - unit / 2, unit), Last(v.High + unit / 2, unit)),
        }));
    }

    private static double First(double at, double unit) => double.IsFinite(at) ? Clean(Math.Ceiling(at / unit - 1e-9), unit) : at;

    private static double Last(double at, double unit) => double.IsFinite(at) ? Clean(Math.Floor(at / unit + 1e-9), unit) : at;

    /// <summary>A whole number of units as the double nearest to its decimal digits.</summary>
    private static double Clean(double units, double unit) => Math.Round(units * unit, (int)Math.Round(-Math.Log10(unit))) + 0.0;
}
