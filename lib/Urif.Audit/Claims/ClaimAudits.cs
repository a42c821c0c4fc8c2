using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Derives what became of each claim from the numbers it rests on, under each reading of the tables where they disagree.
/// </summary>
/// <remarks>
/// A claim about a difference is recomputed for each of its variables from both arms' summaries. It holds under a reading
/// when the p of every stated test does what the claim says, and fails when no convention's p does; between the two, the
/// summaries leave it open. It is contradicted when it holds in the comparison's own table and fails with the other
/// numbers that the paper prints for the same women (each arm from another table, where one prints it). An adjusted claim is as good as the worst of the printed numbers
/// that it rests on.
/// </remarks>
public static class ClaimAudits
{
    /// <summary>Every claim of the ledger, in its order.</summary>
    public static IReadOnlyList<ClaimAudit> Of(AuditContext paper, IReadOnlyList<NumberAudit> numbers)
    {
        var byId = numbers.ToDictionary(n => n.Number.Id, StringComparer.Ordinal);
        return [.. paper.Ledger.Claims.Select(c => c.Kind == ClaimKind.AdjustedAssociation ? Adjusted(c, byId) : Compared(paper, c))];
    }

    private static ClaimAudit Adjusted(Claim claim, Dictionary<string, NumberAudit> byId)
    {
        // The crude counts that the claim also names have their own verdicts; the claim is about the adjusted numbers.
        var own = claim.DependsOn.Where(n => n.Group == claim.Comparison.Id).Select(n => byId[n.Id]).ToList();
        if (own.Count == 0) return new(claim, Verdict.NotCheckable, new("No adjusted estimate is printed.", "文中未给出校正后的估计值。"), []);
        var worst = own.Max(n => n.Verdict);
        var reasons = own.SelectMany(n => n.Checks).Where(c => c.Verdict == worst).DistinctBy(c => c.Explanation.En)
            .Select(c => c.Explanation).Take(3).ToList();
        return new(claim, worst, new(string.Join(" ", reasons.Select(r => r.En)), string.Join("", reasons.Select(r => r.Zh))), []);
    }

    private static ClaimAudit Compared(AuditContext paper, Claim claim)
    {
        var readings = new List<ClaimReading>();
        var worst = Verdict.NotCheckable;
        var details = new List<(Verdict Verdict, Localized Text)>();
        foreach (var variable in claim.Variables)
        {
            var of = TableReadings.Of(paper, variable, claim.Comparison, (a, b) => RowTests.BasisOf(paper, a, b) != RowTests.Basis.None)
                .Select(r => (Reading: r, Outcome: Test(paper, claim, r))).ToList();
            readings.AddRange(of.Select(r => new ClaimReading(variable, r.Reading, r.Outcome.Holds, r.Outcome.Text)));
            var own = of.Where(r => r.Reading.IsOwn).ToList();
            if (own.Count == 0) continue;
            // Where several of its own tables print the comparison, by different tests, the one that bears it out counts.
            var (reading, outcome) = own.MaxBy(r => r.Outcome.Holds switch { true => 2, null => 1, false => 0 });
            // Another kind of test of the same women may come out otherwise without a contradiction.
            var basis = RowTests.BasisOf(paper, reading.First, reading.Second);
            var others = of.Where(r => !r.Reading.IsOwn && RowTests.BasisOf(paper, r.Reading.First, r.Reading.Second) == basis).ToList();
            // Every arm that is printed elsewhere is taken from elsewhere; mixtures are listed, but settle nothing.
            var whole = others.Count == 0 ? 0 : others.Max(r => Differences(r.Reading, reading));
            var against = others.Where(r => Differences(r.Reading, reading) == whole && r.Outcome.Holds == false).ToList();
            var verdict = outcome.Holds switch
            {
                true => against.Count > 0 ? Verdict.Contradicted : Verdict.Reproduced,
                false => Verdict.NotReproduced,
                null => outcome.ByVariant ? Verdict.ReproducedByVariant : Verdict.NotCheckable,
            };
            if (verdict > worst) worst = verdict;
            var label = claim.Variables.Count > 1 ? new Localized($"{variable.Label.En}: ", $"{variable.Label.Zh}：") : new("", "");
            var text = new Localized($"{label.En}{reading.Label.En} has {outcome.Text.En}", $"{label.Zh}{reading.Label.Zh}为 {outcome.Text.Zh}");
            if (verdict == Verdict.Contradicted)
            {
                var other = against[0];
                text = new(
                    $"{text.En}; {other.Reading.Label.En}, the same women, {(other.Reading.Label.En.StartsWith("Tables", StringComparison.Ordinal) ? "have" : "has")} {other.Outcome.Text.En}",
                    $"{text.Zh}；而同一组患者在{other.Reading.Label.Zh}为 {other.Outcome.Text.Zh}");
            }

            details.Add((verdict, text));
        }

        var deciding = details.Where(d => d.Verdict == worst).Select(d => d.Text).ToList();
        var counts = claim.Variables.Count > 1 && worst.IsFinding()
            ? new Localized(string.Create(CultureInfo.InvariantCulture, $"{deciding.Count} of {claim.Variables.Count} variables. "), string.Create(CultureInfo.InvariantCulture, $"{claim.Variables.Count} 项中有 {deciding.Count} 项。"))
            : new("", "");
        const int most = 3;
        var more = deciding.Count > most ? new Localized($"; and {deciding.Count - most} more", $"；另有 {deciding.Count - most} 项") : new("", "");
        var explanation = deciding.Count == 0
            ? new Localized("The tables print nothing that it could be tested on.", "表中没有可供检验的数值。")
            : new(
                counts.En + string.Join("; ", deciding.Take(most).Select(d => d.En)) + more.En + ".",
                counts.Zh + string.Join("；", deciding.Take(most).Select(d => d.Zh)) + more.Zh + "。");
        return new(claim, worst, explanation, readings);
    }

