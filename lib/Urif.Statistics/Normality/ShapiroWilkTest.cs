using System.Buffers;

namespace Urif.Statistics;

/// <summary>The Shapiro-Wilk test: may a sample come from some normal distribution?</summary>
/// <param name="Count">The number of values, 3 to 5000.</param>
/// <param name="Complement">1 - W, which keeps its digits where W is near 1; NaN where the values are all equal.</param>
/// <remarks>
/// Source: J. P. Royston, Remark AS R94: a remark on Algorithm AS 181, Applied Statistics 44 (1995), whose approximations of
/// the weights and of the null distribution of W it is; exact for n = 3. For n of 4 to 11, samples with W below the
/// approximation's domain have p = 1e-99, as in R.
/// </remarks>
public readonly record struct ShapiroWilkTest(int Count, double Complement) : IHypothesisTest
{
    private const int Largest = 5000;

    /// <summary>The test of a sample, in any order.</summary>
    /// <exception cref="ArgumentException">Fewer than 3 or more than 5000 values, or a value that is not finite.</exception>
    public static ShapiroWilkTest FromSample(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n is < 3 or > Largest) throw new ArgumentException($"The sample must have 3 to {Largest} values.", nameof(values));
        foreach (var value in values)
            if (!double.IsFinite(value)) throw new ArgumentException("A value is not finite.", nameof(values));

        var buffer = ArrayPool<double>.Shared.Rent(n + n / 2);
        try
        {
            Span<double> sorted = buffer.AsSpan(0, n), weights = buffer.AsSpan(n, n / 2);
            values.CopyTo(sorted);
            sorted.Sort();
            FillWeights(weights, n);
            return new(n, ComplementOf(sorted, weights));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    /// <summary>W, in (0, 1]: near 1 where the order statistics follow those of the normal distribution.</summary>
    public double W => 1 - Complement;

    /// <inheritdoc/>
    public string Name => "Shapiro-Wilk test of normality";

    /// <inheritdoc/>
    public double Statistic => W;

    /// <inheritdoc/>
    /// <remarks>Normality has no direction: there is one p-value, that of a W as small or smaller.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alternative"/> is one-sided.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(alternative, Alternative.TwoSided);
        double n = Count;
        if (double.IsNaN(Complement)) return double.NaN;
        if (Count == 3) return Math.Max(0, 1 - 6 / Math.PI * Math.Asin(Math.Sqrt(Complement)));

        // A function of 1 - W is near normal; its mean and deviation are polynomials in n, or in ln n from n = 12 on.
        var y = Math.Log(Complement);
        double mean, logDeviation;
        if (Count <= 11)
        {
            var gamma = Polynomial(n, -2.273, 0.459);
            if (y >= gamma) return 1e-99;
            y = -Math.Log(gamma - y);
            mean = Polynomial(n, 0.544, -0.39978, 0.025054, -6.714e-4);
            logDeviation = Polynomial(n, 1.3822, -0.77857, 0.062767, -0.0020322);
        }
        else
        {
            var logN = Math.Log(n);
            mean = Polynomial(logN, -1.5861, -0.31082, -0.083751, 0.0038915);
            logDeviation = Polynomial(logN, -0.4803, -0.082676, 0.0030302);
        }

        return Normal.UpperTail((y - mean) / Math.Exp(logDeviation));
    }

    // The weights of the larger half of the order statistics, largest first; those of the smaller half are their negatives.
    // The outermost one or two are polynomials in 1/√n, the others Blom's normal scores, scaled to a sum of squares of 1.
    private static void FillWeights(Span<double> weights, int n)
    {
        if (n == 3)
        {
            weights[0] = Math.Sqrt(0.5);
            return;
        }

        double squares = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = -Normal.Quantile((i + 0.625) / (n + 0.25));
            squares += 2 * weights[i] * weights[i];
        }

        double m1 = weights[0], m2 = weights[1], norm = Math.Sqrt(squares), u = 1 / Math.Sqrt(n);
        var a1 = Polynomial(u, 0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056) + m1 / norm;
        weights[0] = a1;
        double left = squares - 2 * m1 * m1, share = 1 - 2 * a1 * a1;
        var first = 1;
        if (n > 5)
        {
            var a2 = Polynomial(u, 0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633) + m2 / norm;
            weights[1] = a2;
            left -= 2 * m2 * m2;
            share -= 2 * a2 * a2;
            first = 2;
        }

        var scale = Math.Sqrt(left / share);
        for (var i = first; i < weights.Length; i++) weights[i] /= scale;
    }

    // 1 - r², r the correlation of the sample with the weights, without the cancellation for r near 1.
    private static double ComplementOf(ReadOnlySpan<double> sorted, ReadOnlySpan<double> weights)
    {
        var n = sorted.Length;
        double low = sorted[0], range = sorted[n - 1] - low;
        if (range == 0) return double.NaN;

        // In units of the range, from the smallest value: no square over- or underflows.
        double unit = 1 / range, mean = 0;
        foreach (var value in sorted) mean += (value - low) * unit;
        mean /= n;

        double squares = 0, product = 0, weightSquares = 0;
        foreach (var value in sorted)
        {
            var deviation = (value - low) * unit - mean;
            squares += deviation * deviation;
        }

        for (var i = 0; i < weights.Length; i++)
        {
            product += weights[i] * ((sorted[n - 1 - i] - sorted[i]) * unit);
            weightSquares += 2 * weights[i] * weights[i];
        }

        var norm = Math.Sqrt(squares * weightSquares);
        return Math.Max(0, (norm - product) * (norm + product) / (squares * weightSquares));
    }

    private static double Polynomial(double x, params ReadOnlySpan<double> coefficients)
    {
        double value = 0;
        for (var i = coefficients.Length - 1; i >= 0; i--) value = value * x + coefficients[i];
        return value;
    }
}
