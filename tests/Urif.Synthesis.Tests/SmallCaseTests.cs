using System.Globalization;
using Urif.Audit;

namespace Urif.Synthesis.Tests;

/// <summary>The constraint programmes against full enumeration, where so few women are that all data sets can be gone through.</summary>
public sealed class SmallCaseTests
{
    private static readonly Ledger Paper = ShippedReadings.Solution("tables-1-2").Reading.Ledger;

    public static TheoryData<string> Bound =>
    [
        "", "clinical_pregnancy=4", "clinical_pregnancy=3 early_loss=3", "clinical_pregnancy=5 live_birth=2 late_loss=1", "early_loss=33.33%",
        "ectopic=16.67% clinical_pregnancy=1", "live_birth=0 late_loss=0 ectopic=0 clinical_pregnancy=2", "early_loss=6", "clinical_pregnancy=2 live_birth=3", "early_loss=33.34%",
    ];

    [Theory]
    [MemberData(nameof(Bound))]
    public void OutcomesOfSixWomen(string bound)
    {
        const int size = 6;
        var given = bound.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(b => b.Split('=')).ToList();
        LedgerNumber[] numbers = [.. given.Select(b => Number(b[0], b[1].EndsWith('%') ? Statistic.Percent : Statistic.N, b[1].TrimEnd('%')))];
        List<int[]> all = [.. Splits(size, OutcomeProgramme.Ways.Count).Where(w => given.All(b => b[1].EndsWith('%')
            ? Math.Round(100m * Count(w, b[0]) / size, 2, MidpointRounding.AwayFromZero).ToString("F2", CultureInfo.InvariantCulture) == b[1].TrimEnd('%')
            : Count(w, b[0]).ToString(CultureInfo.InvariantCulture) == b[1]))];
        Assert.Equal(all.Count > 0 ? Decision.Yes : Decision.No, new OutcomeProgramme(size, numbers).Solve());
        string[] names = [.. OutcomeProgramme.Ways.Select(w => w.Way), .. OutcomeProgramme.Outcomes, "hcg_positive"];
        foreach (var name in names.Distinct())
            Assert.Equal(all.Count == 0 ? null : (all.Min(w => Count(w, name)), all.Max(w => Count(w, name))), new OutcomeProgramme(size, numbers).Range(name));
        foreach (var (part, whole) in new[] { ("early_loss", "hcg_positive"), ("clinical_early_loss", "clinical_pregnancy"), ("live_birth", "clinical_pregnancy"), ("biochemical_loss", "early_loss") })
        {
            List<double> shares = [.. all.Where(w => Count(w, whole) > 0).Select(w => (double)Count(w, part) / Count(w, whole))];
            Assert.Equal(shares.Count == 0 ? null : (shares.Min(), shares.Max()), OutcomeProgramme.ShareRange(size, numbers, part, whole));
        }
    }

