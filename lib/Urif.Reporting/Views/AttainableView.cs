using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// Each printed number of a table against the values it could have: a dot on a bar. Of a number that several checks bound, a check
/// that failed is shown, else the one that would have let the fewest values pass.
/// </summary>
public sealed class AttainableView : IView
{
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
        [new("Number", "数值"), new("Dot: printed. Bar: attainable", "点：文中值；条：可取值"), new("Printed", "文中"), new("Attainable", "可取值"),
            new("Verdict", "判定")];

    private static readonly Localized Caption = new(
        "A dot on its bar is a number that the others can give; a diamond beside its bar is one that they cannot. Pale bars follow only by "
            + "conventions that the paper does not state. P values share one axis; every other row has its own, to scale.",
        "圆点落在条上：该数值可由其他数值得到；菱形落在条外：不能得到。浅色条：仅按文中未说明的做法可得。P 值共用一条坐标轴，其余各行自有坐标轴，按比例绘制。");

    private readonly AuditReport _report;
    private readonly string _table;
    private readonly IReadOnlyList<NumberAndValues> _rows;
    private readonly int _total;

    private AttainableView(AuditReport report, string table)
    {
        (_report, _table) = (report, table);
        var numbers = AuditSelection.Of(report, table);
        _total = numbers.Count;
        _rows = [.. numbers.Select(n => (Audit: n, Values: AttainableValues.Of(n)))
            .Where(n => n.Values is { } v && (v.Values is not null || !v.Passes))
            .Select(n => new NumberAndValues(n.Audit, n.Values!))];
    }

    /// <summary>The chart of a table.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="table">The table, or <c>text</c>.</param>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static AttainableView Of(AuditReport report, string table) => new(report, table);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var sections = new List<HtmlNode>();
        foreach (var (statistics, label) in Sections)
        {
            var rows = _rows.Where(r => statistics.Contains(r.Audit.Number.Statistic)).ToList();
            if (rows.Count == 0) continue;
            IReadOnlyList<HtmlNode> head = statistics[0] == Statistic.P
                ? [Element("th", [("scope", "rowgroup")], label.In(language)), Element("td", [("colspan", 4)], Axis)]
                : [Element("th", [("scope", "rowgroup"), ("colspan", 5)], label.In(language))];
            sections.Add(Element("tbody", [Element("tr", [("class", "s")], head), .. rows.Select(r => RowOf(r, language))]));
        }

        return Fragment([
            Stylesheet.Of("attainable"),
            Element("table", [("class", "urif-bars")], [
                Element("caption", Title(language), Break, Element("small", Caption.In(language))),
                TableHead(Heads.Select(h => h.In(language))),
                .. sections,
            ]),
            .. Rest(language) is { Length: > 0 } rest ? [Note(rest)] : Array.Empty<HtmlNode>(),
        ]).ToString();
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
            text.Space().Prose(label.In(language)
                + (statistics[0] == Statistic.P ? new Localized(" (axis: 0.001 to 1, logarithmic)", "（坐标轴：0.001 至 1，对数）").In(language)
                : ""))
                .Table([.. rows.Select(r => new[]
                {
                    Label(r, language), DotOnBar.Of(r.Values).ToText(), r.Audit.Number.Printed.Text, r.Values.InWords().In(language),
                    r.Audit.Verdict.Tag(language),
                })], right: new HashSet<int> { 2 }, heading: false, whole: new HashSet<int> { 1 });
        }

        if (Rest(language) is { Length: > 0 } rest) text.Space().Prose(rest);
        return text.ToString();
    }

    private HtmlElement RowOf(NumberAndValues row, Language language)
    {
        var (variable, detail) = Parts(row, language);
        var (number, verdict, dot) = (row.Audit.Number, row.Audit.Verdict, DotOnBar.Of(row.Values));
        return Element("tr", [("data-id", number.Id)],
            Element("th", [("scope", "row")],
                [variable, .. detail.Length == 0 ? Array.Empty<HtmlNode>() : [Break, Element("small", detail)]]),
            Element("td", dot.ToSvg(), Element("code", dot.ToText())),
            Element("td", number.Printed.Text),
            Element("td", row.Values.InWords().In(language)),
            Element("td", VerdictTag.Symbol(verdict), " ", Element("i", verdict.Label().In(language))));
    }

    /// <summary>The ticks of the axis that all p-values share.</summary>
    private static HtmlElement Axis { get; } = Element("svg",
        [("viewBox", "0 0 160 16"), ("width", 160), ("height", 16), ("fill", "currentColor"), ("font-size", 10), ("text-anchor", "middle")],
        [.. new[] { 0.001, 0.01, 0.05, 1 }.SelectMany(p => new HtmlNode[]
        {
            Element("text", [("x", 8 + 144 * DotOnBar.OfP(p)), ("y", 11), ("dx", p == 0.001 ? "6" : null)], NumberFormat.Trimmed(p)), " ",
        })]);

    private string Title(Language language) =>
        new Localized($"{LedgerText.Title(_report.Ledger, _table).En}: printed and attainable",
            $"{LedgerText.Title(_report.Ledger, _table).Zh}：文中值与可取值").In(language);

    private (string Variable, string Detail) Parts(NumberAndValues row, Language language)
    {
        var number = row.Audit.Number;
        var place = AuditSelection.Place(number).In(language);
        var rest = new[] { place, number.Group.Length == 0 ? "" : LedgerText.Group(_report.Ledger, number.Group).In(language),
            number.Statistic == Statistic.P ? "" : LedgerText.Name(number.Statistic).In(language) };
        return (number.Variable.Label.In(language), string.Join(language == Language.Chinese ? "，" : ", ", rest.Where(r => r.Length > 0)));
    }

    private string Label(NumberAndValues row, Language language)
    {
        var (variable, detail) = Parts(row, language);
        return detail.Length == 0 ? variable : $"{variable}{(language == Language.Chinese ? "，" : ", ")}{detail}";
    }

    private string Rest(Language language)
    {
        var rest = _total - _rows.Count;
        return rest == 0 ? "" : new Localized(
            $"{rest} of the {_total} numbers are not shown: nothing printed bounds them.", $"{_total} 个数值中有 {rest} 个未列出：文中没有可供核对的数值。")
                .In(language);
    }

    private sealed record NumberAndValues(NumberAudit Audit, AttainableValues Values);
}
