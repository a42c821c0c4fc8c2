using CsCheck;

namespace Urif.Cohorts.Tests;

/// <summary>An intruder with all that a run releases, and with what another run of the same women releases, learns no woman's value.</summary>
public sealed class IntruderTests
{
    private const int Below = 5;

    // Five insulin-resistant women among 65, with measurements of four digits; one of the others had two embryos and one three.
    private static TransferCycle[] FiveWomen() => [.. RandomCycles.Of(77, 65).Select((c, i) => c with
    {
        Metformin = false,
        Fpg = i < 5 ? 5.11 + 0.13 * i : 4.9 + 0.01 * (i % 7),
        Fins = i < 5 ? 11.38 + 4.17 * i : 5 + 0.37 * (i % 8),
        Age = i < 5 ? 25 + (i * 7 % 9) : c.Age,
        EmbryosTransferred = i == 20 ? 2 : i == 21 ? 3 : 1,
    })];

    [Fact]
    public void The_values_of_five_women_are_in_no_number_of_the_tables()
    {
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(FiveWomen()));
        Assert.Equal(5, rows.Where("homa_ir", 2.14, 1e9).Count);
        var tables = CohortTables.Of(rows, TableDesign.AllOf(StudyDesign.Default), new() { SuppressBelow = Below });
        foreach (var table in tables)
        {
            foreach (var row in table.Rows.Where(r => r.Variable.Kind == TableVariableKind.Continuous))
            {
                Assert.All(row.Decision.Normality, n => Assert.True(n.W is null && n.P is null));
                Assert.True(row.Test is null || (row.Test.Statistic is null && double.IsNaN(row.Test.P)));
                for (var g = 0; g < row.Groups.Count; g++)
                {
                    var summary = row.Groups[g];
                    if (table.Columns[g].Group.Id != "ir_control") continue;
                    Assert.True(summary.Median is null && summary.LowerQuartile is null && summary.UpperQuartile is null, row.Variable.Name);
                    if (summary.Mean is null) continue;
                    // Rounded by at least a fifth of the farthest woman's distance: five unknown values in two wide intervals.
                    var values = rows.Where("homa_ir", 2.14, 1e9).Values(row.Variable.Name);
                    Assert.True(summary.RoundedTo * 5 >= values.Max(v => Math.Abs(v - values.Average())) * (1 - 1e-9));
                }
            }
        }

