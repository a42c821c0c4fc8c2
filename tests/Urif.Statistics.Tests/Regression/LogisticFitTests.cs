namespace Urif.Statistics.Tests.Regression;

/// <summary>What holds for every logistic fit.</summary>
public class LogisticFitTests
{
    [Fact]
    public void One_binary_exposure_gives_the_odds_ratio_of_the_table()
    {
        // 27 of 112 and 19 of 138: the odds ratio ad/(bc), and Woolf's standard error.
        LogisticFit fit = LogisticRegression.Fit(
            "y ~ x", new Dictionary<string, ModelColumn> { ["y"] = new double[] { 1, 0, 1, 0 }, ["x"] = new double[] { 1, 1, 0, 0 } },
            [27, 85, 19, 119]);
        var table = new OddsRatio(new TwoByTwoTable(27, 85, 19, 119));
        Assert.Equal(table.Estimate, fit.Coefficient("x").OddsRatio, 1e-12);
        Assert.Equal(table.StandardError, fit.Coefficient("x").StandardError, 1e-13);
        Assert.Equal(Math.Log(table.ConfidenceInterval().Low), fit.Coefficient("x").WaldInterval().Low, 1e-12);
        Assert.Equal(new LikelihoodRatioTest(new TwoByTwoTable(27, 85, 19, 119)).Statistic, fit.Test("x").Statistic, 1e-11);
        Assert.Equal(
            new PearsonChiSquareTest(new TwoByTwoTable(27, 85, 19, 119)).Statistic, fit.Test("x", TermTestMethod.Score).Statistic, 1e-11);
    }

    [Fact]
    public void Weights_are_copies_of_rows_and_zero_leaves_a_row_out()
    {
        double[] x = [1, 2, 4, 3, 1, 2, 5, 2, 9], y = [0, 1, 0, 1, 1, 0, 0, 1, 0], weights = [1, 2, 3, 1, 2, 1, 2, 1, 0];
        int[] copies = [.. Enumerable.Range(0, 9).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        LogisticFit weighted = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y, weights);
        LogisticFit copied = LogisticRegression.Fit(
            DesignMatrix.OfColumns(["x"], [[.. copies.Select(i => x[i])]]), [.. copies.Select(i => y[i])]);
        Assert.Equal(copied.Coefficients[1], weighted.Coefficients[1], 1e-13);
        Assert.Equal(copied.Covariance(0, 1), weighted.Covariance(0, 1), 1e-12);
        Assert.Equal(copied.LogLikelihood, weighted.LogLikelihood, 1e-12);
        Assert.Equal(BrierScore.Of(copied), BrierScore.Of(weighted), 1e-14);
        Assert.Equal(Concordance.Of(copied).StandardError, Concordance.Of(weighted).StandardError, 1e-14);
    }

    [Fact]
    public void Units_do_not_matter()
    {
        Dictionary<string, ModelColumn> data = LogisticData.Columns("pima");
        LogisticFit fit = LogisticRegression.Fit("type ~ glu + bmi + age", data);
        data["glu"] = ((NumericColumn)data["glu"]).Values.Select(x => 1e-6 * x + 50).ToArray();
        data["age"] = ((NumericColumn)data["age"]).Values.Select(x => 1e7 * x).ToArray();
        LogisticFit scaled = LogisticRegression.Fit("type ~ glu + bmi + age", data);
        Assert.Equal(fit.Deviance, scaled.Deviance, 1e-8);
        Assert.Equal(fit.Coefficients[1], 1e-6 * scaled.Coefficients[1], 1e-8);
        Assert.Equal(fit.Coefficients[3], 1e7 * scaled.Coefficients[3], 1e-10);
    }

    [Fact]
    public void Iterations_allocate_nothing()
    {
        // Two responses on the same rows, the second much nearer to separation: more steps, not a byte more.
        double[] x = [.. Enumerable.Range(0, 200).Select(i => (double)i)];
        double[] easy = [.. x.Select(v => v % 3 == 0 ? 1.0 : 0.0)], hard = [.. x.Select(v => v > 100 + 30 * Math.Sin(v) ? 1.0 : 0.0)];
        DesignMatrix design = DesignMatrix.OfColumns(["x", "z"], [x, [.. x.Select(v => v * v % 7)]]);
        var (easyBytes, easySteps) = Measure(easy);
        var (hardBytes, hardSteps) = Measure(hard);
        Assert.True(hardSteps > easySteps, $"{easySteps} and {hardSteps} steps");
        Assert.Equal(easyBytes, hardBytes);

        (long Bytes, int Steps) Measure(double[] y)
        {
            LogisticRegression.Fit(design, y);
            var before = GC.GetAllocatedBytesForCurrentThread();
            LogisticFit fit = LogisticRegression.Fit(design, y);
            return (GC.GetAllocatedBytesForCurrentThread() - before, fit.Iterations);
        }
    }

    [Theory]
    [InlineData(22)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1030)]
    public void Blocks_of_rows_join_without_a_seam(int n)
    {
        // A constant and one binary column: the estimates are logits of shares, whatever the number of rows.
        double[] x = [.. Enumerable.Range(0, n).Select(i => i % 2 == 0 ? 1.0 : 0.0)];
        double[] y = [.. Enumerable.Range(0, n).Select(i => i % 5 is 0 or 1 ? 1.0 : 0.0)];
        double a = 0, b = 0, c = 0, d = 0;
        for (var i = 0; i < n; i++)
        {
            a += x[i] * y[i];
            b += x[i] * (1 - y[i]);
            c += (1 - x[i]) * y[i];
            d += (1 - x[i]) * (1 - y[i]);
        }

        LogisticFit fit = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y);
        Assert.Equal(Math.Log(c / d), fit.Coefficients[0], 1e-12);
        Assert.Equal(Math.Log(a / b) - Math.Log(c / d), fit.Coefficients[1], 1e-12);
        Assert.Equal(1 / a + 1 / b + 1 / c + 1 / d, fit.Covariance(1, 1), 1e-12);
    }
}
