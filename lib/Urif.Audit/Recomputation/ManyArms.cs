using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A row of three arms or more with a statistic or p of all of them at once.</summary>
internal sealed record ManyArms(IReadOnlyList<ArmEntry> Arms, LedgerNumber Number)
{
    /// <summary>The most arms whose means' corners are all visited.</summary>
    private const int MostArms = 10;

    /// <summary>Every such row: of a comparison of three groups or more, or of a table that compares so many and names none.</summary>
    public static IEnumerable<ManyArms> All(LedgerIndex paper)
    {
        var links = new LedgerLinks(paper.Ledger);
        foreach (var number in paper.Ledger.Numbers)
        {
            if (number.InText || number.Statistic is not (Statistic.P or Statistic.F or Statistic.Chi2 or Statistic.H)) continue;
            if (links.ArmsOf(number) is not { Count: > 2 and <= MostArms } groups) continue;
            var arms = groups.Select(g => paper.Find(number.Table, number.Variable.Id, g.Id)).ToList();
            if (arms.TrueForAll(a => a is not null)) yield return new(arms.Select(a => a!).ToList(), number);
        }
    }

    /// <summary>The table of counts: of a yes-or-no variable, or of its partition; null where the arms do not print one.</summary>
    public ContingencyTable? Counts(LedgerIndex paper)
    {
        if (paper.Partition(Number.Variable).Count > 2) return PartitionTests.CountsOf(paper, Arms);
        var events = Arms.Select(a => ArmCounts.Of(a)).ToList();
        if (events.Exists(e => e.Count != 1)) return null;
        int[] with = [.. events.Select(e => e[0])], without = [.. Arms.Select((a, k) => a.Size - with[k])];
        return with.All(n => n == 0) || without.All(n => n == 0) ? null : new([with, without]);
    }

    /// <summary>Whether every arm prints a mean and an SD or standard error of two women or more.</summary>
    public bool HasMeans => Arms.All(a => a.MeanAndSpread is not null && a.Size > 1);

    /// <summary>The number of that kind of the same row; null where none is printed.</summary>
    public LedgerNumber? Beside(LedgerIndex paper, Statistic statistic) => Number.Statistic == statistic ? Number
        : paper.Ledger.Numbers.FirstOrDefault(n => n.Statistic == statistic && n.Table == Number.Table && n.Variable == Number.Variable
            && n.Group == Number.Group && n.Facts.Time == Number.Facts.Time);

    /// <summary>F of the arms' means: with equal variances; without (Welch 1951); and of a fifth fewer women.</summary>
    public IReadOnlyList<Attainable> Statistics(LedgerIndex paper, Rounding rounding)
    {
        var all = F(1, rounding);
        var found = new List<Attainable> { new(new Convention.Test(TestMethod.OneWayAnova), true, all) };
        if (UnstatedLosses.Possible(paper))
            found.Add(new(new Convention.Missing(1), false, new Interval(F(Fewest, rounding).Low, all.High)));
        found.Add(new(new Convention.Test(TestMethod.WelchAnova), false, Welch(rounding).F));
        return found;
    }

    /// <summary>The p-values of F.</summary>
    public IReadOnlyList<Attainable> PValues(LedgerIndex paper, Rounding rounding)
    {
        double df1 = Arms.Count - 1, n = Arms.Sum(a => a.Size);
        Interval P(Interval f, double df2) => new(FDistribution.UpperTail(f.High, df1, df2), FDistribution.UpperTail(f.Low, df1, df2));
        var found = Statistics(paper, rounding).Where(c => c.Convention is not Convention.Test { Method: TestMethod.WelchAnova })
            .Select(c => c with { Values = new(c.Values.Select(f => P(f, n - Arms.Count))) }).ToList();
        found.Add(new(new Convention.Test(TestMethod.WelchAnova), false, Welch(rounding).P));
        return found;
    }

    private const double Fewest = 0.8;

    /// <summary>
    /// F over the boxes of the printed means and SDs: the between sum of squares is greatest at a corner, being convex, and least where
    /// each mean is as near to the common one as its interval allows.
    /// </summary>
    private Interval F(double share, Rounding rounding)
    {
        var arms = Box(rounding).Select(a => a with { N = Math.Max(2, a.N * share) }).ToList();
        double total = arms.Sum(a => a.N), df1 = arms.Count - 1, df2 = total - arms.Count;
        double low = arms.Min(a => a.Mean.Low), high = arms.Max(a => a.Mean.High);
        for (var k = 0; k < 200; k++)
        {
            var at = (low + high) / 2;
            if (arms.Sum(a => a.N * Math.Clamp(at, a.Mean.Low, a.Mean.High)) / total > at) low = at;
            else high = at;
        }

        var least = Between([.. arms.Select(a => Math.Clamp((low + high) / 2, a.Mean.Low, a.Mean.High))]);
        var most = Corners(arms.Count).Max(c => Between([.. arms.Select((a, k) => c[k] ? a.Mean.High : a.Mean.Low)]));
        double widest = arms.Sum(a => (a.N - 1) * a.Sd.High * a.Sd.High) / df2,
            narrowest = arms.Sum(a => (a.N - 1) * a.Sd.Low * a.Sd.Low) / df2;
        return new(widest == 0 ? 0 : least / df1 / widest, narrowest == 0 ? double.MaxValue : most / df1 / narrowest);

        double Between(double[] means)
        {
            var grand = arms.Select((a, k) => a.N * means[k]).Sum() / total;
            return arms.Select((a, k) => a.N * (means[k] - grand) * (means[k] - grand)).Sum();
        }
    }

    /// <summary>Welch's F and its p at the corners of the boxes. Welch BL (1951). Biometrika 38:330-336.</summary>
    private (Interval F, Interval P) Welch(Rounding rounding)
    {
        var arms = Box(rounding);
        var (f, p) = (new List<double>(), new List<double>());
        foreach (var corner in Corners(arms.Count).Append(null))
        {
            foreach (var end in (double[])[0, 0.5, 1])
            {
                double[] weights = [.. arms.Select(a => a.N / Math.Pow(Math.Max(1e-300, a.Sd.Low + end * a.Sd.Width), 2))];
                double[] means = [.. arms.Select((a, k) => corner is null ? (a.Mean.Low + a.Mean.High) / 2
                    : corner[k] ? a.Mean.High : a.Mean.Low)];
                double sum = weights.Sum(), grand = weights.Select((w, k) => w * means[k]).Sum() / sum, count = arms.Count;
                var spread = weights.Select((w, k) => Math.Pow(1 - w / sum, 2) / (arms[k].N - 1)).Sum();
                var value = weights.Select((w, k) => w * Math.Pow(means[k] - grand, 2)).Sum() / (count - 1)
                    / (1 + 2 * (count - 2) / (count * count - 1) * spread);
                f.Add(value);
                p.Add(FDistribution.UpperTail(value, count - 1, (count * count - 1) / (3 * spread)));
            }
        }

        return (new(f.Min(), f.Max()), new(p.Min(), p.Max()));
    }

    private List<(double N, Interval Mean, Interval Sd)> Box(Rounding rounding) => [.. Arms.Select(a => ((double)a.Size,
        a.MeanAndSpread!.Value.Mean.Printed.Values(rounding), RowTests.SdOf(a.MeanAndSpread.Value.Spread, a.Size, rounding)))];

    private static IEnumerable<bool[]> Corners(int count) =>
        Enumerable.Range(0, 1 << count).Select(bits => (bool[])[.. Enumerable.Range(0, count).Select(k => (bits >> k & 1) == 1)]);
}
