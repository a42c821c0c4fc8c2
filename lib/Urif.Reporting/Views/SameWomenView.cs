using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>The numbers that more than one table prints for the same women, side by side: of each group those that differ first.</summary>
public sealed class SameWomenView : IView
{
    private const string Style = "<style>.urif-same i{font-style:normal}@media (max-width:40rem){.urif-same i{position:absolute;clip-path:inset(50%)}.urif-same{font-size:.78em}.urif-same th,.urif-same td{padding:.25rem .2rem}}</style>";

    private static readonly Localized None = new("No number is printed for the same women in two tables.", "没有在两张表中重复给出的同组数值。");

    private static readonly (Localized Differ, Localized Agree) Marks = (new("≠ differ", "≠ 不一致"), new("✓ agree", "✓ 一致"));

    private readonly Ledger _ledger;
    private readonly IReadOnlyList<string> _tables;
    private readonly IReadOnlyList<Row> _rows;

    private SameWomenView(AuditReport report)
    {
        _ledger = report.Ledger;
        var order = report.Ledger.Groups.Select((g, k) => (g.Id, k)).ToDictionary(StringComparer.Ordinal);
        _rows = [.. report.Numbers.Where(n => !n.Number.InText && order.ContainsKey(n.Number.Group))
            .GroupBy(n => (n.Number.Variable.Id, n.Number.Group, n.Number.Statistic))
            .Where(g => g.Select(n => n.Number.Table).Distinct().Count() > 1)
            .Select(g => new Row([.. g.Select(n => n.Number)],
                g.Any(n => n.Checks.Any(c => c.Check == CheckNames.SameWomen && c.Verdict.IsFinding() && c.Involves.Any(o => !o.InText)))))
            .OrderBy(r => order[r.Numbers[0].Group]).ThenBy(r => r.Differs ? 0 : 1)];
        _tables = [.. report.Numbers.Select(n => n.Number.Table).Distinct().Where(t => _rows.Any(r => r.Numbers.Any(n => n.Table == t)))];
    }

    /// <summary>The numbers of an audit that tables repeat.</summary>
    public static SameWomenView Of(AuditReport report) => new(report);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_rows.Count == 0) return $"<p>{Markup.Escape(None, language)}</p>";
        var html = new StringBuilder(Style).Append("<table class=\"urif-same\"><caption>").Append(Markup.Escape(Title, language)).Append("</caption><thead><tr>");
        foreach (var head in Heads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
        foreach (var table in _tables) html.Append("<th scope=\"col\" style=\"text-align:right;white-space:nowrap\">").Append(Markup.Escape(LedgerText.Table(table), language)).Append("</th>");
        html.Append("<th scope=\"col\"></th></tr></thead>");
        foreach (var group in _rows.GroupBy(r => r.Numbers[0].Group))
        {
            html.Append(CultureInfo.InvariantCulture, $"<tbody><tr><th scope=\"rowgroup\" colspan=\"{Heads.Length + _tables.Count + 1}\" style=\"padding-top:1em\">{Markup.Escape(LedgerText.Group(_ledger, group.Key), language)}</th></tr>");
            foreach (var row in group)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr{(row.Differs ? "" : " style=\"opacity:.7\"")}><th scope=\"row\" style=\"font-weight:400\">{Markup.Escape(row.Numbers[0].Variable.Label, language)}</th><td style=\"text-align:left\">{Markup.Escape(LedgerText.Name(row.Numbers[0].Statistic), language)}</td>");
                foreach (var table in _tables) html.Append("<td style=\"text-align:right\">").Append(Markup.Escape(Value(row, table))).Append("</td>");
                var colour = Markup.Colour(row.Differs ? Verdict.Contradicted : Verdict.Reproduced);
                var mark = Mark(row).In(language);
                html.Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:left;white-space:nowrap\"><b style=\"color:{colour}\">{mark[0]}</b> <i>{Markup.Escape(mark[2..])}</i></td></tr>");
            }

            html.Append("</tbody>");
        }

        return html.Append("</table>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_rows.Count == 0) return None.In(language);
        var rows = new List<string[]> { (string[])[GroupHead.In(language), .. Heads.Select(h => h.In(language)), .. _tables.Select(t => LedgerText.Table(t).In(language)), ""] };
        foreach (var group in _rows.GroupBy(r => r.Numbers[0].Group))
        {
            var label = LedgerText.Group(_ledger, group.Key).In(language);
            foreach (var row in group)
            {
                rows.Add([label, row.Numbers[0].Variable.Label.In(language), LedgerText.Name(row.Numbers[0].Statistic).In(language), .. _tables.Select(t => Value(row, t)), Mark(row).In(language)]);
                label = "";
            }
        }

        return new TextSheet().Prose(Title.In(language)).Table(rows, right: Enumerable.Range(1 + Heads.Length, _tables.Count).ToHashSet()).ToString();
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

    private static string Value(Row row, string table) => string.Join(" / ", row.Numbers.Where(n => n.Table == table).Select(n => n.Printed.Text));

    private static Localized Mark(Row row) => row.Differs ? Marks.Differ : Marks.Agree;

    private sealed record Row(IReadOnlyList<LedgerNumber> Numbers, bool Differs);
}
