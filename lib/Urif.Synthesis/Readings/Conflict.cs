using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Printed numbers of an arm that cannot hold together, though each smaller set of them can.</summary>
/// <param name="Group">The arm.</param>
/// <param name="Numbers">The numbers, in the order of the ledger; dropping any one of them leaves a set that was not proved impossible.</param>
/// <param name="Dropped">The one that gives way.</param>
/// <param name="Reason">Why they cannot hold together.</param>
public sealed record Conflict(Group Group, IReadOnlyList<LedgerNumber> Numbers, LedgerNumber Dropped, ConflictReason Reason);

/// <summary>Why numbers cannot hold together.</summary>
public abstract record ConflictReason
{
    // Closed: every kind is listed here.
    private ConflictReason()
    {
    }

    /// <summary>The group has another size.</summary>
    public sealed record OtherSize : ConflictReason;

    /// <summary>One statistic of the same women is printed with two values.</summary>
    public sealed record PrintedTwice : ConflictReason;

    /// <summary>No count is that percent of the group.</summary>
    public sealed record NoCount : ConflictReason;

    /// <summary>Outcomes or parts of a whole would not add up.</summary>
    public sealed record NotAddingUp : ConflictReason;

    /// <summary>No values have the numbers.</summary>
    /// <param name="Range">The values one woman can have.</param>
    /// <param name="AreWhole">Whether they are whole numbers.</param>
    public sealed record NoValues(Interval Range, bool AreWhole) : ConflictReason;

    /// <summary>The history of transfers would break its own rules.</summary>
    public sealed record NoHistory : ConflictReason;

    /// <summary>No glucose and insulin have the numbers on this side of HOMA-IR.</summary>
    /// <param name="Side">The group's definition.</param>
    /// <param name="Glucose">The fasting glucose one woman can have.</param>
    /// <param name="Insulin">The fasting insulin one woman can have.</param>
    public sealed record NoInsulin(Condition Side, Interval Glucose, Interval Insulin) : ConflictReason;
}
