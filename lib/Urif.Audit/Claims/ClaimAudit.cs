namespace Urif.Audit;

/// <summary>A claim of the paper, with what became of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Readings">What each reading of the tables says of it, where there is more than one.</param>
public sealed record ClaimAudit(Claim Claim, Verdict Verdict, ClaimReason Reason, IReadOnlyList<ClaimReading> Readings);

/// <summary>What one reading of the tables says of a claim for one variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Reading">Which tables the arms' numbers are taken from.</param>
/// <param name="Holds">Whether the claim holds under it; null where the summaries do not decide.</param>
/// <param name="ByVariant">Whether, where they do not decide, it holds by conventions that the paper does not state alone.</param>
/// <param name="P">The recomputed p: by the first stated test, else by the first one; null where none is possible.</param>
public sealed record ClaimReading(Variable Variable, TableReading Reading, bool? Holds, bool ByVariant, Attainable? P)
{
    /// <summary>How far apart the arms are under this reading: what a p alone does not say.</summary>
    public IReadOnlyList<EffectSize> Effects { get; init; } = [];

    /// <summary>Whether the interval of the first effect leaves no difference possible; null where there is no effect.</summary>
    public bool? AllowsNone => Effects is [var effect, ..]
        ? effect.Limits.Contains(effect.Kind == Statistic.RiskRatio ? 1 : 0) : null;
}

/// <summary>Why a claim has its verdict.</summary>
public abstract record ClaimReason
{
    // Closed: every kind is listed here.
    private ClaimReason()
    {
    }

    /// <summary>An adjusted claim without a printed estimate.</summary>
    public sealed record NoEstimate : ClaimReason;

    /// <summary>An adjusted claim, by the checks of its estimate that have the worst verdict.</summary>
    public sealed record OfEstimate(IReadOnlyList<CheckResult> Checks) : ClaimReason;

    /// <summary>It is of three groups or more at once, which no test here does.</summary>
    public sealed record ManyGroups : ClaimReason;

    /// <summary>The tables print nothing that the claim could be tested on.</summary>
    public sealed record NothingToTest : ClaimReason;

    /// <summary>The variables with the worst verdict.</summary>
    public sealed record OfVariables(IReadOnlyList<VariableOutcome> Deciding) : ClaimReason;
}

/// <summary>What became of a claim for one variable.</summary>
/// <param name="Own">What the comparison's own table says.</param>
/// <param name="Against">What other tables say of the same women, where that contradicts it.</param>
public sealed record VariableOutcome(ClaimReading Own, ClaimReading? Against);
