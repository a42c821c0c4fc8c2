using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A paired t test of two arms of one size, as far as means and SDs bound it: the SD of the differences lies between |s1 - s2|
/// and s1 + s2 (correlations of 1 and -1), and t has n - 1 degrees of freedom. Source: Student, Biometrika 1908; 6: 1.
/// </summary>
internal sealed record PairedTest(SummaryPair Pair)
{
    /// <summary>The pairs of a row of means; null where its arms cannot be pairs.</summary>
    public static PairedTest? Of(ComparisonRow row) => row.Moments is { } m && m.N1 == m.N2 && m.N1 > 1 ? new(m) : null;

    private Interval DegreesOfFreedom => Interval.Point(Pair.N1 - 1);

    /// <summary>The paired t, of either sign.</summary>
    public IReadOnlyList<Attainable> Statistics(Rounding rounding)
    {
        var t = Magnitude(rounding);
        return [new(new Convention.Test(TestMethod.PairedT), true, new IntervalUnion([t, new(-t.High, -t.Low)]))];
    }

    /// <summary>The p-values of the paired t.</summary>
    public IReadOnlyList<Attainable> PValues(Rounding rounding, StatedSides? sides)
    {
        Attainable two = new(new Convention.Test(TestMethod.PairedT), true, RowTests.StudentP(Magnitude(rounding), DegreesOfFreedom));
        var one = RowTests.OneSided(two)!;
        return sides switch
        {
            StatedSides.One => [one],
            StatedSides.Two => [two],
            _ => [two, one with { Stated = false }],
        };
    }

    /// <summary>
    /// Whether a row's t and p can be those of pairs: p is that of t with n - 1 degrees of freedom, and some correlation gives the t.
    /// </summary>
    public bool Explains(ComparisonRow row, LedgerNumber number)
    {
        if (row[Statistic.T] is not { } t || row[Statistic.P] is not { } p || (number != t && number != p) || p.Facts.Test is not null)
            return false;
        Interval printed = t.Printed.Rounded, range = p.Printed.Rounded;
        return RowTests.StudentP(printed, DegreesOfFreedom).Intersects(range)
            && Magnitude(Rounding.Nearest).Intersects(RowTests.Magnitude(printed));
    }

    private Interval Magnitude(Rounding rounding)
    {
        var (m1, s1, m2, s2) = RowTests.Box(Pair, rounding);
        var difference = RowTests.Magnitude(new(m1.Low - m2.High, m1.High - m2.Low));
        var most = s1.High + s2.High;
        var least = s1.Intersects(s2) ? 0 : Math.Max(s1.Low - s2.High, s2.Low - s1.High);
        var root = Math.Sqrt(Pair.N1);
        return new(most == 0 ? 0 : difference.Low * root / most, least == 0 ? double.MaxValue : difference.High * root / least);
    }
}
