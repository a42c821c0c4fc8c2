using System.Globalization;
using Urif.Statistics.Tests.Regression;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Resampling;

/// <summary>Intervals, cross-validation and permutation p-values against tests/reference/resampling.csv (R's boot, pROC, glm).</summary>
public class ResamplingAgreementTests
{
    private const double Tolerance = 1e-10;

    private static IEnumerable<IGrouping<(string Set, string Formula), ReferenceRow>> Cases(string kind) =>
        Load("resampling").Rows.Where(row => row.Text("kind") == kind).GroupBy(row => (row.Text("set"), row.Text("formula")));

    private static Dictionary<string, ReferenceRow> Statistics(IEnumerable<ReferenceRow> rows) =>
        rows.ToDictionary(row => row.Text("statistic"));

    [Fact]
    public void Intervals_of_the_same_values_agree_with_boot_ci()
    {
        foreach (var rows in Cases("interval").Select(Statistics))
        {
            var distribution = new BootstrapDistribution(
                rows["t0"].Number("value"), rows["t"].Numbers("value"), () => rows["left out"].Numbers("value"));
            foreach ((var name, ReferenceRow row) in rows)
            {
                var expected = name is "t" or "left out" ? [] : row.Numbers("value");
                var level = name.Contains(' ', StringComparison.Ordinal) && expected.Length > 0
                    ? double.Parse(name.Split(' ')[1], CultureInfo.InvariantCulture) : 0.5;
                Interval interval = name.StartsWith("bca", StringComparison.Ordinal)
                    ? distribution.BcaInterval(level) : distribution.PercentileInterval(level);
                double[] actual = name switch
                {
                    "t" or "left out" => [],
                    "t0" => [distribution.Estimate],
                    "se" => [distribution.StandardError],
                    "bias" => [distribution.Bias],
                    _ => [interval.Low, interval.High],
                };
                for (var i = 0; i < expected.Length; i++)
                    AssertRelative(expected[i], actual[i], Tolerance, $"{row.Location} {name}");
            }

            Assert.Equal(rows["t"].Numbers("value").Count(double.IsNaN), distribution.WithoutEstimate);
        }
    }

    [Fact]
    public void Cross_validation_by_given_folds_agrees_with_R()
    {
        foreach (var rows in Cases("folds"))
        {
            LogisticFit fit = LogisticData.Fit(rows.Key.Set, rows.Key.Formula);
            var statistics = Statistics(rows);
            var validation = CrossValidation.Of(fit, [.. statistics["fold"].Numbers("value").Select(fold => (int)fold)]);
            Assert.Equal(0, validation.RowsWithoutPrediction);
            foreach ((var name, ReferenceRow row) in statistics)
            {
                if (name == "fold") continue;
                var actual = name switch
                {
                    "c" => validation.Concordance.Estimate,
                    "brier" => validation.BrierScore,
                    "intercept" => validation.Calibration.Intercept.Estimate,
                    "slope" => validation.Calibration.Slope.Estimate,
                    _ => validation.LinearPredictor[int.Parse(name.Split(' ')[1], CultureInfo.InvariantCulture) - 1],
                };
                AssertRelative(row.Number("value"), actual, Tolerance, $"{row.Location} {name}");
            }
        }
    }

    [Fact]
    public void All_arrangements_of_a_small_exposure_give_the_p_values_of_R()
    {
        var rows = Statistics(Cases("permutation").Single());
        LogisticFit fit = SmallFit(rows["x"].Numbers("value"));
        var plan = new ResamplingPlan(1000, 1);
        var ratio = PermutationTest.Of(fit, "x", plan);
        var difference = PermutationTest.Of(fit, "x", refit => StandardizedRisks.Of(refit, "x").Difference.Estimate, plan);
        Assert.True(ratio.IsExact);
        Assert.Equal(rows["arrangements"].Integer("value"), ratio.Values.Count);
        Assert.Equal(rows["without"].Integer("value"), ratio.WithoutEstimate);
        AssertRelative(rows["lr"].Number("value"), ratio.Statistic, Tolerance);
        AssertRelative(rows["lr p"].Number("value"), ratio.PValue(), Tolerance);
        AssertRelative(rows["difference"].Number("value"), difference.Statistic, Tolerance);
        AssertRelative(rows["difference p"].Number("value"), difference.PValue(), Tolerance);
        AssertRelative(rows["difference greater"].Number("value"), difference.PValue(Alternative.Greater), Tolerance);
        AssertRelative(rows["difference less"].Number("value"), difference.PValue(Alternative.Less), Tolerance);
    }

    [Fact]
    public void A_permuted_variable_is_permuted_in_its_interactions_with_the_exposure()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", "low ~ smoke*lwt");
        var gap = PermutationTest.Of(fit, "lwt", refit =>
        {
            double sum = 0;
            IReadOnlyList<double> b = refit.Coefficients;
            foreach (var lwt in refit.Design.Column(2))
            {
                double unexposed = b[0] + b[2] * lwt, exposed = unexposed + b[1] + b[3] * lwt;
                sum += 1 / (1 + Math.Exp(-exposed)) - 1 / (1 + Math.Exp(-unexposed));
            }

            return StandardizedRisks.Of(refit, "smoke").Difference.Estimate - sum / refit.Design.RowCount;
        }, new(20, 1));
        Assert.All(gap.Values, value => Assert.Equal(0, value, 1e-13));
    }

    [Fact]
    public void Random_permutations_come_near_the_exact_p_value()
    {
        LogisticFit fit = SmallFit(Statistics(Cases("permutation").Single())["x"].Numbers("value"));
        var exact = PermutationTest.Of(fit, "x", new(969, 1)).PValue();
        var random = PermutationTest.Of(fit, "x", new(968, 1));
        Assert.False(random.IsExact);
        Assert.Equal(968, random.Values.Count);

        // Four standard errors of a share among 968.
        Assert.Equal(exact, random.PValue(), 4 * Math.Sqrt(exact * (1 - exact) / 968));
    }

    // The model of resampling.R: every tenth birth, and its exposure.
    private static LogisticFit SmallFit(double[] exposure)
    {
        Dictionary<string, ModelColumn> all = LogisticData.Columns("birthwt");
        ModelColumn Tenth(string name) => ((NumericColumn)all[name]).Values.Where((_, i) => i % 10 == 0).ToArray();
        return LogisticRegression.Fit("low ~ age + x", new Dictionary<string, ModelColumn>
        {
            ["low"] = Tenth("low"), ["age"] = Tenth("age"), ["x"] = exposure,
        });
    }
}
