using Urif.Audit;

namespace Urif.Synthesis;

/// <summary>Finds which numbers of a block cannot hold together, and lets some of them give way until the rest can.</summary>
internal static class ConflictSearch
{
    /// <summary>
    /// The conflicts of a block, one after another, each after the number that gave way in the one before is gone, and the numbers
    /// that remain.
    /// </summary>
    /// <remarks>
    /// Each conflict is of the least size: sets of one number are asked before pairs, pairs before triples. Among those of
    /// one size the one whose number gives way first is taken. So no number of a conflict is there by accident.
    /// </remarks>
    public static (IReadOnlyList<Conflict> Conflicts, IReadOnlyList<LedgerNumber> Left) Of(NumberBlock block)
    {
        var conflicts = new List<Conflict>();
        var left = block.Numbers.ToList();
        while (left.Count > 0 && block.Decide(left) == Decision.No)
        {
            var conflict = Smallest(block, left);
            var dropped = conflict.MinBy(block.Arm.Reading.Rank)!;
            conflicts.Add(new(block.Arm.Group, conflict, dropped, block.Reason(conflict)));
            left.Remove(dropped);
        }

        return (conflicts, left);
    }

    private static LedgerNumber[] Smallest(NumberBlock block, List<LedgerNumber> numbers)
    {
        // First to give way, first asked.
        LedgerNumber[] ordered = [.. numbers.OrderBy(block.Arm.Reading.Rank)];
        for (var size = 1; size < ordered.Length; size++)
        {
            foreach (var set in Sets(ordered, size))
            {
                LedgerNumber[] inOrder = [.. numbers.Where(set.Contains)];
                if (block.Decide(inOrder) == Decision.No) return inOrder;
            }
        }

        return [.. numbers];
    }

    private static IEnumerable<HashSet<LedgerNumber>> Sets(LedgerNumber[] from, int size)
    {
        var places = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return [.. places.Select(p => from[p])];
            var at = size - 1;
            while (at >= 0 && places[at] == from.Length - size + at) at--;
            if (at < 0) yield break;
            places[at]++;
            for (var i = at + 1; i < size; i++) places[i] = places[i - 1] + 1;
        }
    }
}
