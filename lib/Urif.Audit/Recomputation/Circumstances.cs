using Urif.Statistics;

namespace Urif.Audit;

/// <summary>An ordinary circumstance that a paper need not state, and under which a number does not follow from what it prints.</summary>
public enum Circumstance
{
    /// <summary>The stated test is of more than the printed summaries.</summary>
    StatedTest,

    /// <summary>The comparison is adjusted.</summary>
    Adjusted,

    /// <summary>A rank test beside means.</summary>
    RankTest,

    /// <summary>A test of the time to the event beside counts of it.</summary>
    TimeToEvent,

    /// <summary>A test of two of several arms, which takes the others' variance or corrects for their number.</summary>
    SeveralArms,

    /// <summary>An interval that is not from a standard error: of a profile likelihood, exact, by bootstrap.</summary>
    OtherInterval,

    /// <summary>A standard error that is robust, of clusters or of weights, or of another estimate than an odds ratio.</summary>
    OtherError,

    /// <summary>A p by another test than the interval's.</summary>
    OtherTest,
}

/// <summary>
/// When the p of a row, which no test of its summaries gives, is not held against the paper. A p is held against it where its test
/// is fixed: by the statistic beside it, by the ledger, or because no other test of such a row is ordinary.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>A test that the ledger names and the summaries do not give, and the p of an adjusted comparison, are out of reach.</item>
/// <item>Beside means without t, papers that have a rank test choose between both ("as appropriate"). Where the values look skewed (an
/// SD above half the mean: Altman and Bland, BMJ 1996; 313: 1200), ranks can say nearly anything, only not a quarter or less of a z of
/// 4 or more; where the SDs differ twofold, anything. Where neither is so, z of ranks stays near t (asymptotic relative efficiency 3/π
/// and up: Hodges and Lehmann 1956), and a p further off than 1 on the scale of z, or a third of the greater, is held against the paper.
/// </item>
/// <item>Beside counts, a p may be of the time to the event where the ledger says so (a log-rank test, a hazard ratio or a
/// Kaplan-Meier share of the variable), where the variable's label names an event of follow-up, or where nine tenths of both arms had
/// the event: then its time is what differs.</item>
/// <item>A table of three arms or more may test pairs by the variance of all, or correct for their number; a p far from both is held
/// against the paper.</item>
/// </list>
/// </remarks>
internal static class Circumstances
{
    private static readonly string[] EventsOfFollowUp =
    [
        "death", "dead", "died", "mortality", "surviv", "relapse", "recurren", "progression", "metastas", "time to",
    ];

    private const double MostEventShare = 0.9, LeastOfSkewed = 4;

    /// <summary>Why a row's statistic or p is not of its summaries at all; null where it may be.</summary>
    public static Circumstance? OutOfReach(ComparisonRow row, LedgerNumber number) =>
        number.Facts.Test is StatedTest.Adjusted or StatedTest.Ancova ? Circumstance.Adjusted
        : number.Facts.Test == StatedTest.LogRank ? Circumstance.TimeToEvent
        : number.Facts.Test == StatedTest.Tukey ? Circumstance.SeveralArms
        : number.Facts.Test is { } test && !StatedTests.IsOfSummaries(test) ? Circumstance.StatedTest
        : number.Facts.Estimator is not (null or StatedEstimator.Crude) ? Circumstance.Adjusted
        : row.Comparison.AdjustedFor.Count > 0 ? Circumstance.Adjusted
        : null;

    /// <summary>What could explain a p that no test of the row's summaries gives; null where nothing ordinary does.</summary>
    public static Circumstance? Of(LedgerIndex paper, ComparisonRow row, LedgerNumber p)
    {
        if (p.Facts.Test is not null) return null;
        var basis = RowTests.BasisOf(paper, row.First, row.Second);
        if (basis == RowTests.Basis.Means && row.TestStatistic is null && MayBeRanks(paper, row, p)) return Circumstance.RankTest;
        if (basis == RowTests.Basis.Counts && row.TestStatistic is null && MayBeTime(paper, row)) return Circumstance.TimeToEvent;
        return IsOfSeveralArms(paper, row) && MayBeOfSeveralArms(paper, row, p) ? Circumstance.SeveralArms : null;
    }

    /// <summary>Whether the row's table compares three arms or more.</summary>
    public static bool IsOfSeveralArms(LedgerIndex paper, ComparisonRow row) =>
        paper.Ledger.Comparisons.Where(c => c.Tables.Contains(row.Table)).SelectMany(c => c.Arms).Distinct().Count() > 2
        && paper.Ledger.Comparisons.Where(c => c.Tables.Contains(row.Table) && c.Id != row.Comparison.Id)
            .Any(c => c.Arms.Contains(row.Comparison.First) || c.Arms.Contains(row.Comparison.Second));

