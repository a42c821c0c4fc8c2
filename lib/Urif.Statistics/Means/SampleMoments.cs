namespace Urif.Statistics;

/// <summary>The mean and the standard deviation of a sample (divisor n - 1).</summary>
/// <param name="Count">The number of values.</param>
/// <param name="Mean">The mean; NaN for an empty sample.</param>
/// <param name="StandardDeviation">The standard deviation; NaN below two values.</param>
public readonly record struct SampleMoments(int Count, double Mean, double StandardDeviation)
{
    /// <summary>The moments of a sample, in two passes; those of equal values are exact.</summary>
    /// <remarks>
    /// The corrected two-pass algorithm: T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37 (1983), eq. 1.7.
    /// </remarks>
    public static SampleMoments Of(ReadOnlySpan<double> values) => Of(values, values.Length, default(Once));

    /// <summary>The moments of distinct values, of which there are so many up to and with each.</summary>
    internal static SampleMoments Of(ReadOnlySpan<double> values, ReadOnlySpan<int> upTo) =>
        Of(values, upTo.IsEmpty ? 0 : upTo[^1], new Repeated(upTo));

    private static SampleMoments Of<TCount>(ReadOnlySpan<double> values, int n, TCount count)
        where TCount : struct, ICount, allows ref struct
    {
        if (n == 0) return new(0, double.NaN, double.NaN);

        // Differences from the first value, so that equal values have exactly their mean and no deviation.
        double origin = values[0], sum = 0;
        for (var i = 0; i < values.Length; i++) sum += count.Of(i) * (values[i] - origin);
        var mean = origin + sum / n;

        double residual = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var deviation = values[i] - mean;
            var weighted = count.Of(i) * deviation;
            residual += weighted;
            squares += weighted * deviation;
        }

        return new(n, mean, n > 1 ? Math.Sqrt((squares - residual * residual / n) / (n - 1)) : double.NaN);
    }

    // How often each value occurs: a type and no delegate, so that a plain sample costs no multiplication.
    private interface ICount
    {
        double Of(int place);
    }

    private readonly struct Once : ICount
    {
        public double Of(int place) => 1;
    }

    private readonly ref struct Repeated(ReadOnlySpan<int> upTo) : ICount
    {
        private readonly ReadOnlySpan<int> _upTo = upTo;

        public double Of(int place) => place == 0 ? _upTo[0] : _upTo[place] - _upTo[place - 1];
    }
}
