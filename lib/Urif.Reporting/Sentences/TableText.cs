using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>What the tables of a cohort say beside their numbers, in both languages.</summary>
public static class TableText
{
    /// <summary>What a ledger of a cohort's tables is called.</summary>
    /// <param name="paper">The paper whose tables they are made like.</param>
    public static Localized LedgerTitle(PaperInfo paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return new($"Tables of a cohort, made as in: {paper.Title.En}", $"某队列的统计表，制表方法同：{paper.Title.Zh}");
    }

    /// <summary>The summary of a group as a page sets it: <c>0.50 (0.00–1.00)</c>, <c>0.50（0.00～1.00）</c>.</summary>
    /// <param name="kind">How the row is summarised.</param>
    /// <param name="summary">The summary.</param>
    public static Localized Summary(SummaryKind kind, GroupSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        string Number(double? value) => NumberFormat.Fixed(value!.Value, summary.Decimals);
        return new(summary.Printed, summary.Absence is not null ? summary.Printed : kind switch
        {
            SummaryKind.MedianQuartiles => $"{Number(summary.Median)}（{Number(summary.LowerQuartile)}～{Number(summary.UpperQuartile)}）",
            SummaryKind.CountPercent => $"{summary.Count!.Value.Printed}（{Number(summary.Percent)}）",
            _ => summary.Printed,
        });
    }

    /// <summary>Why a group has no summary.</summary>
    public static Localized Of(SummaryAbsence absence) => absence switch
    {
        SummaryAbsence.NoValues => new("no values", "无数据"),
        SummaryAbsence.Hidden => new("hidden", "已隐去"),
        SummaryAbsence.Withheld => new("withheld: it would tell a woman's value, or few data sets have it",
            "不予公布：可推知个别患者的数值，或符合该结果的数据组合过少"),
        _ => throw Unknown(absence),
    };

    /// <summary>Why there is nothing to test.</summary>
    public static Localized Of(NoTestReason reason) => reason switch
    {
        NoTestReason.OneGroup => new("there is one group", "仅有一组"),
        NoTestReason.EmptyGroup => new("a group has no values", "有一组无数据"),
        NoTestReason.SingleValue => new("a group has a single value", "有一组仅一个数据"),
        NoTestReason.AllEqual => new("all values are equal", "全部取值相同"),
        NoTestReason.EqualWithinGroups => new("the values of each group are equal", "各组内取值相同"),
        NoTestReason.NoneHasIt => new("no woman has it", "均无"),
        NoTestReason.AllHaveIt => new("every woman has it", "均有"),
        _ => throw Unknown(reason),
    };

    /// <summary>What a test is called in a note.</summary>
    internal static Localized Test(TestKind kind) => kind switch
    {
        TestKind.StudentT => new("Student's t test", "独立样本 t 检验"),
        TestKind.MannWhitney => new("Mann-Whitney test", "Mann-Whitney U 检验"),
        TestKind.PearsonChiSquare => new("Pearson's chi-square test", "Pearson χ² 检验"),
        TestKind.FisherExact => new("Fisher's exact test", "Fisher 确切概率法"),
        TestKind.WelchT => new("Welch's t test", "Welch t 检验"),
        TestKind.Anova => new("one-way analysis of variance", "单因素方差分析"),
        TestKind.WelchAnova => new("Welch's one-way analysis of variance", "Welch 单因素方差分析"),
        TestKind.KruskalWallis => new("Kruskal-Wallis test", "Kruskal-Wallis 检验"),
        TestKind.FisherFreemanHalton => new("Fisher-Freeman-Halton exact test", "Fisher-Freeman-Halton 确切概率法"),
        _ => throw Unknown(kind),
    };

