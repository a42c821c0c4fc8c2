using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Whether a row's statistic or p is that of fewer women than the groups have: the fewest missing values that explain it. Statistic and p
/// have to hold for the same women. A test that no paper takes for one row alone (<see cref="ConventionChoice"/>) explains a number
/// only where the paper's other numbers do not speak against it.
/// </summary>
internal static class FewerWomen
{
    /// <summary>The sizes of an arm tried for quartiles, whose bounds change little from one to the next.</summary>
    private const int FewSizes = 7;

    /// <summary>An exact p lies no further than this, on the scale of z, from those of chi-square with and without correction.</summary>
    private const double ExactReach = 1;

    /// <summary>
    /// The convention with the fewest women missing that gives the number; where only tests do that no paper takes for one row alone, each
    /// of them; none where nothing does.
    /// </summary>
    public static IReadOnlyList<Attainable> Explaining(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (!row.First.MayLack && !row.Second.MayLack) return [];
        return RowTests.BasisOf(paper, row.First, row.Second) switch
        {
            RowTests.Basis.Means => OfMeans(paper, row, number) is { } found ? [found] : [],
            RowTests.Basis.Counts => OfCounts(row, number),
            RowTests.Basis.Quartiles => OfQuartiles(paper, row, number) is { } found ? [found] : [],
            _ => [],
        };
    }

    /// <summary>The same for a statistic or p of the counts of three arms or more.</summary>
    public static IReadOnlyList<Attainable> Explaining(
        IReadOnlyList<ArmEntry> arms, LedgerNumber number, LedgerNumber? chi2, LedgerNumber? p)
    {
        if (arms.Any(a => a.Events is null) || !arms.Any(a => a.MayLack)) return [];
        var ranges = arms.Select(a => ArmCounts.Women(a, a.Events!.Value)).ToList();
        int[] events = [.. arms.Select(a => a.Events!.Value)];
        Interval? ofChi2 = chi2?.Printed.Rounded, ofP = p?.Printed.Rounded;
        foreach (var sizes in UnstatedLosses.Sizes(ranges))
        {
            var lost = arms.Select((a, k) => a.Size - sizes[k]).Sum();
            if (lost == 0 || events.All(e => e == 0) || events.SequenceEqual(sizes)) continue;
            var table = new ContingencyTable([events, (int[])[.. sizes.Select((n, k) => n - events[k])]]);
            var (pearson, ratio) = (new ContingencyPearsonTest(table), new ContingencyLikelihoodRatioTest(table));
            if (ofChi2 is { } x && !x.Contains(pearson.Statistic) && !x.Contains(ratio.Statistic)) continue;
            if (ofP is { } y && !y.Contains(pearson.PValue()) && !y.Contains(ratio.PValue())
                && !(IsNear(y, pearson.PValue(), pearson.PValue()) && PartitionTests.ExactP(table) is { } exact && y.Contains(exact)))
                continue;
            return [Missing(number, lost)];
        }

        return [];
    }

    private static Attainable? OfMeans(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row.Moments is not { } all) return null;
        int least1 = Least(row.First), least2 = Least(row.Second);
        var t = number.Statistic == Statistic.P ? row[Statistic.T] : number;
        var p = number.Statistic == Statistic.P ? number : row[Statistic.P];
        var stated = StatedTests.OfMeans(paper, number, row[Statistic.P] ?? number);
        var population = paper.Ledger.Paper.SdDenominator;
        var methods = number.Facts.Test is null ? new[] { stated, TestMethod.Student, TestMethod.Welch }.Distinct() : [stated];
        SdDenominator[] denominators = population switch
        {
            StatedSdDenominator.N => [SdDenominator.N],
            StatedSdDenominator.NMinusOne => [SdDenominator.NMinusOne],
            _ => [SdDenominator.NMinusOne, SdDenominator.N],
        };
        var (m1, s1, m2, s2) = RowTests.Box(all, Rounding.Nearest);
        var areErrors = all.First.Sd.Statistic == Statistic.Se;
        var printed = new PrintedPair(t, p);
        foreach (var denominator in denominators)
        {
            var isUnstated = denominator == SdDenominator.N && population is null;
            foreach (var method in methods)
            {
                var welch = method == TestMethod.Welch;
                var reach = printed.Reach(welch ? Math.Max(1, Math.Min(least1, least2) - 1) : least1 + least2 - 2, all.N1 + all.N2 - 2);
                foreach (var (n1, n2) in UnstatedLosses.Sizes((least1, all.N1), (least2, all.N2)))
                {
                    var lost = all.N1 - n1 + all.N2 - n2;
                    if (lost == 0) continue;
                    Interval sd1 = OfSize(s1, n1, all.N1), sd2 = OfSize(s2, n2, all.N2);
                    var at = RowTests.Magnitude(welch ? TwoMeanBounds.Welch(n1, m1, sd1, n2, m2, sd2)
                        : TwoMeanBounds.Student(n1, m1, sd1, n2, m2, sd2));
                    if (!at.Intersects(reach)) continue;
                    var df = welch ? TwoMeanBounds.WelchDegreesOfFreedom(n1, sd1, n2, sd2) : Interval.Point(n1 + n2 - 2);
                    if (!printed.IsOf(at, df)) continue;
                    Convention missing = new Convention.Missing(lost);
                    return new(isUnstated ? new Convention.Both(missing, new Convention.Sd(SdDenominator.N)) : missing, false,
                        number.Printed.Rounded);
                }
            }

            // A standard error is that of the women there are.
            Interval OfSize(Interval sd, int n, int printedAs) => areErrors ? Scaled(sd, Math.Sqrt((double)n / printedAs))
                : denominator == SdDenominator.N ? RowTests.OfSample(sd, n) : sd;
        }

