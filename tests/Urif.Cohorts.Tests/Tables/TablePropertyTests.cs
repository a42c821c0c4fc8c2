using CsCheck;
using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>What holds of the tables of any cohort.</summary>
public sealed class TablePropertyTests
{
    private static readonly IReadOnlyList<TableDesign> Paper = TableDesign.AllOf(StudyDesign.Default);

    private static readonly Gen<TransferCycle[]> Cycles =
        Gen.Select(Gen.ULong, Gen.Int[1, 150], Gen.OneOf(Gen.Const(0.0), Gen.Const(0.1), Gen.Const(0.6))).Select((seed, count, missing) => RandomCycles.Of(seed, count, missing));

    [Fact]
    public void The_papers_tables_have_its_rows_in_its_order()
    {
        // From the ledger, which is transcribed from the paper.
        var ledger = File.ReadAllLines(Repository.PathOf("data", "paper", "numbers.csv")).Skip(1).Select(l => l.Split(','));
        for (var number = 1; number <= 4; number++)
        {
            var rows = ledger.Where(f => f[1] == $"{number}").ToList();
            Assert.Equal(rows.Select(f => f[2]).Distinct().Where(v => v != "group_size"), Paper[number - 1].Variables.Select(v => v.Name));
            Assert.Equal(rows.Select(f => f[3]).Where(g => g.Length > 0).Distinct(), Paper[number - 1].Groups.Select(g => g.Id));
        }
    }

    [Fact]
    public void Counts_add_up() => Cycles.Sample(cycles =>
    {
        var cohort = SyntheticCohorts.Of(cycles);
        var rows = SyntheticCohorts.Rows(cohort);
        var arms = cohort.Arms();
        foreach (var denominator in Enum.GetValues<OutcomeDenominator>())
        {
            foreach (var table in CohortTables.Of(rows, Paper, new() { Denominator = denominator }))
            {
                for (var c = 0; c < 2; c++)
                {
                    var arm = Enum.GetValues<Arm>().Single(a => TableGroup.OfArm(StudyDesign.Default, a, new("", "")).Id == table.Columns[c].Group.Id);
                    Assert.Equal(arms.Count(a => a == (sbyte)arm), table.Columns[c].Size.Value);
                    foreach (var row in table.Rows)
                    {
                        var group = row.Groups[c];
                        if (denominator == OutcomeDenominator.Transfer || !row.Variable.IsOutcome) Assert.Equal(table.Columns[c].Size.Value, group.Used.Value + group.Missing.Value);
                        else Assert.True(group.Used.Value + group.Missing.Value <= table.Columns[c].Size.Value);
                        if (row.Variable.Kind == TableVariableKind.Continuous || group.Used.Value == 0) continue;
                        Assert.InRange(group.Count!.Value.Value!.Value, 0, group.Used.Value!.Value);
                        Assert.Equal(100.0 * group.Count.Value.Value.Value / group.Used.Value.Value, group.Percent);
                    }

                    foreach (var partition in table.Rows.Where(r => r.Variable.Partition is not null).GroupBy(r => r.Variable.Partition))
                        Assert.Equal(partition.First().Groups[c].Used.Value, partition.Sum(r => r.Groups[c].Count!.Value.Value));
                }
            }
        }
    }, iter: 30);

