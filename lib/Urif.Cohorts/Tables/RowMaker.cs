using Urif.Audit;
using Urif.Statistics;
using static Urif.Cohorts.PrintedText;

namespace Urif.Cohorts;

/// <summary>Makes a row of a table from its groups' statistics by the paper's rule, or with the summary that the paper prints.</summary>
internal static class RowMaker
{
    private static readonly Localized NoValues = new("no values", "无数据");
    private static readonly GroupSummary Nothing =
        new() { Used = Shown(0), Missing = Shown(0), Printed = new(NumberFormat.Dash, NumberFormat.Dash) };

    /// <summary>The row.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="groups">Its values in the groups, in the order of the columns.</param>
    /// <param name="isFurtherOfPartition">Whether an earlier row is of the same partition.</param>
    /// <param name="options">How the table is made.</param>
    public static TableRow Make(TableVariable variable, IReadOnlyList<GroupStatistics> groups, bool isFurtherOfPartition, TableOptions options) =>
        variable.Kind == TableVariableKind.Binary ? Binary(variable, groups, isFurtherOfPartition) : Continuous(variable, groups, options);

    private static TableRow Continuous(TableVariable variable, IReadOnlyList<GroupStatistics> groups, TableOptions options)
    {
        var present = groups.Where(g => g.Used > 0).ToList();
        var allNormal = present.Count > 0 && present.TrueForAll(g => g.Normality.IsNormal);
        var rule = allNormal ? DecisionRule.AllNormal
            : present.TrueForAll(g => g.Normality.P is not null) && present.Count > 0 ? DecisionRule.NotNormal
            : DecisionRule.NormalityUnknown;
        var asMean = variable.Summary is { } printed ? printed == SummaryKind.MeanSd : allNormal;
        var reason = ReasonAgainstTest(groups, leastUsed: 2)
            ?? (groups.SelectMany(g => g.Values.Values.ToArray().Take(2)).Distinct().Take(2).Count() < 2 ? new("all values are equal", "全部取值相同")
                // t would divide by zero; by the rule such groups are never compared by their means.
                : asMean && groups.All(g => g.Values.Values.Length == 1) ? new("the values of each group are equal", "各组内取值相同") : null);
        var test = reason is not null ? null : asMean ? Student(groups[0], groups[1]) : MannWhitney(groups[0], groups[1]);
        var sentence = NormalitySentence(groups, rule, asMean, variable.Summary is not null, options.NormalityLevel, reason);
        return Row(variable, asMean ? SummaryKind.MeanSd : SummaryKind.MedianQuartiles,
            [.. groups.Select(g => Summary(g, asMean))], test,
            new(reason is not null ? DecisionRule.NoTest : variable.Summary is not null ? DecisionRule.AsPrinted : rule, [.. groups.Select(g => g.Normality)], null, sentence),
            groups.Count == 2 ? StandardizedDifference.OfMeans(groups[0].Moments, groups[1].Moments) : double.NaN);
    }

