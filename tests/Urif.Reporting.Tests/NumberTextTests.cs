using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>Intervals as sentences write them.</summary>
public class NumberTextTests
{
    [Fact]
    public void An_interval_is_one_value_where_its_ends_read_alike_and_one_sided_where_it_has_no_end()
    {
        Assert.Equal(new Localized("1.45 to 1.63", "1.45 至 1.63"), NumberText.Range(new(1.45, 1.625), 2));
        Assert.Equal(new Localized("0.38", "0.38"), NumberText.Range(new(0.3751, 0.3849), 2));
        Assert.Equal(new Localized("at most 2.0", "≤ 2.0"), NumberText.Range(new(double.NegativeInfinity, 2), 1));
        Assert.Equal(new Localized("at least -3", "≥ -3"), NumberText.Range(new(-3, double.PositiveInfinity), 0));
        Assert.Equal(new Localized("no value", "无值"), NumberText.Ranges(IntervalUnion.Empty, 2));
        Assert.Equal(new Localized("0.1 or 0.3 to 0.4", "0.1 或 0.3 至 0.4"), NumberText.Ranges(new([Interval.Point(0.1), new(0.3, 0.4)]), 1));
        Assert.Equal(new Localized("< 0.001 to 0.002", "< 0.001 至 0.002"), NumberText.Ranges(new([new(0.0002, 0.002)]), NumberText.P(3)));
        Assert.Equal(new Localized("< 0.001", "< 0.001"), NumberText.Ranges(new([new(0.0002, 0.00051)]), NumberText.P(3)));
    }
}
