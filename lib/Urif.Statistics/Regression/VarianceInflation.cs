namespace Urif.Statistics;

/// <summary>How much larger a term's confidence region is than if the term were uncorrelated with the others.</summary>
/// <param name="Term">The term.</param>
/// <param name="Generalised">
/// det R₁₁ det R₂₂ / det R, with R the correlations of the coefficients but the intercept, R₁₁ the term's own and R₂₂ the others';
/// 1 or more. For a term with one coefficient it is the ordinary variance inflation factor.
/// </param>
/// <param name="DegreesOfFreedom">The number of the term's coefficients.</param>
/// <remarks>
/// Source: J. Fox, G. Monette, Generalized collinearity diagnostics, JASA 87 (1992); R's <c>car::vif</c>. Relative accuracy
/// about 1e-16 times the factor itself.
/// </remarks>
public sealed record VarianceInflation(string Term, double Generalised, int DegreesOfFreedom)
{
    /// <summary>
    /// <see cref="Generalised"/> to the power 1/(2·df): comparable between terms; the growth of a standard error.
    /// </summary>
    public double PerCoefficient => Math.Pow(Generalised, 0.5 / DegreesOfFreedom);

    /// <summary>The factor of each term but the intercept.</summary>
    public static IReadOnlyList<VarianceInflation> Of(LogisticFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var first = fit.Design.HasIntercept ? 1 : 0;
        int[] all = [.. Enumerable.Range(first, fit.Coefficients.Count - first)];
        var whole = LogDeterminant(fit, all);
        return [.. fit.Design.Terms.Skip(first).Select(term =>
        {
            int[] own = [.. Enumerable.Range(term.First, term.Count)];
            return new VarianceInflation(
                term.Name, Math.Exp(LogDeterminant(fit, own) + LogDeterminant(fit, [.. all.Except(own)]) - whole), term.Count);
        })];
    }

    private static double LogDeterminant(LogisticFit fit, int[] columns)
    {
        var n = columns.Length;
        var factor = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                factor[i * n + j] = fit.Covariance(columns[i], columns[j])
                    / Math.Sqrt(fit.Covariance(columns[i], columns[i]) * fit.Covariance(columns[j], columns[j]));
            }
        }

        Cholesky.Factor(factor, n, 0);
        return Cholesky.LogDeterminant(factor, n);
    }
}
