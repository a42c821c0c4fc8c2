namespace Urif.Statistics;

/// <summary>
/// The standardised difference of two groups, which does not grow with their sizes: a measure of balance.
/// </summary>
/// <remarks>
/// Source: P. C. Austin, Balance diagnostics for comparing the distribution of baseline covariates between treatment groups in
/// propensity-score matched samples, Statistics in Medicine 28 (2009) 3083-3107, section 3.
/// Of more than two categories: D. Yang and J. E. Dalton, A unified approach to measuring the effect size between two groups, SAS
/// Global Forum 2012, paper 335; R's <c>tableone</c>.
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

    /// <summary>
    /// √((p - q)'S⁻¹(p - q)), the Mahalanobis distance of two distributions over categories, without the first; S is the mean of the two
    /// multinomial covariance matrices. Not negative; of two categories the size of <see cref="OfProportions"/>. Categories that
    /// neither group has are left out. NaN where S has no inverse, as the groups share too few categories.
    /// </summary>
    /// <param name="first">The first group's proportions, which add up to 1.</param>
    /// <param name="second">The second group's, of the same categories.</param>
    /// <exception cref="ArgumentException">The groups have other categories.</exception>
    public static double OfCategories(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length) throw new ArgumentException("Both groups have the same categories.", nameof(second));
        var used = new List<int>();
        for (var c = 0; c < first.Length; c++)
            if (first[c] != 0 || second[c] != 0) used.Add(c);
        var n = used.Count - 1;
        if (n < 1) return double.NaN;
        double[] covariance = new double[n * n], difference = new double[n];
        for (var i = 0; i < n; i++)
        {
            double p = first[used[i + 1]], q = second[used[i + 1]];
            difference[i] = p - q;
            for (var j = 0; j <= i; j++)
                covariance[i * n + j] = ((i == j ? p + q : 0) - p * first[used[j + 1]] - q * second[used[j + 1]]) / 2;
        }

        const double singular = 1e-12;
        if (Cholesky.Factor(covariance, n, singular) >= 0) return double.NaN;
        Cholesky.Forward(covariance, n, difference);
        return Math.Sqrt(InnerProduct.Of(difference, difference));
    }

    private static double Ratio(double difference, double variance1, double variance2)
    {
        var variance = (variance1 + variance2) / 2;
        return variance > 0 ? difference / Math.Sqrt(variance) : double.NaN;
    }
}
