using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>What numbers that cannot hold together ask for that no women have.</summary>
public enum ConflictKind
{
    /// <summary>The group has another size than is printed.</summary>
    GroupSize,

    /// <summary>One statistic of the same women is printed with two values.</summary>
    PrintedTwice,

    /// <summary>No count of the women is printed as this percent: <see cref="ConflictReason.CountBelow"/> and one more are the
    /// nearest.</summary>
    NoCountHasPercent,

    /// <summary>Outcomes, or parts of a whole, would not add up.</summary>
    CountsDoNotAddUp,

    /// <summary>No whole numbers of <see cref="ConflictReason.Assumed"/> have the numbers.</summary>
    NoWholeNumbers,

    /// <summary>No histories of transfers have them: failed cycles are transfer cycles, and embryos are as many as transfers and the
    /// criteria ask.</summary>
    NoHistories,

    /// <summary>No values of <see cref="ConflictReason.Assumed"/> have the numbers.</summary>
    NoValues,

    /// <summary>No pairs of fasting glucose and insulin of <see cref="ConflictReason.Assumed"/>, their HOMA-IR as <see
    /// cref="ConflictReason.Side"/> asks, have them.</summary>
    NoInsulinPairs,
}

/// <summary>Why numbers of an arm cannot hold together; the numbers are the <see cref="Conflict"/>'s.</summary>
/// <param name="Kind">What no women have.</param>
/// <param name="Women">How many women the arm has.</param>
public sealed record ConflictReason(ConflictKind Kind, int Women)
{
    /// <summary>The values that a woman was assumed to have at least and at most, by variable: those that the proof needs.</summary>
    public IReadOnlyList<(string Variable, Interval Range)> Assumed { get; init; } = [];

    /// <summary>The condition on HOMA-IR that defines the arm; null where the proof does not need it.</summary>
    public Condition? Side { get; init; }

    /// <summary>The greatest count whose percent is no more than the printed one; null for other kinds.</summary>
    public int? CountBelow { get; init; }
}
