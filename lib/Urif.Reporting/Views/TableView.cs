using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// A printed table beside the recomputed one, in the paper's layout: under each number what the stated method gives or what a check
/// found, and a mark for every verdict but reproduced. Numbers of running text are listed one by one.
/// </summary>
public sealed class TableView : IView
{
    private static readonly Localized VariableHead = new("Variable", "变量"), StatisticHead = new("Statistic", "统计量"), PHead = new("P", "P");

    private readonly Ledger _ledger;
    private readonly string _table;
    private readonly IReadOnlyList<NumberAudit> _numbers;
    private readonly PrintedTableLayout _layout;

    private TableView(AuditReport report, string table)
    {
        (_ledger, _table) = (report.Ledger, table);
        _numbers = AuditSelection.Of(report, table);
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
        IReadOnlyList<HtmlNode> parts = _table == Ledger.Text ? ListOf(language) : TableOf(language);
        return Fragment(
            Stylesheet.Of("table"),
            Element("table", [("class", "urif-table")], [Element("caption", Title(language)), .. parts]),
            Note(Legend(language))).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title(language));
        if (_table == Ledger.Text)
        {
            text.Table([[.. ListHeads.Select(h => h.In(language))], .. _numbers.Select(n => (string[])
            [
                AuditSelection.Place(n.Number).In(language), n.Number.Variable.Label.In(language),
                    LedgerText.Group(_ledger, n.Number.Group).In(language),
                LedgerText.Name(n.Number.Statistic).In(language), Plain(n), string.Join('\n', Notes(n).Select(l => l.In(language))),
            ])]);
        }
        else
        {
            var rows = new List<string[]> { (string[])[VariableHead.In(language), .. _layout.Columns.Select(c => HeadText(c, language))] };
            foreach (var row in _layout.Rows)
            {
                rows.Add([LedgerText.Label(row.Variable).In(language),
                    .. row.Cells.Select(phrases => string.Join('\n', phrases.SelectMany(p =>
                    RecomputedLines.Under(p).Select(l => "  " + l.In(language)).Prepend(p.With(language, Plain)))))]);
            }

            text.Table(rows);
        }

