using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A ledger, indexed the way checks ask for its numbers.</summary>
public sealed class AuditContext
{
    private readonly Dictionary<(string Table, string Variable, string Group), Cell> _cells = [];
    private readonly Dictionary<string, Group> _groups;
    private readonly Dictionary<string, Variable> _variables;
    private readonly Dictionary<string, Comparison> _comparisons;
    private readonly Dictionary<string, IReadOnlyDictionary<string, Interval>> _bounds = [];
    private readonly Dictionary<(string, Cell, Cell, Rounding), IReadOnlyList<Convention>> _conventions = [];
    private readonly ILookup<(string, string), Cell> _byArm;
    private readonly HashSet<Cell> _rankTested;

    /// <summary>Indexes a ledger.</summary>
    public AuditContext(Ledger ledger)
    {
        Ledger = ledger;
        _groups = ledger.Groups.ToDictionary(g => g.Id, StringComparer.Ordinal);
        _variables = ledger.Variables.ToDictionary(v => v.Id, StringComparer.Ordinal);
        _comparisons = ledger.Comparisons.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var cells = new List<Cell>();
        foreach (var number in ledger.Numbers.Where(n => !n.InText && _groups.ContainsKey(n.Group)))
        {
            var key = (number.Table, number.Variable.Id, number.Group);
            if (!_cells.TryGetValue(key, out var cell))
            {
                cell = new(number.Table, number.Variable, _groups[number.Group]);
                _cells.Add(key, cell);
                cells.Add(cell);
            }

            cell.Add(number);
        }

        Cells = cells;
        _byArm = cells.ToLookup(c => (c.Variable.Id, c.Group.Id));
        Rows = [.. ComparisonRows()];
        _rankTested = [.. Rows.Where(r => r[Statistic.Z] is not null).SelectMany(r => new[] { r.First, r.Second })];
        TextRows = [.. ledger.Numbers.Where(n => n.InText && _comparisons.ContainsKey(n.Group))];
    }

    /// <summary>The ledger.</summary>
    public Ledger Ledger { get; }

    /// <summary>Every arm's entry in every row of every table, in the order of the ledger.</summary>
    public IReadOnlyList<Cell> Cells { get; }

    /// <summary>Every row of every table that sets two arms side by side.</summary>
    public IReadOnlyList<ComparisonRow> Rows { get; }

    /// <summary>Numbers of the running text that speak of a comparison.</summary>
    public IReadOnlyList<LedgerNumber> TextRows { get; }

    /// <summary>The group of that name.</summary>
    public Group Group(string id) => _groups[id];

    /// <summary>The variable of that name.</summary>
    public Variable Variable(string id) => _variables[id];

    /// <summary>The comparison of that name.</summary>
    public Comparison Comparison(string id) => _comparisons[id];

    /// <summary>An arm's entry in a table's row; null where the table has none.</summary>
    public Cell? Find(string table, string variable, string group) => _cells.GetValueOrDefault((table, variable, group));

    /// <summary>An arm's entries for a variable, over all tables.</summary>
    public IEnumerable<Cell> Everywhere(string variable, string group) =>
        _byArm[(variable, group)];

    /// <summary>The values that each woman of a group can have by the group's definition and those of its parents.</summary>
    /// <returns>A closed interval for each variable that a definition bounds.</returns>
    public IReadOnlyDictionary<string, Interval> Definition(Group group)
    {
        if (_bounds.TryGetValue(group.Id, out var known)) return known;
        var bounds = new Dictionary<string, Interval>(StringComparer.Ordinal);
        for (Group? at = group; at is not null; at = at.Parent is null ? null : _groups[at.Parent])
        {
            foreach (var condition in at.Conditions)
            {
                var (low, high) = bounds.GetValueOrDefault(condition.Variable, new(double.NegativeInfinity, double.PositiveInfinity));
                var c = condition.Closure;
                bounds[condition.Variable] = new(Math.Max(low, c.Low), Math.Min(high, c.High));
            }
        }

        return _bounds[group.Id] = bounds;
    }

    /// <summary>The values one woman of a group can have: the variable's possible range within the group's definition.</summary>
    public Interval Range(Variable variable, Group group)
    {
        var range = variable.Range;
        if (!Definition(group).TryGetValue(variable.Id, out var bound)) return range;
        return new(Math.Max(range.Low, bound.Low), Math.Min(range.High, bound.High));
    }

