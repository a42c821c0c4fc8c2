using Urif.Audit;

namespace Urif.Reporting;

/// <summary>What stands under printed numbers in a table: what the stated method gives, or what a check found.</summary>
internal static class RecomputedLines
{
    /// <summary>The lines under a phrase; none where nothing can be recomputed and nothing was found.</summary>
    public static IReadOnlyList<Localized> Under(Phrase phrase)
    {
        var lines = new List<Localized>();
        var given = new HashSet<NumberAudit>();
        foreach (var audit in phrase.Numbers)
        {
            var texts = Given(audit);
            if (texts.Count > 0) given.Add(audit);
            lines.AddRange(texts.Select(t => Named(phrase, [audit], t)));
        }

        // Another table's numbers read best in the same form as the printed ones.
        var rivals = phrase.Numbers.Select(n => (Audit: n, Rival: Rival(n))).Where(r => r.Rival is not null).ToList();
        foreach (var table in rivals.GroupBy(r => r.Rival!.Table))
        {
            var others = table.ToDictionary(r => r.Audit.Number.Id, r => r.Rival!.Printed.Text, StringComparer.Ordinal);
            var text = others.Count == phrase.Numbers.Count
                ? new(phrase.With(Language.English, n => others[n.Number.Id]), phrase.With(Language.Chinese, n => others[n.Number.Id]))
                : Join(table.Select(r => Named(phrase, [r.Audit], Same(r.Rival!.Printed.Text))));
            lines.Add(new($"{LedgerText.Table(table.Key).En}: {text.En}", $"{LedgerText.Table(table.Key).Zh}：{text.Zh}"));
        }

        // A check that found something else than another table's number.
        var found = phrase.Numbers.Where(n => n.Verdict.IsFinding() && !given.Contains(n))
            .Select(n => (Audit: n, Bound: AttainableValues.Of(n)!))
            .Where(f => f.Bound.Rival is null).Select(
                f => (f.Audit, Text: f.Bound.Values is null ? NotWith(f.Bound.Check) : f.Bound.InWords()));
        foreach (var same in found.GroupBy(f => f.Text)) lines.Add(Named(phrase, [.. same.Select(s => s.Audit)], same.Key));
        return [.. lines.Distinct()];
    }

    /// <summary>
    /// What the methods that a paper states give for its test statistics and p-values, apart from the conventions that it does not
    /// state; none for other checks.
    /// </summary>
    public static IReadOnlyList<Attainable> Stated(CheckResult check) => check.Reason is not (Reason.FromArms or Reason.PByStatistic) ? []
        : [.. ((Reason.Recomputed)check.Reason).Alternatives.Where(a => a.Stated)
            .Select(a => a with { Values = AttainableValues.Side(a.Values, check.Number) }).Where(a => a.Values.Count > 0)];

    /// <summary>What the stated methods give for a derived number; nothing for other numbers.</summary>
    private static IReadOnlyList<Localized> Given(NumberAudit audit)
    {
        var number = audit.Number;
        switch (number.Statistic)
        {
            case Statistic.Percent when audit.Checks.Select(c => c.Reason).OfType<Reason.PercentOfWomen>().FirstOrDefault() is { } percent:
                return [Same(NumberFormat.Fixed(percent.Value, number.Printed.Decimals) + "%"), .. Variant(audit)];
            case Statistic.T or Statistic.Z or Statistic.Chi2 or Statistic.P when audit.Recomputation is { } recomputation:
                var stated = Stated(recomputation);
                return [.. stated.Select(c => stated.Count > 1 ? WithName(AttainableValues.Write(c.Values, number), c.Convention)
                    : AttainableValues.Write(c.Values, number)), .. Variant(audit)];
            case Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh:
                return AttainableValues.Of(audit) is { Values: not null, Rival: null } bound ? [bound.InWords(), .. Variant(audit)] : [];
            default:
                return [];
        }
    }

    private static IEnumerable<Localized> Variant(NumberAudit audit)
    {
        var variant = audit.Verdict == Verdict.ReproducedByVariant ? audit.First!.Variant?.Name() : null;
        return variant is null ? [] : [new($"printed: {variant.En}", $"文中值：{variant.Zh}")];
    }

    /// <summary>What another table prints for the same women, where that is why a number is contradicted.</summary>
    private static LedgerNumber? Rival(NumberAudit audit) =>
        audit.Checks.Where(c => c.Check == CheckNames.SameWomen && c.Verdict.IsFinding()).Select(c => c.Involves[0]).FirstOrDefault();

    private static Localized NotWith(CheckResult check)
    {
        var others = check.Involves.Select(n => n.Table).Where(t => t != check.Number.Table).Distinct().ToList();
        return others.Count == 0
            ? new("not with the row's other numbers", "与本行其他数值不相容")
            : new($"not with {string.Join(", ", others.Select(t => LedgerText.Table(t).En))}",
                $"与{string.Join("、", others.Select(t => LedgerText.Table(t).Zh))}不相容");
    }

    /// <summary>A note with the names of the numbers that it is about, unless it is about all of a phrase.</summary>
    private static Localized Named(Phrase phrase, IReadOnlyList<NumberAudit> about, Localized text)
    {
        if (about.Count == phrase.Numbers.Count || (about.Count == 1 && about[0].Number.Statistic == Statistic.Percent)) return text;
        var names = about.Select(a => LedgerText.Name(a.Number.Statistic)).ToList();
        return new($"{string.Join(", ", names.Select(n => n.En))} {text.En}", $"{string.Join("、", names.Select(n => n.Zh))} {text.Zh}");
    }

    private static Localized WithName(Localized text, Convention convention) =>
        new($"{text.En} {convention.Name().En}", $"{text.Zh} {convention.Name().Zh}");

    private static Localized Join(IEnumerable<Localized> texts)
    {
        var list = texts.ToList();
        return new(string.Join("; ", list.Select(t => t.En)), string.Join("；", list.Select(t => t.Zh)));
    }

    private static Localized Same(string text) => new(text, text);
}
