using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The numbers of women that a rate can be a rate of.</summary>
internal static class Denominators
{
    /// <summary>
    /// The denominator that the paper states, and no other; else the women of the group, then the outcome that contains this one, then the
    /// other counts printed for the group of which this one can be a part (transfers, positive hCG, clinical pregnancies), and the
    /// women with the outcome in all arms together.
    /// </summary>
    public static IEnumerable<(Convention Convention, bool Stated, int Women)> Of(LedgerIndex paper, ArmEntry cell)
    {
        var stated = cell[Statistic.Percent]?.Facts.Denominator;
        switch (stated?.Kind)
        {
            case DenominatorKind.Other:
                yield break;
            case DenominatorKind.Group:
                yield return (new Convention.PercentOf(null), true, cell.Group.Size);
                yield break;
            case DenominatorKind.Row:
                if (RowTotal(paper, cell) is { } all) yield return (new Convention.PercentOfRow(), true, all);
                yield break;
            case DenominatorKind.Outcome:
                if (Count(paper, cell, stated.Outcome!) is { } with) yield return (new Convention.PercentOf(stated.Outcome), true, with);
                yield break;
        }

        yield return (new Convention.PercentOf(null), true, cell.Size);
        if (stated is not null) yield break;
        var tried = new HashSet<int> { cell.Size };
        foreach (var variable in Containers(paper, cell))
            if (Count(paper, cell, variable) is { } whole && tried.Add(whole))
                yield return (new Convention.PercentOf(variable), false, whole);
        if (RowTotal(paper, cell) is { } row && tried.Add(row)) yield return (new Convention.PercentOfRow(), false, row);
    }

    /// <summary>
    /// A percent of fewer women than the arm has, where values may be missing: of the printed count, or of any where none is printed.
    /// </summary>
    public static Attainable? Missing(ArmEntry cell, Interval percents)
    {
        if (cell[Statistic.Percent]?.Facts.Denominator is { Kind: not DenominatorKind.Valid }) return null;
        var fewest = MissingValues.Fewest(cell, n => Count(n) is not null);
        if (fewest is not { } missing) return null;
        var women = cell.Size - missing;
        return new(new Convention.Missing(missing), false, Interval.Point(100.0 * Count(women)!.Value / women));

        int? Count(int women)
        {
            if (cell.Events is { } events)
                return events <= women && percents.Contains(100.0 * events / women) ? events : null;
            var count = (int)Math.Ceiling(percents.Low * women / 100);
            return count >= 0 && count <= women && percents.Contains(100.0 * count / women) ? count : null;
        }
    }

    private static IEnumerable<Variable> Containers(LedgerIndex paper, ArmEntry cell)
    {
        if (cell.Variable.PartOf.Length > 0) yield return paper.Variable(cell.Variable.PartOf);
        // A level of a partition is no denominator of another.
        foreach (var variable in paper.Ledger.Variables)
            if (variable.Kind == VariableKind.Binary && variable.Id != cell.Variable.Id && variable.Id != cell.Variable.PartOf
                && (variable.Partition.Length == 0 || variable.Partition != cell.Variable.Partition)) yield return variable;
    }

    private static int? Count(LedgerIndex paper, ArmEntry cell, Variable variable) =>
        (paper.Find(cell.Table, variable.Id, cell.Group.Id) ?? paper.Everywhere(variable.Id, cell.Group.Id).FirstOrDefault())?.Events
            is > 0 and var whole && whole >= (cell.Events ?? 1) ? whole : null;

    /// <summary>The women with the outcome in every arm of the table; null where not every arm prints its count.</summary>
    private static int? RowTotal(LedgerIndex paper, ArmEntry cell)
    {
        if (cell.Events is null) return null;
        long total = 0;
        foreach (var arm in paper.Links.ArmsOf(cell.Table))
        {
            if (paper.Find(cell.Table, cell.Variable.Id, arm.Id, cell.Time)?.Events is not { } events) return null;
            total += events;
        }

        return total >= Math.Max(1, cell.Events.Value) && total <= int.MaxValue ? (int)total : null;
    }
}
