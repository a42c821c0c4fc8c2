using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a row's printed statistic and p stand to the row's own summaries, and to each other.</summary>
internal static class RowJudgements
{
    /// <summary>
    /// How a printed p stands to the row's summaries, by the test that is stated for it or else by every one. Where the row's
    /// statistic follows from the summaries, a p looked up for the statistic as it is printed is one more convention for the
    /// row's own p.
    /// </summary>
    public static Judgement OfP(LedgerIndex paper, ComparisonRow row, LedgerNumber p, bool misprints = true)
    {
        // A p of the text stands to the rows of several tables.
        return p == row[Statistic.P] && misprints ? paper.Judged("p", p, Compute) : Compute();

        Judgement Compute()
        {
            var fromStatistic = p == row[Statistic.P] && row.TestStatistic is { } statistic && MayPass(OwnStatistic(paper, row, statistic))
                ? new Attainable(new Convention.FromRoundedStatistic(), false,
                    new IntervalUnion(PFromStatistic(paper, row, statistic, p, Rounding.Nearest, Interval.Point(statistic.Printed.Value))
                        .Where(c => !IsOneTailed(c) || c.Stated).SelectMany(c => c.Values)))
                : null;
            var judgement = Judgement.Of(p, r => With(PValues(paper, row, p, r, misprints), fromStatistic), Verdict.NotReproduced);
            return misprints ? WithDepartures(paper, row, p, judgement) : judgement;
        }
    }

    /// <summary>
    /// How a printed statistic stands to the row's summaries. Where the row's p follows from the summaries, a statistic
    /// computed back from p as it is printed is one more convention.
    /// </summary>
    public static Judgement OfStatistic(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic) =>
        paper.Judged("statistic", statistic, () =>
        {
            var fromP = row[Statistic.P] is { Printed: { Relation: Relation.Equal, Digits: > 0 and < 1 } } p && MayPass(OwnP(paper, row, p))
                ? new Attainable(new Convention.FromRoundedP(), false,
                    new IntervalUnion(StatisticFromP(paper, row, statistic, Rounding.Nearest, Interval.Point(p.Printed.Value))
                        .Where(c => !IsOneTailed(c) || c.Stated).SelectMany(c => c.Values)))
                : null;
            return WithDepartures(paper, row, statistic,
                Judgement.Of(statistic, r => With(Statistics(paper, row, statistic, r), fromP), Verdict.NotReproduced));
        });

    /// <summary>Whether a number passes by what is stated, or by what no other number can speak against.</summary>
    public static bool PassesForSure(Judgement judgement) => judgement.Ways.Any(w => w.Passes
        && ConventionChoice.Departures(w, judgement.Number, null) is [] or [{ Dimension: ConventionDimension.None }]);

    /// <summary>Whether a number passes in some way, if only the paper's other numbers allow it.</summary>
    public static bool MayPass(Judgement judgement) => judgement.Passes || judgement.Ways.Any(w => w.Passes);

    /// <summary>Whether a number passes other than by a tail that is not stated.</summary>
    public static bool PassesByStatedTails(Judgement judgement) =>
        judgement.Ways.Any(w => w.Passes && (!IsOneTailed(w.Alternative) || w.Alternative.Stated));

    private static bool IsOneTailed(Attainable alternative) => alternative.Convention is Convention.Test { OneSided: true };

    /// <summary>The row's p by the summaries alone.</summary>
    private static Judgement OwnP(LedgerIndex paper, ComparisonRow row, LedgerNumber p) =>
        paper.Judged("own p", p, () => Judgement.Of(p, r => PValues(paper, row, p, r), Verdict.NotReproduced));

    /// <summary>The row's statistic by the summaries alone.</summary>
    private static Judgement OwnStatistic(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic) => paper.Judged(
        "own statistic", statistic, () => Judgement.Of(statistic, r => Statistics(paper, row, statistic, r), Verdict.NotReproduced));

    /// <summary>The p-values that the row's summaries give by the test and the tails stated for a p.</summary>
    private static IReadOnlyList<Attainable> PValues(
        LedgerIndex paper, ComparisonRow row, LedgerNumber p, Rounding rounding, bool misprints = true)
    {
        // A conclusion is not upheld by a tail that nobody mentions.
        var sides = p.Facts.Sides ?? paper.Ledger.Paper.Sides ?? (misprints ? null : StatedSides.Two);
        if (p.Facts.Test == StatedTest.Paired && PairedTest.Of(row) is { } pairs) return pairs.PValues(rounding, sides);
        return StatedTests.Narrow(RowTests.PValues(paper, row.First, row.Second, rounding, misprints, sides), p.Facts);
    }

