namespace Urif.Statistics;

/// <summary>Welch's one-way analysis of variance: groups of normal data, each with its own variance.</summary>
/// <remarks>
/// Welch BL (1951). Biometrika 38:330-336. With weights w = n/s² and their sum W, F = [Σ w(m - M)²/(k - 1)] / [1 + 2(k - 2)λ],
/// λ = Σ (1 - w/W)²/(n - 1) / (k² - 1), on k - 1 and 1/(3λ) degrees of freedom. R's <c>oneway.test</c>. With two groups F is the
/// square of Welch's t. A group whose values are equal has no weight that is finite, and gives NaN.
/// </remarks>
/// <param name="F">The statistic, at least 0.</param>
/// <param name="DegreesOfFreedom1">Groups less 1.</param>
/// <param name="DegreesOfFreedom2">1/(3λ): real.</param>
public readonly record struct WelchAnova(double F, int DegreesOfFreedom1, double DegreesOfFreedom2)
{
    /// <summary>The test from each group's size (at least 2), mean and SD.</summary>
    /// <exception cref="ArgumentException">There are fewer than two groups, or a group of fewer than two.</exception>
    public static WelchAnova FromSummary(params ReadOnlySpan<(int N, double Mean, double Sd)> groups)
    {
        if (groups.Length < 2) throw new ArgumentException("There are at least two groups.", nameof(groups));
        double weights = 0, sum = 0;
        foreach (var (n, mean, sd) in groups)
        {
            if (n < 2) throw new ArgumentException("A group has at least two values.", nameof(groups));
            weights += n / (sd * sd);
            sum += n / (sd * sd) * mean;
        }

        double grand = sum / weights, between = 0, lambda = 0;
        int k = groups.Length;
        foreach (var (n, mean, sd) in groups)
        {
            double weight = n / (sd * sd), rest = 1 - weight / weights;
            between += weight * (mean - grand) * (mean - grand);
            lambda += rest * rest / (n - 1);
        }

        lambda /= (double)k * k - 1;
        return new(between / (k - 1) / (1 + 2 * (k - 2) * lambda), k - 1, 1 / (3 * lambda));
    }

    /// <summary>The p-value.</summary>
    public double PValue() => FDistribution.UpperTail(F, DegreesOfFreedom1, DegreesOfFreedom2);
}
