namespace Urif.Audit.Tests;

/// <summary>Each check on a case worked by hand or taken from the paper that introduced it: one that passes, one that fails.</summary>
public class HandWorkedTests
{
    /// <summary>Brown and Heathers 2017: 28 whole numbers cannot average 5.19; 145/28 = 5.18, 146/28 = 5.21.</summary>
    [Theory]
    [InlineData("5.19", Verdict.Impossible)]
    [InlineData("5.18", Verdict.Consistent)]
    [InlineData("5.21", Verdict.Consistent)]
    public void Grim(string mean, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(28, 30) { Missing = StatedCompleteness.Complete }.Counted("items").Print("a", $"mean {mean}").Worst("grim", Statistic.Mean).Verdict);

    /// <summary>No loop over totals or sums of squares is endless, however great the printed numbers.</summary>
    [Theory]
    [InlineData("99999999999999999999", "1")]
    [InlineData("9999999999999999999.99", "1")]
    [InlineData("2", "99999999999999999999")]
    public void Great_numbers_come_to_an_end(string mean, string sd) =>
        Assert.Equal(3, new SmallLedger(28, 30).Counted("items").Print("a", $"mean {mean} sd {sd} median {mean}").Audit().Numbers.Count);

    /// <summary>7/20 = 35%, 8/20 = 40%: nothing between; 35.0 and 7 agree, 40.0 and 7 do not.</summary>
    [Theory]
    [InlineData("37.5", Verdict.Impossible)]
    [InlineData("35.0", Verdict.Reproduced)]
    public void Grim_percent(string percent, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(20, 30) { Missing = StatedCompleteness.Complete }.YesOrNo("event").Print("a", $"percent {percent}").Worst("grim-percent", Statistic.Percent).Verdict);

    [Theory]
    [InlineData("40.0", Verdict.NotReproduced)]
    [InlineData("35.0", Verdict.Reproduced)]
    public void Percent_of_count(string percent, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(20, 30).YesOrNo("event").Print("a", $"n 7 percent {percent}").Worst("percent-of-count", Statistic.Percent).Verdict);

    /// <summary>
    /// Ten whole numbers of sum 35 have a sum of squares that is odd: 125 gives an SD of 0.53, 127 one of 0.71, and the even
    /// 126 between them, of 0.62, does not occur. With denominator n: 0.50, 0.67.
    /// </summary>
    [Theory]
    [InlineData("0.62", Verdict.Impossible)]
    [InlineData("0.71", Verdict.Reproduced)]
    [InlineData("0.67", Verdict.ReproducedByVariant)]
    public void Grimmer(string sd, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(10, 30) { Missing = StatedCompleteness.Complete }.Counted("items").Print("a", $"mean 3.50 sd {sd}").Worst("grimmer", Statistic.Sd).Verdict);

    /// <summary>Ten numbers from 1 to 5 of mean 2 have an SD of at most sqrt(10/9·(5 - 2)·(2 - 1)) = 1.826.</summary>
    [Theory]
    [InlineData("1.84", Verdict.Impossible)]
    [InlineData("1.82", Verdict.Consistent)]
    public void Sd_bounds(string sd, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(10, 30) { Missing = StatedCompleteness.Complete }.Counted("score", 1, 5).Print("a", $"mean 2.00 sd {sd}").Worst("sd-bounds", Statistic.Sd).Verdict);

    /// <summary>Of three numbers from 0 to 2 with sum 3: 1,1,1 has SD 0 and 0,1,2 has SD 1; there is no other.</summary>
    [Theory]
    [InlineData("0.6", Verdict.Impossible)]
    [InlineData("1.0", Verdict.Reproduced)]
    [InlineData("0.0", Verdict.Reproduced)]
    public void Lattice(string sd, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(3, 30) { Missing = StatedCompleteness.Complete }.Counted("score", 0, 2).Print("a", $"mean 1.00 sd {sd}").Worst("lattice", Statistic.Sd).Verdict);

