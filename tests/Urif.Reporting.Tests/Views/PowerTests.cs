using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>How the share of values that a check would let pass is written, by hand.</summary>
public class PowerTests
{
    [Theory]
    [InlineData(0, "0.0%", "0%")]
    [InlineData(0.0009, "< 0.1%", "0.09%")]
    [InlineData(0.001, "0.1%", "0.10%")]
    [InlineData(0.00625, "0.6%", "0.63%")]
    [InlineData(0.0099, "1.0%", "0.99%")]
    [InlineData(0.01, "1%", "1%")]
    [InlineData(0.125, "13%", "13%")]
    [InlineData(1, "100%", "100%")]
    public void A_small_share_keeps_a_digit(double share, string ofCheck, string ofNumber)
    {
        var report = Reports.WithChecks(Check() with { PassShare = share });
        Assert.Equal(ofCheck, LastCell(ChecksView.Of(report)));
        Assert.Equal(ofNumber, LastCell(NumberView.Of(report, report.Numbers[0].Number.Id)));
    }

    [Fact]
    public void A_check_without_a_share_has_a_dash()
    {
        var report = Reports.WithChecks(Check() with { PassShare = null });
        Assert.Equal("–", LastCell(ChecksView.Of(report)));
    }

    /// <summary>Of an even number of shares the median is the mean of the middle two: (0.2 + 0.4)/2.</summary>
    [Fact]
    public void A_check_of_several_numbers_has_their_median()
    {
        var report = Reports.WithChecks([.. new[] { 0.9, 0.4, 0.2, 0.1 }.Select(share => Check() with { PassShare = share })]);
        Assert.Equal("30%", LastCell(ChecksView.Of(report)));
    }

    private static string LastCell(IView view) => ViewSamples.Parse(view.ToHtml(Language.English)).QuerySelectorAll("tbody td")[^1].TextContent;

    private static CheckResult Check() => Reports.Real.Numbers.SelectMany(n => n.Checks).First(c => c.Check == "grim");
}