    [Fact]
    public void MeansAndSdsOfFourWholeNumbers()
    {
        const int n = 4, greatest = 4;
        var samples = Samples(n, 0, greatest);
        HashSet<decimal> sds = [.. samples.Select(s => Math.Round((decimal)Sd(s), 2, MidpointRounding.AwayFromZero)).SelectMany(d => new[] { d - 0.01m, d, d + 0.01m }).Where(d => d >= 0)];
        var (possible, impossible) = (0, 0);
        for (var quarters = 0; quarters <= 4 * greatest; quarters++)
        {
            foreach (var sd in sds)
            {
                var mean = quarters / 4m;
                // SD² · n(n - 1) is a whole number: no rounding.
                var exists = samples.Any(s => 4 * s.Sum() == 4 * n * mean && Square(s) is var q
                    && q < (sd + 0.005m) * (sd + 0.005m) * n * (n - 1) && q >= Math.Max(0, sd - 0.005m) * Math.Max(0, sd - 0.005m) * n * (n - 1));
                Holds(exists, [Number("prior_losses", Statistic.Mean, Text(mean, 2)), Number("prior_losses", Statistic.Sd, Text(sd, 2))], n, greatest);
                if (exists) possible++;
                else impossible++;
            }
        }

        Assert.True(possible > 30 && impossible > 300, $"{possible} {impossible}");
        foreach (var mean in new[] { "0.24", "0.26", "1.49", "3.99", "4.01" }) Holds(false, [Number("prior_losses", Statistic.Mean, mean)], n, greatest);
        // Half away from zero: 0.25 is printed 0.3, not 0.2.
        Holds(true, [Number("prior_losses", Statistic.Mean, "0.3")], n, greatest);
        Holds(false, [Number("prior_losses", Statistic.Mean, "0.2")], n, greatest);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void QuartilesOfFourWholeNumbers(int decimals)
    {
        const int n = 4, greatest = 3;
        // Weibull's positions of four values: 1.25, 2.5, 3.75.
        HashSet<(string, string, string)> printed = [.. Samples(n, 0, greatest).Select(s =>
            (Text((3 * s[0] + s[1]) / 4m, decimals), Text((s[1] + s[2]) / 2m, decimals), Text((s[2] + 3 * s[3]) / 4m, decimals)))];
        string[] quarters = [.. Enumerable.Range(0, 4 * greatest + 1).Select(q => Text(q / 4m, decimals)).Concat(Enumerable.Range(0, 4).Select(q => Text(q / 4m - q / 20m, decimals))).Distinct()];
        foreach (var low in quarters)
        {
            foreach (var median in quarters)
            {
                foreach (var high in quarters)
                {
                    Holds(printed.Contains((low, median, high)),
                        [Number("prior_losses", Statistic.Q1, low), Number("prior_losses", Statistic.Median, median), Number("prior_losses", Statistic.Q3, high)], n, greatest);
                }
            }
        }
    }

    [Fact]
    public void NoWomanHasMoreInSomePairing()
    {
        foreach (var a in Samples(3, 0, 3))
        {
            foreach (var b in Samples(3, 0, 3))
            {
                var expected = Orders(b).Any(o => a.Zip(o).All(p => p.First <= p.Second));
                Assert.Equal(expected ? Decision.Yes : Decision.No, Solve((p, c) => p.NoMore(c[0], c[1]), a, b));
            }
        }
    }

    [Fact]
    public void TwoTogetherAreAtLeastTheThirdAndANumberInSomePairing()
    {
        foreach (var a in Samples(3, 0, 2))
        {
            foreach (var b in Samples(3, 0, 2))
            {
                for (var least = 0; least <= 5; least++)
                {
                    var expected = Orders(b).Any(o => a.Zip(o).All(p => p.First + p.Second >= least));
                    Assert.Equal(expected ? Decision.Yes : Decision.No, Solve((p, c) => p.SumAtLeast(c[0], c[1], null, least), a, b));
                }

                foreach (var third in Samples(3, 1, 4).Where(s => s[0] != 2))
                {
                    foreach (var least in new[] { 1, 3 })
                    {
                        var expected = Orders(b).Any(o => Orders(third).Any(t => Enumerable.Range(0, 3).All(i => a[i] + o[i] >= Math.Max(least, t[i]))));
                        Assert.Equal(expected ? Decision.Yes : Decision.No, Solve((p, c) => p.SumAtLeast(c[0], c[1], c[2], least), a, b, third));
                    }
                }
            }
        }
    }

    // Weibull's quartiles of three values are the values.
    private static Decision Solve(Action<WholeNumberProgramme, WholeNumberProgramme.Counts[]> rule, params int[][] samples)
    {
        string[] variables = ["prior_cleavage_embryos", "prior_blastocysts", "prior_transfer_cycles"];
        Statistic[] order = [Statistic.Q1, Statistic.Median, Statistic.Q3];
        var numbers = samples.SelectMany((s, v) => s.Select((x, i) => Number(variables[v], order[i], Text(x, 2))));
        var programme = new WholeNumberProgramme(3, new(numbers));
        rule(programme, [.. samples.Select((_, v) => programme.Add(variables[v], new(0, 5))!)]);
        return programme.Solve();
    }

    private static void Holds(bool expected, LedgerNumber[] numbers, int n, int greatest)
    {
        var bounds = new NumberBounds(numbers);
        var programme = new WholeNumberProgramme(n, bounds);
        var decision = programme.Add("prior_losses", new(0, greatest)) is null ? Decision.No : programme.Solve();
        Assert.True((decision == Decision.Yes) == expected, $"{string.Join(' ', numbers.Select(m => $"{m.Statistic} {m.Printed}"))}: {decision}");
    }

    private static LedgerNumber Number(string variable, Statistic statistic, string text) =>
        new($"{variable}.{statistic}", "1", Paper.Variables.Single(v => v.Id == variable), "ir_control", statistic, PrintedNumber.Parse(text), "");

    private static string Text(decimal value, int decimals) =>
        Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Square(int[] sample) => (sample.Length * sample.Sum(x => x * x)) - (sample.Sum() * sample.Sum());

    private static double Sd(int[] sample) => Math.Sqrt(Square(sample) / (double)(sample.Length * (sample.Length - 1)));

    private static int Count(int[] ways, string what) =>
        Enumerable.Range(0, ways.Length).Sum(i => OutcomeProgramme.Ways[i] is var (way, outcomes)
            && (what == "hcg_positive" ? way != "negative" : OutcomeProgramme.Outcomes.Contains(what) ? outcomes.Contains(what) : way == what) ? ways[i] : 0);

    private static IEnumerable<int[]> Splits(int total, int parts) =>
        parts == 1 ? [[total]] : Enumerable.Range(0, total + 1).SelectMany(first => Splits(total - first, parts - 1).Select(rest => (int[])[first, .. rest]));

    // In ascending order.
    private static List<int[]> Samples(int n, int least, int greatest) =>
        n == 0 ? [[]] : [.. Enumerable.Range(least, greatest - least + 1).SelectMany(x => Samples(n - 1, x, greatest).Select(rest => (int[])[x, .. rest]))];

    private static IEnumerable<int[]> Orders(int[] sample) =>
        sample.Length == 0 ? [[]] : Enumerable.Range(0, sample.Length).SelectMany(i => Orders([.. sample[..i], .. sample[(i + 1)..]]).Select(rest => (int[])[sample[i], .. rest]));
}
