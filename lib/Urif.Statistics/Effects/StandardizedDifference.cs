namespace Urif.Statistics;

/// <summary>
/// The standardised difference of two groups, which does not grow with their sizes: a measure of balance.
/// </summary>
/// <remarks>
/// Source: P. C. Austin, Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in
/// propensity-score matched samples, Statistics in Medicine 28 (2009) 3083-3107, section 3.
/// NaN where no value deviates from its group's mean, or a group has none.
/// </remarks>
public static class StandardizedDifference
{
    /// <summary>(m₁ - m₂) / √((s₁² + s₂²)/2), without unit.</summary>
    public static double OfMeans(SampleMoments first, SampleMoments second) => Ratio(first.Mean - second.Mean,
        first.StandardDeviation * first.StandardDeviation, second.StandardDeviation * second.StandardDeviation);

    /// <summary>(p₁ - p₂) / √((p₁(1 - p₁) + p₂(1 - p₂))/2).</summary>
    /// <param name="first">The first group's proportion, in [0, 1].</param>
    /// <param name="second">The second group's.</param>
    public static double OfProportions(double first, double second) => Ratio(first - second, first * (1 - first), second * (1 - second));

    private static double Ratio(double difference, double variance1, double variance2)
    {
        var variance = (variance1 + variance2) / 2;
        return variance > 0 ? difference / Math.Sqrt(variance) : double.NaN;
    }
}
