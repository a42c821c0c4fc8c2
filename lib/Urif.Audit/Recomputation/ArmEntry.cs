using Urif.Statistics;

namespace Urif.Audit;

/// <summary>What a table prints for one variable in one arm, at one time where it tells times apart.</summary>
public sealed class ArmEntry(string table, Variable variable, Group group)
{
    private readonly LedgerNumber?[] _numbers = new LedgerNumber?[Enum.GetValues<Statistic>().Length];

    /// <summary>The table.</summary>
    public string Table { get; } = table;

    /// <summary>The variable.</summary>
    public Variable Variable { get; } = variable;

    /// <summary>The arm.</summary>
    public Group Group { get; } = group;

    /// <summary>When it was measured, in the paper's words; empty where there is one time only.</summary>
    public string Time { get; internal init; } = "";

    /// <summary>How many women the numbers are of: those with a value where that is printed, else all of the arm.</summary>
    public int Size => ValidSize is { } valid and > 0 && (valid <= Group.Size || IsOfOtherUnits) ? valid : Group.Size;

    /// <summary>
    /// The fewest women that the numbers can be of, where values may be missing without a word: <see cref="Size"/> where the number with
    /// a value is printed, where the paper says that none is missing, and where the rows of a partition are all there.
    /// </summary>
    internal int LeastSize { get; set; } = 1;

    /// <summary>Whether some values may be missing.</summary>
    internal bool MayLack => LeastSize < Size;

    /// <summary>The printed number of that kind; null where none is printed.</summary>
    public LedgerNumber? this[Statistic statistic] => _numbers[(int)statistic];

    /// <summary>Every number of the entry.</summary>
    public IEnumerable<LedgerNumber> Numbers => _numbers.Where(n => n is not null)!;

    /// <summary>The printed count of women with the variable as a whole number; null where none is printed.</summary>
    public int? Events => this[Statistic.N] is { } n && !CountsValues ? Whole(n) : null;

    /// <summary>The SD, or the standard error with the root of n by which it is the smaller; null where none is printed.</summary>
    internal (LedgerNumber Number, double Factor)? Spread =>
        this[Statistic.Sd] is { } sd ? (sd, 1) : this[Statistic.Se] is { } se ? (se, Math.Sqrt(Size)) : null;

    /// <summary>The mean beside which an SD or standard error stands.</summary>
    internal (LedgerNumber Mean, LedgerNumber Spread, double Factor)? MeanAndSpread =>
        this[Statistic.Mean] is { } mean && Spread is { } spread ? (mean, spread.Number, spread.Factor) : null;

    private bool IsOfOtherUnits => Numbers.Any(n => n.Unit is not null and not AnalysisUnit.Women);

    /// <summary>
    /// Whether the printed n counts the women with a value: beside the mean or median of a measurement it is no count of events.
    /// </summary>
    private bool CountsValues => Variable.Kind is VariableKind.Continuous or VariableKind.Count && this[Statistic.Percent] is null
        && (this[Statistic.Mean] ?? this[Statistic.Median]) is not null;

    private int? ValidSize => (this[Statistic.ValidN] ?? (CountsValues ? this[Statistic.N] : null)) is { } valid ? Whole(valid) : null;

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
    public QuantileEnvelope Envelope(Interval range, Rounding rounding = Rounding.Nearest) => Envelope(Size, range, rounding);

    /// <summary>What they say of so many women.</summary>
    internal QuantileEnvelope Envelope(int women, Interval range, Rounding rounding) =>
        new(women, range, [.. Quantiles.Select(q => (q.Order, q.Number.Printed.Values(rounding)))]);

    private static int Whole(LedgerNumber number) => (int)Math.Min(number.Printed.Digits, int.MaxValue);

    internal void Add(LedgerNumber number) => _numbers[(int)number.Statistic] ??= number;
}
