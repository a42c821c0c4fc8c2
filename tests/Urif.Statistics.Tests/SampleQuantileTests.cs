namespace Urif.Statistics.Tests;

/// <summary>Quantiles of sorted samples, worked out by hand from the definitions; R's are in <see cref="FrequencyTableTests"/>.</summary>
public class SampleQuantileTests
{
    [Theory]
    [InlineData(QuantileType.Weibull, 0.25, 1.25)]
    [InlineData(QuantileType.Linear, 0.25, 1.75)]
    [InlineData(QuantileType.TukeyHinges, 0.25, 1.5)]
    [InlineData(QuantileType.Weibull, 0.5, 2.5)]
    [InlineData(QuantileType.Linear, 0.5, 2.5)]
    [InlineData(QuantileType.TukeyHinges, 0.5, 2.5)]
    [InlineData(QuantileType.Weibull, 0.75, 3.75)]
    [InlineData(QuantileType.Linear, 0.75, 3.25)]
    [InlineData(QuantileType.TukeyHinges, 0.75, 3.5)]
    [InlineData(QuantileType.Linear, 0, 1)]
    [InlineData(QuantileType.Weibull, 1, 4)]
    public void Quantiles_of_1_2_3_4(QuantileType type, double order, double expected) =>
        Assert.Equal(expected, SampleQuantile.Of([1, 2, 3, 4], order, type));

    [Theory]
    [InlineData(10, 0.25, QuantileType.Weibull, 2, 0.75)]
    [InlineData(10, 0.25, QuantileType.Linear, 3, 0.25)]
    [InlineData(11, 0.25, QuantileType.Linear, 3, 0.5)]
    [InlineData(2, 0.25, QuantileType.Weibull, 1, 0.0)]
    [InlineData(2, 0.75, QuantileType.Weibull, 2, 0.0)]
    [InlineData(1, 0.5, QuantileType.Linear, 1, 0.0)]
    public void Places_among_the_order_statistics(int n, double order, QuantileType type, int rank, double share) =>
        Assert.Equal((rank, share), SampleQuantile.Place(n, order, type));

    [Fact]
    public void A_condition_on_a_quantile_is_about_the_same_order_statistics()
    {
        var condition = QuantileCondition.Of(10, 0.25, Interval.Point(4.75), QuantileType.Weibull);
        Assert.Equal(new QuantileCondition(2, 0.75, Interval.Point(4.75)), condition);
        Assert.True(condition.Holds(4, 5));
        Assert.False(condition.Holds(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileCondition.Of(10, 0.25, Interval.Point(4), QuantileType.TukeyHinges));
    }

    [Fact]
    public void Between_equal_values_lies_exactly_their_value()
    {
        for (ulong k = 0; k < 2000; k++)
        {
            var draw = new Draw(6, k);
            var value = draw.Between(-10, 10);
            var order = draw.Between(0, 1);
            double[] sample = [.. Enumerable.Repeat(value, draw.Whole(1, 30))];
            Assert.Equal(value, SampleQuantile.Of(sample, order, QuantileType.Weibull));
            Assert.Equal(value, FrequencyTable.FromSample(sample).Quantile(order, QuantileType.Linear));
        }
    }

    [Fact]
    public void Empty_samples_have_none_and_bad_input_is_refused()
    {
        Assert.Equal(double.NaN, SampleQuantile.Of([], 0.5, QuantileType.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuantile.Of([1], -0.1, QuantileType.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuantile.Of([1], double.NaN, QuantileType.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuantile.Of([1], 0.3, QuantileType.TukeyHinges));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuantile.Place(0, 0.5, QuantileType.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleQuantile.Place(5, 0.5, (QuantileType)9));
    }
}
