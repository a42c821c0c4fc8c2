namespace Urif.Statistics;

/// <summary>
/// Philox4x32-10, a counter-based random number generator: a keyed bijection of 128-bit blocks, so that the block at
/// any counter is had at once, without the blocks before it.
/// </summary>
/// <remarks>
/// Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11, section 3.3 and table 2.
/// Ten rounds. It passes TestU01's BigCrush; it is not a cipher.
/// </remarks>
internal static class Philox4x32
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;

    // The key schedule's Weyl increments: the golden ratio and sqrt(3) - 1, as 32-bit fractions.
    private const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>The block at <paramref name="counter"/> under <paramref name="key"/>.</summary>
    /// <param name="counter">The counter; its lowest 32 bits are word 0 of the paper's counter.</param>
    /// <param name="key">The key; its lowest 32 bits are word 0 of the paper's key.</param>
    /// <returns>128 random bits, word 0 in the lowest.</returns>
    public static UInt128 Block(UInt128 counter, ulong key)
    {
        uint x0 = (uint)counter, x1 = (uint)(counter >> 32), x2 = (uint)(counter >> 64), x3 = (uint)(counter >> 96);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (var round = 0; round < 10; round++)
        {
            ulong product0 = (ulong)Multiplier0 * x0, product1 = (ulong)Multiplier1 * x2;
            x0 = (uint)(product1 >> 32) ^ x1 ^ k0;
            x1 = (uint)product1;
            x2 = (uint)(product0 >> 32) ^ x3 ^ k1;
            x3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return new UInt128(((ulong)x3 << 32) | x2, ((ulong)x1 << 32) | x0);
    }
}
