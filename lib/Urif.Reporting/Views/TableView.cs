using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// A printed table beside the recomputed one, in the paper's layout: under each number what the stated method gives or what a check
/// found, and a mark for every verdict but reproduced. Numbers of running text are listed one by one.
/// </summary>
public sealed class TableView : IView
{
    private static readonly string Style =
        "<style>.urif-table th,.urif-table td{text-align:left;vertical-align:top}.urif-table thead th{vertical-align:bottom}.urif-table tbody th{font-weight:400}"
        + ".urif-table span,.urif-table data{white-space:nowrap}.urif-table small{opacity:.75}.urif-table td{line-height:1.35}.urif-table td:last-child{min-width:7em}.urif-table data b{margin-left:.15em}"
        + string.Concat(VerdictNames.InOrder.Where(v => v != Verdict.Reproduced).Select(v => $".urif-table .{Class(v)}{{border-bottom:2px solid {Markup.Colour(v)};font-weight:{(v.IsFinding() ? "650" : "inherit")}}}.urif-table .{Class(v)} b{{color:{Markup.Colour(v)}}}"))
        + "@media (max-width:40rem){.urif-table{font-size:.8em}.urif-table th,.urif-table td{padding:.3rem .35rem}}</style>";

    private static readonly Localized VariableHead = new("Variable", "变量"), StatisticHead = new("Statistic", "统计量"), PHead = new("P", "P");

    private readonly Ledger _ledger;
    private readonly string _table;
    private readonly IReadOnlyList<NumberAudit> _numbers;
    private readonly PrintedTableLayout _layout;

    private TableView(AuditReport report, string table)
    {
        (_ledger, _table) = (report.Ledger, table);
        _numbers = Scope.Of(report, table);
        _layout = table == Ledger.Text ? new([], []) : PrintedTableLayout.Of(report.Ledger, _numbers);
    }

    /// <summary>The table of that name.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="table">The table, or <c>text</c>.</param>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static TableView Of(AuditReport report, string table) => new(report, table);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var html = new StringBuilder(Style).Append("<table class=\"urif-table\"><caption>").Append(Markup.Escape(Title(language))).Append("</caption><thead><tr>");
        if (_table == Ledger.Text) WriteList(html, language);
        else WriteTable(html, language);
        return html.Append("</table><p><small>").Append(Legend(language)).Append("</small></p>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title(language));
        if (_table == Ledger.Text)
        {
            text.Table([[.. ListHeads.Select(h => h.In(language))], .. _numbers.Select(n => (string[])
            [
                Scope.Place(n.Number), n.Number.Variable.Label.In(language), LedgerText.Group(_ledger, n.Number.Group).In(language),
                LedgerText.Name(n.Number.Statistic).In(language), Plain(n), string.Join('\n', Notes(n).Select(l => l.In(language))),
            ])]);
        }
        else
        {
            var rows = new List<string[]> { (string[])[VariableHead.In(language), .. _layout.Columns.Select(c => Head(c, language, Plain))] };
            foreach (var row in _layout.Rows)
            {
                rows.Add([LedgerText.Label(row.Variable).In(language), .. row.Cells.Select(phrases => string.Join('\n', phrases.SelectMany(p =>
                    Recomputed.Under(p).Select(l => "  " + l.In(language)).Prepend(p.With(language, Plain)))))]);
            }

            text.Table(rows);
        }

        return text.Space().Prose(Reading.In(language)).Prose(string.Join(language == Language.Chinese ? "；" : "; ", Marks().Select(v => $"{v.Symbol()} {v.Label().In(language)}"))).ToString();
    }

    private static readonly Localized[] ListHeads =
        [new("Place", "位置"), VariableHead, new("Group", "组别"), StatisticHead, new("Printed", "文中"), new("Recomputed", "重新计算")];

    private static readonly Localized Reading = new(
        "Under each printed value, what the stated method gives from the other printed numbers, or what they allow. No mark: reproduced.",
        "各数值下方为按文中方法由其他数值重新计算的结果或其允许的范围。无标记者为可复现。");