    /// <summary>The statistics that the row's summaries give by the test stated for one.</summary>
    private static IReadOnlyList<Attainable> Statistics(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, Rounding rounding)
    {
        if (statistic.Facts.Test == StatedTest.Paired && PairedTest.Of(row) is { } pairs) return pairs.Statistics(rounding);
        return StatedTests.Narrow(RowTests.Statistics(paper, row.First, row.Second, rounding), statistic.Facts);
    }

    /// <summary>What an ordinary circumstance, not stated and not excluded by the row, makes of a number that nothing else gives.</summary>
    private static Judgement WithDepartures(LedgerIndex paper, ComparisonRow row, LedgerNumber number, Judgement judgement)
    {
        if (PassesForSure(judgement) || judgement.Alternatives.Count == 0) return judgement;
        if (number.Facts.Test is null && PairedTest.Of(row) is { } pairs && pairs.Explains(row, number))
            return Explained(judgement, [new(new Convention.Test(TestMethod.PairedT), false, number.Printed.Rounded)]);
        return Explained(judgement, FewerWomen.Explaining(paper, row, number));
    }

    /// <summary>A judgement by one more convention under which the number passes, or by several; the same where there is none.</summary>
    public static Judgement Explained(Judgement judgement, params IReadOnlyList<Attainable> by) => by.Count == 0 ? judgement
        : judgement with
    {
        Verdict = Verdict.ReproducedByVariant,
        Variant = by[0].Convention,
        // A convention of the whole paper among them is one that the other numbers can speak against.
        ByWays = by[0].Convention is Convention.Both ? (Verdict.ReproducedByVariant, by[0].Convention) : judgement.ByWays,
        Attainable = new(judgement.Attainable.Concat(by.SelectMany(a => judgement.Number.Printed.OnLattice(a.Values, Rounding.Nearest)))),
        Alternatives = [.. judgement.Alternatives, .. by],
        Ways = [.. judgement.Ways, .. by.Select(a => new Way(Rounding.Nearest, a, Passes: true))],
    };

    private static IReadOnlyList<Attainable> With(IReadOnlyList<Attainable> alternatives, Attainable? more) =>
        more is null || alternatives.Count == 0 ? alternatives : [.. alternatives, more];

    /// <summary>The p-values that follow from the printed statistic.</summary>
    public static IReadOnlyList<Attainable> PFromStatistic(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, LedgerNumber p, Rounding rounding) =>
        PFromStatistic(paper, row, statistic, p, rounding, statistic.Printed.Values(rounding));

    private static IReadOnlyList<Attainable> PFromStatistic(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, LedgerNumber p, Rounding rounding, Interval values)
    {
        int n1 = row.First.Size, n2 = row.Second.Size;
        var stated = StatedTests.OfMeans(paper, statistic, p);
        var sides = p.Facts.Sides ?? paper.Ledger.Paper.Sides;
        var found = new List<Attainable>();
        switch (statistic.Statistic)
        {
            case Statistic.T:
                if (stated != TestMethod.PairedT)
                {
                    found.Add(new(Test(TestMethod.Student), stated == TestMethod.Student,
                        RowTests.StudentP(values, Interval.Point(n1 + n2 - 2))));
                    found.Add(new(Test(TestMethod.Welch), stated == TestMethod.Welch,
                        RowTests.StudentP(values, RowTests.WelchDegreesOfFreedom(row, rounding))));
                    found.Add(new(Test(TestMethod.Normal), false, RowTests.NormalP(values)));
                }

                if (n1 == n2)
                    found.Add(new(Test(TestMethod.PairedT), stated == TestMethod.PairedT,
                        RowTests.StudentP(values, Interval.Point(n1 - 1))));
                // A degree of freedom for every woman without a value.
                if (UnstatedLosses.Possible(paper) && stated != TestMethod.PairedT)
                    found.Add(new(new Convention.Missing(1), false, RowTests.StudentP(values,
                        new(Math.Max(1, UnstatedLosses.Fewest(n1) + UnstatedLosses.Fewest(n2) - 2), n1 + n2 - 2))));
                break;
            case Statistic.Z:
                found.AddRange(RowTests.RankP(paper, row.First, row.Second, values, rounding));
                break;
            default:
                found.AddRange(DegreesOfFreedom(paper, row, statistic).Select((df, k) =>
                    new Attainable(Test(TestMethod.ChiSquare) with { Scope = df.Scope }, k == 0, ChiSquareP(values, df.Df))));
                break;
        }

        return RowTests.OfSides(found, sides);
    }

