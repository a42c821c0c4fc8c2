namespace Urif.Statistics.Tests;

public class TwoByTwoTableTests
{
    [Fact]
    public void Margins_add_the_cells()
    {
        var table = TwoByTwoTable.FromEvents(19, 138, 27, 112);
        Assert.Equal(new TwoByTwoTable(19, 119, 27, 85), table);
        Assert.Equal((138L, 112L, 46L, 204L, 250L), (table.Row1, table.Row2, table.Column1, table.Column2, table.N));
        Assert.Equal(19 * 85 - 119 * 27, table.Cross);
    }

    [Fact]
    public void Margins_and_cross_product_of_the_largest_counts_do_not_overflow()
    {
        var table = new TwoByTwoTable(int.MaxValue, 0, 0, int.MaxValue);
        Assert.Equal(2L * int.MaxValue, table.N);
        Assert.Equal((long)int.MaxValue * int.MaxValue, table.Cross);
    }

    [Theory]
    [InlineData(-1, 0, 0, 0)]
    [InlineData(0, -1, 0, 0)]
    [InlineData(0, 0, -1, 0)]
    [InlineData(0, 0, 0, -1)]
    public void A_negative_count_is_refused(int a, int b, int c, int d) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TwoByTwoTable(a, b, c, d));

    [Theory]
    [InlineData(6, 5, 0, 5)]
    [InlineData(0, 5, 6, 5)]
    [InlineData(-1, 5, 0, 5)]
    [InlineData(0, 5, -1, 5)]
    public void Events_outside_their_group_are_refused(int events1, int n1, int events2, int n2) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoByTwoTable.FromEvents(events1, n1, events2, n2));
}
