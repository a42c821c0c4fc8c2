using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a row's printed statistic and p stand to the row's own summaries, and to each other.</summary>
internal static class RowJudgements
{
    /// <summary>
    /// How a printed p stands to the row's summaries. Where the row's statistic follows from the summaries, a p looked up
    /// for the statistic as it is printed is one more convention for the row's own p.
    /// </summary>
    public static Judgement OfP(LedgerIndex paper, ComparisonRow row, LedgerNumber p, bool misprints = true)
    {
        var fromStatistic = p == row[Statistic.P] && row.TestStatistic is { } statistic
            && Judgement.Of(statistic, r => RowTests.Statistics(paper, row.First, row.Second, r), Verdict.NotReproduced).Passes
            ? new Attainable(new Convention.FromRoundedStatistic(), false,
                new IntervalUnion(PFromStatistic(paper, row, statistic, Rounding.Nearest, Interval.Point(statistic.Printed.Value))
                    .SelectMany(c => c.Values)))
            : null;
        return Judgement.Of(p, r => With(RowTests.PValues(paper, row.First, row.Second, r, misprints), fromStatistic),
            Verdict.NotReproduced);
    }

    /// <summary>
    /// How a printed statistic stands to the row's summaries. Where the row's p follows from the summaries, a statistic
    /// computed back from p as it is printed is one more convention.
    /// </summary>
    public static Judgement OfStatistic(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic)
    {
        var fromP = row[Statistic.P] is { Printed: { Relation: Relation.Equal, Digits: > 0 and < 1 } } p
            && Judgement.Of(p, r => RowTests.PValues(paper, row.First, row.Second, r), Verdict.NotReproduced).Passes
            ? new Attainable(new Convention.FromRoundedP(), false,
                new IntervalUnion(StatisticFromP(paper, row, statistic, Rounding.Nearest, Interval.Point(p.Printed.Value))
                    .SelectMany(c => c.Values)))
            : null;
        return Judgement.Of(statistic, r => With(RowTests.Statistics(paper, row.First, row.Second, r), fromP), Verdict.NotReproduced);
    }

    private static IReadOnlyList<Attainable> With(IReadOnlyList<Attainable> alternatives, Attainable? more) =>
        more is null || alternatives.Count == 0 ? alternatives : [.. alternatives, more];

    /// <summary>The p-values that follow from the printed statistic.</summary>
    public static IReadOnlyList<Attainable> PFromStatistic(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, Rounding rounding) =>
        PFromStatistic(paper, row, statistic, rounding, statistic.Printed.Values(rounding));

    private static IReadOnlyList<Attainable> PFromStatistic(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, Rounding rounding, Interval values)
    {
        var pooled = Interval.Point(row.First.Size + row.Second.Size - 2);
        var stated = paper.Ledger.Paper.MeansTest;
        return statistic.Statistic switch
        {
            Statistic.T =>
            [
                new(Test(TestMethod.Student), stated == TestMethod.Student, RowTests.StudentP(values, pooled)),
                new(Test(TestMethod.Welch), stated == TestMethod.Welch,
                    RowTests.StudentP(values, RowTests.WelchDegreesOfFreedom(row, rounding))),
                new(Test(TestMethod.Normal), false, RowTests.NormalP(values)),
            ],
            Statistic.Z => RowTests.RankP(paper, row.First, row.Second, values, rounding),
            _ => [new(Test(TestMethod.ChiSquare), true, ChiSquareP(values, DegreesOfFreedom(paper, row)))],
        };
    }

    /// <summary>The statistics, of either sign, that a p in an interval comes from.</summary>
    public static IReadOnlyList<Attainable> StatisticFromP(
        LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, Rounding rounding, Interval p)
    {
        double low = Math.Clamp(p.Low, 1e-300, 1), high = Math.Clamp(p.High, 1e-300, 1);
        var pooled = Interval.Point(row.First.Size + row.Second.Size - 2);
        var stated = paper.Ledger.Paper.MeansTest;
        return statistic.Statistic switch
        {
            Statistic.T => [
                new(Test(TestMethod.Student), stated == TestMethod.Student, Student(pooled)),
                new(Test(TestMethod.Welch), stated == TestMethod.Welch, Student(RowTests.WelchDegreesOfFreedom(row, rounding))),
                new(Test(TestMethod.Normal), false, Signed(-Normal.Quantile(high / 2), -Normal.Quantile(low / 2)))],
            Statistic.Z => [new(Test(TestMethod.MannWhitney), true, Signed(-Normal.Quantile(high / 2), -Normal.Quantile(low / 2)))],
            _ => [new(Test(TestMethod.ChiSquare), true, new IntervalUnion([new Interval(
                ChiSquare.UpperQuantile(high, DegreesOfFreedom(paper, row)),
                    ChiSquare.UpperQuantile(low, DegreesOfFreedom(paper, row)))]))],
        };

        IntervalUnion Student(Interval df) => Signed(-StudentT.Quantile(high / 2, df.High), -StudentT.Quantile(low / 2, df.Low));

        static IntervalUnion Signed(double least, double most) => new([new Interval(least, most), new Interval(-most, -least)]);
    }

    /// <summary>
    /// One for a yes-or-no outcome; for a partition one less than its rows, of which those printed without a woman in either
    /// arm do not count, as programs leave them out.
    /// </summary>
    private static int DegreesOfFreedom(LedgerIndex paper, ComparisonRow row)
    {
        var rows = paper.Partition(row.Variable).Count(v => !IsEmpty(v, row.First) || !IsEmpty(v, row.Second));
        return Math.Max(1, rows - 1);

        bool IsEmpty(Variable variable, ArmEntry arm) =>
            paper.Find(arm.Table, variable.Id, arm.Group.Id) is { } cell
            && (cell.Events == 0 || cell[Statistic.Percent]?.Printed.Rounded.High * cell.Size < 100);
    }

    private static Convention.Test Test(TestMethod method) => new(method);

    private static Interval ChiSquareP(Interval chi2, int df) =>
        new(ChiSquare.UpperTail(Math.Max(0, chi2.High), df), ChiSquare.UpperTail(Math.Max(0, chi2.Low), df));
}
