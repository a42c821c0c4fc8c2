using Urif.Statistics.Tests.Regression;

namespace Urif.Statistics.Tests.Resampling;

/// <summary>The bootstrap of a model against fits to copied rows, its seeds and threads, and what has no estimate.</summary>
public class BootstrapTests
{
    private const string Formula = "low ~ age + lwt + race + smoke*ui";

    private static readonly Func<LogisticFit, double[]> Everything = fit =>
    [
        .. fit.Coefficients,
        fit.Coefficient("smoke").OddsRatio,
        Concordance.Of(fit).Estimate,
        BrierScore.Of(fit),
        StandardizedRisks.Of(fit, "smoke").Difference.Estimate,
        StandardizedRisks.Of(fit, "smoke").Ratio.Estimate,
    ];

    [Fact]
    public void A_resample_is_the_fit_to_copies_of_the_drawn_rows()
    {
        Dictionary<string, ModelColumn> data = LogisticData.Columns("birthwt");
        LogisticFit fit = LogisticRegression.Fit(Formula, data);
        var low = ((NumericColumn)data["low"]).Values;
        LogisticFit propensity = LogisticRegression.Fit("smoke ~ age + lwt + race", data);
        var everything = Bootstrap.Of(fit, Everything, new(8, 3));
        var slope = Bootstrap.Of(fit, refit => Calibration.Of(
            refit.LinearPredictor(), low).Slope.Estimate, new(8, 3));
        var weighted = Bootstrap.Of(
            propensity, refit => InverseProbabilityWeighting.Of(refit, low).Risks.Ratio.Estimate, new(8, 3));
        for (var replicate = 0; replicate < 8; replicate++)
        {
            var rows = new int[low.Length];
            new CounterRandom(3, (ulong)replicate).FillBelow(rows.Length, rows);
            Dictionary<string, ModelColumn> copies = Copies(data, rows);
            LogisticFit refit = LogisticRegression.Fit(Formula, copies);
            var expected = Everything(refit);
            for (var k = 0; k < expected.Length; k++)
                Assert.Equal(expected[k], everything[k].Values[replicate], 1e-9 * (1 + Math.Abs(expected[k])));
            var predictor = new double[low.Length];
            for (var j = 0; j < fit.Coefficients.Count; j++)
            {
                for (var i = 0; i < predictor.Length; i++)
                    predictor[i] += refit.Coefficients[j] * fit.Design.Column(j)[i];
            }

            Assert.Equal(Calibration.Of(predictor, low).Slope.Estimate, slope.Values[replicate], 1e-9);
            Assert.Equal(
                InverseProbabilityWeighting.Of("low", "smoke ~ age + lwt + race", copies).Risks.Ratio.Estimate,
                weighted.Values[replicate], 1e-9);
        }
    }

    [Theory]
    [InlineData("birthwt", Formula)]
    [InlineData("infert", "case ~ age + parity + education + spontaneous + induced")]
    [InlineData("pima", "type ~ 0 + npreg + glu + bp + skin + bmi + ped + age")]
    [InlineData("esoph", "cases ~ alcgp + tobgp")]
    public void The_fast_path_gives_the_coefficients_of_full_fits(string set, string formula)
    {
        LogisticFit fit = LogisticData.Fit(set, formula);
        var plan = new ResamplingPlan(500, 7);
        var full = Bootstrap.Of(fit, refit => [.. refit.Coefficients], plan);
        var fast = Bootstrap.OfCoefficients(fit, plan);
        for (var j = 0; j < fast.Count; j++)
        {
            Assert.Equal(full[j].WithoutEstimate, fast[j].WithoutEstimate);
            for (var r = 0; r < plan.Replicates; r++)
                Assert.Equal(full[j].Values[r], fast[j].Values[r], 1e-8 * fit.StandardErrors[j]);
            Assert.Equal(full[j].BcaInterval(0.9).Low, fast[j].BcaInterval(0.9).Low, 1e-7 * fit.StandardErrors[j]);
        }
    }

