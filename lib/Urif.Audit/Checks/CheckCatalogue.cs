namespace Urif.Audit;

/// <summary>The catalogue of checks.</summary>
public static class CheckCatalogue
{
    /// <summary>Every check, in the order in which reports list them.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new PercentOfCount(), new PartitionTotal(), new GroupTotal(), new Grim(), new GrimPercent(), new Grimmer(),
        new SdBounds(), new LatticeExistence(), new TFromSummary(), new PFromSummary(), new PFromStatistic(), new TwoByTwoTests(),
        new RankSumBounds(), new MeanMedian(), new MomentsQuartiles(), new QuartileOrder(), new GroupDefinition(),
        new ProductMean(), new ProductDefinition(), new SameWomen(), new OutcomeTree(), new OddsRatioIntervalAndP(),
        new AdjustedStandardError(), new TextTable(), new SignificanceClaim(),
        // Arms: means, SDs, quantiles, counts and percents.
        new Debit(), new DeclaredRange(), new WholeFromParts(),
        // Tests and estimates.
        new PartitionTest(), new ManyArmTests(), new EffectFromSummary(), new StatisticSign(),
    ];
}