    private static int Differences(TableReading a, TableReading b) =>
        (a.First.Table == b.First.Table ? 0 : 1) + (a.Second.Table == b.Second.Table ? 0 : 1);

    private static (bool? Holds, bool ByVariant, Localized Text) Test(AuditContext paper, Claim claim, TableReading reading)
    {
        var conventions = RowTests.PValues(paper, reading.First, reading.Second, misprints: false);
        var alpha = paper.Ledger.Paper.Alpha;
        var stated = conventions.Where(c => c.Stated).ToList();
        var direction = Direction(paper, reading);
        // A claimed direction that the summaries contradict fails whatever p is.
        var turned = claim is { Kind: ClaimKind.Difference, FirstIsHigher: { } higher } && direction != 0 && direction > 0 != higher;
        bool Could(Convention c) => c.Values.Any(v => claim.Kind == ClaimKind.Difference ? v.Low < alpha : v.High >= alpha);
        bool Must(Convention c) => c.Values.All(v => claim.Kind == ClaimKind.Difference ? v.High < alpha : v.Low >= alpha);
        bool? holds = conventions.Count == 0 ? null
            : turned || !conventions.Any(Could) ? false
            : stated.Count > 0 && stated.All(Must) ? true
            : null;
        var byVariant = holds is null && stated.Count > 0 && !stated.Any(Could);
        var shown = (stated.Count > 0 ? stated : conventions.Take(1)).FirstOrDefault();
        var p = shown is null ? new Localized("", "") : Shown(shown);
        var summary = $"{Summary(reading.First)} vs {Summary(reading.Second)}";
        return (holds, byVariant, new($"{summary}{p.En}", $"{summary}{p.Zh}"));
    }

    private static Localized Shown(Convention convention)
    {
        var union = convention.Values;
        double low = union[0].Low, high = union[^1].High;
        string a = Words.PValue(low), b = Words.PValue(high);
        if (a == b) return new($", p {Words.PEquals(low)}", $"，P {Words.PEquals(low)}");
        return low < 0.001 ? new($", p up to {b}", $"，P 至多 {b}") : new($", p {a} to {b}", $"，P {a} 至 {b}");
    }

    private static string Summary(Cell cell) =>
        cell.Events is { } events ? $"{events}/{cell.Size}"
        : cell.Moments is { } m ? Words.Moments(m)
        : string.Join(", ", cell.Quantiles.Select(q => q.Number.Printed.Text));

    /// <summary>
    /// The sign of the first arm's summary less the second's; 0 where they are of different kinds, where rounding leaves it
    /// open, or where it depends on the denominator of a rate.
    /// </summary>
    private static int Direction(AuditContext paper, TableReading reading)
    {
        var (a, b) = (reading.First, reading.Second);
        if (a.Events is not null && b.Events is not null) return RowTests.DirectionOfRates(paper, a, b);
        var (x, y) = a.Moments is { } m && b.Moments is { } n ? (m.Mean, n.Mean) : (a[Statistic.Median], b[Statistic.Median]);
        if (x is null || y is null) return 0;
        Interval first = x.Printed.Rounded, second = y.Printed.Rounded;
        return first.Low > second.High ? 1 : first.High < second.Low ? -1 : 0;
    }
}
