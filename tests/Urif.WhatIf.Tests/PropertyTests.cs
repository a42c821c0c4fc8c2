using CsCheck;
using Urif.Statistics;

namespace Urif.WhatIf.Tests;

/// <summary>What has to hold of every analysis, whatever the numbers.</summary>
public class PropertyTests
{
    private static readonly Gen<TwoByTwoTable> Tables = Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40],
        (a, b, c, d) => new TwoByTwoTable(a, b, c, d));

    [Fact]
    public void The_E_value_of_no_effect_is_1() => Gen.Double[1.01, 5].Sample(high =>
    {
        var none = EValue.OfRiskRatio(new(1, new(1 / high, high)));
        Assert.Equal(1, none.Estimate);
        Assert.Equal(1, none.Limit);
    });

    [Fact]
    public void The_E_value_lies_on_the_tipping_curve() => Gen.Double[1.05, 8].Sample(ratio =>
    {
        var strength = EValue.OfRiskRatio(new(ratio, new(ratio / 1.02, ratio * 1.02))).Estimate;
        Assert.Equal(ratio, TippingPoint.BoundingFactor(strength, strength), 1e-9 * ratio);
        Assert.Equal(strength, TippingPoint.NeededWithOutcome(ratio, strength), 1e-9 * strength);
    });

    [Fact]
    public void Perfect_classification_and_equal_selection_change_nothing() => Tables.Sample(observed =>
    {
        var table = ExpectedTable.Of(observed);
        Bias[] nothing =
        [
            new Bias.ExposureMisclassified(1, 1, 1, 1), new Bias.OutcomeMisclassified(1, 1, 1, 1), new Bias.Selected(1, 1, 1, 1),
            new Bias.Confounded(1, 0.7, 0.2), new Bias.Confounded(3, 0.4, 0.4),
        ];
        foreach (var bias in nothing) AssertSame(table, bias.Undo(table));
    });

    [Fact]
    public void A_bias_that_is_made_and_undone_leaves_the_table() =>
        Gen.Select(Tables, Gen.Double[0.7, 1], Gen.Double[0.7, 1]).Sample((truth, se, sp) =>
        {
            double a = truth.A, b = truth.B, c = truth.C, d = truth.D;
            var exposure = new ExpectedTable(se * a + (1 - sp) * c, se * b + (1 - sp) * d, (1 - se) * a + sp * c, (1 - se) * b + sp * d);
            AssertSame(new(a, b, c, d), new Bias.ExposureMisclassified(se, se, sp, sp).Undo(exposure));
            var outcome = new ExpectedTable(se * a + (1 - sp) * b, (1 - se) * a + sp * b, se * c + (1 - sp) * d, (1 - se) * c + sp * d);
            AssertSame(new(a, b, c, d), new Bias.OutcomeMisclassified(se, se, sp, sp).Undo(outcome));
        });

    [Fact]
    public void Certain_parameters_give_the_deterministic_answer()
    {
        var observed = TwoByTwoTable.FromEvents(43, 112, 59, 138);
        ParameterDistribution sure = new ParameterDistribution.Constant(0.9);
        var draws = ProbabilisticBias.Draw(
            observed, [new([sure, sure, sure, sure], p => new Bias.OutcomeMisclassified(p[0], p[1], p[2], p[3]))], 50, 1, withChance: false);
        var expected = new Bias.OutcomeMisclassified(0.9, 0.9, 0.9, 0.9).Undo(ExpectedTable.Of(observed)).RiskRatio;
        Assert.All(draws.Ratios, r => Assert.Equal(expected, r, 1e-12));
        Assert.Equal(0, draws.Impossible);
    }

    [Fact]
    public void Chance_alone_gives_the_conventional_interval()
    {
        var observed = TwoByTwoTable.FromEvents(43, 112, 59, 138);
        var draws = ProbabilisticBias.Draw(observed, [], 200_000, 3);
        var interval = new RiskRatio(observed).ConfidenceInterval();
        // Four standard errors of a quantile of 200,000 draws.
        Assert.Equal(Math.Log(interval.Low), Math.Log(draws.Quantile(0.025)), 0.006);
        Assert.Equal(Math.Log(interval.High), Math.Log(draws.Quantile(0.975)), 0.006);
    }

    [Fact]
    public void Impossible_parameters_are_counted_not_hidden()
    {
        // With 30% false positives more events than were seen would be false.
        ParameterDistribution low = new ParameterDistribution.Constant(0.7), high = new ParameterDistribution.Constant(0.95);
        var draws = ProbabilisticBias.Draw(TwoByTwoTable.FromEvents(8, 100, 12, 100),
            [new([high, high, low, low], p => new Bias.OutcomeMisclassified(p[0], p[1], p[2], p[3]))], 20, 1);
        Assert.Equal(20, draws.Impossible);
        Assert.Equal(double.NaN, draws.Quantile(0.5));
    }

    [Theory]
    [InlineData(0.25, 0.5)]
    [InlineData(0.9, 0.99)]
    public void Quantiles_of_parameters_turn_into_their_shares(double share, double level)
    {
        // Areas of the trapezoid by hand: 0 to 1, flat from 0.2 to 0.6.
        var trapezoid = new ParameterDistribution.Trapezoidal(0, 0.2, 0.6, 1);
        Assert.Equal(share, Area(trapezoid.Quantile(share)), 1e-12);
        var ratio = new ParameterDistribution.LogNormal(0.5, 2, level);
        Assert.Equal(0.5, ratio.Quantile((1 - level) / 2), 1e-12);
        Assert.Equal(2, ratio.Quantile((1 + level) / 2), 1e-12);
        // Beta(2, 1) has the distribution function x squared.
        Assert.Equal(Math.Sqrt(share), new ParameterDistribution.Beta(2, 1).Quantile(share), 1e-12);

        static double Area(double x)
        {
            const double Height = 1 / 0.7;
            return x < 0.2 ? 0.5 * Height * x * x / 0.2
                : x <= 0.6 ? Height * (0.1 + x - 0.2)
                : 1 - 0.5 * Height * (1 - x) * (1 - x) / 0.4;
        }
    }

    [Fact]
    public void The_p_value_function_ends_at_the_limits() => Gen.Select(Gen.Double[0.2, 5], Gen.Double[1.1, 4]).Sample((ratio, factor) =>
    {
        var estimate = new RatioEstimate(ratio, new(ratio / factor, ratio * factor));
        Assert.Equal(0.05, estimate.PValue(ratio * factor), 1e-12);
        Assert.Equal(0.05, estimate.PValue(ratio / factor), 1e-12);
        Assert.Equal(1, estimate.PValue(ratio), 1e-12);
        Assert.Equal(ratio / factor, estimate.At(0.95).Low, 1e-12);
    });

    [Fact]
    public void Four_heads_in_a_row_are_four_bits() =>
        // qnorm(1 - 1/32) and qnorm(0.975).
        Assert.Equal(4, new RatioEstimate(1, new(0.5, 2)).SValue(Math.Exp(1.862731867421652 * Math.Log(2) / 1.959963984540054)), 1e-9);

    [Fact]
    public void Exchanging_the_groups_turns_the_posterior_of_a_flat_prior_round()
    {
        // With the same beta prior of each risk the second group's marginal would be symmetric; the odds ratio's is by its own prior.
        var posterior = new TwoArmPosterior(TwoByTwoTable.FromEvents(12, 40, 12, 40), NormalPrior.Sceptical(2));
        Assert.Equal(0.5, posterior.OddsRatioCdf(1), 0.03);
        Assert.Equal(posterior.OddsRatioCdf(1), posterior.RiskRatioCdf(1), 1e-12);
        Assert.Equal(posterior.OddsRatioCdf(1), posterior.RiskDifferenceCdf(0), 1e-12);
    }

    [Fact]
    public void Quantiles_of_the_posterior_turn_into_their_shares()
    {
        var posterior = new TwoArmPosterior(TwoByTwoTable.FromEvents(19, 64, 40, 112), NormalPrior.Reference);
        foreach (var share in new[] { 0.025, 0.5, 0.975 })
        {
            Assert.Equal(share, posterior.OddsRatioCdf(posterior.OddsRatioQuantile(share)), 1e-10);
            Assert.Equal(share, posterior.RiskRatioCdf(posterior.RiskRatioQuantile(share)), 1e-10);
            Assert.Equal(share, posterior.RiskDifferenceCdf(posterior.RiskDifferenceQuantile(share)), 1e-10);
        }

        Assert.Equal(1, posterior.Mean((_, _) => 1), 1e-10);
    }

    [Fact]
    public void Without_data_on_the_treated_the_belief_in_the_effect_stays()
    {
        // One woman of a risk that is known to be one half says nothing of the odds ratio's size, only of its sign.
        var posterior = new TwoArmPosterior(TwoByTwoTable.FromEvents(0, 1, 0, 1), new(0, 0.01), 1000, 1000);
        Assert.Equal(Normal.Cdf(1), posterior.OddsRatioCdf(Math.Exp(0.01)), 0.004);
    }

    [Fact]
    public void Power_without_an_effect_is_at_most_the_level() => Gen.Select(Gen.Double[0.1, 0.9], Gen.Int[8, 40], Gen.Int[8, 40])
        .Sample((risk, n1, n2) => Assert.True(TrialPower.Exact(new(risk, risk), TrialTest.Fisher, n1, n2) <= 0.05), iter: 30);

    [Fact]
    public void Sample_sizes_reach_the_power_and_one_woman_fewer_does_not() =>
        Gen.Select(Gen.Double[0.1, 0.4], Gen.Double[0.5, 0.9], Gen.Double[0.5, 3]).Sample((p1, p2, ratio) =>
        {
            var design = new TrialDesign(p1, p2, ratio: ratio);
            var (treated, control) = TrialPower.SampleSize(design, 0.8);
            Assert.True(TrialPower.Approximate(design, treated, control) >= 0.8 - 1e-9);
            Assert.True(TrialPower.Approximate(design, ratio * (control - 1), control - 1) < 0.8);
        });

    [Fact]
    public void A_sequential_design_spends_its_level_exactly() =>
        Gen.Select(Gen.Double[0.1, 0.45], Gen.Double[0.55, 0.9], Gen.Enum<AlphaSpending>(), Gen.OneOf(0.01, 0.05, 0.1))
            .Sample((first, second, spending, alpha) =>
            {
                var design = GroupSequential.Spending([first, second, 1], spending, alpha);
                Assert.Equal(alpha, design.Power(0), 1e-9);
            }, iter: 20);

    [Fact]
    public void One_look_is_the_ordinary_test()
    {
        var design = GroupSequential.Pocock(1);
        Assert.Equal(1.959963984540054, design.Boundaries[0], 1e-9);
        Assert.Equal(1, design.Inflation(0.8), 1e-9);
        Assert.Equal(1, design.ExpectedInformation(1), 1e-12);
    }

    [Fact]
    public void Assurance_of_a_sure_belief_is_the_power()
    {
        var belief = new TwoArmPosterior(TwoByTwoTable.FromEvents(0, 1, 1, 2), new(Math.Log(0.5), 1e-3), 3e6, 7e6);
        var risk = 0.3 / 0.7 * 0.5;
        var design = new TrialDesign(risk / (1 + risk), 0.3);
        Assert.Equal(TrialPower.Approximate(design, 200, 200), TrialPower.Assurance(belief, design, 200, 200), 1e-3);
    }

    [Fact]
    public void Equal_strata_differ_in_nothing() => Tables.Sample(table =>
    {
        var between = EffectDifference.Of(table, table);
        Assert.Equal(1, between.RatioOfOddsRatios, 1e-12);
        Assert.Equal(0, between.BreslowDay, 1e-9);
        Assert.Equal(1, between.DifferenceP, 1e-12);
    });

    [Fact]
    public void A_turned_table_is_turned_and_no_nearer_one_is()
    {
        Tables.Sample(table =>
        {
            var least = FragilityIndex.Least(table);
            var fewer = FragilityIndex.OfFewerEvents(table);
            if (fewer.Women is { } women) Assert.True(least.Women <= women);
            if (least.Turned is { } turned)
            {
                var p = FisherExactTest.TwoSidedP(turned.A, turned.B, turned.C, turned.D);
                Assert.NotEqual(least.IsSignificant, p < 0.05);
                Assert.Equal(least.Women, Math.Abs(turned.A - table.A) + Math.Abs(turned.C - table.C));
            }
        }, iter: 200);
    }

    private static void AssertSame(ExpectedTable expected, ExpectedTable actual)
    {
        Assert.Equal(expected.A, actual.A, 1e-9);
        Assert.Equal(expected.B, actual.B, 1e-9);
        Assert.Equal(expected.C, actual.C, 1e-9);
        Assert.Equal(expected.D, actual.D, 1e-9);
    }
}
