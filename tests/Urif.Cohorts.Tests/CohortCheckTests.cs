using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>Each rule with a row that breaks it and rows that keep it; the flow and the selection.</summary>
public sealed class CohortCheckTests
{
    // A woman who keeps every rule: β-hCG negative.
    private static readonly TransferCycle Good = RandomCycles.Of(3, 1)[0] with
    {
        Age = 35, PriorTransferCycles = 4, PriorFailedCycles = 4, PriorCleavageEmbryos = 3, PriorBlastocysts = 3, GoodQualityEmbryos = 5,
        HcgPositive = false, GestationalSac = GestationalSac.None, FetalHeartbeat = false, PregnancyEnd = null, PregnancyEndWeek = null,
        ClinicalPregnancy = false, Ectopic = false, EarlyLoss = false, LateLoss = false, LiveBirth = false,
    };

    private static readonly TransferCycle Born = Good with
    {
        HcgPositive = true, GestationalSac = GestationalSac.Intrauterine, FetalHeartbeat = true, PregnancyEnd = PregnancyEnd.LiveBirth,
        PregnancyEndWeek = 39, ClinicalPregnancy = true, LiveBirth = true,
    };

    // Nothing but the given outcomes, so that one contradiction is not several.
    private static readonly TransferCycle Given = Born with { HcgPositive = null, GestationalSac = null, FetalHeartbeat = null, PregnancyEnd = null, PregnancyEndWeek = null };

    private static readonly Dictionary<string, TransferCycle> Breaking = new()
    {
        ["failed-of-transfers"] = Good with { PriorFailedCycles = 5 },
        ["embryos-of-transfers"] = Good with { PriorCleavageEmbryos = 0, GoodQualityEmbryos = null },
        ["good-quality-of-embryos"] = Good with { GoodQualityEmbryos = 7 },
        ["stage-and-embryos"] = Good with { Stage = null },
        ["clinical-needs-hcg"] = Good with { GestationalSac = GestationalSac.Intrauterine },
        ["biochemical-not-clinical"] = Good with { HcgPositive = true, ClinicalPregnancy = true, EarlyLoss = true },
        ["ectopic-needs-clinical"] = Given with { ClinicalPregnancy = false, Ectopic = true, LiveBirth = false },
        ["ectopic-not-live-birth"] = Given with { Ectopic = true },
        ["live-birth-needs-clinical"] = Given with { ClinicalPregnancy = false },
        ["late-loss-needs-clinical"] = Given with { ClinicalPregnancy = false, LateLoss = true, LiveBirth = false },
        ["early-loss-needs-hcg"] = Good with { EarlyLoss = true },
        ["one-ending"] = Given with { LateLoss = true },
        ["heartbeat-needs-sac"] = Good with { FetalHeartbeat = true },
        ["end-needs-pregnancy"] = Good with { PregnancyEnd = PregnancyEnd.SpontaneousLoss },
        ["birth-week"] = Born with { PregnancyEndWeek = 19 },
        ["agrees-homa_ir"] = Good with { Fpg = 5, Fins = 9, GivenHomaIr = 2.02 },
        ["agrees-clinical_pregnancy"] = Born with { ClinicalPregnancy = false },
        ["agrees-ectopic"] = Born with { Ectopic = true, LiveBirth = null, PregnancyEnd = null, PregnancyEndWeek = null },
        ["agrees-early_loss"] = Born with { EarlyLoss = true },
        ["agrees-late_loss"] = Born with { LateLoss = true },
        ["agrees-live_birth"] = Born with { LiveBirth = false },
        ["inclusion-age"] = Good with { Age = 41 },
        ["inclusion-transfers"] = Good with { PriorTransferCycles = 2, PriorFailedCycles = 2 },
        ["inclusion-embryos"] = Good with { GoodQualityEmbryos = 3 },
        ["inclusion-no-success"] = Good with { PriorSuccess = true },
        ["inclusion-bmi"] = Good with { Bmi = 30 },
        ["inclusion-uterus"] = Good with { UterusNormal = false },
        ["exclusion-endometrial-disease"] = Good with { EndometrialDisease = true },
        ["exclusion-uterine-malformation"] = Good with { UterineMalformation = true },
        ["exclusion-tubal-pelvic-factor"] = Good with { TubalPelvicFactor = true },
        ["exclusion-autoimmune-thrombophilia"] = Good with { AutoimmuneThrombophilia = true },
        ["exclusion-endocrine-disease"] = Good with { EndocrineDisease = true },
        ["exclusion-recent-medication"] = Good with { RecentMedication = true },
        ["exclusion-chromosomal-abnormality"] = Good with { ChromosomalAbnormality = true },
        ["exclusion-smoking-alcohol"] = Good with { SmokingAlcohol = true },
        ["arm-known"] = Good with { Metformin = null },
        ["outcomes-known"] = Given with { LiveBirth = null },
    };