    private void WriteTable(StringBuilder html, Language language)
    {
        html.Append("<th scope=\"col\">").Append(Markup.Escape(VariableHead, language)).Append("</th>");
        foreach (var column in _layout.Columns)
            html.Append("<th scope=\"col\">").Append(Head(column, language, n => Mark(n, language), Markup.Escape)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (var r = 0; r < _layout.Rows.Count; r++)
        {
            var row = _layout.Rows[r];
            html.Append("<tr><th scope=\"row\">").Append(Markup.Escape(LedgerText.Label(row.Variable), language)).Append("</th>");
            for (var c = 0; c < _layout.Columns.Count; c++)
            {
                // A cell above may span this row.
                if (Enumerable.Range(0, r).Any(above => row.Cells[c].Count == 0 && above + _layout.Span(above, c) > r)) continue;
                var span = _layout.Span(r, c);
                html.Append(span > 1 ? string.Create(CultureInfo.InvariantCulture, $"<td rowspan=\"{span}\">") : "<td>");
                foreach (var (k, phrase) in row.Cells[c].Index())
                {
                    html.Append(k == 0 ? "<span>" : "<br/><span>").Append(phrase.With(language, n => Mark(n, language))).Append("</span>");
                    foreach (var line in Recomputed.Under(phrase)) html.Append("<br/><small>").Append(Markup.Escape(line, language)).Append("</small>");
                }

                html.Append("</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody>");
    }

    private void WriteList(StringBuilder html, Language language)
    {
        foreach (var head in ListHeads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var number in _numbers)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Markup.Escape(Scope.Place(number.Number))}</td><th scope=\"row\">{Markup.Escape(number.Number.Variable.Label, language)}</th>")
                .Append(CultureInfo.InvariantCulture, $"<td>{Markup.Escape(LedgerText.Group(_ledger, number.Number.Group), language)}</td><td>{Markup.Escape(LedgerText.Name(number.Number.Statistic), language)}</td><td>{Mark(number, language)}</td><td>")
                .AppendJoin("<br/>", Notes(number).Select(l => Markup.Escape(l, language))).Append("</td></tr>");
        }

        html.Append("</tbody>");
    }

    private static IReadOnlyList<Localized> Notes(NumberAudit number)
    {
        var lines = Recomputed.Under(new(["", ""], [number]));
        return lines.Count > 0 || number.Checks.Count == 0 ? lines : [Bound.Of(number)!.InWords()];
    }

    private static string Head(PrintedColumn column, Language language, Func<NumberAudit, string> size, Func<string, string>? escape = null)
    {
        var label = (escape ?? (t => t))(column.Label.In(language));
        var what = column.Kind switch { PrintedColumnKind.Statistic => StatisticHead.In(language), PrintedColumnKind.P => PHead.In(language), _ => "" };
        var sizes = string.Concat(column.Sizes.Select(s => escape is null ? $"\nn = {size(s)}" : $"<br/><span>n = {size(s)}</span>"));
        return label + sizes + (label.Length > 0 && what.Length > 0 ? ": " : "") + what;
    }

    /// <summary>A printed number with its mark; one that is reproduced stays without.</summary>
    private static string Mark(NumberAudit audit, Language language)
    {
        var number = Markup.Escape(audit.Number.Printed.Text);
        var id = Markup.Escape(audit.Number.Id);
        if (audit.Verdict == Verdict.Reproduced) return $"<data value=\"{id}\">{number}</data>";
        var label = audit.Verdict.Label().In(language);
        var why = audit.Verdict.IsFinding() ? label + (language == Language.Chinese ? "：" : ": ") + Why(audit).In(language) : label;
        return $"<data value=\"{id}\" class=\"{Class(audit.Verdict)}\" title=\"{Markup.Escape(why)}\">{number}<b role=\"img\" aria-label=\"{Markup.Escape(label)}\">{audit.Verdict.Symbol()}</b></data>";
    }

    /// <summary>A short class for the numbers of a verdict, as there are many of them.</summary>
    private static string Class(Verdict verdict) => "v" + ((int)verdict).ToString(CultureInfo.InvariantCulture);

    private static Localized Why(NumberAudit audit) => audit.First!.Explanation();

    private static string Plain(NumberAudit audit) =>
        audit.Number.Printed.Text + (audit.Verdict == Verdict.Reproduced ? "" : audit.Verdict.Symbol());

    private IEnumerable<Verdict> Marks() => VerdictNames.InOrder.Where(v => v != Verdict.Reproduced && _numbers.Any(n => n.Verdict == v));

    private string Legend(Language language) =>
        $"{Markup.Escape(Reading, language)}{(language == Language.Chinese ? "" : " ")}{string.Join(language == Language.Chinese ? "；" : "; ", Marks().Select(v => Markup.Tag(v, language)))}";

    private string Title(Language language) =>
        new Localized($"{LedgerText.Title(_ledger, _table).En}: printed and recomputed", $"{LedgerText.Title(_ledger, _table).Zh}：文中值与重新计算值").In(language);
}