        return null;

        static Interval Scaled(Interval sd, double by) => new(sd.Low * by, sd.High * by);
    }

    /// <summary>A printed t and p of one test, either of which may be absent.</summary>
    private sealed class PrintedPair(LedgerNumber? t, LedgerNumber? p)
    {
        private static readonly Interval Any = new(0, double.PositiveInfinity);

        private readonly Interval _t = t is null ? Any : RowTests.Magnitude(t.Printed.Rounded);
        private readonly Interval _p = p is null ? new(0, 1) : new(Math.Max(0, p.Printed.Rounded.Low), Math.Min(1, p.Printed.Rounded.High));

        private bool HasT => t is not null;

        // What was computed from it as it is printed.
        private double? ExactT => t is { Printed.Relation: Relation.Equal } ? Math.Abs(t.Printed.Value) : null;

        private double? ExactP => p is { Printed: { Relation: Relation.Equal, Digits: > 0 and < 1 } } ? p.Printed.Value : null;

        /// <summary>The |t| outside which neither can be had with degrees of freedom between these.</summary>
        public Interval Reach(double leastDf, double mostDf)
        {
            if (HasT && ExactP is null) return _t;
            Interval ofP = new(Quantile(_p.High, mostDf), Quantile(_p.Low, leastDf));
            return HasT ? new(Math.Min(_t.Low, ofP.Low), Math.Max(_t.High, ofP.High)) : ofP;
        }

        /// <summary>Whether |t| gives both, or one of them, from which the other follows as it is printed.</summary>
        public bool IsOf(Interval at, Interval df)
        {
            var (givesT, givesP) = (at.Intersects(_t), RowTests.StudentP(at, df).Intersects(_p));
            return (givesT && givesP)
                || (givesT && ExactT is { } own && RowTests.StudentP(Interval.Point(own), df).Intersects(_p))
                || (givesP && ExactP is { } half && _t.Intersects(new(Quantile(half, df.High), Quantile(half, df.Low))));
        }

        private static double Quantile(double p, double df) =>
            p <= 0 ? double.PositiveInfinity : p >= 1 ? 0 : -StudentT.Quantile(p / 2, df);
    }

    private static int Least(ArmEntry arm) => Math.Max(2, Math.Max(arm.LeastSize, UnstatedLosses.Fewest(arm)));

    private static List<Attainable> OfCounts(ComparisonRow row, LedgerNumber number)
    {
        var chi2 = number.Statistic == Statistic.Chi2 ? number : row[Statistic.Chi2];
        var p = number.Statistic == Statistic.Chi2 ? row[Statistic.P] : number;
        var byOthers = new Dictionary<TestMethod, Attainable>();
        // Each computed from the other as it is printed, so that the counts need give only one of them.
        var fromP = chi2 is not null && p is { Printed: { Relation: Relation.Equal, Digits: > 0 and < 1 } }
            && chi2.Printed.Rounded.Contains(ChiSquare.UpperQuantile(p.Printed.Value, 1));
        var fromChi2 = p is not null && chi2 is not null && p.Printed.Rounded.Contains(ChiSquare.UpperTail(chi2.Printed.Value, 1));
        Interval? ofPrintedChi2 = chi2?.Printed.Rounded, ofPrintedP = p?.Printed.Rounded;
        foreach (var (table, lost) in Tables(row))
        {
            List<TestMethod> ofChi2 = ofPrintedChi2 is not { } x ? [TestMethod.Pearson] : Giving(x, Statistics(table));
            if (ofChi2.Count == 0 && !fromP) continue;
            List<TestMethod> ofP = ofPrintedP is not { } y ? [TestMethod.Pearson] : Giving(y, PValues(table, y));
            if (ofP.Count == 0 && !(fromChi2 && ofChi2.Count > 0)) continue;
            if (ofChi2.Count == 0) ofChi2 = ofP;
            if (ofP.Count == 0) ofP = ofChi2;
            if (ofChi2.Exists(IsOrdinary) && ofP.Exists(IsOrdinary)) return [Missing(number, lost)];
            foreach (var own in number == chi2 ? ofChi2 : ofP)
                byOthers.TryAdd(own, IsOrdinary(own) ? Missing(number, lost)
                    : new(new Convention.Both(new Convention.Missing(lost), new Convention.Test(own)), false, number.Printed.Rounded));
        }

        return [.. byOthers.Values];
    }

    /// <summary>The tables of fewer women that the printed counts, or percents alone, allow, with how many are missing.</summary>
    private static IEnumerable<(TwoByTwoTable Table, int Lost)> Tables(ComparisonRow row)
    {
        foreach (var (n1, n2) in UnstatedLosses.Sizes(Women(row.First), Women(row.Second)))
        {
            var lost = row.First.Size - n1 + row.Second.Size - n2;
            if (lost == 0) continue;
            foreach (var a in ArmCounts.Of(row.First, n1))
                foreach (var b in ArmCounts.Of(row.Second, n2))
                    yield return (TwoByTwoTable.FromEvents(a, n1, b, n2), lost);
        }

        static (int Least, int Most) Women(ArmEntry arm) =>
            arm.Events is { } events ? ArmCounts.Women(arm, events) : (Least(arm), arm.Size);
    }

    /// <summary>Whether papers take the test for one row alone.</summary>
    private static bool IsOrdinary(TestMethod method) => method is TestMethod.Pearson or TestMethod.Yates or TestMethod.Fisher;

    /// <summary>The tests that give the printed number; an ordinary one, which comes first, alone.</summary>
    private static List<TestMethod> Giving(Interval printed, IEnumerable<(TestMethod Method, double Value)> tests)
    {
        var found = new List<TestMethod>();
        foreach (var (method, value) in tests)
        {
            if (!printed.Contains(value)) continue;
            found.Add(method);
            if (IsOrdinary(method)) break;
        }

        return found;
    }

    private static IEnumerable<(TestMethod, double)> Statistics(TwoByTwoTable t)
    {
        yield return (TestMethod.Pearson, new PearsonChiSquareTest(t).Statistic);
        yield return (TestMethod.Yates, new YatesChiSquareTest(t).Statistic);
        yield return (TestMethod.LikelihoodRatio, new LikelihoodRatioTest(t).Statistic);
        yield return (TestMethod.NMinusOne, new NMinusOneChiSquareTest(t).Statistic);
        var wald = new WaldTest(t).Statistic;
        yield return (TestMethod.Wald, wald * wald);
    }

    /// <summary>The p-values, ordinary tests first; exact ones only where they can be the printed one.</summary>
    private static IEnumerable<(TestMethod, double)> PValues(TwoByTwoTable t, Interval p)
    {
        double pearson = new PearsonChiSquareTest(t).PValue(), yates = new YatesChiSquareTest(t).PValue();
        yield return (TestMethod.Pearson, pearson);
        yield return (TestMethod.Yates, yates);
        var mayBeExact = IsNear(p, pearson, yates);
        if (mayBeExact) yield return (TestMethod.Fisher, new FisherExactTest(t).PValue());
        yield return (TestMethod.LikelihoodRatio, new LikelihoodRatioTest(t).PValue());
        yield return (TestMethod.NMinusOne, new NMinusOneChiSquareTest(t).PValue());
        yield return (TestMethod.Wald, new WaldTest(t).PValue());
        if (!mayBeExact) yield break;
        yield return (TestMethod.CentralFisher, new FisherExactTest(t, TwoSidedMethod.Central).PValue());
        yield return (TestMethod.MidP, new FisherMidPTest(t).PValue());
        yield return (TestMethod.CentralMidP, new FisherMidPTest(t, TwoSidedMethod.Central).PValue());
    }

    private static bool IsNear(Interval p, double a, double b) =>
        Circumstances.ZOf(p.High) <= Circumstances.ZOf(Math.Min(a, b)) + ExactReach
        && Circumstances.ZOf(p.Low) >= Circumstances.ZOf(Math.Max(a, b)) - ExactReach;

    private static Attainable Missing(LedgerNumber number, int women) =>
        new(new Convention.Missing(women), false, number.Printed.Rounded);

    /// <summary>By quartiles, whose bounds on ranks are taken over all sizes tried: z and p each by itself.</summary>
    private static Attainable? OfQuartiles(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        var hulls = new Dictionary<Convention, Interval>();
        foreach (var (n1, n2) in Sizes(row.First).SelectMany(a => Sizes(row.Second).Select(b => (a, b))).OrderByDescending(n => n.a + n.b))
        {
            var lost = row.First.Size - n1 + row.Second.Size - n2;
            if (lost == 0) continue;
            foreach (var z in RowTests.RankZ(paper, row.First, n1, row.Second, n2, Rounding.Nearest))
            {
                foreach (var v in z.Values)
                {
                    var hull = hulls.TryGetValue(z.Convention, out var known)
                        ? new(Math.Min(known.Low, v.Low), Math.Max(known.High, v.High)) : v;
                    hulls[z.Convention] = hull;
                    IntervalUnion values = number.Statistic == Statistic.P ? new([RowTests.NormalP(hull)])
                        : new([hull, new(-hull.High, -hull.Low)]);
                    if (values.Intersects(number.Printed.Rounded)) return new(new Convention.Missing(lost), false, values);
                }
            }
        }

        return null;

        static IEnumerable<int> Sizes(ArmEntry arm) => Enumerable.Range(0, FewSizes)
            .Select(k => (int)Math.Round(arm.Size - k * (arm.Size - Least(arm)) / (FewSizes - 1.0))).Distinct();
    }
}