    /// <summary>The rows that set a comparison's two arms side by side for a variable, whichever table prints them.</summary>
    public IEnumerable<ComparisonRow> RowsOf(Comparison comparison, string variable) =>
        Rows.Where(r => r.Variable.Id == variable
            && r.First.Group.Id == comparison.First && r.Second.Group.Id == comparison.Second);

    /// <summary>The variables of the variable's partition, itself among them; none where it is in none.</summary>
    public IReadOnlyList<Variable> Partition(Variable variable) =>
        variable.Partition.Length == 0 ? [] : [.. Ledger.Variables.Where(v => v.Partition == variable.Partition)];

    /// <summary>Whether the cell stands in a row that prints z, the statistic of a rank test.</summary>
    public bool IsRankTested(Cell cell) => _rankTested.Contains(cell);

    /// <summary>What two arms' summaries make attainable, computed once however many checks ask.</summary>
    internal IReadOnlyList<Convention> Once(string what, Cell first, Cell second, Rounding rounding, Func<IReadOnlyList<Convention>> compute)
    {
        var key = (what, first, second, rounding);
        if (!_conventions.TryGetValue(key, out var found)) _conventions.Add(key, found = compute());
        return found;
    }

    private IEnumerable<ComparisonRow> ComparisonRows()
    {
        foreach (var comparison in Ledger.Comparisons)
        {
            foreach (var table in comparison.Tables)
            {
                var alone = Ledger.Comparisons.Count(c => c.Tables.Contains(table)) == 1;
                var tests = Ledger.Numbers
                    .Where(n => n.Table == table && (n.Group == comparison.Id || (n.Group.Length == 0 && alone)))
                    .ToLookup(n => n.Variable.Id);
                foreach (var first in Cells.Where(c => c.Table == table && c.Group.Id == comparison.First))
                {
                    if (Find(table, first.Variable.Id, comparison.Second) is not { } second) continue;
                    if (first.Variable.Kind == VariableKind.Size) continue;
                    yield return new(comparison, first, second, [.. tests[first.Variable.Id]]);
                }
            }
        }
    }
}

/// <summary>What a table prints for one variable in one arm.</summary>
public sealed class Cell(string table, Variable variable, Group group)
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

    /// <summary>Every number of the cell.</summary>
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

/// <summary>A row of a table that sets two arms side by side, with the statistics printed for it.</summary>
public sealed record ComparisonRow(Comparison Comparison, Cell First, Cell Second, IReadOnlyList<LedgerNumber> Tests)
{
    /// <summary>The table.</summary>
    public string Table => First.Table;

    /// <summary>The variable.</summary>
    public Variable Variable => First.Variable;

    /// <summary>The printed statistic of that kind; null where none is printed.</summary>
    public LedgerNumber? this[Statistic statistic] => Tests.FirstOrDefault(n => n.Statistic == statistic);

    /// <summary>The printed t, z or chi-square; null where none is printed.</summary>
    public LedgerNumber? TestStatistic => this[Statistic.T] ?? this[Statistic.Z] ?? this[Statistic.Chi2];

    /// <summary>The means and SDs of both arms, where all four are printed.</summary>
    public SummaryPair? Moments => First.Moments is { } a && Second.Moments is { } b ? new(First.Size, a, Second.Size, b) : null;

    /// <summary>The counts of both arms, where both are printed and fit their arms.</summary>
    public (int First, int Second)? Events =>
        First.Events is { } a && Second.Events is { } b && a <= First.Size && b <= Second.Size ? (a, b) : null;

    /// <summary>The numbers of both arms.</summary>
    public IEnumerable<LedgerNumber> Inputs => First.Numbers.Concat(Second.Numbers);
}

/// <summary>Two arms' sizes, means and SDs.</summary>
public readonly record struct SummaryPair(
    int N1, (LedgerNumber Mean, LedgerNumber Sd) First, int N2, (LedgerNumber Mean, LedgerNumber Sd) Second)
{
    /// <summary>The four printed numbers.</summary>
    public IReadOnlyList<LedgerNumber> Numbers => [First.Mean, First.Sd, Second.Mean, Second.Sd];
}
