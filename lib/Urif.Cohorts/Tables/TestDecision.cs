namespace Urif.Cohorts;

/// <summary>The tests of the paper's rule.</summary>
public enum TestKind
{
    /// <summary>Student's t, independent samples, equal variances. The statistic is t, first group less second.</summary>
    StudentT,

    /// <summary>Mann-Whitney. The statistic is z, of the smaller U and so never positive, as SPSS prints it: normal approximation, ties
    /// corrected, no continuity correction.</summary>
    MannWhitney,

    /// <summary>Pearson's chi-square without continuity correction. The statistic is χ².</summary>
    PearsonChiSquare,

    /// <summary>Fisher's exact test; there is no statistic.</summary>
    FisherExact,

    /// <summary>Welch's t, each group by its own variance. The statistic is t, first group less second.</summary>
    WelchT,

    /// <summary>One-way analysis of variance, equal variances, of three or more groups. The statistic is F.</summary>
    Anova,

    /// <summary>Welch's one-way analysis of variance of three or more groups. The statistic is F.</summary>
    WelchAnova,

    /// <summary>Kruskal-Wallis, ties corrected, of three or more groups. The statistic is H.</summary>
    KruskalWallis,

    /// <summary>Fisher's exact test of more than two groups or words (Freeman and Halton); there is no statistic.</summary>
    FisherFreemanHalton,
}

/// <summary>A test between groups; two-sided where there are two.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Statistic">The statistic; null for Fisher's test.</param>
/// <param name="DegreesOfFreedom">The degrees of freedom; null where it has none.</param>
/// <param name="P">The p-value.</param>
/// <param name="StatisticPrinted">The statistic as printed, or a dash.</param>
/// <param name="PPrinted">The p-value as printed: <c>0.123</c>, <c>&lt;0.001</c>.</param>
public sealed record TableTest(TestKind Kind, double? Statistic, double? DegreesOfFreedom, double P, string StatisticPrinted,
    string PPrinted)
{
    /// <summary>The denominator's degrees of freedom of F; null for other tests.</summary>
    public double? DenominatorDegreesOfFreedom { get; init; }

    /// <summary>
    /// Whether the p of a rank test is exact: where both groups are below 50 and no value is there twice, as in R. The statistic
    /// is z in any case.
    /// </summary>
    public bool IsExact { get; init; }
}

/// <summary>Which part of the rule decided.</summary>
public enum DecisionRule
{
    /// <summary>Every group is compatible with a normal distribution: mean, t or analysis of variance.</summary>
    AllNormal,

    /// <summary>A group is not: median, Mann-Whitney or Kruskal-Wallis.</summary>
    NotNormal,

    /// <summary>A group has too few or only equal values for the Shapiro-Wilk test: median, a rank test.</summary>
    NormalityUnknown,

    /// <summary>The design asks for the summary that the paper prints, whatever the Shapiro-Wilk test says.</summary>
    AsPrinted,

    /// <summary>Every expected count is at least 5: Pearson's chi-square.</summary>
    ExpectedCountsLargeEnough,

    /// <summary>An expected count is below 5: Fisher's exact test.</summary>
    SmallExpectedCount,

    /// <summary>The test of the partition stands on its first row.</summary>
    TestedOnFirstRow,

    /// <summary>There is nothing to test: an empty group, equal values, fewer than two groups.</summary>
    NoTest,

    /// <summary>Hidden with the counts that it would tell.</summary>
    Suppressed,

    /// <summary>The design asks for the mean or the median, whatever the Shapiro-Wilk test says.</summary>
    AsDesigned,

    /// <summary>An expected count is below 5, and there are more tables than the exact test can visit: Pearson's chi-square.</summary>
    ExactTooLong,
}

/// <summary>What the Shapiro-Wilk tests say of all groups that have values.</summary>
public enum NormalityFinding
{
    /// <summary>Every group is compatible with a normal distribution.</summary>
    AllNormal,

    /// <summary>A group is not.</summary>
    NotAllNormal,

    /// <summary>A group has too few or only equal values for the test.</summary>
    Unknown,
}

/// <summary>Why there is nothing to test.</summary>
public enum NoTestReason
{
    /// <summary>There are fewer than two groups.</summary>
    OneGroup,

    /// <summary>A group has no values.</summary>
    EmptyGroup,

    /// <summary>A group has a single value.</summary>
    SingleValue,

    /// <summary>All values of all groups are equal.</summary>
    AllEqual,

    /// <summary>The values of each group are equal, so that Student's t would divide by zero.</summary>
    EqualWithinGroups,

    /// <summary>No woman has it.</summary>
    NoneHasIt,

    /// <summary>Every woman has it.</summary>
    AllHaveIt,
}

/// <summary>Why a variable is summarised and tested as it is.</summary>
/// <param name="Rule">Which part of the rule decided.</param>
/// <param name="Normality">The Shapiro-Wilk test of each group; empty for binary variables.</param>
/// <param name="SmallestExpected">The smallest expected count of the table of counts; null where it did not decide.</param>
public sealed record TestDecision(DecisionRule Rule, IReadOnlyList<GroupNormality> Normality, double? SmallestExpected)
{
    /// <summary>What the tests of normality say together; null for binary variables, where no group has values, and where that is
    /// hidden.</summary>
    public NormalityFinding? Finding { get; init; }

    /// <summary>Why there is no test where <see cref="Rule"/> is <see cref="DecisionRule.NoTest"/>; null elsewhere.</summary>
    public NoTestReason? Against { get; init; }
}

/// <summary>A group's Shapiro-Wilk test (Royston 1995), which is defined for 3 to 5000 values.</summary>
/// <param name="Tested">How many values were tested; 0 where they were too few or all equal.</param>
/// <param name="Sampled">Whether they are a sample of the group, because it has more than 5000.</param>
/// <param name="W">The statistic; null where there was no test.</param>
/// <param name="P">The p-value; null where there was no test.</param>
/// <param name="IsNormal">Whether p is above the level.</param>
public sealed record GroupNormality(int Tested, bool Sampled, double? W, double? P, bool IsNormal)
{
    /// <summary>The most values that the test takes.</summary>
    public const int MostTested = 5000;

    /// <summary>The seed of the sample that is tested of a larger group.</summary>
    public const ulong SampleSeed = 1995;
}
