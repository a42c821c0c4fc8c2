using Urif.Audit;
using Urif.Statistics;
using static Urif.Cohorts.PrintedText;

namespace Urif.Cohorts;

/// <summary>Makes a row of a table from its groups' statistics by the paper's rule, or with the summary that the paper prints.</summary>
internal static class RowMaker
{
    private static readonly GroupSummary Nothing =
        new() { Used = Shown(0), Missing = Shown(0), Printed = NumberFormat.Dash, Absence = SummaryAbsence.NoValues };

    /// <summary>The row.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="groups">Its values in the groups, in the order of the columns.</param>
    /// <param name="isFurtherOfPartition">Whether an earlier row is of the same partition.</param>
    /// <param name="options">How the table is made.</param>
    public static TableRow Make(TableVariable variable, IReadOnlyList<GroupStatistics> groups, bool isFurtherOfPartition,
        TableOptions options) =>
        variable.Kind == TableVariableKind.Binary ? Binary(variable, groups, isFurtherOfPartition) : Continuous(variable, groups, options);

    private static TableRow Continuous(TableVariable variable, IReadOnlyList<GroupStatistics> groups, TableOptions options)
    {
        var finding = FindingOf([.. groups.Where(g => g.Used > 0).Select(g => g.Normality)]);
        var asMean = variable.Summary is { } printed ? printed == SummaryKind.MeanSd : finding == NormalityFinding.AllNormal;
        var against = ReasonAgainstTest(groups, leastUsed: 2)
            ?? (groups.SelectMany(g => g.Values.Values.ToArray().Take(2)).Distinct().Take(2).Count() < 2 ? NoTestReason.AllEqual
                // By the rule such groups are never compared by their means.
                : asMean && groups.All(g => g.Values.Values.Length == 1) ? NoTestReason.EqualWithinGroups : null);
        var rule = against is not null ? DecisionRule.NoTest
            : variable.Summary is not null ? DecisionRule.AsPrinted
            : finding switch
            {
                NormalityFinding.AllNormal => DecisionRule.AllNormal,
                NormalityFinding.NotAllNormal => DecisionRule.NotNormal,
                _ => DecisionRule.NormalityUnknown,
            };
        return Row(variable, asMean ? SummaryKind.MeanSd : SummaryKind.MedianQuartiles, [.. groups.Select(g => Summary(g, asMean))],
            against is not null ? null : asMean ? Student(groups[0], groups[1]) : MannWhitney(groups[0], groups[1]),
            new(rule, [.. groups.Select(g => g.Normality)], null) { Finding = finding, Against = against },
            groups.Count == 2 ? StandardizedDifference.OfMeans(groups[0].Moments, groups[1].Moments) : double.NaN);
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

    private static TableTest Student(GroupStatistics first, GroupStatistics second)
    {
        SampleMoments a = first.Moments, b = second.Moments;
        var test = StudentTTest.FromSummary(a.Count, a.Mean, a.StandardDeviation, b.Count, b.Mean, b.StandardDeviation);
        var p = test.PValue();
        return new(TestKind.StudentT, test.T, test.DegreesOfFreedom, p, NumberFormat.Fixed(test.T), NumberFormat.P(p, PSpelling.Cell));
    }

    private const int ExactBelow = 50;

    private static TableTest MannWhitney(GroupStatistics first, GroupStatistics second)
    {
        var test = MannWhitneyNormalTest.FromTables(first.Values, second.Values);
        // As R has it: of few values the normal approximation is poor, and without ties the exact distribution is known.
        var isExact = test is { N1: < ExactBelow, N2: < ExactBelow, TieTerm: 0 };
        var z = -Math.Abs(test.Z);
        var p = isExact ? MannWhitneyTest.ExactTwoSidedP((long)test.U, test.N1, test.N2) : test.PValue();
        return new(TestKind.MannWhitney, z, null, p, NumberFormat.Fixed(z), NumberFormat.P(p, PSpelling.Cell)) { IsExact = isExact };
    }

    private static TableRow Binary(TableVariable variable, IReadOnlyList<GroupStatistics> groups, bool isFurtherOfPartition)
    {
        GroupSummary[] summaries = [.. groups.Select(Proportion)];
        if (isFurtherOfPartition)
            return Row(variable, SummaryKind.CountPercent, summaries, null, new(DecisionRule.TestedOnFirstRow, [], null), double.NaN);

        var difference = groups.Count == 2
            ? StandardizedDifference.OfProportions(Share(groups[0]), Share(groups[1])) : double.NaN;
        var against = ReasonAgainstTest(groups, leastUsed: 1);
        if (against is null)
        {
            var events = groups.Sum(g => (long)g.Events);
            if (events == 0) against = NoTestReason.NoneHasIt;
            else if (events == groups.Sum(g => (long)g.Used)) against = NoTestReason.AllHaveIt;
        }

        if (against is not null)
            return Row(variable, SummaryKind.CountPercent, summaries, null, new(DecisionRule.NoTest, [], null) { Against = against },
                difference);

        var table = TwoByTwoTable.FromEvents(groups[0].Events, groups[0].Used, groups[1].Events, groups[1].Used);
        var expected = Math.Min(table.Row1, table.Row2) * (double)Math.Min(table.Column1, table.Column2) / table.N;
        var isSmall = expected < 5;
        return Row(variable, SummaryKind.CountPercent, summaries, isSmall ? Fisher(table) : Pearson(table),
            new(isSmall ? DecisionRule.SmallExpectedCount : DecisionRule.ExpectedCountsLargeEnough, [], expected), difference);
    }

    private static TableTest Fisher(TwoByTwoTable table)
    {
        var p = new FisherExactTest(table).PValue();
        return new(TestKind.FisherExact, null, null, p, NumberFormat.Dash, NumberFormat.P(p, PSpelling.Cell));
    }

    private static TableTest Pearson(TwoByTwoTable table)
    {
        var test = new PearsonChiSquareTest(table);
        var p = test.PValue();
        return new(TestKind.PearsonChiSquare, test.Statistic, 1, p, NumberFormat.Fixed(test.Statistic), NumberFormat.P(p, PSpelling.Cell));
    }

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

    private static TableRow Row(TableVariable variable, SummaryKind kind, IReadOnlyList<GroupSummary> summaries, TableTest? test,
        TestDecision decision, double difference)
    {
        double? standardized = double.IsFinite(difference) ? difference : null;
        return new()
        {
            Variable = variable,
            Summary = kind,
            Groups = summaries,
            Test = test,
            Decision = decision,
            StandardizedDifference = standardized,
            StandardizedDifferencePrinted = NumberFormat.FixedOrDash(standardized),
        };
    }

    private static NoTestReason? ReasonAgainstTest(IReadOnlyList<GroupStatistics> groups, int leastUsed) =>
        groups.Count != 2 ? NoTestReason.NotTwoGroups
        : groups.Any(g => g.Used == 0) ? NoTestReason.EmptyGroup
        : groups.Any(g => g.Used < leastUsed) ? NoTestReason.SingleValue
        : null;
}
