using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>
/// What of finished tables may be released where small counts are hidden: see <see cref="CohortTables.Suppress"/>. Each row is made anew of
/// what is known to be safe, so that a kind of number that is not known here is withheld.
/// </summary>
internal sealed class TableRelease
{
    // A standardised difference is shown to a tenth, where means are no coarser than that.
    private const double DifferenceStep = 0.1;

    private readonly CohortSelection _rows;
    private readonly int _below, _base;
    private readonly Dictionary<string, ulong> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Group, string Variable, bool Quartiles), GroupSummary?> _summaries = [];

    private TableRelease(IReadOnlyList<CohortTable> tables, CohortSelection rows, int below)
    {
        (_rows, _below, _base) = (rows, below, tables.Count == 0 ? 0 : tables.Max(t => t.Options.RoundTo));
        TableGroup[] groups = [.. tables.SelectMany(t => t.Columns).Select(c => c.Group).DistinctBy(SmallCells.Key)];
        foreach (var (group, members) in groups.Zip(CohortTables.Members(rows, groups))) _members.Add(SmallCells.Key(group), members);
        if (_base > 1) foreach (var (group, members) in _members) _keys.Add(group, KeyOf(members));
    }

    public static IReadOnlyList<CohortTable> Of(IReadOnlyList<CohortTable> tables, CohortSelection rows, int below)
    {
        var release = new TableRelease(tables, rows, below);
        var hidden = new SmallCells(tables, below, release.Telling(tables)).Hide();
        return [.. hidden.Zip(tables, release.Released)];
    }

    // Groups that hold 1 to K - 1 women beside another group, or beside the groups of a table, inside them.
    private IEnumerable<TableGroup> Telling(IReadOnlyList<CohortTable> tables)
    {
        var sets = _members.ToDictionary(m => m.Key, m => m.Value.ToHashSet(), StringComparer.Ordinal);
        var keys = tables.SelectMany(t => t.Columns.Select(c => SmallCells.Key(c.Group)).Select(k => (string[])[k])
            .Append([.. t.Columns.Select(c => SmallCells.Key(c.Group))])).ToList();
        foreach (var outer in tables.SelectMany(t => t.Columns).Select(c => c.Group).DistinctBy(SmallCells.Key))
        {
            var whole = sets[SmallCells.Key(outer)];
            foreach (var parts in keys)
            {
                string[] inside = [.. parts.Where(k => k != SmallCells.Key(outer) && sets[k].Count > 0 && sets[k].IsSubsetOf(whole))];
                var beside = whole.Count - inside.SelectMany(k => sets[k]).Distinct().Count();
                if (inside.Length == 0 || beside < 1 || beside >= _below) continue;
                yield return outer;
                break;
            }
        }
    }

    private CohortTable Released(CohortTable hidden, CohortTable plain)
    {
        string[] keys = [.. hidden.Columns.Select(c => SmallCells.Key(c.Group))];
        TableRow[] rows = [.. hidden.Rows.Zip(plain.Rows, (h, p) => Released(h, p, keys, hidden.Options))];
        List<TableNote> notes = [.. hidden.Footnotes.Where(n => n != TableNote.ExactRankSum && n != TableNote.HiddenCounts)];
        if (!rows.Any(r => r.StandardizedDifference is not null)) notes.Remove(TableNote.StandardizedDifference);
        var hides = hidden.Columns.Any(c => c.Size.Value is null)
            || rows.Any(r => r.Groups.Any(g => g.Absence is SummaryAbsence.Hidden or SummaryAbsence.Withheld));
        if (hides) notes.Add(TableNote.HiddenCounts);
        if (_base > 1) notes.Add(TableNote.RoundedCounts);
        if (rows.Any(r => r.Variable.Kind == TableVariableKind.Continuous)) notes.Add(TableNote.ReleasedStatistics);
        notes.Add(TableNote.WithinOneOutput);
        return new()
        {
            Design = hidden.Design,
            Options = hidden.Options,
            IsSynthetic = hidden.IsSynthetic,
            Columns = [.. hidden.Columns.Select(c => new TableColumn(c.Group, Rounded(c.Size, SmallCells.Key(c.Group), ""))
            {
                // Who is counted is said, how many they are is not.
                Denominators = [.. c.Denominators.Select(d => d with { Size = CellCount.Protecting })],
            })],
            Rows = rows,
            Footnotes = notes,
        };
    }

    private TableRow Released(TableRow hidden, TableRow plain, string[] keys, TableOptions options) => hidden.Variable.Kind switch
    {
        TableVariableKind.Binary when hidden.Summary == SummaryKind.CountPercent => Counted(hidden, keys),
        TableVariableKind.Continuous when hidden.Summary is SummaryKind.MeanSd or SummaryKind.MedianQuartiles =>
            Measured(hidden, plain, keys, options),
        _ => Row(hidden, [.. hidden.Groups.Select((g, i) => Nothing(g, SummaryAbsence.Withheld, keys[i], hidden.Variable.Name))], null,
            new(DecisionRule.Suppressed, [], null), null, PrintedText.Hidden),
    };

    private TableRow Counted(TableRow row, string[] keys)
    {
        var decision = Decision(row, keys, _base > 1 ? null : row.Decision.SmallestExpected);
        if (_base > 1)
        {
            GroupSummary[] rounded = [.. row.Groups.Select((g, i) => Proportion(g, keys[i], row.Variable.Name))];
            return Row(row, rounded, row.Test is null ? null : Banded(row.Test), decision, null,
                row.StandardizedDifference is null ? row.StandardizedDifferencePrinted : PrintedText.Hidden);
        }

        // Percents, tests and differences of counts that are shown say nothing that these do not.
        return Row(row, [.. row.Groups.Select((g, i) => Proportion(g, keys[i], row.Variable.Name))],
            row.Test is { Kind: TestKind.PearsonChiSquare or TestKind.FisherExact } t
                ? new(t.Kind, t.Statistic, t.DegreesOfFreedom, t.P, t.StatisticPrinted, t.PPrinted) : null,
            decision, row.StandardizedDifference, row.StandardizedDifferencePrinted);
    }

    private GroupSummary Proportion(GroupSummary group, string key, string variable)
    {
        if (group.Absence is { } absence) return Nothing(group, absence, key, variable);
        if (_base <= 1)
        {
            return new()
            {
                Used = group.Used, Missing = group.Missing, Count = group.Count, Percent = group.Percent, Printed = group.Printed,
                IsOverall = group.IsOverall,
            };
        }

        var used = Rounded(group.Used, key, "");
        var count = Rounded(group.Count!.Value, key, variable).Value!.Value;
        if (used.Value < count) count = used.Value.Value;
        double? percent = used.Value > 0 ? 100.0 * count / used.Value : null;
        return new()
        {
            Used = used,
            Missing = Rounded(group.Missing, key, "missing " + variable),
            Count = CellCount.Shown(count),
            Percent = percent,
            IsOverall = group.IsOverall,
            Printed = percent is { } known ? PrintedText.CountPercent(count, known) : group.Printed,
        };
    }

    // Up or down by chance, so that the mean is kept and no boundary tells of one woman. The chance is drawn from the women of the group
    // and the variable: the same group is rounded alike wherever it is shown, and a group with one woman more anew.
    private CellCount Rounded(CellCount count, string key, string variable)
    {
        if (_base <= 1 || count.Value is not { } value) return count;
        var (down, rest) = (value / _base * _base, value % _base);
        var random = new CounterRandom(_keys[key], Mixed(variable));
        return CellCount.Shown(rest > 0 && random.NextDouble() * _base < rest ? down + _base : down);
    }

    // A sum, so that the order of the rows is nothing to it.
    private ulong KeyOf(int[] members)
    {
        double[][] columns = [.. _rows.Cohort.Design.PaperVariables.Select(_rows.Cohort.Values)];
        var sum = 0UL;
        foreach (var row in members)
        {
            var hash = 0UL;
            foreach (var column in columns) hash = Mixed(hash ^ BitConverter.DoubleToUInt64Bits(column[row]));
            sum += hash;
        }

        return sum;
    }

    private static ulong Mixed(string text) => text.Aggregate(0UL, (hash, c) => Mixed(hash ^ c));

    // D. Stafford's mix 13 of SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, OOPSLA 2014).
    private static ulong Mixed(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private TableRow Measured(TableRow hidden, TableRow plain, string[] keys, TableOptions options)
    {
        var quartiles = hidden.Summary == SummaryKind.MedianQuartiles;
        GroupSummary[] groups = [.. hidden.Groups.Select((g, i) => g.Absence is { } absence
            ? Nothing(g, absence, keys[i], hidden.Variable.Name)
            : Summary(keys[i], hidden.Variable, g, plain.Groups[i], quartiles, options.Quantiles)
                ?? Nothing(g, SummaryAbsence.Withheld, keys[i], hidden.Variable.Name))];
        // The difference of two means, also where medians are printed; of what was released or could have been.
        GroupSummary?[] means = [.. hidden.Groups.Select((g, i) => g.Absence is not null ? null
            : Summary(keys[i], hidden.Variable, g, plain.Groups[i], quartiles: false, options.Quantiles))];
        var difference = hidden.StandardizedDifference is not null && means is [{ } first, { } second] ? Difference(first, second) : null;
        var hasTest = hidden.Test is not null && hidden.Groups.All(g => g.Used.Value >= _below);
        return Row(hidden, groups, hasTest ? Banded(hidden.Test!) : null,
            hidden.Test is null || hasTest ? Decision(hidden, keys, null) : new(DecisionRule.Suppressed, [], null),
            difference, difference is { } d ? NumberFormat.Fixed(d, ReleasedDigits.DecimalsOf(DifferenceStep))
                : hidden.StandardizedDifference is null ? hidden.StandardizedDifferencePrinted : PrintedText.Hidden);
    }

    private static double? Difference(GroupSummary first, GroupSummary second)
    {
        SampleMoments Of(GroupSummary g) => new(2, g.Mean!.Value, g.StandardDeviation!.Value);
        var pooled = Math.Sqrt((Math.Pow(first.StandardDeviation!.Value, 2) + Math.Pow(second.StandardDeviation!.Value, 2)) / 2);
        return (first.RoundedTo + second.RoundedTo) / 2 <= DifferenceStep * pooled
            ? ReleasedDigits.Round(StandardizedDifference.OfMeans(Of(first), Of(second)), DifferenceStep) : null;
    }

    // Which test, and below which level its p is.
    private static TableTest? Banded(TableTest test) => ReleasedProbability.Of(test.P) is { } level
        ? new(test.Kind, null, null, double.NaN, PrintedText.Hidden, level) : null;

    // That a group passes for normal decided the summary, which is shown; W and p would tell values.
    private TestDecision Decision(TableRow row, string[] keys, double? expected) =>
        new(row.Decision.Rule, [.. row.Decision.Normality.Select((n, i) => row.Groups[i].Used.Value is null
            ? new GroupNormality(0, false, null, null, false)
            : new GroupNormality(
                Rounded(CellCount.Shown(n.Tested), keys[i], "").Value!.Value, n.Sampled, null, null, n.IsNormal))], expected)
        {
            Finding = row.Decision.Finding,
            Against = row.Decision.Against,
        };

    private GroupSummary? Summary(string group, TableVariable variable, GroupSummary shown, GroupSummary plain, bool quartiles,
        QuantileType type)
    {
        if (_summaries.TryGetValue((group, variable.Name, quartiles), out var known)) return known;
        return _summaries[(group, variable.Name, quartiles)] = Make();

        GroupSummary? Make()
        {
            // Counted among other women than these, or made in a way not known here: then nothing says what the digits carry.
            if (Values(group, variable) is not { } values || values.Length != plain.Used.Value) return null;
            if (quartiles)
            {
                return ReleasedDigits.Quartiles(values, _below, type) is not { } q ? null : new()
                {
                    Used = Rounded(shown.Used, group, ""), Missing = Rounded(shown.Missing, group, "missing " + variable.Name),
                    LowerQuartile = q.Lower, Median = q.Median, UpperQuartile = q.Upper,
                    RoundedTo = q.Step, IsOverall = shown.IsOverall, Printed = PrintedText.Median(q.Median, q.Lower, q.Upper,
                        ReleasedDigits.DecimalsOf(q.Step)),
                };
            }

            return ReleasedDigits.Moments(values, _below) is not { } m ? null : new()
            {
                Used = shown.Used, Missing = shown.Missing, Mean = m.Mean, StandardDeviation = m.StandardDeviation, RoundedTo = m.Step,
                IsOverall = shown.IsOverall, Printed = PrintedText.MeanSd(m.Mean, m.StandardDeviation, ReleasedDigits.DecimalsOf(m.Step)),
            };
        }
    }

    private double[]? Values(string group, TableVariable variable)
    {
        double[] all;
        try
        {
            all = _rows.Cohort.Values(variable.Name);
        }
        catch (ArgumentException)
        {
            return null;
        }

        double[] values = [.. _members[group].Select(row => all[row]).Where(v => !double.IsNaN(v))];
        Array.Sort(values);
        return values;
    }

    private GroupSummary Nothing(GroupSummary group, SummaryAbsence absence, string key, string variable) => new()
    {
        Used = Rounded(group.Used, key, ""),
        Missing = Rounded(group.Missing, key, "missing " + variable),
        Count = group.Count is { } count ? Rounded(count, key, variable) : null,
        Printed = absence == SummaryAbsence.Withheld ? PrintedText.Hidden : group.Printed,
        Absence = absence,
        IsOverall = group.IsOverall,
    };

    private static TableRow Row(TableRow row, GroupSummary[] groups, TableTest? test, TestDecision decision, double? difference,
        string printed) => new()
    {
        Variable = row.Variable,
        Summary = row.Summary,
        Groups = groups,
        Test = test,
        Decision = decision,
        StandardizedDifference = difference,
        StandardizedDifferencePrinted = printed,
    };
}
