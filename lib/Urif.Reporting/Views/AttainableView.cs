using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// Each printed number of a table against the values it could have: a dot on a bar. Of a number that several checks bound, a check
/// that failed is shown, else the one that would have let the fewest values pass.
/// </summary>
public sealed class AttainableView : IView
{
    // Front ends that do not trust a notebook take styles and drawings away: then the strip in characters shows.
    private const string Style =
        "<style>.urif-bars{width:100%}.urif-bars th,.urif-bars td{text-align:left;vertical-align:middle;padding:.2rem .4rem;line-height:1.25}.urif-bars caption small{font-weight:400}"
        + ".urif-bars tbody th{font-weight:400}.urif-bars tbody small{opacity:.75;white-space:nowrap}.urif-bars td{white-space:nowrap}.urif-bars td:nth-child(3){text-align:right}.urif-bars td:nth-child(4){white-space:normal;min-width:9em}"
        + ".urif-bars code{display:none}.urif-bars svg{display:block;width:144px;max-width:none;height:auto}.urif-bars .s th{font-weight:650;padding-top:1.2em}.urif-bars .s td{vertical-align:bottom}"
        + "@media (max-width:40rem){.urif-bars{font-size:.78em}.urif-bars th,.urif-bars td{padding:.25rem .15rem}.urif-bars tbody small,.urif-bars td{white-space:normal}.urif-bars td:nth-child(4){min-width:0}.urif-bars svg{width:96px}"
        + ".urif-bars i{position:absolute;clip-path:inset(50%)}}.urif-bars i{font-style:normal}</style>";

    private static readonly (Statistic[] Statistics, Localized Label)[] Sections =
    [
        ([Statistic.P], new("P values", "P 值")),
        ([Statistic.T, Statistic.Z, Statistic.Chi2], new("Test statistics", "检验统计量")),
        ([Statistic.N, Statistic.Percent], new("Counts and percents", "例数与百分率")),
        ([Statistic.Mean, Statistic.Sd], new("Means and SDs", "均数与标准差")),
        ([Statistic.Median, Statistic.Q1, Statistic.Q3], new("Medians and quartiles", "中位数与四分位数")),
        ([Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh], new("Odds ratios", "比值比")),
    ];

    private static readonly Localized[] Heads =
        [new("Number", "数值"), new("Dot: printed. Bar: attainable", "点：文中值；条：可取值"), new("Printed", "文中"), new("Attainable", "可取值"), new("Verdict", "判定")];

    private static readonly Localized Caption = new(
        "A dot on its bar is a number that the others can give; a diamond beside its bar is one that they cannot. Pale bars follow only by conventions that the paper does not state. P values share one axis; every other row has its own, to scale.",
        "圆点落在条上：该数值可由其他数值得到；菱形落在条外：不能得到。浅色条：仅按文中未说明的做法可得。P 值共用一条坐标轴，其余各行自有坐标轴，按比例绘制。");

    private readonly AuditReport _report;
    private readonly string _table;
    private readonly IReadOnlyList<Row> _rows;
    private readonly int _total;

    private AttainableView(AuditReport report, string table)
    {
        (_report, _table) = (report, table);
        var numbers = Scope.Of(report, table);
        _total = numbers.Count;
        _rows = [.. numbers.Select(n => (Audit: n, Bound: Bound.Of(n))).Where(n => n.Bound is { } b && (b.Values is not null || !b.Passes))
            .Select(n => new Row(n.Audit, n.Bound!))];
    }

