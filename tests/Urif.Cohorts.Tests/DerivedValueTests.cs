namespace Urif.Cohorts.Tests;

/// <summary>HOMA-IR of a file beside the computed one, and where the values of outcomes come from.</summary>
public sealed class DerivedValueTests
{
    private static readonly TransferCycle Woman = new() { Metformin = false, Fpg = 5, Fins = 9 };

    // FPG, FINS and their HOMA-IR by hand: 2.14 = 5.35 x 9 / 22.5, 2.136 = 5.34 x 9 / 22.5, 2 = 5 x 9 / 22.5.
    [Theory]
    [InlineData(5.35, 9, 2.14, true)]
    [InlineData(5.35, 9, 2.1, true)]
    [InlineData(5.35, 9, 2, true)]
    [InlineData(5.35, 9, 2.15, false)]
    [InlineData(5.35, 9, 2.2, true)]
    [InlineData(5.35, 9, 2.3, false)]
    [InlineData(5.34, 9, 2.14, true)]
    [InlineData(5.34, 9, 2.13, true)]
    [InlineData(5.34, 9, 2.15, false)]
    [InlineData(5.34, 9, 2.12, false)]
    [InlineData(5.34, 9, 2.136, true)]
    [InlineData(5.34, 9, 2.1370, false)]
    [InlineData(5.34, 9, 2.1359, false)]
    [InlineData(5.34, 9, 2.13601, false)]
    [InlineData(5, 9, 2, true)]
    [InlineData(5, 9, 3, false)]
    [InlineData(5, 9, 36, false)]
    public void A_HOMA_IR_agrees_to_less_than_a_unit_of_its_last_digit(double fpg, double fins, double given, bool agrees)
    {
        var cohort = Cohort.Of("test", [Woman with { Fpg = fpg, Fins = fins, GivenHomaIr = given }]);
        Assert.Equal(agrees ? 0 : 1, CohortCheck.Run(cohort).Rules.Single(r => r.Rule.Id == "agrees-homa_ir").Count);
        // The computed one counts: it has all digits.
        Assert.Equal(fpg * fins / 22.5, cohort.Values("homa_ir")[0], 12);
        Assert.Equal(0, cohort.HomaIrTakenAsGiven);
    }

    [Fact]
    public void A_HOMA_IR_stands_for_glucose_or_insulin_that_is_missing()
    {
        var cohort = Cohort.Of("test", [Woman with { Fpg = null, GivenHomaIr = Math.BitDecrement(2.14) }, Woman with { Fins = null, GivenHomaIr = 2.13 }, Woman with { Fpg = null }, Woman]);
        Assert.Equal([2.14, 2.13, double.NaN, 2], cohort.Values("homa_ir"));
        Assert.Equal([(sbyte)Arm.IrControl, (sbyte)Arm.NonIrControl, Cohort.MissingCode, (sbyte)Arm.NonIrControl], cohort.Arms());
        Assert.Equal(2, cohort.HomaIrTakenAsGiven);
        Assert.Equal(Arm.IrControl, cohort[0].ArmAt());
        Assert.Equal([2], CohortCheck.Run(cohort).Rules.Single(r => r.Rule.Id == "arm-known").Rows.ToArray());
    }

    [Theory]
    [InlineData("homa_ir")]
    [InlineData("HOMA-IR")]
    [InlineData("HOMA-IR 指数")]
    [InlineData("胰岛素抵抗指数")]
    public void A_file_s_HOMA_IR_is_found_by_its_header(string header)
    {
        var records = MemoryRecords.Of(["woman_id", "fpg", "fins", header], [["W1", "5.35", "9.0", "2.14"], ["W2", "", "9.0", "3.1"]]);
        var report = CohortReader.Read(records, new CohortReadOptions { Design = StudyDesign.Default, AllowUnmapped = true });
        Assert.Equal("homa_ir", report.Columns[3].Column?.Name);
    }

