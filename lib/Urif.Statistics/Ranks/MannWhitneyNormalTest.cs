namespace Urif.Statistics;

/// <summary>
/// The Mann-Whitney U test by the normal approximation with the variance corrected for ties and without continuity correction
/// (SPSS's asymptotic p; R's <c>wilcox.test(exact = FALSE, correct = FALSE)</c>), from frequency tables: in time that grows
/// with the distinct values only.
/// </summary>
/// <remarks>
/// <see cref="MannWhitneyTest"/> is the same test with all its methods, from samples. Source: E. L. Lehmann, Nonparametrics
/// (1975), eq. 1.35. Where all values are equal or a group is empty, z and p are NaN.
/// </remarks>
/// <param name="N1">The first group's size.</param>
/// <param name="N2">The second group's size.</param>
/// <param name="U">The number of pairs in which the first group's value is the greater, a tie counting one half.</param>
/// <param name="TieTerm">Σ(t³ - t) over the sizes t of the groups of equal values.</param>
public readonly record struct MannWhitneyNormalTest(int N1, int N2, double U, double TieTerm) : IHypothesisTest
{
    /// <summary>The test of two groups.</summary>
    public static MannWhitneyNormalTest FromTables(FrequencyTable x, FrequencyTable y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ReadOnlySpan<double> first = x.Values, second = y.Values;
        double u = 0, ties = 0, below = 0;
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            var inFirst = j == second.Length || (i < first.Length && first[i] <= second[j]);
            var inSecond = i == first.Length || (j < second.Length && second[j] <= first[i]);
            double a = inFirst ? x.CountAt(i++) : 0, b = inSecond ? y.CountAt(j++) : 0, tied = a + b;
            u += a * (below + 0.5 * b);
            below += b;
            ties += tied * (tied * tied - 1);
        }

        return new(x.Count, y.Count, u, ties);
    }

    /// <inheritdoc/>
    public string Name => "Mann-Whitney U test, normal approximation";

    /// <inheritdoc/>
    public double Statistic => Z;

    /// <summary>U less its mean, over its standard deviation: positive where the first group's values are the greater.</summary>
    public double Z => (U - 0.5 * N1 * N2) / Math.Sqrt(MannWhitneyTest.VarianceOfU(N1, N2, TieTerm));

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => Normal.PValue(Z, alternative);
}
