using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A statistic with the p printed after it, wherever they stand, and the degrees of freedom where they are printed.</summary>
internal sealed record PrintedTest(
    LedgerNumber Statistic, LedgerNumber P, LedgerNumber? Df, LedgerNumber? Df2, IReadOnlyList<Group> Arms)
{
    /// <summary>The greatest degrees of freedom of r at which its p may be from an exact table.</summary>
    private const int SmallDf = 8;

    /// <summary>Every statistic that has a p in its place: the next one after it, else the one before.</summary>
    public static IEnumerable<PrintedTest> All(LedgerIndex paper)
    {
        var links = new LedgerLinks(paper.Ledger);
        foreach (var place in paper.Ledger.Numbers.GroupBy(n => (n.Table, n.Variable.Id, n.Group, n.Facts.Time)))
        {
            var numbers = place.ToList();
            for (var k = 0; k < numbers.Count; k++)
            {
                if (!IsTest(numbers[k].Statistic)) continue;
                var next = numbers.Skip(k + 1).TakeWhile(n => n.Statistic != numbers[k].Statistic).ToList();
                var p = next.Find(n => n.Statistic == Audit.Statistic.P) ?? (numbers.Count(n => IsTest(n.Statistic)) == 1
                    ? numbers.Find(n => n.Statistic == Audit.Statistic.P) : null);
                if (p is null) continue;
                LedgerNumber? Beside(Statistic s) => next.Find(n => n.Statistic == s) ?? (numbers.Count(n => n.Statistic == s) == 1
                    ? numbers.Find(n => n.Statistic == s) : null);
                yield return new(numbers[k], p, Beside(Audit.Statistic.Df), Beside(Audit.Statistic.Df2), links.ArmsOf(numbers[k]));
            }
        }
    }

    /// <summary>The numbers that p is of.</summary>
    public IEnumerable<LedgerNumber> Inputs => new[] { Statistic, Df, Df2 }.OfType<LedgerNumber>();

    /// <summary>Whether p may be from an exact table, which the statistic does not give.</summary>
    public bool MayBeExact => Statistic.Statistic == Audit.Statistic.Z
        ? Arms is [var a, var b] && (long)a.Size * b.Size <= RowTests.SmallPairs
        : Statistic.Statistic is Audit.Statistic.R or Audit.Statistic.H
            && (Df is { } df ? df.Printed.Value : Arms.Sum(a => a.Size)) <= SmallDf;

    /// <summary>The p-values that the statistic allows under each convention.</summary>
    public IReadOnlyList<Attainable> PValues(LedgerIndex paper, Rounding rounding)
    {
        var values = Statistic.Printed.Values(rounding);
        var found = new List<Attainable>();
        int n = Arms.Sum(a => a.Size);
        switch (Statistic.Statistic)
        {
            case Audit.Statistic.T when Df is not null:
                found.Add(new(new Convention.Test(StatedMethod(paper)), true, RowTests.StudentP(values, Df.Printed.Values(rounding))));
                break;
            case Audit.Statistic.T when Arms is [var a, var b]:
                AddTwoArms(paper, values, a.Size, b.Size, found);
                break;
            case Audit.Statistic.Z:
                found.Add(new(new Convention.Test(TestMethod.Normal), true, RowTests.NormalP(values)));
                break;
            case Audit.Statistic.Chi2 or Audit.Statistic.H when DegreesOfFreedom(paper) is { } df:
                found.Add(new(new Convention.Test(TestMethod.ChiSquare), true,
                    new Interval(ChiSquare.UpperTail(Math.Max(0, values.High), df), ChiSquare.UpperTail(Math.Max(0, values.Low), df))));
                break;
            case Audit.Statistic.F when (Df is null || Df.Printed.Digits > 0) && (Df is not null || Arms.Count > 1):
                double df1 = Df?.Printed.Value ?? Arms.Count - 1, df2 = Df2?.Printed.Value ?? n - Arms.Count;
                if (df2 >= 1)
                    found.Add(new(new Convention.Test(TestMethod.OneWayAnova), true, new Interval(
                        FDistribution.UpperTail(Math.Max(0, values.High), df1, df2),
                        FDistribution.UpperTail(Math.Max(0, values.Low), df1, df2))));
                double least = Arms.Sum(a => UnstatedLosses.Fewest(a.Size)) - Arms.Count;
                if (Df2 is null && Arms.Count > 1 && least >= 1 && UnstatedLosses.Possible(paper))
                    found.Add(new(new Convention.Missing(1), false, new Interval(
                        FDistribution.UpperTail(Math.Max(0, values.High), df1, df2),
                        FDistribution.UpperTail(Math.Max(0, values.Low), df1, least))));
                break;
            case Audit.Statistic.R when (Df?.Printed.Value ?? n - 2) is var df and >= 1 && (Df is not null || Arms.Count > 0):
                var (near, far) = RowTests.Magnitude(values);
                found.Add(new(new Convention.Test(TestMethod.Student), true,
                    RowTests.StudentP(new(T(near, df), T(far, df)), Interval.Point(df))));
                break;
        }

        // F and H have no tails.
        var sides = Statistic.Statistic is Audit.Statistic.F or Audit.Statistic.H ? StatedSides.Two
            : P.Facts.Sides ?? paper.Ledger.Paper.Sides;
        return RowTests.OfSides(found, sides);

        static double T(double r, double df) => Math.Abs(r) >= 1 ? double.MaxValue : r * Math.Sqrt(df / (1 - r * r));
    }

    private void AddTwoArms(LedgerIndex paper, Interval t, int n1, int n2, List<Attainable> found)
    {
        var stated = StatedTests.OfMeans(paper, Statistic, P);
        var adjusted = paper.Ledger.Comparisons.Any(c => c.Id == Statistic.Group && c.AdjustedFor.Count > 0);
        int pooled = n1 + n2 - 2, least = UnstatedLosses.Possible(paper) || adjusted
            ? UnstatedLosses.Fewest(n1) + UnstatedLosses.Fewest(n2) - 2 : pooled;
        found.Add(new(new Convention.Test(TestMethod.Student), stated == TestMethod.Student, RowTests.StudentP(t, Interval.Point(pooled))));
        found.Add(new(new Convention.Test(TestMethod.Welch), stated == TestMethod.Welch,
            RowTests.StudentP(t, new(Math.Max(1, Math.Min(n1, n2) - 1), pooled))));
        found.Add(new(new Convention.Test(TestMethod.Normal), false, RowTests.NormalP(t)));
        if (n1 == n2) found.Add(new(new Convention.Test(TestMethod.PairedT), stated == TestMethod.PairedT,
            RowTests.StudentP(t, Interval.Point(n1 - 1))));
        if (least < pooled) found.Add(new(new Convention.Missing(1), false, RowTests.StudentP(t, new(Math.Max(1, least), pooled))));
    }

    private TestMethod StatedMethod(LedgerIndex paper) => StatedTests.OfMeans(paper, Statistic, P);

    /// <summary>Of chi-square and H: as printed, else of the variable's rows and the arms; null where these are not known.</summary>
    private int? DegreesOfFreedom(LedgerIndex paper)
    {
        if (Df is { Printed: { Relation: Relation.Equal, Digits: > 0, Decimals: 0 } df }) return (int)df.Digits;
        if (Arms.Count < 2) return null;
        if (Statistic.Statistic == Audit.Statistic.H || P.Facts.Test == StatedTest.LogRank) return Arms.Count - 1;
        var rows = paper.Partition(Statistic.Variable).Count;
        return Statistic.Variable.Kind != VariableKind.Binary ? null : (Math.Max(2, rows) - 1) * (Arms.Count - 1);
    }

    private static bool IsTest(Statistic statistic) => statistic is Audit.Statistic.T or Audit.Statistic.Z or Audit.Statistic.Chi2
        or Audit.Statistic.F or Audit.Statistic.H or Audit.Statistic.R;
}
