using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A ledger, indexed the way checks ask for its numbers.</summary>
internal sealed class LedgerIndex
{
    private static readonly HashSet<string> TimeUnits = new(StringComparer.OrdinalIgnoreCase)
    {
        "year", "years", "y", "yr", "month", "months", "week", "weeks", "day", "days", "hour", "hours",
    };

    // More printed means in one step than this are not tried one by one.
    private const double MostPlaces = 1000;

    private readonly Dictionary<(string Table, string Variable, string Group, string Time), ArmEntry> _entries = [];
    private readonly Dictionary<(string Table, string Variable, string Group), ArmEntry> _firstEntries = [];
    private readonly Dictionary<string, Group> _groups;
    private readonly Dictionary<string, Variable> _variables;
    private readonly Dictionary<string, Comparison> _comparisons;
    private readonly Dictionary<string, IReadOnlyDictionary<string, Interval>> _bounds = [];
    private readonly Dictionary<(string, ArmEntry, ArmEntry, Rounding), IReadOnlyList<Attainable>> _alternatives = [];
    private readonly Dictionary<(int, int, double, int), double> _shares = [];
    private readonly Dictionary<(string, LedgerNumber), Judgement> _judgements = new(ByReference.Instance);
    private readonly ILookup<(string, string), ArmEntry> _byArm;
    private readonly HashSet<ArmEntry> _rankTested;

    /// <summary>Indexes a ledger.</summary>
    public LedgerIndex(Ledger ledger)
    {
        Ledger = ledger;
        _groups = ledger.Groups.ToDictionary(g => g.Id, StringComparer.Ordinal);
        _variables = ledger.Variables.ToDictionary(v => v.Id, StringComparer.Ordinal);
        _comparisons = ledger.Comparisons.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var entries = new List<ArmEntry>();
        foreach (var number in ledger.Numbers.Where(n => !n.InText && _groups.ContainsKey(n.Group)))
        {
            var key = (number.Table, number.Variable.Id, number.Group, number.Facts.Time);
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = new(number.Table, number.Variable, _groups[number.Group]) { Time = number.Facts.Time };
                _entries.Add(key, entry);
                _firstEntries.TryAdd((number.Table, number.Variable.Id, number.Group), entry);
                entries.Add(entry);
            }

            entry.Add(number);
        }