    [Fact]
    public void Results_are_the_same_to_the_last_bit_for_any_number_of_threads()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula), small = Small();
        PredictionMeasure c = (predictor, y, w) => Concordance.Of(predictor, y, w).Estimate;
        ResamplingPlan[] plans = [.. new[] { 1, 2, 5 }.Select(threads => new ResamplingPlan(300, 11) { Threads = threads })];
        object[][] runs = [.. plans.Select(plan => (object[])
        [
            Bits(Bootstrap.OfCoefficients(fit, plan).SelectMany(statistic => statistic.Values)),
            Bits(Bootstrap.Of(fit, Everything, plan).SelectMany(statistic => statistic.Values)),
            Bits(Bootstrap.OfCoefficients(small, plan).SelectMany(statistic => statistic.Values)),
            Bits([Bootstrap.OfCoefficients(fit, plan)[1].BcaInterval(0.8).High]),
            Bits(PermutationTest.Of(fit, "lwt", plan).Values),
            OptimismCorrection.Of(fit, c, plan),
        ])];
        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(runs[0], runs[2]);

        static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
    }

    [Fact]
    public void Another_seed_draws_other_resamples_and_more_replicates_start_with_the_same()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula);
        var few = Bootstrap.OfCoefficients(fit, new(50, 1))[1].Values;
        Assert.Equal(few, Bootstrap.OfCoefficients(fit, new(80, 1))[1].Values.Take(50));
        Assert.Empty(few.Intersect(Bootstrap.OfCoefficients(fit, new(50, 2))[1].Values));
    }

    [Fact]
    public void Resamples_without_an_estimate_are_counted()
    {
        LogisticFit fit = Small();
        var plan = new ResamplingPlan(400, 5);
        var expected = 0;
        for (var replicate = 0; replicate < plan.Replicates; replicate++)
        {
            var rows = new int[fit.Design.RowCount];
            new CounterRandom(plan.Seed, (ulong)replicate).FillBelow(rows.Length, rows);
            try
            {
                LogisticRegression.Fit("low ~ age + smoke", Copies(SmallData(), rows));
            }
            catch (ModelException)
            {
                expected++;
            }
        }

        BootstrapDistribution smoke = Bootstrap.OfCoefficients(fit, plan)[2];
        Assert.InRange(expected, 1, 399);
        Assert.Equal(expected, smoke.WithoutEstimate);
        Assert.Equal(expected, smoke.Values.Count(double.IsNaN));
        Assert.Equal(expected, Bootstrap.Of(fit, refit => BrierScore.Of(refit), plan).WithoutEstimate);
        Assert.Contains($"400 resamples, {expected} of them without an estimate", smoke.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, Bootstrap.OfCoefficients(LogisticRegression.Fit(
            "low ~ age + smoke", SmallData(), null, LogisticOptions.Firth), plan)[2].Values.Take(5).Count(double.IsNaN));
    }

    [Fact]
    public void Optimism_is_the_mean_difference_between_a_resample_and_the_data()
    {
        Dictionary<string, ModelColumn> data = LogisticData.Columns("pima");
        LogisticFit fit = LogisticRegression.Fit("type ~ npreg + glu + bp + skin + bmi + ped + age", data);
        var type = ((NumericColumn)data["type"]).Values;
        var correction = OptimismCorrection.Of(fit, (eta, y, w) => Concordance.Of(eta, y, w).Estimate, new(20, 9));
        double sum = 0;
        for (var replicate = 0; replicate < 20; replicate++)
        {
            var rows = new int[type.Length];
            new CounterRandom(9, (ulong)replicate).FillBelow(rows.Length, rows);
            LogisticFit refit = LogisticRegression.Fit("type ~ npreg + glu + bp + skin + bmi + ped + age", Copies(data, rows));
            var predictor = new double[type.Length];
            for (var j = 0; j < fit.Coefficients.Count; j++)
            {
                for (var i = 0; i < predictor.Length; i++)
                    predictor[i] += refit.Coefficients[j] * fit.Design.Column(j)[i];
            }

            sum += Concordance.Of(refit).Estimate - Concordance.Of(predictor, type).Estimate;
        }

        Assert.Equal(sum / 20, correction.Optimism, 1e-12);
        Assert.Equal(Concordance.Of(fit).Estimate - sum / 20, correction.Corrected, 1e-12);
        Assert.InRange(correction.Optimism, 0, 0.1);
    }

    [Fact]
    public void What_cannot_be_done_says_why()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula);
        var few = Bootstrap.OfCoefficients(fit, new(38, 1))[1];
        Assert.Equal("38 resamples with an estimate are too few for their quantile at 0.025",
            Assert.Throws<ModelException>(() => few.PercentileInterval()).Message);
        Assert.True(Bootstrap.OfCoefficients(fit, new(39, 1))[1].PercentileInterval().Width > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => few.PercentileInterval(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.OfCoefficients(fit, new(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.OfCoefficients(fit, new(10, 1) { Threads = 0 }));
        Assert.Throws<ArgumentException>(() => Bootstrap.Of(fit, refit => new double[refit == fit ? 1 : 2], new(10, 1)));
        Assert.Equal("all resamples are on one side of the estimate: there is no BCa interval",
            Assert.Throws<ModelException>(() => new BootstrapDistribution(0, new double[100], () => [1, 2]).BcaInterval()).Message);
        var without = new BootstrapDistribution(0.5, [.. Enumerable.Range(0, 100).Select(i => i % 2.0)], () => [1, double.NaN]);
        Assert.Equal("without row 2 there is no estimate, and so there is no BCa interval",
            Assert.Throws<ModelException>(() => without.BcaInterval()).Message);
        Assert.Equal("weight: the model has no such variable", Assert.Throws<ModelException>(
            () => PermutationTest.Of(fit, "weight", new(10, 1))).Message);
        Assert.Equal("weight: the model has no such variable", Assert.Throws<ModelException>(
            () => PermutationTest.Of(fit, "weight", _ => 0, new(10, 1))).Message);
    }

    // A statistic of its own that fails otherwise than for want of an estimate is no missing replicate.
    [Fact]
    public void Other_exceptions_of_a_statistic_come_through()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula);
        foreach (var threads in (int[])[1, 3])
        {
            Assert.Throws<DivideByZeroException>(() => Bootstrap.Of(
                fit, refit => refit == fit ? 0 : throw new DivideByZeroException(), new(10, 1) { Threads = threads }));
        }
    }

    // So few births that some resamples are separated.
    private static LogisticFit Small() => LogisticRegression.Fit("low ~ age + smoke", SmallData());

    private static Dictionary<string, ModelColumn> SmallData() =>
        Copies(LogisticData.Columns("birthwt"), [.. Enumerable.Range(0, 24).Select(i => 7 * i)]);

    private static Dictionary<string, ModelColumn> Copies(Dictionary<string, ModelColumn> data, int[] rows) =>
        data.ToDictionary(column => column.Key, column => column.Value is FactorColumn factor
            ? factor with { Codes = [.. rows.Select(row => factor.Codes[row])] }
            : (ModelColumn)rows.Select(row => ((NumericColumn)column.Value).Values[row]).ToArray());
}
