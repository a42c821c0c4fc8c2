namespace Urif.Statistics;

/// <summary>
/// Definitions of a sample's quantile, by the names and numbers of R. J. Hyndman and Y. Fan, Sample quantiles in statistical
/// packages, The American Statistician 50 (1996) 361-365.
/// </summary>
public enum QuantileType
{
    /// <summary>Position p(n + 1): type 6, SPSS's HAVERAGE, Minitab's.</summary>
    Weibull,

    /// <summary>Position 1 + p(n - 1): type 7, the default of R, S and Excel.</summary>
    Linear,

    /// <summary>
    /// Medians of the lower and the upper half, the middle value in both (J. W. Tukey 1977): R's fivenum. For quartiles only.
    /// </summary>
    TukeyHinges,
}
