namespace Urif.Statistics;

/// <summary>
/// Fisher's exact test of independence, conditional on both margins: exact for any counts, conservative for small ones.
/// </summary>
/// <remarks>
/// Fisher RA (1935). The logic of inductive inference. J R Stat Soc 98:39-82. The two-sided choices are those of
/// <see cref="TwoSidedMethod"/>. Relative accuracy is 1e-13 for margins up to 10^6 and p down to 1e-300 (measured against
/// exact arithmetic: 8e-15); smaller p-values lose digits with the subnormal numbers and then are 0. The time grows with
/// the standard deviation of A given the margins. With an empty margin the observed table is the only one and p is 1.
/// </remarks>
/// <param name="Table">The observed counts.</param>
/// <param name="Method">What the two-sided p-value counts.</param>
public sealed record FisherExactTest(TwoByTwoTable Table, TwoSidedMethod Method = TwoSidedMethod.MinimumLikelihood)
    : IHypothesisTest
{
    /// <summary>R's tolerance for tables as probable as the observed one.</summary>
    internal const double TieTolerance = 1e-7;

    /// <inheritdoc/>
    public string Name => Method == TwoSidedMethod.Central
        ? "Fisher's exact test (central)"
        : "Fisher's exact test (minimum likelihood)";

    /// <summary><see cref="double.NaN"/>: the test is defined by p-values alone.</summary>
    public double Statistic => double.NaN;

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => alternative switch
    {
        Alternative.Less => LessP(Table.A, Table.B, Table.C, Table.D),
        Alternative.Greater => GreaterP(Table.A, Table.B, Table.C, Table.D),
        _ => TwoSidedP(Table.A, Table.B, Table.C, Table.D, Method),
    };

    /// <summary>The two-sided p-value of a table given by its cells, row by row; allocates nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double TwoSidedP(
        int a, int b, int c, int d, TwoSidedMethod method = TwoSidedMethod.MinimumLikelihood) =>
        TwoSided(new(a, b, c, d), method, midP: false);

    /// <summary>P(A &lt;= <paramref name="a"/>) given the margins; small where group 1 has few events.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double LessP(int a, int b, int c, int d) => OneSided(new(a, b, c, d), greater: false, atWeight: 1);

    /// <summary>P(A >= <paramref name="a"/>) given the margins; small where group 1 has many events.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double GreaterP(int a, int b, int c, int d) => OneSided(new(a, b, c, d), greater: true, atWeight: 1);

    internal static double OneSided(in TwoByTwoTable table, bool greater, double atWeight)
    {
        var sums = CountTails.Split(new HypergeometricFamily(table), 1, table.A);
        return ((greater ? sums.Above : sums.Below) + atWeight * sums.At) / sums.Total;
    }

    internal static double TwoSided(in TwoByTwoTable table, TwoSidedMethod method, bool midP)
    {
        var family = new HypergeometricFamily(table);
        if (method == TwoSidedMethod.MinimumLikelihood) return MinimumLikelihood(family, table.A, midP);
        var sums = CountTails.Split(family, 1, table.A);
        var tail = Math.Min(sums.Below, sums.Above) + (midP ? 0.5 : 1) * sums.At;
        return Math.Min(1, 2 * tail / sums.Total);
    }

    private static double MinimumLikelihood(in HypergeometricFamily family, double observed, bool midP)
    {
        double low = family.Low, high = family.High, mode = CountTails.Mode(family, 1);
        double observedWeight = 1;
        for (var x = mode; x < observed; x++) observedWeight *= family.Up(x);
        for (var x = mode; x > observed; x--) observedWeight *= family.Down(x);
        var most = observedWeight * (1 + TieTolerance);
        var tied = observedWeight * (1 - TieTolerance);

        double body = 0, tail = 0, ties = 0, weight = 1;
        for (var x = mode; ; x++)
        {
            if (weight > most) body += weight;
            else tail += weight;
            if (weight <= most && weight >= tied) ties += weight;
            if (x >= high || weight == 0 || weight < CountTails.Negligible * tail) break;
            weight *= family.Up(x);
        }

        weight = 1;
        for (var x = mode; x > low; x--)
        {
            weight *= family.Down(x);
            if (weight > most) body += weight;
            else tail += weight;
            if (weight <= most && weight >= tied) ties += weight;
            if (weight == 0 || weight < CountTails.Negligible * tail) break;
        }

        return (tail - (midP ? 0.5 * ties : 0)) / (body + tail);
    }
}