    public static TheoryData<string> Rules => [.. CohortRules.Of(StudyDesign.Default).All.Select(r => r.Id).Where(id => !id.StartsWith("range-", StringComparison.Ordinal) && id is not ("duplicate-cycle" or "several-cycles"))];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_finds_the_row_that_breaks_it_and_no_other(string id)
    {
        var result = CohortCheck.Run(Cohort.Of("test", [Good with { WomanId = 1 }, Breaking[id] with { WomanId = 2 }, Born with { WomanId = 3 }]));
        Assert.Equal([1], Rule(result, id).Rows.ToArray());
    }

    [Theory]
    [InlineData(19.9, PregnancyEnd.LiveBirth, true)]
    [InlineData(20, PregnancyEnd.LiveBirth, false)]
    [InlineData(19.9, PregnancyEnd.Stillbirth, true)]
    [InlineData(20, PregnancyEnd.Stillbirth, false)]
    [InlineData(19.9, PregnancyEnd.SpontaneousLoss, false)]
    public void A_birth_is_one_from_week_20_on(double week, PregnancyEnd end, bool isError)
    {
        var woman = Born with { WomanId = 1, PregnancyEnd = end, PregnancyEndWeek = week, LiveBirth = null };
        Assert.Equal(isError ? 1 : 0, Rule(CohortCheck.Run(Cohort.Of("test", [woman])), "birth-week").Rows.ToArray().Length);
    }

