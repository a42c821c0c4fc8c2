using System.Globalization;

namespace Urif.Audit.Tests;

/// <summary>Papers without an error are not accused of any, and slips are seen. URIF_PAPERS sets how many papers are tried.</summary>
public class RandomPaperTests
{
    private const ulong Seed = 20250101;

    private static int Papers =>
        int.TryParse(Environment.GetEnvironmentVariable("URIF_PAPERS"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1500;

    public static TheoryData<int> Strata => [.. Enum.GetValues<Stratum>().Select(s => (int)s)];

    /// <summary>Every stratum of the command "false-positives", by the same generator.</summary>
    [Theory]
    [MemberData(nameof(Strata))]
    public void No_number_and_no_claim_of_a_paper_without_an_error_is_worse_than_a_variant(int stratum)
    {
        var count = FalsePositives.Count(Seed, Papers / Strata.Count, (Stratum)stratum).Single();
        Assert.True(count.Accusations.Count == 0, $"{count.Accusations.Count}:\n" + string.Join('\n', count.Accusations.Take(8)));
        // The papers give the audit something to judge.
        Assert.True(count.Checked > count.Papers);
    }

    [Fact]
    public void Most_numbers_of_plain_papers_are_judged_and_their_claims()
    {
        var count = FalsePositives.Count(Seed, 40, Stratum.Plain).Single();
        Assert.True(count.Checked > 0.8 * count.Numbers && count.Claims > count.Papers);
    }

    [Fact]
    public void Papers_drawn_in_turn_are_of_every_stratum()
    {
        var counts = FalsePositives.Count(Seed, Strata.Count);
        Assert.All(counts, c => Assert.Equal(1, c.Papers));
    }

    /// <summary>A paper that says that it is complete is judged strictly.</summary>
    [Fact]
    public void Slips_in_means_and_SDs_of_counts_are_seen_where_nothing_is_missing()
    {
        var (byNumber, _) = Detection.Measure(Seed, 12, Stratum.Complete);
        Assert.True(byNumber.Single(r => r.Kind == "mean of counts").Rate > 0.6);
        Assert.True(byNumber.Single(r => r.Kind == "SD of counts").Rate > 0.5);
    }

    [Fact]
    public void A_paper_read_from_its_folder_is_audited_alike()
    {
        for (ulong number = 0; number < 60; number++)
        {
            var ledger = RandomPaper.Of(Seed, number).Ledger;
            using var folder = new TemporaryFolder();
            LedgerWriter.Write(ledger, folder.Path);
            var read = LedgerReader.Read(folder.Path);
            Assert.Equal(Summary(ledger), Summary(read));
        }

        static IEnumerable<string> Summary(Ledger ledger)
        {
            var report = PaperAudit.Run(ledger);
            return report.Numbers.SelectMany(n => n.Checks.Select(c => $"{n.Number.Id} {c.Check} {c.Verdict} {c.Variant} {c.Attainable} {c.Reason.GetType().Name}"))
                .Concat(report.Claims.Select(c => $"{c.Claim.Id} {c.Verdict} {c.Reason.GetType().Name}"));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_paper() =>
        Assert.Equal(
            RandomPaper.Of(Seed, 7).Ledger.Numbers.Select(n => $"{n.Id} {n.Printed}"),
            RandomPaper.Of(Seed, 7).Ledger.Numbers.Select(n => $"{n.Id} {n.Printed}"));

    /// <summary>Counts and percents check one another tightly; over all kinds more than half of the slips are seen.</summary>
    [Fact]
    public void Slips_are_seen()
    {
        var (byNumber, _) = Detection.Measure(Seed, 12);
        Assert.True(byNumber.Single(r => r.Kind == "n").Rate > 0.8);
        Assert.True(byNumber.Single(r => r.Kind == "percent").Rate > 0.7);
        Assert.True(byNumber.Sum(r => r.Detected) > 0.5 * byNumber.Sum(r => r.Tried));
    }

    [Theory]
    [InlineData(2.675, 2, "2.67", "2.67", "2.68")]
    [InlineData(0.125, 2, "0.12", "0.13", "0.13")]
    [InlineData(-0.375, 2, "-0.38", "-0.38", "-0.38")]
    [InlineData(1e-7, 3, "0.000", "0.000", "0.000")]
    [InlineData(99.5, 0, "100", "100", "100")]
    [InlineData(34, 1, "34.0", "34.0", "34.0")]
    public void Digits_are_those_that_programs_print(double value, int decimals, string even, string up, string fifteen)
    {
        Assert.Equal(even, Digits.Print(value, decimals, Ties.Even));
        Assert.Equal(up, Digits.Print(value, decimals, Ties.Up));
        Assert.Equal(fifteen, Digits.Print(value, decimals, Ties.UpOfFifteenDigits));
    }
}
