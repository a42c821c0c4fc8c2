using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The tests that a table's row allows to be redone from its own summaries: of two means, two counts, or two sets of
/// quartiles, under every convention tried. The conventions that the paper states come first.
/// </summary>
internal static class RowTests
{
    /// <summary>The greatest n1·n2 for which SPSS prints the exact p of a rank test without being asked.</summary>
    public const int SmallPairs = 400;

    private static readonly Convention.Test Welch = Test(TestMethod.Welch), WelchOfPopulationSds = Test(TestMethod.Welch, SdDenominator.N);

    /// <summary>What a row's summaries allow to be tested.</summary>
    public enum Basis
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Two means with SDs.</summary>
        Means,

        /// <summary>Two counts.</summary>
        Counts,

        /// <summary>Two sets of quartiles.</summary>
        Quartiles,

        /// <summary>The counts of a partition of three rows or more.</summary>
        Partition,
    }

    /// <summary>
    /// What two arms' summaries allow to be tested; counts, printed or fixed by percents, before means before quartiles. Means
    /// bound no rank test, so where z is printed for them they allow none.
    /// </summary>
    public static Basis BasisOf(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var counted = ArmCounts.Of(first).Count > 0 && ArmCounts.Of(second).Count > 0;
        if (paper.Partition(first.Variable).Count > 2) return counted ? Basis.Partition : Basis.None;
        if (counted) return Basis.Counts;
        if (first.MeanAndSpread is not null && second.MeanAndSpread is not null && first.Size > 1 && second.Size > 1
            && !paper.IsRankTested(first) && !paper.IsRankTested(second)) return Basis.Means;
        return first.Quantiles.Count > 0 && second.Quantiles.Count > 0 ? Basis.Quartiles : Basis.None;
    }

    /// <summary>
    /// The p-values attainable under each convention; none where the summaries allow no test. That SDs may be misprinted
    /// standard errors is tried where a number is to be explained, not where a conclusion is to be upheld; one tail only where
    /// the paper may have used it.
    /// </summary>
    public static IReadOnlyList<Attainable> PValues(
        LedgerIndex paper, ArmEntry first, ArmEntry second, Rounding rounding = Rounding.Nearest, bool misprints = true,
        StatedSides? sides = StatedSides.Two)
    {
        var basis = BasisOf(paper, first, second);
        // Counts are printed whole: no rounding changes them.
        var all = paper.Once("p", first, second, basis is Basis.Counts or Basis.Partition ? Rounding.Nearest : rounding, () => basis switch
        {
            Basis.Counts => CountPValues(paper, first, second),
            Basis.Partition => PartitionTests.PValues(paper, first, second),
            Basis.Means => MeanPValues(paper, Pair(first, second), rounding),
            Basis.Quartiles => RankPValues(paper, first, second, rounding),
            _ => [],
        });
        return [.. OfSides(all, sides).Where(c => misprints || c.Convention is not Convention.StandardErrorsAsSds)];
    }

    /// <summary>
    /// The two-sided p-values; the one-sided ones where they are stated; or both, the one-sided ones of the stated tests as
    /// variants, where the paper does not say.
    /// </summary>
    private static IEnumerable<Attainable> OfSides(IReadOnlyList<Attainable> all, StatedSides? sides)
    {
        var one = all.Where(c => c.Convention is Convention.Test { OneSided: true });
        var two = all.Where(c => c.Convention is not Convention.Test { OneSided: true });
        return sides switch
        {
            StatedSides.Two => two,
            // A test of all rows of a partition has no tails.
            StatedSides.One => one.Concat(two.Where(c => c.Convention is Convention.Test { Scope: TestScope.Partition })),
            _ => two.Concat(one.Where(c => c.Stated).Select(Unstated)),
        };
    }

    /// <summary>p-values with one tail among them as a variant: of the stated tests.</summary>
    public static IReadOnlyList<Attainable> OfSides(List<Attainable> both, StatedSides? sides) => sides switch
    {
        StatedSides.One => [.. both.Select(OneSided).OfType<Attainable>()],
        StatedSides.Two => both,
        _ => [.. both, .. both.Where(c => c.Stated).Select(OneSided).OfType<Attainable>().Select(Unstated)],
    };

    /// <summary>Whoever halves p without a word halves the one of the tail that was seen.</summary>
    private static Attainable Unstated(Attainable oneSided) =>
        oneSided with { Stated = false, Values = new(oneSided.Values.Where(v => v.Low <= 0.5)) };

    /// <summary>The test statistics attainable under each convention, of either sign; none where the summaries allow no test.</summary>
    public static IReadOnlyList<Attainable> Statistics(
        LedgerIndex paper, ArmEntry first, ArmEntry second, Rounding rounding = Rounding.Nearest)
    {
        var basis = BasisOf(paper, first, second);
        var whole = basis is Basis.Counts or Basis.Partition;
        return paper.Once("statistic", first, second, whole ? Rounding.Nearest : rounding, () => basis switch
        {
            Basis.Counts => CountStatistics(paper, first, second),
            Basis.Partition => PartitionTests.Statistics(paper, first, second),
            Basis.Means => [.. MeanStatistics(paper, Pair(first, second), rounding).Select(EitherSign)],
            Basis.Quartiles => [.. RankZ(paper, first, second, rounding).Select(EitherSign)],
            _ => [],
        });
    }

    /// <summary>
    /// |t| for two means: Student and Welch, of SDs with denominator n - 1 or n unless the paper says which, and standard errors
    /// printed as SDs.
    /// </summary>
    public static IEnumerable<Attainable> MeanStatistics(LedgerIndex paper, SummaryPair m, Rounding rounding)
    {
        var stated = paper.Ledger.Paper.MeansTest;
        var (m1, s1, m2, s2) = Box(m, rounding);
        var denominator = paper.Ledger.Paper.SdDenominator;
        if (denominator != StatedSdDenominator.N)
        {
            yield return new(Test(TestMethod.Student), stated == TestMethod.Student,
                Magnitude(TwoMeanBounds.Student(m.N1, m1, s1, m.N2, m2, s2)));
            yield return new(Welch, stated == TestMethod.Welch, Magnitude(TwoMeanBounds.Welch(m.N1, m1, s1, m.N2, m2, s2)));
        }

        if (denominator != StatedSdDenominator.NMinusOne)
        {
            var says = denominator == StatedSdDenominator.N;
            yield return new(Test(TestMethod.Student, SdDenominator.N), says && stated == TestMethod.Student,
                Magnitude(TwoMeanBounds.StudentFromPopulationSd(m.N1, m1, s1, m.N2, m2, s2)));
            yield return new(WelchOfPopulationSds, says && stated == TestMethod.Welch,
                Magnitude(TwoMeanBounds.Welch(m.N1, m1, OfSample(s1, m.N1), m.N2, m2, OfSample(s2, m.N2))));
        }

        if (m.First.Sd.Statistic == Statistic.Sd)
            yield return new(new Convention.StandardErrorsAsSds(), false, Magnitude(TwoMeanBounds.FromStandardErrors(m1, s1, m2, s2)));
    }

    /// <summary>The p-values of |t| in an interval with degrees of freedom in an interval.</summary>
    public static Interval StudentP(Interval t, Interval df)
    {
        var at = Magnitude(t);
        return new(Clamp(StudentT.TwoSided(at.High, df.High)), Clamp(StudentT.TwoSided(at.Low, df.Low)));
    }

    /// <summary>The p-values of |z| in an interval.</summary>
    public static Interval NormalP(Interval z)
    {
        var at = Magnitude(z);
        return new(Clamp(Normal.TwoSided(at.High)), Clamp(Normal.TwoSided(at.Low)));
    }

    /// <summary>
    /// The p-values beside a z of a rank test: of z itself; of z where one of the two has a continuity correction and the
    /// other has not; and the exact ones of the U behind z, for groups of sizes for which programs compute them.
    /// </summary>
    public static IReadOnlyList<Attainable> RankP(LedgerIndex paper, ArmEntry first, ArmEntry second, Interval z, Rounding rounding)
    {
        int n1 = first.Size, n2 = second.Size;
        var ties = BasisOf(paper, first, second) == Basis.Quartiles
            ? QuantileEnvelope.GreatestTieShare(Envelope(paper, first, rounding), Envelope(paper, second, rounding)) : 1;
        var (least, most) = MannWhitneyTest.StandardDeviationsOfU(n1, n2, ties);
        var (near, far) = Magnitude(z);
        var found = new List<Attainable>
        {
            new(Test(TestMethod.MannWhitney), true, NormalP(z)),
            new(new Convention.CorrectionInOne(Statistic.P), false,
                NormalP(new(Math.Max(0, near - 0.5 / least), Math.Max(0, far - 0.5 / most)))),
            new(new Convention.CorrectionInOne(Statistic.Z), false, NormalP(new(near + 0.5 / most, far + 0.5 / least))),
        };
        // R takes the exact p for groups below 50.
        if ((n1 < 50 && n2 < 50) || (long)n1 * n2 <= SmallPairs)
        {
            // U is centre - z·error, half a pair further where z is corrected, and whole where nothing is tied.
            var centre = n1 * n2 / 2.0;
            var low = (long)Math.Max(0, Math.Floor(centre - far * most - 0.5));
            var high = (long)Math.Clamp(Math.Ceiling(centre - near * least), 0, Math.Floor(centre));
            found.Add(new(Test(TestMethod.MannWhitneyExact), false,
                new Interval(MannWhitneyTest.ExactTwoSidedP(Math.Min(low, high), n1, n2), MannWhitneyTest.ExactTwoSidedP(high, n1, n2))));
        }

        return found;
    }

    /// <summary>The absolute values of an interval.</summary>
    public static Interval Magnitude(Interval i) =>
        i.Low >= 0 ? i : i.High <= 0 ? new(-i.High, -i.Low) : new(0, Math.Max(-i.Low, i.High));

    /// <summary>
    /// The Welch degrees of freedom that a row's SDs allow, be their denominator n - 1 or n; from the sizes alone where no SDs
    /// are printed.
    /// </summary>
    public static Interval WelchDegreesOfFreedom(ComparisonRow row, Rounding rounding)
    {
        int n1 = row.First.Size, n2 = row.Second.Size;
        if (row.Moments is not { } m) return new(Math.Max(1, Math.Min(n1, n2) - 1), n1 + n2 - 2);
        var (_, s1, _, s2) = Box(m, rounding);
        Interval sample = TwoMeanBounds.WelchDegreesOfFreedom(n1, s1, n2, s2);
        Interval population = TwoMeanBounds.WelchDegreesOfFreedom(n1, OfSample(s1, n1), n2, OfSample(s2, n2));
        return new(Math.Min(sample.Low, population.Low), Math.Max(sample.High, population.High));
    }

    private static Convention.Test Test(TestMethod method, SdDenominator sds = SdDenominator.NMinusOne) => new(method, Sds: sds);

    /// <summary>Two arms' means and SDs, or standard errors, with the women they are of.</summary>
    public static SummaryPair Pair(ArmEntry first, ArmEntry second)
    {
        var (x, y) = (first.MeanAndSpread!.Value, second.MeanAndSpread!.Value);
        return new(first.Size, (x.Mean, x.Spread), second.Size, (y.Mean, y.Spread));
    }

    /// <summary>The p-values of two means, both tails and one.</summary>
    public static List<Attainable> MeanPValues(LedgerIndex paper, SummaryPair m, Rounding rounding)
    {
        var (_, s1, _, s2) = Box(m, rounding);
        var pooled = Interval.Point(m.N1 + m.N2 - 2);
        var found = new List<Attainable>();
        foreach (var c in MeanStatistics(paper, m, rounding))
        {
            if (c.Convention == Welch)
            {
                found.Add(c with { Values = new(c.Values.Select(
                    t => StudentP(t, TwoMeanBounds.WelchDegreesOfFreedom(m.N1, s1, m.N2, s2)))) });
                found.Add(new(Test(TestMethod.NormalOfMeans), false, new IntervalUnion(c.Values.Select(NormalP))));
            }
            else if (c.Convention == WelchOfPopulationSds)
            {
                var df = TwoMeanBounds.WelchDegreesOfFreedom(m.N1, OfSample(s1, m.N1), m.N2, OfSample(s2, m.N2));
                found.Add(c with { Values = new(c.Values.Select(t => StudentP(t, df))) });
            }
            else
            {
                found.Add(c with { Values = new(c.Values.Select(t => StudentP(t, pooled))) });
            }
        }

        return [.. found, .. found.Select(OneSided).OfType<Attainable>()];
    }

    /// <summary>
    /// The p-values of one tail: half those of both, or what that leaves of 1, as the paper may have looked at either tail; null
    /// for a convention that is no test.
    /// </summary>
    public static Attainable? OneSided(Attainable both) => both.Convention is Convention.Test test
        ? new(test with { OneSided = true }, both.Stated,
            new IntervalUnion(both.Values.SelectMany(v => new Interval[]
            {
                new(v.Low / 2, v.High / 2), new(1 - v.High / 2, 1 - v.Low / 2),
            })))
        : null;

    private static List<Attainable> CountStatistics(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var found = new TestValues(paper.Ledger.Paper.CountsTests);
        foreach (var (among, t) in Tables(paper, first, second))
        {
            found.Add(TestMethod.Pearson, among, new PearsonChiSquareTest(t).Statistic);
            found.Add(TestMethod.Yates, among, new YatesChiSquareTest(t).Statistic);
            found.Add(TestMethod.LikelihoodRatio, among, new LikelihoodRatioTest(t).Statistic);
            found.Add(TestMethod.NMinusOne, among, new NMinusOneChiSquareTest(t).Statistic);
            var wald = new WaldTest(t).Statistic;
            found.Add(TestMethod.Wald, among, wald * wald);
        }

        return [.. found.All];
    }

    private static List<Attainable> CountPValues(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var found = new TestValues(paper.Ledger.Paper.CountsTests);
        foreach (var (among, t) in Tables(paper, first, second)) AddPValues(found, among, t);
        return [.. found.All.OrderBy(c => c.Stated ? 0 : 1)];
    }

    /// <summary>The p-values of a table of two by two, by every test that programs print, both tails and one.</summary>
    public static void AddPValues(TestValues found, Variable? among, TwoByTwoTable t, TestScope? scope = null)
    {
        Add(TestMethod.Pearson, new PearsonChiSquareTest(t));
        Add(TestMethod.Fisher, new FisherExactTest(t));
        Add(TestMethod.Yates, new YatesChiSquareTest(t));
        Add(TestMethod.LikelihoodRatio, new LikelihoodRatioTest(t));
        Add(TestMethod.NMinusOne, new NMinusOneChiSquareTest(t));
        Add(TestMethod.CentralFisher, new FisherExactTest(t, TwoSidedMethod.Central));
        Add(TestMethod.MidP, new FisherMidPTest(t));
        Add(TestMethod.CentralMidP, new FisherMidPTest(t, TwoSidedMethod.Central));
        Add(TestMethod.Wald, new WaldTest(t));

        void Add(TestMethod method, IHypothesisTest test)
        {
            found.Add(method, among, test.PValue(), scope: scope);
            found.Add(method, among, test.PValue(Alternative.Less), oneSided: true, scope);
            found.Add(method, among, test.PValue(Alternative.Greater), oneSided: true, scope);
        }
    }

    /// <summary>The sign of the first arm's rate less the second's; 0 where the rates are equal or its denominators disagree.</summary>
    public static int DirectionOfRates(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var signs = Tables(paper, first, second).Select(t => Math.Sign(t.Table.Cross)).Distinct().ToList();
        return signs.Count == 1 ? signs[0] : 0;
    }

    /// <summary>
    /// The two-by-two tables that a rate can mean: of each arm, and of the women with the containing outcome. An outcome that
    /// lies partly outside is a rate of it only where its percents are.
    /// </summary>
    public static IEnumerable<(Variable? Among, TwoByTwoTable Table)> Tables(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        foreach (var a in ArmCounts.Of(first))
            foreach (var b in ArmCounts.Of(second))
                yield return (null, TwoByTwoTable.FromEvents(a, first.Size, b, second.Size));
        if (first.Variable.PartOf.Length == 0 || first.Events is not { } x || second.Events is not { } y) yield break;
        if (Containing(first, x) is not { } n1 || Containing(second, y) is not { } n2) yield break;
        if (first.Variable.Across && !(IsPercentOf(first, x, n1) && IsPercentOf(second, y, n2))) yield break;
        yield return (paper.Variable(first.Variable.PartOf), TwoByTwoTable.FromEvents(x, n1, y, n2));

        int? Containing(ArmEntry arm, int events) =>
            paper.Find(arm.Table, arm.Variable.PartOf, arm.Group.Id)?.Events is { } n and > 0 && events <= n ? n : null;

        static bool IsPercentOf(ArmEntry arm, int events, int n) => arm[Statistic.Percent] is { } percent
            && percent.Printed.Rounded.Contains(100.0 * events / n) && !percent.Printed.Rounded.Contains(100.0 * events / arm.Size);
    }

    private static IEnumerable<Attainable> RankZ(LedgerIndex paper, ArmEntry first, ArmEntry second, Rounding rounding) =>
        RankZ(paper, first, first.Size, second, second.Size, rounding);

    /// <summary>The z of ranks that the quartiles of so many women of each arm allow.</summary>
    public static IEnumerable<Attainable> RankZ(LedgerIndex paper, ArmEntry first, int n1, ArmEntry second, int n2, Rounding rounding)
    {
        QuantileEnvelope x = Envelope(paper, first, n1, rounding), y = Envelope(paper, second, n2, rounding);
        if (!x.IsFeasible || !y.IsFeasible) yield break;
        var half = (double)n1 * n2 / 2;
        var u = QuantileEnvelope.RankSumU(x, y);
        var (narrowest, widest) = MannWhitneyTest.StandardDeviationsOfU(n1, n2, QuantileEnvelope.GreatestTieShare(x, y));
        yield return new(Test(TestMethod.MannWhitney), true, new Interval(Low(u.Low - half), High(u.High - half)));
        yield return new(Test(TestMethod.MannWhitneyCorrected), false, new Interval(Low(u.Low - half - 0.5), High(u.High - half + 0.5)));

        // Ties only shrink the variance: an end of the interval that lies away from zero is farthest where they shrink it
        // most, one that lies on the near side of zero nearest where there are none.
        double Low(double distance) => distance / (distance < 0 ? narrowest : widest);
        double High(double distance) => distance / (distance > 0 ? narrowest : widest);
    }

    private static List<Attainable> RankPValues(LedgerIndex paper, ArmEntry first, ArmEntry second, Rounding rounding)
    {
        var found = RankZ(paper, first, second, rounding).Select(c => c with { Values = new(c.Values.Select(NormalP)) }).ToList();
        int n1 = first.Size, n2 = second.Size;
        if (found.Count > 0 && (long)n1 * n2 <= SmallPairs)
        {
            // Far from the centre the exact p of small groups is well below the normal one; with ties it may lie in one tail alone.
            var u = QuantileEnvelope.RankSumU(Envelope(paper, first, rounding), Envelope(paper, second, rounding));
            double pairs = (double)n1 * n2, far = Math.Min(u.Low, pairs - u.High),
                near = Math.Min(pairs / 2, Math.Min(u.High, pairs - u.Low));
            found.Add(new(Test(TestMethod.MannWhitneyExact), false, new Interval(
                MannWhitneyTest.ExactTwoSidedP((long)Math.Floor(far), n1, n2) / 2,
                MannWhitneyTest.ExactTwoSidedP((long)Math.Ceiling(near), n1, n2))));
        }

        return [.. found, .. found.Select(OneSided).OfType<Attainable>()];
    }

    private static QuantileEnvelope Envelope(LedgerIndex paper, ArmEntry cell, Rounding rounding) =>
        Envelope(paper, cell, cell.Size, rounding);

    private static QuantileEnvelope Envelope(LedgerIndex paper, ArmEntry cell, int women, Rounding rounding) =>
        cell.Envelope(women, paper.Range(cell.Variable, cell.Group), rounding);

    /// <summary>The intervals that the four printed numbers stand for.</summary>
    public static (Interval M1, Interval S1, Interval M2, Interval S2) Box(SummaryPair m, Rounding rounding) =>
        (m.First.Mean.Printed.Values(rounding), SdOf(m.First.Sd, m.N1, rounding), m.Second.Mean.Printed.Values(rounding),
            SdOf(m.Second.Sd, m.N2, rounding));

    /// <summary>The SDs that a printed SD, or a standard error of so many women, stands for.</summary>
    public static Interval SdOf(LedgerNumber spread, int women, Rounding rounding)
    {
        var (low, high) = NotNegative(spread.Printed.Values(rounding));
        var root = spread.Statistic == Statistic.Se ? Math.Sqrt(women) : 1;
        return new(low * root, high * root);
    }

    /// <summary>An SD of denominator n - 1 from one of denominator n.</summary>
    public static Interval OfSample(Interval sd, int n) => new(sd.Low * Math.Sqrt(n / (n - 1.0)), sd.High * Math.Sqrt(n / (n - 1.0)));

    private static Interval NotNegative(Interval i) => new(Math.Max(0, i.Low), Math.Max(0, i.High));

    private static Attainable EitherSign(Attainable c) =>
        c with { Values = new(c.Values.SelectMany(v => new[] { v, new Interval(-v.High, -v.Low) })) };

    private static double Clamp(double p) => double.IsNaN(p) ? 1 : Math.Clamp(p, 0, 1);
}
