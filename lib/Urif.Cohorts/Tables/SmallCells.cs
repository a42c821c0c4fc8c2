using System.Globalization;

namespace Urif.Cohorts;

/// <summary>Hides small counts in tables that are shown together: see <see cref="CohortTables.Suppress"/>.</summary>
internal sealed class SmallCells
{
    private static readonly string[] Tree = [CohortColumns.ClinicalPregnancy, CohortColumns.LiveBirth, CohortColumns.EarlyLoss,
        CohortColumns.Ectopic, CohortColumns.LateLoss];

    private readonly IReadOnlyList<CohortTable> _tables;
    private readonly int _below;
    private readonly bool _protectsMissing;

    // By group: one entry for a group however many tables show it.
    private readonly Dictionary<string, TabledGroup> _groups = new(StringComparer.Ordinal);

    /// <summary>Small counts of tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="below">K.</param>
    /// <param name="telling">
    /// Groups that few women are in beside other groups inside them, so that what both show would tell of those few.
    /// </param>
    public SmallCells(IReadOnlyList<CohortTable> tables, int below, IEnumerable<TableGroup>? telling = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 3);
        if (tables.Select(t => t.Options.Denominator).Distinct().Count() > 1)
            throw new ArgumentException("The tables differ in the denominator of their outcomes.", nameof(tables));
        (_tables, _below, _protectsMissing) = (tables, below, tables.Any(t => t.Options.SuppressMissing));
        foreach (var table in tables)
        {
            for (var c = 0; c < table.Columns.Count; c++)
            {
                var column = table.Columns[c];
                if (!_groups.TryGetValue(Key(column.Group), out var group))
                    _groups.Add(Key(column.Group), group = new(column.Group, Known(column.Size)));
                group.Tables.Add(table);
                foreach (var row in table.Rows)
                {
                    var summary = row.Groups[c];
                    group.Cells.TryAdd(row.Variable.Name,
                        new(row.Variable, Known(summary.Used), Known(summary.Missing), summary.Count is { } count ? Known(count) : null));
                }
            }
        }

