using CsCheck;

namespace Urif.Statistics.Tests.Regression;

/// <summary>Separation: named where it is, and only there.</summary>
public class SeparationTests
{
    // The endometrial cancer study of Heinze & Schemper (2002), whose NV separates quasi-completely.
    [Fact]
    public void The_separating_variable_of_the_endometrial_study_is_named()
    {
        var error = Assert.Throws<SeparationException>(() => LogisticData.Fit("endometrial", "HG ~ NV + PI + EH"));
        Assert.Equal(
            "NV: quasi-complete separation: the maximum likelihood estimate of NV does not exist; penalised likelihood (Firth) has one",
            error.Message);
        Assert.Equal(SeparationKind.QuasiComplete, error.Separation.Kind);
        Assert.Equal(["NV"], error.Separation.Columns);
        Assert.Equal(["NV"], error.Separation.Terms);
    }

    [Fact]
    public void Birth_weight_separates_low_birth_weight_completely()
    {
        var error = Assert.Throws<SeparationException>(() => LogisticData.Fit("birthwt", "low ~ age + bwt + race"));
        Assert.Equal(SeparationKind.Complete, error.Separation.Kind);
        Assert.Equal(["bwt"], error.Separation.Terms);
        Assert.Equal("bwt", error.Term);
        Assert.True(double.IsFinite(LogisticData.Fit("birthwt", "low ~ age + bwt + race", "firth").Coefficient("bwt").Estimate));
    }

    [Fact]
    public void Two_variables_that_separate_together_are_both_named()
    {
        // x + z > 5 exactly where y = 1; neither does alone.
        double[] x = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5], z = [3, 2, 1, 0, -1, 5, 4, 3, 2, 1];
        double[] other = [2, 7, 1, 8, 2, 8, 1, 8, 2, 8], y = [.. x.Zip(z, (a, b) => a + b > 5 ? 1.0 : 0.0)];
        var separation = Separation.Detect(DesignMatrix.OfColumns(["x", "other", "z"], [x, other, z]), y);
        Assert.Equal(SeparationKind.Complete, separation.Kind);
        Assert.Equal(["x", "z"], separation.Terms);
    }

    [Fact]
    public void An_empty_cell_of_grouped_data_is_named_by_its_level()
    {
        // No events among the 106 of the level none.
        Dictionary<string, ModelColumn> columns = new()
        {
            ["y"] = new[] { 0, 0.25, 0.5, 0.1, 0, 0.3 },
            ["f"] = FactorColumn.Of(["none", "b", "c", "b", "none", "c"], reference: "b"),
            ["x"] = new double[] { 1, 2, 3, 4, 5, 7 },
        };
        var error = Assert.Throws<SeparationException>(() => LogisticRegression.Fit("y ~ f + x", columns, [40, 8, 10, 10, 66, 10]));
        Assert.Equal(["fnone"], error.Separation.Columns);
        Assert.Equal(["f"], error.Separation.Terms);
        Assert.Equal(SeparationKind.QuasiComplete, error.Separation.Kind);
    }

    [Fact]
    public void Steep_data_that_overlap_in_two_rows_are_fitted()
    {
        // Probabilities within 1e-9 of 0 and 1 at the ends, and a maximum all the same: the likelihood equations hold there.
        double[] x = [.. Enumerable.Range(-50, 101).Select(i => (double)i)];
        double[] y = [.. x.Select(v => v is > 0 and not 1 or -1 ? 1.0 : 0.0)];
        DesignMatrix design = DesignMatrix.OfColumns(["x"], [x]);
        LogisticFit fit = LogisticRegression.Fit(design, y);
        double[] residuals = [.. y.Zip(fit.FittedValues(), (a, b) => a - b)];
        Assert.True(fit.LinearPredictor().Max() > 20);
        Assert.Equal(SeparationKind.None, Separation.Detect(design, y).Kind);
        Assert.Equal(0, residuals.Sum(), 1e-12);
        Assert.Equal(0, residuals.Zip(x, (r, v) => r * v).Sum(), 1e-11);
        Assert.True(fit.ProfileInterval("x").Contains(fit.Coefficients[1]));
    }

    [Fact]
    public void A_reported_direction_separates_and_without_one_the_score_is_zero() =>
        Gen.Select(Gen.Int[6, 40], Gen.Int[1, 4], Gen.Int[2, 4], Gen.ULong).Sample((n, p, values, seed) =>
        {
            var random = new CounterRandom(seed, 0);
            double[][] columns = [.. Enumerable.Range(0, p).Select(_ => Draws(n, values))];
            var y = Draws(n, 2);
            try
            {
                DesignMatrix design = DesignMatrix.OfColumns([.. columns.Select((_, j) => $"x{(char)('a' + j)}")], columns);
                LogisticFit fit;
                try
                {
                    fit = LogisticRegression.Fit(design, y);
                }
                catch (SeparationException error)
                {
                    IReadOnlyList<double> d = error.Separation.Direction;
                    double[] along = [.. Enumerable.Range(0, n).Select(
                        i => (2 * y[i] - 1) * Enumerable.Range(0, d.Count).Sum(j => d[j] * design.Column(j)[i]))];
                    Assert.True(along.Min() > -1e-7, "a row on the wrong side");
                    Assert.True(along.Max() > 1e-7, "no row off the boundary");
                    Assert.True(error.Separation.Kind != SeparationKind.Complete || along.Min() > 0);
                    return;
                }

                Assert.Equal(SeparationKind.None, Separation.Detect(design, y).Kind);
                double[] residuals = [.. y.Zip(fit.FittedValues(), (a, b) => a - b)];
                for (var j = 0; j <= p; j++)
                    Assert.Equal(0, Enumerable.Range(0, n).Sum(i => residuals[i] * design.Column(j)[i]), 1e-9);
            }
            catch (ModelException error) when (error is not SeparationException)
            {
                Assert.DoesNotContain("iterations", error.Message); // constant or dependent columns, no or only events
            }

            double[] Draws(int count, int levels) =>
                [.. Enumerable.Range(0, count).Select(_ => Math.Floor(levels * random.NextDouble()))];
        });
}
