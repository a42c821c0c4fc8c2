using System.Globalization;
using System.Numerics;
using CsCheck;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Deciding whether the lattice is empty, and the rules for its boundaries.</summary>
public class SampleLatticeExistenceTests
{
    [Fact]
    public void Every_small_sum_and_sum_of_squares_is_decided_as_by_full_enumeration()
    {
        for (var n = 2; n <= 6; n++)
        {
            for (var width = 0; width <= 8; width++)
            {
                BigInteger[] attained = Attained(n, width);
                for (var sum = 0; sum <= n * width; sum++)
                {
                    for (var squares = 0; squares <= n * width * width; squares++)
                        AssertDecided(n, width, sum, squares, attained);
                }
            }
        }
    }

    [Fact]
    public void Wide_ranges_are_decided_as_by_full_enumeration_up_to_the_greatest_sum_of_squares()
    {
        const int N = 14, Width = 30;
        BigInteger[] attained = Attained(N, Width);
        for (var sum = 0; sum <= N * Width; sum += 7)
        {
            var greatest = (int)IntegerSumOfSquares.Maximum(N, sum, 0, Width);
            for (var squares = Math.Max(0, greatest - 700); squares <= greatest; squares++)
                AssertDecided(N, Width, sum, squares, attained);
        }

        Gen.Select(Gen.Int[0, N * Width], Gen.Int[0, N * Width * Width])
            .Sample((sum, squares) => AssertDecided(N, Width, sum, squares, attained), iter: 20_000);
    }

    [Theory]
    // The table of scrutiny's test suite (R package, pigs5: Analytic-GRIMMER, Allard 2018, with the correction of its
    // issue 80), for integers without a practical range; either rounding of a 5 counts, as here.
    [InlineData("7.22", "5.30", 38, false)]
    [InlineData("4.74", "6.55", 31, true)]
    [InlineData("5.23", "2.55", 35, false)]
    [InlineData("2.57", "2.57", 30, true)]
    [InlineData("6.77", "2.18", 33, false)]
    [InlineData("2.68", "2.59", 34, true)]
    [InlineData("7.01", "6.68", 35, false)]
    [InlineData("7.38", "3.65", 32, true)]
    [InlineData("3.14", "5.32", 33, false)]
    [InlineData("6.89", "4.18", 37, true)]
    [InlineData("5.00", "2.18", 31, true)]
    [InlineData("0.24", "6.43", 34, true)]
    public void Published_GRIMMER_verdicts_are_met(string mean, string sd, int n, bool consistent) =>
        Assert.Equal(consistent, Printed(mean, sd, n, -1000, 1000).Exists());

    [Fact]
    public void The_same_mean_and_SD_fit_or_not_with_the_range()
    {
        // CLOSURE's 30 samples (n = 65, mean 2.00, SD 1.45) reach both ends of 1-5; without the 5s the SD is out of reach.
        Assert.True(Printed("2.00", "1.45", 65, 1, 5).Exists());
        Assert.False(Printed("2.00", "1.45", 65, 1, 4).Exists());
    }

    [Theory]
    // Brown and Heathers (2017): 5.19 cannot be the mean of 28 integers; 145/28 prints as 5.18, 146/28 as 5.21.
    [InlineData("5.19", null)]
    [InlineData("5.18", 145L)]
    [InlineData("5.21", 146L)]
    public void A_failed_GRIM_test_shows_as_an_empty_range_of_sums(string mean, long? sum)
    {
        var lattice = new SampleLattice(28, Rounding(mean), new Interval(0, double.PositiveInfinity), 1, 7);
        Assert.Equal(sum is not null, lattice.Exists());
        if (sum is null) Assert.True(lattice.LeastSum > lattice.GreatestSum);
        else Assert.Equal((sum, sum), (lattice.LeastSum, lattice.GreatestSum));
    }

    [Theory]
    // Σ = 599 of n = 200 is the mean 2.995 exactly, on the boundary of what prints as 2.99 and as 3.00.
    [InlineData(2.985, 2.995)]
    [InlineData(2.995, 3.005)]
    // The neighbours of the double nearest to 2.995 stand for the same decimal.
    [InlineData(2.9950000000000006, 3.005)]
    [InlineData(2.985, 2.9949999999999997)]
    public void A_mean_on_a_rounding_boundary_belongs_to_both_sides(double low, double high)
    {
        var lattice = new SampleLattice(200, new Interval(low, high), new Interval(0, 10), 0, 10);
        Assert.True(lattice.LeastSum == 599 || lattice.GreatestSum == 599);
    }

