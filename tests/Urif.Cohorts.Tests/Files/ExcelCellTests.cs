namespace Urif.Cohorts.Tests;

/// <summary>Serial numbers of Excel as dates (ECMA-376 part 1, 18.17.4.1: the first days of both systems).</summary>
public sealed class ExcelCellTests
{
    [Theory]
    [InlineData(1, false, "1900-01-01")]
    [InlineData(0.99, false, null)]
    [InlineData(0, false, null)]
    [InlineData(-1, false, null)]
    [InlineData(59, false, "1900-02-28")]
    [InlineData(60, false, null)]
    [InlineData(61, false, "1900-03-01")]
    [InlineData(0, true, "1904-01-01")]
    [InlineData(-0.5, true, null)]
    [InlineData(double.NaN, false, null)]
    public void No_day_is_before_the_first_of_its_system(double serial, bool is1904, string? day)
    {
        Assert.Equal(day is not null, ExcelCell.TryDate(serial, is1904, out var date));
        if (day is not null) Assert.Equal(DateTime.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), date);
    }
}
