using System.Globalization;
using CsCheck;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>Tables of a cohort as a ledger: ids and groups as the paper's, and nothing that the audit holds against a cohort.</summary>
public sealed class CohortLedgerTests
{
    private static readonly Ledger Paper = LedgerReader.Read(Repository.PathOf("data", "paper"));

    /// <summary>How many random cohorts are audited; URIF_COHORTS sets it.</summary>
    private static int Cohorts =>
        int.TryParse(Environment.GetEnvironmentVariable("URIF_COHORTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 60;

    /// <summary>
    /// Cohorts of 8 to 600 women, complete or not, with ages in whole years or not, of the paper's cut-off or another, with
    /// summaries by the rule and as printed: the audit accuses none of their numbers.
    /// </summary>
    [Fact]
    public void The_audit_holds_nothing_against_the_tables_of_a_cohort()
    {
        var accusations = new List<string>();
        long numbers = 0, judged = 0;
        Parallel.For(0, Cohorts, seed =>
        {
            var draw = new Draw(20260701, (ulong)seed);
            var count = draw.Chance(0.3) ? draw.Whole(8, 40) : draw.Whole(40, 600);
            var missing = draw.Chance(0.3) ? 0.02 : 0;
            var cycles = RandomCycles.Of((ulong)seed, count, missing);
            if (draw.Chance(0.3)) cycles = [.. cycles.Select((c, i) => c with { Age = c.Age + i % 10 / 10.0 })];
            var cutOff = draw.OneOf(2.14, 2.14, 2.5);
            var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles));
            // The fewest women may all be in one arm.
            if (rows.Cohort.Arms(cutOff).Distinct().Count() < 4) return;
            foreach (var designs in new[] { TableDesign.AllOf(StudyDesign.Default, cutOff), TableDesign.AllAsPrinted(StudyDesign.Default, Paper, cutOff) })
            {
                var ledger = CohortLedger.Of(Paper, rows, designs);
                var report = PaperAudit.Run(ledger);
                var against = FalsePositives.Against((ulong)seed, 0, report).Select(a => $"{count} women, missing {missing}, cut-off {cutOff}: {a}").ToList();
                lock (accusations)
                {
                    accusations.AddRange(against);
                    numbers += report.Numbers.Count;
                    judged += report.Numbers.Count(n => n.Verdict != Verdict.NotCheckable);
                }
            }
        });
        Assert.True(accusations.Count == 0, $"{accusations.Count} of {numbers}\n{string.Join('\n', accusations.Take(12))}");
        // The tables give the audit something to judge.
        Assert.True(judged > 0.9 * numbers);
    }

    [Fact]
    public void As_printed_a_complete_cohort_has_the_papers_ids_in_its_order()
    {
        var ledger = CohortLedger.Of(Paper, SyntheticCohorts.Random(3, 335), TableDesign.AllAsPrinted(StudyDesign.Default, Paper));
        // What the paper's tables hold, but the chi-square where an expected count is small and Fisher's test has none, and the
        // p where nobody had the outcome.
        var printed = File.ReadAllLines(Repository.PathOf("data", "paper", "numbers.csv")).Skip(1).Where(l => l.Split(',')[1] != "text").Select(l => l[..l.IndexOf(',')]).ToList();
        Assert.Equal(336, printed.Count);
        Assert.Empty(ledger.Numbers.Select(n => n.Id).Except(printed));
        Assert.All(printed.Except(ledger.Numbers.Select(n => n.Id)), id => Assert.Matches(@"\.(ectopic|late_loss)\.(chi2|p)$|\.chi2$", id));
        Assert.Equal(printed.Where(ledger.Numbers.Select(n => n.Id).ToHashSet().Contains), ledger.Numbers.Select(n => n.Id));
        Assert.Empty(ledger.Claims);
        Assert.Equal(Paper.Comparisons.Select(c => (c.Id, string.Join(';', c.Tables))), ledger.Comparisons.Select(c => (c.Id, string.Join(';', c.Tables))));
        Assert.Equal(Paper.Variables, ledger.Variables);
    }

