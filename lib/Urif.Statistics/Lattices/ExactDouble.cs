using System.Numerics;

namespace Urif.Statistics;

/// <summary>Multiplies a double's power by an integer without rounding, then rounds once to an integer.</summary>
internal static class ExactDouble
{
    /// <summary>The greatest integer at most value^power · factor.</summary>
    internal static BigInteger Floor(double value, int power, long factor)
    {
        var (scaled, exponent) = Scale(value, power, factor);
        // A shift of a negative BigInteger to the right rounds towards minus infinity.
        return exponent >= 0 ? scaled << exponent : scaled >> -exponent;
    }

    /// <summary>The least integer at least value^power · factor.</summary>
    internal static BigInteger Ceiling(double value, int power, long factor)
    {
        var (scaled, exponent) = Scale(value, power, factor);
        return exponent >= 0 ? scaled << exponent : -(-scaled >> -exponent);
    }

    /// <summary>value^power · factor as an integer and a power of two.</summary>
    private static (BigInteger Scaled, int Exponent) Scale(double value, int power, long factor)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var significand = biased == 0 ? fraction : fraction | (1L << 52);
        var exponent = Math.Max(biased, 1) - 1075;
        var scaled = BigInteger.Pow(bits < 0 ? -significand : significand, power) * factor;
        return (scaled, exponent * power);
    }
}
