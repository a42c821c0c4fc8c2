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

    /// <summary>That outcomes which no file row gives are "no" where there was no clinical pregnancy.</summary>
    OutcomesWithoutPregnancy,
}

/// <summary>A group of a table.</summary>
/// <param name="Group">Which rows it is.</param>
/// <param name="Size">How many rows.</param>
public sealed record TableColumn(TableGroup Group, CellCount Size);

/// <summary>Whether a count is shown.</summary>
public enum CountVisibility
{
    /// <summary>Shown.</summary>
    Shown,

    /// <summary>Hidden: from 1 to the bound less 1.</summary>
    Small,

    /// <summary>Hidden so that another hidden count cannot be computed.</summary>
    Protecting,
}

/// <summary>A count of women, which may be hidden.</summary>
/// <param name="Value">The count; null where it is hidden.</param>
/// <param name="Visibility">Whether it is shown.</param>
/// <param name="Printed">As printed: <c>38</c>, <c>&lt;5</c> or <c>*</c>.</param>
public readonly record struct CellCount(int? Value, CountVisibility Visibility, string Printed);

/// <summary>How a variable is summarised.</summary>
public enum SummaryKind
{
    /// <summary>Mean ± standard deviation.</summary>
    MeanSd,

    /// <summary>Median (P25-P75).</summary>
    MedianQuartiles,

    /// <summary>Count (percent).</summary>
    CountPercent,
}

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

    /// <summary>Why there are no numbers; null where there are.</summary>
    public SummaryAbsence? Absence { get; init; }
}

/// <summary>Why a group has no summary.</summary>
public enum SummaryAbsence
{
    /// <summary>No woman of the group has a value.</summary>
    NoValues,

    /// <summary>It would tell a small count.</summary>
    Hidden,
}
