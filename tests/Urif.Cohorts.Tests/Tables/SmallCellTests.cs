using CsCheck;

namespace Urif.Cohorts.Tests;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_hidden_count_could_be_several_others(bool suppressMissing) => Cohorts.Sample(c =>
    {
        var tables = CohortTables.Of(c.Rows, TableDesign.AllOf(StudyDesign.Default), new() { SuppressBelow = c.Below, Denominator = c.Denominator, SuppressMissing = suppressMissing });
        foreach (var strict in new[] { false, true }) AssertHidden(tables, c.Below, c.Denominator, c.Rows.Count, strict);
    }, iter: 60);

    [Fact]
    public void Every_way_that_the_cycles_of_seven_women_can_end_is_safe()
    {
        // All compositions of one arm, beside another of 12 women that hides nothing.
        var women = RandomCycles.Of(3, 19).Select(c => c with { Metformin = false, ClinicalPregnancy = null, Ectopic = null, EarlyLoss = null, LateLoss = null, LiveBirth = null }).ToArray();
        for (var i = 0; i < 7; i++) women[i] = women[i] with { Fpg = 4.5, Fins = 6 };
        for (var i = 7; i < 19; i++) women[i] = Ended(women[i] with { Fpg = 5.5, Fins = 14 }, i < 13 ? 0 : 5);
        var ends = new int[7];
        var met = 0;
        Compose(0, 7);
        Assert.Equal(1716, met);

        void Compose(int end, int left)
        {
            if (end < ends.Length - 1)
            {
                for (ends[end] = left; ends[end] >= 0; ends[end]--) Compose(end + 1, left - ends[end]);
                return;
            }

            ends[end] = left;
            met++;
            for (int e = 0, i = 0; e < ends.Length; e++)
                for (var k = 0; k < ends[e]; k++, i++) women[i] = Ended(women[i], e);
            var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(women));
            var tables = CohortTables.Of(rows, [TableDesign.Of(StudyDesign.Default, "2") with { Variables = [.. TableDesign.Of(StudyDesign.Default, "2").Variables.Where(v => v.IsOutcome)] }]);
            foreach (var strict in new[] { false, true }) AssertHidden(CohortTables.Suppress(tables, rows, 3), 3, OutcomeDenominator.Transfer, 19, strict);
        }
    }

    // 0 not pregnant, 1 biochemical loss, 2 ectopic, 3 early loss, 4 late loss, 5 live birth, 6 terminated.
    private static TransferCycle Ended(TransferCycle woman, int end) => woman with
    {
        HcgPositive = end > 0,
        GestationalSac = end switch { 0 or 1 => GestationalSac.None, 2 => GestationalSac.Ectopic, _ => GestationalSac.Intrauterine },
        FetalHeartbeat = end > 3,
        PregnancyEnd = end switch { 3 or 4 => PregnancyEnd.SpontaneousLoss, 5 => PregnancyEnd.LiveBirth, 6 => PregnancyEnd.Termination, _ => null },
        PregnancyEndWeek = end switch { 3 => 8, 4 => 20, 5 => 39, 6 => 16, _ => null },
    };

    [Fact]
    public void No_small_count_is_shown_and_nothing_large_is_lost_without_need() => Cohorts.Sample(c =>
    {
        var plain = CohortTables.Of(c.Rows, TableDesign.AllOf(StudyDesign.Default), new() { Denominator = c.Denominator });
        var hidden = CohortTables.Suppress(plain, c.Rows, c.Below);
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
                    if (!cellHidden && row.Variable.Kind == TableVariableKind.Binary) Assert.Equal(was, isNow);
                    else if (!cellHidden) Assert.Equal((was.Used, was.Missing), (isNow.Used, isNow.Missing));
                    else Assert.Equal((null, null, null, null), (isNow.Percent, isNow.Mean, isNow.Median, isNow.StandardDeviation));
                    // The denominator less the count is as telling as the count.
                    if (isNow.Count?.Value is { } known) Assert.False(Small(isNow.Used.Value!.Value - known));
                    rowHidden |= cellHidden;
                }

                anyHidden |= rowHidden;
                if (rowHidden) Assert.Equal((null, null, DecisionRule.Suppressed, 0), (now.Test, now.StandardizedDifference, now.Decision.Rule, now.Decision.Normality.Count));
                else if (row.Variable.Kind == TableVariableKind.Binary) AssertSame(row, now);
            }

            if (anyHidden) Assert.Contains(TableNote.HiddenCounts, after.Footnotes);
        }

        if (!plain.SelectMany(t => t.Columns.Select(x => x.Size).Concat(t.Rows.SelectMany(r => r.Groups).SelectMany(g => new[] { g.Used, g.Missing, g.Count ?? g.Used })
            .Concat(t.Rows.SelectMany(r => r.Groups).Where(g => g.Count is not null).Select(g => new CellCount(g.Used.Value - g.Count!.Value.Value, default, ""))))
            .Concat(t.Rows.SelectMany(r => r.Groups.Select((g, i) => new CellCount(t.Columns[i].Size.Value - g.Used.Value, default, "")))))
            .Any(x => Small(x.Value!.Value)))
        {
            foreach (var (first, second) in plain.Zip(hidden).SelectMany(p => p.First.Rows.Zip(p.Second.Rows)))
                if (first.Variable.Kind == TableVariableKind.Binary) AssertSame(first, second);
        }

        static void AssertSame(TableRow first, TableRow second)
        {
            Assert.Equal(first.Groups, second.Groups);
            Assert.Equal((first.Test, first.StandardizedDifference, first.StandardizedDifferencePrinted, first.Decision.Rule, first.Decision.SmallestExpected),
                (second.Test, second.StandardizedDifference, second.StandardizedDifferencePrinted, second.Decision.Rule, second.Decision.SmallestExpected));
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
    }, iter: 60);

    [Fact]
    public void Few_missing_values_hide_a_variable_only_where_they_are_to_be_hidden()
    {
        var women = RandomCycles.Of(4, 300);
        var missing = Array.FindIndex(women, c => c.ArmAt() == Arm.IrControl);
        women[missing] = women[missing] with { Bmi = null };
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(women));
        var plain = CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1")).Rows[1];
        var shown = CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1"), new() { SuppressBelow = 5, SuppressMissing = false }).Rows[1];
        var hidden = CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1"), new() { SuppressBelow = 5 });
        Assert.Equal((plain.Groups[1].Used, plain.Groups[1].Missing, plain.Test!.Kind), (shown.Groups[1].Used, shown.Groups[1].Missing, shown.Test!.Kind));
        Assert.NotNull(shown.Groups[1].Median ?? shown.Groups[1].Mean);
        Assert.Equal(("*", "<5", "*"), (hidden.Rows[1].Groups[1].Printed, hidden.Rows[1].Groups[1].Missing.Printed, hidden.Rows[1].Groups[1].Used.Printed));
        Assert.Equal((plain.Groups[0].Used, plain.Groups[0].Missing), (hidden.Rows[1].Groups[0].Used, hidden.Rows[1].Groups[0].Missing));
        Assert.Contains(TableNote.HiddenForMissing, hidden.Footnotes);
        Assert.Equal(5, hidden.Options.SuppressBelow);
    }

    [Fact]
    public void Where_groups_overlap_a_variable_is_hidden_in_all_of_them() => Gen.Select(Gen.ULong, Gen.Int[60, 300]).Sample((seed, count) =>
    {
        var rows = SyntheticCohorts.Random(seed, count);
        var tables = CohortTables.Of(rows, [TableDesign.Of(StudyDesign.Default, "2"), TableDesign.By("centre", rows.Cohort), TableDesign.ByCut(StudyDesign.Default, "age", 35)], new() { SuppressBelow = 5 });
        var hidden = tables.SelectMany(t => t.Rows).Where(r => r.Decision.Rule == DecisionRule.Suppressed).Select(r => r.Variable.Name).ToHashSet();
        if (tables.SelectMany(t => t.Columns).Any(c => c.Size.Value is null)) return;
        foreach (var row in tables.SelectMany(t => t.Rows).Where(r => hidden.Contains(r.Variable.Name)))
            Assert.All(row.Groups, g => Assert.True(g.Used.Value is null && g.Count?.Value is null && g.Mean is null));
    }, iter: 40);

    [Fact]
    public void An_outcome_that_overlapping_groups_hide_is_hidden_whole_in_each_and_its_bounds_take_no_other_with_it()
    {
        // Without metformin 20 women: 2 ectopic pregnancies and 12 live births; with it 20: 14 live births. Every other one is young.
        TransferCycle[] women = [.. RandomCycles.Of(8, 40).Select((c, i) => Ended(c with
        {
            Metformin = i >= 20, Age = i % 2 == 0 ? 30 : 36, ClinicalPregnancy = null, Ectopic = null, EarlyLoss = null, LateLoss = null, LiveBirth = null,
        }, i is 0 or 2 ? 2 : i is (>= 3 and <= 14) or (>= 20 and <= 33) ? 5 : 0))];
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(women));
        string[] outcomes = ["clinical_pregnancy", "ectopic", "live_birth"];
        TableDesign byTreatment = TableDesign.By("metformin", rows.Cohort, outcomes), byAge = TableDesign.ByCut(rows.Cohort.Design, "age", 35, outcomes);

        // Of 14 clinical pregnancies 12 are born: were those 14 shown, ectopic pregnancies could not be 4, and so would not be any of 1 to 4.
        var apart = CohortTables.Of(rows, [byTreatment], new() { SuppressBelow = 5 })[0];
        Assert.Equal(["clinical_pregnancy", "ectopic"], Hidden(apart));
        // The two ectopic pregnancies could be of either group where the sum of both is known; a mark would say of which.
        Assert.Equal(("*", "*", 20), (apart.Rows[1].Groups[0].Count!.Value.Printed, apart.Rows[1].Groups[1].Count!.Value.Printed, apart.Rows[1].Groups[0].Used.Value));

        var together = CohortTables.Of(rows, [byTreatment, byAge], new() { SuppressBelow = 5 });
        Assert.All(together, t => Assert.Equal(["ectopic"], Hidden(t)));
        Assert.All(together.SelectMany(t => t.Rows[1].Groups), g => Assert.Equal(("*", "*", "*"), (g.Used.Printed, g.Missing.Printed, g.Count!.Value.Printed)));

        static string[] Hidden(CohortTable table) => [.. table.Rows.Where(r => r.Decision.Rule == DecisionRule.Suppressed).Select(r => r.Variable.Name)];
    }

    [Fact]
    public void Bounds_that_hide_nothing_and_tables_that_hide_already_are_refused()
    {
        var rows = SyntheticCohorts.Random(1, 60);
        var tables = CohortTables.Of(rows, TableDesign.AllOf(StudyDesign.Default));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohortTables.Suppress(tables, rows, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1"), new() { SuppressBelow = 2 }));
        Assert.Throws<ArgumentException>(() => CohortTables.Suppress(CohortTables.Suppress(tables, rows, 8), rows, 8));
        Assert.Throws<ArgumentException>(() => CohortTables.Suppress([tables[0], CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "2"), new() { Denominator = OutcomeDenominator.PositiveHcg })], rows, 5));
    }

    // A strict reader knows how marks are given: * is a count of 0 or at least K, where the women that it is of are at least 2K.
    // Marks that belie this were given where they had to be, and tell such a reader nothing: those groups are read without it.
    private static void AssertHidden(IReadOnlyList<CohortTable> tables, int below, OutcomeDenominator denominator, int women, bool strict)
    {
        // Where no group has the mark <K, * is given in all of them whatever the counts are.
        var marked = tables.SelectMany(t => t.Rows).Where(r => r.Groups.Any(g => g.Count?.Visibility == CountVisibility.Small)).SelectMany(r => new[] { r.Variable.Name, r.Variable.Partition ?? "" }).ToHashSet();
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
                var values = Enumerable.Range(0, used + 1).Where(k => Agrees(first.Count.Value, k, used, partition.Key) && Agrees(second.Count!.Value, used - k, used, partition.Key)).ToList();
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
            var lists = marks.Select((m, i) => Enumerable.Range(0, total + 1).Where(k => !printed[i] || Agrees(m, k, total, names[i])).ToList()).ToArray();
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

        // The women of all groups together are known. Beside a size that is marked small, * is one that is not.
        CellCount[] sizes = [.. groups.Select(g => g.First().Column.Size)];
        CellCount[] unknown = [.. sizes.Where(s => s.Value is null)];
        var sizesMarked = unknown.Any(s => s.Visibility == CountVisibility.Small);
        var possible = unknown.Select(_ => new HashSet<int>()).ToArray();
        var chosen = new int[unknown.Length];
        Choose(0, women - sizes.Sum(s => s.Value ?? 0));
        for (var i = 0; i < unknown.Length; i++) Several(possible[i], unknown[i], "size");

        void Choose(int at, int left)
        {
            if (at == unknown.Length)
            {
                if (left == 0)
                    for (var i = 0; i < at; i++) possible[i].Add(chosen[i]);
                return;
            }

            var (least, most) = unknown[at].Visibility == CountVisibility.Small ? (1, below - 1) : (strict && sizesMarked ? below : 1, left);
            for (var size = at == unknown.Length - 1 ? Math.Max(least, left) : least; size <= Math.Min(most, left); size++)
            {
                chosen[at] = size;
                Choose(at + 1, left - size);
            }
        }

        bool Agrees(CellCount shown, int value, int of, string? variable = null) => shown.Value is { } known ? known == value
            : shown.Visibility == CountVisibility.Small ? value > 0 && value < below
            : !strict || of < 2 * below || (variable is not null && !marked.Contains(variable)) || value == 0 || value >= below;

        void Several(IEnumerable<int> values, CellCount count, string what)
        {
            var different = values.Distinct().Count();
            var least = count.Visibility == CountVisibility.Small ? below - 1 : 2;
            if (strict && different == 0) return;
            Assert.True(different >= least, $"{what}: {different} values of at least {least}, K = {below}, strict {strict}: {string.Join(';', values)}");
        }
    }
}
