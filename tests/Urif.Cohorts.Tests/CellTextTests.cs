using System.Globalization;
using CsCheck;

namespace Urif.Cohorts.Tests;

/// <summary>How the text of a cell is read.</summary>
public sealed class CellTextTests
{
    [Theory]
    [InlineData("5.33", 5.33)]
    [InlineData("-5.33", -5.33)]
    [InlineData("+5.33", 5.33)]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData(".50", 0.5)]
    [InlineData("  5.33\t", 5.33)]
    [InlineData("５．３３", 5.33)]
    [InlineData("－５", -5)]
    [InlineData("−5", -5)]
    [InlineData("\uFEFF5", 5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("12345678901234567890", 12345678901234567890.0)]
    public void A_number_is_read(string text, double expected)
    {
        Assert.Equal(CellReading.Number, CellText.ReadNumber(text, false, out var number));
        Assert.Equal(expected, number);
        Assert.False(double.IsNegative(number) && number == 0);
    }

    [Theory]
    [InlineData("5,33", CellReading.DecimalComma)]
    [InlineData("５，３３", CellReading.DecimalComma)]
    [InlineData("1,250", CellReading.Grouped)]
    [InlineData("1,250.5", CellReading.Grouped)]
    [InlineData("1 250", CellReading.Grouped)]
    [InlineData("1'250", CellReading.Grouped)]
    [InlineData("<0.5", CellReading.BelowLimit)]
    [InlineData("＜０．５", CellReading.BelowLimit)]
    [InlineData("≤ 0.5", CellReading.BelowLimit)]
    [InlineData("<=0.5", CellReading.BelowLimit)]
    [InlineData(">300", CellReading.AboveLimit)]
    [InlineData("", CellReading.Blank)]
    [InlineData(" \u3000", CellReading.Blank)]
    [InlineData("5.", CellReading.NotANumber)]
    [InlineData(".", CellReading.NotANumber)]
    [InlineData("-", CellReading.NotANumber)]
    [InlineData("5.3.3", CellReading.NotANumber)]
    [InlineData("5.3 mmol/L", CellReading.NotANumber)]
    [InlineData("35岁", CellReading.NotANumber)]
    [InlineData("Infinity", CellReading.NotANumber)]
    [InlineData("1e999", CellReading.NotANumber)]
    [InlineData("<", CellReading.NotANumber)]
    [InlineData("< abc", CellReading.NotANumber)]
    [InlineData("0x10", CellReading.NotANumber)]
    [InlineData("٣", CellReading.NotANumber)]
    public void What_could_be_two_numbers_or_none_is_told_apart(string text, CellReading expected) =>
        Assert.Equal(expected, CellText.ReadNumber(text, false, out _));

    [Theory]
    [InlineData("5,33", CellReading.Number)]
    [InlineData("5", CellReading.Number)]
    [InlineData("<0,5", CellReading.BelowLimit)]
    [InlineData("5.33", CellReading.DecimalPoint)]
    [InlineData("1.250,5", CellReading.Grouped)]
    public void With_a_declared_comma_a_point_is_refused(string text, CellReading expected) =>
        Assert.Equal(expected, CellText.ReadNumber(text, true, out _));

    [Fact]
    public void Every_double_written_with_up_to_15_digits_is_read_as_the_framework_reads_it() =>
        Gen.Select(Gen.Long[-999_999_999_999_999, 999_999_999_999_999], Gen.Int[0, 14]).Sample((digits, decimals) =>
        {
            var text = ((decimal)digits / (decimal)Math.Pow(10, decimals)).ToString("F" + decimals, CultureInfo.InvariantCulture);
            Assert.Equal(CellReading.Number, CellText.ReadNumber(text, false, out var number));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), number);
        }, iter: 20_000);

    [Fact]
    public void No_text_throws() =>
        Gen.String.Sample(text =>
        {
            CellText.ReadNumber(text, false, out _);
            CellText.ReadNumber(text, true, out _);
            CellText.TryReadDate(text, out _);
        }, iter: 20_000);

    [Fact]
    public void Reading_allocates_nothing()
    {
        string[] texts = ["5.33", "５．３３", "1,250", "<0.5", "", "not a number", "2021-03-05"];
        foreach (var text in texts) Both(text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            foreach (var text in texts) Both(text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Both(string text)
        {
            CellText.ReadNumber(text, false, out _);
            CellText.TryReadDate(text, out _);
        }
    }

    [Theory]
    [InlineData("2021-03-05")]
    [InlineData("2021/3/5")]
    [InlineData("2021.03.05")]
    [InlineData("2021年3月5日")]
    [InlineData("２０２１－０３－０５")]
    [InlineData("20210305")]
    [InlineData(" 2021-03-05 00:00:00 ")]
    public void A_day_is_read(string text)
    {
        Assert.True(CellText.TryReadDate(text, out var date));
        Assert.Equal(new DateOnly(2021, 3, 5), date);
    }

    [Theory]
    [InlineData("1900-01-01", true)]
    [InlineData("1899-12-31", false)]
    [InlineData("2199-12-31", true)]
    [InlineData("2200-01-01", false)]
    [InlineData("18991231", false)]
    [InlineData("1899年12月31日", false)]
    public void Days_are_of_the_years_1900_to_2199(string text, bool isDay) => Assert.Equal(isDay, CellText.TryReadDate(text, out _));

    [Theory]
    [InlineData("05/03/2021")]
    [InlineData("3-5-21")]
    [InlineData("2021-02-29")]
    [InlineData("2021-13-01")]
    [InlineData("2021-03")]
    [InlineData("44260")]
    [InlineData("2021-03-05 14:30")]
    [InlineData("")]
    public void Another_order_or_no_day_is_refused(string text) => Assert.False(CellText.TryReadDate(text, out _));
}
