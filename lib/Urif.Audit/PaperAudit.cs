namespace Urif.Audit;

/// <summary>Puts every printed number of a ledger through the catalogue of checks.</summary>
public static class PaperAudit
{
    /// <summary>Audits a ledger.</summary>
    public static AuditReport Run(Ledger ledger)
    {
        var paper = new LedgerIndex(PlainLedger.Of(ledger));
        var results = SharedConventions.Settle(ledger.Paper, [.. CheckCatalogue.All.SelectMany(c => c.Run(paper))])
            .Where(r => !SaysNothing(r)).ToList();
        var byNumber = results.ToLookup(r => r.Number.Id, StringComparer.Ordinal);
        var numbers = ledger.Numbers.Select(n =>
        {
            var checks = byNumber[n.Id].ToList();
            return new NumberAudit(n, checks.Count == 0 ? Verdict.NotCheckable : checks.Max(c => c.Verdict), checks);
        }).ToList();
        var claims = ClaimAudits.Of(paper, numbers).ToDictionary(c => c.Claim.Id, StringComparer.Ordinal);
        return new(ledger, numbers, [.. ledger.Claims.Select(c => claims.GetValueOrDefault(c.Id) ?? NotTested(c))],
            Findings.Of(paper, results), LabelSuggestions.Of(paper, results));
    }

    private static ClaimAudit NotTested(Claim claim) =>
        new(claim, Verdict.NotCheckable, new ClaimReason.ManyGroups(), []);

    /// <summary>
    /// Whether a check would have let every value of that many digits pass (GRIM with more women than the digits resolve):
    /// such a pass is no evidence, and is not booked.
    /// </summary>
    private static bool SaysNothing(CheckResult result) =>
        !result.Verdict.IsFinding() && result.Number.Printed.Relation == Relation.Equal && result.PassShare >= 1;
}
