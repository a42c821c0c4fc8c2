namespace Urif.Audit;

/// <summary>
/// Sums up failed checks for a reader: one finding per check, or, where tables disagree, one per group of women; each a
/// sentence with the numbers. Weightier are the worse verdicts, and numbers that more claims rest on.
/// </summary>
public static class Findings
{
    private const int ItemsShown = 4;

    /// <summary>The findings of an audit, the weightiest first.</summary>
    public static IReadOnlyList<Finding> Of(AuditContext paper, IReadOnlyList<CheckResult> results)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var k = paper.Ledger.Claims.Count - 1; k >= 0; k--)
        {
            // The ledger lists the headline claims first.
            foreach (var n in paper.Ledger.Claims[k].DependsOn) weights[n.Id] = 1 - (double)k / paper.Ledger.Claims.Count;
        }

        double Weight(LedgerNumber n) => weights.GetValueOrDefault(n.Id);
        var failed = results.Where(r => r.Verdict.IsFinding()).ToList();
        var sameWomen = PaperAudit.Catalogue.OfType<SameWomen>().Single().Name;
        var candidates = new List<(Finding Finding, double Score, ICheck Check)>();
        foreach (var group in failed.GroupBy(r => r.Check == sameWomen ? (r.Check, r.Number.Group) : (r.Check, "")))
        {
            var list = group.ToList();
            var worst = list.Max(r => r.Verdict);
            var numbers = list.Select(r => r.Number).Distinct().ToList();
            var check = PaperAudit.Catalogue.Single(c => c.Name == group.Key.Check);
            var sentence = check.Name == sameWomen
                ? Disagreement(paper, list, Weight)
                : Sentence(check, list, results.Where(r => r.Check == check.Name).Select(r => r.Number.Id).Distinct().Count(), Weight);
            var score = 20 * check.Gravity + 5 * (double)worst + 15 * numbers.Max(Weight) + Math.Min(10, numbers.Count) / 2.0;
            candidates.Add((new(worst, check.Name, numbers, sentence), score, check));
        }

        var chosen = new List<(Finding Finding, ICheck Check)>();
        foreach (var (finding, _, check) in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Finding.Check, StringComparer.Ordinal))
            if (!chosen.Any(c => Repeats(finding, check, c.Finding, c.Check))) chosen.Add((finding, check));

        return [.. chosen.Select(c => c.Finding)];
    }

    /// <summary>
    /// Whether a finding only repeats a weightier one: the same numbers again, or, by a rule of the same source, the same
    /// rows (t and p of the same means).
    /// </summary>
    private static bool Repeats(Finding finding, ICheck check, Finding earlier, ICheck earlierCheck)
    {
        if (check == earlierCheck || earlier.Verdict < finding.Verdict) return false;
        if (check.Source == earlierCheck.Source) return finding.Numbers.Select(Row).ToHashSet().IsSubsetOf(earlier.Numbers.Select(Row));
        return earlierCheck is not SameWomen && finding.Numbers.Select(n => n.Id).ToHashSet().IsSubsetOf(earlier.Numbers.Select(n => n.Id));

        static string Row(LedgerNumber n) => $"{n.Table}/{n.Variable.Id}";
    }

    private static Localized Sentence(ICheck check, List<CheckResult> failed, int tried, Func<LedgerNumber, double> weight)
    {
        var numbers = failed.Select(r => r.Number).DistinctBy(n => n.Id).ToList();
        var example = failed.OrderByDescending(r => r.Verdict).ThenByDescending(r => weight(r.Number)).ThenByDescending(Distance).First();
        var place = Place(example.Number);
        var share = tried == 1 ? new Localized("", "") : new Localized($" ({numbers.Count} of {tried} numbers checked)", $"（所核查 {tried} 个数值中有 {numbers.Count} 个）");
        var (lead, leadZh) = numbers.Count == 1 ? (", in", "，") : (", as in", "，例如");
        return new($"{check.Failure.En}{share.En}{lead} {place.En}: {example.Explanation.En}", $"{check.Failure.Zh}{share.Zh}{leadZh}{place.Zh}：{example.Explanation.Zh}");
    }

    private static Localized Disagreement(AuditContext paper, List<CheckResult> failed, Func<LedgerNumber, double> weight)
    {
        var group = paper.Group(failed[0].Number.Group);
        // Counts, means and medians say it; percents and SDs repeat it.
        var pairs = failed
            .Where(r => r.Number.Statistic is Statistic.N or Statistic.Mean or Statistic.Median && !r.Number.InText)
            .Select(r => (A: r.Number, B: r.Involves[0])).Where(p => !p.B.InText && string.CompareOrdinal(p.A.Table, p.B.Table) < 0)
            .OrderByDescending(p => weight(p.A)).ToList();
        if (pairs.Count == 0) pairs = [.. failed.Select(r => (A: r.Number, B: r.Involves[0])).DistinctBy(p => p.A.Variable.Id)];
        string Item((LedgerNumber A, LedgerNumber B) p, Language l) =>
            $"{p.A.Variable.Label.In(l)} {p.A.Printed} / {p.B.Printed}";
        var tables = failed.Select(r => r.Number).Where(n => !n.InText).Select(n => n.Table).Distinct().OrderBy(t => t, StringComparer.Ordinal).ToList();
        var more = pairs.Count - ItemsShown;
        return new(
            $"The tables disagree about the same {group.Size} women ({group.Label.En}; Tables {string.Join(", ", tables)}): {string.Join(", ", pairs.Take(ItemsShown).Select(p => Item(p, Language.English)))}{(more > 0 ? $", and {more} more" : "")}.",
            $"各表对同一组 {group.Size} 例患者（{group.Label.Zh}；表{string.Join("、", tables)}）的数值不一致：{string.Join("，", pairs.Take(ItemsShown).Select(p => Item(p, Language.Chinese)))}{(more > 0 ? $"，另有 {more} 项" : "")}。");
    }

    private static Localized Place(LedgerNumber n)
    {
        var table = n.InText ? new Localized("the text", "正文") : Words.Table(n.Table);
        return new($"{table.En}, {n.Variable.Label.En}", $"{table.Zh}，{n.Variable.Label.Zh}");
    }

    /// <summary>How far the printed value lies from the nearest attainable one, in units of its last digit.</summary>
    private static double Distance(CheckResult r) => r.Attainable is null || r.Attainable.Count == 0 ? 0
        : r.Attainable.Min(i => Math.Max(Math.Max(i.Low - r.Number.Printed.Value, r.Number.Printed.Value - i.High), 0)) / (double)r.Number.Printed.Unit;
}
