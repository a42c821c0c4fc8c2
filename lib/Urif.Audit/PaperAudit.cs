namespace Urif.Audit;

/// <summary>Puts every printed number of a ledger through the catalogue of checks.</summary>
public static class PaperAudit
{
    /// <summary>Audits a ledger.</summary>
    public static AuditReport Run(Ledger ledger)
    {
        var paper = new LedgerIndex(PlainLedger.Of(ledger));
        var bounds = CheckCatalogue.All.Where(c => c.IsBound).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var results = SharedConventions.Settle(ledger.Paper, [.. CheckCatalogue.All.SelectMany(c => c.Run(paper))])
            .Where(r => !SaysNothing(r)).Select(r => r.Weighed(bounds.Contains(r.Check))).ToList();
        var byNumber = results.ToLookup(r => r.Number.Id, StringComparer.Ordinal);
        var own = ledger.Numbers.ToDictionary(n => n.Id, n => Audit(n, [.. byNumber[n.Id]]), StringComparer.Ordinal);
        var numbers = ledger.Numbers.Select(n => n.InText ? Echoing(own[n.Id], own) : own[n.Id]).ToList();
        var claims = ClaimAudits.Of(paper, numbers).ToDictionary(c => c.Claim.Id, StringComparer.Ordinal);
        return new(ledger, numbers, [.. ledger.Claims.Select(c => claims.GetValueOrDefault(c.Id) ?? NotTested(c))],
            Findings.Of(paper, results), LabelSuggestions.Of(paper, results));
    }

    private static NumberAudit Audit(LedgerNumber number, IReadOnlyList<CheckResult> checks) =>
        new(number, checks.Count == 0 ? Verdict.NotCheckable : checks.Max(c => c.Verdict), checks);

    /// <summary>
    /// A number of the text with the verdict of the table's number that it repeats: saying it again makes it no truer. A bound ("P
    /// &gt; 0.05") that a check of its own bears out needs no other.
    /// </summary>
    private static NumberAudit Echoing(NumberAudit audit, Dictionary<string, NumberAudit> own)
    {
        var isBorneOut = audit.Number.Printed.Relation != Relation.Equal
            && audit.Checks.Any(c => c.Reason is not Reason.PrintedElsewhere && c.Verdict != Verdict.NotCheckable);
        return Audit(audit.Number, [.. audit.Checks.Select(Echo)]);

        CheckResult Echo(CheckResult result) =>
            result.Reason is not Reason.PrintedElsewhere reason || result.Verdict.IsFinding() ? result
            : !isBorneOut && !reason.Other.InText && own[reason.Other.Id].Verdict is not Verdict.NotCheckable and var verdict
                ? result with { Verdict = verdict, Reason = reason with { Echoed = verdict } }
            : result with { Verdict = Verdict.Consistent };
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
