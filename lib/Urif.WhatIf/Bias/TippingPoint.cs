namespace Urif.WhatIf;

/// <summary>The weakest confounders that would bring a risk ratio to 1, in pairs of strengths.</summary>
/// <remarks>
/// A confounder that multiplies exposure's risk by x and outcome's by y can explain a risk ratio of at most xy / (x + y - 1). Ding P,
/// VanderWeele TJ (2016). Sensitivity analysis without assumptions. Epidemiology 27:368-377. Where both are equal it is the E-value.
/// </remarks>
public static class TippingPoint
{
    /// <summary>The largest risk ratio that a confounder can make where there is no effect.</summary>
    /// <param name="withExposure">Its risk ratio with the exposure, at least 1.</param>
    /// <param name="withOutcome">Its risk ratio with the outcome, at least 1.</param>
    public static double BoundingFactor(double withExposure, double withOutcome)
    {
        CheckStrength(withExposure, nameof(withExposure));
        CheckStrength(withOutcome, nameof(withOutcome));
        return withExposure * withOutcome / (withExposure + withOutcome - 1);
    }

    /// <summary>
    /// The risk ratio with the outcome that a confounder needs, given the one with the exposure, to explain a risk ratio; infinite
    /// where no strength is enough.
    /// </summary>
    /// <param name="riskRatio">The risk ratio to be explained, above 0; one below 1 counts as its reciprocal.</param>
    /// <param name="withExposure">The confounder's risk ratio with the exposure, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static double NeededWithOutcome(double riskRatio, double withExposure)
    {
        if (!(riskRatio > 0)) throw new ArgumentOutOfRangeException(nameof(riskRatio), riskRatio, "A ratio is a number above 0.");
        CheckStrength(withExposure, nameof(withExposure));
        var factor = riskRatio < 1 ? 1 / riskRatio : riskRatio;
        if (factor == 1) return 1;
        return withExposure <= factor ? double.PositiveInfinity : factor * (withExposure - 1) / (withExposure - factor);
    }

    private static void CheckStrength(double ratio, string name)
    {
        if (!(ratio >= 1)) throw new ArgumentOutOfRangeException(name, ratio, "A strength is a risk ratio of at least 1.");
    }
}
