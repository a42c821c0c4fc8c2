using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>How odds and risk ratios are written, by hand.</summary>
public class ModelLayoutTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.00049, "4.9e−4")]
    [InlineData(0.001, "0.001")]
    [InlineData(1.0345, "1.035")]
    [InlineData(9.9994, "9.999")]
    [InlineData(12.345, "12.35")]
    [InlineData(99.994, "99.99")]
    [InlineData(1234.5, "1235")]
    [InlineData(10000, "1.0e4")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void A_ratio_has_the_digits_that_its_size_needs(double ratio, string expected) => Assert.Equal(expected, ModelLayout.Ratio(ratio));

    [Fact]
    public void An_interval_of_ratios_is_joined_as_each_language_does()
    {
        Assert.Equal("1.035–2.508", ModelLayout.Ratios(new Interval(1.035, 2.508), Language.English));
        Assert.Equal("1.035～2.508", ModelLayout.Ratios(new Interval(1.035, 2.508), Language.Chinese));
    }
}
