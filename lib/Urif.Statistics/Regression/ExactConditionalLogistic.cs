namespace Urif.Statistics;

/// <summary>
/// Exact conditional logistic regression for one binary exposure, adjusted for strata: the common odds ratio given each
/// stratum's exposed and events.
/// </summary>
/// <param name="ExposedEvents">The events among the exposed, over all strata: the sufficient statistic.</param>
/// <param name="Low">The least value it can have.</param>
/// <param name="High">The greatest value it can have; the odds ratio is not determined where this is <paramref name="Low"/>.</param>
/// <remarks>
/// <para>Its distribution at odds ratio 1 is the convolution of the strata's hypergeometric ones, formed by multiplying their
/// polynomials one after another; at any other, the terms are weighted by powers of the odds ratio. With one stratum it is
/// Fisher's exact test; R's <c>mantelhaen.test(exact = TRUE)</c> otherwise. Relative accuracy 1e-11.</para>
/// <para>Source: D. R. Cox, E. J. Snell, Analysis of binary data, 2nd ed. (1989), chapter 2; K. F. Hirji, C. R. Mehta, N. R. Patel,
/// Computing distributions for exact logistic regression, JASA 82 (1987).</para>
/// </remarks>
public sealed record ExactConditionalLogistic(double ExposedEvents, double Low, double High) : IHypothesisTest
{
    // Logarithms, so that products of many strata neither under- nor overflow.
    private double[] LogCoefficients { get; init; } = [];

    /// <summary>The model of these tables, one per stratum: row 1 the exposed, column 1 the events.</summary>
    /// <exception cref="ArgumentException">There is no table.</exception>
    public static ExactConditionalLogistic Of(IReadOnlyList<TwoByTwoTable> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        if (strata.Count == 0) throw new ArgumentException("There is no stratum.", nameof(strata));
        double[] product = [0];
        double observed = 0, low = 0;
        foreach (var table in strata)
        {
            var family = new HypergeometricFamily(table);
            var terms = new double[(int)(family.High - family.Low) + 1];
            for (var k = 1; k < terms.Length; k++) terms[k] = terms[k - 1] + Math.Log(family.Up(family.Low + k - 1));
            product = LogConvolution(product, terms);
            observed += table.A;
            low += family.Low;
        }

        return new(observed, low, low + product.Length - 1) { LogCoefficients = product };
    }

    /// <summary>The model of rows.</summary>
    /// <param name="exposure">0 or 1 in each row.</param>
    /// <param name="response">0 or 1 in each row.</param>
    /// <param name="strata">The stratum of each row; one stratum where null.</param>
    /// <exception cref="ModelException">A value is not 0 or 1.</exception>
    public static ExactConditionalLogistic Of(ReadOnlySpan<double> exposure, ReadOnlySpan<double> response, int[]? strata = null)
    {
        var counts = new SortedDictionary<int, long[]>();
        for (var i = 0; i < exposure.Length; i++)
        {
            if (exposure[i] is not (0 or 1)) throw new ModelException("exposure", "a value is neither 0 nor 1");
            if (response[i] is not (0 or 1)) throw new ModelException("response", "a value is neither 0 nor 1");
            var stratum = strata?[i] ?? 0;
            if (!counts.TryGetValue(stratum, out var cells)) counts.Add(stratum, cells = new long[4]);
            cells[(exposure[i] == 1 ? 0 : 2) + (response[i] == 1 ? 0 : 1)]++;
        }

        return Of([.. counts.Values.Select(cells => new TwoByTwoTable((int)cells[0], (int)cells[1], (int)cells[2], (int)cells[3]))]);
    }

    /// <inheritdoc/>
    public string Name => "exact conditional logistic regression";

    /// <summary>The events among the exposed.</summary>
    public double Statistic => ExposedEvents;

    /// <summary>The conditional maximum likelihood estimate of the odds ratio; 0 or infinite where the statistic is at an end.</summary>
    public double OddsRatio =>
        Low == High ? double.NaN
        : ExposedEvents == Low ? 0
        : ExposedEvents == High ? double.PositiveInfinity
        : Math.Exp(Bisection.TurnFrom(0, logOdds => Sums(logOdds).Mean < ExposedEvents));

    /// <summary>The exact interval of the odds ratio: the values that neither one-sided exact test rejects.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    public Interval ConfidenceInterval(double level = 0.95)
    {
        var tail = ConfidenceLevel.Tail(level);
        var low = ExposedEvents == Low ? 0 : Math.Exp(Bisection.TurnFrom(0, logOdds => Sums(logOdds).AtOrAbove < tail));
        var high = ExposedEvents == High
            ? double.PositiveInfinity
            : Math.Exp(Bisection.TurnFrom(0, logOdds => Sums(logOdds).AtOrBelow > tail));
        return new(low, high);
    }

    /// <summary>
    /// The exact p-value at odds ratio 1; two-sided, the probability of all values no more likely than the observed (up to a
    /// relative 1e-7, as R's <c>fisher.test</c>).
    /// </summary>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        (_, var below, var above, var twoSided) = Sums(0);
        return alternative switch
        {
            Alternative.Less => below,
            Alternative.Greater => above,
            _ => twoSided,
        };
    }

    private (double Mean, double AtOrBelow, double AtOrAbove, double NoMoreLikely) Sums(double logOdds)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < LogCoefficients.Length; k++) largest = Math.Max(largest, LogCoefficients[k] + k * logOdds);
        var at = (int)(ExposedEvents - Low);
        var limit = Math.Exp(LogCoefficients[at] + at * logOdds - largest) * (1 + 1e-7);
        double total = 0, moment = 0, below = 0, above = 0, unlikely = 0;
        for (var k = 0; k < LogCoefficients.Length; k++)
        {
            var weight = Math.Exp(LogCoefficients[k] + k * logOdds - largest);
            total += weight;
            moment += k * weight;
            below += k <= at ? weight : 0;
            above += k >= at ? weight : 0;
            unlikely += weight <= limit ? weight : 0;
        }

        return (Low + moment / total, below / total, above / total, unlikely / total);
    }

    private static double[] LogConvolution(double[] left, double[] right)
    {
        var product = new double[left.Length + right.Length - 1];
        for (var k = 0; k < product.Length; k++)
        {
            int first = Math.Max(0, k - right.Length + 1), last = Math.Min(k, left.Length - 1);
            double largest = double.NegativeInfinity, sum = 0;
            for (var i = first; i <= last; i++) largest = Math.Max(largest, left[i] + right[k - i]);
            for (var i = first; i <= last; i++) sum += Math.Exp(left[i] + right[k - i] - largest);
            product[k] = largest + Math.Log(sum);
        }

        return product;
    }
}
