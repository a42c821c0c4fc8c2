namespace Urif.Audit;

/// <summary>How many values a paper can lack without a word.</summary>
/// <remarks>
/// A fifth: Schulz and Grimes, Lancet 2002; 359: 781 (after Sackett): beyond 20% of losses a study's validity is in doubt, and
/// authors who lost more say so. A paper that says "complete" lacks none; one that says "some" may lack half.
/// </remarks>
internal static class UnstatedLosses
{
    private const double MostShare = 0.2;

    /// <summary>The fewest women of a group who can have a value.</summary>
    public static int Fewest(int size) => (int)Math.Ceiling(size * (1 - MostShare) - 1e-9);

    /// <summary>The fewest women of an arm's entry who can have a value: of a product, those who have both factors.</summary>
    public static int Fewest(ArmEntry entry) =>
        entry.Variable.Formula is null ? Fewest(entry.Size) : Math.Max(1, 2 * Fewest(entry.Size) - entry.Size);

    /// <summary>Whether values can be missing.</summary>
    public static bool Possible(LedgerIndex paper) => paper.Ledger.Paper.Missing != StatedCompleteness.Complete;

    /// <summary>
    /// The pairs of arm sizes to try, the greatest first, and no more of them than a number: in steps that grow with the arms.
    /// </summary>
    public static IEnumerable<(int First, int Second)> Sizes((int Least, int Most) first, (int Least, int Most) second, int most = 2500)
    {
        int a = first.Most - first.Least, b = second.Most - second.Least, step = 1;
        while (((long)a / step + 1) * (b / step + 1) > most) step++;
        for (var missing = 0; missing <= a + b; missing += step)
        {
            for (var lost = 0; lost <= Math.Min(a, missing); lost += step)
                if (missing - lost <= b) yield return (first.Most - lost, second.Most - (missing - lost));
        }
    }

    /// <summary>The sizes of several arms to try, as those of two.</summary>
    public static IEnumerable<int[]> Sizes(IReadOnlyList<(int Least, int Most)> arms, int most = 2500)
    {
        var step = 1;
        while (arms.Aggregate(1.0, (count, a) => count * ((a.Most - a.Least) / step + 1)) > most) step++;
        IEnumerable<int[]> all = [[]];
        foreach (var (least, greatest) in arms)
        {
            all = all.SelectMany(begun => Enumerable.Range(0, (greatest - least) / step + 1)
                .Select(k => (int[])[.. begun, greatest - k * step]));
        }

        return all.OrderByDescending(sizes => sizes.Sum());
    }
}
