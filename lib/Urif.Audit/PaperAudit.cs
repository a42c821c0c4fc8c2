namespace Urif.Audit;

/// <summary>Puts every printed number of a ledger through the catalogue of checks.</summary>
public static class PaperAudit
{
    /// <summary>The catalogue of checks, in the order in which reports list them.</summary>
    public static IReadOnlyList<ICheck> Catalogue { get; } =
    [
        new PercentOfCount(), new PartitionTotal(), new GroupTotal(), new Grim(), new GrimPercent(), new Grimmer(),
        new SdBounds(), new LatticeExistence(), new TFromSummary(), new PFromSummary(), new PFromStatistic(), new TwoByTwoTests(),
        new RankSumBounds(), new MeanMedian(), new MomentsQuartiles(), new QuartileOrder(), new GroupDefinition(),
        new ProductMean(), new ProductDefinition(), new SameWomen(), new OutcomeTree(), new OddsRatioIntervalAndP(),
        new AdjustedStandardError(), new TextTable(), new SignificanceClaim(),
    ];

    /// <summary>Audits a ledger.</summary>
    public static AuditReport Run(Ledger ledger)
    {
        var paper = new AuditContext(PlainLedger.Of(ledger));
        var results = Catalogue.SelectMany(c => c.Run(paper)).Where(r => !SaysNothing(r)).ToList();
        var byNumber = results.ToLookup(r => r.Number.Id, StringComparer.Ordinal);
        var numbers = ledger.Numbers.Select(n =>
        {
            var checks = byNumber[n.Id].ToList();
            return new NumberAudit(n, checks.Count == 0 ? Verdict.NotCheckable : checks.Max(c => c.Verdict), checks);
        }).ToList();
        var claims = ClaimAudits.Of(paper, numbers).ToDictionary(c => c.Claim.Id, StringComparer.Ordinal);
        return new(ledger, numbers, [.. ledger.Claims.Select(c => claims.GetValueOrDefault(c.Id) ?? NotTested(c))], Findings.Of(paper, results), LabelSuggestions.Of(paper, results));
    }

    private static ClaimAudit NotTested(Claim claim) =>
        new(claim, Verdict.NotCheckable, new("It is of three groups or more at once, which is not tested yet.", "该结论同时涉及三组或更多组，目前不作检验。"), []);

    /// <summary>
    /// Whether a check would have let every value of that many digits pass (GRIM with more women than the digits resolve):
    /// such a pass is no evidence, and is not booked.
    /// </summary>
    private static bool SaysNothing(CheckResult result) =>
        !result.Verdict.IsFinding() && result.Number.Printed.Relation == Relation.Equal && result.PassShare >= 1;
}
