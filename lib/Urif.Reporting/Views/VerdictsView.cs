using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>How many printed numbers have each verdict, and what the verdicts mean.</summary>
public sealed class VerdictsView : IView
{
    private const int TextBar = 16;

    private readonly Localized _title;
    private readonly IReadOnlyList<(Verdict Verdict, int Count)> _counts;
    private readonly int _total;

    private VerdictsView(Localized title, IReadOnlyList<NumberAudit> numbers)
    {
        (_title, _total) = (title, numbers.Count);
        _counts = [.. VerdictNames.InOrder.Select(v => (v, numbers.Count(n => n.Verdict == v)))];
    }

    /// <summary>The verdicts on a table's numbers, or on all.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="table">The table; null for the whole paper.</param>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static VerdictsView Of(AuditReport report, string? table = null) =>
        new(AuditSelection.Title(report, table), AuditSelection.Of(report, table));

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var heads = Heads.Select(h =>
            Element("th", [("scope", "col"), ("style", h.Right ? "text-align:right" : null)], h.Text.In(language)));
        var most = Math.Max(1, _counts.Max(c => c.Count));
        var rows = _counts.Select(c =>
        {
            var bar = c.Count == 0 ? 0 : Math.Max(1, 100.0 * c.Count / most);
            return Element("tr",
                Element("th", [("scope", "row")],
                    Element("span", [("style", "white-space:nowrap")], VerdictTag.Of(c.Verdict, language)), Break,
                    Element("small", [("style", "font-weight:400")], c.Verdict.Meaning().In(language))),
                Element("td", [("style", "text-align:right")], NumberFormat.Whole(c.Count)),
                Element("td", [("style", "text-align:right")], Percent(c.Count)),
                Element("td", [("style", "min-width:5em;width:12em")],
                    Element("div", [("style", $"height:1em;width:{Place(bar)}%;background:{Colours.Of(c.Verdict)}")])));
        });
        return Element("table", [("class", "urif-verdicts")],
            Element("caption", Title(language)), Element("thead", Element("tr", [.. heads])), Element("tbody", [.. rows])).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var most = Math.Max(1, _counts.Max(c => c.Count));
        return new TextSheet().Prose(Title(language)).Table(
            [.. _counts.Select(c => new[]
            {
                c.Verdict.Tag(language), NumberFormat.Whole(c.Count), Percent(c.Count),
                new string('█', c.Count == 0 ? 0 : Math.Max(1, (int)Math.Round(TextBar * (double)c.Count / most))),
                    c.Verdict.Meaning().In(language),
            })], right: new HashSet<int> { 1, 2 }, heading: false).ToString();
    }

    private static IReadOnlyList<(Localized Text, bool Right)> Heads { get; } =
        [(new("Verdict", "判定"), false), (new("Numbers", "个数"), true), (new("Share", "占比"), true), (new("", ""), false)];

    private string Title(Language language) => new Localized($"{_title.En}: verdicts", $"{_title.Zh}：判定").In(language);

    private string Percent(int count) => NumberFormat.Percent((double)count / Math.Max(1, _total), 1);
}