    [Fact]
    public void Numbers_are_the_text_that_the_tables_print()
    {
        var rows = SyntheticCohorts.Random(3, 335);
        var tables = CohortTables.Of(rows, TableDesign.AllOf(StudyDesign.Default));
        var texts = CohortLedger.Of(Paper, rows, TableDesign.AllOf(StudyDesign.Default)).Numbers.ToDictionary(n => n.Id, n => n.Printed.Text);
        var shown = tables.SelectMany(t => t.Rows.Select(r => (t, r))).ToList();
        foreach (var (table, row) in shown)
        {
            string Number(string id) => texts[$"t{table.Design.Id}.{row.Variable.Name}.{id}"];
            foreach (var (column, group) in table.Columns.Zip(row.Groups))
            {
                var g = column.Group.Id;
                Assert.Equal(group.Printed, row.Summary switch
                {
                    SummaryKind.MeanSd => $"{Number($"{g}.mean")}±{Number($"{g}.sd")}",
                    SummaryKind.MedianQuartiles => $"{Number($"{g}.median")} ({Number($"{g}.q1")}–{Number($"{g}.q3")})",
                    _ => $"{Number($"{g}.n")} ({Number($"{g}.percent")})",
                });
            }

            if (row.Test is not { } test) continue;
            Assert.Equal(test.PPrinted, Number("p").Replace('＜', '<'));
            if (test.Statistic is not null) Assert.Equal(test.StatisticPrinted, Number(test.Kind switch { TestKind.StudentT => "t", TestKind.MannWhitney => "z", _ => "chi2" }));
        }

        Assert.Contains(shown, s => s.r.Summary == SummaryKind.MedianQuartiles && s.r.Variable.Name == "prior_transfer_cycles");
        Assert.Contains(texts.Values, t => t == "＜0.001");
    }

    [Fact]
    public void Groups_have_the_cohorts_sizes_and_parents_their_sum()
    {
        var rows = SyntheticCohorts.Random(3, 200);
        var arms = rows.Cohort.Arms(2.5);
        int Of(params Arm[] of) => arms.Count(a => of.Contains((Arm)a));
        var groups = CohortLedger.Of(Paper, rows, TableDesign.AllOf(StudyDesign.Default, 2.5)).Groups.ToDictionary(g => g.Id);
        Assert.Equal(
            [200, Of(Arm.IrControl, Arm.IrMetformin), Of(Arm.NonIrControl, Arm.NonIrMetformin), Of(Arm.IrControl), Of(Arm.IrMetformin), Of(Arm.NonIrControl), Of(Arm.NonIrMetformin)],
            new[] { "all", "ir", "nonir", "ir_control", "ir_metformin", "nonir_control", "nonir_metformin" }.Select(g => groups[g].Size));
        Assert.Equal(new Condition("homa_ir", ">=", 2.5), Assert.Single(groups["ir"].Conditions));
        Assert.Equal(new Condition("homa_ir", "<", 2.5), Assert.Single(groups["nonir"].Conditions));
        // Random cycles meet the paper's criteria.
        Assert.Equal(Paper.Groups.Single(g => g.Id == "all").Conditions, groups["all"].Conditions);
    }

