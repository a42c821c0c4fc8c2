namespace Urif.Statistics;

/// <summary>Student's two-sample t-test: do two groups of normal data with one common variance have the same mean?</summary>
/// <param name="MeanDifference">The first mean minus the second, in the data's unit.</param>
/// <param name="StandardError">
/// √(s²(1/n₁ + 1/n₂)) with the pooled variance s² = ((n₁-1)s₁² + (n₂-1)s₂²)/(n₁+n₂-2).
/// </param>
/// <param name="DegreesOfFreedom">n₁ + n₂ - 2.</param>
/// <remarks>
/// Source: Student, The probable error of a mean, Biometrika 6 (1908); R. A. Fisher, Metron 5 (1925).
/// Where no value deviates from its group's mean, the standard error is 0: t is infinite, with p-values 0 and 1, or NaN if
/// the means are equal too. Groups too small for a variance (no value in one of them, or two values in all) give NaN.
/// </remarks>
public readonly record struct StudentTTest(double MeanDifference, double StandardError, double DegreesOfFreedom) : IHypothesisTest
{
    /// <summary>The test from sizes, means and standard deviations (divisor n - 1). The deviation of a group of one is not used.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size or a standard deviation is negative.</exception>
    public static StudentTTest FromSummary(int n1, double mean1, double sd1, int n2, double mean2, double sd2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n1);
        ArgumentOutOfRangeException.ThrowIfNegative(n2);
        if (sd1 < 0) throw new ArgumentOutOfRangeException(nameof(sd1), sd1, "A standard deviation is negative.");
        if (sd2 < 0) throw new ArgumentOutOfRangeException(nameof(sd2), sd2, "A standard deviation is negative.");
        var df = (double)n1 + n2 - 2;
        if (n1 == 0 || n2 == 0 || df <= 0) return new(mean1 - mean2, double.NaN, double.NaN);

        var squares = (n1 > 1 ? (n1 - 1) * (sd1 * sd1) : 0) + (n2 > 1 ? (n2 - 1) * (sd2 * sd2) : 0);
        return new(mean1 - mean2, Math.Sqrt(squares / df * (1.0 / n1 + 1.0 / n2)), df);
    }

    /// <summary>The test from the two groups' values.</summary>
    public static StudentTTest FromSamples(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        SampleMoments first = SampleMoments.Of(x), second = SampleMoments.Of(y);
        return FromSummary(first.Count, first.Mean, first.StandardDeviation, second.Count, second.Mean, second.StandardDeviation);
    }

    /// <inheritdoc/>
    public string Name => "Student's two-sample t-test";

    /// <summary>The mean difference over its standard error.</summary>
    public double T => MeanDifference / StandardError;

    /// <inheritdoc/>
    public double Statistic => T;

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => StudentT.PValue(T, DegreesOfFreedom, alternative);

    /// <summary>The two-sided confidence interval of the difference in means.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    public Interval ConfidenceInterval(double level = 0.95)
    {
        var half = -StudentT.Quantile((1 - level) / 2, DegreesOfFreedom) * StandardError;
        return new(MeanDifference - half, MeanDifference + half);
    }
}
