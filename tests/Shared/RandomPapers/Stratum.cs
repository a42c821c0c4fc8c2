namespace Urif.Tests;

/// <summary>The circumstance under which a random paper was made: what its authors did and need not have said.</summary>
internal enum Stratum
{
    // Papers of several tables, with text and claims (RandomPaper).

    /// <summary>Every value is there, each percent is of the whole arm, digits are rounded once.</summary>
    Plain,

    /// <summary>As a plain one, and it says that no value is missing.</summary>
    Complete,

    /// <summary>Values are missing, of which it says nothing; percents are of the women with a value.</summary>
    Missing,

    /// <summary>Values are missing, and it prints how many women have one.</summary>
    ValidN,

    /// <summary>Percents of outcomes are of the women with a clinical pregnancy.</summary>
    OtherDenominators,

    /// <summary>Digits are rounded from one digit more.</summary>
    RoundedTwice,

    /// <summary>Digits are cut off.</summary>
    Truncated,

    /// <summary>One table from R, the next from SPSS: ties are broken both ways.</summary>
    MixedTies,

    // One table (OrdinaryPaper).

    /// <summary>Means and SDs, with the p of a rank test where values are skewed or where it was chosen.</summary>
    RanksBesideMeans,

    /// <summary>Each level of a partition against the rest.</summary>
    EachLevel,

    /// <summary>The exact p of a partition beside Pearson's statistic.</summary>
    ExactBesidePearson,

    /// <summary>Odds ratios with a profile likelihood interval, as R's confint.</summary>
    Profile,

    /// <summary>Conditional odds ratios with the exact interval, as R's fisher.test.</summary>
    Exact,

    /// <summary>Adjusted odds ratios with percentiles of a bootstrap of the counts.</summary>
    Bootstrap,

    /// <summary>Adjusted odds ratios with an interval of a robust error.</summary>
    Robust,

    /// <summary>Adjusted odds ratios with an interval of an error for clusters, and p of t with the clusters' degrees of freedom.</summary>
    Clustered,

    /// <summary>Welch's t and SDs of denominator n, where Student's is stated.</summary>
    WelchOfPopulationSds,

    /// <summary>p of one tail throughout.</summary>
    OneTail,

    /// <summary>Paired t tests.</summary>
    Paired,

    /// <summary>Some women lack a value, in tests of means and counts.</summary>
    MissingInTests,

    /// <summary>Three arms: analysis of variance, and chi-square of three columns.</summary>
    ThreeArms,

    /// <summary>A column of all women beside the arms.</summary>
    OverallColumn,

    /// <summary>Groups of completed years of age, whose ages are exact.</summary>
    CompletedYears,

    /// <summary>SAS prints: &lt;.0001, .0450, &gt;999.999, &lt;0.001.</summary>
    SasPrints,

    /// <summary>Statistics with degrees of freedom and p in running text.</summary>
    TextStatistics,

    /// <summary>Means with standard errors, or with confidence limits.</summary>
    StandardErrors,

    /// <summary>Crude ratios and differences with limits by the usual methods.</summary>
    Effects,

    // Women of real data sets (RealPaper).

    /// <summary>Low birth weight (R's MASS::birthwt).</summary>
    BirthWeight,

    /// <summary>Infertility after abortion (R's datasets::infert).</summary>
    Infertility,

    /// <summary>Diabetes in Pima women (R's MASS::Pima.tr).</summary>
    Diabetes,
}
