namespace Urif.Audit;

/// <summary>A row of a table that sets two arms side by side, with the statistics printed for it.</summary>
internal sealed record ComparisonRow(Comparison Comparison, ArmEntry First, ArmEntry Second, IReadOnlyList<LedgerNumber> Tests)
{
    /// <summary>The table.</summary>
    public string Table => First.Table;

    /// <summary>The variable.</summary>
    public Variable Variable => First.Variable;

    /// <summary>The printed statistic of that kind; null where none is printed.</summary>
    public LedgerNumber? this[Statistic statistic] => Tests.FirstOrDefault(n => n.Statistic == statistic);

    /// <summary>The printed t, z or chi-square; null where none is printed.</summary>
    public LedgerNumber? TestStatistic => this[Statistic.T] ?? this[Statistic.Z] ?? this[Statistic.Chi2];

    /// <summary>The means and SDs, or standard errors, of both arms, where all four are printed.</summary>
    public SummaryPair? Moments =>
        First.MeanAndSpread is not null && Second.MeanAndSpread is not null ? RowTests.Pair(First, Second) : null;

    /// <summary>The counts of both arms, where both are printed and fit their arms.</summary>
    public (int First, int Second)? Events =>
        First.Events is { } a && Second.Events is { } b && a <= First.Size && b <= Second.Size ? (a, b) : null;

    /// <summary>The numbers of both arms.</summary>
    public IEnumerable<LedgerNumber> Inputs => First.Numbers.Concat(Second.Numbers);
}

/// <summary>Two arms' sizes, means and SDs; or standard errors, in the place of the SDs.</summary>
public readonly record struct SummaryPair(
    int N1, (LedgerNumber Mean, LedgerNumber Sd) First, int N2, (LedgerNumber Mean, LedgerNumber Sd) Second)
{
    /// <summary>The four printed numbers.</summary>
    public IReadOnlyList<LedgerNumber> Numbers => [First.Mean, First.Sd, Second.Mean, Second.Sd];
}