        // 58, 1 and 1 women with one, two and three embryos.
        var embryos = tables[1].Rows.Single(r => r.Variable.Name == "embryos_transferred").Groups[0];
        Assert.Equal((null, null), (embryos.Mean, embryos.StandardDeviation));
    }

    [Fact]
    public void Two_cuts_on_both_sides_of_one_woman_do_not_give_her_record() => Gen.Select(Gen.ULong, Gen.Int[40, 160]).Sample((seed, count) =>
    {
        var women = RandomCycles.Of(seed, count);
        for (var i = 0; i < count; i++) women[i] = women[i] with { Fins = 4 + 0.1 * i };
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(women));
        var one = count / 2;
        var cut = women[one].Fins!.Value;
        CohortTable Cut(double at) => CohortTables.Of(rows, TableDesign.ByCut(StudyDesign.Default, "fins", at), new() { SuppressBelow = Below, RoundTo = Below });
        CohortTable without = Cut(cut - 0.01), with = Cut(cut + 0.01);
        int told = 0, asked = 0;
        foreach (var (a, b) in without.Rows.Zip(with.Rows))
        {
            var value = rows.Values(a.Variable.Name)[one];
            if (a.Variable.Kind == TableVariableKind.Continuous)
            {
                if (a.Groups[0].Mean is not { } first || b.Groups[0].Mean is not { } second) continue;
                double n = one, low = (n + 1) * (second - b.Groups[0].RoundedTo!.Value / 2) - n * (first + a.Groups[0].RoundedTo!.Value / 2),
                    high = (n + 1) * (second + b.Groups[0].RoundedTo!.Value / 2) - n * (first - a.Groups[0].RoundedTo!.Value / 2);
                var all = rows.Values(a.Variable.Name)[..one];
                Assert.InRange(value, low - 1e-6, high + 1e-6);
                Assert.True(high - low >= (all.Max() - all.Min()) * (1 - 1e-9), a.Variable.Name);
            }
            else if (a.Groups[0].Count?.Value is { } before && b.Groups[0].Count?.Value is { } after)
            {
                // She has it where the count rises: what the intruder would guess.
                Assert.True(before % Below == 0 && after % Below == 0);
                asked++;
                if (after > before == (value == 1) && after != before) told++;
            }
        }

        Assert.True(asked == 0 || told < asked);
    }, iter: 25);

    [Fact]
    public void Counts_rounded_by_chance_rise_as_often_without_her_as_with_her()
    {
        int withHer = 0, withoutHer = 0, rounds = 0;
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var women = RandomCycles.Of(seed, 90);
            for (var i = 0; i < women.Length; i++) women[i] = women[i] with { Fins = 4 + 0.1 * i };
            var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(women));
            CohortTable Cut(int at) => CohortTables.Of(rows, TableDesign.ByCut(StudyDesign.Default, "fins", 4 + 0.1 * at - 0.05, "clinical_pregnancy", "live_birth", "cycle_fresh"), new() { SuppressBelow = 3, RoundTo = 5 });
            var before = Cut(45);
            var after = Cut(46);
            foreach (var (a, b) in before.Rows.Zip(after.Rows))
            {
                if (a.Groups[0].Count?.Value is not { } first || b.Groups[0].Count?.Value is not { } second) continue;
                rounds++;
                if (second <= first) continue;
                if (rows.Values(a.Variable.Name)[45] == 1) withHer++;
                else withoutHer++;
            }
        }

        Assert.True(rounds > 60);
        Assert.True(withHer > 0 && withoutHer > 0, $"{withHer} {withoutHer} of {rounds}");
    }

    [Fact]
    public void A_hidden_count_is_not_had_by_subtracting_from_the_women_of_all_groups() => Gen.Select(Gen.ULong, Gen.Int[30, 400], Gen.Int[3, 8]).Sample((seed, count, below) =>
    {
        var rows = SyntheticCohorts.Random(seed, count);
        IReadOnlyList<TableDesign>[] runs = [TableDesign.AllOf(StudyDesign.Default), [TableDesign.By("centre", rows.Cohort)], [TableDesign.By("cycle", rows.Cohort)], [TableDesign.ByCut(StudyDesign.Default, "age", 35)]];
        foreach (var designs in runs)
        {
            var tables = CohortTables.Of(rows, designs, new() { SuppressBelow = below });
            var plain = CohortTables.Of(rows, designs);
            foreach (var (now, then) in tables.SelectMany(t => t.Rows.SelectMany((r, i) => r.Groups.Select((g, c) => (t.Columns[c].Group.Id, r.Variable.Name, g)))).Zip(
                plain.SelectMany(t => t.Rows.SelectMany(r => r.Groups.Select(g => g)))).GroupBy(x => x.First.Name).SelectMany(v => Once(v)))
            {
                Assert.True(now > 1, $"{then}: the only hidden count of its row");
            }

            // How many counts of a variable are hidden, over the groups, where any is: its groups once each.
            IEnumerable<(int Hidden, string Name)> Once(IEnumerable<((string Id, string Name, GroupSummary g) First, GroupSummary Second)> cells)
            {
                var groups = cells.Where(c => c.First.g.Count is not null && c.Second.Used.Value > 0).DistinctBy(c => c.First.Id).ToList();
                var hidden = groups.Count(c => c.First.g.Count!.Value.Value is null);
                if (hidden > 0 && groups.Count > 1) yield return (hidden, cells.First().First.Name);
            }
        }
    }, iter: 40);

    [Fact]
    public void A_group_that_few_women_are_in_beside_a_group_inside_it_is_hidden()
    {
        var rows = SyntheticCohorts.Random(12, 200);
        var ages = rows.Values("age");
        var cut = ages.Order().ElementAt(3);
        // Three or so women are in the one group and not in the other.
        var design = TableDesign.ByCut(StudyDesign.Default, "age", 35, "clinical_pregnancy", "bmi") with
        {
            Groups = [new("all", new("all", "全部"), []), new("older", new("older", "较年长"), [new("age", cut + 0.5, 100)])],
        };
        var few = ages.Count(a => a < cut + 0.5);
        var table = CohortTables.Of(rows, design, new() { SuppressBelow = few + 1 });
        Assert.All(table.Columns, c => Assert.Null(c.Size.Value));
        Assert.All(table.Rows.SelectMany(r => r.Groups), g => Assert.True(g.Mean is null && g.Median is null && g.Count?.Value is null));
    }

    [Fact]
    public void A_kind_of_statistic_that_is_not_known_is_withheld()
    {
        var rows = SyntheticCohorts.Random(5, 200);
        var table = CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "2"));
        var strange = table with { Rows = [.. table.Rows.Select(r => r with { Summary = (SummaryKind)77, Test = r.Test is null ? null : r.Test with { Kind = (TestKind)77 } })] };
        var released = CohortTables.Suppress([strange], rows, 5)[0];
        Assert.All(released.Rows.SelectMany(r => r.Groups), g => Assert.True(g.Mean is null && g.Median is null && g.Percent is null && g.Printed is "*" or "<5" or "–", g.Printed));
        Assert.All(released.Rows, r => Assert.True(r.Test is null && r.StandardizedDifference is null));
    }

    [Fact]
    public void The_same_women_in_another_order_and_another_table_are_rounded_alike()
    {
        var women = RandomCycles.Of(31, 120);
        TransferCycle[] turned = [.. women.Reverse()];
        CohortTable[] Tables(TransferCycle[] cycles) => [.. CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), TableDesign.AllOf(StudyDesign.Default), new() { SuppressBelow = 5, RoundTo = 5 })];
        foreach (var (a, b) in Tables(women).Zip(Tables(turned)))
        {
            Assert.Equal(a.Columns.Select(c => c.Size), b.Columns.Select(c => c.Size));
            foreach (var (x, y) in a.Rows.Zip(b.Rows)) Assert.Equal(x.Groups.Select(g => g.Printed), y.Groups.Select(g => g.Printed));
        }
    }
}
