using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Whether a row's statistic or p is that of fewer women than the groups have, by the test that is stated: the fewest missing
/// values that explain it. Both have to hold for the same women.
/// </summary>
internal static class FewerWomen
{
    /// <summary>The convention with the fewest women missing that gives the number; null where none does.</summary>
    public static Attainable? Explaining(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (!row.First.MayLack && !row.Second.MayLack) return null;
        return RowTests.BasisOf(paper, row.First, row.Second) switch
        {
            RowTests.Basis.Means => OfMeans(paper, row, number),
            RowTests.Basis.Counts => OfCounts(paper, row, number),
            _ => null,
        };
    }

    private static Attainable? OfMeans(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row.Moments is not { } all) return null;
        int least1 = Least(row.First), least2 = Least(row.Second);
        var other = number.Statistic == Statistic.P ? row[Statistic.T] : row[Statistic.P];
        // |t| shrinks with the women: what even the fewest do not reach, none between does.
        var fewest = Test(least1, least2);
        if (number.Statistic == Statistic.P ? fewest.P.High < number.Printed.Rounded.Low
            : fewest.T.Low > RowTests.Magnitude(number.Printed.Rounded).High) return null;
        foreach (var (n1, n2) in UnstatedLosses.Sizes((least1, all.N1), (least2, all.N2)))
        {
            var test = Test(n1, n2);
            if (!test.Gives(number) || (other is not null && !test.Gives(other))) continue;
            IntervalUnion values = number.Statistic == Statistic.P ? new([test.P]) : new([test.T, new(-test.T.High, -test.T.Low)]);
            return new(new Convention.Missing(all.N1 - n1 + all.N2 - n2), false, values);
        }

        return null;

        MeanTest Test(int n1, int n2) => new(all with { N1 = n1, N2 = n2 }, StatedTests.OfMeans(paper, number, row[Statistic.P] ?? number),
            paper.Ledger.Paper.SdDenominator == StatedSdDenominator.N);
    }

    /// <summary>|t| and its two-sided p by the stated test, p only where it is asked for.</summary>
    private sealed class MeanTest
    {
        private readonly Lazy<Interval> _p;

        public MeanTest(SummaryPair m, TestMethod method, bool population)
        {
            var (m1, s1, m2, s2) = RowTests.Box(m, Rounding.Nearest);
            if (population) (s1, s2) = (RowTests.OfSample(s1, m.N1), RowTests.OfSample(s2, m.N2));
            var welch = method == TestMethod.Welch;
            T = RowTests.Magnitude(welch ? TwoMeanBounds.Welch(m.N1, m1, s1, m.N2, m2, s2)
                : TwoMeanBounds.Student(m.N1, m1, s1, m.N2, m2, s2));
            _p = new(() => RowTests.StudentP(T, welch ? TwoMeanBounds.WelchDegreesOfFreedom(m.N1, s1, m.N2, s2)
                : Interval.Point(m.N1 + m.N2 - 2)));
        }

        public Interval T { get; }

        public Interval P => _p.Value;

        public bool Gives(LedgerNumber number) => number.Statistic == Statistic.P ? P.Intersects(number.Printed.Rounded)
            : T.Intersects(RowTests.Magnitude(number.Printed.Rounded));
    }

    private static int Least(ArmEntry arm) => Math.Max(2, Math.Max(arm.LeastSize, UnstatedLosses.Fewest(arm.Size)));

    private static Attainable? OfCounts(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row.First.Events is not { } a || row.Second.Events is not { } b) return null;
        var (first, second) = (ArmCounts.Women(row.First, a), ArmCounts.Women(row.Second, b));
        if (first.Least == first.Most && second.Least == second.Most) return null;
        var chi2 = number.Statistic == Statistic.Chi2 ? number : row[Statistic.Chi2];
        var p = number.Statistic == Statistic.Chi2 ? row[Statistic.P] : number;
        foreach (var (n1, n2) in UnstatedLosses.Sizes(first, second))
        {
            var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
            var pearson = new PearsonChiSquareTest(table);
            var yates = new YatesChiSquareTest(table);
            if (chi2 is not null && !IsOneOf(chi2, pearson.Statistic, yates.Statistic)) continue;
            if (p is not null && !IsOneOf(p, pearson.PValue(), yates.PValue())
                && !IsOneOf(p, new FisherExactTest(table).PValue())) continue;
            return new(new Convention.Missing(row.First.Size - n1 + row.Second.Size - n2), false, number.Printed.Rounded);
        }

        return null;

        static bool IsOneOf(LedgerNumber printed, params ReadOnlySpan<double> values)
        {
            foreach (var v in values)
                if (printed.Printed.Rounded.Contains(v)) return true;
            return false;
        }
    }
}
