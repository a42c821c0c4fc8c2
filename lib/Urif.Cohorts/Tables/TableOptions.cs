using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>The women whom the percent of an outcome is of.</summary>
public enum OutcomeDenominator
{
    /// <summary>All transfer cycles of the group, as in the paper (section 1.3).</summary>
    Transfer,

    /// <summary>Those with positive β-hCG.</summary>
    PositiveHcg,

    /// <summary>Those with a clinical pregnancy; an early loss then is one after the sac was seen.</summary>
    ClinicalPregnancy,
}

/// <summary>How a table is made. The defaults are the paper's.</summary>
public sealed record TableOptions
{
    /// <summary>The women whom outcomes are counted among.</summary>
    public OutcomeDenominator Denominator { get; init; }

    /// <summary>The level of the Shapiro-Wilk test, in (0, 1): a group counts as normal where its p is above.</summary>
    public double NormalityLevel { get; init; } = 0.05;

    /// <summary>The definition of the quartiles; the paper used SPSS 23, whose definition is the default.</summary>
    public QuantileType Quantiles { get; init; } = QuantileType.Weibull;

    /// <summary>Counts from 1 to one less are hidden, and whatever would tell them: at least 3; 0 hides nothing.</summary>
    public int SuppressBelow { get; init; }

    /// <summary>
    /// Where small counts are hidden: the base to a multiple of which all other counts are rounded, up or down by chance so that
    /// their mean is kept (random rounding, as Stats NZ has it); 0 or 1 shows them as they are. Groups that can be cut anywhere, as at a
    /// value, differ from others by a woman, whose yes or no exact counts tell.
    /// </summary>
    public int RoundTo { get; init; }

    /// <summary>
    /// Where small counts are hidden: whether that of missing values is one. A variable that lacks 1 to K - 1 values in a group is
    /// then hidden in it, since mean, quartiles and percent tell how many values they are of. Otherwise it is shown how many are missing.
    /// </summary>
    public bool SuppressMissing { get; init; } = true;
}
