namespace Urif.Statistics;

/// <summary>
/// The z test of two proportions with unpooled variance (Wald). With pooled variance the z test is
/// <see cref="PearsonChiSquareTest"/>, whose Z is that z.
/// </summary>
/// <remarks>
/// z = (p1 - p2)/√(p1(1-p1)/n1 + p2(1-p2)/n2): agrees with the Wald interval of <see cref="RiskDifference"/> and is
/// anti-conservative in small samples. If both variances are zero z is infinite where the proportions differ (0 against
/// 1) and <see cref="double.NaN"/> where they agree; it is <see cref="double.NaN"/> also for an empty group.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record WaldTest(TwoByTwoTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Wald z test of two proportions";

    /// <summary>z, positive where group 1 has the greater proportion.</summary>
    public double Statistic => Z(Table);

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) =>
        Normal.PValue(Statistic, alternative);

    /// <summary>The two-sided p-value of a table given by its cells, row by row; allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double TwoSidedP(int a, int b, int c, int d) => Normal.TwoSided(Z(new(a, b, c, d)));

    private static double Z(in TwoByTwoTable table)
    {
        double n1 = table.Row1, n2 = table.Row2;
        var variance = table.A * (table.B / n1) / n1 / n1 + table.C * (table.D / n2) / n2 / n2;
        // (p1 - p2) from the exact cross product, so that nearly equal proportions do not cancel.
        return table.Cross / n1 / n2 / Math.Sqrt(variance);
    }
}
