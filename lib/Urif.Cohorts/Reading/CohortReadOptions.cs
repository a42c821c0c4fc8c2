namespace Urif.Cohorts;

/// <summary>What is taken for a value that is known only to lie below a limit of detection.</summary>
public enum BelowLimitRule
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>Half the limit.</summary>
    HalfLimit,

    /// <summary>The limit.</summary>
    Limit,
}

/// <summary>A code that a file has for a missing value.</summary>
/// <param name="Code">The code, as in the file; a number is compared as a number.</param>
/// <param name="Column">The one column that has it; null for all.</param>
public sealed record MissingCode(string Code, string? Column = null);

/// <summary>How a file is to be read. The defaults are strict: what is not declared is not guessed.</summary>
public sealed record CohortReadOptions
{
    /// <summary>The study whose columns the file has.</summary>
    public StudyDesign Design { get; init; } = StudyDesign.Default;

    /// <summary>Which column each header means, where the dictionary's names, labels and aliases do not tell.</summary>
    public HeaderMap Headers { get; init; } = HeaderMap.None;

    /// <summary>Headers of columns to leave out, direct identifiers among them.</summary>
    public IReadOnlyList<string> Drop { get; init; } = [];

    /// <summary>Whether columns with headers that mean nothing are left out rather than refused; identifiers are still refused.</summary>
    public bool AllowUnmapped { get; init; }

    /// <summary>Whether columns that only the eligibility criteria need have to be there.</summary>
    public bool RequireEligibility { get; init; } = true;

    /// <summary>The unit of a column by its name, as the dictionary spells it: <c>fins</c>, <c>pmol/L</c>.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Names of columns whose unit is known to be right although the median speaks against it.</summary>
    public IReadOnlyList<string> ConfirmedUnits { get; init; } = [];

    /// <summary>Whether decimals follow a comma.</summary>
    public bool DecimalComma { get; init; }

    /// <summary>What is taken for <c>&lt;0.5</c>.</summary>
    public BelowLimitRule BelowLimit { get; init; }

    /// <summary>Codes for missing values besides the dictionary's.</summary>
    public IReadOnlyList<MissingCode> MissingCodes { get; init; } = [];

    /// <summary>How many threads read; 0 for as many as there are processors. The result is the same for any number.</summary>
    public int Threads { get; init; }

    /// <summary>How many rows are read as one; the result is the same for any number.</summary>
    internal int BlockRows { get; init; } = 512;
}
