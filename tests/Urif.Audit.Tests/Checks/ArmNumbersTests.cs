namespace Urif.Audit.Tests;

/// <summary>Sound numbers of an arm that look wrong, and wrong ones that look sound.</summary>
public class ArmNumbersTests
{
    private const StatedCompleteness Complete = StatedCompleteness.Complete;

    /// <summary>3.00 and 3.10 are means of ten whole numbers; 3.01 is none of as many or fewer, however it is rounded.</summary>
    [Fact]
    public void What_no_number_of_women_gives_by_any_rounding_is_impossible() =>
        Assert.Equal(Verdict.Impossible, new SmallLedger(150, 10).Counted("y").Print("b", "mean 3.01").Worst("grim", Statistic.Mean).Verdict);

    /// <summary>102/150 is 68.0 exactly and 5/10 is 50.0: cut off or rounded up they are the same, and fewer women make them greater.</summary>
    [Theory]
    [InlineData("n 102 percent 68.1", "n 5 percent 49.9", Verdict.NotReproduced)]
    [InlineData("n 102 percent 68.0", "n 5 percent 50.0", Verdict.Reproduced)]
    public void The_neighbour_of_an_exact_percent_is_wrong_by_any_rounding(string a, string b, Verdict expected)
    {
        var audit = new SmallLedger(150, 10).YesOrNo("x").Print("a", a).Print("b", b).Audit();
        Assert.All(audit.Numbers.Where(n => n.Number.Statistic == Statistic.Percent), n => Assert.Equal(expected, Of(n, "percent-of-count").Verdict));
    }

    /// <summary>
    /// Van der Zee, Anaya and Brown, BMC Nutr 2017; 3: 54: 7.97 is no mean of 26 whole numbers, 7.44 none of 60. 439 of 59 is 7.44; no
    /// total of 26 or fewer is 7.97, and rounding 207/26 = 7.9615 up is nobody's habit.
    /// </summary>
    [Fact]
    public void A_mean_is_excused_by_missing_values_only_where_some_number_of_women_gives_it()
    {
        var audit = new SmallLedger(60, 26).Counted("i", 1, 9).Print("a", "mean 7.44").Print("b", "mean 7.97").Audit();
        Assert.Equal((Verdict.ReproducedByVariant, new Convention.Missing(1)), Passed(Of(audit.Numbers[0], "grim")));
        Assert.Equal(Verdict.Impossible, audit.Numbers[1].Verdict);
    }

    /// <summary>Of 19 women twelve have 1 and seven 2: 26/19 = 1.37, SD 0.50.</summary>
    [Theory]
    [InlineData(null, "1.37", Verdict.ReproducedByVariant)]
    [InlineData(StatedCompleteness.Some, "1.37", Verdict.ReproducedByVariant)]
    [InlineData(Complete, "1.37", Verdict.Impossible)]
    public void Who_says_that_nothing_is_missing_is_held_to_it(StatedCompleteness? missing, string mean, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(20, 20) { Missing = missing }.Counted("losses").Print("a", $"mean {mean} sd 0.50")
            .Print("b", "mean 1.50 sd 0.51").Worst("grim", Statistic.Mean).Verdict);

    [Fact]
    public void Where_the_number_with_a_value_is_printed_it_is_the_n() =>
        Assert.Equal(Verdict.Reproduced, new SmallLedger(20, 20).Counted("losses").Print("a", "valid_n 19 mean 1.37 sd 0.50")
            .Worst("grim", Statistic.Mean).Verdict);

    [Fact]
    public void An_n_beside_the_mean_of_a_measurement_is_the_number_with_a_value()
    {
        var ledger = LedgerOf(new SmallLedger(20, 20).Measured("fins").Print("a", "n 18 mean 12.0 sd 5.0"));
        var entry = Assert.Single(new LedgerIndex(ledger).Entries);
        Assert.Equal((18, null), (entry.Size, entry.Events));
    }

