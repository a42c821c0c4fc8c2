using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The tests of a partition of three rows or more, as a number of one row can be of it: of all rows at once (Pearson 1900;
/// likelihood ratio; Freeman and Halton 1951; for trend; by ranks of ordered rows), or of that row against the rest.
/// </summary>
internal static class PartitionTests
{
    /// <summary>The cells that an exact test may fill: some milliseconds.</summary>
    private const long MostCells = 500_000;

    /// <summary>The same for one of many tables.</summary>
    private const long FewCells = 20_000;

    /// <summary>The p-values of the row's own partition.</summary>
    public static IReadOnlyList<Attainable> PValues(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var found = new TestValues(paper.Ledger.Paper.CountsTests);
        if (CountsOf(paper, [first, second]) is { } table) AddPValues(found, table);
        foreach (var level in Levels(paper, first, second)) RowTests.AddPValues(found, null, level, TestScope.Level);
        return [.. found.All.OrderBy(c => c.Stated ? 0 : 1)];
    }

    /// <summary>The chi-square statistics of the row's own partition.</summary>
    public static IReadOnlyList<Attainable> Statistics(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var found = new TestValues(paper.Ledger.Paper.CountsTests);
        if (CountsOf(paper, [first, second]) is { } table) AddStatistics(found, table);
        foreach (var t in Levels(paper, first, second))
        {
            found.Add(TestMethod.Pearson, null, new PearsonChiSquareTest(t).Statistic, scope: TestScope.Level);
            found.Add(TestMethod.Yates, null, new YatesChiSquareTest(t).Statistic, scope: TestScope.Level);
            found.Add(TestMethod.LikelihoodRatio, null, new LikelihoodRatioTest(t).Statistic, scope: TestScope.Level);
            found.Add(TestMethod.NMinusOne, null, new NMinusOneChiSquareTest(t).Statistic, scope: TestScope.Level);
        }

        return [.. found.All.OrderBy(c => c.Stated ? 0 : 1)];
    }

    /// <summary>The p-values of all rows at once.</summary>
    public static void AddPValues(TestValues found, ContingencyTable table)
    {
        Add(TestMethod.Pearson, new ContingencyPearsonTest(table).PValue());
        Add(TestMethod.FisherFreemanHalton, new FisherFreemanHaltonTest(table).TryPValue(MostCells) ?? double.NaN);
        Add(TestMethod.LikelihoodRatio, new ContingencyLikelihoodRatioTest(table).PValue());
        Add(TestMethod.LinearByLinear, new LinearByLinearTest(table).PValue());
        foreach (var (method, chi2) in RankStatistics(table))
            Add(method, ChiSquare.UpperTail(chi2, method == TestMethod.KruskalWallis ? table.Groups - 1 : 1));

        void Add(TestMethod method, double value) => found.Add(method, null, value, scope: TestScope.Partition);
    }

    /// <summary>The exact p of a table of few cells; null where it would take long.</summary>
    public static double? ExactP(ContingencyTable table) => new FisherFreemanHaltonTest(table).TryPValue(FewCells);

    /// <summary>The chi-square statistics of all rows at once.</summary>
    public static void AddStatistics(TestValues found, ContingencyTable table)
    {
        found.Add(TestMethod.Pearson, null, new ContingencyPearsonTest(table).Statistic, scope: TestScope.Partition);
        found.Add(TestMethod.LikelihoodRatio, null, new ContingencyLikelihoodRatioTest(table).Statistic, scope: TestScope.Partition);
        found.Add(TestMethod.LinearByLinear, null, new LinearByLinearTest(table).Statistic, scope: TestScope.Partition);
        foreach (var (method, chi2) in RankStatistics(table)) found.Add(method, null, chi2, scope: TestScope.Partition);
    }

    /// <summary>
    /// The counts of the partition of the entries' variable, a column an entry; null where a row's are not fixed. Rows without a
    /// woman are left out, as programs leave them out.
    /// </summary>
    public static ContingencyTable? CountsOf(LedgerIndex paper, IReadOnlyList<ArmEntry> arms)
    {
        var rows = new List<IReadOnlyList<int>>();
        foreach (var variable in paper.Partition(arms[0].Variable))
        {
            var entries = arms.Select(a => paper.Find(a.Table, variable.Id, a.Group.Id)).ToList();
            // A row that this table does not print is in no arm.
            if (entries.TrueForAll(e => e is null)) continue;
            var counts = entries.Select(e => e is null ? [] : ArmCounts.Of(e)).ToList();
            if (counts.Exists(c => c.Count != 1)) return null;
            if (counts.Exists(c => c[0] > 0)) rows.Add([.. counts.Select(c => c[0])]);
        }

        return rows.Count < 2 || Enumerable.Range(0, arms.Count).Any(k => rows.Sum(r => r[k]) == 0) ? null : new(rows);
    }

    /// <summary>The row against the rest: of the group, and of the women in the rows printed.</summary>
    private static IEnumerable<TwoByTwoTable> Levels(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        foreach (var a in ArmCounts.Of(first))
            foreach (var b in ArmCounts.Of(second))
                yield return TwoByTwoTable.FromEvents(a, first.Size, b, second.Size);
        if (CountsOf(paper, [first, second]) is not { } all || first.Events is not { } x || second.Events is not { } y) yield break;
        int n1 = all.GroupTotals[0], n2 = all.GroupTotals[1];
        if ((n1, n2) != (first.Size, second.Size) && x <= n1 && y <= n2) yield return TwoByTwoTable.FromEvents(x, n1, y, n2);
    }

    /// <summary>
    /// The test of ordered rows by midranks: Kruskal and Wallis's H with ties, of two groups also with the continuity correction.
    /// </summary>
    private static IEnumerable<(TestMethod Method, double Chi2)> RankStatistics(ContingencyTable table)
    {
        double n = table.N, below = 0, ties = 0;
        var sums = new double[table.Groups];
        for (var i = 0; i < table.Levels; i++)
        {
            double t = table.LevelTotals[i], rank = below + (t + 1) / 2;
            for (var j = 0; j < table.Groups; j++) sums[j] += table[i, j] * rank;
            ties += t * t * t - t;
            below += t;
        }

        var correction = 1 - ties / (n * n * n - n);
        if (!(correction > 0)) yield break;
        double h = -3 * (n + 1);
        for (var j = 0; j < table.Groups; j++) h += 12 / (n * (n + 1)) * sums[j] * sums[j] / table.GroupTotals[j];
        yield return (TestMethod.KruskalWallis, Math.Max(0, h / correction));
        if (table.Groups != 2) yield break;
        double n1 = table.GroupTotals[0], n2 = table.GroupTotals[1], distance = Math.Abs(sums[0] - n1 * (n + 1) / 2);
        var variance = n1 * n2 * (n + 1) / 12 * correction;
        yield return (TestMethod.MannWhitneyCorrected, Math.Pow(Math.Max(0, distance - 0.5), 2) / variance);
    }
}
