using System.Globalization;
using System.Numerics;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>The counter-based generator and the integers made from it.</summary>
public class CounterRandomTests
{
    [Theory]
    // Random123 1.14, tests/kat_vectors, the lines "philox4x32 10": counter, key, output; word 0 first.
    [InlineData("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Philox_gives_the_published_known_answers(string counter, string key, string expected) =>
        Assert.Equal(Words(expected), Philox4x32.Block(Words(counter), (ulong)Words(key)));

    [Fact]
    public void A_stream_reads_the_blocks_of_its_own_counters()
    {
        var random = new CounterRandom(seed: 42, stream: 5);
        for (ulong block = 0; block < 4; block++)
        {
            UInt128 bits = Philox4x32.Block(new UInt128(5, block), 42);
            Assert.Equal((ulong)bits, random.NextUInt64());
            Assert.Equal((ulong)(bits >> 64), random.NextUInt64());
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("6")]
    [InlineData("18446744073709551616")]
    [InlineData("100000000000000000000000000000000000000000")]
    public void Integers_below_a_bound_are_spread_evenly_over_it(string text)
    {
        BigInteger bound = BigInteger.Parse(text, CultureInfo.InvariantCulture);
        var random = new CounterRandom(1, 2);
        const int Draws = 6000;
        var sixths = new int[6];
        for (var i = 0; i < Draws; i++)
        {
            BigInteger value = random.NextBelow(bound);
            Assert.True(value >= 0 && value < bound);
            sixths[(int)(value * 6 / bound)]++;
        }

        // Each sixth holds 1000 ± 29; 5 SDs.
        if (bound > 1) Assert.All(sixths, count => Assert.InRange(count, 1000 - 145, 1000 + 145));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(3_000_000)]
    [InlineData(2_000_000_000)]
    public void Many_integers_below_a_bound_are_spread_evenly_over_it(int bound)
    {
        var values = new int[6000];
        new CounterRandom(1, 3).FillBelow(bound, values);
        Assert.All(values, value => Assert.InRange(value, 0, bound - 1));

        // Each sixth holds 1000 ± 29; 5 SDs.
        if (bound > 1)
            Assert.All(values.CountBy(value => value * 6L / bound), sixth => Assert.InRange(sixth.Value, 1000 - 145, 1000 + 145));
    }

    [Fact]
    public void Many_integers_below_a_power_of_two_are_the_top_bits_of_each_half_word()
    {
        var values = new int[3];
        new CounterRandom(7, 8).FillBelow(256, values);
        var random = new CounterRandom(7, 8);
        ulong first = random.NextUInt64(), second = random.NextUInt64();
        Assert.Equal([(int)((first >> 24) & 255), (int)(first >> 56), (int)((second >> 24) & 255)], values);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.FillBelow(0, values));
    }

    [Fact]
    public void A_uniform_number_lies_in_the_half_open_unit_interval()
    {
        var random = new CounterRandom(9, 9);
        double sum = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var value = random.NextDouble();
            Assert.True(value is >= 0 and < 1);
            sum += value;
        }

        // The mean of 10,000 has SD 1/sqrt(12·10,000) = 0.0029; 5 SDs.
        Assert.InRange(sum / 10_000, 0.4855, 0.5145);
    }

    [Fact]
    public void No_integer_lies_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(0, 0).NextBelow(BigInteger.Zero));

    private static UInt128 Words(string text)
    {
        UInt128 value = 0;
        foreach (var word in text.Split(' ').Reverse())
            value = (value << 32) | uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return value;
    }
}
