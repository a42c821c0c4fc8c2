using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>Ranges over all compatible cohorts: those that can be computed by hand, and no cohort that is drawn lies outside.</summary>
public sealed class CompatibleRangeTests
{
    private static readonly ReadingSolution Solution = ShippedReadings.Solution("tables-1-2");

    // Table 2, IR: 43 clinical pregnancies, of which none ectopic, 1 lost late, 30 live births: up to 12 were lost early, so of the 27
    // early losses 15 at the least were biochemical, and hCG was positive in 43 and these.
    [Fact]
    public void CountsAndSharesOfOutcomesByHand()
    {
        Assert.Equal(new Interval(15, 27), CompatibleRanges.Count(Solution, "ir_control", "biochemical_loss"));
        var share = CompatibleRanges.Share(Solution, "ir_control", "early_loss", "hcg_positive")!.Value;
        Assert.Equal(27.0 / (43 + 27), share.Low, 12);
        Assert.Equal(27.0 / (43 + 15), share.High, 12);
    }

    // Weibull's lower quartile of 138 values lies between ranks 34 and 35, the median between 69 and 70, the upper quartile between
    // 103.5 → 104 and 105: each value is at most the next quartile's upper end, at least the one before's lower end.
    [Fact]
    public void TheMeanOfAMeasurementWithQuartilesByHand()
    {
        var range = CompatibleRanges.Mean(Solution, "nonir_control", "pg_2h");
        const double least = 3, greatest = 11.09, half = 0.005;
        double low = ((34 * least) + (35 * (5.80 - half)) + (35 * (6.47 - half)) + (34 * (7.21 - half))) / 138;
        double high = ((34 * (5.80 + half)) + (35 * (6.47 + half)) + (35 * (7.21 + half)) + (34 * greatest)) / 138;
        Assert.Equal(low, range.Low, 0.02);
        Assert.Equal(high, range.High, 0.02);
    }

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void NoCohortThatIsDrawnLiesOutside(string reading)
    {
        var solution = ShippedReadings.Solution(reading);
        var cohorts = new SyntheticCohorts(solution);
        string[] arms = ["nonir_control", "ir_control", "nonir_metformin", "ir_metformin"];
        var means = arms.SelectMany(a => new[] { "fins", "fpg", "homa_ir", "pg_2h" }.Select(v => (Arm: a, Variable: v, Range: CompatibleRanges.Mean(solution, a, v)))).ToList();
        for (var k = 1; k <= 10; k++)
        {
            var rows = CohortCheck.Run(cohorts.Make(11, k).Cohort).Analysed;
            foreach (var (arm, variable, range) in means)
            {
                var group = TableGroup.OfArm(
                    StudyDesign.Default, Enum.Parse<Arm>(arm.Replace("_", "", StringComparison.Ordinal), ignoreCase: true), new("", ""));
                var women = rows;
                foreach (var condition in group.Conditions) women = women.Where(condition.Variable, condition.AtLeast, condition.Below);
                Assert.InRange(women.Values(variable).Average(), range.Low - 1e-6, range.High + 1e-6);
            }

            foreach (var (first, second, variable) in new[] { ("nonir_control", "ir_control", "age"), ("nonir_control", "ir_control", "bmi") })
            {
                var t = CohortTables.Of(rows, TableDesign.AllAsPrinted(StudyDesign.Default, solution.Reading.Ledger)[0]).Rows.Single(r => r.Variable.Name == variable).Test!.Statistic!.Value;
                if (CompatibleRanges.T(solution, first, second, variable) is { } range) Assert.InRange(t, range.Low, range.High);
            }
        }
    }
}
