using Urif.Repro.Audit;
using Urif.Repro.Paper;
using Urif.Statistics;

namespace Urif.Repro.Reporting.Views;

/// <summary>What stands under printed numbers in a table: what the stated method gives, or what a check found.</summary>
internal sealed class Recomputed
{
    private readonly AuditContext _paper;
    private readonly Dictionary<string, ComparisonRow> _rows = new(StringComparer.Ordinal);

    /// <summary>Indexes a ledger.</summary>
    public Recomputed(Ledger ledger)
    {
        _paper = new(ledger);
        foreach (var row in _paper.Rows)
            foreach (var test in row.Tests) _rows.TryAdd(test.Id, row);
    }

    /// <summary>The lines under a phrase; none where nothing can be recomputed and nothing was found.</summary>
    public IReadOnlyList<Localized> Under(Phrase phrase)
    {
        var lines = new List<Localized>();
        var given = phrase.Numbers.Select(n => (Audit: n, Text: Given(n))).Where(g => g.Text is not null).ToList();
        foreach (var (audit, text) in given) lines.Add(Named(phrase, [audit], text!));

        // Another table's numbers read best in the same form as the printed ones.
        var rivals = phrase.Numbers.Select(n => (Audit: n, Rival: Rival(n))).Where(r => r.Rival is not null).ToList();
        foreach (var table in rivals.GroupBy(r => r.Rival!.Table))
        {
            var others = table.ToDictionary(r => r.Audit.Number.Id, r => r.Rival!.Printed.Text, StringComparer.Ordinal);
            var text = others.Count == phrase.Numbers.Count
                ? Same(phrase.With(n => others[n.Number.Id]))
                : Join(table.Select(r => Named(phrase, [r.Audit], Same(r.Rival!.Printed.Text))));
            lines.Add(new($"{Words.Table(table.Key).En}: {text.En}", $"{Words.Table(table.Key).Zh}：{text.Zh}"));
        }

        // A check that found something else than another table's number.
        var found = phrase.Numbers.Where(n => n.Verdict.IsFinding() && !given.Exists(g => g.Audit == n)).Select(n => (Audit: n, Bound: Bound.Of(n)!))
            .Where(f => f.Bound.Rival is null).Select(f => (f.Audit, Text: f.Bound.Values is null ? NotWith(f.Bound.Check) : f.Bound.InWords()));
        foreach (var same in found.GroupBy(f => f.Text)) lines.Add(Named(phrase, [.. same.Select(s => s.Audit)], same.Key));
        return [.. lines.Distinct()];
    }

    /// <summary>The value or interval that the stated method gives for a derived number; null for other numbers.</summary>
    private Localized? Given(NumberAudit audit)
    {
        var number = audit.Number;
        switch (number.Statistic)
        {
            case Statistic.Percent when audit.Checks.Any(c => c.Check == CheckNames.PercentOfCount)
                && _paper.Find(number.Table, number.Variable.Id, number.Group) is { Events: { } events } cell:
                return Same(Words.Fixed(100.0 * events / cell.Size, number.Printed.Decimals) + "%");
            case Statistic.T or Statistic.Z or Statistic.Chi2 or Statistic.P when _rows.TryGetValue(number.Id, out var row):
                return OfTest(audit, row);
            case Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh:
                return Bound.Of(audit) is { Values: not null, Rival: null } bound ? bound.InWords() : null;
            case Statistic.N when number.Variable.Kind == VariableKind.Size && audit.Verdict.IsFinding():
                return Bound.Of(audit) is { Rival: null } size ? size.InWords() : null;
            default:
                return null;
        }
    }

    private Localized? OfTest(NumberAudit audit, ComparisonRow row)
    {
        var number = audit.Number;
        // Statistic and p judge each other too; what says the most is what the arms' summaries give.
        var fromSummaries = audit.Checks.Any(c => c.Check != CheckNames.PFromStatistic && c.Check != CheckNames.SameWomen && c.Attainable is not null);
        IReadOnlyList<Convention> conventions = fromSummaries
            ? number.Statistic == Statistic.P ? RowTests.PValues(_paper, row.First, row.Second) : RowTests.Statistics(_paper, row.First, row.Second)
            : number.Statistic == Statistic.P && row.TestStatistic is { } statistic && audit.Checks.Any(c => c.Check == CheckNames.PFromStatistic)
                ? RowJudgements.PFromStatistic(_paper, row, statistic, Rounding.Nearest) : [];
        var stated = conventions.Where(c => c.Stated).ToList();
        if (stated.Count == 0) stated = [.. conventions.Take(1)];
        var text = Join(stated.Select(c => (Convention: c, Values: Side(c.Values, number))).Where(c => c.Values.Count > 0)
            .Select(c => stated.Count > 1 ? WithName(Bound.Write(c.Values, number), c.Convention) : Bound.Write(c.Values, number)));
        if (text.En.Length == 0) return null;
        var variant = audit.Verdict == Verdict.ReproducedByVariant ? audit.Checks.FirstOrDefault(c => c.Verdict == Verdict.ReproducedByVariant)?.Variant : null;
        return variant is null ? text : new(
            $"{text.En}; as printed: {Words.Variant(variant).En}", $"{text.Zh}；文中值：{Words.Variant(variant).Zh}");
    }

    /// <summary>Of a statistic whose sign is free the side of the printed one.</summary>
    private static IntervalUnion Side(IntervalUnion values, LedgerNumber number)
    {
        if (number.Statistic is not (Statistic.T or Statistic.Z)) return values;
        var negative = number.Printed.Text.Contains('-', StringComparison.Ordinal);
        return new(values.Where(v => negative ? v.Low < 0 : v.High >= 0)
            .Select(v => negative ? new Interval(v.Low, Math.Min(0, v.High)) : new Interval(Math.Max(0, v.Low), v.High)));
    }

    /// <summary>What another table prints for the same women, where that is why a number is contradicted.</summary>
    private static LedgerNumber? Rival(NumberAudit audit) =>
        audit.Checks.Where(c => c.Check == CheckNames.SameWomen && c.Verdict.IsFinding()).Select(c => c.Involves[0]).FirstOrDefault();

    private static Localized NotWith(CheckResult check)
    {
        var others = check.Involves.Select(n => n.Table).Where(t => t != check.Number.Table).Distinct().ToList();
        return others.Count == 0
            ? new("not with the row's other numbers", "与本行其他数值不相容")
            : new($"not with {string.Join(", ", others.Select(t => Words.Table(t).En))}", $"与{string.Join("、", others.Select(t => Words.Table(t).Zh))}不相容");
    }

    /// <summary>A note with the names of the numbers that it is about, unless it is about all of a phrase.</summary>
    private static Localized Named(Phrase phrase, IReadOnlyList<NumberAudit> about, Localized text)
    {
        if (about.Count == phrase.Numbers.Count || (about.Count == 1 && about[0].Number.Statistic == Statistic.Percent)) return text;
        var names = about.Select(a => Words.Name(a.Number.Statistic)).ToList();
        return new($"{string.Join(", ", names.Select(n => n.En))} {text.En}", $"{string.Join("、", names.Select(n => n.Zh))} {text.Zh}");
    }

    private static Localized WithName(Localized text, Convention convention) => new($"{text.En} {convention.Name}", $"{text.Zh} {convention.NameZh}");

    private static Localized Join(IEnumerable<Localized> texts)
    {
        var list = texts.ToList();
        return new(string.Join("; ", list.Select(t => t.En)), string.Join("；", list.Select(t => t.Zh)));
    }

    private static Localized Same(string text) => new(text, text);
}