    [Fact]
    public void What_the_rows_do_not_bear_out_is_not_said_of_them()
    {
        var cycles = RandomCycles.Of(4, 120);
        cycles[7] = cycles[7] with { Age = 43.5, PriorLosses = null };
        var ledger = CohortLedger.Of(Paper, SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), TableDesign.AllOf(StudyDesign.Default));
        Assert.Null(ledger.Variables.Single(v => v.Id == "age").Granularity);
        Assert.Equal(["age >= 20", "bmi < 30", "prior_transfer_cycles >= 3"],
            ledger.Groups.Single(g => g.Id == "all").Conditions.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Variable} {c.Operator} {c.Bound}")));
        var arm = SyntheticCohorts.Of(cycles).Arms()[7] switch { 0 => "nonir_control", 1 => "ir_control", 2 => "nonir_metformin", _ => "ir_metformin" };
        Assert.DoesNotContain(ledger.Numbers, n => n.Variable.Id == "prior_losses" && n.Group == arm);
        Assert.Contains(ledger.Numbers, n => n.Variable.Id == "prior_losses" && n.Group.Length > 0);
    }

    [Fact]
    public void A_table_with_an_empty_group_is_left_out()
    {
        var cycles = RandomCycles.Of(4, 120).Select(c => c with { Metformin = c.Metformin == true && c.HomaIr >= 2.14 });
        var ledger = CohortLedger.Of(Paper, SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), TableDesign.AllOf(StudyDesign.Default));
        Assert.Equal(["1", "2", "3"], ledger.Numbers.Select(n => n.Table).Distinct());
        Assert.DoesNotContain(ledger.Groups, g => g.Id == "nonir_metformin");
        Assert.Equal(ledger.Groups.Single(g => g.Id == "nonir").Size, ledger.Groups.Single(g => g.Id == "nonir_control").Size);
        AssertReadBack(ledger);

        var none = SyntheticCohorts.Rows(SyntheticCohorts.Of(RandomCycles.Of(4, 30).Select(c => c with { Metformin = true, Fins = 2 })));
        Assert.Throws<InputException>(() => CohortLedger.Of(Paper, none, TableDesign.AllOf(StudyDesign.Default)));
    }

    [Fact]
    public void One_table_alone_does_not_know_the_whole_cohort()
    {
        var ledger = CohortLedger.Of(Paper, SyntheticCohorts.Random(3, 200), [TableDesign.Of(StudyDesign.Default, "1")]);
        Assert.Equal(["ir_control", "nonir_control"], ledger.Groups.Select(g => g.Id));
        Assert.All(ledger.Groups, g => Assert.Null(g.Parent));
        AssertReadBack(ledger);
    }

    [Fact]
    public void With_small_counts_hidden_it_holds_what_the_tables_show_and_nothing_that_rows_bear_out()
    {
        var rows = SyntheticCohorts.Random(3, 200);
        var designs = TableDesign.AllOf(StudyDesign.Default);
        var ledger = CohortLedger.Of(Paper, rows, designs, new() { SuppressBelow = 5 });
        var hidden = CohortTables.Of(rows, designs, new() { SuppressBelow = 5 }).SelectMany(t => t.Rows.SelectMany(r => r.Groups.Select((g, i) => (t.Design.Id, r.Variable.Name, t.Columns[i].Group.Id, g))))
            .Where(x => x.g.Absence is not null).Select(x => (x.Item1, x.Name, x.Item3)).ToHashSet();
        Assert.NotEmpty(hidden);
        Assert.DoesNotContain(ledger.Numbers, n => hidden.Contains((n.Table, n.Variable.Id, n.Group)));
        Assert.All(ledger.Variables, v => Assert.True(v.Granularity is null && double.IsInfinity(v.Range.Low) && double.IsInfinity(v.Range.High)));
        Assert.All(ledger.Groups, g => Assert.Empty(g.Conditions));
        AssertReadBack(ledger);
        // What is left still agrees with itself.
        Assert.DoesNotContain(PaperAudit.Run(ledger).Numbers, n => n.Verdict is Verdict.Impossible or Verdict.Contradicted or Verdict.NotReproduced);
    }

    [Fact]
    public void Other_denominators_and_other_tables_are_refused()
    {
        var rows = SyntheticCohorts.Random(3, 60);
        Assert.Throws<ArgumentException>(() => CohortLedger.Of(Paper, rows, TableDesign.AllOf(StudyDesign.Default), new() { Denominator = OutcomeDenominator.PositiveHcg }));
        Assert.Contains("no comparison of the ledger", Assert.Throws<InputException>(() => CohortLedger.Of(Paper, rows, [TableDesign.ByCut(StudyDesign.Default, "age", 35)])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_read_back_as_it_was_written() => Gen.Select(Gen.ULong, Gen.Int[20, 400], Gen.Bool).Sample((seed, count, asPrinted) =>
        AssertReadBack(CohortLedger.Of(Paper, SyntheticCohorts.Random(seed, count), asPrinted ? TableDesign.AllAsPrinted(StudyDesign.Default, Paper) : TableDesign.AllOf(StudyDesign.Default))), iter: 10);

    [Fact]
    public void A_synthetic_cohorts_ledger_says_so()
    {
        var cycles = RandomCycles.Of(4, 120);
        cycles[3] = cycles[3] with { Synthetic = true };
        var info = CohortLedger.Of(Paper, SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), TableDesign.AllOf(StudyDesign.Default)).Paper;
        Assert.StartsWith("SYNTHETIC: made by a random number generator; no patients. ", info.Title.En, StringComparison.Ordinal);
        Assert.StartsWith("合成数据：由随机数生成器产生，非真实患者。", info.Title.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("SYNTHETIC", CohortLedger.Of(Paper, SyntheticCohorts.Random(4, 120), TableDesign.AllOf(StudyDesign.Default)).Paper.Title.En, StringComparison.Ordinal);
    }

    private static void AssertReadBack(Ledger ledger)
    {
        using var folder = new TemporaryFolder();
        LedgerWriter.Write(ledger, folder.Path);
        var read = LedgerReader.Read(folder.Path);
        Assert.Equal(Shown(ledger), Shown(read));
    }

    private static IEnumerable<string> Shown(Ledger ledger) =>
    [
        $"{ledger.Paper.Id} {ledger.Paper.Title} {ledger.Paper.Citation} {ledger.Paper.Alpha} {ledger.Paper.MeansTest} {ledger.Paper.MediansTest} {string.Join(' ', ledger.Paper.CountsTests)}",
        .. ledger.Variables.Select(v => v.ToString()),
        .. ledger.Groups.Select(g => $"{g.Id} {g.Label} {g.Size} {string.Join(';', g.Conditions)} {g.Parent}"),
        .. ledger.Comparisons.Select(c => $"{c.Id} {c.Label} {c.First} {c.Second} {string.Join(';', c.Tables)} {string.Join(';', c.AdjustedFor)}"),
        .. ledger.Numbers.Select(n => $"{n.Id} {n.Table} {n.Variable.Id} {n.Group} {n.Statistic} {n.Printed} {n.Note}"),
        .. ledger.Claims.Select(c => c.Id),
    ];
}
