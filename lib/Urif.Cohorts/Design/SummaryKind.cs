namespace Urif.Cohorts;

/// <summary>How a variable is summarised.</summary>
public enum SummaryKind
{
    /// <summary>Mean ± standard deviation.</summary>
    MeanSd,

    /// <summary>Median (P25-P75).</summary>
    MedianQuartiles,

    /// <summary>Count (percent).</summary>
    CountPercent,
}