    /// <summary>A note of a table.</summary>
    /// <param name="note">Which.</param>
    /// <param name="options">How the table was made.</param>
    public static Localized Of(TableNote note, TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int below = options.SuppressBelow, most = below - 1;
        return note switch
        {
            TableNote.Quartiles => Of(options.Quantiles),
            TableNote.RankSum => new(
                "z: normal approximation corrected for ties, without continuity correction, never positive, as in SPSS",
                "Z：正态近似，已校正相同秩次，未作连续性校正，符号同 SPSS（不为正）"),
            TableNote.StandardizedDifference => new("SMD: standardised mean difference, first group less second (Austin 2009)",
                "SMD：标准化均数差，第一组减第二组（Austin 2009）"),
            TableNote.PairwiseDifferences => new(
                "SMD: mean of the standardised differences of all pairs of groups, none of them negative, as in R's tableone",
                "SMD：各组两两标准化差值绝对值的均数，同 R 的 tableone"),
            TableNote.CategoryDifferences => new("SMD of more than two words: Mahalanobis distance, never negative (Yang and Dalton 2012)",
                "多分类变量的 SMD 为马氏距离，不为负（Yang 与 Dalton 2012）"),
            TableNote.Differences => new(
                "difference: first group less second; of means by Welch's t, of medians the Hodges-Lehmann shift by the Mann-Whitney test, "
                    + "of n (%) in percentage points, corrected for continuity (t.test, wilcox.test and prop.test of R)",
                "差值：第一组减第二组；均数用 Welch t，中位数用 Hodges-Lehmann 位移（Mann-Whitney），率为百分点并作连续性校正（同 R 的 t.test、wilcox.test、prop.test）"),
            TableNote.Denominator => Of(options.Denominator),
            TableNote.NormalityOfSample => new(
                Invariant($"the Shapiro-Wilk test takes {GroupNormality.MostTested} values at most: of larger groups so many ranks are ",
                    $"drawn, with seed {GroupNormality.SampleSeed}"),
                Invariant($"Shapiro-Wilk 检验至多 {GroupNormality.MostTested} 例：更大的组按秩次随机抽取同等数量（种子 {GroupNormality.SampleSeed}）")),
            TableNote.Missing => new("missing values are left out row by row; percents are of the values present", "缺失值逐行剔除，百分率以有数据者为分母"),
            TableNote.HiddenCounts => new(
                Invariant($"<{below}: 1 to {most} women; *: hidden so that no such count can be computed, as are percents, tests and ",
                    $"differences"),
                Invariant($"<{below}：1～{most} 例；*：为防止推算小例数而隐去，相应百分率、检验及差值亦隐去")),
            TableNote.HiddenForMissing => new(
                Invariant($"a variable that lacks 1 to {most} values in a group is hidden in it: its mean, quartiles and percent tell how ",
                    $"many values they are of"),
                Invariant($"某组缺失 1～{most} 例的变量在该组隐去：其均数、四分位数及百分率可推出例数")),
            TableNote.ExactRankSum => new("P of a rank test is exact where both groups are below 50 and no value is there twice, as in R",
                "两组均少于 50 例且无相同数值时，秩和检验的 P 值为精确值（同 R）"),
            TableNote.RoundedCounts => DisclosureText.RoundedCounts(options.RoundTo),
            TableNote.ReleasedStatistics => DisclosureText.ReleasedStatistics(below),
            TableNote.WithinOneOutput => DisclosureText.WithinOneOutput,
            TableNote.OutcomesWithoutPregnancy => new(
                "where there was no clinical pregnancy and the file does not say, there was no ectopic pregnancy, late loss or live birth "
                    + "(the check of the file counts these)",
                "无临床妊娠且文件未填者，按无异位妊娠、晚期妊娠丢失及活产计（例数见文件检查）"),
            TableNote.RepeatedWomen => new(
                "⚠ some women have several rows here, which are not independent: P and intervals are too small, as the tests take each row "
                    + "for another woman",
                "⚠ 部分患者有多行数据，各行并不独立：检验将每行视为不同患者，P 值及区间偏小"),
            _ => throw Unknown(note),
        };
    }

    /// <summary>The decision of a row in words: the tests of normality or the expected count, the summary, the test or why there is
    /// none.</summary>
    /// <param name="row">The row.</param>
    /// <param name="options">How the table was made.</param>
    public static Localized Decision(TableRow row, TableOptions options)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(options);
        var decision = row.Decision;
        switch (decision.Rule)
        {
            case DecisionRule.TestedOnFirstRow: return new("tested on the first row of the partition", "检验见该分类首行");
            case DecisionRule.Suppressed: return new("hidden with a small count", "因小例数而隐去");
            case DecisionRule.SmallExpectedCount:
                var small = Expected(decision);
                var exact = Test(row.Test?.Kind ?? TestKind.FisherExact);
                return new($"smallest expected count {small}, below 5: {exact.En}", $"最小理论频数 {small}＜5：{exact.Zh}");
            case DecisionRule.ExactTooLong:
                var few = Expected(decision);
                return new($"smallest expected count {few}, below 5, and too many tables for the exact test: Pearson's chi-square test, "
                    + $"approximate", $"最小理论频数 {few}＜5，但确切概率法计算量过大：Pearson χ² 检验（近似）");
            case DecisionRule.ExpectedCountsLargeEnough:
                var large = Expected(decision);
                return new($"smallest expected count {large}, at least 5: Pearson's chi-square test", $"最小理论频数 {large}≥5：Pearson χ² 检验");
        }

