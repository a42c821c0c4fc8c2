using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>A table of a cohort: summaries of each variable in each group, unrounded, with the text that is printed beside.</summary>
public sealed record CohortTable
{
    /// <summary>What was asked for.</summary>
    public required TableDesign Design { get; init; }

    /// <summary>How it was made.</summary>
    public required TableOptions Options { get; init; }

    /// <summary>Whether the cohort has rows that a random number generator made: whoever shows the table says so by <see
    /// cref="Cohort.SyntheticLabel"/>.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>The groups.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The variables, in the order of the design.</summary>
    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>What a reader needs to know: conventions, samples, missing values, hidden counts.</summary>
    public required IReadOnlyList<TableNote> Footnotes { get; init; }

    /// <summary>How many of the columns are compared: all but the one of all rows.</summary>
    public int Compared => Columns.Count(c => !c.Group.IsOverall);
}

/// <summary>What the notes of a table speak of; numbers and choices in them are the table's <see cref="CohortTable.Options"/>.</summary>
public enum TableNote
{
    /// <summary>The definition of the quartiles.</summary>
    Quartiles,

    /// <summary>How z is computed, and its sign.</summary>
    RankSum,

    /// <summary>What the standardised mean difference is.</summary>
    StandardizedDifference,

    /// <summary>The women whom outcomes are counted among, where that is not all.</summary>
    Denominator,

    /// <summary>That a sample of a large group was tested for normality.</summary>
    NormalityOfSample,

    /// <summary>What was done with missing values.</summary>
    Missing,

    /// <summary>What stands for hidden counts.</summary>
    HiddenCounts,

    /// <summary>That a variable is hidden for its few missing values.</summary>
    HiddenForMissing,

    /// <summary>That the p of some rank tests is exact.</summary>
    ExactRankSum,

    /// <summary>That some women have several rows, which are not independent.</summary>
    RepeatedWomen,

    /// <summary>What the standardised mean difference of more than two groups is.</summary>
    PairwiseDifferences,

    /// <summary>What the standardised difference of more than two words is.</summary>
    CategoryDifferences,

    /// <summary>How differences and their intervals are computed.</summary>
    Differences,

    /// <summary>That counts are rounded to a base.</summary>
    RoundedCounts,

    /// <summary>How statistics of measurements are rounded, and which are withheld, where small counts are hidden.</summary>
    ReleasedStatistics,

    /// <summary>That what is hidden here can be had from other outputs of the same women, and what helps against it.</summary>
    WithinOneOutput,

    /// <summary>That outcomes which no file row gives are "no" where there was no clinical pregnancy.</summary>
    OutcomesWithoutPregnancy,
}

/// <summary>A group of a table.</summary>
/// <param name="Group">Which rows it is.</param>
/// <param name="Size">How many rows.</param>
public sealed record TableColumn(TableGroup Group, CellCount Size)
{
    /// <summary>Among how many of its rows some variables are counted, where that is not all.</summary>
    public IReadOnlyList<TableDenominator> Denominators { get; init; } = [];
}

/// <summary>The rows of a group among whom some variables are counted.</summary>
/// <param name="Among">The column of yes and no that says who they are.</param>
/// <param name="Label">What readers call them.</param>
/// <param name="Size">How many they are.</param>
public sealed record TableDenominator(string Among, Localized Label, CellCount Size);

/// <summary>A variable of a table.</summary>
public sealed record TableRow
{
    /// <summary>The variable.</summary>
    public required TableVariable Variable { get; init; }

    /// <summary>How it is summarised, in all groups alike.</summary>
    public required SummaryKind Summary { get; init; }

    /// <summary>The summaries, in the order of the columns.</summary>
    public required IReadOnlyList<GroupSummary> Groups { get; init; }

    /// <summary>The test between the groups; null where there is none, for <see cref="TestDecision.Rule"/>'s reason.</summary>
    public required TableTest? Test { get; init; }

    /// <summary>Why this summary and this test.</summary>
    public required TestDecision Decision { get; init; }

    /// <summary>
    /// The standardised mean difference, first group less second; null where it is not defined or hidden, and in all rows of a
    /// partition but the first. Means: (m₁ - m₂)/√((s₁² + s₂²)/2). Proportions: (p₁ - p₂)/√((p₁(1 - p₁) + p₂(1 - p₂))/2).
    /// Source: P. C. Austin, Statistics in Medicine 28 (2009) 3083-3107. It is from means also where medians are printed.
    /// </summary>
    public required double? StandardizedDifference { get; init; }

