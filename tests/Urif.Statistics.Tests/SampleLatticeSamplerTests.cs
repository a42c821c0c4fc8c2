using System.Numerics;
using MathNet.Numerics.Distributions;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Uniform draws from the lattice.</summary>
public class SampleLatticeSamplerTests
{
    private const int Draws = 20_000;

    /// <summary>Lattices with few enough samples to expect tens of draws of each.</summary>
    public static TheoryData<int, double, double, int, int> SmallLattices => new()
    {
        { 65, 2.00, 1.45, 1, 5 },
        { 12, 2.75, 1.22, 1, 5 },
        { 9, 3.11, 2.20, 0, 8 },
        { 30, 0.50, 0.51, 0, 1 },
    };

    [Theory]
    [MemberData(nameof(SmallLattices))]
    public void Draws_are_uniform_over_the_enumerated_samples(int n, double mean, double sd, int minimum, int maximum)
    {
        SampleLattice lattice = Lattice(n, mean, sd, minimum, maximum);
        LatticeSampler sampler = lattice.Sampler(seed: 20240917);
        var p = GoodnessOfFit(lattice, index => sampler.Draw(index));
        Assert.True(p > 0.001, $"p = {p:G3}");
    }

    [Theory]
    [InlineData(65, 2.00, 1.45, 1, 5)]
    [InlineData(9, 3.11, 2.20, 0, 8)]
    public void The_same_test_finds_a_modulo_bias(int n, double mean, double sd, int minimum, int maximum)
    {
        SampleLattice lattice = Lattice(n, mean, sd, minimum, maximum);
        LatticeSampler sampler = lattice.Sampler(seed: 20240917);
        // The classical mistake: the remainder of a number from a power of two, here the next above the count.
        var power = BitOperations.RoundUpToPowerOf2((ulong)sampler.Count);
        Assert.True(power > sampler.Count);
        var p = GoodnessOfFit(
            lattice, index => sampler.Unrank(new CounterRandom(1, index).NextUInt64() % power % (ulong)sampler.Count));
        Assert.True(p < 1e-6, $"p = {p:G3}");
    }

    [Fact]
    public void A_draw_depends_on_its_seed_and_index_alone()
    {
        SampleLattice lattice = Lattice(50, 4.7, 2.2, 1, 7);
        LatticeSampler sampler = lattice.Sampler(7);
        var inOrder = new IntegerSample[500];
        for (var i = 0; i < inOrder.Length; i++) inOrder[i] = sampler.Draw((ulong)i);
        var inParallel = new IntegerSample[inOrder.Length];
        Parallel.For(0, inParallel.Length, i => inParallel[i] = sampler.Draw((ulong)i));
        Assert.Equal(inOrder, inParallel);
        Assert.Equal(inOrder[499], lattice.Sampler(7).Draw(499));
        Assert.NotEqual(inOrder, [.. Enumerable.Range(0, 500).Select(i => lattice.Sampler(8).Draw((ulong)i))]);
    }

    [Fact]
    public void Every_draw_lies_in_the_lattice()
    {
        LatticeSampler sampler = Lattice(112, 3.10, 1.42, 1, 20).Sampler(3);
        for (ulong i = 0; i < 1000; i++)
        {
            IntegerSample sample = sampler.Draw(i);
            Assert.Equal(112, sample.Size);
            Assert.InRange(sample.Mean, 3.095, 3.105);
            Assert.InRange(sample.StandardDeviation, 1.415, 1.425);
        }
    }

    [Fact]
    public void A_number_outside_the_count_is_refused()
    {
        LatticeSampler sampler = Lattice(65, 2.00, 1.45, 1, 5).Sampler(0);
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Unrank(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => sampler.Unrank(sampler.Count));
    }

    /// <summary>The p-value of Pearson's goodness-of-fit test of uniformity over the enumerated samples.</summary>
    private static double GoodnessOfFit(SampleLattice lattice, Func<ulong, IntegerSample> draw)
    {
        Dictionary<IntegerSample, int> seen = lattice.Enumerate().ToDictionary(sample => sample, _ => 0);
        for (ulong i = 0; i < Draws; i++) seen[draw(i)]++;
        if (seen.Count == 1) return 1;
        var expected = (double)Draws / seen.Count;
        Assert.True(expected >= 5, $"{seen.Count} samples");
        var statistic = seen.Values.Sum(count => (count - expected) * (count - expected) / expected);
        return 1 - ChiSquared.CDF(seen.Count - 1, statistic);
    }

    private static SampleLattice Lattice(int n, double mean, double sd, int minimum, int maximum) => new(
        n, new Interval(mean - 0.005, mean + 0.005), new Interval(sd - 0.005, sd + 0.005), minimum, maximum);
}
