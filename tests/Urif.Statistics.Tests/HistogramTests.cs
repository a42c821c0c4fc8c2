namespace Urif.Statistics.Tests;

/// <summary>Bars of a histogram, by hand.</summary>
public class HistogramTests
{
    /// <summary>Quartiles 1.875 and 4.125 (type 7), n = 8: a width of 2·2.25/2 = 2.25, rounded to 2.</summary>
    [Fact]
    public void Bars_are_as_wide_as_Freedman_and_Diaconis_say_rounded()
    {
        var histogram = Histogram.Of([7, 1, 1.5, 2, 2.5, 3.9, 4, 4.5], 60);
        Assert.Equal([0, 2, 4, 6, 8], histogram.Edges.ToArray());
        Assert.Equal([2, 3, 2, 1], histogram.Counts.ToArray());
        Assert.Equal((0, 0), (histogram.Above, histogram.Missing));
    }

    /// <summary>A median of five equal values leaves no interquartile range: a tenth of 10 is 1.</summary>
    [Fact]
    public void Without_an_interquartile_range_a_bar_is_a_tenth_of_the_range() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Histogram.Of([0, 5, 5, 5, 5, 5, 10], 60).Edges.ToArray());

    [Fact]
    public void What_is_beyond_the_last_bar_or_missing_is_counted()
    {
        var histogram = Histogram.Of([1, 1.5, 2, 2.5, 3.9, 4, 4.5, 7, double.NaN, double.PositiveInfinity], 2);
        Assert.Equal([0, 2, 4], histogram.Edges.ToArray());
        Assert.Equal((3, 2), (histogram.Above, histogram.Missing));
        Assert.Equal([0, 1, 0], [Histogram.Of([], 5).Counts.Length, Histogram.Of([3, 3], 5).Counts.Length, Histogram.Of([double.NaN], 5).Edges.Length]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Histogram.Of([1], 0));
    }

    [Theory]
    [InlineData(1.4, 1)]
    [InlineData(1.42, 2)]
    [InlineData(3.1, 2)]
    [InlineData(3.2, 5)]
    [InlineData(7.0, 5)]
    [InlineData(7.1, 10)]
    [InlineData(0.012, 0.01)]
    [InlineData(250, 200)]
    public void A_step_is_rounded_to_one_two_or_five(double step, double expected) => Assert.Equal(expected, Histogram.RoundStep(step), 12);
}
