using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>What is asked where nothing is printed, and what the print forces.</summary>
public sealed class AssumptionTests
{
    // Table 3, metformin: glucose 5.54 ± 0.48, insulin 14.46 ± 6.35, HOMA-IR 3.52, 64 women: 64/63·(22.5·3.52 - 5.54·14.46)/(0.48·6.35) is
    // -0.30, and the six numbers are rounded.
    [Fact]
    public void The_correlation_that_table_3_forces_by_hand()
    {
        var solution = ShippedReadings.Solution("tables-1-2");
        var (arm, asked, left) = Assert.Single(CompatibleRanges.ForcedCorrelations(solution));
        Assert.Equal(("ir_metformin", 0.3), (arm.Id, asked));
        const double middle = 64.0 / 63 * (22.5 * 3.52 - 5.54 * 14.46) / (0.48 * 6.35);
        Assert.Equal(-0.303, middle, 0.001);
        Assert.InRange(middle, left.Low, left.High);
        Assert.InRange(left.Low, -0.39, -0.36);
        Assert.InRange(left.High, -0.24, -0.21);
    }

    /// <summary>The correlation of random women lies within what their own rounded numbers force.</summary>
    [Fact]
    public void What_is_forced_holds_the_correlation_of_women_who_have_the_numbers()
    {
        for (ulong k = 0; k < 300; k++)
        {
            var random = new CounterRandom(20261128, k);
            var n = 8 + (int)(random.NextDouble() * 40);
            double[] fpg = new double[n], fins = new double[n], homa = new double[n];
            for (var i = 0; i < n; i++)
            {
                fpg[i] = Math.Round(5 + 0.8 * random.NextDouble(), 2);
                fins[i] = Math.Round(10 + 12 * random.NextDouble() + 4 * (fpg[i] - 5.4) * random.NextNormal(), 2);
                homa[i] = fpg[i] * fins[i] / 22.5;
            }

            SampleMoments x = SampleMoments.Of(fpg), y = SampleMoments.Of(fins);
            var arm = new SmallArm(n, new Dictionary<string, Interval>());
            LedgerNumber Print(string variable, Statistic statistic, double value) => arm.Print(variable, statistic, NumberFormat.Fixed(value));
            LedgerNumber[] numbers =
            [
                Print("fpg", Statistic.Mean, x.Mean), Print("fpg", Statistic.Sd, x.StandardDeviation), Print("fins", Statistic.Mean, y.Mean),
                Print("fins", Statistic.Sd, y.StandardDeviation), Print("homa_ir", Statistic.Mean, homa.Average()),
            ];
            var forced = ForcedCorrelation.Of(new(arm.Numbers.Reading, arm.Numbers.Group, arm.Numbers.Arm, numbers, []))!.Value;
            var covariance = fpg.Zip(fins, (a, b) => (a - x.Mean) * (b - y.Mean)).Sum() / (n - 1);
            Assert.InRange(covariance / (x.StandardDeviation * y.StandardDeviation), forced.Low, forced.High);
            Assert.Null(ForcedCorrelation.Of(new(arm.Numbers.Reading, arm.Numbers.Group, arm.Numbers.Arm, numbers[1..], [])));
        }
    }

    /// <summary>Of a cohort whose women are given: each measure by hand.</summary>
    [Fact]
    public void What_is_found_is_what_the_women_have()
    {
        var solution = ShippedReadings.Solution("tables-1-2");
        static TransferCycle Woman(double age, double fpg, double fins, double ins2h, int transfers, int failed, int losses, int embryos, double? week) => new()
        {
            Age = age, Bmi = fins / 2, Fpg = fpg, Fins = fins, Ins2h = ins2h, Pg2h = fpg + 1, PriorLosses = losses, PriorTransferCycles = transfers,
            PriorFailedCycles = failed, PriorCleavageEmbryos = embryos, PriorBlastocysts = 0, Metformin = false, EmbryosTransferred = 1,
            LiveBirth = week is not null, ClinicalPregnancy = week is not null, EarlyLoss = false, PregnancyEndWeek = week,
        };
        TransferCycle[] rows =
        [
            Woman(31, 5, 10, 9, 3, 3, 0, 4, 38), Woman(35, 5, 12, 30, 4, 3, 0, 4, null),
            Woman(33, 6, 10, 40, 5, 4, 1, 16, 36), Woman(37, 6, 14, 50, 3, 3, 2, 2, null),
        ];
        var found = AssumptionCheck.Of(solution, [new(solution.Reading, 1, 1, rows)]).Where(a => a.Arm.Id == "ir_control").ToList();
        double Of(AssumptionKind kind, string variable = "", string other = "") =>
            found.Single(a => a.Kind == kind && a.Variable == variable && a.Other == other).Found;
        // Deviations of insulin from 11.5: -1.5, 0.5, -1.5, 2.5; of glucose: -1/2, -1/2, 1/2, 1/2; sum of products 1, of squares 11 and 1.
        Assert.Equal(1 / Math.Sqrt(11), Of(AssumptionKind.Correlation, "fins", "fpg"), 12);
        Assert.Equal(37, Of(AssumptionKind.BirthWeek), 12);
        Assert.Equal(0.5, Of(AssumptionKind.BirthBefore37), 12);
        Assert.Equal(0.75, Of(AssumptionKind.TransfersAccounted), 12);
        Assert.Equal(0.5, Of(AssumptionKind.EmbryosOfTransfers), 12);
        Assert.Equal(0.75, Of(AssumptionKind.InsulinRises), 12);
        // Ages of those who gave birth 31 and 33, of the others 35 and 37: the variance within is 2.
        Assert.Equal(-4 / Math.Sqrt(2), Of(AssumptionKind.Effect, "clinical_pregnancy", "age"), 12);
        // No blastocysts, nothing that goes with them.
        Assert.True(double.IsNaN(Of(AssumptionKind.Correlation, "prior_cleavage_embryos", "prior_blastocysts")));
    }

    /// <summary>Mean and SD by the probabilities, and no value out of the range.</summary>
    [Theory]
    [InlineData(3.29, 2.98, 0, 30)]
    [InlineData(4.12, 1.39, 3, 15)]
    [InlineData(1.52, 0.50, 1, 3)]
    [InlineData(7, 0.2, 0, 10)]
    public void Whole_numbers_of_a_shape_have_its_mean_and_SD(double mean, double sd, int low, int high)
    {
        var shape = new DiscreteNormal(mean, sd, new(low, high));
        const int points = 200_000;
        double[] values = [.. Enumerable.Range(0, points).Select(i => (double)shape.At(Normal.Quantile((i + 0.5) / points)))];
        var moments = SampleMoments.Of(values);
        Assert.Equal(mean, moments.Mean, 1e-3);
        Assert.Equal(sd, moments.StandardDeviation, 1e-3);
        Assert.InRange(values.Min(), low, high);
        Assert.InRange(values.Max(), low, high);
    }
}
