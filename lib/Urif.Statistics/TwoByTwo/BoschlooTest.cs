namespace Urif.Statistics;

/// <summary>
/// Boschloo's unconditional exact test of two proportions, with tables ordered by Fisher's p-value: exact with only the
/// group sizes fixed, and uniformly more powerful than Fisher's test.
/// </summary>
/// <remarks>
/// Boschloo RD (1970). Raised conditional level of significance for the 2×2 table when testing the equality of two
/// probabilities. Stat Neerl 24:1-9. By <see cref="TwoSidedMethod.MinimumLikelihood"/> the two-sided p orders tables by
/// the two-sided Fisher p of R's <c>fisher.test</c>, Boschloo's own choice; by <see cref="TwoSidedMethod.Central"/> it is
/// twice the smaller one-sided Boschloo p, at most 1, as in SciPy's <c>boschloo_exact</c>. Fisher p-values within a
/// relative 1e-10 of the observed one are ties. Relative accuracy 1e-12. Costs O(n1·n2) operations: about a millisecond
/// for groups of 100. With an empty margin p is 1.
/// </remarks>
/// <param name="Table">The observed counts.</param>
/// <param name="Method">What the two-sided p-value counts.</param>
public sealed record BoschlooTest(TwoByTwoTable Table, TwoSidedMethod Method = TwoSidedMethod.MinimumLikelihood)
    : IHypothesisTest
{
    private const double TieTolerance = 1e-10;

    /// <inheritdoc/>
    public string Name => Method == TwoSidedMethod.Central
        ? "Boschloo's unconditional exact test (central)"
        : "Boschloo's unconditional exact test (minimum likelihood)";

    /// <summary>Fisher's two-sided p-value by <see cref="Method"/>, which orders the tables.</summary>
    public double Statistic => FisherExactTest.TwoSided(Table, Method, midP: false);

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        if (Table.HasEmptyMargin) return 1;
        return alternative == Alternative.TwoSided && Method == TwoSidedMethod.Central
            ? Math.Min(1, 2 * Math.Min(PValue(Alternative.Less), PValue(Alternative.Greater)))
            : Region(alternative).Maximum().P;
    }

    /// <summary>
    /// The probability of a table at least as extreme when both groups have a given event probability; two-sided it is
    /// that of <see cref="TwoSidedMethod.MinimumLikelihood"/>, the central p-value having no region of its own.
    /// </summary>
    /// <param name="probability">The common event probability, in [0, 1].</param>
    /// <param name="alternative">Which tables are extreme.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public double PValueAt(double probability, Alternative alternative = Alternative.TwoSided)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        return Table.HasEmptyMargin ? 1 : Region(alternative).At(probability);
    }

    // Within one total number of events the tables at least as extreme have, together, the greatest attainable Fisher
    // p-value that does not exceed the observed one.
    private UnconditionalP Region(Alternative alternative)
    {
        var n = Table.N;
        var observed = alternative == Alternative.TwoSided
            ? FisherExactTest.TwoSided(Table, TwoSidedMethod.MinimumLikelihood, midP: false)
            : FisherExactTest.OneSided(Table, alternative == Alternative.Greater, atWeight: 1);
        var most = observed * (1 + TieTolerance);
        var conditional = new double[n + 1];
        var row = new ConditionalRow(Table.Row1, Table.Row2);
        for (long events = 0; events <= n; events++)
        {
            row.Fill(events);
            conditional[events] = alternative switch
            {
                Alternative.Less => LargestTail(row.Weights, row.Total, most),
                Alternative.Greater => LargestTailFromEnd(row.Weights, row.Total, most),
                _ => LargestMinimumLikelihood(row.Weights, row.Total, most),
            };
        }

        return new UnconditionalP(conditional);
    }

    private static double LargestTail(ReadOnlySpan<double> weights, double total, double most)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length && (sum + weights[i]) / total <= most; i++) sum += weights[i];
        return sum / total;
    }

    private static double LargestTailFromEnd(ReadOnlySpan<double> weights, double total, double most)
    {
        double sum = 0;
        for (var i = weights.Length - 1; i >= 0 && (sum + weights[i]) / total <= most; i--) sum += weights[i];
        return sum / total;
    }

    // Takes tables from both ends in order of probability; those that tie enter together.
    private static double LargestMinimumLikelihood(ReadOnlySpan<double> weights, double total, double most)
    {
        double sum = 0;
        int left = 0, right = weights.Length - 1;
        while (left <= right)
        {
            var tie = Math.Min(weights[left], weights[right]) * (1 + FisherExactTest.TieTolerance);
            var next = sum;
            while (left <= right && weights[left] <= tie) next += weights[left++];
            while (right >= left && weights[right] <= tie) next += weights[right--];
            if (next / total > most) break;
            sum = next;
        }

        return sum / total;
    }
}
