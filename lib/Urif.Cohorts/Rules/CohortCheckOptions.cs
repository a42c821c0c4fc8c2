namespace Urif.Cohorts;

/// <summary>What becomes of rows that hold errors.</summary>
public enum ErrorRows
{
    /// <summary>There is no analysed cohort until they are corrected.</summary>
    Refuse,

    /// <summary>They are left out, and counted.</summary>
    Exclude,
}

/// <summary>What becomes of a woman's further cycles.</summary>
public enum FurtherCycles
{
    /// <summary>They are errors: the paper's tests take each row for another woman.</summary>
    Refuse,

    /// <summary>They are analysed like any other row.</summary>
    Allow,
}

/// <summary>What becomes of a row that does not say whether a criterion is met.</summary>
public enum UndocumentedCriterion
{
    /// <summary>It is left out, and counted.</summary>
    Exclude,

    /// <summary>The criterion is taken to be met, and the row counted.</summary>
    Accept,
}

/// <summary>How a cohort is checked. The defaults are strict.</summary>
public sealed record CohortCheckOptions
{
    /// <summary>What becomes of rows that hold errors.</summary>
    public ErrorRows Errors { get; init; }

    /// <summary>What becomes of a woman's further cycles.</summary>
    public FurtherCycles FurtherCycles { get; init; }

    /// <summary>What becomes of rows that do not document a criterion. Columns that the file lacks altogether are not assessed.</summary>
    public UndocumentedCriterion Undocumented { get; init; }

    /// <summary>Whether the paper's inclusion and exclusion criteria are applied.</summary>
    public bool ApplyEligibility { get; init; } = true;

    /// <summary>The HOMA-IR from which on a woman counts as insulin resistant; null for the cut-off of the cohort's design.</summary>
    public double? CutOff { get; init; }

    /// <summary>How many threads check; 0 for as many as there are processors. The result is the same for any number.</summary>
    public int Threads { get; init; }
}
