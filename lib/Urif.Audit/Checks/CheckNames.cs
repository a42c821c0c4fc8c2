namespace Urif.Audit;

/// <summary>The names of the checks, as in reports.</summary>
public static class CheckNames
{
    /// <summary>A percent against its count.</summary>
    public const string PercentOfCount = "percent-of-count";

    /// <summary>The rows of a partition against the group.</summary>
    public const string PartitionTotal = "partition-total";

    /// <summary>The arms against the whole.</summary>
    public const string GroupTotal = "group-total";

    /// <summary>A mean of whole numbers.</summary>
    public const string Grim = "grim";

    /// <summary>A percent of whole women.</summary>
    public const string GrimPercent = "grim-percent";

    /// <summary>An SD of whole numbers.</summary>
    public const string Grimmer = "grimmer";

    /// <summary>The least and greatest SD.</summary>
    public const string SdBounds = "sd-bounds";

    /// <summary>Whether a sample of whole numbers exists.</summary>
    public const string LatticeExistence = "lattice";

    /// <summary>t against means and SDs.</summary>
    public const string TFromSummary = "t-from-summary";

    /// <summary>p against means and SDs.</summary>
    public const string PFromSummary = "p-from-summary";

    /// <summary>p against the statistic printed beside it.</summary>
    public const string PFromStatistic = "p-from-statistic";

    /// <summary>Chi-square and p against counts.</summary>
    public const string TwoByTwo = "two-by-two";

    /// <summary>z and p against quartiles.</summary>
    public const string RankSumBounds = "rank-sum-bounds";

    /// <summary>A mean against a median.</summary>
    public const string MeanMedian = "mean-median";

    /// <summary>Mean and SD against quartiles.</summary>
    public const string MomentsQuartiles = "moments-quartiles";

    /// <summary>Quartiles against one another.</summary>
    public const string QuartileOrder = "quartile-order";

    /// <summary>A value against its group's definition.</summary>
    public const string GroupDefinition = "group-definition";

    /// <summary>The mean of a product against its factors.</summary>
    public const string ProductMean = "product-mean";

    /// <summary>A factor's mean against a group defined by the product.</summary>
    public const string ProductDefinition = "product-definition";

    /// <summary>Tables that describe the same women.</summary>
    public const string SameWomen = "same-women";

    /// <summary>Outcomes within one another.</summary>
    public const string OutcomeTree = "outcome-tree";

    /// <summary>An odds ratio against its interval and p.</summary>
    public const string OddsRatioIntervalAndP = "or-ci-p";

    /// <summary>An adjusted interval against the crude counts.</summary>
    public const string AdjustedStandardError = "adjusted-se";

    /// <summary>The text against the tables.</summary>
    public const string TextTable = "text-table";

    /// <summary>A statement of significance against the recomputed p.</summary>
    public const string SignificanceClaim = "significance-claim";

    // Arms: means, SDs, quantiles, counts and percents.

    /// <summary>An SD of a yes-or-no variable against its mean.</summary>
    public const string Debit = "debit";

    /// <summary>A number against what its variable can be.</summary>
    public const string DeclaredRange = "declared-range";

    /// <summary>A column of all women against its parts.</summary>
    public const string WholeFromParts = "whole-from-parts";
    // Tests and estimates.

    /// <summary>Chi-square and p against a partition's counts.</summary>
    public const string PartitionTest = "r-by-c";

    /// <summary>A statistic and p against three arms or more.</summary>
    public const string ManyArms = "many-arms";

    /// <summary>A crude estimate and its limits against the arms' own numbers.</summary>
    public const string EffectFromSummary = "effect-from-summary";

    /// <summary>Signs of differences against one another.</summary>
    public const string StatisticSign = "sign";
}
