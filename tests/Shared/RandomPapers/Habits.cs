using Urif.Audit;

namespace Urif.Tests;

/// <summary>The tests of two means that a paper may use.</summary>
internal enum MeansTest
{
    Student, Welch,

    /// <summary>Either, row by row, as after a test of equal variances.</summary>
    Either,
}

/// <summary>The tests of counts that a paper may use; those after Wald give a p only.</summary>
internal enum CountsTest
{
    Pearson, Yates, NMinusOne, LikelihoodRatio, Wald, Fisher, CentralFisher, MidP, CentralMidP,
}

/// <summary>How a paper finds the p beside a rank statistic.</summary>
internal enum RankP
{
    OfPrintedZ, OfOtherZ, Exact,
}

/// <summary>Which of statistic and p a paper prints.</summary>
internal enum Shown
{
    Both, StatisticOnly, POnly,
}

/// <summary>What a paper prints of a yes-or-no variable.</summary>
internal enum CountsShown
{
    Both, CountOnly, PercentOnly,
}

/// <summary>How a paper writes p-values.</summary>
internal enum PStyle
{
    /// <summary>Digits, whatever they are (0.000).</summary>
    Digits,

    /// <summary>"&lt; 0.001" (or the unit of its decimals) below that, digits above.</summary>
    Floor,

    /// <summary>"&lt; 0.01" below that, digits above.</summary>
    FloorAtOnePercent,

    /// <summary>"&lt; 0.05" or "&gt; 0.05" only.</summary>
    Significance,
}

/// <summary>
/// The conventions of one paper, all of them drawn at random, each one that a reasonable paper follows. A paper states its
/// tests in its methods; what it does may be another of the usual ones.
/// </summary>
internal sealed record Habits
{
    public required Ties Ties { get; init; }
    public required MeansTest Means { get; init; }
    public required TestMethod StatedMeans { get; init; }
    public required bool PopulationSd { get; init; }
    public required CountsTest Chi2 { get; init; }
    public required CountsTest CountsP { get; init; }
    public required IReadOnlyList<TestMethod> StatedCounts { get; init; }
    public required QuantileHabit Quantiles { get; init; }
    public required bool UsualMedian { get; init; }
    public required bool TieCorrected { get; init; }
    public required bool ContinuityCorrected { get; init; }
    public required RankP RankP { get; init; }
    public required Shown Shown { get; init; }
    public required CountsShown CountsShown { get; init; }
    public required bool StatisticFromP { get; init; }
    public required bool PFromStatistic { get; init; }
    public required bool TestsFromPrintedSummaries { get; init; }
    public required bool SecondMinusFirst { get; init; }
    public required bool AmongContaining { get; init; }
    public required bool CrudeOddsRatios { get; init; }
    public required PStyle PStyle { get; init; }
    public required bool FullWidthSigns { get; init; }
    public required int PDecimals { get; init; }
    public required int StatisticDecimals { get; init; }
    public required int PercentDecimals { get; init; }
    public required double ConfidenceLevel { get; init; }

    public static Habits Of(Draw draw)
    {
        var means = draw.OneOf(MeansTest.Student, MeansTest.Student, MeansTest.Welch, MeansTest.Either);
        var statedMeans = means == MeansTest.Either || draw.Chance(0.2) ? draw.OneOf(TestMethod.Student, TestMethod.Welch) : means == MeansTest.Student ? TestMethod.Student : TestMethod.Welch;
        // The audit tries one departure from what is stated at a time.
        var statesItsTest = (means, statedMeans) is (MeansTest.Student, TestMethod.Student) or (MeansTest.Welch, TestMethod.Welch);
        var chi2 = draw.OneOf(CountsTest.Pearson, CountsTest.Pearson, CountsTest.Yates, CountsTest.NMinusOne, CountsTest.LikelihoodRatio, CountsTest.Wald);
        var p = draw.Chance(0.6) ? chi2
            : draw.OneOf(CountsTest.Pearson, CountsTest.Fisher, CountsTest.Fisher, CountsTest.CentralFisher, CountsTest.MidP, CountsTest.CentralMidP, CountsTest.Wald);
        TestMethod[] methods =
            [TestMethod.Pearson, TestMethod.Yates, TestMethod.NMinusOne, TestMethod.LikelihoodRatio, TestMethod.Fisher, TestMethod.MidP];
        var stated = methods.Where(_ => draw.Chance(0.3)).ToList();
        if (stated.Count == 0) stated.Add(TestMethod.Pearson);
        var statisticDecimals = draw.Weighted(0.04, 0.06, 0.4, 0.45, 0.05);
        // Nobody finds p from a statistic of fewer than two decimals.
        var fromRounded = draw.Weighted(0.8, 0.1, statisticDecimals < 2 ? 0 : 0.1);
        return new()
        {
            Ties = draw.OneOf(Ties.Even, Ties.Up, Ties.UpOfFifteenDigits),
            Means = means,
            StatedMeans = statedMeans,
            PopulationSd = statesItsTest && draw.Chance(0.1),
            Chi2 = chi2,
            CountsP = p,
            StatedCounts = stated,
            Quantiles = draw.OneOf(Enum.GetValues<QuantileHabit>()),
            UsualMedian = draw.Chance(0.5),
            TieCorrected = draw.Chance(0.85),
            ContinuityCorrected = draw.Chance(0.35),
            RankP = (RankP)draw.Weighted(0.7, 0.2, 0.1),
            Shown = (Shown)draw.Weighted(0.8, 0.05, 0.15),
            CountsShown = (CountsShown)draw.Weighted(0.85, 0.1, 0.05),
            StatisticFromP = fromRounded == 1,
            PFromStatistic = fromRounded == 2,
            TestsFromPrintedSummaries = draw.Chance(0.1),
            SecondMinusFirst = draw.Chance(0.5),
            AmongContaining = draw.Chance(0.15),
            CrudeOddsRatios = draw.Chance(0.2),
            PStyle = (PStyle)draw.Weighted(0.25, 0.5, 0.15, 0.1),
            FullWidthSigns = draw.Chance(0.5),
            PDecimals = 2 + draw.Weighted(0.15, 0.7, 0.15),
            StatisticDecimals = statisticDecimals,
            PercentDecimals = draw.Weighted(0.2, 0.4, 0.4),
            ConfidenceLevel = draw.Chance(0.9) ? 0.95 : draw.OneOf(0.9, 0.99),
        };
    }
}
