using Urif.Audit;
using Urif.Statistics;
using static Urif.Cohorts.PrintedText;

namespace Urif.Cohorts;

/// <summary>Makes a row of a table from its groups' statistics by the paper's rule, or with the summary that is asked for.</summary>
internal static class RowMaker
{
    private static readonly GroupSummary Nothing =
        new() { Used = Shown(0), Missing = Shown(0), Printed = NumberFormat.Dash, Absence = SummaryAbsence.NoValues };

    /// <summary>How a row is to be made.</summary>
    /// <param name="Design">The table.</param>
    /// <param name="Options">Its options.</param>
    /// <param name="Words">
    /// In each column, how many have each word of the row's partition, where that has more than two; null elsewhere.
    /// </param>
    public sealed record Making(TableDesign Design, TableOptions Options, IReadOnlyList<FrequencyTable>? Words);

    /// <summary>The row.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="columns">Its values in the groups, in the order of the columns.</param>
    /// <param name="isFurtherOfPartition">Whether an earlier row is of the same partition.</param>
    /// <param name="making">How it is made.</param>
    public static TableRow Make(TableVariable variable, IReadOnlyList<GroupStatistics> columns, bool isFurtherOfPartition, Making making)
    {
        GroupStatistics[] groups = [.. columns.Where((_, c) => !making.Design.Groups[c].IsOverall)];
        return variable.Kind == TableVariableKind.Binary ? Binary(variable, columns, groups, isFurtherOfPartition, making)
            : Continuous(variable, columns, groups, making);
    }

    private static TableRow Continuous(
        TableVariable variable, IReadOnlyList<GroupStatistics> columns, GroupStatistics[] groups, Making making)
    {
        var finding = FindingOf([.. groups.Where(g => g.Used > 0).Select(g => g.Normality)]);
        var asMean = variable.Summary is { } printed ? printed == SummaryKind.MeanSd : finding == NormalityFinding.AllNormal;
        var against = ReasonAgainstTest(groups, leastUsed: 2)
            ?? (groups.SelectMany(g => g.Values.Values.ToArray().Take(2)).Distinct().Take(2).Count() < 2 ? NoTestReason.AllEqual
                // By the rule such groups are never compared by their means. Welch's test needs a variance in each.
                : asMean && (making.Design.Means == MeansTest.Welch ? groups.Any(g => g.Values.Values.Length == 1)
                    : groups.All(g => g.Values.Values.Length == 1)) ? NoTestReason.EqualWithinGroups : null);
        var rule = against is not null ? DecisionRule.NoTest
            : variable.IsSummaryOfDesign ? DecisionRule.AsDesigned
            : variable.Summary is not null ? DecisionRule.AsPrinted
            : finding switch
            {
                NormalityFinding.AllNormal => DecisionRule.AllNormal,
                NormalityFinding.NotAllNormal => DecisionRule.NotNormal,
                _ => DecisionRule.NormalityUnknown,
            };
        return Row(variable, asMean ? SummaryKind.MeanSd : SummaryKind.MedianQuartiles, [.. columns.Select(g => Summary(g, asMean))],
            against is not null ? null : asMean ? OfMeans(groups, making.Design.Means) : OfRanks(groups),
            new(rule, [.. columns.Select(g => g.Normality)], null) { Finding = finding, Against = against },
            making, (a, b) => StandardizedDifference.OfMeans(groups[a].Moments, groups[b].Moments)) with
        {
            Difference = !making.Design.ShowsDifferences || groups.Length != 2 ? null
                : asMean ? OfWelch(groups[0].Moments, groups[1].Moments) : Shift(groups[0].Values, groups[1].Values),
        };
    }

    private static NormalityFinding? FindingOf(IReadOnlyList<GroupNormality> tests) =>
        tests.Count == 0 ? null
        : tests.All(t => t.IsNormal) ? NormalityFinding.AllNormal
        : tests.All(t => t.P is not null) ? NormalityFinding.NotAllNormal
        : NormalityFinding.Unknown;

