using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>An example says yes only where the programmes do, and changes no conflict.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void Conflicts_are_the_same_with_examples_and_without(string reading)
    {
        var solution = ShippedReadings.Solution(reading);
        foreach (var arm in solution.Arms)
        {
            var all = new ArmNumbers(solution.Reading, arm.Group, arm.Arm, solution.Reading.Binding, []);
            var without = NumberBlock.Of(all).SelectMany(b => ConflictSearch.Of(b).Conflicts).ToList();
            var with = solution.Conflicts.Where(c => c.Group == arm.Group).ToList();
            Assert.Equal(without.Select(c => string.Join(' ', c.Numbers.Select(n => n.Id))), with.Select(c => string.Join(' ', c.Numbers.Select(n => n.Id))));
            Assert.Equal(without.Select(c => c.Dropped.Id), with.Select(c => c.Dropped.Id));
        }
    }

    /// <summary>Printed numbers at random, most of which nobody has: whoever is found has them.</summary>
    [Fact]
    public void No_example_is_found_of_what_cannot_be()
    {
        var found = 0;
        for (ulong k = 0; k < 150; k++)
        {
            var draw = new Draw(20261129, k);
            var arm = new SmallArm(draw.Whole(5, 30), new Dictionary<string, Interval> { ["fins"] = new(5, 40) });
            var numbers = new List<LedgerNumber>();
            void Print(string variable, Statistic statistic, int low, int high) =>
                numbers.Add(arm.Print(variable, statistic, Enumerated.Text(draw.Whole(low, high), 2)));
            if (draw.Chance(0.5)) Print("fpg", Statistic.Mean, 420, 640);
            if (draw.Chance(0.5)) Print("fpg", Statistic.Sd, 10, 150);
            if (draw.Chance(0.6)) Print("fins", Statistic.Mean, 800, 2500);
            if (draw.Chance(0.5)) Print("fins", Statistic.Sd, 50, 1500);
            if (draw.Chance(0.5)) Print("homa_ir", Statistic.Mean, 180, 500);
            if (draw.Chance(0.3)) Print("homa_ir", Statistic.Median, 200, 500);
            if (numbers.Count == 0) continue;
            var block = new InsulinBlock(arm.Numbers);
            if (!new Examples(arm.Numbers, new()).Exists(block, numbers)) continue;
            found++;
            Assert.Equal(Decision.Yes, block.Decide(numbers));
        }

        Assert.True(found > 20, $"{found}");
    }
}
