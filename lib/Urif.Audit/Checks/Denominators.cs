namespace Urif.Audit;

/// <summary>The numbers of women that a rate can be a rate of.</summary>
internal static class Denominators
{
    /// <summary>The group's size, which the paper states, then the count of the outcome that contains this one.</summary>
    public static IEnumerable<(string Name, bool Stated, int Women)> Of(AuditContext paper, Cell cell)
    {
        yield return ("of the group", true, cell.Size);
        if (cell.Variable is { PartOf.Length: > 0, Across: false }
            && paper.Find(cell.Table, cell.Variable.PartOf, cell.Group.Id)?.Events is > 0 and var whole && whole <= cell.Size)
            yield return ($"of those with {paper.Variable(cell.Variable.PartOf).Label.En}", false, whole);
    }
}
