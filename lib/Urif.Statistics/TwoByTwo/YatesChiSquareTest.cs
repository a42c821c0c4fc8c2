namespace Urif.Statistics;

/// <summary>The chi-square test of independence with Yates's continuity correction, the default of R and many packages.</summary>
/// <remarks>
/// Yates F (1934). Contingency tables involving small numbers and the χ² test. J R Stat Soc Suppl 1:217-235. Each
/// |O - E| is lessened by min(0.5, |O - E|), as in R's <c>chisq.test(correct = TRUE)</c>, so the statistic is never
/// the greater for the correction. With an empty margin the statistic and p are <see cref="double.NaN"/>.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record YatesChiSquareTest(TwoByTwoTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Chi-square test with Yates's correction";

    /// <summary>The corrected χ², at least 0.</summary>
    public double Statistic => Z * Z;

    /// <summary>The root of <see cref="Statistic"/>, positive where group 1 has the greater proportion.</summary>
    public double Z => CorrectedZ(Table);

    /// <summary>The p-value; one-sided p-values are those of R's <c>prop.test(correct = TRUE)</c>.</summary>
    public double PValue(Alternative alternative = Alternative.TwoSided) =>
        Normal.PValue(Z, alternative);

    /// <summary>The two-sided p-value of a table given by its cells, row by row; allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double TwoSidedP(int a, int b, int c, int d) => Normal.TwoSided(CorrectedZ(new(a, b, c, d)));

    // |O - E| is |AD - BC|/N in every cell, so the correction takes N/2 off the cross product.
    private static double CorrectedZ(in TwoByTwoTable table)
    {
        var size = Math.Max(0, Math.Abs(table.Cross) - 0.5 * table.N);
        return Math.Sign(table.Cross) * size * PearsonChiSquareTest.RootScale(table);
    }
}