    private static GroupSummary Summary(GroupStatistics group, bool asMean)
    {
        if (group.Used == 0) return Nothing with { Missing = Shown(group.Missing) };
        double? sd = group.Used > 1 ? group.Moments.StandardDeviation : null;
        return new()
        {
            Used = Shown(group.Used),
            Missing = Shown(group.Missing),
            Mean = group.Moments.Mean,
            StandardDeviation = sd,
            Median = group.Median,
            LowerQuartile = group.LowerQuartile,
            UpperQuartile = group.UpperQuartile,
            Printed = asMean ? MeanSd(group.Moments.Mean, sd) : Median(group.Median, group.LowerQuartile, group.UpperQuartile),
        };
    }

    private static TableTest OfMeans(GroupStatistics[] groups, MeansTest means)
    {
        if (groups.Length > 2)
        {
            (int N, double Mean, double Sd)[] summaries =
                [.. groups.Select(g => (g.Used, g.Moments.Mean, g.Moments.StandardDeviation))];
            if (means == MeansTest.Student)
            {
                var common = OneWayAnova.FromSummary(summaries);
                return Test(TestKind.Anova, common.F, common.DegreesOfFreedom1, common.PValue()) with
                {
                    DenominatorDegreesOfFreedom = common.DegreesOfFreedom2,
                };
            }

            var welch = WelchAnova.FromSummary(summaries);
            return Test(TestKind.WelchAnova, welch.F, welch.DegreesOfFreedom1, welch.PValue()) with
            {
                DenominatorDegreesOfFreedom = welch.DegreesOfFreedom2,
            };
        }

        SampleMoments a = groups[0].Moments, b = groups[1].Moments;
        if (means == MeansTest.Welch)
        {
            var own = WelchTTest.FromSummary(a.Count, a.Mean, a.StandardDeviation, b.Count, b.Mean, b.StandardDeviation);
            return Test(TestKind.WelchT, own.T, own.DegreesOfFreedom, own.PValue());
        }

        var test = StudentTTest.FromSummary(a.Count, a.Mean, a.StandardDeviation, b.Count, b.Mean, b.StandardDeviation);
        return Test(TestKind.StudentT, test.T, test.DegreesOfFreedom, test.PValue());
    }

    private const int ExactBelow = 50;

    private static TableTest OfRanks(GroupStatistics[] groups)
    {
        if (groups.Length > 2)
        {
            var ranks = KruskalWallisTest.FromTables([.. groups.Select(g => g.Values)]);
            return Test(TestKind.KruskalWallis, ranks.H, ranks.DegreesOfFreedom, ranks.PValue());
        }

        var test = MannWhitneyNormalTest.FromTables(groups[0].Values, groups[1].Values);
        // As R has it: of few values the normal approximation is poor, and without ties the exact distribution is known.
        var isExact = test is { N1: < ExactBelow, N2: < ExactBelow, TieTerm: 0 };
        var z = -Math.Abs(test.Z);
        var p = isExact ? MannWhitneyTest.ExactTwoSidedP((long)test.U, test.N1, test.N2) : test.PValue();
        return Test(TestKind.MannWhitney, z, null, p) with { IsExact = isExact };
    }

    private static TableDifference? OfWelch(SampleMoments a, SampleMoments b)
    {
        var test = WelchTTest.FromSummary(a.Count, a.Mean, a.StandardDeviation, b.Count, b.Mean, b.StandardDeviation);
        return Difference(DifferenceKind.Means, test.MeanDifference, test.ConfidenceInterval());
    }

    private static TableDifference? Shift(FrequencyTable first, FrequencyTable second)
    {
        var test = MannWhitneyTest.FromSamples(Sample(first), Sample(second));
        return Difference(DifferenceKind.Shift, test.HodgesLehmannShift, test.ConfidenceInterval());

        static double[] Sample(FrequencyTable table)
        {
            var values = new double[table.Count];
            var next = 0;
            for (var place = 0; place < table.Values.Length; place++)
            {
                values.AsSpan(next, table.CountAt(place)).Fill(table.Values[place]);
                next += table.CountAt(place);
            }

            return values;
        }
    }

