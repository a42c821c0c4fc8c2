namespace Urif.Statistics;

/// <summary>How to form a confidence interval for one proportion.</summary>
public enum ProportionInterval
{
    /// <summary>
    /// Wilson's score interval: inverts the score test; near nominal coverage even in small samples. R's
    /// <c>prop.test(correct = FALSE)</c>. Wilson EB (1927). J Am Stat Assoc 22:209-212.
    /// </summary>
    Wilson,

    /// <summary>
    /// Exact: inverts the two one-sided binomial tests; never covers less than stated. R's <c>binom.test</c>. Clopper CJ,
    /// Pearson ES (1934). Biometrika 26:404-413.
    /// </summary>
    ClopperPearson,
}

/// <summary>One binomial proportion and its confidence intervals.</summary>
/// <remarks>Intervals are accurate to relative 1e-13. A group without members has no estimate and the interval [0, 1].</remarks>
public sealed record Proportion
{
    /// <summary>A proportion of <paramref name="events"/> among <paramref name="total"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more events than members.</exception>
    public Proportion(int events, int total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, total);
        (Events, Total) = (events, total);
    }

    /// <summary>How many had the event.</summary>
    public int Events { get; }

    /// <summary>How many there were.</summary>
    public int Total { get; }

    /// <summary>Events over total; <see cref="double.NaN"/> for an empty group.</summary>
    public double Estimate => (double)Events / Total;

    /// <summary>√(p(1 - p)/n).</summary>
    public double StandardError => Math.Sqrt(Estimate * (Total - Events) / Total / Total);

    /// <summary>The two-sided confidence interval.</summary>
    /// <param name="method">How to form it.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(ProportionInterval method = ProportionInterval.Wilson, double level = 0.95)
    {
        if (method == ProportionInterval.ClopperPearson) return ClopperPearson(ConfidenceLevel.Tail(level));
        return Wilson(Events, Total, ConfidenceLevel.Z(level));
    }

    internal static Interval Wilson(double events, double total, double z)
    {
        if (total == 0) return new(0, 1);
        double square = z * z, twice = 2 * (total + square);
        var half = z * Math.Sqrt(square + 4 * events * ((total - events) / total));
        var centre = 2 * events + square;
        // At an end the two terms are equal; say so rather than leave a rounding error.
        return new(
            events == 0 ? 0 : (centre - half) / twice,
            events == total ? 1 : (centre + half) / twice);
    }

    private Interval ClopperPearson(double tail)
    {
        if (Total == 0) return new(0, 1);
        var family = new BinomialFamily(Total);
        var low = CountTails.OddsOfUpperTail(family, Events, 1, tail);
        var high = CountTails.OddsOfLowerTail(family, Events, 1, tail);
        return new(low / (1 + low), double.IsInfinity(high) ? 1 : high / (1 + high));
    }
}
