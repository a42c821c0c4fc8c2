namespace Urif.WhatIf;

/// <summary>
/// How strongly something unmeasured would have to go with both exposure and outcome, each as a risk ratio beyond what was measured,
/// to explain an association away on its own.
/// </summary>
/// <param name="Estimate">For the estimate; at least 1.</param>
/// <param name="Limit">For the confidence limit nearer to 1; 1 where the interval holds 1.</param>
/// <remarks>
/// VanderWeele TJ, Ding P (2017). Sensitivity analysis in observational research: introducing the E-value. Ann Intern Med 167:268-274.
/// It says nothing of whether such a confounder exists, and nothing of other biases.
/// </remarks>
public sealed record EValue(double Estimate, double Limit)
{
    /// <summary>Of a risk ratio, or of an odds or hazard ratio where the outcome is rare (below 15%).</summary>
    public static EValue OfRiskRatio(RatioEstimate ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return Of(ratio, r => r);
    }

    /// <summary>
    /// Of an odds ratio where the outcome is common: the square root stands for the risk ratio. VanderWeele TJ (2017). Biometrics
    /// 73:1-13.
    /// </summary>
    public static EValue OfCommonOddsRatio(RatioEstimate ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        return Of(ratio, Math.Sqrt);
    }

    private static EValue Of(RatioEstimate ratio, Func<double, double> risk) =>
        new(Strength(risk(ratio.Estimate)), ratio.Limits.Contains(1) ? 1
            : Strength(risk(ratio.Estimate > 1 ? ratio.Limits.Low : ratio.Limits.High)));

    private static double Strength(double riskRatio)
    {
        var r = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        return r + Math.Sqrt(r * (r - 1));
    }
}