    /// <summary>The statistics, of either sign, that a p in an interval comes from: of both tails, or of one.</summary>
    public static IReadOnlyList<Attainable> StatisticFromP(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, Rounding rounding, Interval p)
    {
        var sides = row[Statistic.P]?.Facts.Sides ?? paper.Ledger.Paper.Sides;
        var two = TwoSided(p);
        // Half of p, or of what it leaves of 1, is in one tail.
        var tail = new Interval(2 * Math.Min(p.Low, Math.Max(0, 1 - p.High)), Math.Min(1, 2 * Math.Min(p.High, 1 - Math.Min(1, p.Low))));
        IEnumerable<Attainable> One() => TwoSided(p.High <= 0.5 ? new(2 * p.Low, 2 * p.High) : tail)
            .Where(c => c.Convention is Convention.Test)
            .Select(c => c with { Convention = (Convention.Test)c.Convention with { OneSided = true } });
        return sides switch
        {
            StatedSides.One => [.. One()],
            StatedSides.Two => two,
            _ => [.. two, .. One().Where(c => c.Stated).Select(c => c with { Stated = false })],
        };

        List<Attainable> TwoSided(Interval range)
        {
            double low = Math.Clamp(range.Low, 1e-300, 1), high = Math.Clamp(range.High, 1e-300, 1);
            int n1 = row.First.Size, n2 = row.Second.Size;
            var stated = StatedTests.OfMeans(paper, statistic, row[Statistic.P] ?? statistic);
            var normal = Signed(-Normal.Quantile(high / 2), -Normal.Quantile(low / 2));
            if (statistic.Statistic == Statistic.Z) return [new(Test(TestMethod.MannWhitney), true, normal)];
            if (statistic.Statistic != Statistic.T)
                return [.. DegreesOfFreedom(paper, row, statistic).Select((df, k) => new Attainable(
                    Test(TestMethod.ChiSquare) with { Scope = df.Scope }, k == 0,
                    new Interval(ChiSquare.UpperQuantile(high, df.Df), ChiSquare.UpperQuantile(low, df.Df))))];
            var found = new List<Attainable>();
            if (stated != TestMethod.PairedT)
            {
                found.Add(new(Test(TestMethod.Student), stated == TestMethod.Student, Student(Interval.Point(n1 + n2 - 2))));
                found.Add(new(Test(TestMethod.Welch), stated == TestMethod.Welch, Student(RowTests.WelchDegreesOfFreedom(row, rounding))));
                found.Add(new(Test(TestMethod.Normal), false, normal));
            }

            if (n1 == n2) found.Add(new(Test(TestMethod.PairedT), stated == TestMethod.PairedT, Student(Interval.Point(n1 - 1))));
            return found;

            IntervalUnion Student(Interval df) => Signed(-StudentT.Quantile(high / 2, df.High), -StudentT.Quantile(low / 2, df.Low));
        }

        static IntervalUnion Signed(double least, double most) => new([new Interval(least, most), new Interval(-most, -least)]);
    }

    /// <summary>
    /// As printed beside the statistic. Else one for a yes-or-no outcome; for a partition one less than its rows, of which those
    /// printed without a woman in either arm do not count, as programs leave them out, or one for a row against the rest.
    /// </summary>
    private static List<(int Df, TestScope? Scope)> DegreesOfFreedom(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic)
    {
        if (row[Statistic.Df] is { Printed: { Relation: Relation.Equal, Digits: > 0 } } df) return [((int)df.Printed.Digits, null)];
        var rows = paper.Partition(row.Variable).Count(v => !IsEmpty(v, row.First) || !IsEmpty(v, row.Second));
        if (rows <= 2) return [(1, null)];
        return statistic.Facts.Scope switch
        {
            TestScope.Level => [(1, TestScope.Level)],
            TestScope.Partition => [(rows - 1, TestScope.Partition)],
            _ => [(rows - 1, TestScope.Partition), (1, TestScope.Level)],
        };

        bool IsEmpty(Variable variable, ArmEntry arm) =>
            paper.Find(arm.Table, variable.Id, arm.Group.Id) is { } cell
            && (cell.Events == 0 || cell[Statistic.Percent]?.Printed.Rounded.High * cell.Size < 100);
    }

    private static Convention.Test Test(TestMethod method) => new(method);

    private static Interval ChiSquareP(Interval chi2, int df) =>
        new(ChiSquare.UpperTail(Math.Max(0, chi2.High), df), ChiSquare.UpperTail(Math.Max(0, chi2.Low), df));
}
