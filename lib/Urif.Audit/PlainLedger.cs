namespace Urif.Audit;

/// <summary>
/// The part of a ledger that the checks read: numbers of the kinds they know, of which nothing is stated that would change what
/// they test. What is left out is not checkable.
/// </summary>
internal static class PlainLedger
{
    /// <summary>That part of a ledger.</summary>
    public static Ledger Of(Ledger ledger)
    {
        var links = new LedgerLinks(ledger);
        // Where fewer women have a value, or something else than women is counted, the group's size is not the n of the entry.
        var otherN = ledger.Numbers.Where(n => n.Statistic == Statistic.ValidN || n.Unit is not null and not AnalysisUnit.Women)
            .Select(n => (n.Table, n.Variable.Id, n.Group)).ToHashSet();
        var rowsOfOtherN = otherN.Select(c => (c.Table, c.Id)).ToHashSet();
        var numbers = ledger.Numbers.Where(n => IsPlain(n) && !otherN.Contains((n.Table, n.Variable.Id, n.Group))
            && (ledger.Groups.Any(g => g.Id == n.Group) || !rowsOfOtherN.Contains((n.Table, n.Variable.Id)))).ToList();
        if (numbers.Count == ledger.Numbers.Count && !ledger.Claims.Any(c => c.Comparison.IsOmnibus)) return ledger;
        return ledger with
        {
            Numbers = numbers,
            Claims = [.. ledger.Claims.Where(c => !c.Comparison.IsOmnibus)],
        };

        bool IsPlain(LedgerNumber number) => OfArms(number.Facts) == NumberFacts.None && IsKnown(number.Statistic)
            && (number.Printed.Relation == Relation.Equal || !LedgerWords.IsOfGroup(number.Statistic))
            && (number.Statistic is not (Statistic.CiLow or Statistic.CiHigh) || links.EstimateOf(number) is { } estimate
                && !LedgerWords.IsOfGroup(estimate.Statistic) || links.EstimateOf(number) is null);
    }

    /// <summary>What is stated of a number but for what the checks of tests and estimates read.</summary>
    private static NumberFacts OfArms(NumberFacts facts) =>
        facts with { Test = null, Sides = null, Scope = null, Interval = null, Estimator = facts.Estimator is StatedEstimator.KaplanMeier
            ? facts.Estimator : null };

    private static bool IsKnown(Statistic statistic) => statistic is Statistic.N or Statistic.Percent or Statistic.Mean or Statistic.Sd
        or Statistic.Median or Statistic.Q1 or Statistic.Q3 or (>= Statistic.T and <= Statistic.CiHigh);
}