    private static TableDifference? Difference(DifferenceKind kind, double estimate, Interval interval) =>
        double.IsFinite(estimate) && double.IsFinite(interval.Low) && double.IsFinite(interval.High) ? new(kind, estimate, interval) : null;

    private static TableRow Binary(TableVariable variable, IReadOnlyList<GroupStatistics> columns, GroupStatistics[] groups,
        bool isFurtherOfPartition, Making making)
    {
        GroupSummary[] summaries = [.. columns.Select(Proportion)];
        var difference = making.Design.ShowsDifferences && groups is [{ Used: > 0 } a, { Used: > 0 } b] ? OfProportions(a, b) : null;
        TableRow Made(TableTest? test, TestDecision decision, Func<int, int, double>? standardized) =>
            Row(variable, SummaryKind.CountPercent, summaries, test, decision, making, standardized) with { Difference = difference };
        if (isFurtherOfPartition) return Made(null, new(DecisionRule.TestedOnFirstRow, [], null), null);

        var table = making.Words is { } words
            ? [.. words.Where((_, c) => !making.Design.Groups[c].IsOverall)] : groups.Select(g => g.Values).ToArray();
        var counts = CountsOf(table);
        Func<int, int, double> standardizedOf = making.Words is null
            ? (i, j) => StandardizedDifference.OfProportions(Share(groups[i]), Share(groups[j]))
            : (i, j) => StandardizedDifference.OfCategories(SharesOf(counts, i), SharesOf(counts, j));
        var against = ReasonAgainstTest(groups, leastUsed: 1);
        if (against is null && counts.Count < 2)
            against = making.Words is not null ? NoTestReason.AllEqual
                : groups[0].Events == 0 ? NoTestReason.NoneHasIt : NoTestReason.AllHaveIt;
        if (against is not null) return Made(null, new(DecisionRule.NoTest, [], null) { Against = against }, standardizedOf);
        var (test, rule, expected) = groups.Length == 2 && making.Words is null ? OfFour(groups) : OfCounts(counts);
        return Made(test, new(rule, [], expected), standardizedOf);
    }

    private static (TableTest Test, DecisionRule Rule, double Expected) OfFour(GroupStatistics[] groups)
    {
        var table = TwoByTwoTable.FromEvents(groups[0].Events, groups[0].Used, groups[1].Events, groups[1].Used);
        var expected = Math.Min(table.Row1, table.Row2) * (double)Math.Min(table.Column1, table.Column2) / table.N;
        if (expected < LeastExpected)
            return (Test(TestKind.FisherExact, null, null, new FisherExactTest(table).PValue()), DecisionRule.SmallExpectedCount, expected);
        var test = new PearsonChiSquareTest(table);
        return (Test(TestKind.PearsonChiSquare, test.Statistic, 1, test.PValue()), DecisionRule.ExpectedCountsLargeEnough, expected);
    }

    private const double LeastExpected = 5;

    // Some tenths of a second, the same on every machine.
    private const long MostCells = 20_000_000;

    private static (TableTest Test, DecisionRule Rule, double Expected) OfCounts(IReadOnlyList<int[]> counts)
    {
        var table = new ContingencyTable(counts);
        var expected = (double)table.LevelTotals.Min() / table.N * table.GroupTotals.Min();
        var pearson = new ContingencyPearsonTest(table);
        var asymptotic = Test(TestKind.PearsonChiSquare, pearson.Statistic, table.DegreesOfFreedom, pearson.PValue());
        if (expected >= LeastExpected) return (asymptotic, DecisionRule.ExpectedCountsLargeEnough, expected);
        return new FisherFreemanHaltonTest(table).TryPValue(MostCells) is { } p
            ? (Test(TestKind.FisherFreemanHalton, null, null, p), DecisionRule.SmallExpectedCount, expected)
            : (asymptotic, DecisionRule.ExactTooLong, expected);
    }

