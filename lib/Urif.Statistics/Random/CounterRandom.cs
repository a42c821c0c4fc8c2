using System.Numerics;

namespace Urif.Statistics;

/// <summary>
/// A stream of random numbers that depends on a seed and a stream number only, so that work split over threads or
/// shards, one stream per item, gives the same draws however it is split.
/// </summary>
/// <remarks>
/// Word 2b (and 2b+1) of stream s is the low (high) half of <see cref="Philox4x32.Block"/> at counter s·2^64 + b, under
/// the seed as key. Streams never overlap. An instance is not safe for use by two threads at once; two instances are.
/// </remarks>
/// <param name="seed">The seed.</param>
/// <param name="stream">The stream's number under that seed.</param>
public sealed class CounterRandom(ulong seed, ulong stream)
{
    private ulong _block;
    private ulong _spare;
    private bool _hasSpare;

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        var block = Philox4x32.Block(new UInt128(stream, _block++), seed);
        _spare = (ulong)(block >> 64);
        _hasSpare = true;
        return (ulong)block;
    }

    /// <summary>A uniform number in [0, 1): a multiple of 2^-53.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number, by inversion of one uniform number: between -8.3 and 8.3.</summary>
    public double NextNormal() => Normal.Quantile(((NextUInt64() >> 11) + 0.5) * (1.0 / (1UL << 53)));

    /// <summary>Fills with uniform integers in [0, <paramref name="bound"/>), from 32 bits each.</summary>
    /// <remarks>
    /// Without bias: D. Lemire, Fast random integer generation in an interval, ACM Transactions on Modeling and Computer
    /// Simulation 29 (2019). Each word of 64 bits gives its low half, then its high half; a word left half used is not gone on with.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public void FillBelow(int bound, Span<int> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var rejected = (uint)((1UL << 32) % (uint)bound);
        ulong word = 0;
        var hasHalf = false;
        for (var i = 0; i < values.Length; i++)
        {
            ulong product;
            do
            {
                word = hasHalf ? word >> 32 : NextUInt64();
                hasHalf = !hasHalf;
                product = (word & uint.MaxValue) * (uint)bound;
            }
            while ((uint)product < rejected);
            values[i] = (int)(product >> 32);
        }
    }

    /// <summary>A uniform integer in [0, <paramref name="bound"/>), by rejection: no modulo bias.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is below 1.</exception>
    public BigInteger NextBelow(BigInteger bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, BigInteger.One);
        var bits = (int)(bound - 1).GetBitLength();
        var words = (bits + 63) / 64;
        // Masking to the bound's own bit length keeps the chance of a rejection below one half.
        var mask = bits % 64 == 0 ? ulong.MaxValue : (1UL << (bits % 64)) - 1;
        while (true)
        {
            var candidate = BigInteger.Zero;
            for (var word = 0; word < words; word++)
            {
                var value = NextUInt64();
                candidate = (candidate << 64) | (word == 0 ? value & mask : value);
            }

            if (candidate < bound) return candidate;
        }
    }
}
