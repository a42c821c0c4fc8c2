using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What a rule is for.</summary>
public enum RuleKind
{
    /// <summary>A value lies where it can be true.</summary>
    Range,

    /// <summary>The values of a row do not contradict one another.</summary>
    Logic,

    /// <summary>A row is not there twice.</summary>
    Duplicate,

    /// <summary>A criterion by which the paper included women.</summary>
    Inclusion,

    /// <summary>A criterion by which the paper excluded women.</summary>
    Exclusion,

    /// <summary>What a row needs to stand in the tables.</summary>
    Completeness,
}

/// <summary>A rule that a row keeps or breaks.</summary>
/// <param name="Id">Its name: <c>range-age</c>, <c>inclusion-bmi</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">What it asks, as a short phrase that names the row that breaks it.</param>
/// <param name="Source">Where the paper states it, or why it holds.</param>
public sealed record CohortRule(string Id, RuleKind Kind, Localized Title, Localized Source)
{
    /// <summary>Whether a row that breaks it holds an error, rather than a woman who was not to be studied.</summary>
    public bool IsError => Kind is RuleKind.Range or RuleKind.Logic or RuleKind.Duplicate;
}

/// <summary>How many rows break a rule, and which.</summary>
public sealed class RuleResult
{
    private readonly int[] _rows;

    internal RuleResult(CohortRule rule, int[] rows, int notDocumented, bool assessed) =>
        (Rule, _rows, NotDocumented, Assessed) = (rule, rows, notDocumented, assessed);

    /// <summary>The rule.</summary>
    public CohortRule Rule { get; }

    /// <summary>How many rows break it.</summary>
    public int Count => _rows.Length;

    /// <summary>The rows that break it, from 0, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>For a criterion: how many rows lack the value that it asks for.</summary>
    public int NotDocumented { get; }

    /// <summary>Whether the file has the columns that the rule asks for.</summary>
    public bool Assessed { get; }
}
