namespace Urif.Audit;

/// <summary>
/// Sums up failed checks for a reader: one finding per check, or, where tables disagree, one per group of women. Weightier are the worse
/// verdicts, and numbers that more claims rest on.
/// </summary>
internal static class Findings
{
    /// <summary>The findings of an audit, the weightiest first.</summary>
    public static IReadOnlyList<Finding> Of(LedgerIndex paper, IReadOnlyList<CheckResult> results)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var k = paper.Ledger.Claims.Count - 1; k >= 0; k--)
        {
            // The ledger lists the headline claims first.
            foreach (var n in paper.Ledger.Claims[k].DependsOn) weights[n.Id] = 1 - (double)k / paper.Ledger.Claims.Count;
        }

        double Weight(LedgerNumber n) => weights.GetValueOrDefault(n.Id);
        var failed = results.Where(r => r.Verdict.IsFinding()).ToList();
        var candidates = new List<(Finding Finding, double Score, Check Check)>();
        foreach (var group in failed.GroupBy(r => r.Check == CheckNames.SameWomen ? (r.Check, r.Number.Group) : (r.Check, "")))
        {
            var list = group.ToList();
            var worst = list.Max(r => r.Verdict);
            var numbers = list.Select(r => r.Number).Distinct().ToList();
            var check = CheckCatalogue.All.Single(c => c.Name == group.Key.Check);
            FindingReason reason = check.Name == CheckNames.SameWomen
                ? Disagreement(paper, list, Weight)
                : Failures(list, results.Where(r => r.Check == check.Name).Select(r => r.Number.Id).Distinct().Count(), Weight);
            var score = 20 * check.Gravity + 5 * (double)worst + 15 * numbers.Max(Weight) + Math.Min(10, numbers.Count) / 2.0;
            candidates.Add((new(worst, check.Name, numbers, reason), score, check));
        }

        var chosen = new List<(Finding Finding, Check Check)>();
        foreach (var (finding, _, check) in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Finding.Check, StringComparer.Ordinal))
            if (!chosen.Any(c => Repeats(finding, check, c.Finding, c.Check))) chosen.Add((finding, check));

        return [.. chosen.Select(c => c.Finding)];
    }

    /// <summary>
    /// Whether a finding only repeats a weightier one: the same numbers again, or, by a rule of the same source, the same
    /// rows (t and p of the same means).
    /// </summary>
    private static bool Repeats(Finding finding, Check check, Finding earlier, Check earlierCheck)
    {
        if (check == earlierCheck || earlier.Verdict < finding.Verdict) return false;
        if (check.Source == earlierCheck.Source) return finding.Numbers.Select(Row).ToHashSet().IsSubsetOf(earlier.Numbers.Select(Row));
        return earlierCheck is not SameWomen && finding.Numbers.Select(n => n.Id).ToHashSet().IsSubsetOf(earlier.Numbers.Select(n => n.Id));

        static string Row(LedgerNumber n) => $"{n.Table}/{n.Variable.Id}";
    }

    private static FindingReason.OfCheck Failures(List<CheckResult> failed, int tried, Func<LedgerNumber, double> weight) => new(
        failed.OrderByDescending(r => r.Verdict).ThenByDescending(r => weight(r.Number)).ThenByDescending(Distance).First(),
        failed.Select(r => r.Number).DistinctBy(n => n.Id).Count(), tried);

    private static FindingReason.OfGroup Disagreement(LedgerIndex paper, List<CheckResult> failed, Func<LedgerNumber, double> weight)
    {
        // Counts, means and medians say it; percents and SDs repeat it.
        var pairs = failed
            .Where(r => r.Number.Statistic is Statistic.N or Statistic.Mean or Statistic.Median && !r.Number.InText)
            .Select(r => new DifferingPrints(r.Number, r.Involves[0]))
            .Where(p => !p.Second.InText && string.CompareOrdinal(p.First.Table, p.Second.Table) < 0)
            .OrderByDescending(p => weight(p.First)).ToList();
        if (pairs.Count == 0)
            pairs = [.. failed.Select(r => new DifferingPrints(r.Number, r.Involves[0])).DistinctBy(p => p.First.Variable.Id)];
        return new(paper.Group(failed[0].Number.Group),
            [.. failed.Select(r => r.Number).Where(n => !n.InText).Select(n => n.Table).Distinct().Order(StringComparer.Ordinal)], pairs);
    }

    /// <summary>How far the printed value lies from the nearest attainable one, in units of its last digit.</summary>
    private static double Distance(CheckResult r) => r.Attainable is null || r.Attainable.Count == 0 ? 0
        : r.Attainable.Min(i => Math.Max(Math.Max(i.Low - r.Number.Printed.Value, r.Number.Printed.Value - i.High),
            0)) / (double)r.Number.Printed.Unit;
}
