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
        var groups = ledger.Groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        // Where something else than women is counted, and not how many in all, the n of the entry is not known.
        var sizes = ledger.Groups.ToDictionary(g => g.Id, g => g.Size, StringComparer.Ordinal);
        var otherN = ledger.Numbers.Where(n => (n.Unit is not null and not AnalysisUnit.Women || CountsOthers(n, sizes))
                && links.ValidN(n.Table, n.Variable.Id, n.Group, n.Facts.Time) is null)
            .Select(n => (n.Table, n.Variable.Id, n.Group)).ToHashSet();
        var rowsOfOtherN = otherN.Select(c => (c.Table, c.Id)).ToHashSet();
        var numbers = ledger.Numbers.Where(n => IsPlain(n) && !otherN.Contains((n.Table, n.Variable.Id, n.Group))
            && (groups.Contains(n.Group) || !rowsOfOtherN.Contains((n.Table, n.Variable.Id)))).ToList();
        if (numbers.Count == ledger.Numbers.Count && !ledger.Claims.Any(c => c.Comparison.IsOmnibus)) return ledger;
        return ledger with
        {
            Numbers = numbers,
            Claims = [.. ledger.Claims.Where(c => !c.Comparison.IsOmnibus)],
        };

        bool IsPlain(LedgerNumber number) => IsKnown(number, groups.Contains(number.Group))
            && (number.Printed.Relation == Relation.Equal || !LedgerWords.IsOfGroup(number.Statistic))
            && (number.Statistic is not (Statistic.CiLow or Statistic.CiHigh)
                || links.EstimateOf(number) is not { } estimate || !LedgerWords.IsOfGroup(estimate.Statistic));
    }

    /// <summary>Whether a count is above its arm's size and its variable's name says that not women are counted.</summary>
    private static bool CountsOthers(LedgerNumber number, Dictionary<string, int> sizes) => number is
        { Statistic: Statistic.N, Variable.Kind: VariableKind.Binary, Unit: null } && sizes.TryGetValue(number.Group, out var size)
        && number.Printed.Digits > size && LedgerWords.NamesOtherUnits(number.Variable);

    /// <summary>Whether the checks make use of what is stated of a number.</summary>
    private static bool IsKnown(LedgerNumber number, bool isOfGroup) => NumberFacts.None == (isOfGroup
        ? number.Facts with
        {
            Time = "", Denominator = null, Unit = null,
            Estimator = number.Facts.Estimator is StatedEstimator.KaplanMeier or StatedEstimator.Crude ? null : number.Facts.Estimator,
        }
        : number.Facts with { Time = "", Test = null, Sides = null, Scope = null, Estimator = null, Interval = null });
}