    [Theory]
    [InlineData("age", 14.9, 15.0, 60.0, 60.1)]
    [InlineData("bmi", 11.9, 12.0, 70.0, 70.1)]
    [InlineData("fpg", 0.9, 1.0, 30.0, 30.1)]
    [InlineData("pg_2h", 0.9, 1.0, 60.0, 60.1)]
    [InlineData("fins", -0.1, 0.0, 300.0, 300.1)]
    [InlineData("ins_2h", -1, 0.0, 3000.0, 3000.1)]
    [InlineData("homa_ir", -0.1, 0.0, 400.0, 400.1)]
    [InlineData("prior_losses", -1, 0, 20, 21)]
    [InlineData("prior_transfer_cycles", -1, 0, 30, 31)]
    [InlineData("prior_failed_cycles", -1, 0, 30, 31)]
    [InlineData("prior_cleavage_embryos", -1, 0, 60, 61)]
    [InlineData("prior_blastocysts", -1, 0, 60, 61)]
    [InlineData("good_quality_embryos", -1, 0, 100, 101)]
    [InlineData("embryos_transferred", 0, 1, 10, 11)]
    [InlineData("pregnancy_end_week", -1, 0, 45, 45.1)]
    public void A_range_holds_its_ends_and_nothing_beyond(string column, double below, double low, double high, double above)
    {
        var rows = RandomCycles.Of(4, 40).Select(MemoryRecords.Cells).ToArray();
        double[] values = [below, low, high, above];
        for (var i = 0; i < 4; i++) rows[i][OneCell.Index(column)] = values[i];
        var cohort = CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name), rows)).Cohort;
        Assert.Equal([0, 3], Rule(CohortCheck.Run(cohort), $"range-{column}").Rows.ToArray());
    }

    [Fact]
    public void Every_bounded_column_has_a_range_rule() =>
        Assert.Equal(15, CohortRules.Of(StudyDesign.Default).All.Count(r => r.Kind == RuleKind.Range));

    [Fact]
    public void Every_criterion_of_the_paper_is_a_rule_with_its_source()
    {
        // Section 1.1: four inclusion criteria, of which the second asks three things, and eight exclusion criteria.
        var criteria = CohortRules.Of(StudyDesign.Default).All.Where(r => r.Kind is RuleKind.Inclusion or RuleKind.Exclusion).ToList();
        Assert.Equal(["1", "2", "2", "2", "3", "4", "1", "2", "3", "4", "5", "6", "7", "8"], criteria.Select(c => c.Criterion!.Number.ToString(CultureInfo.InvariantCulture)));
        Assert.All(criteria, c => Assert.Equal("1.1", c.Criterion!.Section));
        Assert.Equal(CohortRules.Of(StudyDesign.Default).All.Count, CohortRules.Of(StudyDesign.Default).All.Select(r => r.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(19.99, false)]
    [InlineData(20, true)]
    [InlineData(40.9, true)]
    [InlineData(41, false)]
    public void Age_is_taken_in_completed_years(double age, bool eligible) =>
        Assert.Equal(eligible ? 0 : 1, Rule(CohortCheck.Run(Cohort.Of("test", [Good with { Age = age }])), "inclusion-age").Count);

    [Fact]
    public void Duplicates_and_further_cycles_are_told_apart_and_counted()
    {
        var rows = new[] { (1, 0), (2, 0), (1, 1), (1, 0), (2, 0), (3, 0) }.Select(p => Good with { WomanId = p.Item1, CycleId = p.Item2 });
        var cohort = Cohort.Of("test", rows);
        var result = CohortCheck.Run(cohort);
        Assert.Equal([3, 4], Rule(result, "duplicate-cycle").Rows.ToArray());
        Assert.Equal([2], Rule(result, "several-cycles").Rows.ToArray());
        Assert.Equal((3, 2), (result.Women, result.WomenWithSeveralRows));
        Assert.Equal(0, Rule(CohortCheck.Run(cohort, new() { FurtherCycles = FurtherCycles.Allow }), "several-cycles").Count);
        Assert.Equal([2], Rule(CohortCheck.Run(Cohort.Of("sparse", rows.Select(r => r with { WomanId = r.WomanId * 1_000_000 }))), "several-cycles").Rows.ToArray());
    }

    [Fact]
    public void Rows_with_errors_are_refused_unless_excluded()
    {
        var cohort = Cohort.Of("test", [Good with { WomanId = 1 }, Good with { WomanId = 2, PriorFailedCycles = 5 }]);
        var strict = CohortCheck.Run(cohort);
        Assert.True(strict.Refused);
        Assert.Equal("test, row 2: breaks the rule failed-of-transfers (1 row holds an error in all); correct the file, or have rows with errors excluded",
            Assert.Throws<InputException>(() => strict.Analysed).Message);
        var lenient = CohortCheck.Run(cohort, new() { Errors = ErrorRows.Exclude });
        Assert.Equal([0], lenient.Analysed.Rows.ToArray());
        Assert.Equal("failed-of-transfers", lenient.ReasonOf(1)!.Rule.Id);
        Assert.Null(lenient.ReasonOf(0));
    }

    [Fact]
    public void A_criterion_that_is_not_documented_excludes_unless_accepted()
    {
        var cohort = Cohort.Of("test", [Good with { WomanId = 1, UterusNormal = null }]);
        var strict = CohortCheck.Run(cohort);
        Assert.Equal(new Exclusion(Rule(strict, "inclusion-uterus").Rule, true), strict.ReasonOf(0));
        Assert.Equal(1, Rule(strict, "inclusion-uterus").NotDocumented);
        var lenient = CohortCheck.Run(cohort, new() { Undocumented = UndocumentedCriterion.Accept });
        Assert.Equal(1, lenient.Analysed.Count);
        Assert.Equal(1, Rule(lenient, "inclusion-uterus").NotDocumented);
    }

    [Fact]
    public void A_criterion_whose_column_the_file_lacks_is_not_assessed_and_said_to_be()
    {
        var kept = CohortSchema.Default.Columns.Where(c => c.Need != ColumnNeed.Eligibility).Select(c => c.Index).ToArray();
        var source = MemoryRecords.Of(kept.Select(i => CohortSchema.Default.Columns[i].Name), [.. RandomCycles.Of(2, 20).Select(c => MemoryRecords.Cells(c)).Select(r => kept.Select(i => r[i]).ToArray())]);
        var result = CohortCheck.Run(CohortReader.Read(source, new() { RequireEligibility = false }).Cohort);
        Assert.False(Rule(result, "exclusion-smoking-alcohol").Assessed);
        Assert.Equal(20, result.Analysed.Count);
    }

    [Fact]
    public void The_flow_adds_up_and_names_each_row_once()
    {
        var rows = Breaking.Values.Concat(RandomCycles.Of(11, 300)).Select((r, i) => r with { WomanId = i });
        var result = CohortCheck.Run(Cohort.Of("test", rows), new() { Errors = ErrorRows.Exclude });
        var flow = result.Flow;
        var remaining = flow.Screened;
        foreach (var step in flow.Steps)
        {
            Assert.Equal(step.Excluded, step.Reasons.Sum(r => r.Broken + r.NotDocumented));
            Assert.Equal(remaining - step.Excluded, step.Remaining);
            remaining = step.Remaining;
        }

        Assert.Equal(337, flow.Screened);
        Assert.Equal(300, flow.Analysed);
        Assert.Equal(flow.Analysed, flow.Arms.Sum());
        Assert.Equal(flow.Analysed, result.Analysed.Count);
        Assert.Equal(flow.Screened - flow.Analysed, Enumerable.Range(0, flow.Screened).Count(r => result.ReasonOf(r) is not null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(10_000)]
    public void Random_cycles_break_no_rule(int count)
    {
        var result = CohortCheck.Run(Cohort.Of("random", RandomCycles.Of(20, count).Select(
            c => c with { GivenHomaIr = c.HomaIr is { } homa ? Math.Round(homa, 2) : null })));
        Assert.All(result.Rules, r => Assert.True(r.Assessed && r.Count == 0 && r.NotDocumented == 0, r.Rule.Id));
        Assert.Equal(count, result.Analysed.Count);
    }

    [Theory]
    // hCG, sac, end, week; then clinical, biochemical, ectopic, early, late, live. The rows are section 1.2 of the paper, by hand.
    [InlineData(false, null, null, null, "000000")]
    [InlineData(true, GestationalSac.None, null, null, "010100")]
    [InlineData(true, GestationalSac.Ectopic, null, null, "101000")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.SpontaneousLoss, 11.9, "100100")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.SpontaneousLoss, 12.0, "100010")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.SpontaneousLoss, null, "100??0")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.Termination, 15.0, "100000")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.Stillbirth, 33.0, "100010")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.LiveBirth, 39.0, "100001")]
    [InlineData(true, GestationalSac.Intrauterine, PregnancyEnd.Ongoing, 20.0, "1000??")]
    [InlineData(true, GestationalSac.Intrauterine, null, null, "100???")]
    [InlineData(true, null, null, null, "??????")]
    [InlineData(null, GestationalSac.None, null, null, "0?0?00")]
    public void Outcomes_are_derived_as_the_paper_defines_them(bool? hcg, GestationalSac? sac, PregnancyEnd? end, double? week, string expected)
    {
        var cycle = new TransferCycle { HcgPositive = hcg, GestationalSac = sac, PregnancyEnd = end, PregnancyEndWeek = week };
        Assert.Equal(expected, string.Concat(Enum.GetValues<Outcome>().Select(o => cycle.OutcomeOf(o) switch { true => '1', false => '0', null => '?' })));
    }

    [Fact]
    public void A_given_outcome_goes_before_the_derived_one()
    {
        Assert.False((Born with { LiveBirth = false }).OutcomeOf(Outcome.LiveBirth));
        Assert.True((Born with { LiveBirth = null }).OutcomeOf(Outcome.LiveBirth));
        Assert.False(new TransferCycle { ClinicalPregnancy = false }.OutcomeOf(Outcome.LiveBirth));
        Assert.Null(new TransferCycle { ClinicalPregnancy = false }.OutcomeOf(Outcome.EarlyLoss));
    }

    private static RuleResult Rule(CohortCheckResult result, string id) => result.Rules.Single(r => r.Rule.Id == id);
}
