namespace Urif.Statistics;

/// <summary>One-way analysis of variance of groups that are known by size, mean and SD.</summary>
/// <remarks>
/// Fisher RA (1925), Statistical Methods for Research Workers: F = [Σ n(m - M)²/(k - 1)] / [Σ (n - 1)s²/(N - k)]. R's
/// <c>oneway.test(var.equal = TRUE)</c>; SPSS ONEWAY. With two groups F is the square of Student's t.
/// </remarks>
public sealed class OneWayAnova
{
    private OneWayAnova(double f, int df1, int df2) => (F, DegreesOfFreedom1, DegreesOfFreedom2) = (f, df1, df2);

    /// <summary>F, at least 0; <see cref="double.NaN"/> where all SDs are 0 and the means equal.</summary>
    public double F { get; }

    /// <summary>Groups less 1.</summary>
    public int DegreesOfFreedom1 { get; }

    /// <summary>Values less groups.</summary>
    public int DegreesOfFreedom2 { get; }

    /// <summary>The test from each group's size (at least 2), mean and SD.</summary>
    /// <exception cref="ArgumentException">There are fewer than two groups, or a group of fewer than two.</exception>
    public static OneWayAnova FromSummary(params ReadOnlySpan<(int N, double Mean, double Sd)> groups)
    {
        if (groups.Length < 2) throw new ArgumentException("There are at least two groups.", nameof(groups));
        double total = 0, sum = 0;
        foreach (var (n, mean, _) in groups)
        {
            if (n < 2) throw new ArgumentException("A group has at least two values.", nameof(groups));
            total += n;
            sum += n * mean;
        }

        double grand = sum / total, between = 0, within = 0;
        foreach (var (n, mean, sd) in groups)
        {
            between += n * (mean - grand) * (mean - grand);
            within += (n - 1) * sd * sd;
        }

        int df1 = groups.Length - 1, df2 = (int)total - groups.Length;
        return new(between / df1 / (within / df2), df1, df2);
    }

    /// <summary>The p-value.</summary>
    public double PValue() => FDistribution.UpperTail(F, DegreesOfFreedom1, DegreesOfFreedom2);
}
