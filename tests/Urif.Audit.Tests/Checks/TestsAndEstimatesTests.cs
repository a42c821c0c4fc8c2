namespace Urif.Audit.Tests;

/// <summary>
/// Sound tests and estimates that look wrong, and wrong ones that look sound. What R gives for each stands in
/// tests/reference/ordinary.csv, made by ordinary.R beside it.
/// </summary>
public class TestsAndEstimatesTests
{
    private static readonly TestMethod[] Both = [TestMethod.Pearson, TestMethod.Fisher];

    private static SmallLedger Small(int a, int b) => new(a, b) { CountsTests = Both };

    private static NumberAudit Of(AuditReport report, Statistic statistic) => report.Numbers.Last(n => n.Number.Statistic == statistic);

    private static bool IsAccused(AuditReport report) => report.Numbers.Any(n => n.Verdict.IsFinding());

    /// <summary>19, 15, 7 and 18, 14, 9: Pearson 0.856, exact 0.917, trend 0.666; each row against the rest 0.82 and above, or 0.58.</summary>
    [Theory]
    [InlineData("0.856", false)]
    [InlineData("0.917", false)]
    [InlineData("0.666", false)]
    [InlineData("0.824", false)]
    [InlineData("0.95", true)]
    public void The_p_of_a_partition(string p, bool accused)
    {
        var ledger = Small(41, 41).YesOrNo("d1", "d").Print("a", "n 19").Print("b", "n 18").Print("", $"p {p}")
            .YesOrNo("d2", "d").Print("a", "n 15").Print("b", "n 14").YesOrNo("d3", "d").Print("a", "n 7").Print("b", "n 9");
        Assert.Equal(accused, IsAccused(ledger.Audit()));
    }

    /// <summary>14, 5, 1 and 9, 7, 4: chi-square 3.22 with 2 degrees of freedom, p 0.200; exact p 0.188.</summary>
    [Theory]
    [InlineData("3.22", "0.188", false)]
    [InlineData("3.22", "0.200", false)]
    [InlineData("3.22", "0.018", true)]
    [InlineData("1.23", "0.541", true)]
    public void Statistic_and_p_of_a_partition(string chi2, string p, bool accused)
    {
        var ledger = Small(20, 20).YesOrNo("c1", "c").Print("a", "n 14").Print("b", "n 9").Print("", $"chi2 {chi2} p {p}")
            .YesOrNo("c2", "c").Print("a", "n 5").Print("b", "n 7").YesOrNo("c3", "c").Print("a", "n 1").Print("b", "n 4");
        Assert.Equal(accused, IsAccused(ledger.Audit()));
    }

    /// <summary>30, 50, 20 and 20, 60, 20 of 100: each against the rest, chi-square 2.67, 2.02 and 0.00.</summary>
    [Theory]
    [InlineData("2.67", "0.102", false)]
    [InlineData("6.27", "0.102", true)]
    public void Each_level_against_the_rest(string chi2, string p, bool accused)
    {
        var ledger = Small(100, 100).YesOrNo("c1", "c").Print("a", "n 30").Print("b", "n 20").Print("", $"chi2 {chi2} p {p}")
            .YesOrNo("c2", "c").Print("a", "n 50").Print("b", "n 60").Print("", "chi2 2.02 p 0.155")
            .YesOrNo("c3", "c").Print("a", "n 20").Print("b", "n 20").Print("", "chi2 0.00 p 1.000");
        Assert.Equal(accused, IsAccused(ledger.Audit()));
    }