    /// <summary>Groups of 50, means 10 and 11, SDs 2: t = 1/sqrt(2·4/50) = 2.50, p = 0.014 with 98 degrees of freedom.</summary>
    [Theory]
    [InlineData("2.50", Verdict.Reproduced)]
    [InlineData("-2.50", Verdict.Reproduced)]
    [InlineData("3.50", Verdict.NotReproduced)]
    public void T_from_summary(string t, Verdict expected) => Assert.Equal(expected, Means().Print("", $"t {t}").Worst("t-from-summary", Statistic.T).Verdict);

    [Theory]
    [InlineData("0.014", Verdict.Reproduced)]
    [InlineData("0.041", Verdict.NotReproduced)]
    public void P_from_summary(string p, Verdict expected) =>
        Assert.Equal(expected, Means().Print("", $"p {p}", facts: new(Test: StatedTest.Student)).Worst("p-from-summary", Statistic.P).Verdict);

    /// <summary>t = 1.984 has p = 0.050 with 98 degrees of freedom; t = 1.894 has not.</summary>
    [Theory]
    [InlineData("1.984", Verdict.Reproduced)]
    [InlineData("1.894", Verdict.NotReproduced)]
    public void P_from_statistic(string t, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(50, 50).Measured("x").Print("a", "mean 10").Print("b", "mean 11").Print("", $"t {t} p 0.050").Worst("p-from-statistic", Statistic.P).Verdict);