    /// <summary>
    /// Whether a p of two of several arms is one that their own numbers give, times the pairs of arms at the most (Bonferroni), and as far
    /// from that as the others' variance makes it: 1 on the scale of z, or a third.
    /// </summary>
    private static bool MayBeOfSeveralArms(LedgerIndex paper, ComparisonRow row, LedgerNumber p)
    {
        var values = RowTests.PValues(paper, row.First, row.Second, misprints: false)
            .Where(c => c.Convention is Convention.Test { OneSided: false }).SelectMany(c => c.Values).ToList();
        if (values.Count == 0) return true;
        var arms = paper.Ledger.Comparisons.Where(c => c.Tables.Contains(row.Table)).SelectMany(c => c.Arms).Distinct().Count();
        var corrected = Math.Min(1, values.Max(v => v.High) * arms * (arms - 1) / 2);
        return IsNear(p, new(ZOf(corrected), ZOf(values.Min(v => v.Low))));
    }

    private static bool MayBeRanks(LedgerIndex paper, ComparisonRow row, LedgerNumber p)
    {
        if (row.Moments is not { } m) return false;
        var (m1, s1, m2, s2) = RowTests.Box(m, Rounding.Nearest);
        // By Student's and Welch's tests: where the spread differs, ranks may lie nearer to either.
        var values = RowTests.MeanPValues(paper, m, Rounding.Nearest).Where(c => c.Convention is Convention.Test
            { OneSided: false, Method: TestMethod.Student or TestMethod.Welch }).SelectMany(c => c.Values).ToList();
        return MayBeRanks(p, [(m1, s1), (m2, s2)], new(ZOf(values.Max(v => v.High)), ZOf(values.Min(v => v.Low))));
    }

    /// <summary>Whether ranks of arms with such means and SDs may have given a p.</summary>
    /// <param name="p">The printed p.</param>
    /// <param name="arms">The means and SDs.</param>
    /// <param name="z">What the means give, on the scale of z.</param>
    public static bool MayBeRanks(LedgerNumber p, IReadOnlyList<(Interval Mean, Interval Sd)> arms, Interval z)
    {
        for (var k = 0; k < arms.Count; k++)
            for (var other = 0; other < arms.Count; other++)
                if (k != other && arms[k].Sd.High > 2 * arms[other].Sd.Low) return true;
        if (arms.Any(a => a.Mean.Low < 2 * a.Sd.High))
            return z.Low < LeastOfSkewed || ZOf(p.Printed.Rounded.Low) > z.Low / LeastOfSkewed;
        return IsNear(p, z);
    }

    /// <summary>Whether a p lies within 1, or a third, of what else gives z.</summary>
    private static bool IsNear(LedgerNumber p, Interval z)
    {
        var (gap, nearest) = DistanceOf(p, z);
        return gap <= Math.Max(1, Math.Max(z.Low, nearest) / 3);
    }

    /// <summary>How far a p is from what else gives z, on the scale of z, and the least |z| that it may be of.</summary>
    public static (double Gap, double Nearest) DistanceOf(LedgerNumber p, Interval z)
    {
        double near = ZOf(p.Printed.Rounded.High), far = ZOf(p.Printed.Rounded.Low);
        return (Math.Max(0, Math.Max(near - z.High, z.Low - far)), near);
    }

    /// <summary>The |z| whose two-sided p it is.</summary>
    public static double ZOf(double p) => -Normal.Quantile(Math.Clamp(p, 1e-300, 1) / 2);

    private static bool MayBeTime(LedgerIndex paper, ComparisonRow row)
    {
        var variable = row.Variable;
        if (paper.Ledger.Numbers.Any(n => n.Variable == variable && (n.Statistic == Statistic.HazardRatio
            || n.Facts.Test == StatedTest.LogRank || n.Facts.Estimator is StatedEstimator.Cox or StatedEstimator.KaplanMeier))) return true;
        if (Array.Exists(EventsOfFollowUp, w => variable.Id.Contains(w, StringComparison.OrdinalIgnoreCase)
            || variable.Label.En.Contains(w, StringComparison.OrdinalIgnoreCase))) return true;
        return ArmCounts.Of(row.First) is [var a, ..] && ArmCounts.Of(row.Second) is [var b, ..]
            && a >= MostEventShare * row.First.Size && b >= MostEventShare * row.Second.Size;
    }
}
