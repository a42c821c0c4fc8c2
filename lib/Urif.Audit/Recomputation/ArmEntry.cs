using Urif.Statistics;

namespace Urif.Audit;

/// <summary>What a table prints for one variable in one arm.</summary>
public sealed class ArmEntry(string table, Variable variable, Group group)
{
    private readonly LedgerNumber?[] _numbers = new LedgerNumber?[Enum.GetValues<Statistic>().Length];

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The variable.</summary>
    public Variable Variable { get; } = variable;

    /// <summary>The arm.</summary>
    public Group Group { get; } = group;

    /// <summary>How many women the arm has.</summary>
    public int Size => Group.Size;

    /// <summary>The printed number of that kind; null where none is printed.</summary>
    public LedgerNumber? this[Statistic statistic] => _numbers[(int)statistic];

    /// <summary>Every number of the entry.</summary>
    public IEnumerable<LedgerNumber> Numbers => _numbers.Where(n => n is not null)!;

    /// <summary>The printed count as a whole number; null where none is printed.</summary>
    public int? Events => this[Statistic.N] is { } n ? (int)n.Printed.Digits : null;

    /// <summary>The mean and SD, where both are printed.</summary>
    public (LedgerNumber Mean, LedgerNumber Sd)? Moments =>
        this[Statistic.Mean] is { } mean && this[Statistic.Sd] is { } sd ? (mean, sd) : null;

    /// <summary>The printed quantiles with their orders, ascending.</summary>
    public IReadOnlyList<(double Order, LedgerNumber Number)> Quantiles
    {
        get
        {
            var found = new List<(double, LedgerNumber)>(3);
            if (this[Statistic.Q1] is { } q1) found.Add((0.25, q1));
            if (this[Statistic.Median] is { } median) found.Add((0.5, median));
            if (this[Statistic.Q3] is { } q3) found.Add((0.75, q3));
            return found;
        }
    }

    /// <summary>What the printed quantiles say of the sorted sample, within a range.</summary>
    public QuantileEnvelope Envelope(Interval range, Rounding rounding = Rounding.Nearest) =>
        new(Size, range, [.. Quantiles.Select(q => (q.Order, q.Number.Printed.Values(rounding)))]);

    internal void Add(LedgerNumber number) => _numbers[(int)number.Statistic] ??= number;
}