    /// <summary>MRC 1948: the sedimentation rate of 51 of 52 controls, in three classes of 2, 20 and 29.</summary>
    [Theory]
    [InlineData("39.2", false)]
    [InlineData("41.2", true)]
    public void Classes_that_lack_a_woman_are_percents_of_the_rest(string percent, bool wrong)
    {
        var audit = new SmallLedger(52, 55).YesOrNo("low", "esr").Print("a", "n 2 percent 3.9").YesOrNo("middle", "esr").Print("a", $"n 20 percent {percent}")
            .YesOrNo("high", "esr").Print("a", "n 29 percent 56.9").Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Verdict.IsFinding()));
    }

    /// <summary>Five-year survival by Kaplan and Meier's estimate in R's survival::colon.</summary>
    [Fact]
    public void A_percent_without_any_count_may_be_a_survival_estimate()
    {
        var audit = new SmallLedger(304, 315).YesOrNo("alive").Print("a", "percent 63.40").Print("b", "percent 52.57").Audit();
        Assert.DoesNotContain(audit.Numbers, n => n.Verdict.IsFinding());
    }

    /// <summary>Scrutiny's pigs3, row 4: 1683 values of 0 and 1 that average 0.19 have an SD of 0.39.</summary>
    [Theory]
    [InlineData("sd 0.35", Verdict.Impossible)]
    [InlineData("sd 0.39", Verdict.Reproduced)]
    [InlineData("se 0.0096", Verdict.Reproduced)]
    [InlineData("sd 0.0096", Verdict.ReproducedByVariant)]
    public void Debit(string spread, Verdict expected) => Assert.Equal(expected, Of(
        new SmallLedger(1683, 1683).YesOrNo("x").Print("a", $"mean 0.19 {spread}").Audit().Numbers[1], "debit").Verdict);

    [Fact]
    public void Nothing_lies_outside_a_declared_scale()
    {
        var audit = new SmallLedger(60, 58).Counted("x", 0, 10).Print("a", "mean 12.5 sd 9.9 median 4 max 11").Audit();
        Assert.Equal([Verdict.Impossible, Verdict.Impossible, Verdict.Impossible], audit.Numbers.Where(n => n.Number.Statistic != Statistic.Median)
            .Select(n => Of(n, "declared-range").Verdict));
        Assert.DoesNotContain(audit.Numbers.Single(n => n.Number.Statistic == Statistic.Median).Checks, c => c.Check == "declared-range");
    }

    /// <summary>2.51 with 0.10 of 301 counts: 0.50 is the least SD, and 0.10 times the root of 301 is 1.7.</summary>
    [Theory]
    [InlineData("sd", Verdict.ReproducedByVariant)]
    [InlineData("se", Verdict.Consistent)]
    public void An_SD_too_small_for_counts_may_be_a_standard_error(string statistic, Verdict expected)
    {
        var check = Of(new SmallLedger(301, 305).Counted("pregnancies").Print("a", $"mean 2.51 {statistic} 0.10").Audit().Numbers[1], "sd-bounds");
        Assert.Equal(expected, check.Verdict);
        if (expected == Verdict.ReproducedByVariant) Assert.IsType<Convention.StandardErrorsAsSds>(check.Variant);
    }

    /// <summary>12 values of mean 2.0833 and population SD 1.4977, both cut to two decimals.</summary>
    [Fact]
    public void Two_departures_at_once_do_not_make_an_SD_impossible()
    {
        var check = Of(new SmallLedger(12, 12).Counted("c").Print("a", "mean 2.08 sd 1.49").Audit().Numbers[1], "grimmer");
        Assert.Equal((Verdict.ReproducedByVariant, new Convention.Both(new Convention.Sd(SdDenominator.N), new Convention.Digits(Rounding.Truncated))), Passed(check));
    }

    /// <summary>24 women with two embryos and 21 with one: SD 0.50452, which SPSS shows as 0.505 and the paper as 0.51.</summary>
    [Fact]
    public void Rounding_twice_does_not_make_an_SD_impossible()
    {
        var check = Of(new SmallLedger(45, 45) { Missing = Complete }.Counted("embryos", 0, 10).Print("a", "mean 1.53 sd 0.51").Audit().Numbers[1], "grimmer");
        Assert.Equal((Verdict.ReproducedByVariant, new Convention.Digits(Rounding.Twice)), Passed(check));
    }

    /// <summary>Ages of 38 to 40 completed years: 39.8, 40.3, 40.9.</summary>
    [Theory]
    [InlineData("years", "40.3", Verdict.ReproducedByVariant)]
    [InlineData("years", "41.2", Verdict.Impossible)]
    [InlineData("kg/m²", "40.3", Verdict.Impossible)]
    public void A_bound_in_completed_years_reaches_a_year_further(string unit, string mean, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(3, 3).Measured("age", 15, 60, unit: unit).DefineA("age", "<=", 40).Print("a", $"mean {mean} sd 0.6")
            .Worst("group-definition", Statistic.Mean).Verdict);

    /// <summary>5 of 16 is 31.25%: R prints 31.2, SPSS 31.3.</summary>
    [Theory]
    [InlineData("31.3", false)]
    [InlineData("31.4", true)]
    public void Two_prints_of_one_tie_agree(string again, bool wrong)
    {
        var audit = new SmallLedger(16, 16).YesOrNo("x").Print("a", "n 5 percent 31.2").Print("a", $"n 5 percent {again}", "2").Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Verdict.IsFinding()));
    }

    /// <summary>1, 2, 4, 7, 9, 12: R's default and SPSS's quartiles (Hyndman and Fan's types 7 and 6).</summary>
    [Theory]
    [InlineData("median 5.50 q1 1.75 q3 9.75", false)]
    [InlineData("median 4.50 q1 2.50 q3 8.50", true)]
    public void Quartiles_by_two_definitions_stand_beside_one_median(string again, bool wrong)
    {
        var ledger = new SmallLedger(6, 6).Measured("x").Print("a", "median 5.50 q1 2.50 q3 8.50", facts: new(Time: "before")).Print("a", again, "2", new(Time: "before"));
        Assert.Equal(wrong, ledger.Audit().Numbers.Any(n => n.Verdict == Verdict.Contradicted));
    }

    /// <summary>30 live births: of 100 transfers 30.0%, of 41 clinical pregnancies 73.2%.</summary>
    [Theory]
    [InlineData("73.2", false)]
    [InlineData("63.2", true)]
    public void One_count_has_a_percent_for_each_denominator(string again, bool wrong)
    {
        var audit = new SmallLedger(100, 100).YesOrNo("clinical").Print("a", "n 41").Print("a", "n 41", "2")
            .YesOrNo("live", partOf: "clinical").Print("a", "n 30 percent 30.0").Print("a", $"n 30 percent {again}", "2").Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Verdict.IsFinding()));
    }

    /// <summary>8 of 41 clinical pregnancies are 19.5%, though early losses before them are counted too.</summary>
    [Theory]
    [InlineData("19.5", Verdict.ReproducedByVariant)]
    [InlineData("18.5", Verdict.NotReproduced)]
    public void Any_count_of_the_arm_may_be_the_denominator(string percent, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 100).YesOrNo("clinical").Print("a", "n 41 percent 41.0").YesOrNo("early", partOf: "clinical", across: true)
            .Print("a", $"n 8 percent {percent}").Worst("percent-of-count", Statistic.Percent).Verdict);

    [Fact]
    public void A_stated_denominator_is_the_only_one()
    {
        var clinical = new Variable("clinical", new("clinical", "clinical"), VariableKind.Binary, "", 1, new(0, 1), "", "", false, null);
        NumberFacts stated = new(new Denominator(DenominatorKind.Outcome, clinical)), ofGroup = new(new Denominator(DenominatorKind.Group));
        var ledger = new SmallLedger(100, 100).YesOrNo("clinical").Print("a", "n 41").YesOrNo("live", partOf: "clinical").Print("a", "n 30");
        Assert.Equal(Verdict.Reproduced, ledger.Print("a", "percent 73.2", facts: stated).Worst("percent-of-count", Statistic.Percent).Verdict);
        Assert.Equal(Verdict.NotReproduced, new SmallLedger(100, 100).YesOrNo("clinical").Print("a", "n 41").YesOrNo("live", partOf: "clinical")
            .Print("a", "n 30").Print("a", "percent 73.2", facts: ofGroup).Worst("percent-of-count", Statistic.Percent).Verdict);
    }

    /// <summary>R's MASS::anorexia, family treatment: weight before and after, in two tables of one comparison.</summary>
    [Theory]
    [InlineData("", "mean 90.49 sd 8.48", Verdict.ReproducedByVariant)]
    [InlineData("", "mean 90.49 sd 5.02", Verdict.Contradicted)]
    [InlineData("", "mean 83.23 sd 8.48", Verdict.Contradicted)]
    [InlineData("before", "mean 90.49 sd 8.48", Verdict.Contradicted)]
    public void The_same_comparison_made_again_may_be_of_another_time(string time, string again, Verdict expected)
    {
        var facts = new NumberFacts(Time: time);
        var audit = new SmallLedger(17, 26).Measured("weight").Print("a", "mean 83.23 sd 5.02", facts: facts).Print("a", again, "2", facts).Audit();
        Assert.Equal(expected, audit.Numbers.Max(n => n.Verdict));
    }

    [Fact]
    public void Two_stated_times_are_not_compared() =>
        Assert.All(new SmallLedger(17, 26).Measured("weight").Print("a", "mean 83.23 sd 5.02", facts: new(Time: "before"))
            .Print("a", "mean 90.49 sd 8.48", "2", new(Time: "after")).Audit().Numbers, n => Assert.Equal(Verdict.NotCheckable, n.Verdict));

    /// <summary>20 and 19 of 40: one was lost. Of a group that is said to be all in its parts none can be.</summary>
    [Theory]
    [InlineData(null, Verdict.ReproducedByVariant)]
    [InlineData(true, Verdict.NotReproduced)]
    public void Women_lost_to_follow_up_are_in_no_arm(bool? partitioned, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 19) { Partitioned = partitioned }.Sizes().Print("a", "n 20").Print("b", "n 19").Print("whole", "n 40", Ledger.Text)
            .Worst("group-total", Statistic.N).Verdict);

    /// <summary>
    /// (60·10.2 + 58·9.1)/118 = 9.66; the sums of squares within and between give an SD of 3.09. From the digits: 9.61 to 9.71 and 3.03
    /// to 3.15.
    /// </summary>
    [Theory]
    [InlineData("mean 9.7 sd 3.1", false)]
    [InlineData("mean 10.4 sd 3.1", true)]
    [InlineData("mean 9.7 sd 3.9", true)]
    public void A_column_of_all_women_follows_from_its_parts(string whole, bool wrong)
    {
        var audit = new SmallLedger(60, 58) { Missing = Complete }.Measured("x").Print("a", "mean 10.2 sd 3.1").Print("b", "mean 9.1 sd 3.0").Print("whole", whole).Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Checks.Any(c => c.Check == "whole-from-parts" && c.Verdict == Verdict.NotReproduced)));
    }

    /// <summary>A share of all lies between those of the parts, and so does a median, but for the distance of neighbouring values.</summary>
    [Theory]
    [InlineData("percent 50.0", "percent 25.9", "percent 38.1", false)]
    [InlineData("percent 50.0", "percent 25.9", "percent 61.0", true)]
    [InlineData("median 10.0 q1 8.0 q3 12.0", "median 9.0 q1 7.0 q3 11.0", "median 9.5", false)]
    [InlineData("median 10.0 q1 8.0 q3 12.0", "median 9.0 q1 7.0 q3 11.0", "median 14.0", true)]
    public void A_percent_and_a_median_of_all_lie_between_those_of_the_parts(string a, string b, string whole, bool wrong)
    {
        var ledger = new SmallLedger(60, 58);
        ledger = a.StartsWith('p') ? ledger.YesOrNo("x") : ledger.Measured("x");
        var audit = ledger.Print("a", a).Print("b", b).Print("whole", whole).Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Checks.Any(c => c.Check == "whole-from-parts" && c.Verdict == Verdict.NotReproduced)));
    }

    /// <summary>31 of 52 embryos are 59.6%; of 30 women there cannot be 31.</summary>
    [Theory]
    [InlineData("implanted_embryos", false)]
    [InlineData("pregnancy", true)]
    public void More_than_the_women_may_be_what_a_woman_has_several_of(string variable, bool wrong) => Assert.Equal(wrong,
        new SmallLedger(30, 30).YesOrNo(variable).Print("a", "n 31 percent 59.6").Audit().Numbers.Any(n => n.Verdict.IsFinding()));

    [Theory]
    [InlineData("n 20 percent 33.3", false)]
    [InlineData("n 25 percent 41.7", true)]
    public void Counts_of_parts_add_up_to_the_whole(string whole, bool wrong)
    {
        var audit = new SmallLedger(30, 30).YesOrNo("x").Print("a", "n 15 percent 50.0").Print("b", "n 5 percent 16.7").Print("whole", whole).Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Verdict.IsFinding()));
    }

    [Theory]
    [InlineData("min 1 q1 2 median 3 q3 5 max 9 iqr 3 mean 3.4", false)]
    [InlineData("min 1 q1 2 median 3 q3 5 max 3", true)]
    [InlineData("q1 2 median 3 q3 5 iqr 5", true)]
    [InlineData("min 4 mean 3.1", true)]
    public void Least_quartiles_and_greatest_stand_in_order(string numbers, bool wrong) => Assert.Equal(wrong,
        new SmallLedger(60, 58).Measured("x").Print("a", numbers).Audit().Numbers.Any(n => n.Verdict.IsFinding()));

    [Theory]
    [InlineData("60.1", "39.9", false)]
    [InlineData("60.1", "42.9", true)]
    public void Percents_of_a_partition_add_up_to_100(string first, string second, bool wrong)
    {
        var audit = new SmallLedger(1000, 58) { Missing = Complete }.YesOrNo("fresh", "cycle").Print("a", $"percent {first}")
            .YesOrNo("frozen", "cycle").Print("a", $"percent {second}").Audit();
        Assert.Equal(wrong, audit.Numbers.Any(n => n.Checks.Any(c => c.Check == "partition-total" && c.Verdict.IsFinding())));
    }

    /// <summary>A search without a budget takes minutes for the first, and for ever for the last.</summary>
    [Theory]
    [InlineData(1000, 365, "mean 12 sd 15")]
    [InlineData(1000, 1_000_000, "mean 12 sd 15")]
    [InlineData(100_000, 1_000_000, "mean 500000 sd 499999")]
    public void Every_search_ends(int women, int most, string moments)
    {
        var audit = new SmallLedger(women, women).Counted("stay", 0, most).Print("a", moments).Print("b", moments).Audit();
        Assert.DoesNotContain(audit.Numbers, n => n.Verdict.IsFinding());
    }

    [Fact]
    public void What_a_budget_does_not_decide_is_not_checkable_and_says_so()
    {
        var check = new SmallLedger(100_000, 20).Counted("stay", 0, 1_000_000).Print("a", "mean 500000 sd 499999").Worst("lattice", Statistic.Sd);
        Assert.Equal((Verdict.NotCheckable, typeof(Reason.TooMuchWork)), (check.Verdict, check.Reason.GetType()));
    }

    private static CheckResult Of(NumberAudit audit, string check) => audit.Checks.Where(c => c.Check == check).MaxBy(c => c.Verdict)!;

    private static (Verdict, Convention?) Passed(CheckResult check) => (check.Verdict, check.Variant);

    private static Ledger LedgerOf(SmallLedger ledger) => ledger.Audit().Ledger;
}
