namespace Urif.Audit;

/// <summary>The numbers of women that a rate can be a rate of.</summary>
internal static class Denominators
{
    /// <summary>The group's size, which the paper states, then the count of the outcome that contains this one.</summary>
    public static IEnumerable<(Convention Convention, bool Stated, int Women)> Of(LedgerIndex paper, ArmEntry cell)
    {
        yield return (new Convention.PercentOf(null), true, cell.Size);
        if (cell.Variable is { PartOf.Length: > 0, Across: false }
            && paper.Find(cell.Table, cell.Variable.PartOf, cell.Group.Id)?.Events is > 0 and var whole && whole <= cell.Size)
            yield return (new Convention.PercentOf(paper.Variable(cell.Variable.PartOf)), false, whole);
    }
}