    [Fact]
    public void The_order_of_the_rows_changes_nothing() => Gen.Select(Cycles, Gen.Int).Sample((cycles, seed) =>
    {
        var shuffled = cycles.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Shown(CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), Paper)),
            Shown(CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(shuffled)), Paper)));
    }, iter: 20);

    [Fact]
    public void Swapping_the_groups_turns_the_signs() => Cycles.Sample(cycles =>
    {
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles));
        foreach (var design in Paper)
        {
            var (table, swapped) = (CohortTables.Of(rows, design), CohortTables.Of(rows, design with { Groups = [design.Groups[1], design.Groups[0]] }));
            foreach (var (row, other) in table.Rows.Zip(swapped.Rows))
            {
                Assert.Equal(row.Groups.Reverse(), other.Groups);
                Assert.Equal(row.StandardizedDifference, -other.StandardizedDifference);
                Assert.Equal(row.Test?.Kind, other.Test?.Kind);
                if (row.Test is null) continue;
                var sign = row.Test.Kind == TestKind.StudentT ? -1 : 1;
                if (row.Test.Statistic is { } statistic) Assert.Equal(sign * statistic, other.Test!.Statistic!.Value, Math.Abs(statistic) * 1e-12);
                Assert.Equal(row.Test.P, other.Test!.P, 1e-12);
            }
        }
    }, iter: 30);

    [Fact]
    public void A_missing_value_lowers_the_number_used_and_nothing_else() => Cycles.Sample(cycles =>
    {
        var before = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), Paper);
        TransferCycle[] changed = [cycles[0] with { Bmi = null }, .. cycles.Skip(1)];
        var after = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(changed)), Paper);
        var known = cycles[0].Bmi is not null;
        foreach (var (table, then) in before.Zip(after))
        {
            foreach (var (row, now) in table.Rows.Zip(then.Rows))
            {
                if (row.Variable.Name != "bmi")
                {
                    Assert.Equal(row.Groups, now.Groups);
                    Assert.Equal(row.Test, now.Test);
                    continue;
                }

                for (var c = 0; c < 2; c++)
                {
                    var lost = row.Groups[c].Used.Value!.Value - now.Groups[c].Used.Value!.Value;
                    Assert.InRange(lost, 0, known ? 1 : 0);
                    Assert.Equal(lost, now.Groups[c].Missing.Value - row.Groups[c].Missing.Value);
                    // Whether mean or median is printed may change with the other group.
                    if (lost == 0) Assert.Equal(row.Groups[c], now.Groups[c] with { Printed = row.Groups[c].Printed });
                }
            }
        }
    }, iter: 20);

    [Fact]
    public void The_tables_are_those_of_each_alone() => Cycles.Sample(cycles =>
    {
        var rows = SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles));
        Assert.Equal(Shown(CohortTables.Of(rows, Paper)), string.Concat(Paper.Select(d => Shown([CohortTables.Of(rows, d)]))));
    }, iter: 20);

    [Fact]
    public void Groups_by_a_column_or_a_cut()
    {
        var rows = SyntheticCohorts.Random(7, 200);
        var cohort = rows.Cohort;
        var byCycle = CohortTables.Of(rows, TableDesign.By("cycle", cohort));
        Assert.Equal([cohort.Codes("cycle").Count((sbyte)0), cohort.Codes("cycle").Count((sbyte)1)], byCycle.Columns.Select(c => c.Size.Value!.Value));
        Assert.DoesNotContain(byCycle.Rows, r => r.Variable.Partition == "cycle");
        Assert.All(byCycle.Rows.Where(r => r.Variable.Kind == TableVariableKind.Continuous), r => Assert.NotNull(r.Test));

        var byCentre = CohortTables.Of(rows, TableDesign.By("centre", cohort, "age", "live_birth"));
        Assert.Equal(200, byCentre.Columns.Sum(c => c.Size.Value));
        Assert.Equal(["age", "live_birth"], byCentre.Rows.Select(r => r.Variable.Name));

        var byAge = CohortTables.Of(rows, TableDesign.ByCut(StudyDesign.Default, "age", 35));
        Assert.Equal(cohort.Values("age").Count(a => a < 35), byAge.Columns[0].Size.Value);
        Assert.Equal(cohort.Values("age").Count(a => a >= 35), byAge.Columns[1].Size.Value);

        var bySac = CohortTables.Of(rows, TableDesign.By("gestational_sac", cohort, "age"));
        Assert.Equal(3, bySac.Columns.Count);
        Assert.All(bySac.Rows, r => Assert.Equal((TestKind.KruskalWallis, DecisionRule.NotNormal), (r.Test!.Kind, r.Decision.Rule)));
        var alone = CohortTables.Of(rows, Paper[0] with { Groups = [Paper[0].Groups[0]] });
        Assert.All(alone.Rows, r => Assert.Equal((null, NoTestReason.OneGroup), (r.Test, r.Decision.Against)));
        Assert.Throws<ArgumentException>(() => TableDesign.By("age", cohort));
        Assert.Throws<ArgumentException>(() => TableDesign.By("woman_id", cohort));
        Assert.Throws<ArgumentException>(() => TableDesign.ByCut(StudyDesign.Default, "nothing", 1));
        Assert.Throws<ArgumentException>(() => CohortTables.Of(rows, Paper[0] with { Variables = [new("nothing", new("", ""), "", TableVariableKind.Continuous)] }));
    }

    [Fact]
    public void The_cut_off_moves_women_between_the_arms()
    {
        var rows = SyntheticCohorts.Random(8, 200);
        Assert.Equal(0, CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1", 1000)).Columns[1].Size.Value);
        Assert.Equal(0, CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1", 0)).Columns[0].Size.Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => TableDesign.Of(StudyDesign.Default, "1", double.NaN));
        Assert.Throws<ArgumentException>(() => TableDesign.Of(StudyDesign.Default, "5"));
    }

    [Fact]
    public void What_cannot_be_computed_is_a_dash_with_a_reason()
    {
        var cycles = RandomCycles.Of(9, 60).Select((c, i) => c with { Bmi = null, Age = 30, PriorLosses = c.Metformin == true ? null : c.PriorLosses }).ToArray();
        var one = cycles.First(c => c.ArmAt() == Arm.NonIrControl);
        TransferCycle[][] cohorts = [cycles, [one], [one, .. cycles.Where(c => c.ArmAt() == Arm.IrControl)], [.. cycles.Where(c => c.ArmAt() == Arm.IrMetformin)]];
        foreach (var cohort in cohorts)
        {
            foreach (var table in CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cohort)), Paper))
            {
                foreach (var row in table.Rows)
                {
                    if (row.Test is null) Assert.Contains(row.Decision.Rule, new[] { DecisionRule.NoTest, DecisionRule.TestedOnFirstRow });
                    else Assert.InRange(row.Test.P, 0, 1);
                    Assert.Equal(row.Decision.Rule == DecisionRule.NoTest, row.Decision.Against is not null);
                    foreach (var group in row.Groups)
                    {
                        Assert.Equal(group.Used.Value == 0, group.Absence is not null);
                        if (group.Used.Value == 0) Assert.Equal("–", group.Printed);
                        Assert.DoesNotContain("NaN", group.Printed);
                    }

                    if (row.Variable.Name == "age") Assert.Null(row.Test);
                }
            }
        }

        var bmi = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), Paper[0]).Rows.Single(r => r.Variable.Name == "bmi");
        Assert.Equal((null, NoTestReason.EmptyGroup), (bmi.Decision.Finding, bmi.Decision.Against));
        var age = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), Paper[0]).Rows[0];
        Assert.Equal((NormalityFinding.Unknown, NoTestReason.AllEqual), (age.Decision.Finding, age.Decision.Against));
        Assert.Equal("30.00 (30.00–30.00)", age.Groups[0].Printed);
    }

    [Fact]
    public void Groups_beyond_the_tests_domain_are_sampled_and_say_so()
    {
        var rows = SyntheticCohorts.Random(10, 16_000);
        var row = CohortTables.Of(rows, TableDesign.By("metformin", rows.Cohort, "bmi")).Rows[0];
        Assert.Equal((5000, true), (row.Decision.Normality[0].Tested, row.Decision.Normality[0].Sampled));
        Assert.False(row.Decision.Normality[1].Sampled);
        // The sample resembles the group: W of 5000 normal values, all tails cut at 15 and 30 alike, is near 1.
        Assert.InRange(row.Decision.Normality[0].W!.Value, 0.99, 1);
    }

    [Fact]
    public void Positive_hCG_that_is_not_recorded_is_known_from_the_outcomes()
    {
        // 3 lost early, which counts biochemical losses; 5 had nothing, which leaves them negative; 2 gave birth.
        TransferCycle[] women = [.. RandomCycles.Of(12, 10).Select((c, i) => c with
        {
            HcgPositive = null, GestationalSac = null, FetalHeartbeat = null, PregnancyEnd = null, PregnancyEndWeek = null,
            ClinicalPregnancy = i >= 8, Ectopic = false, EarlyLoss = i < 3, LateLoss = false, LiveBirth = i >= 8,
        })];
        var group = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(women)), TableDesign.ByCut(StudyDesign.Default, "age", 1000, "early_loss"),
            new() { Denominator = OutcomeDenominator.PositiveHcg }).Rows[0].Groups[0];
        Assert.Equal((5, 0, 3), (group.Used.Value!.Value, group.Missing.Value!.Value, group.Count!.Value.Value!.Value));
    }

    [Theory]
    [InlineData(QuantileType.Weibull, 6)]
    [InlineData(QuantileType.Linear, 7)]
    [InlineData(QuantileType.TukeyHinges, 10)]
    public void The_quartiles_are_those_of_the_definition(QuantileType type, int number)
    {
        // tests/reference/quantiles.csv is of the first n of these values.
        double[] values = [3.1, 0.4, 7.9, 7.9, 1.2, 15.5, 0.4, 22.3, 9.6, 4.7, 30.1, 2.8, 11.4, 0.9, 41.2, 6.6, 6.6];
        foreach (var row in ReferenceTable.Load("quantiles").Rows.Where(r => r.Integer("definition") == number))
        {
            var cycles = values.Take(row.Integer("n")).Select((v, i) => RandomCycles.Of(1, 17)[i] with { Fins = v, Fpg = 4.5, Metformin = false }).ToArray();
            var cohort = SyntheticCohorts.Of(cycles);
            var group = CohortTables.Of(SyntheticCohorts.Rows(cohort),
                TableDesign.ByCut(StudyDesign.Default, "fpg", 1e9, "fins"), new() { Quantiles = type }).Rows[0].Groups[0];
            var actual = row.Number("order") switch { 0.25 => group.LowerQuartile, 0.5 => group.Median, _ => group.UpperQuartile };
            ReferenceTable.AssertRelative(row.Number("quantile"), actual!.Value, 1e-12, row.Location);
        }
    }

    [Theory]
    [InlineData(2.675, "2.68")]
    [InlineData(0.125, "0.13")]
    [InlineData(67.295, "67.30")]
    [InlineData(0.0049, "0.00")]
    public void Halves_are_rounded_away_from_zero(double value, string printed)
    {
        var cycles = RandomCycles.Of(1, 2).Select(c => c with { Fins = value, Metformin = false }).ToArray();
        var group = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), TableDesign.ByCut(StudyDesign.Default, "fins", 1000, "fins")).Rows[0].Groups[0];
        Assert.Equal($"{printed} ({printed}–{printed})", group.Printed);
    }

    // Everything that a reader sees of tables, numbers to the last bit.
    private static string Shown(IEnumerable<CohortTable> tables) => string.Concat(tables.SelectMany(t => t.Rows).Select(r =>
        $"{r.Variable.Name} {r.Summary} {string.Join(' ', r.Groups)} {r.Test} {r.Decision.Rule} {r.Decision.Finding} {r.Decision.Against} {string.Join(' ', r.Decision.Normality)} {r.StandardizedDifference:R}\n"));

    [Theory]
    // Three against three, wholly apart: 2 of the 20 ways to choose three of six. With a tie, the normal approximation.
    [InlineData(26.5, true, 0.1)]
    [InlineData(27.5, false, null)]
    public void The_rank_test_of_few_women_without_ties_is_exact(double third, bool exact, double? p)
    {
        double[] bmi = [20.0, 20.1, 24.0, third, 27.5, 29.0];
        var cycles = RandomCycles.Of(3, 6).Select((c, i) => c with { Fpg = 5, Fins = i < 3 ? 5 : 20, Metformin = false, Bmi = bmi[i] });
        var design = TableDesign.Of(StudyDesign.Default, "1");
        var row = design.Variables.Single(v => v.Name == "bmi") with { Summary = SummaryKind.MedianQuartiles };
        var table = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of([.. cycles])), [design with { Variables = [row] }])[0];
        var test = table.Rows[0].Test!;
        Assert.Equal(exact, test.IsExact);
        Assert.Equal(exact, table.Footnotes.Contains(TableNote.ExactRankSum));
        if (p is { } expected) Assert.Equal(expected, test.P, 12);
    }
}
