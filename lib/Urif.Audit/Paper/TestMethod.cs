namespace Urif.Audit;

/// <summary>The tests and reference distributions that a p or a test statistic can come from.</summary>
public enum TestMethod
{
    /// <summary>Student's t, of a pooled variance.</summary>
    Student,

    /// <summary>Welch's t.</summary>
    Welch,

    /// <summary>z of two means: their difference over its standard error, referred to the normal distribution.</summary>
    NormalOfMeans,

    /// <summary>A statistic referred to the normal distribution.</summary>
    Normal,

    /// <summary>A statistic referred to the chi-square distribution.</summary>
    ChiSquare,

    /// <summary>Pearson's chi-square.</summary>
    Pearson,

    /// <summary>Chi-square with Yates' continuity correction.</summary>
    Yates,

    /// <summary>The likelihood-ratio chi-square.</summary>
    LikelihoodRatio,

    /// <summary>Chi-square times (N - 1)/N.</summary>
    NMinusOne,

    /// <summary>Wald's test of the log odds ratio.</summary>
    Wald,

    /// <summary>Fisher's exact test, two-sided by least likelihood.</summary>
    Fisher,

    /// <summary>Fisher's exact test, twice the smaller tail.</summary>
    CentralFisher,

    /// <summary>The mid-p of Fisher's test, two-sided by least likelihood.</summary>
    MidP,

    /// <summary>The mid-p of Fisher's test, twice the smaller tail.</summary>
    CentralMidP,

    /// <summary>The rank-sum test of Mann and Whitney in its normal approximation.</summary>
    MannWhitney,

    /// <summary>The same with continuity correction.</summary>
    MannWhitneyCorrected,

    /// <summary>The exact distribution of Mann and Whitney's U.</summary>
    MannWhitneyExact,

    /// <summary>A paired t.</summary>
    PairedT,

    /// <summary>Wilcoxon's signed-rank test.</summary>
    WilcoxonSignedRank,

    /// <summary>One-way analysis of variance.</summary>
    OneWayAnova,

    /// <summary>The Kruskal-Wallis test.</summary>
    KruskalWallis,

    /// <summary>The exact test of Fisher, Freeman and Halton, of more than two rows or columns.</summary>
    FisherFreemanHalton,

    /// <summary>The test for trend over ordered rows (linear by linear).</summary>
    LinearByLinear,

    /// <summary>One-way analysis of variance without equal variances (Welch 1951).</summary>
    WelchAnova,
}
