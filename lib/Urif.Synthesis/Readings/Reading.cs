using Urif.Audit;

namespace Urif.Synthesis;

/// <summary>
/// Which printed numbers a synthetic cohort has to have: some arms are printed twice, with different numbers, so that no cohort
/// can have them all.
/// </summary>
/// <remarks>
/// What binds are the arms' counts, percents, means, SDs, medians and quartiles. Tests (t, z, χ², p, odds ratios) follow from the
/// rows and never bind. Read from a file by <see cref="ReadingReader"/>.
/// </remarks>
public sealed record Reading
{
    /// <summary>The name: <c>tables-1-2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it takes as true, for readers.</summary>
    public required Localized Title { get; init; }

    /// <summary>The ledger that the numbers are of.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>The numbers that bind, in the order of the ledger.</summary>
    public required IReadOnlyList<LedgerNumber> Binding { get; init; }

    /// <summary>
    /// Patterns of the numbers that give way where numbers cannot hold together, the first to go first. Among numbers that no pattern
    /// names, SDs go before means, means before quartiles, quartiles before medians, percents before counts; within these, those
    /// printed later go before those printed earlier.
    /// </summary>
    public IReadOnlyList<string> GiveWay { get; init; } = [];

    /// <summary>What is assumed where the paper prints nothing.</summary>
    public SynthesisModel Model { get; init; } = new();

    /// <summary>Whether a number is one that can bind.</summary>
    public static bool CanBind(LedgerNumber number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Group.Length > 0 && number.Printed.Relation == Relation.Equal
            && number.Statistic is Statistic.N or Statistic.Percent or Statistic.Mean or Statistic.Sd or Statistic.Median or Statistic.Q1
                or Statistic.Q3;
    }

    /// <summary>Where a number stands in the order of giving way: the lowest goes first.</summary>
    internal (int, int, int) Rank(LedgerNumber number)
    {
        var pattern = 0;
        while (pattern < GiveWay.Count && !IdPattern.Matches(GiveWay[pattern], number.Id)) pattern++;
        var kind = number.Statistic switch
        {
            Statistic.Sd => 0,
            Statistic.Mean => 1,
            Statistic.Q1 or Statistic.Q3 => 2,
            Statistic.Median => 3,
            Statistic.Percent => 4,
            _ => 5,
        };
        return (pattern, kind, -Place(number));
    }

    private int Place(LedgerNumber number)
    {
        for (var i = 0; i < Binding.Count; i++)
            if (ReferenceEquals(Binding[i], number)) return i;
        return Binding.Count;
    }
}

/// <summary>A pattern of the ids of numbers: <c>*</c> stands for any characters.</summary>
internal static class IdPattern
{
    /// <summary>Whether an id fits a pattern.</summary>
    public static bool Matches(string pattern, string id) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, id, ignoreCase: false);
}
