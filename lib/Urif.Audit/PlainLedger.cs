namespace Urif.Audit;

/// <summary>
/// The part of a ledger that the checks read: numbers of the kinds they know, of which nothing is stated that would change what
/// they test, and comparisons of two groups. What is left out is not checkable.
/// </summary>
internal static class PlainLedger
{
    /// <summary>That part of a ledger.</summary>
    public static Ledger Of(Ledger ledger)
    {
        var links = new LedgerLinks(ledger);
        var groups = ledger.Groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        // Where something else than women is counted, and not how many in all, the n of the entry is not known.
        var otherN = ledger.Numbers.Where(n => n.Unit is not null and not AnalysisUnit.Women
                && links.ValidN(n.Table, n.Variable.Id, n.Group, n.Facts.Time) is null)
            .Select(n => (n.Table, n.Variable.Id, n.Group)).ToHashSet();
        var rowsOfOtherN = otherN.Select(c => (c.Table, c.Id)).ToHashSet();
        var numbers = ledger.Numbers.Where(n => IsPlain(n) && !otherN.Contains((n.Table, n.Variable.Id, n.Group))
            && (groups.Contains(n.Group) || !rowsOfOtherN.Contains((n.Table, n.Variable.Id)))).ToList();
        if (numbers.Count == ledger.Numbers.Count && !ledger.Comparisons.Any(c => c.IsOmnibus)) return ledger;
        return ledger with
        {
            Numbers = numbers,
            Comparisons = [.. ledger.Comparisons.Where(c => !c.IsOmnibus)],
            Claims = [.. ledger.Claims.Where(c => !c.Comparison.IsOmnibus)],
        };

        bool IsPlain(LedgerNumber number) => IsKnown(number, groups.Contains(number.Group)) && IsKnown(number.Statistic)
            && number.Printed.Relation is var r && (
                r == Relation.Equal || (number.Statistic == Statistic.P && r is Relation.Less or Relation.Greater))
            && (number.Statistic is not (Statistic.CiLow or Statistic.CiHigh) || links.EstimateOf(number)
                is { Statistic: Statistic.OddsRatio })
            && (groups.Contains(number.Group) && (LedgerWords.IsOfGroup(number.Statistic) || number.Statistic == Statistic.Se) || links.ComparisonOf(number) is { IsOmnibus: false });
    }

    /// <summary>Whether the checks make use of what is stated of a number.</summary>
    private static bool IsKnown(LedgerNumber number, bool isOfGroup) => NumberFacts.None == (isOfGroup
        ? number.Facts with
        {
            Time = "", Denominator = null, Unit = null,
            Estimator = number.Facts.Estimator is StatedEstimator.KaplanMeier or StatedEstimator.Crude ? null : number.Facts.Estimator,
        }
        : number.Facts with { Time = "" });

    private static bool IsKnown(Statistic statistic) => statistic is Statistic.N or Statistic.Percent or Statistic.Mean or Statistic.Sd
        or Statistic.ValidN or Statistic.Se or Statistic.Iqr or Statistic.Min or Statistic.Max
        or Statistic.Median or Statistic.Q1 or Statistic.Q3 or Statistic.T or Statistic.Z or Statistic.Chi2 or Statistic.P
        or Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh;
}
