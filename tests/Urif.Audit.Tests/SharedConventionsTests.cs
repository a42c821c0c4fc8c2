using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>A convention is a paper's, not a number's.</summary>
public class SharedConventionsTests
{
    /// <summary>Cut off, 2/3 is 66.6% and 5/6 is 83.3%; to the nearest 66.7%, and 83.3% too.</summary>
    private const string CutOff = "n 2 percent 66.6", Nearest = "n 2 percent 66.7", Either = "n 1 percent 33.3";

    [Fact]
    public void Where_nothing_else_tells_a_rounding_apart_it_is_an_excuse()
    {
        var check = Percent(new SmallLedger(3, 3).YesOrNo("x").Print("a", CutOff).YesOrNo("y").Print("a", Either).Print("b", Either));
        Assert.Equal((Verdict.ReproducedByVariant, new Convention.Digits(Rounding.Truncated)), (check.Verdict, check.Variant));
    }

    [Fact]
    public void One_other_number_does_not_speak_for_a_paper() => Assert.Equal(Verdict.ReproducedByVariant,
        Percent(new SmallLedger(3, 3).YesOrNo("x").Print("a", CutOff).YesOrNo("y").Print("a", Nearest)).Verdict);

    [Fact]
    public void What_one_number_alone_needs_and_two_exclude_is_no_excuse()
    {
        var check = Percent(new SmallLedger(3, 3).YesOrNo("x").Print("a", CutOff).YesOrNo("y").Print("a", Nearest).Print("b", Nearest));
        Assert.Equal((Verdict.NotReproduced, null), (check.Verdict, check.Variant));
        Assert.Equal(new RefusedConvention(new Convention.Digits(Rounding.Truncated), 2), check.Refused);
        // The values that would have passed are those of the others' rounding.
        Assert.False(check.Attainable!.Contains(66.6));
    }

    [Fact]
    public void What_another_number_needs_too_is_an_excuse()
    {
        var ledger = new SmallLedger(3, 3).YesOrNo("x").Print("a", CutOff).YesOrNo("y").Print("a", Nearest).Print("b", Nearest)
            .YesOrNo("z").Print("b", CutOff);
        Assert.Equal(Verdict.ReproducedByVariant, Percent(ledger).Verdict);
    }

    [Theory]
    [InlineData(StatedRounding.Truncated, Verdict.Reproduced)]
    [InlineData(StatedRounding.HalfUp, Verdict.NotReproduced)]
    [InlineData(null, Verdict.ReproducedByVariant)]
    public void A_stated_rounding_is_the_papers(StatedRounding? rounding, Verdict expected) =>
        Assert.Equal(expected, Percent(new SmallLedger(3, 3) { Rounding = rounding, Missing = StatedCompleteness.Complete }.YesOrNo("x").Print("a", CutOff)).Verdict);

    /// <summary>2, 3 and 4 have the SDs 1.00 and, with denominator n, 0.82.</summary>
    [Theory]
    [InlineData(StatedSdDenominator.N, "0.82", Verdict.Reproduced)]
    [InlineData(StatedSdDenominator.N, "1.00", Verdict.ReproducedByVariant)]
    [InlineData(null, "0.82", Verdict.ReproducedByVariant)]
    public void A_stated_denominator_of_SDs_is_the_papers(StatedSdDenominator? denominator, string sd, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(3, 3) { SdDenominator = denominator, Missing = StatedCompleteness.Complete }.Counted("x").Print("a", $"mean 3.00 sd {sd}")
            .Worst("grimmer", Statistic.Sd).Verdict);

    /// <summary>0.486 cut off is 0.48, 0.481 rounded up is 0.49: in one table either alone would do, both do not.</summary>
    [Theory]
    [InlineData(0.486, "0.48", 0.481, "0.49", Verdict.NotReproduced)]
    [InlineData(0.486, "0.48", 0.491, "0.49", Verdict.ReproducedByVariant)]
    public void One_table_is_not_rounded_down_and_up(double p, string printed, double other, string otherPrinted, Verdict expected)
    {
        var settled = SharedConventions.Settle(Info, [Result("p1", printed, p), Result("p2", otherPrinted, other)]);
        Assert.Equal(expected, settled[0].Verdict);
    }

    /// <summary>
    /// The likelihood-ratio statistics of 20 of 114 v 15 of 49 and of 30 v 4 are 3.3196 and 7.8259; Pearson's, which is stated, 3.47 and
    /// 6.84. Cut off they are 3.31 and 7.82: two departures, of which each number speaks for the other's. 3.31 alone is no habit.
    /// </summary>
    [Theory]
    [InlineData("7.82", false)]
    [InlineData("7.83", true)]
    public void Two_departures_of_the_paper_excuse_a_number_where_another_has_them_too(string other, bool wrong)
    {
        var audit = new SmallLedger(114, 49) { Missing = StatedCompleteness.Complete }.YesOrNo("x").Print("a", "n 20").Print("b", "n 15")
            .Print("", "chi2 3.31").YesOrNo("y").Print("a", "n 30").Print("b", "n 4").Print("", $"chi2 {other}").Audit();
        Assert.Equal(wrong, audit.Numbers.First(n => n.Number.Statistic == Statistic.Chi2).Verdict.IsFinding());
    }

    [Fact]
    public void A_verdict_that_a_check_comes_to_otherwise_stands()
    {
        var known = Result("p1", "0.90", 0.1) with { Verdict = Verdict.ReproducedByVariant, Variant = new Convention.DifferentTests() };
        Assert.Equal(known, Assert.Single(SharedConventions.Settle(Info, [known])));
    }

    private static PaperInfo Info { get; } =
        new("p", new("p", "p"), "", 0.05, TestMethod.Student, TestMethod.MannWhitney, [TestMethod.Pearson], 0.95);

    private static CheckResult Result(string id, string printed, double p)
    {
        var variable = new Variable("x", new("x", "x"), VariableKind.Binary, "", 1, new(0, 1), "", "", false, null);
        var number = new LedgerNumber(id, "1", variable, "", Statistic.P, PrintedNumber.Parse(printed), "");
        var judgement = Judgement.Of(number, _ => [new(new Convention.Plain(), true, Interval.Point(p))], Verdict.NotReproduced);
        return new("made", number, judgement.Verdict, judgement.Attainable, judgement.Variant, [], new Reason.WholeMedian(number), "a test",
            judgement.PassShare) { Judgement = judgement };
    }

    /// <summary>What becomes of the first percent.</summary>
    private static CheckResult Percent(SmallLedger ledger) =>
        ledger.Audit().Numbers.First(n => n.Number.Statistic == Statistic.Percent).Checks.Single(c => c.Check == "percent-of-count");
}
