namespace Urif.Audit;

/// <summary>
/// One way to read a comparison where tables disagree: which table each arm's numbers are taken from.
/// </summary>
/// <param name="First">The first arm's entry.</param>
/// <param name="Second">The second arm's entry.</param>
/// <param name="IsOwn">Whether both come from a table that prints the comparison itself.</param>
public sealed record TableReading(ArmEntry First, ArmEntry Second, bool IsOwn);

/// <summary>The readings of a comparison.</summary>
internal static class TableReadings
{
    /// <summary>
    /// Every pair of entries that print this variable for the two arms, in any tables, that a predicate accepts; the
    /// comparison's own table first. For an adjusted comparison the own table is that of the crude one of the same arms.
    /// </summary>
    public static IReadOnlyList<TableReading> Of(LedgerIndex paper, Variable variable, Comparison comparison, Func<ArmEntry, ArmEntry,
        bool> accept)
    {
        var own = paper.Ledger.Comparisons
            .Where(c => c.First == comparison.First && c.Second == comparison.Second).SelectMany(c => c.Tables).ToHashSet();
        return [..
            from a in paper.Everywhere(variable.Id, comparison.First)
            from b in paper.Everywhere(variable.Id, comparison.Second)
            where accept(a, b)
            let isOwn = a.Table == b.Table && own.Contains(a.Table)
            orderby isOwn ? 0 : 1
            select new TableReading(a, b, isOwn)];
    }
}