    [Theory]
    [InlineData(Outcome.Ectopic)]
    [InlineData(Outcome.LateLoss)]
    [InlineData(Outcome.LiveBirth)]
    public void An_outcome_that_a_file_records_for_half_of_all_is_filled_in_for_none(Outcome outcome)
    {
        // 100 women, 50 of them pregnant; of either half the outcome is recorded for 25: 5 yes.
        var women = Enumerable.Range(0, 100).Select(i => With(Woman with { ClinicalPregnancy = i < 50 }, outcome, i % 2 == 0 ? i < 10 : null));
        var cohort = Cohort.Of("test", women);
        Assert.Equal(new OutcomeSources(50, 0, 0, 50), cohort.SourcesOf(outcome));
        Assert.Equal(5, cohort.OutcomeOf(outcome).ToArray().Count(v => v == 1));
    }

    [Theory]
    [InlineData(Outcome.Ectopic)]
    [InlineData(Outcome.LateLoss)]
    [InlineData(Outcome.LiveBirth)]
    public void An_outcome_that_a_file_leaves_blank_without_pregnancy_is_no_there_and_counted(Outcome outcome)
    {
        var women = Enumerable.Range(0, 100).Select(i => With(Woman with { ClinicalPregnancy = i < 50 }, outcome, i < 50 ? i < 10 : null));
        var cohort = Cohort.Of("test", women);
        Assert.Equal(new OutcomeSources(50, 0, 50, 0), cohort.SourcesOf(outcome));
        Assert.Equal(new OutcomeSources(100, 0, 0, 0), cohort.SourcesOf(Outcome.ClinicalPregnancy));
    }

    [Fact]
    public void An_outcome_that_hCG_and_ultrasound_give_is_counted_as_derived()
    {
        var cohort = Cohort.Of("test", [Woman with { HcgPositive = true, GestationalSac = GestationalSac.Ectopic }, Woman with { HcgPositive = false }, Woman]);
        Assert.Equal(new OutcomeSources(0, 2, 0, 1), cohort.SourcesOf(Outcome.Ectopic));
    }

    [Fact]
    public void What_there_is_nothing_to_have_one_of_is_not_missing()
    {
        var pregnant = Woman with { HcgPositive = true, GestationalSac = GestationalSac.Intrauterine };
        TransferCycle[] women =
        [
            Woman with { HcgPositive = false },
            Woman with { HcgPositive = true, GestationalSac = GestationalSac.None },
            Woman with { HcgPositive = true, GestationalSac = GestationalSac.Ectopic },
            Woman with { ClinicalPregnancy = false },
            pregnant,
            pregnant with { PregnancyEnd = PregnancyEnd.Ongoing },
            pregnant with { PregnancyEnd = PregnancyEnd.LiveBirth, PregnancyEndWeek = 39, FetalHeartbeat = true },
            Woman,
        ];
        var cohort = Cohort.Of("test", women);
        // The first four have no intrauterine pregnancy; the end of the fifth and the last is not known.
        Assert.Equal((6, 4), (cohort.MissingIn("pregnancy_end"), cohort.NotApplicableIn("pregnancy_end")));
        // That of the sixth has no week yet.
        Assert.Equal((7, 5), (cohort.MissingIn("pregnancy_end_week"), cohort.NotApplicableIn("pregnancy_end_week")));
        Assert.Equal((3, 1), (cohort.MissingIn("gestational_sac"), cohort.NotApplicableIn("gestational_sac")));
        Assert.Equal((7, 3), (cohort.MissingIn("fetal_heartbeat"), cohort.NotApplicableIn("fetal_heartbeat")));
        Assert.Equal(0, cohort.NotApplicableIn("bmi"));
    }

    private static TransferCycle With(TransferCycle woman, Outcome outcome, bool? value) => outcome switch
    {
        Outcome.Ectopic => woman with { Ectopic = value },
        Outcome.LateLoss => woman with { LateLoss = value },
        _ => woman with { LiveBirth = value },
    };
}