    /// <summary>30/60 and 15/58 have an odds ratio of 2.87 (1.32 to 6.23), by profile likelihood 1.34 to 6.35; 15/58 first, 0.35.</summary>
    [Theory]
    [InlineData("2.87", "1.32", "6.23", Verdict.Reproduced)]
    [InlineData("2.87", "1.34", "6.35", Verdict.ReproducedByVariant)]
    [InlineData("0.35", "0.16", "0.76", Verdict.Reproduced)]
    [InlineData("5.00", "2.28", "10.96", Verdict.NotReproduced)]
    public void A_crude_odds_ratio_is_that_of_its_counts(string or, string low, string high, Verdict expected)
    {
        var report = Small(60, 58).YesOrNo("y").Print("a", "n 30 percent 50.0").Print("b", "n 15 percent 25.9")
            .Print("", $"odds_ratio {or} ci_low {low} ci_high {high}").Audit();
        Assert.Equal(expected, report.Numbers.Max(n => n.Number.Statistic >= Statistic.OddsRatio ? n.Verdict : Verdict.NotCheckable));
    }

    /// <summary>R's fisher.test of 38/55 and 17/52, and of 9/20 and 3/20; other limits beside the same estimate are wrong.</summary>
    [Theory]
    [InlineData(55, 52, 38, 17, "odds_ratio 4.53 ci_low 1.90 ci_high 11.28 p <0.001", false)]
    [InlineData(20, 20, 9, 3, "odds_ratio 4.46 ci_low 0.86 ci_high 31.34 p 0.082", false)]
    [InlineData(20, 20, 9, 3, "odds_ratio 4.46 ci_low 0.86 ci_high 9.14 p 0.082", true)]
    public void An_exact_odds_ratio(int a, int b, int x, int y, string printed, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(a, b).YesOrNo("x").Print("a", $"n {x}").Print("b", $"n {y}").Print("", printed).Audit()));

    /// <summary>9/37 and 12/23 (MASS::birthwt): glm's odds ratio 3.40 with confint's 1.13 to 10.75 and Wald's p, 0.031.</summary>
    [Theory]
    [InlineData("odds_ratio 3.40 ci_low 1.13 ci_high 10.75 p 0.031", null, false)]
    [InlineData("odds_ratio 3.40 ci_low 1.13 ci_high 10.75 p 0.031", StatedInterval.Wald, true)]
    [InlineData("odds_ratio 1.34 ci_low 1.13 ci_high 10.75 p 0.031", null, true)]
    public void An_adjusted_interval_by_profile_likelihood(string printed, StatedInterval? interval, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(37, 23).YesOrNo("low").Print("a", "n 9").Print("b", "n 12")
            .Print("a_vs_b_adjusted", printed, Ledger.Text, new(Interval: interval)).Measured("age").Audit()));

    /// <summary>
    /// 27/295 and 52/307: adjusted risk ratio 0.52 (0.34 to 0.81), robust. Its error is below that of the crude odds ratio; one of less
    /// than half the variance is wrong, and so is the same where logistic regression is stated.
    /// </summary>
    [Theory]
    [InlineData("0.34", "0.81", null, false)]
    [InlineData("0.34", "0.81", StatedEstimator.Logistic, true)]
    [InlineData("0.40", "0.68", null, true)]
    public void An_error_below_the_crude_one(string low, string high, StatedEstimator? estimator, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(295, 307).YesOrNo("pep").Print("a", "n 27").Print("b", "n 52")
            .Print("a_vs_b_adjusted", $"odds_ratio 0.52 ci_low {low} ci_high {high}", Ledger.Text, new(Estimator: estimator))
            .Measured("age").Audit()));

    /// <summary>Text: t(28) = 2.20 has p 0.036, chi-square(1) = 7.20 p 0.007, F(2, 57) = 4.5 p 0.015, r = 0.35 of 50 p 0.013.</summary>
    [Theory]
    [InlineData("t 2.20 p 0.036", false)]
    [InlineData("t 2.20 p 0.30", true)]
    [InlineData("t 2.20 p >0.05", true)]
    [InlineData("t 2.20 df 28 p 0.036", false)]
    [InlineData("t 2.20 df 5 p 0.036", true)]
    [InlineData("chi2 7.20 p 0.007", false)]
    [InlineData("chi2 7.20 p 0.30", true)]
    [InlineData("f 4.5 df 2 df2 57 p 0.015", false)]
    [InlineData("f 4.5 df 2 df2 57 p 0.15", true)]
    [InlineData("r 0.35 df 48 p 0.013", false)]
    [InlineData("r 0.35 df 48 p 0.13", true)]
    public void A_statistic_and_its_p_in_running_text(string printed, bool accused)
    {
        var report = (printed.StartsWith("chi2", StringComparison.Ordinal) ? Small(15, 15).YesOrNo("x") : Small(15, 15).Measured("x"))
            .Print("a_vs_b", printed, Ledger.Text).Audit();
        Assert.Equal(accused, IsAccused(report));
        if (accused && !printed.Contains('>', StringComparison.Ordinal) && !printed.Contains("df 5", StringComparison.Ordinal))
            Assert.True(Assert.IsType<Reason.PByStatistic>(Of(report, Statistic.P).First!.Reason).OtherDecision);
    }

    /// <summary>50.0% of 60 and 25.9% of 58 are 30 and 15: p 0.007; 30.0% and 15.0% of 100, p 0.011.</summary>
    [Theory]
    [InlineData(60, 58, "50.0", "25.9", "0.007", false)]
    [InlineData(60, 58, "50.0", "25.9", "0.80", true)]
    [InlineData(100, 100, "30.0", "15.0", "0.011", false)]
    [InlineData(100, 100, "30.0", "15.0", "0.611", true)]
    public void Percents_that_fix_the_counts(int a, int b, string first, string second, string p, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(a, b).YesOrNo("x").Print("a", $"percent {first}").Print("b", $"percent {second}")
            .Print("", $"p {p}").Audit()));

    /// <summary>survival::veteran: log-rank p 0.928 beside deaths of 64/69 and 64/68 (Pearson 0.747).</summary>
    [Theory]
    [InlineData("death", 64, 64, null, false)]
    [InlineData("outcome", 64, 64, null, false)]
    [InlineData("outcome", 34, 44, StatedTest.LogRank, false)]
    [InlineData("outcome", 34, 54, null, true)]
    public void A_p_of_the_time_to_an_event(string variable, int x, int y, StatedTest? test, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(69, 68).YesOrNo(variable).Print("a", $"n {x}").Print("b", $"n {y}")
            .Print("", "p 0.928", facts: new(Test: test)).Audit()));

    /// <summary>23/46 and 3/4: Fisher's p of one tail 0.336; means 5.0 and 6.0 (2.0) of 20: t -1.58, of one tail 0.061.</summary>
    [Fact]
    public void A_p_of_one_tail()
    {
        Assert.False(IsAccused(Small(46, 4).YesOrNo("y").Print("a", "n 23").Print("b", "n 3").Print("", "p 0.336").Audit()));
        SmallLedger Means(StatedSides? sides) => new SmallLedger(20, 20) { Sides = sides }.Measured("x").Print("a", "mean 5.00 sd 2.00")
            .Print("b", "mean 6.00 sd 2.00").Print("", "t -1.58 p 0.061");
        var report = Means(null).Audit();
        Assert.Equal((Verdict.ReproducedByVariant, new Convention.OneTail()), (Of(report, Statistic.P).Verdict, Of(report, Statistic.P).First!.Variant));
        Assert.Equal(Verdict.Reproduced, Of(Means(StatedSides.One).Audit(), Statistic.P).Verdict);
        Assert.Equal(Verdict.NotReproduced, Of(Means(StatedSides.Two).Audit(), Statistic.P).Verdict);
    }

    /// <summary>Where the paper's other p are of two tails, one of a single tail is no excuse.</summary>
    [Fact]
    public void One_tail_in_one_row_alone_is_no_excuse()
    {
        var ledger = new SmallLedger(20, 20);
        foreach (var id in new[] { "x", "y", "z" })
            ledger.Measured(id).Print("a", "mean 5.00 sd 2.00").Print("b", "mean 6.00 sd 2.00").Print("", $"t -1.58 p {(id == "z" ? "0.061" : "0.122")}");
        Assert.Equal(["z"], ledger.Audit().Numbers.Where(n => n.Verdict.IsFinding()).Select(n => n.Number.Variable.Id).Distinct());
    }

    /// <summary>Student's sleep data: 0.75 (1.79) and 2.33 (2.00) of ten pairs, t -4.06 with 9 degrees of freedom, p 0.003.</summary>
    [Theory]
    [InlineData("t -4.06 p 0.003", null, false)]
    [InlineData("t -4.06 p 0.003", StatedTest.Paired, false)]
    [InlineData("t -4.06 p 0.030", StatedTest.Paired, true)]
    [InlineData("t -4.06 p 0.003", StatedTest.Student, true)]
    [InlineData("t -0.46 p 0.656", StatedTest.Paired, true)]
    public void A_paired_t(string printed, StatedTest? test, bool accused) =>
        Assert.Equal(accused, IsAccused(new SmallLedger(10, 10).Measured("extra").Print("a", "mean 0.75 sd 1.79").Print("b", "mean 2.33 sd 2.00")
            .Print("", printed, facts: new(Test: test)).Audit()));

    /// <summary>1, 1, 2, 2, 3, 3, 4, 30 and 4, 5, 5, 6, 6, 7, 7, 8: rank p 0.015 beside 5.75 (9.85) and 6.00 (1.31), t's 0.94.</summary>
    [Theory]
    [InlineData("mean 5.75 sd 9.85", "mean 6.00 sd 1.31", null, Verdict.NotCheckable)]
    [InlineData("mean 5.75 sd 9.85", "mean 6.00 sd 1.31", StatedTest.Student, Verdict.NotReproduced)]
    [InlineData("mean 5.75 sd 1.31", "mean 6.00 sd 1.31", null, Verdict.NotReproduced)]
    public void A_rank_p_beside_means(string a, string b, StatedTest? test, Verdict expected) =>
        Assert.Equal(expected, Of(new SmallLedger(8, 8).Measured("x").Print("a", a).Print("b", b).Print("", "p 0.015", facts: new(Test: test)).Audit(),
            Statistic.P).Verdict);

    /// <summary>12.0 (5.0) of 18 and 8.5 (3.9) of 17: t 2.30 with 33 degrees of freedom, p 0.028; of 20 each it would be 2.47.</summary>
    [Theory]
    [InlineData("n 18 mean 12.0 sd 5.0", "n 17 mean 8.5 sd 3.9")]
    [InlineData("valid_n 18 mean 12.0 sd 5.0", "valid_n 17 mean 8.5 sd 3.9")]
    public void The_number_with_a_value_is_the_n_of_t(string a, string b) =>
        Assert.All(new SmallLedger(20, 20).Measured("fins").Print("a", a).Print("b", b).Print("", "t 2.30 p 0.028").Audit().Numbers
            .Where(n => n.Number.Statistic is Statistic.T or Statistic.P), n => Assert.Equal(Verdict.Reproduced, n.Verdict));

    /// <summary>An adjusted p beside counts is not the crude one (0.005), whatever it is.</summary>
    [Fact]
    public void The_p_of_an_adjusted_comparison_is_not_judged_by_the_counts()
    {
        var numbers = Small(295, 307).YesOrNo("pep").Print("a", "n 27").Print("b", "n 52")
            .Print("", "p 0.033", facts: new(Test: StatedTest.Adjusted)).Audit();
        Assert.Equal(Circumstance.Adjusted, Assert.IsType<Reason.Explained>(Of(numbers, Statistic.P).First!.Reason).By);
    }

    /// <summary>5.0 and 6.0 (2.0) of 20: -1.58 by the first less the second. The one row that turns it has lost its sign.</summary>
    [Fact]
    public void One_sign_against_the_rule_of_its_table()
    {
        var ledger = new SmallLedger(20, 20);
        foreach (var (id, t) in new[] { ("x", "1.58"), ("y", "-1.58"), ("z", "-1.58") })
            ledger.Measured(id).Print("a", "mean 5.00 sd 2.00").Print("b", "mean 6.00 sd 2.00").Print("", $"t {t}");
        Assert.Equal(["x"], ledger.Audit().Numbers.Where(n => n.Verdict.IsFinding()).Select(n => n.Number.Variable.Id));
    }

    /// <summary>Sizes of t alone, and one rule throughout, have no sign against it.</summary>
    [Theory]
    [InlineData("1.58", "1.58")]
    [InlineData("-1.58", "1.58")]
    [InlineData("1.58", "-1.58")]
    public void Signs_by_one_rule(string down, string up)
    {
        var ledger = new SmallLedger(20, 20).Measured("x").Print("a", "mean 5.00 sd 2.00").Print("b", "mean 6.00 sd 2.00").Print("", $"t {down}")
            .Measured("y").Print("a", "mean 6.00 sd 2.00").Print("b", "mean 5.00 sd 2.00").Print("", $"t {up}");
        Assert.False(IsAccused(ledger.Audit()));
    }

    /// <summary>10.2 (3.1) of 60 and 9.1 (3.0) of 58: 1.1 (-0.01 to 2.21).</summary>
    [Theory]
    [InlineData("mean_difference 1.1 ci_low -0.01 ci_high 2.21", false)]
    [InlineData("ci_low -0.01 ci_high 2.21", false)]
    [InlineData("mean_difference -1.1 ci_low -2.21 ci_high 0.01", false)]
    [InlineData("mean_difference 2.1 ci_low 0.99 ci_high 3.21", true)]
    [InlineData("mean_difference 1.1 ci_low 0.71 ci_high 2.21", true)]
    public void A_mean_difference_and_its_limits(string printed, bool accused) =>
        Assert.Equal(accused, IsAccused(new SmallLedger(60, 58).Measured("x").Print("a", "mean 10.2 sd 3.1").Print("b", "mean 9.1 sd 3.0")
            .Print("", printed).Audit()));

    /// <summary>0.70 (0.55 to 0.89) has z = -2.91 and p 0.004.</summary>
    [Theory]
    [InlineData("hazard_ratio 0.70 ci_low 0.55 ci_high 0.89 p 0.004", false)]
    [InlineData("hazard_ratio 0.70 ci_low 0.55 ci_high 0.89 p 0.40", true)]
    [InlineData("hazard_ratio 0.40 ci_low 0.55 ci_high 0.89", true)]
    [InlineData("risk_ratio 0.70 ci_low 0.55 ci_high 0.89 p 0.40", true)]
    public void A_ratio_its_interval_and_p(string printed, bool accused) =>
        Assert.Equal(accused, IsAccused(Small(60, 58).YesOrNo("y").Print("a_vs_b_adjusted", printed, Ledger.Text).Measured("age").Audit()));

    [Theory]
    [InlineData("0.007", "NS", true)]
    [InlineData("0.747", "NS", false)]
    public void Not_significant_is_held_against_the_recomputed_p(string p, string printed, bool accused)
    {
        var ledger = p == "0.007" ? Small(60, 58).YesOrNo("y").Print("a", "n 30 percent 50.0").Print("b", "n 15 percent 25.9")
            : Small(69, 68).YesOrNo("y").Print("a", "n 64").Print("b", "n 64");
        Assert.Equal(accused, IsAccused(ledger.Print("", $"p {printed}").Audit()));
    }

    /// <summary>3.01 (7.31), -0.45 (7.99), 7.26 (7.16) of 29, 26 and 17 (MASS::anorexia): F 5.41, p 0.0065.</summary>
    [Theory]
    [InlineData("f 5.41 p 0.0065", false)]
    [InlineData("f 5.41 p 0.65", true)]
    [InlineData("f 1.41 p 0.25", true)]
    public void Three_arms(string printed, bool accused)
    {
        var change = new Variable("change", new("change", "change"), VariableKind.Continuous, "", null,
            new(double.NegativeInfinity, double.PositiveInfinity), "", "", false, null);
        Group[] groups = [.. new[] { ("a", 29), ("b", 26), ("c", 17) }.Select(g => new Group(g.Item1, new(g.Item1, g.Item1), g.Item2, [], null))];
        var comparison = new Comparison("abc", new("abc", "abc"), "a", "b", ["1"], []) { Others = ["c"] };
        var numbers = new List<LedgerNumber>();
        void Print(string group, string text)
        {
            var words = text.Split(' ');
            for (var k = 0; k < words.Length; k += 2)
                numbers.Add(new($"n{numbers.Count}", "1", change, group, Enum.Parse<Statistic>(words[k], ignoreCase: true), PrintedNumber.Parse(words[k + 1]), ""));
        }

        Print("a", "mean 3.01 sd 7.31");
        Print("b", "mean -0.45 sd 7.99");
        Print("c", "mean 7.26 sd 7.16");
        Print("", printed);
        var info = new PaperInfo("three", new("three", "three"), "", 0.05, TestMethod.Student, TestMethod.MannWhitney, Both, 0.95);
        Assert.Equal(accused, IsAccused(PaperAudit.Run(new(info, numbers, [change], groups, [comparison], []))));
    }

    /// <summary>8/21 and 50/138: a difference of 1.9 points, by Newcombe's interval -17.4 to 24.2; risk ratio 1.05 (0.58 to 1.89).</summary>
    [Fact]
    public void A_claim_carries_effects()
    {
        var claim = Small(21, 138).YesOrNo("pregnancy").Print("a", "n 8").Print("b", "n 50").Claim(ClaimKind.NoDifference).Audit().Claims.Single();
        var reading = claim.Readings.Single(r => r.Reading.IsOwn);
        Assert.True(reading.AllowsNone);
        Assert.Equal([(Statistic.RiskDifference, 1.9, -17.4, 24.2), (Statistic.RiskRatio, 1.1, 0.6, 1.9)],
            reading.Effects.Select(e => (e.Kind, Math.Round(e.Estimate, 1), Math.Round(e.Limits.Low, 1), Math.Round(e.Limits.High, 1))));
    }

    /// <summary>chi-square 0.17 beside p 0.279: of all single digits only 1.17 gives it.</summary>
    [Fact]
    public void The_one_digit_that_would_repair_a_number_is_a_hint()
    {
        var report = Small(138, 112).YesOrNo("fresh").Print("a", "n 43 percent 31.16").Print("b", "n 28 percent 25.00").Print("", "chi2 0.17 p 0.279").Audit();
        var hint = Of(report, Statistic.P).Checks.Single(c => c.Check == "p-from-statistic").Hint;
        Assert.Equal((Statistic.Chi2, "1.17"), (hint?.Number.Statistic, hint?.Text));
    }

    /// <summary>52.3 with standard error 1.28 of 40 and 48.9 with 1.19 of 42: t 1.95, p 0.055.</summary>
    [Theory]
    [InlineData("t 1.95 p 0.055", false)]
    [InlineData("t 4.95 p 0.055", true)]
    [InlineData("t 1.95 p 0.550", true)]
    public void Means_with_standard_errors_are_tested(string printed, bool accused) => Assert.Equal(accused, IsAccused(Small(40, 42).Measured("x")
        .Print("a", "mean 52.3 se 1.28").Print("b", "mean 48.9 se 1.19").Print("", printed).Audit()));

    /// <summary>20 with SD 11 and 40 with SD 14 of 60 each: t -8.7. Ranks may give another p, not one of no difference.</summary>
    [Theory]
    [InlineData("0.002", false)]
    [InlineData("0.600", true)]
    public void A_p_far_off_is_not_of_ranks_where_both_arms_are_alike(string p, bool accused) => Assert.Equal(accused, IsAccused(Small(60, 60)
        .Measured("x").Print("a", "mean 20 sd 11").Print("b", "mean 40 sd 14").Print("", $"p {p}").Audit()));

    /// <summary>
    /// 31.22 with SD 6.22 and 34.94 with SD 4.61: Welch's t is -3.84 of 83 and 45, -3.60 with p 0.0005 of 76 and 38; Student's is stated.
    /// </summary>
    [Theory]
    [InlineData("t -3.60 p 0.0005", null, false)]
    [InlineData("t -3.60 p 0.0005", StatedCompleteness.Complete, true)]
    [InlineData("t -2.60 p 0.0105", null, true)]
    public void Fewer_women_are_tried_by_either_test_of_means(string printed, StatedCompleteness? missing, bool accused) =>
        Assert.Equal(accused, IsAccused(new SmallLedger(83, 45) { Missing = missing }.Measured("x").Print("a", "mean 31.22 sd 6.22")
            .Print("b", "mean 34.94 sd 4.61").Print("", printed).Audit()));

    /// <summary>26 are 26.0% of 100 and 9 are 60.0% of 15: chi-square 7.12, p 0.008. Of 103 and 17 it is 5.42.</summary>
    [Theory]
    [InlineData("chi2 7.12 p 0.008", false)]
    [InlineData("chi2 9.12 p 0.003", true)]
    public void Percents_that_say_how_many_women_there_are_explain_the_test(string printed, bool accused) => Assert.Equal(accused, IsAccused(
        Small(103, 17).YesOrNo("x").Print("a", "n 26 percent 26.0").Print("b", "n 9 percent 60.0").Print("", printed).Audit()));

    /// <summary>50 of 66 and 6 of 36 differ by 59.1 points, by Newcombe's interval 40.0 to 71.5, of which 59.1 is not the middle.</summary>
    [Theory]
    [InlineData("risk_difference 59.1 ci_low 40.0 ci_high 71.5", false)]
    [InlineData("risk_difference 49.1 ci_low 40.0 ci_high 71.5", true)]
    [InlineData("risk_difference 59.1 ci_low 10.0 ci_high 71.5", true)]
    public void A_risk_difference_need_not_be_the_middle_of_its_interval(string printed, bool accused) => Assert.Equal(accused, IsAccused(
        Small(66, 36).YesOrNo("x").Print("a", "n 50").Print("b", "n 6").Print("", printed).Audit()));

    /// <summary>In groups of 4 and 5 the exact p may be far from that of z, but not as far as this.</summary>
    [Theory]
    [InlineData("z -1.20 p 0.286", false)]
    [InlineData("z -5.20 p 0.286", true)]
    public void Small_groups_do_not_explain_any_p_beside_z(string printed, bool accused) => Assert.Equal(accused, IsAccused(
        Small(4, 5).Measured("x").Print("a", "median 3.0").Print("b", "median 4.0").Print("", printed).Audit()));

    /// <summary>9, 3 and 9 events of 75, 22 and 51 women: chi-square 0.80, p 0.670; of 79, 22 and 56 women 0.62 and 0.733.</summary>
    [Theory]
    [InlineData("chi2 0.80 p 0.670", false)]
    [InlineData("chi2 0.80 p 0.067", true)]
    public void Fewer_women_are_tried_in_three_arms(string printed, bool accused)
    {
        var happened = new Variable("x", new("x", "x"), VariableKind.Binary, "", 1, new(0, 1), "", "", false, null);
        Group[] groups = [.. new[] { ("a", 79), ("b", 22), ("c", 56) }.Select(g => new Group(g.Item1, new(g.Item1, g.Item1), g.Item2, [], null))];
        var numbers = new[] { ("a", "n 9 percent 12.0"), ("b", "n 3 percent 13.6"), ("c", "n 9 percent 17.6"), ("", printed) }.SelectMany(g =>
            g.Item2.Split(' ').Chunk(2).Select(w => new LedgerNumber($"{g.Item1}.{w[0]}", "1", happened, g.Item1,
                Enum.Parse<Statistic>(w[0], ignoreCase: true), PrintedNumber.Parse(w[1]), ""))).ToList();
        var info = new PaperInfo("three", new("three", "three"), "", 0.05, TestMethod.Student, TestMethod.MannWhitney, Both, 0.95);
        var comparison = new Comparison("abc", new("abc", "abc"), "a", "b", ["1"], []) { Others = ["c"] };
        Assert.Equal(accused, IsAccused(PaperAudit.Run(new(info, numbers, [happened], groups, [comparison], []))));
    }
}
