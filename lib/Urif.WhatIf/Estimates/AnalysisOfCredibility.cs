namespace Urif.WhatIf;

/// <summary>What a reader would have had to believe beforehand for a result to convince, or to leave in doubt.</summary>
/// <param name="IsSignificant">Whether the interval excludes 1.</param>
/// <param name="Limit">
/// Of a significant result the scepticism limit: who held that the ratio lies within [1/limit, limit] with the interval's level of
/// certainty is not yet convinced. Of one that is not significant the advocacy limit: who held that it lies between 1 and this limit
/// is convinced; null where the estimate is 1.
/// </param>
/// <remarks>
/// Matthews RAJ (2018). Beyond "significance": principles and practice of the analysis of credibility. R Soc Open Sci 5:171047,
/// equations 2 and 3; Held L (2019) R Soc Open Sci 6:181534. Normal on the log scale.
/// </remarks>
public sealed record AnalysisOfCredibility(bool IsSignificant, double? Limit)
{
    /// <summary>Of an estimate with its interval.</summary>
    public static AnalysisOfCredibility Of(RatioEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        double low = Math.Log(estimate.Limits.Low), high = Math.Log(estimate.Limits.High), width = high - low, centre = high + low;
        var product = low * high;
        if (product > 0) return new(true, Math.Exp(width * width / (4 * Math.Sqrt(product))));
        // At a limit of exactly 1 any scepticism and any advocacy is enough.
        if (product == 0) return new(false, 1);
        return new(false, centre == 0 ? null : Math.Exp(-centre * width * width / (2 * product)));
    }
}
