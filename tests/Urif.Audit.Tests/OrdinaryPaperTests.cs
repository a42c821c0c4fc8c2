using System.Globalization;

namespace Urif.Audit.Tests;

/// <summary>Gross slips are seen in papers that leave unstated what they need not state. URIF_PAPERS sets how many papers.</summary>
public class OrdinaryPaperTests
{
    private const ulong Seed = 20260101;

    private static int Papers => int.TryParse(Environment.GetEnvironmentVariable("URIF_PAPERS"), NumberStyles.None, CultureInfo.InvariantCulture,
        out var n) ? n : 60;

    /// <summary>
    /// The share of papers in which a p from one end to the other, or an odds ratio four times too large, is seen. Beside means
    /// whose test is open, and beside intervals of any method, less is seen.
    /// </summary>
    [Theory]
    [InlineData((int)Stratum.RanksBesideMeans, 0.2)]
    [InlineData((int)Stratum.EachLevel, 0.95)]
    [InlineData((int)Stratum.ExactBesidePearson, 0.95)]
    [InlineData((int)Stratum.Profile, 0.9)]
    [InlineData((int)Stratum.Exact, 0.9)]
    [InlineData((int)Stratum.Bootstrap, 0.8)]
    [InlineData((int)Stratum.Robust, 0.8)]
    [InlineData((int)Stratum.Clustered, 0.8)]
    [InlineData((int)Stratum.OverallColumn, 0.15)]
    [InlineData((int)Stratum.SasPrints, 0.8)]
    [InlineData((int)Stratum.TextStatistics, 0.8)]
    [InlineData((int)Stratum.StandardErrors, 0.5)]
    [InlineData((int)Stratum.Effects, 0.9)]
    [InlineData((int)Stratum.WelchOfPopulationSds, 0.95)]
    [InlineData((int)Stratum.OneTail, 0.8)]
    [InlineData((int)Stratum.Paired, 0.95)]
    [InlineData((int)Stratum.MissingInTests, 0.9)]
    [InlineData((int)Stratum.ThreeArms, 0.9)]
    public void Gross_slips_are_seen(int kind, double least)
    {
        int tried = 0, seen = 0;
        for (ulong number = 0; number < (ulong)Papers; number++)
        {
            if (OrdinaryPaper.Spoilt(OrdinaryPaper.Of((Stratum)kind, Seed, number), new(Seed, number | 1UL << 61)) is not { } spoilt) continue;
            tried++;
            if (PaperAudit.Run(spoilt).Numbers.Any(n => n.Verdict.IsFinding())) seen++;
        }

        Assert.True(seen >= least * tried, $"{seen} of {tried}");
    }
}
