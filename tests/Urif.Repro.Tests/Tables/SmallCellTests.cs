using CsCheck;
using Urif.Repro.Cohorts;
using Urif.Repro.Tables;

namespace Urif.Tests.Tables;

/// <summary>
/// Small counts stay hidden: everything that a reader can see is written down as numbers and bounds, all counts that agree with
/// it are enumerated, and each hidden one must have several values.
/// </summary>
public sealed class SmallCellTests
{
    private static readonly string[] Parts = ["ectopic", "late_loss", "live_birth"];

    private static readonly Gen<(CohortSelection Rows, int Below, OutcomeDenominator Denominator)> Cohorts =
        Gen.Select(Gen.ULong, Gen.Int[8, 160], Gen.OneOf(Gen.Const(0.0), Gen.Const(0.03)), Gen.Int[3, 8], Gen.Enum<OutcomeDenominator>())
            .Select((seed, count, missing, below, denominator) => (SyntheticCohorts.Random(seed, count, missing), below, denominator));

    [Fact]
    public void Every_hidden_count_could_be_several_others() => Cohorts.Sample(c =>
    {
        var tables = CohortTables.Of(c.Rows, TableDesign.AllOfPaper(), new() { SuppressBelow = c.Below, Denominator = c.Denominator });
        foreach (var strict in new[] { false, true }) AssertHidden(tables, c.Below, c.Denominator, strict);
    }, iter: 400);

    [Fact]
    public void No_small_count_is_shown_and_nothing_large_is_lost_without_need() => Cohorts.Sample(c =>
    {
        var plain = CohortTables.Of(c.Rows, TableDesign.AllOfPaper(), new() { Denominator = c.Denominator });
        var hidden = CohortTables.Suppress(plain, c.Below);
        foreach (var (before, after) in plain.Zip(hidden))
        {
            var anyHidden = false;
            foreach (var (row, now) in before.Rows.Zip(after.Rows))
            {
                var rowHidden = false;
                for (var g = 0; g < 2; g++)
                {
                    var (was, isNow) = (row.Groups[g], now.Groups[g]);
                    Check(before.Columns[g].Size, after.Columns[g].Size);
                    Check(was.Used, isNow.Used);
                    Check(was.Missing, isNow.Missing);
                    if (was.Count is { } count) Check(count, isNow.Count!.Value);
                    var cellHidden = isNow.Used.Value is null || (isNow.Count is { } shown && shown.Value is null);
                    if (!cellHidden) Assert.Equal(was, isNow);
                    else Assert.Equal((null, null, null, null), (isNow.Percent, isNow.Mean, isNow.Median, isNow.StandardDeviation));
                    // The denominator less the count is as telling as the count.
                    if (isNow.Count?.Value is { } known) Assert.False(Small(isNow.Used.Value!.Value - known));
                    rowHidden |= cellHidden;
                }

                anyHidden |= rowHidden;
                if (rowHidden) Assert.Equal((null, null, DecisionRule.Suppressed, 0), (now.Test, now.StandardizedDifference, now.Decision.Rule, now.Decision.Normality.Count));
                else Assert.Equal(row, now);
            }

            Assert.Equal(anyHidden ? before.Footnotes.Count + 1 : before.Footnotes.Count, after.Footnotes.Count);
        }

        if (!plain.SelectMany(t => t.Columns.Select(x => x.Size).Concat(t.Rows.SelectMany(r => r.Groups).SelectMany(g => new[] { g.Used, g.Missing, g.Count ?? g.Used })
            .Concat(t.Rows.SelectMany(r => r.Groups).Where(g => g.Count is not null).Select(g => new CellCount(g.Used.Value - g.Count!.Value.Value, default, ""))))
            .Concat(t.Rows.SelectMany(r => r.Groups.Select((g, i) => new CellCount(t.Columns[i].Size.Value - g.Used.Value, default, "")))))
            .Any(x => Small(x.Value!.Value)))
        {
            Assert.All(plain.Zip(hidden), p => Assert.Equal(p.First.Rows, p.Second.Rows));
        }

        bool Small(int count) => count > 0 && count < c.Below;

        void Check(CellCount before, CellCount after)
        {
            if (after.Value is { } value)
            {
                Assert.Equal(before.Value, value);
                Assert.False(Small(value), $"{value} is shown");
            }
            else if (after.Visibility == CountVisibility.Small) Assert.True(Small(before.Value!.Value));
            else Assert.Equal("*", after.Printed);
        }
    }, iter: 300);

    [Fact]
    public void Where_groups_overlap_a_variable_is_hidden_in_all_of_them() => Gen.Select(Gen.ULong, Gen.Int[60, 300]).Sample((seed, count) =>
    {
        var rows = SyntheticCohorts.Random(seed, count);
        var tables = CohortTables.Of(rows, [TableDesign.Paper(2), TableDesign.By("centre", rows.Cohort), TableDesign.ByCut("age", 35)], new() { SuppressBelow = 5 });
        var hidden = tables.SelectMany(t => t.Rows).Where(r => r.Decision.Rule == DecisionRule.Suppressed).Select(r => r.Variable.Name).ToHashSet();
        if (tables.SelectMany(t => t.Columns).Any(c => c.Size.Value is null)) return;
        foreach (var row in tables.SelectMany(t => t.Rows).Where(r => hidden.Contains(r.Variable.Name)))
            Assert.All(row.Groups, g => Assert.True(g.Used.Value is null && g.Count?.Value is null && g.Mean is null));
    }, iter: 40);