        if (decision.Finding is not { } finding) return NoTest(decision.Against!.Value);
        var normality = Normality(row, finding, options.NormalityLevel);
        if (decision.Against is { } against)
        {
            var none = NoTest(against);
            return new($"{normality.En}; {none.En}", $"{normality.Zh}；{none.Zh}");
        }

        var chosen = (row.Test?.Kind ?? (row.Summary == SummaryKind.MeanSd ? TestKind.StudentT : TestKind.MannWhitney)) switch
        {
            TestKind.StudentT => new("Student's t-test", "独立样本 t 检验"),
            TestKind.MannWhitney => new("Mann-Whitney U test", "Mann-Whitney U 检验"),
            var kind => Test(kind),
        };
        var test = new Localized($"{normality.En}, {chosen.En}", $"{normality.Zh}，{chosen.Zh}");
        return !decision.Normality.Any(n => n.Sampled) ? test : new(
            Invariant($"{test.En} (groups of more than {GroupNormality.MostTested}: of a sample of so many)"),
            Invariant($"{test.Zh}（超过 {GroupNormality.MostTested} 例的组按同等数量的抽样检验）"));
    }

    private static string Expected(TestDecision decision) =>
        decision.SmallestExpected is { } expected ? NumberFormat.Fixed(expected) : PrintedText.Hidden;

    private static Localized NoTest(NoTestReason reason)
    {
        var why = Of(reason);
        return new($"no test: {why.En}", $"未检验：{why.Zh}");
    }

    private static Localized Normality(TableRow row, NormalityFinding finding, double level)
    {
        var ps = row.Decision.Normality.Where((_, g) => row.Groups[g] is { IsOverall: false, Used.Value: > 0 })
            .Select(n => n.P is { } p ? NumberFormat.P(p, PSpelling.Cell) : NumberFormat.Dash).ToList();
        var limit = level.ToString("R", CultureInfo.InvariantCulture);
        Localized normal = finding switch
        {
            NormalityFinding.AllNormal => new($", above {limit} throughout", $"，均＞{limit}"),
            NormalityFinding.NotAllNormal => new($", not above {limit} throughout", $"，未均＞{limit}"),
            NormalityFinding.Unknown => new("; not tested where there are fewer than 3 or only equal values", "；不足 3 个或取值全同的组未作检验"),
            _ => throw Unknown(finding),
        };
        var summary = row.Summary == SummaryKind.MeanSd ? new Localized("mean ± SD", "均数±标准差") : new("median (P25–P75)", "M（P25～P75）");
        var joint = row.Variable.IsSummaryOfDesign ? new Localized("; as the design asks ", "；按设计文件采用")
            : row.Variable.Summary is not null ? new Localized("; by the paper's choice ", "；按论文所列采用") : new(": ", "：");
        // Where W and p are withheld, what they decided is not.
        if (finding != NormalityFinding.Unknown && row.Decision.Normality.All(n => n.P is null)) ps = ["*"];
        return new($"Shapiro-Wilk p {string.Join(", ", ps)}{normal.En}{joint.En}{summary.En}",
            $"Shapiro-Wilk 检验 P 值 {string.Join("、", ps)}{normal.Zh}{joint.Zh}{summary.Zh}");
    }

    private static Localized Of(QuantileType quartiles) => quartiles switch
    {
        QuantileType.Weibull => new("P25 and P75 at (n + 1)p, as in SPSS", "P25、P75 按 (n + 1)p 计算，同 SPSS"),
        QuantileType.Linear => new("P25 and P75 at 1 + (n - 1)p, as in R and Excel", "P25、P75 按 1 + (n - 1)p 计算，同 R 与 Excel"),
        _ => new("P25 and P75 are Tukey's hinges", "P25、P75 为 Tukey 折叶点"),
    };

    private static Localized Of(OutcomeDenominator denominator) => denominator switch
    {
        OutcomeDenominator.PositiveHcg => new("outcomes are counted among women with positive β-hCG", "妊娠结局以 β-hCG 阳性者为分母"),
        OutcomeDenominator.ClinicalPregnancy => new("outcomes are counted among women with a clinical pregnancy", "妊娠结局以临床妊娠者为分母"),
        _ => new("outcomes are counted among all transfer cycles of the group", "妊娠结局以该组全部移植周期为分母"),
    };

    private static string Invariant(FormattableString text, FormattableString? more = null) =>
        text.ToString(CultureInfo.InvariantCulture) + more?.ToString(CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException Unknown(Enum value) => new(nameof(value), value, "There is no sentence for this.");
}
