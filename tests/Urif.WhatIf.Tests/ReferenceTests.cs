using Urif.Statistics;
using static Urif.Tests.ReferenceTable;

namespace Urif.WhatIf.Tests;

/// <summary>Every analysis against tests/reference/what-if.csv, whose values come from R by other ways.</summary>
public class ReferenceTests
{
    private static readonly ReferenceTable Reference = Load("what-if");

    [Fact]
    public void Type_S_and_M_errors() => Each(["power", "type_s", "type_m"], 1e-9, (quantity, c) =>
    {
        var errors = DesignErrors.Of(c[0], c[1]);
        return quantity switch { "power" => errors.Power, "type_s" => errors.TypeS, _ => errors.TypeM };
    });

    [Fact]
    public void Analysis_of_credibility() =>
        Each(["credibility"], 1e-7, (_, c) => AnalysisOfCredibility.Of(new(c[0], new(c[1], c[2]))).Limit!.Value);

    [Fact]
    public void Regression_to_the_mean() => Each(["fall", "would_be_low"], 1e-10, (quantity, c) =>
    {
        var around = new RegressionToTheMean(c[0], c[1], c[2], c[3]);
        return quantity == "fall" ? around.FallOfHigh : around.HighThatWouldBeLow;
    });

    [Theory]
    [InlineData("bonferroni", MultipleComparisonMethod.Bonferroni)]
    [InlineData("holm", MultipleComparisonMethod.Holm)]
    [InlineData("hochberg", MultipleComparisonMethod.Hochberg)]
    [InlineData("BH", MultipleComparisonMethod.BenjaminiHochberg)]
    public void Multiple_comparisons(string quantity, MultipleComparisonMethod method)
    {
        var adjusted = MultipleComparisons.Adjust([0.01, 0.02, 0.03, 0.04, 0.05, 0.001, 0.8, 0.045], method);
        Each([quantity], 1e-14, (_, c) => adjusted[(int)c[0] - 1]);
    }

    [Fact]
    public void Fragility() => Each(["fragility_least", "fragility_fewer"], 0, (quantity, c) =>
    {
        var table = Table(c);
        return (quantity == "fragility_least" ? FragilityIndex.Least(table) : FragilityIndex.OfFewerEvents(table)).Women!.Value;
    });

    [Fact]
    public void The_posterior_of_two_arms() => Each(["or_below_1", "rr_below_0.8", "rd_below_-0.05", "bayes_factor"], 1e-8, (quantity, c) =>
    {
        var posterior = new TwoArmPosterior(Table(c), new(c[4], c[5]), c[6], c[7]);
        return quantity switch
        {
            "or_below_1" => posterior.OddsRatioCdf(1),
            "rr_below_0.8" => posterior.RiskRatioCdf(0.8),
            "rd_below_-0.05" => posterior.RiskDifferenceCdf(-0.05),
            _ => posterior.BayesFactor,
        };
    });

    [Fact]
    public void Power_of_a_difference() => Each(["power_chi_square"], 1e-9, (_, c) =>
        TrialPower.Approximate(new(c[0], c[1]), c[2], c[2]));

    [Fact]
    public void Sample_size() => Each(["size_chi_square"], 0, (_, c) => TrialPower.SampleSize(new(c[0], c[1]), c[2]).Control);

    [Fact]
    public void Exact_power() => Each(["power_fisher_exact", "power_chi_square_exact"], 1e-11, (quantity, c) => TrialPower.Exact(
        new(c[0], c[1]), quantity == "power_fisher_exact" ? TrialTest.Fisher : TrialTest.ChiSquare, (int)c[2], (int)c[3]));

    [Fact]
    public void Power_of_non_inferiority() => Each(["power_non_inferior"], 1e-9, (_, c) =>
        TrialPower.Approximate(new(c[0], c[1], 0.025, c[3] / c[4], c[2]), c[3], c[4]));

    [Fact]
    public void Group_sequential_boundaries()
    {
        Each(["pocock"], 1e-9, (_, c) => GroupSequential.Pocock((int)c[0]).Boundaries[0]);
        Each(["obrien_fleming"], 1e-9, (_, c) => GroupSequential.OBrienFleming((int)c[0]).Boundaries[^1]);
        var spending = GroupSequential.Spending([0.3, 0.7, 1], AlphaSpending.OBrienFleming);
        Each(["spending"], 1e-8, (_, c) => spending.Boundaries[(int)c[0] - 1]);
        Each(["sequential_power"], 1e-8, (_, _) => spending.Power(2.8));
    }

    [Fact]
    public void Differences_between_strata() => Each(["breslow_day", "ratio_of_odds_ratios", "ratio_p"], 1e-8, (quantity, c) =>
    {
        var between = EffectDifference.Of(Table(c), Table(c[4..]));
        return quantity switch
        {
            "breslow_day" => between.BreslowDay,
            "ratio_of_odds_ratios" => between.RatioOfOddsRatios,
            _ => between.RatioP,
        };
    });

    private static TwoByTwoTable Table(double[] c) => TwoByTwoTable.FromEvents((int)c[0], (int)c[1], (int)c[2], (int)c[3]);

    private static void Each(string[] quantities, double tolerance, Func<string, double[], double> actual)
    {
        var rows = Reference.Rows.Where(r => quantities.Contains(r.Text("quantity"))).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
            AssertRelative(row.Number("value"), actual(row.Text("quantity"), row.Numbers("case")), tolerance, $"{row} {row.Text("quantity")}");
    }
}