    [Fact]
    public void An_SD_on_a_rounding_boundary_belongs_to_both_sides()
    {
        // n = 17, Σx = 0 and Σx² = 36 = 16·1.5²: the SD is 1.5 exactly, which prints as 1 or as 2.
        Assert.True(new SampleLattice(17, Interval.Point(0), new Interval(1.5, 1.5), -6, 6).Exists());
        Assert.True(new SampleLattice(17, Interval.Point(0), new Interval(0.5, Math.BitDecrement(1.5)), -6, 6).Count()
            > new SampleLattice(17, Interval.Point(0), new Interval(0.5, 1.4999), -6, 6).Count());
    }

    [Fact]
    public void Sums_of_squares_near_the_bounds_are_bounded_by_the_integer_bounds() =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[-5, 5], Gen.Int[0, 6], Gen.Int[0, 100]).Sample((n, minimum, width, place) =>
        {
            var sum = n * minimum + n * width * place / 100;
            var all = new Interval(double.NegativeInfinity, double.PositiveInfinity);
            long[] squares =
            [
                .. new SampleLattice(n, all, all, minimum, minimum + width).Enumerate()
                    .Where(sample => sample.Sum == sum).Select(sample => sample.SumOfSquares),
            ];
            Assert.Equal(squares.Min(), IntegerSumOfSquares.Minimum(n, sum));
            Assert.Equal(squares.Max(), IntegerSumOfSquares.Maximum(n, sum, minimum, minimum + width));
        });

    [Fact]
    public void With_one_observation_the_SD_binds_nothing()
    {
        Assert.Equal(1, new SampleLattice(1, Interval.Point(3), new Interval(7, 8), 1, 5).Count());
        Assert.False(new SampleLattice(1, Interval.Point(3.5), new Interval(0, 1), 1, 5).Exists());
        Assert.False(new SampleLattice(1, Interval.Point(3), new Interval(-2, -1), 1, 5).Exists());
    }

    [Fact]
    public void Bad_input_is_refused_with_its_name()
    {
        var sound = new Interval(1, 2);
        Assert.Throws<ArgumentOutOfRangeException>("size", () => new SampleLattice(0, sound, sound, 1, 5));
        Assert.Throws<ArgumentException>("maximum", () => new SampleLattice(5, sound, sound, 5, 1));
        Assert.Throws<ArgumentException>("maximum", () => new SampleLattice(5, sound, sound, int.MinValue, int.MaxValue));
        Assert.Throws<ArgumentException>("mean", () => new SampleLattice(5, new Interval(2, 1), sound, 1, 5));
        Assert.Throws<ArgumentException>(
            "standardDeviation", () => new SampleLattice(5, sound, new Interval(double.NaN, 1), 1, 5));
        Assert.Throws<ArgumentException>("counts", () => new IntegerSample(0, []));
        Assert.Throws<ArgumentException>("counts", () => new IntegerSample(0, [1, -1]));
    }

    /// <summary>
    /// For each sum, the set of attained sums of squares as the bits of an integer: one value is added at a time, n times.
    /// </summary>
    private static BigInteger[] Attained(int n, int width)
    {
        var sets = new BigInteger[n * width + 1];
        sets[0] = BigInteger.One;
        for (var i = 0; i < n; i++)
        {
            var next = new BigInteger[sets.Length];
            for (var sum = 0; sum <= i * width; sum++)
            {
                for (var value = 0; value <= width; value++) next[sum + value] |= sets[sum] << (value * value);
            }

            sets = next;
        }

        return sets;
    }

    private static void AssertDecided(int n, int width, int sum, int squares, BigInteger[] attained)
    {
        var spread = (long)n * squares - (long)sum * sum;
        if (spread < 0) return;
        var expected = !((attained[sum] >> squares) & 1).IsZero;
        // The SD is given as the one number that this sum of squares gives.
        var sd = Interval.Point(Math.Sqrt((double)spread / ((double)n * (n - 1))));
        var lattice = new SampleLattice(n, Interval.Point((double)sum / n), sd, 0, width);
        if (lattice.Exists() != expected)
            Assert.Fail($"n = {n}, width = {width}, sum = {sum}, squares = {squares}: expected {expected}");
    }

    private static SampleLattice Printed(string mean, string sd, int n, int minimum, int maximum) => new(
        n, Rounding(mean), Rounding(sd), minimum, maximum);

    private static Interval Rounding(string printed)
    {
        var value = double.Parse(printed, CultureInfo.InvariantCulture);
        return new Interval(value - 0.005, value + 0.005);
    }
}
