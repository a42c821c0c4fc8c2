using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>What the digits of a printed number stand for.</summary>
public class PrintedNumberTests
{
    // Twice the widening that the type documents for values up to 1.
    private const double Widening = 2e-12;

    [Theory]
    [InlineData("0.50", 0.495, 0.505)]
    [InlineData("0.5", 0.45, 0.55)]
    [InlineData("5", 4.5, 5.5)]
    [InlineData("-2.89", -2.895, -2.885)]
    [InlineData("-0.00", -0.005, 0.005)]
    [InlineData("0", -0.5, 0.5)]
    public void Rounding_reaches_half_a_unit_of_the_last_digit_to_either_side(string text, double low, double high) =>
        AssertEnds(low, high, PrintedNumber.Parse(text).Rounded);

    [Theory]
    [InlineData("0.50", 0.50, 0.51)]
    [InlineData("-0.50", -0.51, -0.50)]
    [InlineData("-0.00", -0.01, 0.00)]
    public void Truncation_reaches_one_unit_away_from_zero(string text, double low, double high) =>
        AssertEnds(low, high, PrintedNumber.Parse(text).Truncated);

    [Theory]
    [InlineData("0.50", 0.49, 0.50)]
    [InlineData("-0.50", -0.50, -0.49)]
    public void Ceiling_reaches_one_unit_toward_zero(string text, double low, double high) =>
        AssertEnds(low, high, PrintedNumber.Parse(text).Ceiling);

    [Theory]
    [InlineData("＜0.001", Relation.Less, double.NegativeInfinity, 0.001)]
    [InlineData("<0.001", Relation.Less, double.NegativeInfinity, 0.001)]
    [InlineData("＞0.05", Relation.Greater, 0.05, double.PositiveInfinity)]
    [InlineData(">0.05", Relation.Greater, 0.05, double.PositiveInfinity)]
    public void An_inequality_stands_for_all_values_on_its_side(string text, Relation relation, double low, double high)
    {
        var number = PrintedNumber.Parse(text);
        Assert.Equal(relation, number.Relation);
        Assert.Equal(new Interval(low, high), number.Rounded);
        Assert.Equal(number.Rounded, number.Truncated);
        Assert.Equal(number.Rounded, number.Ceiling);
    }

    [Fact]
    public void Trailing_zeros_and_text_are_kept()
    {
        var number = PrintedNumber.Parse("1.350");
        Assert.Equal(("1.350", 1.350m, 3, 0.001m, 1.35), (number.Text, number.Digits, number.Decimals, number.Unit, number.Value));
        Assert.Equal("＜0.010", PrintedNumber.Parse("＜0.010").ToString());
    }

    [Fact]
    public void Binary_rounding_never_excludes_a_tie()
    {
        // 0.285 and 2.675 lie below their decimal value in binary, 1.005 too.
        Assert.True(PrintedNumber.Parse("0.29").Rounded.Contains(0.285));
        Assert.True(PrintedNumber.Parse("2.68").Rounded.Contains(2.675));
        Assert.True(PrintedNumber.Parse("1.01").Rounded.Contains(1.005));
        Assert.False(PrintedNumber.Parse("1.01").Rounded.Contains(1.00499999));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("-.5")]
    [InlineData("5.")]
    [InlineData("+5")]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1e5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("5%")]
    [InlineData("１.５")]
    [InlineData("٣")]
    [InlineData("−1")]
    [InlineData("<")]
    [InlineData("<<0.01")]
    [InlineData("≤0.01")]
    [InlineData("< 0.01")]
    [InlineData("1234567890123456789012345")]
    public void A_text_that_is_not_a_printed_number_is_refused(string text)
    {
        Assert.False(PrintedNumber.TryParse(text, out var number));
        Assert.Null(number);
        Assert.Throws<FormatException>(() => PrintedNumber.Parse(text));
    }

    [Fact]
    public void The_longest_numbers_have_all_their_intervals()
    {
        foreach (var text in (string[])["999999999999999999999999", "0.0000000000000000000001", "-99999999999.99999999999"])
        {
            var number = PrintedNumber.Parse(text);
            Assert.True(number.Rounded.Contains(number.Value));
            Assert.True(number.Truncated.Contains(number.Value));
            Assert.True(number.Ceiling.Contains(number.Value));
        }
    }

    private static void AssertEnds(double low, double high, Interval interval)
    {
        Assert.InRange(interval.Low, low - Widening * Math.Max(1, Math.Abs(low)), low);
        Assert.InRange(interval.High, high, high + Widening * Math.Max(1, Math.Abs(high)));
    }
}
