namespace Urif.Statistics.Tests;

/// <summary>
/// The standardised difference by hand; tests/reference/cohort-tables.csv (R) has it for every variable of the paper's tables.
/// </summary>
public class StandardizedDifferenceTests
{
    [Fact]
    public void It_is_Austins_formula()
    {
        // (12 - 10)/√((3² + 4²)/2) and (0.5 - 0.2)/√((0.25 + 0.16)/2)
        Assert.Equal(0.565685424949238, StandardizedDifference.OfMeans(new(9, 12, 3), new(20, 10, 4)), 1e-15);
        Assert.Equal(0.662589, StandardizedDifference.OfProportions(0.5, 0.2), 1e-6);
        Assert.Equal(-StandardizedDifference.OfProportions(0.5, 0.2), StandardizedDifference.OfProportions(0.2, 0.5));
    }

    [Fact]
    public void Without_deviation_there_is_none()
    {
        Assert.Equal(double.NaN, StandardizedDifference.OfMeans(new(3, 1, 0), new(3, 2, 0)));
        Assert.Equal(double.NaN, StandardizedDifference.OfMeans(new(1, 1, double.NaN), new(3, 2, 1)));
        Assert.Equal(double.NaN, StandardizedDifference.OfProportions(0, 1));
        Assert.Equal(double.NaN, StandardizedDifference.OfProportions(0.5, double.NaN));
    }
}
