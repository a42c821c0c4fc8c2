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

    /// <summary>To the nearest digit by way of one digit more, as a program showed it.</summary>
    Twice,
}

/// <summary>Rounding as arithmetic on intervals.</summary>
public static class RoundingRules
{
    /// <summary>
    /// The roundings tried for any number, the stated one first. Away from zero is no habit with anything but p, where it errs on the
    /// safe side; a paper that says so of all its numbers is believed.
    /// </summary>
    public static IReadOnlyList<Rounding> All { get; } = [Rounding.Nearest, Rounding.Twice, Rounding.Truncated];

    /// <summary>The values that a rounding turns into the printed digits.</summary>
    public static Interval Values(this PrintedNumber printed, Rounding rounding) => rounding switch
    {
        Rounding.Truncated => printed.Truncated,
        Rounding.Ceiling => printed.Ceiling,
        Rounding.Twice => printed.RoundedTwice,
        _ => printed.Rounded,
    };

    /// <summary>The printed values, of the same number of decimals, that the attainable values round to.</summary>
    public static IntervalUnion OnLattice(this PrintedNumber printed, IntervalUnion values, Rounding rounding) =>
        printed.Relation != Relation.Equal ? values : new(Parts(printed, values, rounding));

    /// <summary>The same, part by part.</summary>
    internal static IEnumerable<Interval> Parts(PrintedNumber printed, IntervalUnion values, Rounding rounding)
    {
        if (printed.Relation != Relation.Equal) return values;
        var (unit, decimals) = ((double)printed.Unit, printed.Decimals);
        return values.Select(v => rounding switch
        {
            Rounding.Truncated => new Interval(v.Low >= 0 ? Last(v.Low) : First(v.Low), v.High >= 0 ? Last(v.High) : First(v.High)),
            Rounding.Ceiling => new Interval(v.Low >= 0 ? First(v.Low) : Last(v.Low), v.High >= 0 ? First(v.High) : Last(v.High)),
            Rounding.Twice => new Interval(First(v.Low - 0.55 * unit), Last(v.High + 0.55 * unit)),
            _ => new Interval(First(v.Low - unit / 2), Last(v.High + unit / 2)),
        });

        double First(double at) => double.IsFinite(at) ? Clean(Math.Ceiling(at / unit - 1e-9)) : at;

        double Last(double at) => double.IsFinite(at) ? Clean(Math.Floor(at / unit + 1e-9)) : at;

        // A whole number of units as the double nearest to its decimal digits.
        double Clean(double units) => Math.Round(units * unit, Math.Min(15, decimals)) + 0.0;
    }
}
