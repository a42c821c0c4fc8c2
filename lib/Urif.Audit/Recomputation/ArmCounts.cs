using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The events of an arm as its entry fixes them: by a count, or by a percent that few counts give.</summary>
internal static class ArmCounts
{
    /// <summary>The most counts that a percent may stand for and still be said to fix them.</summary>
    private const int MostCounts = 4;

    /// <summary>The counts that the entry can stand for, of all women of the group; none where it fixes none.</summary>
    public static IReadOnlyList<int> Of(ArmEntry entry) => Of(entry, entry.Size);

    /// <summary>The counts that the entry can stand for, of so many women.</summary>
    public static IReadOnlyList<int> Of(ArmEntry entry, int women)
    {
        if (entry[Statistic.N] is { } n) return entry.Events is null || n.Printed.Relation != Relation.Equal ? [] : Whole(n, women);
        if (entry.Variable.Kind != VariableKind.Binary || entry[Statistic.Percent] is not { Printed.Relation: Relation.Equal } percent
            || percent.Facts.Denominator is not (null or { Kind: DenominatorKind.Group })
            || percent.Unit is not (null or AnalysisUnit.Women)
            || percent.Facts.Estimator is StatedEstimator.KaplanMeier)
            return [];
        var shares = Shares(percent);
        int least = (int)Math.Ceiling(shares.Low * women / 100 - 1e-9), most = (int)Math.Floor(shares.High * women / 100 + 1e-9);
        (least, most) = (Math.Max(0, least), Math.Min(women, most));
        return most - least < MostCounts ? [.. Enumerable.Range(least, Math.Max(0, most - least + 1))] : [];
    }

    /// <summary>
    /// The women that a count can be of, where some values are missing: at most a fifth of the group, and only as far as the
    /// percent printed beside it allows.
    /// </summary>
    public static (int Least, int Most) Women(ArmEntry entry, int events)
    {
        int most = entry.Size, least = Math.Max(events, Math.Max(entry.LeastSize, UnstatedLosses.Fewest(most)));
        if (entry[Statistic.N] is null || entry[Statistic.Percent] is not { Printed.Relation: Relation.Equal } percent || events == 0)
            return (least, most);
        var shares = Shares(percent);
        int from = (int)Math.Ceiling(100.0 * events / shares.High - 1e-9), to = (int)Math.Floor(100.0 * events / Math.Max(shares.Low, 1e-9)
            + 1e-9);
        // A percent of another denominator says nothing of how many are missing.
        return to < least || from > most ? (most, most) : (Math.Max(least, from), Math.Min(most, to));
    }

    /// <summary>Of a percent rounded to the nearest, or cut off.</summary>
    private static Interval Shares(LedgerNumber percent)
    {
        var (nearest, cut) = (percent.Printed.Rounded, percent.Printed.Truncated);
        return new(nearest.Low, Math.Max(nearest.High, cut.High));
    }

    private static int[] Whole(LedgerNumber n, int size) =>
        n.Printed.Decimals == 0 && n.Printed.Digits >= 0 && n.Printed.Digits <= size && n.Unit is null or AnalysisUnit.Women
            ? [(int)n.Printed.Digits] : [];
}
