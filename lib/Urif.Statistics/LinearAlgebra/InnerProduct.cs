using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Urif.Statistics;

/// <summary>The inner product of vectors, and their multiples and products; all vectors of a call have as many components.</summary>
/// <remarks>Sums of spans run in four fixed lanes, so that they do not depend on the vector width of the machine.</remarks>
internal static class InnerProduct
{
    private const int Lanes = 4;

    /// <summary>Σ xᵢyᵢ, in the order of the components.</summary>
    public static double Of(double[] x, double[] y)
    {
        double sum = 0;
        for (var j = 0; j < x.Length; j++) sum += x[j] * y[j];
        return sum;
    }

    /// <summary>Σ xᵢyᵢ.</summary>
    public static double Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<Vector256<double>> a = Vectors(x), b = Vectors(y)[..a.Length];
        Vector256<double> even = default, odd = default;
        var v = 0;
        for (; v + 1 < a.Length; v += 2)
        {
            even = Vector256.FusedMultiplyAdd(a[v], b[v], even);
            odd = Vector256.FusedMultiplyAdd(a[v + 1], b[v + 1], odd);
        }

        if (v < a.Length) even = Vector256.FusedMultiplyAdd(a[v], b[v], even);
        even += odd;
        var sum = even[0] + even[1] + (even[2] + even[3]);
        for (var i = a.Length * Lanes; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>Adds a multiple of x to y.</summary>
    public static void Add(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        ReadOnlySpan<Vector256<double>> a = Vectors(x);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(y)[..a.Length];
        Vector256<double> times = Vector256.Create(factor);
        for (var v = 0; v < a.Length; v++) b[v] = Vector256.FusedMultiplyAdd(times, a[v], b[v]);
        for (var i = a.Length * Lanes; i < x.Length; i++) y[i] += factor * x[i];
    }

    /// <summary>Adds xᵢyᵢ to each zᵢ.</summary>
    public static void AddProduct(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> z)
    {
        ReadOnlySpan<Vector256<double>> a = Vectors(x), b = Vectors(y)[..a.Length];
        var c = MemoryMarshal.Cast<double, Vector256<double>>(z)[..a.Length];
        for (var v = 0; v < a.Length; v++) c[v] = Vector256.FusedMultiplyAdd(a[v], b[v], c[v]);
        for (var i = a.Length * Lanes; i < x.Length; i++) z[i] += x[i] * y[i];
    }

    /// <summary>A multiple of x.</summary>
    public static void Multiply(double factor, ReadOnlySpan<double> x, Span<double> result)
    {
        ReadOnlySpan<Vector256<double>> a = Vectors(x);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(result)[..a.Length];
        Vector256<double> times = Vector256.Create(factor);
        for (var v = 0; v < a.Length; v++) b[v] = times * a[v];
        for (var i = a.Length * Lanes; i < x.Length; i++) result[i] = factor * x[i];
    }

    /// <summary>The products xᵢyᵢ.</summary>
    public static void Multiply(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> result)
    {
        ReadOnlySpan<Vector256<double>> a = Vectors(x), b = Vectors(y)[..a.Length];
        var c = MemoryMarshal.Cast<double, Vector256<double>>(result)[..a.Length];
        for (var v = 0; v < a.Length; v++) c[v] = a[v] * b[v];
        for (var i = a.Length * Lanes; i < x.Length; i++) result[i] = x[i] * y[i];
    }

    private static ReadOnlySpan<Vector256<double>> Vectors(ReadOnlySpan<double> x) => MemoryMarshal.Cast<double, Vector256<double>>(x);
}
