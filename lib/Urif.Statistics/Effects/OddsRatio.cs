namespace Urif.Statistics;

/// <summary>How to form a confidence interval for an odds ratio.</summary>
public enum OddsRatioInterval
{
    /// <summary>
    /// Woolf's (Wald's) interval, symmetric on the log scale; what logistic regression prints. Woolf B (1955). Ann Hum
    /// Genet 19:251-253. With a zero cell it is [0, ∞].
    /// </summary>
    Woolf,

    /// <summary>
    /// Exact conditional: inverts the two one-sided Fisher tests. R's <c>fisher.test</c>. Cornfield J (1956). Proc Third
    /// Berkeley Symp 4:135-148.
    /// </summary>
    Exact,

    /// <summary>
    /// Exact conditional with mid-p: the observed table counts by half in either tail. R's <c>epitools::oddsratio.midp</c>.
    /// Berry G, Armitage P (1995). Statistician 44:417-423.
    /// </summary>
    MidP,

    /// <summary>
    /// Score interval with variance factor N/(N - 1). Miettinen O, Nurminen M (1985). Stat Med 4:213-226.
    /// </summary>
    MiettinenNurminen,

    /// <summary>
    /// Score interval without the factor and without continuity correction. Cornfield J (1956), as Miettinen and Nurminen.
    /// </summary>
    Cornfield,

    /// <summary>
    /// Profile likelihood: the odds ratios whose deviance is at most the chi-square quantile of one degree of freedom. R's
    /// <c>confint</c> of a logistic regression on the group alone. Venzon DJ, Moolgavkar SH (1988). Appl Stat 37:87-94.
    /// </summary>
    Profile,
}

