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
    [InlineData("0.00", -0.01, 0.01)]
    public void Truncation_reaches_one_unit_away_from_zero(string text, double low, double high) =>
        AssertOpen(low, high, PrintedNumber.Parse(text).Truncated, lowIsOpen: low < 0, highIsOpen: high > 0);

    [Theory]
    [InlineData("0.50", 0.49, 0.50)]
    [InlineData("-0.50", -0.50, -0.49)]
    public void Ceiling_reaches_one_unit_toward_zero(string text, double low, double high) =>
        AssertOpen(low, high, PrintedNumber.Parse(text).Ceiling, lowIsOpen: low > 0, highIsOpen: high < 0);

    [Theory]
    [InlineData("0.51", 0.5045, 0.5155)]
    [InlineData("-2", -2.55, -1.45)]
    public void Rounding_twice_reaches_a_twentieth_of_a_unit_further(string text, double low, double high) =>
        AssertEnds(low, high, PrintedNumber.Parse(text).RoundedTwice);

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

    /// <summary>The forms in which papers print one and the same number.</summary>
    [Theory]
    [InlineData(".045", "0.045", 3)]
    [InlineData("-.12", "-0.12", 2)]
    [InlineData("0·045", "0.045", 3)]
    [InlineData("\u22121.2", "-1.2", 1)]
    [InlineData("\u20131.2", "-1.2", 1)]
    [InlineData("－１．２", "-1.2", 1)]
    [InlineData("+1.2", "1.2", 1)]
    [InlineData("1,234", "1234", 0)]
    [InlineData("12,345,678.50", "12345678.50", 2)]
    [InlineData("1\u2009234", "1234", 0)]
    [InlineData("1\u202F234.5", "1234.5", 1)]
    [InlineData("24.11%", "24.11", 2)]
    [InlineData("24.11 ％", "24.11", 2)]
    public void Another_form_of_a_number_is_that_number(string text, string plain, int decimals)
    {
        var number = PrintedNumber.Parse(text);
        var same = PrintedNumber.Parse(plain);
        Assert.Equal((text, same.Digits, decimals, Relation.Equal), (number.Text, number.Digits, number.Decimals, number.Relation));
        Assert.Equal((same.Rounded, same.Truncated, same.Ceiling), (number.Rounded, number.Truncated, number.Ceiling));
        Assert.Equal((plain.StartsWith('-'), text.EndsWith('%') || text.EndsWith('％')), (number.IsNegative, number.HasPercentSign));
    }

    [Theory]
    [InlineData("≤0.001", Relation.LessOrEqual, double.NegativeInfinity, 0.001)]
    [InlineData("<=0.001", Relation.LessOrEqual, double.NegativeInfinity, 0.001)]
    [InlineData("< 0.001", Relation.Less, double.NegativeInfinity, 0.001)]
    [InlineData("<.001", Relation.Less, double.NegativeInfinity, 0.001)]
    [InlineData("＜０．００１", Relation.Less, double.NegativeInfinity, 0.001)]
    [InlineData("≥0.05", Relation.GreaterOrEqual, 0.05, double.PositiveInfinity)]
    [InlineData(">999.999", Relation.Greater, 999.999, double.PositiveInfinity)]
    public void A_bound_may_be_printed_in_other_ways(string text, Relation relation, double low, double high)
    {
        var number = PrintedNumber.Parse(text);
        Assert.Equal((relation, new Interval(low, high)), (number.Relation, number.Rounded));
        Assert.Equal((double.IsNegativeInfinity(low), double.IsPositiveInfinity(high)), (number.IsUpperBound, number.IsLowerBound));
    }

    [Theory]
    [InlineData("NS")]
    [InlineData("ns")]
    [InlineData("n.s.")]
    [InlineData("ＮＳ")]
    public void Not_significant_is_at_or_above_the_level(string text)
    {
        Assert.True(PrintedNumber.TryParse(text, out var number, 0.01m));
        Assert.Equal((text, Relation.NotSignificant, new Interval(0.01, double.PositiveInfinity)), (number!.Text, number.Relation, number.Rounded));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("5.")]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("1e5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("٣")]
    [InlineData("<")]
    [InlineData("NSS")]
    [InlineData("+-5")]
    [InlineData("- 5")]
    [InlineData("5%%")]
    [InlineData("1,23")]
    [InlineData("0,123")]
    [InlineData("1234,567")]
    [InlineData("1,234,56")]
    [InlineData("1.234,567")]
    [InlineData("1,234 567")]
    [InlineData("<<0.01")]
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

    /// <summary>A closed end lies a little outside, an open one a little inside.</summary>
    private static void AssertOpen(double low, double high, Interval interval, bool lowIsOpen, bool highIsOpen)
    {
        Assert.InRange(interval.Low, low - Widening, low + Widening);
        Assert.InRange(interval.High, high - Widening, high + Widening);
        Assert.Equal((lowIsOpen, highIsOpen), (interval.Low > low, interval.High < high));
    }

    private static void AssertEnds(double low, double high, Interval interval)
    {
        Assert.InRange(interval.Low, low - Widening * Math.Max(1, Math.Abs(low)), low);
        Assert.InRange(interval.High, high, high + Widening * Math.Max(1, Math.Abs(high)));
    }
}
