using System.Globalization;

namespace Urif.Audit.Tests;

/// <summary>What a paper need not state is never held against it; gross slips are seen all the same. URIF_PAPERS sets how many papers.</summary>
public class OrdinaryPaperTests
{
    private const ulong Seed = 20260101;

    private static int Papers => int.TryParse(Environment.GetEnvironmentVariable("URIF_PAPERS"), NumberStyles.None, CultureInfo.InvariantCulture,
        out var n) ? n : 60;

    public static TheoryData<int> Kinds => [.. Enum.GetValues<Ordinary>().Select(k => (int)k)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_sound_test_or_estimate_is_accused(int kind)
    {
        var accusations = new List<string>();
        for (ulong number = 0; number < (ulong)Papers; number++)
        {
            var report = PaperAudit.Run(OrdinaryPaper.Of((Ordinary)kind, Seed, number));
            accusations.AddRange(FalsePositives.Against(Seed, number, report).Select(a => a.ToString()));
        }

        Assert.True(accusations.Count == 0, $"{accusations.Count}:\n" + string.Join('\n', accusations.Take(8)));
    }

    /// <summary>
    /// The share of papers in which a p from one end to the other, or an odds ratio four times too large, is seen. Beside means
    /// whose test is open, and beside intervals of any method, less is seen.
    /// </summary>
    [Theory]
    [InlineData((int)Ordinary.RanksBesideMeans, 0.2)]
    [InlineData((int)Ordinary.EachLevel, 0.95)]
    [InlineData((int)Ordinary.ExactBesidePearson, 0.95)]
    [InlineData((int)Ordinary.Profile, 0.9)]
    [InlineData((int)Ordinary.Exact, 0.9)]
    [InlineData((int)Ordinary.Bootstrap, 0.8)]
    [InlineData((int)Ordinary.Robust, 0.8)]
    [InlineData((int)Ordinary.WelchOfPopulationSds, 0.95)]
    [InlineData((int)Ordinary.OneTail, 0.8)]
    [InlineData((int)Ordinary.Paired, 0.95)]
    [InlineData((int)Ordinary.MissingValues, 0.9)]
    [InlineData((int)Ordinary.ThreeArms, 0.9)]
    public void Gross_slips_are_seen(int kind, double least)
    {
        int tried = 0, seen = 0;
        for (ulong number = 0; number < (ulong)Papers; number++)
        {
            if (OrdinaryPaper.Spoilt(OrdinaryPaper.Of((Ordinary)kind, Seed, number), new(Seed, number | 1UL << 61)) is not { } spoilt) continue;
            tried++;
            if (PaperAudit.Run(spoilt).Numbers.Any(n => n.Verdict.IsFinding())) seen++;
        }

        Assert.True(seen >= least * tried, $"{seen} of {tried}");
    }
}
