namespace Urif.Statistics;

/// <summary>The likelihood ratio (G) test of independence.</summary>
/// <remarks>
/// Wilks SS (1938). Ann Math Stat 9:60-62; G = 2 Σ O ln(O/E), 1 degree of freedom, an empty cell contributing 0. It is
/// summed as 2 Σ [O ln(O/E) + E - O], whose terms are all positive, so that nothing cancels near independence: relative
/// accuracy near 1e-15. With an empty margin the statistic and p are <see cref="double.NaN"/>.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record LikelihoodRatioTest(TwoByTwoTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Likelihood ratio (G) test";

    /// <summary>G, at least 0.</summary>
    public double Statistic => G(Table);

    /// <summary>The root of <see cref="Statistic"/>, positive where group 1 has the greater proportion.</summary>
    public double Z => Math.Sign(Table.Cross) * Math.Sqrt(G(Table));

    /// <summary>The p-value; one-sided p-values refer <see cref="Z"/> to the normal distribution.</summary>
    public double PValue(Alternative alternative = Alternative.TwoSided) =>
        Normal.PValue(Z, alternative);

    /// <summary>The two-sided p-value of a table given by its cells, row by row; allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double TwoSidedP(int a, int b, int c, int d) => Normal.TwoSided(Math.Sqrt(G(new(a, b, c, d))));

    private static double G(in TwoByTwoTable table)
    {
        if (table.HasEmptyMargin) return double.NaN;
        double n = table.N, deviation = table.Cross / n;
        return 2 * (Term(table.A, table.Row1 * (table.Column1 / n), deviation)
            + Term(table.B, table.Row1 * (table.Column2 / n), -deviation)
            + Term(table.C, table.Row2 * (table.Column1 / n), -deviation)
            + Term(table.D, table.Row2 * (table.Column2 / n), deviation));
    }

    // O ln(O/E) - (O - E), by the series of Loader (2000, "Fast and accurate computation of binomial probabilities")
    // where O is near E.
    private static double Term(double observed, double expected, double deviation)
    {
        if (observed == 0) return expected;
        var sum = observed + expected;
        if (Math.Abs(deviation) >= 0.1 * sum) return observed * Math.Log(observed / expected) - deviation;
        double v = deviation / sum, square = v * v;
        double total = deviation * v, power = 2 * observed * v;
        for (var odd = 3; ; odd += 2)
        {
            power *= square;
            var next = total + power / odd;
            if (next == total) return total;
            total = next;
        }
    }
}