    /// <summary>The chart of a table.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="table">The table, or <c>text</c>.</param>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static AttainableView Of(AuditReport report, string table) => new(report, table);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var html = new StringBuilder(Style).Append("<table class=\"urif-bars\"><caption>").Append(Markup.Escape(Title(language)))
            .Append("<br/><small>").Append(Markup.Escape(Caption, language)).Append("</small></caption><thead><tr>");
        foreach (var head in Heads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
        html.Append("</tr></thead>");
        foreach (var (statistics, label) in Sections)
        {
            var rows = _rows.Where(r => statistics.Contains(r.Audit.Number.Statistic)).ToList();
            if (rows.Count == 0) continue;
            html.Append("<tbody><tr class=\"s\"><th scope=\"rowgroup\"").Append(statistics[0] == Statistic.P ? ">" : " colspan=\"5\">").Append(Markup.Escape(label, language))
                .Append("</th>").Append(statistics[0] == Statistic.P ? $"<td colspan=\"4\">{Axis}</td>" : "").Append("</tr>");
            foreach (var row in rows) Write(html, row, language);
            html.Append("</tbody>");
        }

        html.Append("</table>");
        if (Rest(language) is { Length: > 0 } rest) html.Append("<p><small>").Append(Markup.Escape(rest)).Append("</small></p>");
        return html.ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title(language)).Prose(Caption.In(language)).Prose(new Localized(
            "In characters: [====o====] is a dot on its bar, x one beside it, ~ a pale bar; < and > go on beyond the axis.",
            "字符图：[====o====] 为点在条上，x 为点在条外，~ 为浅色条；< 与 > 表示超出坐标轴。").In(language));
        foreach (var (statistics, label) in Sections)
        {
            var rows = _rows.Where(r => statistics.Contains(r.Audit.Number.Statistic)).ToList();
            if (rows.Count == 0) continue;
            text.Space().Prose(label.In(language) + (statistics[0] == Statistic.P ? new Localized(" (axis: 0.001 to 1, logarithmic)", "（坐标轴：0.001 至 1，对数）").In(language) : ""))
                .Table([.. rows.Select(r => new[]
                {
                    Label(r, language), Strip.Of(r.Bound).ToText(), r.Audit.Number.Printed.Text, r.Bound.InWords().In(language), r.Audit.Verdict.Tag(language),
                })], right: new HashSet<int> { 2 }, heading: false, whole: new HashSet<int> { 1 });
        }

        if (Rest(language) is { Length: > 0 } rest) text.Space().Prose(rest);
        return text.ToString();
    }

    private void Write(StringBuilder html, Row row, Language language)
    {
        var (variable, detail) = Parts(row, language);
        var number = row.Audit.Number;
        var strip = Strip.Of(row.Bound);
        html.Append(CultureInfo.InvariantCulture, $"<tr data-id=\"{Markup.Escape(number.Id)}\"><th scope=\"row\">{Markup.Escape(variable)}{(detail.Length == 0 ? "" : $"<br/><small>{Markup.Escape(detail)}</small>")}</th>")
            .Append(CultureInfo.InvariantCulture, $"<td>{strip.ToSvg()}<code>{Markup.Escape(strip.ToText())}</code></td><td>{Markup.Escape(number.Printed.Text)}</td>")
            .Append(CultureInfo.InvariantCulture, $"<td>{Markup.Escape(row.Bound.InWords(), language)}</td>")
            .Append(CultureInfo.InvariantCulture, $"<td><b style=\"color:{Markup.Colour(row.Audit.Verdict)}\" aria-hidden=\"true\">{row.Audit.Verdict.Symbol()}</b> <i>{Markup.Escape(row.Audit.Verdict.Label(), language)}</i></td></tr>");
    }

    /// <summary>The ticks of the axis that all p-values share.</summary>
    private static string Axis { get; } = "<svg viewBox=\"0 0 160 16\" width=\"160\" height=\"16\" fill=\"currentColor\" font-size=\"10\" text-anchor=\"middle\">"
        + string.Concat(new[] { 0.001, 0.01, 0.05, 0.1, 1 }.Where(p => p != 0.1).Select(p => string.Create(CultureInfo.InvariantCulture,
            $"<text x=\"{Markup.Place(8 + 144 * Strip.OfP(p))}\" y=\"11\"{(p == 0.001 ? " dx=\"6\"" : "")}>{p}</text> "))) + "</svg>";

    private string Title(Language language) =>
        new Localized($"{LedgerText.Title(_report.Ledger, _table).En}: printed and attainable", $"{LedgerText.Title(_report.Ledger, _table).Zh}：文中值与可取值").In(language);

    private (string Variable, string Detail) Parts(Row row, Language language)
    {
        var number = row.Audit.Number;
        var place = Scope.Place(number);
        var rest = new[] { place, number.Group.Length == 0 ? "" : LedgerText.Group(_report.Ledger, number.Group).In(language), number.Statistic == Statistic.P ? "" : LedgerText.Name(number.Statistic).In(language) };
        return (number.Variable.Label.In(language), string.Join(language == Language.Chinese ? "，" : ", ", rest.Where(r => r.Length > 0)));
    }

    private string Label(Row row, Language language)
    {
        var (variable, detail) = Parts(row, language);
        return detail.Length == 0 ? variable : $"{variable}{(language == Language.Chinese ? "，" : ", ")}{detail}";
    }

    private string Rest(Language language)
    {
        var rest = _total - _rows.Count;
        return rest == 0 ? "" : new Localized(
            $"{rest} of the {_total} numbers are not shown: nothing printed bounds them.", $"{_total} 个数值中有 {rest} 个未列出：文中没有可供核对的数值。").In(language);
    }

    private sealed record Row(NumberAudit Audit, Bound Bound);
}
