using CsCheck;

namespace Urif.Statistics.Tests;

/// <summary>What holds for every 2x2 table.</summary>
public class TwoByTwoProperties
{
    private const double Slack = 1e-12;

    private static readonly Gen<TwoByTwoTable> Tables =
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, 60], (a, b, c, d) => new TwoByTwoTable(a, b, c, d));

    private static readonly Gen<TwoByTwoTable> SmallTables =
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12], (a, b, c, d) => new TwoByTwoTable(a, b, c, d));

    private static IHypothesisTest[] Symmetric(TwoByTwoTable t) =>
    [
        new PearsonChiSquareTest(t), new YatesChiSquareTest(t), new NMinusOneChiSquareTest(t), new LikelihoodRatioTest(t),
        new WaldTest(t), new FisherExactTest(t), new FisherExactTest(t, TwoSidedMethod.Central), new FisherMidPTest(t),
        new FisherMidPTest(t, TwoSidedMethod.Central),
    ];

    private static IHypothesisTest[] Unconditional(TwoByTwoTable t) =>
        [new BarnardTest(t), new BoschlooTest(t), new BoschlooTest(t, TwoSidedMethod.Central)];

    [Fact]
    public void Every_p_value_lies_between_0_and_1_or_is_undefined() =>
        SmallTables.Sample(t =>
        {
            foreach (var test in Symmetric(t).Concat(Unconditional(t)))
            {
                foreach (var alternative in Enum.GetValues<Alternative>())
                {
                    var p = test.PValue(alternative);
                    var exact = test is FisherExactTest or FisherMidPTest or BoschlooTest or BarnardTest;
                    Assert.True(p is >= 0 and <= 1 || (!exact && double.IsNaN(p)), $"{test.Name} {alternative} {p:R}");
                }
            }
        }, iter: 300);

    [Fact]
    public void Exchanging_groups_or_outcomes_exchanges_the_alternatives() =>
        Tables.Sample(t =>
        {
            Same(Symmetric(t), Symmetric(t.SwapRows()));
            Same(Symmetric(t), Symmetric(t.SwapColumns()));
        }, iter: 1000);

    [Fact]
    public void Exchanging_groups_or_outcomes_exchanges_the_alternatives_of_unconditional_tests() =>
        SmallTables.Sample(t =>
        {
            Same(Unconditional(t), Unconditional(t.SwapRows()));
            Same(Unconditional(t), Unconditional(t.SwapColumns()));
        }, iter: 200);

    [Fact]
    public void Conditional_tests_do_not_know_rows_from_columns() =>
        Tables.Sample(t =>
        {
            // The Wald test compares rows, and a table without a group is undefined for it alone.
            var pairs = Symmetric(t).Zip(Symmetric(t.Transpose())).Where(p => p.First is not WaldTest);
            foreach (var (one, other) in pairs)
                foreach (var alternative in Enum.GetValues<Alternative>())
                    Near(one.PValue(alternative), other.PValue(alternative), one.Name);
        }, iter: 500);

    [Fact]
    public void One_sided_Fisher_p_values_overlap_in_the_observed_table_alone() =>
        Tables.Sample(t =>
        {
            // Less at a and greater at a + 1 with the same margins divide the whole distribution.
            if (t.B == 0 || t.C == 0) return;
            var less = FisherExactTest.LessP(t.A, t.B, t.C, t.D);
            var greater = FisherExactTest.GreaterP(t.A + 1, t.B - 1, t.C - 1, t.D + 1);
            Near(1, less + greater, t.ToString());
        }, iter: 1000);

    [Fact]
    public void Point_probabilities_from_Fisher_tails_sum_to_one() =>
        Tables.Sample(t =>
        {
            long low = Math.Max(0, t.Column1 - t.Row2), high = Math.Min(t.Row1, t.Column1);
            double sum = 0;
            for (var a = (int)low; a <= high; a++)
            {
                int b = (int)t.Row1 - a, c = (int)t.Column1 - a, d = (int)t.Row2 - c;
                sum += FisherExactTest.LessP(a, b, c, d) + FisherExactTest.GreaterP(a, b, c, d) - 1;
            }

            Near(1, sum, t.ToString());
        }, iter: 300);

    [Fact]
    public void Mid_p_never_exceeds_the_exact_p() =>
        Tables.Sample(t =>
        {
            foreach (var method in Enum.GetValues<TwoSidedMethod>())
            {
                var exact = new FisherExactTest(t, method);
                var mid = new FisherMidPTest(t, method);
                foreach (var alternative in Enum.GetValues<Alternative>())
                    Assert.True(mid.PValue(alternative) <= exact.PValue(alternative) + Slack, $"{t} {method} {alternative}");
            }
        }, iter: 1000);

    [Fact]
    public void Yates_is_never_the_smaller_p() =>
        Tables.Sample(t =>
        {
            var pearson = new PearsonChiSquareTest(t).PValue();
            if (!double.IsNaN(pearson)) Assert.True(new YatesChiSquareTest(t).PValue() >= pearson - Slack);
        }, iter: 1000);

    [Fact]
    public void Boschloo_is_never_the_greater_p_than_Fisher() =>
        SmallTables.Sample(t =>
        {
            var fisher = new FisherExactTest(t);
            var boschloo = new BoschlooTest(t);
            foreach (var alternative in Enum.GetValues<Alternative>())
                Assert.True(boschloo.PValue(alternative) <= fisher.PValue(alternative) * (1 + 1e-9), $"{t} {alternative}");
        }, iter: 300);

    [Fact]
    public void An_unconditional_p_is_at_least_its_value_at_any_nuisance_probability() =>
        Gen.Select(SmallTables, Gen.Double[0, 1], Gen.Enum<Alternative>()).Sample((t, probability, alternative) =>
        {
            var barnard = new BarnardTest(t);
            Assert.True(barnard.PValueAt(probability, alternative) <= barnard.PValue(alternative) + Slack);
            var boschloo = new BoschlooTest(t);
            Assert.True(boschloo.PValueAt(probability, alternative) <= boschloo.PValue(alternative) + Slack);
        }, iter: 1000);

    [Fact]
    public void Intervals_hold_their_estimate_and_grow_with_the_level() =>
        Tables.Sample(t =>
        {
            foreach (var method in Enum.GetValues<OddsRatioInterval>())
            {
                var estimate = method is OddsRatioInterval.Exact ? new OddsRatio(t).ConditionalEstimate
                    : method is OddsRatioInterval.MidP ? new OddsRatio(t).MedianUnbiasedEstimate
                    : new OddsRatio(t).Estimate;
                Check(
                    estimate, new OddsRatio(t).ConfidenceInterval(method, 0.8),
                    new OddsRatio(t).ConfidenceInterval(method, 0.95), $"{t} {method}");
            }

            foreach (var method in Enum.GetValues<RiskRatioInterval>())
                Check(
                    new RiskRatio(t).Estimate, new RiskRatio(t).ConfidenceInterval(method, 0.8),
                    new RiskRatio(t).ConfidenceInterval(method, 0.95), $"{t} {method}");
            foreach (var method in Enum.GetValues<RiskDifferenceInterval>())
                Check(
                    new RiskDifference(t).Estimate, new RiskDifference(t).ConfidenceInterval(method, 0.8),
                    new RiskDifference(t).ConfidenceInterval(method, 0.95), $"{t} {method}");

            static void Check(double estimate, Interval narrow, Interval wide, string context)
            {
                Assert.True(wide.Low <= narrow.Low && narrow.Low <= narrow.High && narrow.High <= wide.High, $"{context} {narrow} {wide}");
                Assert.True(double.IsNaN(estimate) || narrow.Contains(estimate), $"{context} {estimate:R} {narrow}");
            }
        }, iter: 300);

    // A two-sided exact p above (below) 1 - level goes with an interval that holds (does not hold) 1.
    [Fact]
    public void The_exact_interval_agrees_with_the_central_p() =>
        Tables.Sample(t =>
        {
            if (t.HasEmptyMargin) return;
            var p = new FisherExactTest(t, TwoSidedMethod.Central).PValue();
            var mid = new FisherMidPTest(t, TwoSidedMethod.Central).PValue();
            Assert.Equal(p > 0.05, new OddsRatio(t).ConfidenceInterval(OddsRatioInterval.Exact).Contains(1));
            Assert.Equal(mid > 0.05, new OddsRatio(t).ConfidenceInterval(OddsRatioInterval.MidP).Contains(1));
        }, iter: 500);

    // Each score interval inverts its score test.
    [Fact]
    public void Score_intervals_agree_with_their_chi_square_tests() =>
        Tables.Sample(t =>
        {
            if (t.HasEmptyMargin) return;
            double pearson = new PearsonChiSquareTest(t).PValue(), minusOne = new NMinusOneChiSquareTest(t).PValue();
            Assert.Equal(pearson > 0.05, new OddsRatio(t).ConfidenceInterval(OddsRatioInterval.Cornfield).Contains(1));
            Assert.Equal(pearson > 0.05, new RiskRatio(t).ConfidenceInterval(RiskRatioInterval.Koopman).Contains(1));
            Assert.Equal(minusOne > 0.05, new OddsRatio(t).ConfidenceInterval(OddsRatioInterval.MiettinenNurminen).Contains(1));
            Assert.Equal(minusOne > 0.05, new RiskRatio(t).ConfidenceInterval(RiskRatioInterval.MiettinenNurminen).Contains(1));
            Assert.Equal(minusOne > 0.05, new RiskDifference(t).ConfidenceInterval(RiskDifferenceInterval.MiettinenNurminen).Contains(0));
        }, iter: 500);

    private static void Same(IHypothesisTest[] tests, IHypothesisTest[] exchanged)
    {
        foreach (var (one, other) in tests.Zip(exchanged))
        {
            Near(one.PValue(), other.PValue(), one.Name);
            Near(one.PValue(Alternative.Less), other.PValue(Alternative.Greater), one.Name);
            Near(one.PValue(Alternative.Greater), other.PValue(Alternative.Less), one.Name);
        }
    }

    private static void Near(double expected, double actual, string context) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= Slack, $"{context}: {expected:R} {actual:R}");
}
