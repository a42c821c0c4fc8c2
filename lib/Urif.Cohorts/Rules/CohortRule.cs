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

/// <summary>Why a rule holds.</summary>
public enum RuleBasis
{
    /// <summary>It follows from what the words mean.</summary>
    Definition,

    /// <summary>The data dictionary gives the range.</summary>
    Dictionary,

    /// <summary>Each transfer cycle has an embryo.</summary>
    EmbryoInEachTransfer,

    /// <summary>The paper defines the outcomes so (section 1.2).</summary>
    OutcomeDefinitions,

    /// <summary>The paper counts women, and its tests take rows for independent (section 1.1).</summary>
    IndependentRows,

    /// <summary>The paper lists the criterion: <see cref="Criterion.Section"/> and <see cref="Criterion.Number"/>.</summary>
    Criterion,

    /// <summary>The paper makes its arms so (sections 1.1 and 1.2).</summary>
    Arms,

    /// <summary>The paper compares these outcomes (section 1.3).</summary>
    ComparedOutcomes,

    /// <summary>HOMA-IR is fasting glucose times fasting insulin over 22.5 (Matthews et al. 1985; section 1.2).</summary>
    HomaIr,
}

/// <summary>A rule that a row keeps or breaks.</summary>
/// <param name="Id">Its name: <c>range-age</c>, <c>inclusion-bmi</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Basis">Why it holds.</param>
public sealed record CohortRule(string Id, RuleKind Kind, RuleBasis Basis)
{
    /// <summary>The one column that it asks for; null where it asks for several.</summary>
    public DictionaryColumn? Column { get; init; }

    /// <summary>The criterion of the design that it is; null where it is none.</summary>
    public Criterion? Criterion { get; init; }

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
