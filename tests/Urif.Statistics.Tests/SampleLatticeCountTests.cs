using System.Globalization;
using System.Numerics;
using CsCheck;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Counting and listing the lattice.</summary>
public class SampleLatticeCountTests
{
    /// <summary>Small printed summaries: n from 1, ranges from one value, printed to 0, 1 or 2 decimals.</summary>
    private static readonly Gen<SampleLatticeBruteForce> Small =
        from n in Gen.Int[1, 7]
        from minimum in Gen.Int[-4, 4]
        from width in Gen.Int[0, 6]
        from meanDecimals in Gen.Int[0, 2]
        from sdDecimals in Gen.Int[0, 2]
        from meanSteps in Gen.Int[0, 1000]
        from sdSteps in Gen.Int[0, 1000]
        let meanUnit = Unit(meanDecimals)
        let sdUnit = Unit(sdDecimals)
        let mean = decimal.Round(minimum + width * meanSteps / 1000m, meanDecimals)
        let sd = decimal.Round(0.75m * width * sdSteps / 1000m, sdDecimals)
        select new SampleLatticeBruteForce(n, mean, meanUnit / 2, sd, sdUnit / 2, minimum, minimum + width);

    [Theory]
    // CLOSURE (2025), the published example and the benchmark counts of its native implementation.
    [InlineData(100, "3.0", "0.05", "1.0", "0.05", 1, 5, 24907)]
    [InlineData(50, "4.7", "0.05", "2.2", "0.05", 1, 7, 81020)]
    [InlineData(65, "2.00", "0.005", "1.45", "0.005", 1, 5, 30)]
    public void The_published_counts_are_met(
        int n, string mean, string meanHalf, string sd, string sdHalf, int minimum, int maximum, int expected)
    {
        SampleLattice lattice = new SampleLatticeBruteForce(
            n, Parse(mean), Parse(meanHalf), Parse(sd), Parse(sdHalf), minimum, maximum).Lattice();
        Assert.Equal(expected, lattice.Count());
        Assert.Equal(expected, lattice.Enumerate().Count());
        Assert.True(lattice.Exists());
    }

    [Fact]
    public void Count_enumeration_and_existence_agree_with_brute_force() =>
        Small.Sample(
            question =>
            {
                SampleLattice lattice = question.Lattice();
                List<int[]> expected = question.Samples();
                List<int[]> listed = [.. lattice.Enumerate().Select(sample => sample.ToArray())];
                return lattice.Count() == expected.Count
                    && lattice.Exists() == expected.Count > 0
                    && listed.Count == expected.Count
                    && listed.Zip(expected).All(pair => pair.First.SequenceEqual(pair.Second));
            },
            iter: 4000);

    [Fact]
    public void Numbering_and_listing_hold_the_same_samples() =>
        Small.Sample(
            question =>
            {
                SampleLattice lattice = question.Lattice();
                if (!lattice.Exists())
                    return Assert.Throws<InvalidOperationException>(() => lattice.Sampler(0)) is not null;
                LatticeSampler sampler = lattice.Sampler(0);
                HashSet<IntegerSample> numbered =
                    [.. Enumerable.Range(0, (int)sampler.Count).Select(rank => sampler.Unrank(rank))];
                return numbered.Count == sampler.Count && numbered.SetEquals(lattice.Enumerate());
            },
            iter: 2000);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 9)]
    [InlineData(2, 1)]
    [InlineData(20, 2)]
    [InlineData(12, 7)]
    [InlineData(30, 5)]
    public void Without_constraints_the_lattice_holds_every_multiset(int n, int width)
    {
        var all = new Interval(double.NegativeInfinity, double.PositiveInfinity);
        BigInteger multisets = BigInteger.One;
        for (var i = 1; i <= width; i++) multisets = multisets * (n + i) / i;
        Assert.Equal(multisets, new SampleLattice(n, all, all, -3, width - 3).Count());
    }

    [Theory]
    // Count in 64 bits, in 128 bits (more than 2^63 multisets in the range) and beyond (more than 2^127).
    [InlineData(1000, 9)]
    [InlineData(1_000_000, 9)]
    [InlineData(100_000_000, 9)]
    public void Wide_counts_agree_with_a_direct_count(int n, int width)
    {
        // All but a few of n observations lie at 4: deviations with Σ = 0 and Σ² <= 40 are few enough to list, and with
        // n > 40 the number at 4 is always enough.
        const int Squares = 40;
        var sd = new Interval(0, Math.Sqrt((Squares + 0.5) / (n - 1)));
        long expected = 0;
        Place(1, 0, Squares);
        Assert.Equal(expected, new SampleLattice(n, Interval.Point(4), sd, 0, width).Count());

        void Place(int distance, int sum, int squares)
        {
            if (distance * distance > squares || distance > width)
            {
                expected += sum == 0 ? 1 : 0;
                return;
            }

            var square = distance * distance;
            var mostAbove = distance <= width - 4 ? squares / square : 0;
            for (var above = 0; above <= mostAbove; above++)
            {
                var mostBelow = distance <= 4 ? squares / square - above : 0;
                for (var below = 0; below <= mostBelow; below++)
                    Place(distance + 1, sum + distance * (above - below), squares - square * (above + below));
            }
        }
    }

    [Fact]
    public void A_lattice_too_large_to_count_says_so_and_can_still_be_listed_and_decided()
    {
        var lattice = new SampleLattice(138, new Interval(30.715, 30.725), new Interval(4.105, 4.115), 20, 60);
        Assert.False(lattice.TryCount(out _));
        Assert.Throws<InvalidOperationException>(() => lattice.Count());
        Assert.Throws<InvalidOperationException>(() => lattice.Sampler(1));
        Assert.True(lattice.Exists());
        foreach (IntegerSample sample in lattice.Enumerate().Take(100))
        {
            Assert.Equal(138, sample.Size);
            Assert.InRange(sample.Mean, 30.715, 30.725);
            Assert.InRange(sample.StandardDeviation, 4.105, 4.115);
        }
    }

    private static decimal Unit(int decimals) => decimals switch { 0 => 1m, 1 => 0.1m, _ => 0.01m };

    private static decimal Parse(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
