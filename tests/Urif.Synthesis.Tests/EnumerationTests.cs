using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>Whether numbers can hold together, against all data sets of arms so small that these can be gone through.</summary>
public sealed class EnumerationTests
{
    private static readonly Statistic[] OfASample = [Statistic.Mean, Statistic.Sd, Statistic.Q1, Statistic.Median, Statistic.Q3];

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_printed_mean_and_SD_of_whole_numbers_is_decided_as_by_enumeration(int n)
    {
        var arm = new SmallArm(n, new Dictionary<string, Interval> { ["prior_losses"] = new(0, 4) });
        var block = new WholeNumberBlock(arm.Numbers, "prior_losses");
        foreach (var decimals in new[] { 1, 2 })
        {
            var real = Enumerated.Samples(n, 0, 4).Select(s => (Enumerated.Mean(s, decimals), Enumerated.Sd(s, decimals))).ToHashSet();
            var step = decimals == 1 ? 10 : 100;
            int yes = 0, no = 0;
            for (var mean = 0; mean <= 4 * step + 1; mean++)
            {
                // With two decimals: the means that a total gives, and those beside them.
                if (decimals == 2 && !Enumerable.Range(0, 4 * n + 1).Any(total => Math.Abs(mean - 100.0 * total / n) < 1.6)) continue;
                for (var sd = 0; sd <= 2.4 * step; sd += decimals == 1 ? 1 : 3 - mean % 3)
                {
                    var (m, s) = (Enumerated.Text(mean, decimals), Enumerated.Text(sd, decimals));
                    var is_ = real.Contains((m, s));
                    Assert.True(is_ == SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Mean, m), arm.Print("prior_losses", Statistic.Sd, s)), $"n {n}, mean {m}, SD {s}: {is_}");
                    if (is_) yes++;
                    else no++;
                }
            }