        Links = new LedgerLinks(ledger);
        foreach (var entry in entries)
            if (Links.ValidN(entry.Table, entry.Variable.Id, entry.Group.Id, entry.Time) is { } valid) entry.Add(valid);
        Entries = entries;
        SetLeastSizes();
        _byArm = entries.ToLookup(c => (c.Variable.Id, c.Group.Id));
        Rows = [.. ComparisonRows()];
        _rankTested = [.. Rows.Where(r => r[Statistic.Z] is not null).SelectMany(r => new[] { r.First, r.Second })];
        TextRows = [.. ledger.Numbers.Where(n => n.InText && _comparisons.ContainsKey(n.Group))];
    }

    /// <summary>The ledger.</summary>
    public Ledger Ledger { get; }

    /// <summary>What its numbers are to one another.</summary>
    public LedgerLinks Links { get; }

    /// <summary>Every arm's entry in every row of every table, in the order of the ledger.</summary>
    public IReadOnlyList<ArmEntry> Entries { get; }

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
    /// <param name="table">The table.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="group">The arm.</param>
    /// <param name="time">The time; null for the one printed first.</param>
    public ArmEntry? Find(string table, string variable, string group, string? time = null) => time is null
        ? _firstEntries.GetValueOrDefault((table, variable, group)) : _entries.GetValueOrDefault((table, variable, group, time));

    /// <summary>
    /// Whether two entries are of one moment: at one time that the paper states, or where it states none, unless two tables may be of
    /// two times (<see cref="MayDifferInTime"/>).
    /// </summary>
    public bool IsSameMoment(ArmEntry a, ArmEntry b) =>
        a.Time == b.Time && (a.Table == b.Table || a.Time.Length > 0 || !MayDifferInTime(a.Table, b.Table));

    /// <summary>
    /// Whether two tables may print one variable at two times. A table that sets an arm beside other women than another table does shows it
    /// as it was there; one that compares the same women in the same variable again, or makes no comparison, has a reason to.
    /// </summary>
    public bool MayDifferInTime(string table, string other)
    {
        var (mine, others) = (Compared(table), Compared(other));
        return table != other && (mine.Count == 0 || others.Count == 0 || mine.Overlaps(others));

        HashSet<(string, string)> Compared(string name) =>
            [.. Ledger.Comparisons.Where(c => c.Tables.Contains(name)).Select(c => (c.First, c.Second))];
    }

    /// <summary>An arm's entries for a variable, over all tables.</summary>
    public IEnumerable<ArmEntry> Everywhere(string variable, string group) =>
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
    /// <remarks>
    /// Of a time measured exactly, a bound may be of completed units: a woman of 40 completed years is less than 41, and the range reaches
    /// as far.
    /// </remarks>
    public Interval Range(Variable variable, Group group)
    {
        var range = Defined(variable, group);
        var isCompleted = variable.Granularity is null && TimeUnits.Contains(variable.Unit) && range.High < variable.Range.High
            && range.High == Math.Floor(range.High);
        return isCompleted ? range with { High = Math.Min(range.High + 1, variable.Range.High) } : range;
    }

    /// <summary>The same with the definition's bounds as they stand.</summary>
    public Interval Defined(Variable variable, Group group)
    {
        var range = variable.Range;
        if (!Definition(group).TryGetValue(variable.Id, out var bound)) return range;
        return new(Math.Max(range.Low, bound.Low), Math.Min(range.High, bound.High));
    }

    /// <summary>The rows that set a comparison's two arms side by side for a variable, whichever table prints them.</summary>
    public IEnumerable<ComparisonRow> RowsOf(Comparison comparison, string variable) =>
        comparison.IsOmnibus ? [] : Rows.Where(r => r.Variable.Id == variable
            && r.First.Group.Id == comparison.First && r.Second.Group.Id == comparison.Second);

    /// <summary>The variables of the variable's partition, itself among them; none where it is in none.</summary>
    public IReadOnlyList<Variable> Partition(Variable variable) =>
        variable.Partition.Length == 0 ? [] : [.. Ledger.Variables.Where(v => v.Partition == variable.Partition)];

    /// <summary>Whether the entry stands in a row that prints z, the statistic of a rank test.</summary>
    public bool IsRankTested(ArmEntry entry) => _rankTested.Contains(entry);

    /// <summary>What two arms' summaries make attainable, computed once however many checks ask.</summary>
    public IReadOnlyList<Attainable> Once(string what, ArmEntry first, ArmEntry second, Rounding rounding,
        Func<IReadOnlyList<Attainable>> compute)
    {
        var key = (what, first, second, rounding);
        if (!_alternatives.TryGetValue(key, out var found)) _alternatives.Add(key, found = compute());
        return found;
    }

    /// <summary>
    /// The share of printed means in one step that some total of values in steps gives, of as many women as the entry may be of;
    /// computed once for each number of women, step and digits.
    /// </summary>
    public double ShareOfMeans(ArmEntry entry, PrintedNumber printed, double step)
    {
        var key = (entry.LeastSize, entry.Size, step, printed.Decimals);
        if (_shares.TryGetValue(key, out var known)) return known;
        return _shares[key] = Share();

        double Share()
        {
            var places = Math.Round(step * Math.Pow(10, printed.Decimals));
            // From so many women on the totals lie closer than the digits.
            if (entry.Size >= places || places > MostPlaces || places < 1) return 1;
            var passes = new bool[(int)places];
            for (var n = entry.LeastSize; n <= entry.Size; n++)
            {
                for (var k = 0; k < n; k++)
                {
                    // A tie goes either way.
                    var at = k * places / n;
                    passes[(int)(Math.Ceiling(at - 0.5 - 1e-9) % places)] = passes[(int)(Math.Floor(at + 0.5 + 1e-9) % places)] = true;
                }
            }

            return passes.Count(p => p) / places;
        }
    }

    private void SetLeastSizes()
    {
        foreach (var entry in Entries)
        {
            var isKnown = Ledger.Paper.Missing == StatedCompleteness.Complete || entry.Size < entry.Group.Size
                || entry[Statistic.ValidN] is not null;
            if (isKnown) entry.LeastSize = entry.Size;
        }

        // Rows of a partition that are all printed say how many women have a value.
        foreach (var rows in Entries.Where(e => e.Variable.Partition.Length > 0)
            .GroupBy(e => (e.Table, e.Group.Id, e.Variable.Partition, e.Time)))
        {
            var all = rows.ToList();
            if (all.Count != Ledger.Variables.Count(v => v.Partition == rows.Key.Partition) || all.Exists(e => e.Events is null)) continue;
            var total = all.Sum(e => (long)e.Events!.Value);
            foreach (var entry in all) entry.LeastSize = Math.Max(entry.LeastSize, (int)Math.Clamp(total, 1, entry.Size));
        }
    }

    /// <summary>How a number of a row was judged, computed once however many checks ask.</summary>
    public Judgement Judged(string what, LedgerNumber number, Func<Judgement> compute)
    {
        if (!_judgements.TryGetValue((what, number), out var found)) _judgements.Add((what, number), found = compute());
        return found;
    }

    private IEnumerable<ComparisonRow> ComparisonRows()
    {
        foreach (var comparison in Ledger.Comparisons.Where(c => !c.IsOmnibus))
        {
            foreach (var table in comparison.Tables)
            {
                var alone = Ledger.Comparisons.Count(c => c.Tables.Contains(table)) == 1;
                var tests = Ledger.Numbers
                    .Where(n => n.Table == table && (n.Group == comparison.Id || (n.Group.Length == 0 && alone)))
                    .ToLookup(n => n.Variable.Id);
                foreach (var first in Entries.Where(c => c.Table == table && c.Group.Id == comparison.First))
                {
                    if (Find(table, first.Variable.Id, comparison.Second, first.Time) is not { } second) continue;
                    if (first.Variable.Kind == VariableKind.Size) continue;
                    yield return new(comparison, first, second, [.. tests[first.Variable.Id].Where(t => t.Facts.Time == first.Time)]);
                }
            }
        }
    }

    /// <summary>Numbers are the same where they are one object: a ledger has each once.</summary>
    private sealed class ByReference : IEqualityComparer<(string What, LedgerNumber Number)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((string What, LedgerNumber Number) x, (string What, LedgerNumber Number) y) =>
            ReferenceEquals(x.Number, y.Number) && x.What == y.What;

        public int GetHashCode((string What, LedgerNumber Number) obj) =>
            HashCode.Combine(obj.What, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Number));
    }
}