        return text.Space().Prose(Reading.In(language))
            .Prose(string.Join(language == Language.Chinese ? "；" : "; ", Marks().Select(v => $"{v.Symbol()} {v.Label().In(language)}")))
            .ToString();
    }

    private static readonly Localized[] ListHeads =
        [new("Place", "位置"), VariableHead, new("Group", "组别"), StatisticHead, new("Printed", "文中"), new("Recomputed", "重新计算")];

    private static readonly Localized Reading = new(
        "Under each printed value, what the stated method gives from the other printed numbers, or what they allow. No mark: reproduced.",
        "各数值下方为按文中方法由其他数值重新计算的结果或其允许的范围。无标记者为可复现。");

    private HtmlElement[] TableOf(Language language)
    {
        var heads = _layout.Columns.Select(c => Element("th", [("scope", "col")], Head(c, language)));
        var rows = _layout.Rows.Select((row, r) => Element("tr", [
            Element("th", [("scope", "row")], LedgerText.Label(row.Variable).In(language)),
            // A cell above may span this row.
            .. row.Cells.Index()
                .Where(c => c.Item.Count > 0 || !Enumerable.Range(0, r).Any(above => above + _layout.Span(above, c.Index) > r))
                .Select(c => Cell(c.Item, _layout.Span(r, c.Index), language)),
        ]));
        return
        [
            Element("thead", Element("tr", [Element("th", [("scope", "col")], VariableHead.In(language)), .. heads])),
            Element("tbody", [.. rows]),
        ];
    }

    private static HtmlElement Cell(IReadOnlyList<Phrase> phrases, int span, Language language)
    {
        var lines = new List<HtmlNode>();
        foreach (var phrase in phrases)
        {
            lines.Add(Element("span", [.. phrase.Parts<HtmlNode>(language, text => text, number => Mark(number, language))]));
            lines.AddRange(RecomputedLines.Under(phrase).Select(line => Element("small", line.In(language))));
        }

        return Element("td", [("rowspan", span > 1 ? NumberFormat.Whole(span) : null)], Lines(lines));
    }

    private HtmlElement[] ListOf(Language language) =>
    [
        TableHead(ListHeads.Select(h => h.In(language))),
        Element("tbody", [.. _numbers.Select(number => Element("tr",
            Element("td", AuditSelection.Place(number.Number).In(language)),
            Element("th", [("scope", "row")], number.Number.Variable.Label.In(language)),
            Element("td", LedgerText.Group(_ledger, number.Number.Group).In(language)),
            Element("td", LedgerText.Name(number.Number.Statistic).In(language)),
            Element("td", Mark(number, language)),
            Element("td", Lines(Notes(number).Select(l => l.In(language))))))]),
    ];

    private static IReadOnlyList<Localized> Notes(NumberAudit number)
    {
        var lines = RecomputedLines.Under(new(["", ""], [number]));
        return lines.Count > 0 || number.Verdict == Verdict.NotCheckable ? lines : [AttainableValues.Of(number)!.InWords()];
    }

    private static string HeadText(PrintedColumn column, Language language)
    {
        var (label, what) = HeadWords(column, language);
        return label + string.Concat(column.Sizes.Select(s => $"\nn = {Plain(s)}")) + what;
    }

    private static HtmlFragment Head(PrintedColumn column, Language language)
    {
        var (label, what) = HeadWords(column, language);
        return Fragment([label, .. column.Sizes.SelectMany(s => new[] { Break, Element("span", "n = ", Mark(s, language)) }), what]);
    }

    private static (string Label, string What) HeadWords(PrintedColumn column, Language language)
    {
        var label = column.Label.In(language);
        var what = column.Kind switch
        {
            PrintedColumnKind.Statistic => StatisticHead.In(language),
            PrintedColumnKind.P => PHead.In(language),
            _ => "",
        };
        return (label, label.Length > 0 && what.Length > 0 ? ": " + what : what);
    }

    /// <summary>A printed number with its mark; one that is reproduced stays without.</summary>
    private static HtmlElement Mark(NumberAudit audit, Language language)
    {
        var (number, id) = (audit.Number.Printed.Text, audit.Number.Id);
        if (audit.Verdict == Verdict.Reproduced) return Element("data", [("value", id)], number);
        var label = audit.Verdict.Label().In(language);
        var why = audit.Verdict.IsFinding() ? label + (language == Language.Chinese ? "：" : ": ") + Why(audit).In(language) : label;
        return Element("data", [("value", id), ("class", ClassOf(audit.Verdict)), ("title", why)],
            number, Element("b", [("role", "img"), ("aria-label", label)], audit.Verdict.Symbol()));
    }

    /// <summary>The class of a verdict's numbers in <c>table.css</c>: short, as there are many of them.</summary>
    internal static string ClassOf(Verdict verdict) => "v" + NumberFormat.Whole((int)verdict);

    private static Localized Why(NumberAudit audit) => audit.First!.Explanation();

    private static string Plain(NumberAudit audit) =>
        audit.Number.Printed.Text + (audit.Verdict == Verdict.Reproduced ? "" : audit.Verdict.Symbol());

    private IEnumerable<Verdict> Marks() => VerdictNames.InOrder.Where(v => v != Verdict.Reproduced && _numbers.Any(n => n.Verdict == v));

    private HtmlFragment Legend(Language language)
    {
        HtmlNode separator = language == Language.Chinese ? "；" : "; ";
        return Fragment([
            Reading.In(language), language == Language.Chinese ? "" : " ",
            .. Marks().SelectMany((v, k) => new[] { k == 0 ? "" : separator, VerdictTag.Of(v, language) }),
        ]);
    }

    private string Title(Language language) =>
        new Localized($"{LedgerText.Title(_ledger, _table).En}: printed and recomputed",
            $"{LedgerText.Title(_ledger, _table).Zh}：文中值与重新计算值").In(language);
}
