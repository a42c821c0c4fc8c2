using CsCheck;
using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>What mean, standard deviation and quartiles of a group may say: an intruder enumerates the data sets that have them.</summary>
public sealed class ReleasedDigitsTests
{
    private static readonly Gen<double[]> Measured = Gen.Select(Gen.Int[5, 80], Gen.Double[0.1, 30], Gen.Double[-50, 200], Gen.ULong)
        .Select((n, sd, mean, seed) => new CounterRandom(seed, 1) is var random ? Enumerable.Range(0, n).Select(_ => Math.Round(mean + sd * random.NextNormal(), 2)).Order().ToArray() : []);

    [Fact]
    public void Of_sixty_women_who_had_one_embryo_but_two_the_two_are_not_told()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 58), 2, 3];
        // As printed to two decimals, or to nine digits, the numbers leave few data sets: 1.05 and 0.29 only those with 2 to 4 such women.
        Assert.False(WholeNumberCells.AreOpen(values, 5, ReleasedDigits.Around(1.05, 0.01), ReleasedDigits.Around(0.29, 0.01)));
        Assert.False(WholeNumberCells.AreOpen(values, 5, Interval.Point(1.05), Interval.Point(Math.Sqrt((4 + 1 - 9.0 / 60) / 59))));
        // With the digits that 60 women carry six of them may have had two embryos, for one: 1.1 and 0.3025.
        Assert.Equal((1.1, 0.3, 0.1), ReleasedDigits.Moments(values, 5));
        Assert.Equal((1.0, 1.0, 1.0), ReleasedDigits.Quartiles(values, 5, QuantileType.Weibull) is { } q ? (q.Lower, q.Median, q.Upper) : default);
    }

    [Fact]
    public void Equal_values_one_dominant_woman_and_too_few_women_are_withheld()
    {
        Assert.Null(ReleasedDigits.Moments([.. Enumerable.Repeat(30.0, 40)], 5));
        Assert.Null(ReleasedDigits.Quartiles([.. Enumerable.Repeat(30.0, 40)], 5, QuantileType.Weibull));
        // 900 of 912: the second, who knows her 6, would know the first to 1%.
        Assert.Null(ReleasedDigits.Moments([0.5, 0.5, 0.7, 1.3, 1.4, 1.6, 6, 900], 5));
        Assert.Null(ReleasedDigits.Moments([21.3, 22.8, 24.1, 26.6], 5));
        Assert.Null(ReleasedDigits.Quartiles([.. Enumerable.Range(20, 19).Select(v => (double)v)], 5, QuantileType.Weibull));
    }

    [Fact]
    public void A_mean_carries_the_digits_that_one_woman_does_not_move()
    {
        // 20 values 1 to 20: the greatest distance from 10.5 is 9.5, over 20 is 0.475.
        Assert.Equal((11, 6, 1), ReleasedDigits.Moments([.. Enumerable.Range(1, 20).Select(v => (double)v)], 5));
        // 200 values 0.5 apart: 49.75/200 = 0.249; the mean is 49.75, the deviation 28.940...
        var fine = ReleasedDigits.Moments([.. Enumerable.Range(0, 200).Select(v => v * 0.5)], 5);
        Assert.Equal((50, 29, 1), fine);
        // 2000 values 0.05 apart: 49.975/2000 = 0.025.
        Assert.Equal((50, 28.9, 0.1), ReleasedDigits.Moments([.. Enumerable.Range(0, 2000).Select(v => v * 0.05)], 5));
    }

    [Fact]
    public void The_difference_of_two_groups_by_one_woman_leaves_her_value_as_open_as_the_groups_range() => Measured.Sample(values =>
    {
        for (var without = 0; without < values.Length; without++)
        {
            double[] rest = [.. values.Where((_, i) => i != without)];
            if (ReleasedDigits.Moments(values, 5) is not { } all || ReleasedDigits.Moments(rest, 5) is not { } less) continue;
            Interval a = ReleasedDigits.Around(all.Mean, all.Step), b = ReleasedDigits.Around(less.Mean, less.Step);
            // n·mean of the one less that of the other, over all that the roundings leave.
            double low = values.Length * a.Low - rest.Length * b.High, high = values.Length * a.High - rest.Length * b.Low;
            Assert.InRange(values[without], low - 1e-9, high + 1e-9);
            // From the mean as far as the farthest woman, to one side at least, and as wide as the range.
            Assert.True(high - low >= (rest[^1] - rest[0]) * (1 - 1e-9), $"{high - low} of {rest[^1] - rest[0]}");
        }
    }, iter: 60);

    [Fact]
    public void A_quartile_is_a_value_that_K_women_round_to() => Gen.Select(Measured, Gen.Int[3, 8]).Sample((values, below) =>
    {
        if (ReleasedDigits.Quartiles(values, below, QuantileType.Weibull) is not { } q) return;
        Assert.True(values.Length >= 4 * below);
        foreach (var quartile in (double[])[q.Lower, q.Median, q.Upper])
            Assert.True(values.Count(v => v >= quartile - q.Step / 2 - 1e-9 && v <= quartile + q.Step / 2 + 1e-9) >= below);
    }, iter: 300);

    [Fact]
    public void No_count_of_a_whole_number_is_certain_to_be_small() => Gen.Select(Gen.Int[5, 14], Gen.Int[1, 4], Gen.Int[3, 5], Gen.ULong, Gen.Double[0.5, 4]).Sample((n, width, below, seed, skew) =>
    {
        var random = new CounterRandom(seed, 2);
        double[] values = [.. Enumerable.Range(0, n).Select(_ => Math.Floor((width + 1) * Math.Pow(random.NextDouble(), skew))).Order()];
        if (ReleasedDigits.Moments(values, below) is not { } shown) return;
        int least = (int)values[0], greatest = (int)values[^1];
        Interval mean = ReleasedDigits.Around(shown.Mean, shown.Step), sd = ReleasedDigits.Around(shown.StandardDeviation, shown.Step);
        // The intruder lists every data set with this range: for each value, how many women can have it, and how many another.
        var counts = new HashSet<int>[greatest - least + 1];
        for (var i = 0; i < counts.Length; i++) counts[i] = [];
        List(0, n, new int[counts.Length]);
        for (var i = 0; i < counts.Length; i++)
        {
            Assert.Contains(counts[i], c => c == 0 || c >= below);
            Assert.Contains(counts[i], c => n - c == 0 || n - c >= below);
            Assert.True(counts[i].Count > 1 || counts[i].All(c => c is 0 || c == n || (c >= below && n - c >= below)), $"{least + i}: {string.Join(' ', counts[i])}");
        }

        void List(int at, int left, int[] chosen)
        {
            if (at == chosen.Length - 1)
            {
                chosen[at] = left;
                double[] data = [.. chosen.SelectMany((c, i) => Enumerable.Repeat((double)(least + i), c))];
                var m = data.Average();
                var s = Math.Sqrt(data.Sum(x => (x - m) * (x - m)) / (n - 1));
                if (m < mean.Low - 1e-9 || m > mean.High + 1e-9 || s < sd.Low - 1e-9 || s > sd.High + 1e-9) return;
                for (var i = 0; i < chosen.Length; i++) counts[i].Add(chosen[i]);
                return;
            }

            for (chosen[at] = left; chosen[at] >= 0; chosen[at]--) List(at + 1, left - chosen[at], chosen);
        }
    }, iter: 400);

    [Theory]
    [InlineData(0.0004, "<0.001")]
    [InlineData(0.0099, "<0.01")]
    [InlineData(0.049, "<0.05")]
    [InlineData(0.05, "<0.1")]
    [InlineData(0.1, ">0.1")]
    [InlineData(1, ">0.1")]
    public void Of_p_the_level_is_told(double p, string level) => Assert.Equal(level, ReleasedProbability.Of(p));
}