    [Fact]
    public void Bounds_that_hide_nothing_and_tables_that_hide_already_are_refused()
    {
        var rows = SyntheticCohorts.Random(1, 60);
        var tables = CohortTables.Of(rows, TableDesign.AllOfPaper());
        Assert.Throws<ArgumentOutOfRangeException>(() => CohortTables.Suppress(tables, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohortTables.Of(rows, TableDesign.Paper(1), new() { SuppressBelow = 2 }));
        Assert.Throws<ArgumentException>(() => CohortTables.Suppress(CohortTables.Suppress(tables, 8), 8));
        Assert.Throws<ArgumentException>(() => CohortTables.Suppress([tables[0], CohortTables.Of(rows, TableDesign.Paper(2), new() { Denominator = OutcomeDenominator.PositiveHcg })], 5));
    }

    // A strict reader knows how marks are given: * is a count of 0 or at least K, where the women that it is of are at least 2K.
    // Marks that belie this were given where they had to be, and tell such a reader nothing: those groups are read without it.
    private static void AssertHidden(IReadOnlyList<CohortTable> tables, int below, OutcomeDenominator denominator, bool strict)
    {
        var groups = tables.SelectMany(t => t.Columns.Select((c, i) => (Table: t, Column: c, Place: i))).GroupBy(x => x.Column.Group.Id);
        foreach (var group in groups)
        {
            // The same group says the same in every table.
            Assert.Single(group.Select(g => g.Column.Size).Distinct());
            if (group.First().Column.Size.Value is not { } size)
            {
                Assert.All(group, g => Assert.All(g.Table.Rows, r => Assert.Null(r.Groups[g.Place].Used.Value)));
                continue;
            }

            var cells = group.SelectMany(g => g.Table.Rows.Select(r => (r.Variable, Summary: r.Groups[g.Place])))
                .GroupBy(x => x.Variable.Name).ToDictionary(x => x.Key, x =>
                {
                    Assert.Single(x.Select(y => (y.Summary.Used, y.Summary.Missing, y.Summary.Count)).Distinct());
                    return x.First();
                });
            foreach (var (variable, summary) in cells.Values)
            {
                if (summary.Used.Value is not null || (denominator != OutcomeDenominator.Transfer && variable.IsOutcome)) continue;
                // used + missing = size
                var used = Enumerable.Range(0, size + 1).Where(u => Agrees(summary.Used, u, size) && Agrees(summary.Missing, size - u, size)).ToList();
                Several(used.Select(u => size - u), summary.Missing, $"missing {variable.Name}");
            }

            foreach (var partition in cells.Values.Where(x => x.Variable.Partition is not null && x.Summary.Used.Value is not null).GroupBy(x => x.Variable.Partition))
            {
                if (partition.Count() != 2) continue;
                var (first, second, used) = (partition.First().Summary, partition.Last().Summary, partition.First().Summary.Used.Value!.Value);
                if (first.Count!.Value.Value is not null && second.Count!.Value.Value is not null) continue;
                var values = Enumerable.Range(0, used + 1).Where(k => Agrees(first.Count.Value, k, used) && Agrees(second.Count!.Value, used - k, used)).ToList();
                Several(values, first.Count.Value, partition.Key!);
            }

            // All ways to count the outcomes, by enumeration.
            if (!cells.TryGetValue("clinical_pregnancy", out var clinicalCell) || cells.Values.Any(x => x.Variable.IsOutcome && x.Summary.Used.Value is null)
                || cells.Values.Any(x => x.Variable.IsOutcome && x.Summary.Missing.Value > 0)) continue;
            var total = clinicalCell.Summary.Used.Value!.Value;
            string[] names = ["clinical_pregnancy", "early_loss", .. Parts];
            var marks = names.Select(n => cells.TryGetValue(n, out var x) ? x.Summary.Count!.Value : new CellCount(null, CountVisibility.Protecting, "*")).ToArray();
            if (Array.TrueForAll(marks, m => m.Value is not null)) continue;
            // Counts that no table shows are unknown to everyone.
            var printed = names.Select(cells.ContainsKey).ToArray();
            var lists = marks.Select((m, i) => Enumerable.Range(0, total + 1).Where(k => !printed[i] || Agrees(m, k, total)).ToList()).ToArray();
            var seen = names.Select(_ => new HashSet<int>()).ToArray();
            foreach (var c in lists[0])
                foreach (var e in lists[2])
                    foreach (var l in lists[3])
                        foreach (var v in lists[4])
                        {
                            if (e + l + v > c) continue;
                            foreach (var early in lists[1])
                            {
                                if (early + e + l + v > total) break;
                                (int, int)[] all = [(0, c), (1, early), (2, e), (3, l), (4, v)];
                                foreach (var (place, value) in all) seen[place].Add(value);
                            }
                        }

            if (strict && seen.Any(s => s.Count == 0)) continue;
            for (var i = 0; i < names.Length; i++)
                if (printed[i] && marks[i].Value is null) Several(seen[i], marks[i], names[i]);
        }

        // The women of all arms together are known.
        var sizes = groups.Select(g => g.First().Column.Size).ToList();
        Assert.NotEqual(1, sizes.Count(s => s.Value is null));

        bool Agrees(CellCount shown, int value, int of) => shown.Value is { } known ? known == value
            : shown.Visibility == CountVisibility.Small ? value > 0 && value < below
            : !strict || of < 2 * below || value == 0 || value >= below;

        void Several(IEnumerable<int> values, CellCount count, string what)
        {
            var different = values.Distinct().Count();
            var least = count.Visibility == CountVisibility.Small ? below - 1 : 2;
            if (strict && different == 0) return;
            Assert.True(different >= least, $"{what}: {different} values of at least {least}, K = {below}, strict {strict}: {string.Join(';', values)}");
        }
    }
}