/// <summary>The odds ratio of the event, group 1 against group 2, and its confidence intervals.</summary>
/// <remarks>
/// No constant is added to empty cells. With one empty cell, or two on a diagonal, the estimate is 0 or infinite and
/// every interval but <see cref="OddsRatioInterval.Woolf"/> is bounded at one end. With an empty margin the estimates
/// are <see cref="double.NaN"/> and the interval is [0, ∞]. Intervals are accurate to relative 1e-12; R's own
/// <c>fisher.test</c> and <c>epitools</c> leave an absolute error of about 1e-4 in the odds ratio or its reciprocal.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record OddsRatio(TwoByTwoTable Table)
{
    /// <summary>The sample odds ratio AD/(BC), the unconditional maximum likelihood estimate.</summary>
    public double Estimate => Table.HasEmptyMargin ? double.NaN : (double)Table.A / Table.B * Table.D / Table.C;

    /// <summary>The standard error of the log odds ratio, √(1/A + 1/B + 1/C + 1/D); infinite with a zero cell.</summary>
    public double StandardError =>
        Math.Sqrt(1.0 / Table.A + 1.0 / Table.B + 1.0 / Table.C + 1.0 / Table.D);

    /// <summary>
    /// The conditional maximum likelihood estimate, given both margins: the odds ratio at which the expected A is A. What
    /// R's <c>fisher.test</c> reports.
    /// </summary>
    public double ConditionalEstimate =>
        Table.HasEmptyMargin ? double.NaN : CountTails.OddsOfMean(new HypergeometricFamily(Table), Table.A);

    /// <summary>
    /// The median unbiased estimate, given both margins: the odds ratio at which both mid-p tails are one half. What R's
    /// <c>epitools::oddsratio.midp</c> reports.
    /// </summary>
    public double MedianUnbiasedEstimate
    {
        get
        {
            if (Table.HasEmptyMargin) return double.NaN;
            var family = new HypergeometricFamily(Table);
            return Table.A == family.High
                ? double.PositiveInfinity
                : CountTails.OddsOfUpperTail(family, Table.A, 0.5, 0.5);
        }
    }

    /// <summary>The two-sided confidence interval.</summary>
    /// <param name="method">How to form it.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(OddsRatioInterval method = OddsRatioInterval.Woolf, double level = 0.95)
    {
        var tail = ConfidenceLevel.Tail(level);
        if (Table.HasEmptyMargin) return new(0, double.PositiveInfinity);
        return method switch
        {
            OddsRatioInterval.Exact => Conditional(1, tail),
            OddsRatioInterval.MidP => Conditional(0.5, tail),
            OddsRatioInterval.MiettinenNurminen => Score(ConfidenceLevel.Z(level), (Table.N - 1.0) / Table.N),
            OddsRatioInterval.Cornfield => Score(ConfidenceLevel.Z(level), 1),
            OddsRatioInterval.Profile => Profile(ConfidenceLevel.Z(level)),
            _ => Woolf(ConfidenceLevel.Z(level)),
        };
    }

    private Interval Woolf(double z)
    {
        var error = StandardError;
        if (double.IsInfinity(error)) return new(0, double.PositiveInfinity);
        var factor = Math.Exp(z * error);
        return new(Estimate / factor, Estimate * factor);
    }

    private Interval Conditional(double atWeight, double tail)
    {
        var family = new HypergeometricFamily(Table);
        return new(
            CountTails.OddsOfUpperTail(family, Table.A, atWeight, tail),
            CountTails.OddsOfLowerTail(family, Table.A, atWeight, tail));
    }

    private Interval Score(double z, double varianceFactor)
    {
        var start = Math.Log((Table.A + 0.5) * (Table.D + 0.5) / ((Table.B + 0.5) * (Table.C + 0.5)));
        var root = Math.Sqrt(varianceFactor);
        var low = Table.A == 0 || Table.D == 0 ? 0 : Math.Exp(Bisection.TurnFrom(start, t => ScoreAt(t) > z));
        var high = Table.B == 0 || Table.C == 0
            ? double.PositiveInfinity
            : Math.Exp(Bisection.TurnFrom(start, t => ScoreAt(t) > -z));
        return new(low, high);

        double ScoreAt(double logOdds) => root * ScoreZ(Math.Exp(logOdds));
    }

    private Interval Profile(double z)
    {
        var start = Math.Log((Table.A + 0.5) * (Table.D + 0.5) / ((Table.B + 0.5) * (Table.C + 0.5)));
        var low = Table.A == 0 || Table.D == 0 ? 0 : Math.Exp(Bisection.TurnFrom(start, t => SignedRoot(t) > z));
        var high = Table.B == 0 || Table.C == 0
            ? double.PositiveInfinity
            : Math.Exp(Bisection.TurnFrom(start, t => SignedRoot(t) > -z));
        return new(low, high);
    }

    // The signed root of the deviance at this log odds ratio; falls as it grows.
    private double SignedRoot(double logOdds)
    {
        var (p1, p2) = Constrained(Math.Exp(logOdds));
        double a = Table.Row1 * p1, c = Table.Row2 * p2;
        var deviance = 2 * (Term(Table.A, a) + Term(Table.B, Table.Row1 - a) + Term(Table.C, c) + Term(Table.D, Table.Row2 - c));
        return Math.Sign(Table.A - a) * Math.Sqrt(Math.Max(0, deviance));

        static double Term(int observed, double fitted) => observed == 0 ? 0 : observed * Math.Log(observed / fitted);
    }

    // (A - expected A)·√(1/(n1 p1 q1) + 1/(n2 p2 q2)) at the maximum likelihood proportions with this odds ratio;
    // falls as the odds ratio grows.
    private double ScoreZ(double oddsRatio)
    {
        var (p1, p2) = Constrained(oddsRatio);
        double variance1 = Table.Row1 * p1 / (1 + oddsRatio * p2 / (1 - p2)), variance2 = Table.Row2 * p2 * (1 - p2);
        return (Table.A - Table.Row1 * p1) * Math.Sqrt(1 / variance1 + 1 / variance2);
    }

    /// <summary>The maximum likelihood proportions with this odds ratio.</summary>
    private (double P1, double P2) Constrained(double oddsRatio)
    {
        double n1 = Table.Row1, n2 = Table.Row2, events = Table.Column1;
        double a = n2 * (oddsRatio - 1), b = n1 * oddsRatio + n2 - events * (oddsRatio - 1);
        var root = Math.Sqrt(b * b + 4 * a * events);
        var p2 = b > 0 ? 2 * events / (b + root) : (root - b) / (2 * a);
        var odds1 = oddsRatio * p2 / (1 - p2);
        return (odds1 / (1 + odds1), p2);
    }
}
