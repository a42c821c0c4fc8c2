namespace Urif.Statistics.Tests;

/// <summary>
/// Tests and differences of several groups by what they have to be with two; their numbers with more are R's in
/// tests/reference/own-design.csv, by tables of Urif.Cohorts.
/// </summary>
public class SeveralGroupsTests
{
    private static readonly double[] First = [4, 7, 7, 9, 12, 15], Second = [1, 3, 7, 8, 8], Third = [2, 20, 21, 21];

    private static FrequencyTable Table(params double[] values) => FrequencyTable.FromSample(values);

    [Fact]
    public void Of_two_groups_Kruskal_Wallis_is_the_square_of_z()
    {
        var z = MannWhitneyNormalTest.FromTables(Table(First), Table(Second));
        var h = KruskalWallisTest.FromTables(Table(First), Table(Second));
        Assert.Equal(z.Z * z.Z, h.H, 1e-12);
        Assert.Equal(z.PValue(), h.PValue(), 1e-12);
        Assert.Equal(1, h.DegreesOfFreedom);
    }

    [Fact]
    public void Kruskal_Wallis_leaves_out_groups_without_values_and_has_nothing_to_say_of_equal_ones()
    {
        Assert.Equal(KruskalWallisTest.FromTables(Table(First), Table(Third)), KruskalWallisTest.FromTables(Table(First), Table(), Table(Third)));
        Assert.Equal(double.NaN, KruskalWallisTest.FromTables(Table(2, 2), Table(2), Table(2)).PValue());
        Assert.Equal(double.NaN, KruskalWallisTest.FromTables(Table(1, 2), Table()).PValue());
        // The order of groups does not matter.
        Assert.Equal(KruskalWallisTest.FromTables(Table(First), Table(Second), Table(Third)).H, KruskalWallisTest.FromTables(Table(Third), Table(First), Table(Second)).H, 1e-12);
    }

    [Fact]
    public void Of_two_groups_Welch_s_analysis_of_variance_is_the_square_of_his_t()
    {
        var t = WelchTTest.FromSummary(11, 5, 2, 19, 6.5, 3);
        var f = WelchAnova.FromSummary((11, 5, 2), (19, 6.5, 3));
        Assert.Equal(t.T * t.T, f.F, 1e-12);
        Assert.Equal(t.DegreesOfFreedom, f.DegreesOfFreedom2, 1e-12);
        Assert.Equal(t.PValue(), f.PValue(), 1e-10);
    }

    [Fact]
    public void Of_two_categories_the_distance_is_the_difference_of_proportions()
    {
        Assert.Equal(Math.Abs(StandardizedDifference.OfProportions(0.3, 0.45)), StandardizedDifference.OfCategories([0.7, 0.3], [0.55, 0.45]), 1e-12);
        // A category that nobody has changes nothing, and neither does the order.
        Assert.Equal(StandardizedDifference.OfCategories([0.2, 0.5, 0.3], [0.4, 0.4, 0.2]), StandardizedDifference.OfCategories([0.3, 0, 0.2, 0.5], [0.2, 0, 0.4, 0.4]), 1e-12);
        Assert.Equal(0, StandardizedDifference.OfCategories([0.2, 0.5, 0.3], [0.2, 0.5, 0.3]), 1e-12);
        Assert.Equal(double.NaN, StandardizedDifference.OfCategories([1, 0, 0], [0, 1, 0]));
        Assert.Throws<ArgumentException>(() => StandardizedDifference.OfCategories([1], [0.5, 0.5]));
    }

    /// <summary>prop.test(c(5, 2), c(40, 38)), of c(1, 9) and of c(0, 0) each of 10, in R 4.2.2, printed with 15 digits.</summary>
    [Theory]
    [InlineData(5, 40, 2, 38, -0.0779672123393496, 0.2227040544446128)]
    [InlineData(1, 10, 9, 10, -1, -0.437043237827026)]
    [InlineData(0, 10, 0, 10, 0, 0)]
    public void A_difference_of_proportions_has_the_interval_of_prop_test(int a, int n, int c, int m, double low, double high)
    {
        var interval = new RiskDifference(TwoByTwoTable.FromEvents(a, n, c, m)).ConfidenceInterval(RiskDifferenceInterval.WaldContinuity);
        Assert.Equal(low, interval.Low, 1e-12);
        Assert.Equal(high, interval.High, 1e-12);
    }
}
