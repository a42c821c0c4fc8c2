using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>Rules that no page of one paper can guard, each on a case worked by hand.</summary>
public class RuleTests
{
    private static readonly Variable Measured =
        new("x", new("x", "x"), VariableKind.Continuous, "", null, new(0, 100), "", "", false, null);

    /// <summary>Of women below 2 no quartile is 2.5, the upper one no more than the others.</summary>
    [Theory]
    [InlineData("2.5", Verdict.Impossible)]
    [InlineData("1.9", Verdict.Consistent)]
    public void An_upper_quartile_lies_within_its_groups_definition(string q3, Verdict expected)
    {
        var ledger = new SmallLedger(20, 30).Measured("x", 0, 100).DefineA("x", "<", 2).Print("a", $"median 1.0 q1 0.5 q3 {q3}");
        Assert.Equal(expected, ledger.Worst("group-definition", Statistic.Q3).Verdict);
    }

    /// <summary>
    /// 0.995 to 1.105 is printed as 0.99 to 1.11, whichever way it is rounded: 13 of the 1001 values from -5.00 to 5.00; as a
    /// chi-square 13 of the 1501 from 0.00 to 15.00.
    /// </summary>
    [Theory]
    [InlineData(Statistic.T, 13.0 / 1001)]
    [InlineData(Statistic.Z, 13.0 / 1001)]
    [InlineData(Statistic.Chi2, 13.0 / 1501)]
    public void A_pass_share_is_taken_over_the_statistics_own_range(Statistic statistic, double expected)
    {
        var judgement = Judgement.Of(Number(statistic, "1.00"), _ => [Stated(0.995, 1.105)], Verdict.NotReproduced);
        Assert.Equal(expected, judgement.PassShare!.Value, 12);
    }

    /// <summary>12 and 9 are not 20 women; 9 is not 40.0% of them, and 12 is 60.0%: the 9 is the suspect.</summary>
    [Fact]
    public void Where_one_row_of_a_partition_disagrees_with_its_percent_the_total_is_booked_on_it_alone()
    {
        var audit = new SmallLedger(20, 30)
            .YesOrNo("fresh", "cycle").Print("a", "n 12 percent 60.0").YesOrNo("frozen", "cycle").Print("a", "n 9 percent 40.0").Audit();
        var booked = audit.Numbers.Where(n => n.Checks.Any(c => c.Check == "partition-total")).Select(n => n.Number.Variable.Id);
        Assert.Equal(["frozen"], booked);
    }

    /// <summary>12 and 9 of 20 women, without percents: either may be wrong.</summary>
    [Fact]
    public void Where_no_row_of_a_partition_is_the_suspect_all_are()
    {
        var audit = new SmallLedger(20, 30).YesOrNo("fresh", "cycle").Print("a", "n 12").YesOrNo("frozen", "cycle").Print("a", "n 9").Audit();
        Assert.Equal(2, audit.Numbers.Count(n => n.Checks.Any(c => c.Check == "partition-total" && c.Verdict == Verdict.Impossible)));
    }

    /// <summary>10 against 12 of 50 (p 0.63) in one table, 5 against 20 (p 0.0005) in another, of which "P &lt; 0.05" can speak.</summary>
    [Fact]
    public void A_statement_may_speak_of_either_table()
    {
        var ledger = new SmallLedger(50, 50).YesOrNo("event").Print("a", "n 10").Print("b", "n 12")
            .Print("a", "n 5", "2").Print("b", "n 20", "2").Print("a_vs_b", "p <0.05", Ledger.Text);
        Assert.Equal(Verdict.Reproduced, ledger.Worst("significance-claim", Statistic.P).Verdict);
    }

    [Fact]
    public void A_statement_that_no_table_bears_out_is_not_reproduced()
    {
        var ledger = new SmallLedger(50, 50).YesOrNo("event").Print("a", "n 10").Print("b", "n 12")
            .Print("a", "n 11", "2").Print("b", "n 13", "2").Print("a_vs_b", "p <0.05", Ledger.Text);
        Assert.Equal(Verdict.NotReproduced, ledger.Worst("significance-claim", Statistic.P).Verdict);
    }

    /// <summary>1.007 is printed as 1.00 where digits are cut off, and as 1.01 otherwise.</summary>
    [Theory]
    [InlineData(true, Verdict.ReproducedByVariant)]
    [InlineData(false, Verdict.NotReproduced)]
    public void Another_rounding_and_an_unstated_convention_are_not_combined(bool stated, Verdict expected)
    {
        var judgement = Judgement.Of(
            Number(Statistic.T, "1.00"), _ => [Stated(2, 2), new(new Convention.Plain(), stated, new Interval(1.006, 1.008))], Verdict.NotReproduced);
        Assert.Equal(expected, judgement.Verdict);
    }

    private static Attainable Stated(double low, double high) => new(new Convention.Plain(), true, new Interval(low, high));

    private static LedgerNumber Number(Statistic statistic, string printed) =>
        new("n", "1", Measured, "", statistic, PrintedNumber.Parse(printed), "");
}
