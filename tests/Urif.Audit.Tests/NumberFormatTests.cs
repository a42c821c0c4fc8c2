using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>Every number as people and programs read it, by hand.</summary>
public class NumberFormatTests
{
    /// <summary>SPSS rounds what it shows half away from zero, and takes 2.675 for that though no double is.</summary>
    [Theory]
    [InlineData(2.675, 2, "2.68")]
    [InlineData(1.005, 2, "1.01")]
    [InlineData(15.625, 2, "15.63")]
    [InlineData(-15.625, 2, "-15.63")]
    [InlineData(0.125, 2, "0.13")]
    [InlineData(2.5, 0, "3")]
    [InlineData(0.5, 0, "1")]
    [InlineData(2.6749, 2, "2.67")]
    [InlineData(3, 2, "3.00")]
    [InlineData(-0.004, 2, "0.00")]
    [InlineData(-0.005, 2, "-0.01")]
    [InlineData(-0.0, 1, "0.0")]
    [InlineData(999999999999999, 1, "999999999999999.0")]
    [InlineData(1e15, 2, "1E+15")]
    [InlineData(-1.23456789e20, 2, "-1.23457E+20")]
    [InlineData(0.1, 30, "0.100000000000000000000000000000")]
    [InlineData(double.NaN, 2, "NaN")]
    [InlineData(double.PositiveInfinity, 2, "∞")]
    [InlineData(double.NegativeInfinity, 2, "-∞")]
    public void Decimals_are_rounded_half_away_from_zero(double value, int decimals, string expected) =>
        Assert.Equal(expected, NumberFormat.Fixed(value, decimals));

    [Fact]
    public void A_number_that_is_not_there_is_a_dash() =>
        Assert.Equal(("–", "0.00"), (NumberFormat.FixedOrDash(null), NumberFormat.FixedOrDash(0)));

    /// <summary>Below 0.001 it is only said that p is, also where rounding would give 0.001.</summary>
    [Theory]
    [InlineData(0, 3, "< 0.001")]
    [InlineData(0.0004, 3, "< 0.001")]
    [InlineData(0.0005, 3, "< 0.001")]
    [InlineData(0.00099999, 3, "< 0.001")]
    [InlineData(0.001, 3, "0.001")]
    [InlineData(0.0014999, 3, "0.001")]
    [InlineData(0.0015, 3, "0.002")]
    [InlineData(0.0495, 3, "0.050")]
    [InlineData(0.9996, 3, "1.000")]
    [InlineData(0.0005, 4, "0.0005")]
    [InlineData(0.00009, 4, "< 0.0001")]
    [InlineData(double.NaN, 3, "NaN")]
    public void P_has_one_spelling_in_sentences_and_one_in_cells(double p, int decimals, string expected)
    {
        Assert.Equal(expected, NumberFormat.P(p, PSpelling.Sentence, decimals));
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), NumberFormat.P(p, PSpelling.Cell, decimals));
        Assert.Equal(expected[0] == '<' ? expected : "= " + expected, NumberFormat.PEquals(p, decimals));
    }

    [Theory]
    [InlineData(2.5, 6, "2.5")]
    [InlineData(100, 6, "100")]
    [InlineData(0.1 + 0.2, 6, "0.3")]
    [InlineData(-0.0000001, 6, "0")]
    [InlineData(2.14, 10, "2.14")]
    [InlineData(double.PositiveInfinity, 6, "∞")]
    public void Axes_have_no_zeros_at_the_end(double value, int decimals, string expected) =>
        Assert.Equal(expected, NumberFormat.Trimmed(value, decimals));

    [Theory]
    [InlineData(12345, 1, "1.2e4")]
    [InlineData(0.00012, 1, "1.2e-4")]
    [InlineData(20000, 0, "2e4")]
    [InlineData(double.PositiveInfinity, 1, "∞")]
    public void Great_and_small_numbers_have_a_power_of_ten(double value, int decimals, string expected) =>
        Assert.Equal(expected, NumberFormat.Scientific(value, decimals));

    [Theory]
    [InlineData(0.00625, 2, "0.63%")]
    [InlineData(5.0 / 32, 2, "15.63%")]
    [InlineData(0.125, 0, "13%")]
    [InlineData(1, 1, "100.0%")]
    public void A_share_is_a_percent(double share, int decimals, string expected) => Assert.Equal(expected, NumberFormat.Percent(share, decimals));

    [Fact]
    public void Whole_numbers_have_commas_only_where_asked_for()
    {
        Assert.Equal(["0", "999", "1,000", "1,234,567", "-1,000"], new long[] { 0, 999, 1000, 1234567, -1000 }.Select(NumberFormat.Thousands));
        Assert.Equal("1234567", NumberFormat.Whole(1234567));
        Assert.Equal("−0.5 to 3", NumberFormat.WithMinus("-0.5 to 3"));
    }

    [Theory]
    [InlineData(1.0 / 3, "0.333333333")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(-0.0, "0")]
    [InlineData(1234567891.2, "1234567890")]
    [InlineData(1e-10, "1E-10")]
    public void Data_files_have_nine_digits(double value, string expected) => Assert.Equal(expected, NumberFormat.Data(value));

    [Fact]
    public void Data_files_have_a_union_of_intervals_in_one_field()
    {
        Assert.Equal("0.38..0.39;4.25", NumberFormat.Data(new IntervalUnion([new(0.38, 0.39), Interval.Point(4.25)])));
        Assert.Equal("..-2;9..", NumberFormat.Data(new IntervalUnion([new(double.NegativeInfinity, -2), new(9, double.PositiveInfinity)])));
        Assert.Equal("..", NumberFormat.Data(new IntervalUnion([new(double.NegativeInfinity, double.PositiveInfinity)])));
        Assert.Equal("", NumberFormat.Data(IntervalUnion.Empty));
    }

    [Fact]
    public void An_exact_number_reads_back_as_itself() =>
        Assert.Equal(["2.14", "0.30000000000000004", "0"], new[] { 2.14, 0.1 + 0.2, -0.0 }.Select(NumberFormat.Exact));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_reader_s_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(
                ["-1234.57", "< 0.001", "0.048", "-0.5", "-1.2e-4", "12.5%", "-1,234,567", "-1234567", "-0.5", "-0.333333333"],
                [
                    NumberFormat.Fixed(-1234.565), NumberFormat.P(0.0004, PSpelling.Sentence), NumberFormat.P(0.048, PSpelling.Cell),
                    NumberFormat.Trimmed(-0.5), NumberFormat.Scientific(-0.00012, 1), NumberFormat.Percent(0.125, 1),
                    NumberFormat.Thousands(-1234567), NumberFormat.Whole(-1234567), NumberFormat.Exact(-0.5), NumberFormat.Data(-1.0 / 3),
                ]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
