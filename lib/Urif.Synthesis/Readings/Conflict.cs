using Urif.Audit;

namespace Urif.Synthesis;

/// <summary>Printed numbers of an arm that cannot hold together, though each smaller set of them can.</summary>
/// <param name="Group">The arm.</param>
/// <param name="Numbers">The numbers, in the order of the ledger; dropping any one of them leaves a set that was not proved
/// impossible.</param>
/// <param name="Dropped">The one that gives way.</param>
/// <param name="Reason">Why they cannot hold together.</param>
public sealed record Conflict(Group Group, IReadOnlyList<LedgerNumber> Numbers, LedgerNumber Dropped, ConflictReason Reason);