    /// <summary><see cref="StandardizedDifference"/> as printed, or a dash.</summary>
    public required string StandardizedDifferencePrinted { get; init; }

    /// <summary>
    /// The standardised differences of each pair of three or more groups, none negative; empty of two groups. Their mean is
    /// <see cref="StandardizedDifference"/>, as R's <c>tableone</c> has it.
    /// </summary>
    public IReadOnlyList<PairDifference> PairwiseDifferences { get; init; } = [];

    /// <summary>The column of yes and no that says among whom it is counted; null for all of a group.</summary>
    public string? Among { get; init; }

    /// <summary>The difference of the two groups with its 95% interval; null where it is not asked for, not defined or hidden.</summary>
    public TableDifference? Difference { get; init; }
}

/// <summary>The standardised difference of two of several groups.</summary>
/// <param name="First">The place of a group among the columns.</param>
/// <param name="Second">The place of another.</param>
/// <param name="Value">The difference, not negative.</param>
public readonly record struct PairDifference(int First, int Second, double Value);

/// <summary>What a difference is of.</summary>
public enum DifferenceKind
{
    /// <summary>Means, with Welch's interval.</summary>
    Means,

    /// <summary>Values of the one group and the other: the Hodges-Lehmann shift, with the interval of the Mann-Whitney test.</summary>
    Shift,

    /// <summary>Proportions, in percentage points, with Wald's interval corrected for continuity.</summary>
    Proportions,
}

/// <summary>A difference of two groups, first less second, as R's <c>gtsummary::add_difference</c> has it.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Estimate">The difference, in the variable's unit or percentage points.</param>
/// <param name="Interval">Its 95% interval.</param>
public sealed record TableDifference(DifferenceKind Kind, double Estimate, Interval Interval)
{
    /// <summary>As printed: <c>-1.23 (-2.34, -0.12)</c>.</summary>
    public string Printed => $"{NumberFormat.Fixed(Estimate)} ({NumberFormat.Fixed(Interval.Low)}, {NumberFormat.Fixed(Interval.High)})";
}

/// <summary>The summary of a variable in a group. Numbers are null where they are not defined or hidden.</summary>
public sealed record GroupSummary
{
    /// <summary>The values used: the denominator of a percent.</summary>
    public required CellCount Used { get; init; }

    /// <summary>The rows of the group that lack the value; of an outcome, also those that lack what its denominator asks for.</summary>
    public required CellCount Missing { get; init; }

    /// <summary>The mean, in the variable's unit; also where the median is printed.</summary>
    public double? Mean { get; init; }

    /// <summary>The standard deviation (divisor n - 1).</summary>
    public double? StandardDeviation { get; init; }

    /// <summary>The median; also where the mean is printed.</summary>
    public double? Median { get; init; }

    /// <summary>The lower quartile, by <see cref="TableOptions.Quantiles"/>.</summary>
    public double? LowerQuartile { get; init; }

    /// <summary>The upper quartile.</summary>
    public double? UpperQuartile { get; init; }

    /// <summary>For a binary variable, how many have it.</summary>
    public CellCount? Count { get; init; }

    /// <summary>For a binary variable, the percent of <see cref="Used"/>.</summary>
    public double? Percent { get; init; }

    /// <summary>
    /// As printed: <c>34.94±3.47</c>, <c>0.50 (0.00–1.00)</c>, <c>45 (32.61)</c>, <c>&lt;5</c>, <c>*</c> or a dash. Pages in Chinese set
    /// the same numbers in brackets of their own.
    /// </summary>
    public required string Printed { get; init; }

    /// <summary>Whether it is of all groups together, which is compared with none.</summary>
    public bool IsOverall { get; init; }

    /// <summary>Why there are no numbers; null where there are.</summary>
    public SummaryAbsence? Absence { get; init; }

    /// <summary>
    /// The step that mean, standard deviation and quartiles are rounded to where small counts are hidden; null where
    /// they are unrounded.
    /// </summary>
    public double? RoundedTo { get; init; }

    /// <summary>With how many decimals its numbers are printed.</summary>
    public int Decimals => RoundedTo is { } step ? ReleasedDigits.DecimalsOf(step) : 2;
}

/// <summary>Why a group has no summary.</summary>
public enum SummaryAbsence
{
    /// <summary>No woman of the group has a value.</summary>
    NoValues,

    /// <summary>It would tell a small count.</summary>
    Hidden,

    /// <summary>It would tell a woman's value, or one of few data sets.</summary>
    Withheld,
}