    private static GroupSummary Summary(GroupStatistics group, bool asMean)
    {
        if (group.Used == 0) return Nothing with { Missing = Shown(group.Missing), Reason = NoValues };
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

    private static TableTest MannWhitney(GroupStatistics first, GroupStatistics second)
    {
        var test = MannWhitneyNormalTest.FromTables(first.Values, second.Values);
        double z = -Math.Abs(test.Z), p = test.PValue();
        return new(TestKind.MannWhitney, z, null, p, NumberFormat.Fixed(z), NumberFormat.P(p, PSpelling.Cell));
    }

    private static TableRow Binary(TableVariable variable, IReadOnlyList<GroupStatistics> groups, bool isFurtherOfPartition)
    {
        GroupSummary[] summaries = [.. groups.Select(Proportion)];
        if (isFurtherOfPartition)
        {
            return Row(variable, SummaryKind.CountPercent, summaries, null,
                new(DecisionRule.TestedOnFirstRow, [], null, new("tested on the first row of the partition", "检验见该分类首行")), double.NaN);
        }

        var difference = groups.Count == 2
            ? StandardizedDifference.OfProportions(Share(groups[0]), Share(groups[1])) : double.NaN;
        var reason = ReasonAgainstTest(groups, leastUsed: 1);
        if (reason is null)
        {
            var events = groups.Sum(g => (long)g.Events);
            if (events == 0) reason = new("no woman has it", "均无");
            else if (events == groups.Sum(g => (long)g.Used)) reason = new("every woman has it", "均有");
        }

        if (reason is not null) return Row(variable, SummaryKind.CountPercent, summaries, null, new(DecisionRule.NoTest, [], null, NoTest(reason)), difference);

        var table = TwoByTwoTable.FromEvents(groups[0].Events, groups[0].Used, groups[1].Events, groups[1].Used);
        var expected = Math.Min(table.Row1, table.Row2) * (double)Math.Min(table.Column1, table.Column2) / table.N;
        var text = NumberFormat.Fixed(expected);
        if (expected < 5)
        {
            var p = new FisherExactTest(table).PValue();
            return Row(variable, SummaryKind.CountPercent, summaries,
                new(TestKind.FisherExact, null, null, p, NumberFormat.Dash, NumberFormat.P(p, PSpelling.Cell)),
                new(DecisionRule.SmallExpectedCount, [], expected,
                    new($"smallest expected count {text}, below 5: Fisher's exact test", $"最小理论频数 {text}＜5：Fisher 确切概率法")), difference);
        }

        var pearson = new PearsonChiSquareTest(table);
        var pearsonP = pearson.PValue();
        return Row(variable, SummaryKind.CountPercent, summaries,
            new(TestKind.PearsonChiSquare, pearson.Statistic, 1, pearsonP,
                NumberFormat.Fixed(pearson.Statistic), NumberFormat.P(pearsonP, PSpelling.Cell)),
            new(DecisionRule.ExpectedCountsLargeEnough, [], expected,
                new($"smallest expected count {text}, at least 5: Pearson's chi-square test", $"最小理论频数 {text}≥5：Pearson χ² 检验")), difference);
    }

    private static double Share(GroupStatistics group) => (double)group.Events / group.Used;

    private static GroupSummary Proportion(GroupStatistics group)
    {
        if (group.Used == 0) return Nothing with { Missing = Shown(group.Missing), Count = Shown(0), Reason = NoValues };
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

    private static TableRow Row(TableVariable variable, SummaryKind kind, IReadOnlyList<GroupSummary> summaries, TableTest? test, TestDecision decision, double difference)
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

    private static Localized? ReasonAgainstTest(IReadOnlyList<GroupStatistics> groups, int leastUsed) =>
        groups.Count != 2 ? new("the paper's rule compares two groups", "论文规则仅适用于两组比较")
        : groups.Any(g => g.Used == 0) ? new("a group has no values", "有一组无数据")
        : groups.Any(g => g.Used < leastUsed) ? new("a group has a single value", "有一组仅一个数据")
        : null;

    private static Localized NoTest(Localized reason) => new($"no test: {reason.En}", $"未检验：{reason.Zh}");

    private static Localized NormalitySentence(
        IReadOnlyList<GroupStatistics> groups, DecisionRule rule, bool asMean, bool asPrinted, double level, Localized? reason)
    {
        var ps = groups.Where(g => g.Used > 0)
            .Select(g => g.Normality.P is { } p ? NumberFormat.P(p, PSpelling.Cell) : NumberFormat.Dash).ToList();
        var limit = NumberFormat.Exact(level);
        string en = "", zh = "";
        if (ps.Count > 0)
        {
            var (normalEn, normalZh) = rule switch
            {
                DecisionRule.AllNormal => ($", above {limit} throughout", $"，均＞{limit}"),
                DecisionRule.NotNormal => ($", not above {limit} throughout", $"，未均＞{limit}"),
                _ => ("; not tested where there are fewer than 3 or only equal values", "；不足 3 个或取值全同的组未作检验"),
            };
            var (summaryEn, summaryZh) = asMean ? ("mean ± SD", "均数±标准差") : ("median (P25–P75)", "M（P25～P75）");
            (en, zh) = asPrinted
                ? ($"{normalEn}; by the paper's choice {summaryEn}", $"{normalZh}；按论文所列采用{summaryZh}")
                : ($"{normalEn}: {summaryEn}", $"{normalZh}：{summaryZh}");
            (en, zh) = ($"Shapiro-Wilk p {string.Join(", ", ps)}{en}", $"Shapiro-Wilk 检验 P 值 {string.Join("、", ps)}{zh}");
        }

        if (reason is not null)
        {
            var none = NoTest(reason);
            return ps.Count > 0 ? new($"{en}; {none.En}", $"{zh}；{none.Zh}") : none;
        }

        (en, zh) = asMean ? ($"{en}, Student's t-test", $"{zh}，独立样本 t 检验") : ($"{en}, Mann-Whitney U test", $"{zh}，Mann-Whitney U 检验");
        return groups.Any(g => g.Normality.Sampled)
            ? new($"{en} (groups of more than {GroupStatistics.MostForNormality}: of a sample of so many)", $"{zh}（超过 {GroupStatistics.MostForNormality} 例的组按同等数量的抽样检验）")
            : new(en, zh);
    }
}
