namespace Urif.Statistics;

/// <summary>How to form a confidence interval for a risk difference.</summary>
public enum RiskDifferenceInterval
{
    /// <summary>Wald's: estimate ± z standard errors; may leave [-1, 1] and has no width where both proportions are 0 or 1.</summary>
    Wald,

    /// <summary>
    /// Wald's with a continuity correction of (1/n1 + 1/n2)/2, at most the estimate's distance from 0, within [-1, 1]. Fleiss JL
    /// (1981). Statistical methods for rates and proportions, eq. 2.14; R's <c>prop.test</c>.
    /// </summary>
    WaldContinuity,

    /// <summary>
    /// Hybrid score without continuity correction, from the Wilson intervals of both proportions. Newcombe RG (1998). Stat
    /// Med 17:873-890, method 10.
    /// </summary>
    Newcombe,

    /// <summary>Score interval with variance factor N/(N - 1). Miettinen O, Nurminen M (1985). Stat Med 4:213-226.</summary>
    MiettinenNurminen,
}

/// <summary>The risk difference p1 - p2 and its confidence intervals.</summary>
/// <remarks>
/// Defined for empty cells; with an empty group the estimate is <see cref="double.NaN"/> and every interval is [-1, 1].
/// Intervals are accurate to 1e-13 absolute.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record RiskDifference(TwoByTwoTable Table)
{
    /// <summary>p1 - p2.</summary>
    public double Estimate => Table.Cross / (double)Table.Row1 / Table.Row2;

    /// <summary>√(p1(1-p1)/n1 + p2(1-p2)/n2), the variances not pooled.</summary>
    public double StandardError => Math.Sqrt(
        Table.Proportion1 * Table.B / Table.Row1 / Table.Row1 + Table.Proportion2 * Table.D / Table.Row2 / Table.Row2);

    /// <summary>The two-sided confidence interval.</summary>
    /// <param name="method">How to form it.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(RiskDifferenceInterval method = RiskDifferenceInterval.Wald, double level = 0.95)
    {
        var z = ConfidenceLevel.Z(level);
        if (Table.Row1 == 0 || Table.Row2 == 0) return new(-1, 1);
        return method switch
        {
            RiskDifferenceInterval.WaldContinuity => WaldContinuity(z),
            RiskDifferenceInterval.Newcombe => Newcombe(z),
            RiskDifferenceInterval.MiettinenNurminen => MiettinenNurminen(z),
            _ => new(Estimate - z * StandardError, Estimate + z * StandardError),
        };
    }

    private Interval WaldContinuity(double z)
    {
        var sizes = 1.0 / Table.Row1 + 1.0 / Table.Row2;
        var width = z * StandardError + Math.Min(0.5, Math.Abs(Estimate) / sizes) * sizes;
        return new(Math.Max(-1, Estimate - width), Math.Min(1, Estimate + width));
    }

    private Interval Newcombe(double z)
    {
        double p1 = Table.Proportion1, p2 = Table.Proportion2;
        Interval one = Proportion.Wilson(Table.A, Table.Row1, z), two = Proportion.Wilson(Table.C, Table.Row2, z);
        return new(
            Estimate - double.Hypot(p1 - one.Low, two.High - p2),
            Estimate + double.Hypot(one.High - p1, p2 - two.Low));
    }

    private Interval MiettinenNurminen(double z)
    {
        var estimate = Estimate;
        var scale = z * Math.Sqrt(Table.N / (Table.N - 1.0));
        // The score z falls as the difference grows; written without a quotient it is finite up to ±1.
        return new(
            estimate <= -1 ? -1 : Bisection.Turn(-1, estimate, d => estimate - d > scale * ConstrainedError(d)),
            estimate >= 1 ? 1 : Bisection.Turn(estimate, 1, d => estimate - d > -scale * ConstrainedError(d)));
    }

    // The standard error at the maximum likelihood proportions that differ by the given amount. They solve a cubic; its
    // closed form cancels near the edges, so the likelihood equation, which falls in p2, is solved instead.
    private double ConstrainedError(double difference)
    {
        double low = Math.Max(0, -difference), high = Math.Min(1, 1 - difference);
        var p2 = Bisection.Turn(low, high, p =>
            Slope(Table.A, Table.B, p + difference) + Slope(Table.C, Table.D, p) > 0);
        var p1 = p2 + difference;
        return Math.Sqrt(Math.Max(0, p1 * (1 - p1) / Table.Row1 + p2 * (1 - p2) / Table.Row2));

        static double Slope(double events, double others, double p) =>
            (events == 0 ? 0 : events / p) - (others == 0 ? 0 : others / (1 - p));
    }
}