            // Each real pair for certain, with its neighbours.
            foreach (var (m, s) in real) Assert.True(SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Mean, m), arm.Print("prior_losses", Statistic.Sd, s)));
            Assert.True(yes > 5 && no > 100);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_printed_median_with_quartiles_of_whole_numbers_is_decided_as_by_enumeration(int n)
    {
        var arm = new SmallArm(n, new Dictionary<string, Interval> { ["prior_losses"] = new(0, 3) });
        var block = new WholeNumberBlock(arm.Numbers, "prior_losses");
        var real = Enumerated.Samples(n, 0, 3).Select(s => (Enumerated.Quartile(s, 1), Enumerated.Quartile(s, 2), Enumerated.Quartile(s, 3))).ToHashSet();
        string[] printed = [.. Enumerable.Range(0, 13).Select(k => Enumerated.Text(25 * k, 2))];
        foreach (var q1 in printed)
        {
            foreach (var median in printed)
            {
                foreach (var q3 in printed.Where(q => string.CompareOrdinal(q, median) >= 0 || q == q1))
                {
                    var is_ = real.Contains((q1, median, q3));
                    var decided = SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Median, median), arm.Print("prior_losses", Statistic.Q1, q1), arm.Print("prior_losses", Statistic.Q3, q3));
                    Assert.True(is_ == decided, $"n {n}, {median} ({q1}-{q3}): {is_}");
                }
            }
        }
    }

    [Fact]
    public void Whole_numbers_with_quartiles_and_moments_are_decided_as_by_enumeration()
    {
        const int n = 5;
        var arm = new SmallArm(n, new Dictionary<string, Interval> { ["prior_losses"] = new(0, 3) });
        var block = new WholeNumberBlock(arm.Numbers, "prior_losses");
        int[][] samples = [.. Enumerated.Samples(n, 0, 3)];
        var real = samples.Select(s => (Enumerated.Mean(s), Enumerated.Sd(s), Enumerated.Quartile(s, 3))).ToHashSet();
        foreach (var (mean, sd) in samples.Select(s => (Enumerated.Mean(s), Enumerated.Sd(s))).Distinct())
        {
            foreach (var q3 in samples.Select(s => Enumerated.Quartile(s, 3)).Distinct())
            {
                var decided = SmallArm.IsYes(block, arm.Print("prior_losses", Statistic.Mean, mean), arm.Print("prior_losses", Statistic.Sd, sd), arm.Print("prior_losses", Statistic.Q3, q3));
                Assert.True(real.Contains((mean, sd, q3)) == decided, $"mean {mean}, SD {sd}, Q3 {q3}: {!decided}");
            }
        }
    }

    [Fact]
    public void Failed_cycles_that_may_not_exceed_transfers_are_decided_as_by_enumeration()
    {
        const int n = 3;
        var arm = new SmallArm(n, new Dictionary<string, Interval> { ["prior_transfer_cycles"] = new(0, 3), ["prior_failed_cycles"] = new(0, 3) });
        var block = new WholeNumberBlock(arm.Numbers, "prior_transfer_cycles", "prior_failed_cycles");
        int[][] samples = [.. Enumerated.Samples(n, 0, 3)];
        static (string, string) Shown(int[] s) => (Enumerated.Mean(s), Enumerated.Sd(s));
        var real = samples.SelectMany(t => samples.Where(f => Enumerated.Orders(f).Any(o => o.Zip(t).All(p => p.First <= p.Second))), (t, f) => (Shown(t), Shown(f))).ToHashSet();
        foreach (var (tm, ts) in samples.Select(Shown).Distinct())
        {
            foreach (var (fm, fs) in samples.Select(Shown).Distinct())
            {
                var decided = SmallArm.IsYes(block, arm.Print("prior_transfer_cycles", Statistic.Mean, tm), arm.Print("prior_transfer_cycles", Statistic.Sd, ts),
                    arm.Print("prior_failed_cycles", Statistic.Mean, fm), arm.Print("prior_failed_cycles", Statistic.Sd, fs));
                Assert.True(real.Contains(((tm, ts), (fm, fs))) == decided, $"transfers {tm}±{ts}, failed {fm}±{fs}: {!decided}");
            }
        }
    }

    [Fact]
    public void Embryos_of_two_stages_for_four_and_for_each_transfer_are_decided_as_by_enumeration()
    {
        const int n = 3;
        var arm = new SmallArm(n, new Dictionary<string, Interval>
        {
            ["prior_transfer_cycles"] = new(4, 6), ["prior_cleavage_embryos"] = new(0, 4), ["prior_blastocysts"] = new(1, 3),
        });
        var block = new WholeNumberBlock(arm.Numbers, "prior_transfer_cycles", "prior_cleavage_embryos", "prior_blastocysts");
        int[][] transfers = [.. Enumerated.Samples(n, 4, 6)], cleavage = [.. Enumerated.Samples(n, 0, 4).Where((_, i) => i % 2 == 0)], blastocysts = [.. Enumerated.Samples(n, 1, 3)];
        static (string, string) Shown(int[] s) => (Enumerated.Mean(s), Enumerated.Sd(s));
        int yes = 0, no = 0;
        foreach (var t in transfers)
        {
            foreach (var c in cleavage)
            {
                foreach (var b in blastocysts)
                {
                    // Means and SDs of three small whole numbers need not name one sample: all that have them count.
                    var is_ = Enumerated.Samples(n, 4, 6).Where(s => Shown(s) == Shown(t)).Any(t2 => Enumerated.Samples(n, 0, 4).Where(s => Shown(s) == Shown(c)).Any(c2 =>
                        Enumerated.Samples(n, 1, 3).Where(s => Shown(s) == Shown(b)).Any(b2 => Enumerated.Orders(c2).Any(co => Enumerated.Orders(b2).Any(bo =>
                            Enumerable.Range(0, n).All(i => co[i] + bo[i] >= Math.Max(t2[i], 4)))))));
                    var decided = SmallArm.IsYes(block,
                    [
                        .. new[] { ("prior_transfer_cycles", t), ("prior_cleavage_embryos", c), ("prior_blastocysts", b) }.SelectMany(v => new[]
                        {
                            arm.Print(v.Item1, Statistic.Mean, Enumerated.Mean(v.Item2)), arm.Print(v.Item1, Statistic.Sd, Enumerated.Sd(v.Item2)),
                        }),
                    ]);
                    Assert.True(is_ == decided, $"transfers {string.Join(',', t)}, cleavage {string.Join(',', c)}, blastocysts {string.Join(',', b)}: {is_}");
                    if (is_) yes++;
                    else no++;
                }
            }
        }

        Assert.True(yes > 50 && no > 50);
    }

    /// <summary>Whatever some of the numbers of a real sample are, the search never says that no sample has them.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void No_numbers_of_a_sample_of_measurements_are_found_impossible(int n)
    {
        var arm = new SmallArm(n, new Dictionary<string, Interval> { ["bmi"] = new(0, 4) }, step: 1);
        var block = new MeasurementBlock(arm.Numbers, "bmi");
        foreach (var sample in Enumerated.Samples(n, 0, 4))
        {
            for (var set = 1; set < 1 << OfASample.Length; set++)
            {
                var numbers = OfASample.Where((_, i) => (set >> i & 1) == 1).Select(s => arm.Print("bmi", s, Enumerated.Of(sample, s))).ToList();
                Assert.True(SmallArm.IsYes(block, numbers), $"{string.Join(',', sample)}: {string.Join(' ', numbers.Select(x => x.Id))}");
            }
        }
    }

    /// <summary>Not all that no sample has is found, but what lies beyond any distribution is.</summary>
    [Theory]
    [InlineData(Statistic.Mean, "4.5")]
    [InlineData(Statistic.Sd, "2.5")]
    [InlineData(Statistic.Median, "4.3")]
    [InlineData(Statistic.Q1, "5.0")]
    public void Numbers_beyond_the_range_of_measurements_are_found_impossible(Statistic statistic, string text)
    {
        var arm = new SmallArm(5, new Dictionary<string, Interval> { ["bmi"] = new(0, 4) }, step: 1);
        Assert.False(SmallArm.IsYes(new MeasurementBlock(arm.Numbers, "bmi"), arm.Print("bmi", statistic, text)));
    }

    /// <summary>Random women with glucose of 3 to 6, insulin of 5 to 15, HOMA-IR on the arm's side: none of their numbers is refused.</summary>
    [Theory]
    [InlineData("ir_control")]
    [InlineData("nonir_control")]
    public void No_numbers_of_glucose_insulin_and_their_product_are_found_impossible(string id)
    {
        for (ulong k = 0; k < 250; k++)
        {
            var draw = new Draw(20261124, k);
            var n = draw.Whole(3, 6);
            var arm = new SmallArm(n, new Dictionary<string, Interval> { ["fpg"] = new(3, 6), ["fins"] = new(5, 15) }, step: 1, id: id);
            var women = new (int Fpg, int Fins)[n];
            for (var i = 0; i < n; i++)
            {
                do women[i] = (draw.Whole(3, 6), draw.Whole(5, 15));
                while (women[i].Fpg * women[i].Fins / 22.5m >= 2.14m != (id == "ir_control"));
            }

            int[] fpg = [.. women.Select(w => w.Fpg).Order()], fins = [.. women.Select(w => w.Fins).Order()], products = [.. women.Select(w => w.Fpg * w.Fins).Order()];
            var numbers = new List<LedgerNumber>();
            foreach (var s in OfASample)
            {
                if (draw.Chance(0.5)) numbers.Add(arm.Print("fpg", s, Enumerated.Of(fpg, s)));
                if (draw.Chance(0.5)) numbers.Add(arm.Print("fins", s, Enumerated.Of(fins, s)));
                if (draw.Chance(0.5)) numbers.Add(arm.Print("homa_ir", s, Homa(products, s)));
            }

            if (numbers.Count == 0) continue;
            Assert.True(SmallArm.IsYes(new InsulinBlock(arm.Numbers), numbers), $"{k}: {string.Join(' ', women)}: {string.Join(' ', numbers.Select(x => x.Id))}");
        }
    }

    // HOMA-IR is 2/45 of the product.
    private static string Homa(int[] products, Statistic statistic)
    {
        switch (statistic)
        {
            case Statistic.Mean: return Enumerated.Rounded(2 * products.Sum(), 45 * products.Length, 2);
            case Statistic.Sd:
                long n = products.Length, spread = n * products.Sum(v => (long)v * v) - (long)products.Sum() * products.Sum(), k = 0;
                while ((2 * k + 1) * (2 * k + 1) * n * (n - 1) * 45 * 45 <= 4 * 100 * 100 * 2 * 2 * spread) k++;
                return Enumerated.Text(k, 2);
            default:
                var position = Math.Clamp((statistic == Statistic.Q1 ? 1 : statistic == Statistic.Median ? 2 : 3) * (products.Length + 1), 4, 4 * products.Length);
                int below = position / 4, share = position % 4;
                return Enumerated.Rounded(2 * ((4 - share) * products[below - 1] + share * products[Math.Min(below, products.Length - 1)]), 45 * 4, 2);
        }
    }

    /// <summary>All ways in which six transfers can go, against what the programme says of counts that are given and of those that are not.</summary>
    [Fact]
    public void Outcomes_of_six_women_are_decided_and_ranged_as_by_enumeration()
    {
        const int n = 6;
        var arm = new SmallArm(n, new Dictionary<string, Interval>());
        // Negative, biochemical, ectopic, early, late, live, otherwise.
        var trees = Compositions(n, 7).Select(t => new Dictionary<string, int>
        {
            ["clinical_pregnancy"] = t[2] + t[3] + t[4] + t[5] + t[6], ["ectopic"] = t[2], ["early_loss"] = t[1] + t[3], ["late_loss"] = t[4],
            ["live_birth"] = t[5], ["biochemical_loss"] = t[1], ["ended_otherwise"] = t[6], ["hcg_positive"] = n - t[0],
        }).ToList();
        Assert.Equal(924, trees.Count);
        string[] outcomes = ["clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth"], all = [.. trees[0].Keys];
        int yes = 0, no = 0;
        for (ulong k = 0; k < 120; k++)
        {
            var draw = new Draw(20261125, k);
            var given = outcomes.Where(_ => draw.Chance(0.6)).ToDictionary(o => o, _ => draw.Whole(0, draw.Whole(1, 5)));
            var numbers = given.Select(g => draw.Chance(0.5) ? arm.Print(g.Key, Statistic.N, $"{g.Value}") : arm.Print(g.Key, Statistic.Percent, Enumerated.Rounded(100 * g.Value, n, 2))).ToList();
            var fitting = trees.Where(t => given.All(g => t[g.Key] == g.Value)).ToList();
            Assert.Equal(fitting.Count > 0 ? Decision.Yes : Decision.No, new OutcomeProgramme(n, numbers).Solve());
            Assert.Equal(fitting.Count > 0 ? Decision.Yes : Decision.No, OutcomeProgramme.Decide(n, numbers));
            foreach (var outcome in all)
            {
                (int, int)? range = fitting.Count > 0 ? (fitting.Min(t => t[outcome]), fitting.Max(t => t[outcome])) : null;
                Assert.Equal(range, new OutcomeProgramme(n, numbers).Range(outcome));
            }

            if (fitting.Count > 0) yes++;
            else no++;
            var shares = fitting.Where(t => t["hcg_positive"] > 0).Select(t => (double)t["live_birth"] / t["hcg_positive"]).ToList();
            (double, double)? shareRange = shares.Count > 0 ? (shares.Min(), shares.Max()) : null;
            if (k % 6 == 0) Assert.Equal(shareRange, OutcomeProgramme.ShareRange(n, numbers, "live_birth", "hcg_positive"));
        }

        Assert.True(yes > 20 && no > 20);
    }

    private static IEnumerable<int[]> Compositions(int total, int parts)
    {
        if (parts == 1)
        {
            yield return [total];
            yield break;
        }

        for (var first = 0; first <= total; first++)
            foreach (var rest in Compositions(total - first, parts - 1)) yield return [first, .. rest];
    }
}
