namespace Urif.Statistics.Tests;

/// <summary>Intervals and their unions: ends belong to them, equal ends are a value, gaps do not.</summary>
public class IntervalTests
{
    private static readonly double Tiny = double.Epsilon;

    [Fact]
    public void Ends_are_inside()
    {
        var around = new Interval(-1, 2);
        Assert.True(around.Contains(-1) && around.Contains(0) && around.Contains(2));
        Assert.False(around.Contains(Math.BitDecrement(-1)) || around.Contains(Math.BitIncrement(2)) || around.Contains(double.NaN));
        Assert.Equal(3, around.Width);
    }

    [Fact]
    public void Equal_ends_are_one_value()
    {
        var zero = Interval.Point(0);
        Assert.Equal(new Interval(0, 0), zero);
        Assert.Equal(0, zero.Width);
        Assert.True(zero.Contains(0) && !zero.Contains(Tiny) && !zero.Contains(-Tiny));
        Assert.True(zero.Intersects(zero));
    }

    [Fact]
    public void Intervals_that_touch_share_a_value()
    {
        Assert.True(new Interval(-1, 0).Intersects(new(0, 1)));
        Assert.True(new Interval(0, 1).Intersects(new(-1, 0)));
        Assert.True(new Interval(double.NegativeInfinity, double.PositiveInfinity).Intersects(Interval.Point(5)));
        Assert.False(new Interval(-1, -Tiny).Intersects(new(0, 1)));
    }

    [Fact]
    public void A_union_is_sorted_and_what_touches_or_overlaps_is_one()
    {
        var union = new IntervalUnion([new(4, 6), new(0, 1), new(-1, 0), new(5, 5), new(3, 3)]);
        Assert.Equal([new(-1, 1), new(3, 3), new(4, 6)], union);
        Assert.Equal("[-1, 1] ∪ [3, 3] ∪ [4, 6]", union.ToString());
    }

    [Fact]
    public void A_value_in_a_gap_is_outside()
    {
        // |z| of a z on either side of 0, which itself is not attained.
        var union = new IntervalUnion([new(1, 2), new(-2, -1)]);
        Assert.Equal(2, union.Count);
        Assert.False(union.Contains(0) || union.Contains(Math.BitDecrement(1)));
        Assert.True(union.Contains(-1) && union.Contains(1.5));
        Assert.False(union.Intersects(new(-0.5, 0.5)));
        Assert.True(union.Intersects(new(-1, 0)));
    }

    [Fact]
    public void What_has_no_value_adds_none()
    {
        Assert.Equal(IntervalUnion.Empty, new IntervalUnion([new(1, 0), new(double.NaN, 1)]));
        Assert.Equal("{}", IntervalUnion.Empty.ToString());
        Assert.False(IntervalUnion.Empty.Contains(0) || IntervalUnion.Empty.Intersects(new(-1, 1)));
    }
}
