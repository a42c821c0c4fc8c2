using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>Ranges and boxes whose ends are equal: a box without its upper end holds nothing, a range with both holds one value.</summary>
public sealed class EqualBoundsTests
{
    [Theory]
    // [1.45, 1.55) and [1.55, 1.65) meet in a value that only the second holds.
    [InlineData("1.5", "1.6", true)]
    [InlineData("1.5", "1.55", false)]
    [InlineData("1.5", "1.50", false)]
    public void Neighbouring_boxes_share_no_value(string first, string second, bool isEmpty)
    {
        var arm = new SmallArm(20, new Dictionary<string, Interval>());
        LedgerNumber[] numbers = [arm.Print("bmi", Statistic.Sd, first), arm.Print("bmi", Statistic.Sd, second)];
        Assert.Equal(isEmpty, new NumberBounds(numbers).IsEmpty);
        Assert.Equal(!isEmpty, SmallArm.IsYes(new MeasurementBlock(arm.Numbers, "bmi"), numbers));
    }

    [Theory]
    [InlineData("22.00", "0.00", true)]
    [InlineData("22.01", "0.00", false)]
    [InlineData("22.00", "0.01", false)]
    public void One_possible_measurement_is_every_womans(string mean, string sd, bool exists)
    {
        var arm = new SmallArm(4, new Dictionary<string, Interval> { ["bmi"] = new(22, 22) });
        Assert.Equal(exists, SmallArm.IsYes(new MeasurementBlock(arm.Numbers, "bmi"),
            arm.Print("bmi", Statistic.Mean, mean), arm.Print("bmi", Statistic.Sd, sd)));
    }

    [Theory]
    [InlineData("2.00", "2", true)]
    [InlineData("2.25", "2", false)]
    [InlineData("2.00", "3", false)]
    public void One_possible_whole_number_is_every_womans(string mean, string median, bool exists)
    {
        var arm = new SmallArm(4, new Dictionary<string, Interval> { ["prior_losses"] = new(2, 2) });
        var block = new WholeNumberBlock(arm.Numbers, "prior_losses");
        Assert.Equal(exists, SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Mean, mean), arm.Print("prior_losses", Statistic.Median, median)));
        Assert.Equal(mean == "2.00", SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Mean, mean)));
    }
}
