using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Urif.Statistics;

/// <summary>exp(x) and exp(-x) at once, four numbers at a time.</summary>
/// <remarks>
/// With x = n ln 2 + r and |r| at most ln 2 / 2, exp(±x) = 2^±n (cosh r ± sinh r), from the two Taylor series to r^13/13!; the
/// remainder is below 1e-17. Errors are below 3 units in the last place for |x| up to 700. Every step is a correctly rounded
/// addition, product or fused product, so that the result is the same on every processor, which the runtime's
/// <see cref="Vector256.Exp(Vector256{double})"/> does not promise.
/// Source: W. J. Cody, W. Waite, Software manual for the elementary functions (1980), chapter 6, for the reduction.
/// </remarks>
internal static class ExponentialPair
{
    // Adding 1.5 * 2^52 rounds to an integer and leaves it in the lowest bits.
    private const double Rounder = 6755399441055744;
    private const double Log2OfE = 1.4426950408889634;

    // ln 2 in two parts, the first with zeros in its last 20 bits.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const int ExponentBit = 52;

    /// <summary>exp(x) and exp(-x).</summary>
    /// <param name="x">Numbers of absolute value 700 or less.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Positive, Vector256<double> Negative) Of(Vector256<double> x)
    {
        Vector256<double> rounder = Vector256.Create(Rounder);
        Vector256<double> shifted = Vector256.FusedMultiplyAdd(x, Vector256.Create(Log2OfE), rounder), n = shifted - rounder;
        Vector256<double> r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2High), x);
        r = Vector256.FusedMultiplyAdd(n, Vector256.Create(-Ln2Low), r);
        var square = r * r;

        Vector256<double> even = Vector256.Create(1.0 / 479001600), odd = Vector256.Create(1.0 / 6227020800);
        even = Vector256.FusedMultiplyAdd(even, square, Vector256.Create(1.0 / 3628800));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.0 / 39916800));
        even = Vector256.FusedMultiplyAdd(even, square, Vector256.Create(1.0 / 40320));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.0 / 362880));
        even = Vector256.FusedMultiplyAdd(even, square, Vector256.Create(1.0 / 720));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.0 / 5040));
        even = Vector256.FusedMultiplyAdd(even, square, Vector256.Create(1.0 / 24));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.0 / 120));
        even = Vector256.FusedMultiplyAdd(even, square, Vector256.Create(1.0 / 2));
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256.Create(1.0 / 6));
        even = Vector256.FusedMultiplyAdd(even, square, Vector256<double>.One);
        odd = Vector256.FusedMultiplyAdd(odd, square, Vector256<double>.One);

        // An integer in the exponent's place of a floating-point number multiplies by that power of 2.
        Vector256<long> power = Vector256.ShiftLeft(shifted.AsInt64(), ExponentBit);
        Vector256<double> positive = Vector256.FusedMultiplyAdd(r, odd, even), negative = Vector256.FusedMultiplyAdd(-r, odd, even);
        return ((positive.AsInt64() + power).AsDouble(), (negative.AsInt64() - power).AsDouble());
    }
}