    /// <summary>10/20 and 5/20: chi-square = 40·(10·15 - 10·5)²/(20·20·15·25) = 2.667; Yates: 40·(100 - 20)²/150000 = 1.707.</summary>
    [Theory]
    [InlineData("2.667", Verdict.Reproduced)]
    [InlineData("1.707", Verdict.ReproducedByVariant)]
    [InlineData("2.776", Verdict.NotReproduced)]
    public void Two_by_two(string chi2, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 20).YesOrNo("event").Print("a", "n 10").Print("b", "n 5").Print("", $"chi2 {chi2}").Worst("two-by-two", Statistic.Chi2).Verdict);

    /// <summary>Of 40 values each, three quarters of a lie below three quarters of b: U is far from its centre, and z from 0.</summary>
    [Theory]
    [InlineData("-5.00", Verdict.Consistent)]
    [InlineData("-0.50", Verdict.NotReproduced)]
    public void Rank_sum_bounds(string z, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(40, 40) { Missing = StatedCompleteness.Complete }.Measured("x").Print("a", "median 2.0 q1 1.0 q3 3.0").Print("b", "median 8.0 q1 7.0 q3 9.0").Print("", $"z {z}")
            .Worst("rank-sum-bounds", Statistic.Z).Verdict);

    /// <summary>Mean 10 and SD 2 leave the median no further than about 2 from 10.</summary>
    [Theory]
    [InlineData("11.0", Verdict.Consistent)]
    [InlineData("13.0", Verdict.Impossible)]
    public void Mean_median(string median, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 30).Measured("x").Print("a", $"mean 10.0 sd 2.0 median {median}").Worst("mean-median", Statistic.Median).Verdict);

    /// <summary>A quarter of the values at most 0 and a quarter at least 10, around a mean of 5: the SD is at least 5·sqrt(1/2) = 3.5, less one rank each.</summary>
    [Theory]
    [InlineData("3.0", Verdict.Impossible)]
    [InlineData("4.0", Verdict.Consistent)]
    public void Moments_quartiles(string sd, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 30).Measured("x").Print("a", $"mean 5.0 sd {sd} median 5.0 q1 0.0 q3 10.0").Worst("moments-quartiles", Statistic.Sd).Verdict);

    [Theory]
    [InlineData("median 2.0 q1 3.0 q3 4.0", Verdict.Impossible)]
    [InlineData("median 3.0 q1 2.0 q3 4.0", Verdict.Consistent)]
    public void Quartile_order(string printed, Verdict expected) =>
        Assert.Equal(expected, new SmallLedger(100, 30).Measured("x").Print("a", printed).Worst("quartile-order", Statistic.Median).Verdict);

    [Theory]
    [InlineData("2.12", Verdict.Impossible)]
    [InlineData("2.15", Verdict.Consistent)]
    public void Group_definition(string mean, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 30).Measured("homa").DefineA("homa", ">=", 2.14).Print("a", $"mean {mean} sd 1.0").Worst("group-definition", Statistic.Mean).Verdict);

    /// <summary>Means 5.0 and 9.0 over 22.5 give 2.00, give or take 0.5·2.0/22.5 = 0.04 and rounding.</summary>
    [Theory]
    [InlineData("2.04", Verdict.Consistent)]
    [InlineData("2.20", Verdict.Impossible)]
    public void Product_mean(string mean, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 30) { Missing = StatedCompleteness.Complete }.Measured("fpg").Print("a", "mean 5.00 sd 0.50").Measured("fins").Print("a", "mean 9.00 sd 2.00")
            .Measured("homa", formula: new("fpg", "fins", 22.5)).Print("a", $"mean {mean} sd 0.5").Worst("product-mean", Statistic.Mean).Verdict);

    /// <summary>HOMA-IR of at least 2.25 with a mean glucose of 5.0 needs a mean insulin of at least 2.25·22.5/5 = 10.1.</summary>
    [Theory]
    [InlineData("9.80", Verdict.Impossible)]
    [InlineData("10.50", Verdict.Consistent)]
    public void Product_definition(string mean, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(100, 30) { Missing = StatedCompleteness.Complete }.Measured("homa", formula: new("fpg", "fins", 22.5)).DefineA("homa", ">=", 2.25)
            .Measured("fpg", 1, 30).Print("a", "mean 5.00 sd 0.50").Measured("fins", 0, 300).Print("a", $"mean {mean} sd 2.00")
            .Audit().Numbers.Single(n => n.Number.Variable.Id == "fins" && n.Number.Statistic == Statistic.Mean).Checks
            .Single(c => c.Check == "product-definition").Verdict);

    [Theory]
    [InlineData("12", "8", Verdict.Reproduced)]
    [InlineData("12", "9", Verdict.Impossible)]
    [InlineData("12", "7", Verdict.NotReproduced)]
    public void Partition_total(string first, string second, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 30) { Missing = StatedCompleteness.Complete }.YesOrNo("fresh", "cycle").Print("a", $"n {first}").YesOrNo("frozen", "cycle").Print("a", $"n {second}")
            .Worst("partition-total", Statistic.N).Verdict);

    [Theory]
    [InlineData("50", Verdict.Reproduced)]
    [InlineData("51", Verdict.NotReproduced)]
    public void Group_total(string whole, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 30) { Partitioned = true }.Sizes().Print("a", "n 20").Print("b", "n 30").Print("whole", $"n {whole}", Ledger.Text).Worst("group-total", Statistic.N).Verdict);

    [Theory]
    [InlineData("5.20", Verdict.Consistent)]
    [InlineData("5.02", Verdict.Contradicted)]
    public void Same_women(string again, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 30).Measured("x").Print("a", "mean 5.2 sd 1.00").Print("a", $"mean {again} sd 1.00", "2").Worst("same-women", Statistic.Mean).Verdict);

    /// <summary>
    /// Of ten clinical pregnancies, two late losses and seven live births leave one to be lost early or to end otherwise; of eleven parts
    /// one woman has two, as with twins; and eleven live births do not come of ten pregnancies.
    /// </summary>
    [Theory]
    [InlineData("7", "1", Verdict.Reproduced)]
    [InlineData("9", "1", Verdict.ReproducedByVariant)]
    [InlineData("11", "1", Verdict.Impossible)]
    [InlineData("7", "0", Verdict.ReproducedByVariant)]
    public void Outcome_tree(string live, string early, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(40, 30).YesOrNo("clinical").Print("a", "n 10").YesOrNo("late", partOf: "clinical").Print("a", "n 2")
            .YesOrNo("live", partOf: "clinical").Print("a", $"n {live}").YesOrNo("early", partOf: "clinical", across: true).Print("a", $"n {early}")
            .Worst("outcome-tree", Statistic.N).Verdict);

    /// <summary>Altman and Bland 2011: a ratio of 0.81 with 0.70 to 0.94 has p = 0.005.</summary>
    [Theory]
    [InlineData("0.81", "0.005", Verdict.Reproduced)]
    [InlineData("0.81", "0.050", Verdict.NotReproduced)]
    public void Or_ci_p(string ratio, string p, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(40, 30).YesOrNo("event").Print("a_vs_b_adjusted", $"odds_ratio {ratio} ci_low 0.70 ci_high 0.94 p {p}", Ledger.Text)
            .Worst("or-ci-p", Statistic.P).Verdict);

    /// <summary>sqrt(0.70·0.94) = 0.811: 0.88 is not its centre.</summary>
    [Fact]
    public void Or_ci_p_off_centre() => Assert.Equal(Verdict.NotReproduced,
        new SmallLedger(40, 30).YesOrNo("event").Print("a_vs_b_adjusted", "odds_ratio 0.88 ci_low 0.70 ci_high 0.94", Ledger.Text)
            .Worst("or-ci-p", Statistic.OddsRatio).Verdict);

    /// <summary>
    /// Ten of twenty in either arm: the crude standard error is sqrt(4/10) = 0.632, so that the limits are a factor of
    /// exp(2·1.96·0.632) = 11.9 apart; 0.29 to 3.45 are, 0.80 to 1.25 are not.
    /// </summary>
    [Theory]
    [InlineData("0.29", "3.45", Verdict.Consistent)]
    [InlineData("0.80", "1.25", Verdict.NotReproduced)]
    public void Adjusted_se(string low, string high, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 20).Measured("age").YesOrNo("event").Print("a", "n 10").Print("b", "n 10")
            .Print("a_vs_b_adjusted", $"odds_ratio 1.00 ci_low {low} ci_high {high}", Ledger.Text).Worst("adjusted-se", Statistic.CiHigh).Verdict);

    [Theory]
    [InlineData("35", Verdict.Reproduced)]
    [InlineData("53.0", Verdict.Contradicted)]
    public void Text_table(string percent, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 30).YesOrNo("event").Print("a", "n 7 percent 35.0").Print("a", $"percent {percent}", Ledger.Text).Worst("text-table", Statistic.Percent).Verdict);

    [Theory]
    [InlineData("<0.05", Verdict.Reproduced)]
    [InlineData(">0.05", Verdict.NotReproduced)]
    public void Significance_claim(string p, Verdict expected) =>
        Assert.Equal(expected, Means().Print("", "t 2.50").Print("a_vs_b", $"p {p}", Ledger.Text).Worst("significance-claim", Statistic.P).Verdict);

    [Theory]
    [InlineData(ClaimKind.Difference, false, Verdict.Reproduced)]
    [InlineData(ClaimKind.Difference, true, Verdict.NotReproduced)]
    [InlineData(ClaimKind.NoDifference, null, Verdict.NotReproduced)]
    public void A_claim(ClaimKind kind, bool? firstIsHigher, Verdict expected) =>
        Assert.Equal(expected, Means().Claim(kind, firstIsHigher).Audit().Claims.Single().Verdict);

    /// <summary>Cases that random papers brought up: each a convention of sound papers that was once held against them.</summary>
    [Fact]
    public void A_rank_test_beside_means_is_not_held_to_the_means() =>
        Assert.DoesNotContain(Means().Print("", "z 1.10 p 0.271").Audit().Numbers, n => n.Verdict.IsFinding());

    /// <summary>2/20 and 5/18: an odds ratio of 0.29 (0.05 to 1.73), beside which R 4.2.2's fisher.test gives p 0.222.</summary>
    [Theory]
    [InlineData("0.222", Verdict.ReproducedByVariant)]
    [InlineData("0.522", Verdict.NotReproduced)]
    public void A_crude_odds_ratio_may_stand_beside_Fisher_s_p(string p, Verdict expected) => Assert.Equal(expected,
        new SmallLedger(20, 18).YesOrNo("event").Print("a", "n 2").Print("b", "n 5").Print("", $"odds_ratio 0.29 ci_low 0.05 ci_high 1.73 p {p}")
            .Worst("or-ci-p", Statistic.P).Verdict);

    private static SmallLedger Means() =>
        new SmallLedger(50, 50).Measured("x").Print("a", "mean 10.00 sd 2.00").Print("b", "mean 11.00 sd 2.00");
}
