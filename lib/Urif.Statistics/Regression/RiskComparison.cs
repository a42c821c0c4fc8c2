namespace Urif.Statistics;

/// <summary>The mean risk of an event if everybody were exposed and if nobody were, and what they differ by.</summary>
/// <param name="ExposedRisk">The risk with exposure, in [0, 1].</param>
/// <param name="UnexposedRisk">The risk without, in [0, 1].</param>
/// <param name="ExposedVariance">The sampling variance of <paramref name="ExposedRisk"/>.</param>
/// <param name="UnexposedVariance">The sampling variance of <paramref name="UnexposedRisk"/>.</param>
/// <param name="Covariance">The sampling covariance of the two.</param>
/// <remarks>
/// Standard errors of the three measures follow by the delta method (A. Agresti, Categorical data analysis, 3rd ed. (2013),
/// section 16.1), those of ratios on the log scale.
/// </remarks>
public sealed record RiskComparison(
    double ExposedRisk, double UnexposedRisk, double ExposedVariance, double UnexposedVariance, double Covariance)
{
    /// <summary>Exposed minus unexposed.</summary>
    public RiskEffect Difference => new("risk difference", ExposedRisk - UnexposedRisk, Error(1, 1), IsRatio: false);

    /// <summary>Exposed over unexposed.</summary>
    public RiskEffect Ratio => new(
        "risk ratio", ExposedRisk / UnexposedRisk, Error(1 / ExposedRisk, 1 / UnexposedRisk), IsRatio: true);

    /// <summary>The odds of the exposed over those of the unexposed: the marginal odds ratio, nearer to 1 than a conditional one.</summary>
    public RiskEffect OddsRatio => new(
        "odds ratio",
        ExposedRisk / (1 - ExposedRisk) / (UnexposedRisk / (1 - UnexposedRisk)),
        Error(1 / (ExposedRisk * (1 - ExposedRisk)), 1 / (UnexposedRisk * (1 - UnexposedRisk))),
        IsRatio: true);

    // Of a function with these slopes, the second risk counting negatively; infinite where a risk of 0 or 1 has no logarithm.
    private double Error(double exposedSlope, double unexposedSlope)
    {
        var variance = exposedSlope * exposedSlope * ExposedVariance + unexposedSlope * unexposedSlope * UnexposedVariance
            - 2 * exposedSlope * unexposedSlope * Covariance;
        return double.IsFinite(exposedSlope) && double.IsFinite(unexposedSlope)
            ? Math.Sqrt(Math.Max(0, variance))
            : double.PositiveInfinity;
    }
}

/// <summary>One measure of how two risks differ.</summary>
/// <param name="Name">Risk difference, risk ratio or odds ratio.</param>
/// <param name="Estimate">The measure: a difference in [-1, 1], or a ratio from 0 on.</param>
/// <param name="StandardError">Of the difference; of a ratio's logarithm, infinite where that is.</param>
/// <param name="IsRatio">Whether 1 means no effect, and not 0.</param>
public sealed record RiskEffect(string Name, double Estimate, double StandardError, bool IsRatio) : IHypothesisTest
{
    /// <summary>Wald's z: the estimate, of a ratio its logarithm, over its standard error.</summary>
    public double Statistic => (IsRatio ? Math.Log(Estimate) : Estimate) / StandardError;

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => Normal.PValue(Statistic, alternative);

    /// <summary>The normal interval, of a ratio on the log scale; [0, ∞] where the standard error is infinite.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval ConfidenceInterval(double level = 0.95)
    {
        var half = ConfidenceLevel.Z(level) * StandardError;
        return !IsRatio ? new(Estimate - half, Estimate + half)
            : double.IsInfinity(half) ? new(0, double.PositiveInfinity)
            : new(Estimate * Math.Exp(-half), Estimate * Math.Exp(half));
    }
}