    /// <summary>How many of each group have each value that anyone has.</summary>
    private static List<int[]> CountsOf(FrequencyTable[] groups)
    {
        var values = new SortedSet<double>();
        foreach (var group in groups)
            foreach (var value in group.Values) values.Add(value);
        return [.. values.Select(value => groups.Select(g => g.CountOf(value)).ToArray())];
    }

    private static double[] SharesOf(List<int[]> counts, int group)
    {
        double total = counts.Sum(c => (long)c[group]);
        return [.. counts.Select(c => c[group] / total)];
    }

    private static TableDifference? OfProportions(GroupStatistics first, GroupStatistics second)
    {
        var difference = new RiskDifference(TwoByTwoTable.FromEvents(first.Events, first.Used, second.Events, second.Used));
        var interval = difference.ConfidenceInterval(RiskDifferenceInterval.WaldContinuity);
        return Difference(DifferenceKind.Proportions, 100 * difference.Estimate, new(100 * interval.Low, 100 * interval.High));
    }

    private static TableTest Test(TestKind kind, double? statistic, double? degreesOfFreedom, double p) =>
        new(kind, statistic, degreesOfFreedom, p, NumberFormat.FixedOrDash(statistic), NumberFormat.P(p, PSpelling.Cell));

    private static double Share(GroupStatistics group) => (double)group.Events / group.Used;

    private static GroupSummary Proportion(GroupStatistics group)
    {
        if (group.Used == 0) return Nothing with { Missing = Shown(group.Missing), Count = Shown(0) };
        var percent = 100.0 * group.Events / group.Used;
        return new()
        {
            Used = Shown(group.Used),
            Missing = Shown(group.Missing),
            Count = Shown(group.Events),
            Percent = percent,
            Printed = CountPercent(group.Events, percent),
        };
    }

    /// <summary>The row, with the standardised differences of its compared groups.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="kind">How it is summarised.</param>
    /// <param name="summaries">In each column.</param>
    /// <param name="test">The test.</param>
    /// <param name="decision">Why.</param>
    /// <param name="making">How it is made.</param>
    /// <param name="standardized">The standardised difference of two compared groups by their places; null for none.</param>
    private static TableRow Row(TableVariable variable, SummaryKind kind, IReadOnlyList<GroupSummary> summaries, TableTest? test,
        TestDecision decision, Making making, Func<int, int, double>? standardized)
    {
        int[] places = [.. making.Design.Groups.Index().Where(g => !g.Item.IsOverall).Select(g => g.Index)];
        List<PairDifference> pairs = [];
        for (var i = 0; i < places.Length && standardized is not null; i++)
            for (var j = i + 1; j < places.Length; j++) pairs.Add(new(places[i], places[j], standardized(i, j)));
        var several = places.Length > 2;
        double? difference = pairs.Count > 0 && pairs.TrueForAll(p => double.IsFinite(p.Value))
            ? several ? pairs.Average(p => Math.Abs(p.Value)) : pairs[0].Value : null;
        return new()
        {
            Variable = variable,
            Summary = kind,
            Among = CohortTables.AmongOf(variable, making.Options),
            Groups = [.. summaries.Select((s, c) => making.Design.Groups[c].IsOverall ? s with { IsOverall = true } : s)],
            Test = test,
            Decision = decision,
            StandardizedDifference = difference,
            StandardizedDifferencePrinted = NumberFormat.FixedOrDash(difference),
            PairwiseDifferences = several
                ? [.. pairs.Where(p => double.IsFinite(p.Value)).Select(p => p with { Value = Math.Abs(p.Value) })] : [],
        };
    }

    private static NoTestReason? ReasonAgainstTest(GroupStatistics[] groups, int leastUsed) =>
        groups.Length < 2 ? NoTestReason.OneGroup
        : groups.Any(g => g.Used == 0) ? NoTestReason.EmptyGroup
        : groups.Any(g => g.Used < leastUsed) ? NoTestReason.SingleValue
        : null;
}
