namespace Urif.Audit;

/// <summary>What an audit of a ledger found.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Numbers">Every printed number, in the order of the ledger.</param>
/// <param name="Claims">Every claim, in the order of the ledger.</param>
/// <param name="Findings">What a reader should know first, the weightiest first.</param>
/// <param name="Suggestions">Rows that fit another label.</param>
public sealed record AuditReport(
    Ledger Ledger, IReadOnlyList<NumberAudit> Numbers, IReadOnlyList<ClaimAudit> Claims,
    IReadOnlyList<Finding> Findings, IReadOnlyList<LabelSuggestion> Suggestions)
{
    /// <summary>How many numbers have each verdict, all verdicts listed.</summary>
    public IReadOnlyDictionary<Verdict, int> Summary { get; } =
        VerdictNames.InOrder.ToDictionary(v => v, v => Numbers.Count(n => n.Verdict == v));
}
