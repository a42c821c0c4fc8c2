using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>The numbers that more than one table prints for the same women, side by side: of each group those that differ first.</summary>
public sealed class SameWomenView : IView
{
    private static readonly Localized None = new("No number is printed for the same women in two tables.", "没有在两张表中重复给出的同组数值。");

    private static readonly (Localized Differ, Localized Agree) Marks = (new("≠ differ", "≠ 不一致"), new("✓ agree", "✓ 一致"));

    private readonly Ledger _ledger;
    private readonly IReadOnlyList<string> _tables;
    private readonly IReadOnlyList<RepeatedNumber> _rows;

    private SameWomenView(AuditReport report)
    {
        _ledger = report.Ledger;
        var order = report.Ledger.Groups.Select((g, k) => (g.Id, k)).ToDictionary(StringComparer.Ordinal);
        _rows = [.. report.Numbers.Where(n => !n.Number.InText && order.ContainsKey(n.Number.Group))
            .GroupBy(n => (n.Number.Variable.Id, n.Number.Group, n.Number.Statistic))
            .Where(g => g.Select(n => n.Number.Table).Distinct().Count() > 1)
            .Select(g => new RepeatedNumber([.. g.Select(n => n.Number)],
                g.Any(n => n.Checks.Any(c => c.Check == CheckNames.SameWomen && c.Verdict.IsFinding() && c.Involves.Any(o => !o.InText)))))
            .OrderBy(r => order[r.Numbers[0].Group]).ThenBy(r => r.Differs ? 0 : 1)];
        _tables = [.. report.Numbers.Select(n => n.Number.Table).Distinct().Where(t => _rows.Any(r => r.Numbers.Any(n => n.Table == t)))];
    }

    /// <summary>The numbers of an audit that tables repeat.</summary>
    public static SameWomenView Of(AuditReport report) => new(report);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_rows.Count == 0) return Element("p", None.In(language)).ToString();
        var heads = Element("thead", Element("tr", [
            .. Heads.Select(head => Element("th", [("scope", "col")], head.In(language))),
            .. _tables.Select(t =>
                Element("th", [("scope", "col"), ("style", "text-align:right;white-space:nowrap")], LedgerText.Table(t).In(language))),
            Element("th", [("scope", "col")]),
        ]));
        var groups = _rows.GroupBy(r => r.Numbers[0].Group).Select(group => Element("tbody", [
            Element("tr", Element("th",
                [("scope", "rowgroup"), ("colspan", Heads.Length + _tables.Count + 1), ("style", "padding-top:1em")],
                LedgerText.Group(_ledger, group.Key).In(language))),
            .. group.Select(row => RowOf(row, language)),
        ]));
        return Fragment(Stylesheet.Of("same-women"),
            Element("table", [("class", "urif-same")], [Element("caption", Title.In(language)), heads, .. groups])).ToString();
    }

    private HtmlElement RowOf(RepeatedNumber row, Language language)
    {
        var mark = Mark(row).In(language);
        var colour = Colours.Of(row.Differs ? Verdict.Contradicted : Verdict.Reproduced);
        return Element("tr", [("style", row.Differs ? null : "opacity:.7")], [
            Element("th", [("scope", "row"), ("style", "font-weight:400")], row.Numbers[0].Variable.Label.In(language)),
            Element("td", [("style", "text-align:left")], LedgerText.Name(row.Numbers[0].Statistic).In(language)),
            .. _tables.Select(table => Element("td", [("style", "text-align:right")], Value(row, table))),
            Element("td", [("style", "text-align:left;white-space:nowrap")],
                Element("b", [("style", $"color:{colour}")], mark[..1]), " ", Element("i", mark[2..])),
        ]);
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_rows.Count == 0) return None.In(language);
        var rows = new List<string[]> { (string[])[GroupHead.In(language), .. Heads.Select(h => h.In(language)),
            .. _tables.Select(t => LedgerText.Table(t).In(language)), ""] };
        foreach (var group in _rows.GroupBy(r => r.Numbers[0].Group))
        {
            var label = LedgerText.Group(_ledger, group.Key).In(language);
            foreach (var row in group)
            {
                rows.Add([label, row.Numbers[0].Variable.Label.In(language), LedgerText.Name(row.Numbers[0].Statistic).In(language),
                    .. _tables.Select(t => Value(row, t)), Mark(row).In(language)]);
                label = "";
            }
        }

        return new TextSheet().Prose(Title.In(language)).Table(rows, right: Enumerable.Range(1 + Heads.Length, _tables.Count).ToHashSet())
            .ToString();
    }

    private static readonly Localized GroupHead = new("Group", "组别");

    private static readonly Localized[] Heads = [new("Variable", "变量"), new("Statistic", "统计量")];

    private Localized Title
    {
        get
        {
            var differing = _rows.Count(r => r.Differs);
            return new(
                $"Printed more than once for the same women: {_rows.Count} numbers, {differing} of them differently",
                $"对同一组患者重复给出的数值：{_rows.Count} 个，其中 {differing} 个不一致");
        }
    }

    private static string Value(RepeatedNumber row, string table) =>
        string.Join(" / ", row.Numbers.Where(n => n.Table == table).Select(n => n.Printed.Text));

    private static Localized Mark(RepeatedNumber row) => row.Differs ? Marks.Differ : Marks.Agree;

    private sealed record RepeatedNumber(IReadOnlyList<LedgerNumber> Numbers, bool Differs);
}
