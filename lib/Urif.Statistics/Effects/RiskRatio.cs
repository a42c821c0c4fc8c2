namespace Urif.Statistics;

/// <summary>How to form a confidence interval for a risk ratio.</summary>
public enum RiskRatioInterval
{
    /// <summary>
    /// Katz's (Wald's) interval, symmetric on the log scale. Katz D, Baptista J, Azen SP, Pike MC (1978). Biometrics
    /// 34:469-474. With A or C zero it is [0, ∞].
    /// </summary>
    Katz,

    /// <summary>Score interval. Koopman PAR (1984). Biometrics 40:513-517.</summary>
    Koopman,

    /// <summary>Score interval with variance factor N/(N - 1). Miettinen O, Nurminen M (1985). Stat Med 4:213-226.</summary>
    MiettinenNurminen,
}

/// <summary>The risk ratio (relative risk) of the event, group 1 against group 2, and its confidence intervals.</summary>
/// <remarks>
/// No constant is added to empty cells: without events in group 1 the estimate is 0, without events in group 2 it is
/// infinite, without any event (or with an empty group) it is <see cref="double.NaN"/> and every interval is [0, ∞].
/// Intervals are accurate to relative 1e-12.
/// </remarks>
/// <param name="Table">The observed counts.</param>
public sealed record RiskRatio(TwoByTwoTable Table)
{
    /// <summary>p1/p2.</summary>
    public double Estimate => Table.Proportion1 / Table.Proportion2;

    /// <summary>The standard error of the log risk ratio, √((1-p1)/A + (1-p2)/C); infinite with A or C zero.</summary>
    public double StandardError =>
        Table.A == 0 || Table.C == 0
            ? double.PositiveInfinity
            : Math.Sqrt((double)Table.B / Table.A / Table.Row1 + (double)Table.D / Table.C / Table.Row2);

    /// <summary>The two-sided confidence interval.</summary>
    /// <param name="method">How to form it.</param>
    /// <param name="level">The confidence level, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(RiskRatioInterval method = RiskRatioInterval.Katz, double level = 0.95)
    {
        var z = ConfidenceLevel.Z(level);
        if (Table.Row1 == 0 || Table.Row2 == 0 || Table.Column1 == 0) return new(0, double.PositiveInfinity);
        return method switch
        {
            RiskRatioInterval.Koopman => Score(z, 1),
            RiskRatioInterval.MiettinenNurminen => Score(z, Table.N / (Table.N - 1.0)),
            _ => Katz(z),
        };
    }

    private Interval Katz(double z)
    {
        var error = StandardError;
        if (double.IsInfinity(error)) return new(0, double.PositiveInfinity);
        var factor = Math.Exp(z * error);
        return new(Estimate / factor, Estimate * factor);
    }

    private Interval Score(double z, double varianceFactor)
    {
        var start = Math.Log((Table.A + 0.5) / (Table.Row1 + 0.5) / ((Table.C + 0.5) / (Table.Row2 + 0.5)));
        var low = Table.A == 0
            ? 0
            : Math.Exp(Bisection.TurnFrom(start, t => { var (gap, error) = At(t); return gap > z * error; }));
        var high = Table.C == 0
            ? double.PositiveInfinity
            : Math.Exp(Bisection.TurnFrom(start, t => { var (gap, error) = At(t); return gap >= -z * error; }));
        return new(low, high);

        // p1 - ratio·p2, and its standard error at the maximum likelihood proportions with this ratio. Their quotient falls as
        // the ratio grows; at ratio 1 with events only both are 0, which is inside the interval.
        (double Gap, double Error) At(double logRatio)
        {
            double n1 = Table.Row1, n2 = Table.Row2, events = Table.Column1, ratio = Math.Exp(logRatio);
            double a = Table.N * ratio, b = ratio * (n1 + Table.C) + Table.A + n2;
            var p2 = 2 * events / (b + Math.Sqrt(Math.Max(0, b * b - 4 * a * events)));
            var p1 = ratio * p2;
            var variance = p1 * (1 - p1) / n1 + ratio * ratio * p2 * (1 - p2) / n2;
            return (Table.Proportion1 - ratio * Table.Proportion2, Math.Sqrt(Math.Max(0, varianceFactor * variance)));
        }
    }
}