        foreach (var group in telling ?? []) _groups[Key(group)].IsTelling = true;
    }

    public IReadOnlyList<CohortTable> Hide()
    {
        foreach (var group in _groups.Values) group.IsHidden = IsSmall(group.Size) || group.IsTelling;
        var components = Components();
        foreach (var component in components) HideFurtherGroups(component);
        foreach (var group in _groups.Values)
        {
            foreach (var cell in group.Cells.Values) HideCell(group, cell);
            foreach (var partition in group.Cells.Values.Where(c => c.Variable.Partition is not null).GroupBy(c => c.Variable.Partition))
                HidePartition([.. partition]);
        }

        // What is hidden in all groups, denominators and all, has no bounds left that could tell it.
        if (GroupsOverlap()) HideInAllGroups();
        else
        {
            for (var hidden = -1; hidden < HiddenCounts();)
            {
                hidden = HiddenCounts();
                foreach (var group in _groups.Values) ProtectOutcomes(group);
                foreach (var component in components) ProtectAcrossGroups(component);
                foreach (var group in _groups.Values) LoosenOutcomes(group);
            }
        }

        return [.. _tables.Select(Hidden)];
    }

    private bool IsSmall(int count) => count > 0 && count < _below;

    // Sums of few women leave a part of them few choices: there, the mark does not say which part is small.
    private bool IsTight(int total) => total < 2 * _below;

    private static int Known(CellCount count) => count.Value ?? throw new ArgumentException("Counts are hidden already.", nameof(count));

    internal static string Key(TableGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Id}|{string.Join(';', group.Conditions)}");

    // Groups that tables put side by side, directly or through a third: their women together are known from the flow of the study.
    private List<List<TabledGroup>> Components()
    {
        var components = new List<List<TabledGroup>>();
        var left = _groups.Values.ToList();
        while (left.Count > 0)
        {
            var component = new List<TabledGroup> { left[0] };
            left.RemoveAt(0);
            for (var i = 0; i < component.Count; i++)
            {
                foreach (var other in left.Where(o => o.Tables.Overlaps(component[i].Tables)).ToList())
                {
                    component.Add(other);
                    left.Remove(other);
                }
            }

            components.Add(component);
        }

        return components;
    }

    private void HideFurtherGroups(List<TabledGroup> component)
    {
        if (!component.Exists(g => g.IsHidden)) return;
        var others = component.Where(g => !g.IsHidden && g.Size > 0).OrderBy(g => g.Size)
            .ThenBy(g => g.Definition.Id, StringComparer.Ordinal).ToList();
        while (others.Count > 0)
        {
            var hidden = component.Where(g => g.IsHidden).ToList();
            var total = hidden.Sum(g => (long)g.Size);
            // The hidden groups of which each small one may have any size from 1 to K - 1, whatever the marks of the others say.
            var free = hidden.Count > 1 && hidden.Where(g => IsSmall(g.Size)).All(g =>
            {
                var rest = hidden.Where(h => h != g).ToList();
                long least = rest.Sum(h => IsSmall(h.Size) ? 1L : _below), most = rest.TrueForAll(h => IsSmall(h.Size))
                    ? rest.Count * (_below - 1L) : long.MaxValue;
                return total - 1 <= most && total - (_below - 1) >= least;
            });
            if (free) return;
            others[0].IsHidden = true;
            others.RemoveAt(0);
        }

        foreach (var group in component.Where(g => g.IsHidden)) group.IsUnmarked = true;
    }

    private void HideCell(TabledGroup group, VariableInGroup cell)
    {
        if (group.IsHidden)
        {
            cell.HideAll(unmarked: true);
            return;
        }

        // Rows outside the denominator of an outcome are not printed, but are what is left.
        var outside = group.Size - cell.Used - cell.Missing;
        if (IsSmall(cell.Used) || IsSmall(outside) || (_protectsMissing && (IsSmall(cell.Missing) || IsSmall(cell.Missing + outside))))
            cell.HideAll(IsTight(group.Size));
        else if (cell.Count is { } count && (IsSmall(count) || IsSmall(cell.Used - count)))
            cell.HideCount(IsTight(cell.Used));
    }

    private int HiddenCounts() => _groups.Values.Sum(g => g.Cells.Values.Sum(c => (c.CountHidden ? 1 : 0) + (c.IsUnmarked ? 1 : 0)));

    // How many women of all groups together have it is often known, from another grouping or a text: a count that is hidden in one group
    // alone could be subtracted. Beside it another has to be hidden that can take up whatever a small one is.
    private void ProtectAcrossGroups(List<TabledGroup> component)
    {
        foreach (var variable in component.SelectMany(g => g.Cells.Keys).Distinct(StringComparer.Ordinal).ToList())
        {
            VariableInGroup[] cells = [.. component.Select(g => g.Cells.GetValueOrDefault(variable))
                .OfType<VariableInGroup>().Where(c => c.Used > 0)];
            if (cells.Length < 2 || !Array.Exists(cells, c => c.CountHidden)) continue;
            if (cells.Count(c => c.CountHidden) > 1 && Array.Exists(cells, c => c.CountHidden && IsAmple(c))) continue;
            if (cells.Where(c => !c.CountHidden && IsAmple(c)).MinBy(c => c.Count) is { } further) further.HideCount(IsTight(further.Used));
            else foreach (var cell in cells) cell.HideCount(unmarked: true);
        }

        foreach (var group in component)
            foreach (var partition in group.Cells.Values.Where(c => c.Variable.Partition is not null).GroupBy(c => c.Variable.Partition))
                HidePartition([.. partition]);
    }

    // A count that is hidden for another group's sake helps only where the outcomes that are shown leave it open.
    private void LoosenOutcomes(TabledGroup group)
    {
        VariableInGroup[] tree = [.. Tree.Select(n => group.Cells.GetValueOrDefault(n)).OfType<VariableInGroup>()
            .Where(c => !c.UsedHidden && c.Used > 0)];
        if (!Array.Exists(tree, c => c is { CountHidden: true, IsUnmarked: true } && Room(c, tree) < Math.Min(_below - 1, c.Used))) return;
        foreach (var cell in tree) cell.HideAll(unmarked: true);
    }

    // How far apart the least and the greatest value of a count are, by the other outcomes of the group.
    private long Room(VariableInGroup cell, VariableInGroup[] tree)
    {
        long total = tree.Min(c => c.Used), clinicalLeast = 0, clinicalMost = total, inside = 0, early = 0;
        foreach (var other in tree.Where(c => c != cell))
        {
            var (least, most) = Range(other);
            if (other.Variable.Name == Tree[0]) (clinicalLeast, clinicalMost) = (least, most);
            else if (other.Variable.Name == CohortColumns.EarlyLoss) early = least;
            else inside += least;
        }

        var (own, top) = Range(cell);
        if (cell.Variable.Name == Tree[0]) return Math.Min(top, total - early) - Math.Max(own, inside);
        if (cell.Variable.Name == CohortColumns.EarlyLoss) return Math.Min(top, total - Math.Max(clinicalLeast, inside)) - own;
        return Math.Min(top, Math.Min(clinicalMost, total - early) - inside) - own;
    }

    // Whether a count can be K - 1 less or more without becoming small.
    private bool IsAmple(VariableInGroup cell) => cell.Count is { } count && count >= 2 * _below && cell.Used - count >= 2 * _below;

    private void HidePartition(VariableInGroup[] partition)
    {
        if (!Array.Exists(partition, c => c.CountHidden)) return;
        foreach (var cell in partition) cell.HideCount(IsTight(cell.Used));
    }

    // Two groups that no condition keeps apart may share women, and then a row's sum over one table's groups is known from another's.
    private bool GroupsOverlap()
    {
        var all = _groups.Values.ToList();
        for (var i = 0; i < all.Count; i++)
            for (var j = 0; j < i; j++)
                if (!AreApart(all[i].Definition, all[j].Definition)) return true;
        return false;

        static bool AreApart(TableGroup a, TableGroup b) => a.Conditions.Any(x =>
            b.Conditions.Any(y => x.Variable == y.Variable && (x.Below <= y.AtLeast || y.Below <= x.AtLeast)));
    }

    private void HideInAllGroups()
    {
        var shownGroups = _groups.Values.Where(g => !g.IsHidden).ToList();
        var hidden = shownGroups.SelectMany(g => g.Cells.Values).Where(c => c.CountHidden || c.UsedHidden).Select(c => c.Variable.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var group in shownGroups)
            foreach (var cell in group.Cells.Values)
                if (hidden.Contains(cell.Variable.Name)) cell.HideAll(unmarked: true);
    }

    // Ectopic pregnancies, late losses and live births are clinical pregnancies, no two of them the same, and no early loss is
    // any of them (section 1.2): bounds that may leave a hidden count a single value.
    private void ProtectOutcomes(TabledGroup group)
    {
        VariableInGroup[] tree = [.. Tree.Select(n => group.Cells.GetValueOrDefault(n)).OfType<VariableInGroup>()];
        if (!Array.Exists(tree, c => c.CountHidden && !c.UsedHidden)) return;
        foreach (var next in tree)
        {
            if (IsFree(tree)) return;
            // A zero that was shown protects nothing.
            if (!next.CountHidden && next.Count > 0) next.HideCount(unmarked: false);
        }

        if (IsFree(tree)) return;
        foreach (var cell in tree)
            if (cell.CountHidden) cell.HideCount(unmarked: true);
    }

    private bool IsFree(VariableInGroup[] tree)
    {
        var total = tree.Where(c => !c.UsedHidden).Min(c => c.Used);
        foreach (var cell in tree)
        {
            if (!cell.CountHidden || cell.UsedHidden || cell.IsUnmarked) continue;
            var first = IsSmall(cell.Count!.Value) ? 1 : IsSmall(cell.Used - cell.Count.Value) ? cell.Used - _below + 1 : int.MaxValue;
            if (first == int.MaxValue) continue;
            // The bounds ask for little of each count but the clinical pregnancies, so the others take their least value.
            for (var value = first; value < first + _below - 1; value++)
            {
                long clinical = total, inside = 0, early = 0;
                foreach (var other in tree)
                {
                    var (least, most) = other == cell ? (value, value) : Range(other);
                    if (other.Variable.Name == Tree[0]) clinical = most;
                    else if (other.Variable.Name == CohortColumns.EarlyLoss) early = least;
                    else inside += least;
                }

                if (inside > clinical || inside + early > total) return false;
            }
        }

        return true;
    }

    private (int Least, int Most) Range(VariableInGroup cell)
    {
        var count = cell.Count!.Value;
        return !cell.CountHidden ? (count, count)
            : cell.UsedHidden ? (0, int.MaxValue)
            : cell.IsUnmarked ? (0, cell.Used)
            : IsSmall(count) ? (1, _below - 1)
            : (_below, cell.Used);
    }

    private CohortTable Hidden(CohortTable table)
    {
        TabledGroup[] columns = [.. table.Columns.Select(c => _groups[Key(c.Group)])];
        TableRow[] rows = [.. table.Rows.Select(r => Hidden(r, columns))];
        if (!Array.Exists(columns, g => g.IsHidden) && rows.Zip(table.Rows).All(p => ReferenceEquals(p.First, p.Second)))
            return Marked(table, []);
        return Marked(table with
        {
            Columns = [.. table.Columns.Select((c, i) => columns[i].IsHidden ? c
                with { Size = Mark(columns[i].Size, columns[i].IsUnmarked) } : c)],
            Rows = rows,
        }, Notes(columns, rows));
    }

    private TableNote[] Notes(TabledGroup[] columns, TableRow[] rows) =>
        _protectsMissing && rows.Any(r => columns.Any(
            g => !g.IsHidden && g.Cells[r.Variable.Name] is { UsedHidden: true } c && IsSmall(c.Missing)))
            ? [TableNote.HiddenCounts, TableNote.HiddenForMissing] : [TableNote.HiddenCounts];

    private CohortTable Marked(CohortTable table, TableNote[] notes) =>
        table with { Options = table.Options with { SuppressBelow = _below }, Footnotes = [.. table.Footnotes, .. notes] };

    private TableRow Hidden(TableRow row, TabledGroup[] columns)
    {
        VariableInGroup[] cells = [.. columns.Select(g => g.Cells[row.Variable.Name])];
        if (!Array.Exists(cells, c => c.CountHidden || c.UsedHidden)) return row;
        return row with
        {
            Groups = [.. row.Groups.Select((summary, c) => Hidden(summary, cells[c]))],
            Test = null,
            Decision = new(DecisionRule.Suppressed, [], null),
            StandardizedDifference = null,
            StandardizedDifferencePrinted = PrintedText.Hidden,
            PairwiseDifferences = [],
            Difference = null,
        };
    }

    private GroupSummary Hidden(GroupSummary summary, VariableInGroup cell)
    {
        if (!cell.UsedHidden && !cell.CountHidden) return summary;
        var count = cell.Count is { } known ? Mark(known, cell.IsUnmarked || cell.UsedHidden) : (CellCount?)null;
        return new()
        {
            Used = cell.UsedHidden ? Mark(cell.Used, cell.IsUnmarked) : summary.Used,
            Missing = cell.UsedHidden ? Mark(cell.Missing, cell.IsUnmarked) : summary.Missing,
            Count = count,
            Printed = count?.Printed ?? PrintedText.Hidden,
            Absence = SummaryAbsence.Hidden,
            IsOverall = summary.IsOverall,
        };
    }

    private CellCount Mark(int count, bool unmarked) => IsSmall(count) && !unmarked
        ? CellCount.Small(_below) : CellCount.Protecting;

    private sealed class TabledGroup(TableGroup definition, int size)
    {
        public TableGroup Definition { get; } = definition;

        public int Size { get; } = size;

        public HashSet<CohortTable> Tables { get; } = new(ReferenceEqualityComparer.Instance);

        public Dictionary<string, VariableInGroup> Cells { get; } = new(StringComparer.Ordinal);

        public bool IsTelling { get; set; }

        public bool IsHidden { get; set; }

        public bool IsUnmarked { get; set; }
    }

    /// <summary>A variable in a group.</summary>
    private sealed class VariableInGroup(TableVariable variable, int used, int missing, int? count)
    {
        public TableVariable Variable { get; } = variable;

        public int Used { get; } = used;

        public int Missing { get; } = missing;

        public int? Count { get; } = count;

        public bool UsedHidden { get; private set; }

        public bool CountHidden { get; private set; }

        /// <summary>Whether the mark does not say that a hidden count is small.</summary>
        public bool IsUnmarked { get; private set; }

        public void HideCount(bool unmarked)
        {
            CountHidden = true;
            IsUnmarked |= unmarked;
        }

        public void HideAll(bool unmarked)
        {
            UsedHidden = true;
            IsUnmarked |= unmarked;
            CountHidden = Count is not null;
        }
    }
}
