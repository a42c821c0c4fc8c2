using System.Globalization;
using System.Text;
using Urif.Audit;

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
    public static VerdictsView Of(AuditReport report, string? table = null) => new(Scope.Title(report, table), Scope.Of(report, table));

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var html = new StringBuilder("<table class=\"urif-verdicts\"><caption>").Append(Markup.Escape(Title(language))).Append("</caption><thead><tr>");
        foreach (var (head, right) in Heads) html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(right ? " style=\"text-align:right\"" : "")}>{Markup.Escape(head, language)}</th>");
        html.Append("</tr></thead><tbody>");
        var most = Math.Max(1, _counts.Max(c => c.Count));
        foreach (var (verdict, count) in _counts)
        {
            var bar = count == 0 ? 0 : Math.Max(1, 100.0 * count / most);
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><span style=\"white-space:nowrap\">{Markup.Tag(verdict, language)}</span><br/><small style=\"font-weight:400\">{Markup.Escape(verdict.Meaning(), language)}</small></th>")
                .Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:right\">{count}</td><td style=\"text-align:right\">{Percent(count)}</td>")
                .Append(CultureInfo.InvariantCulture, $"<td style=\"min-width:5em;width:12em\"><div style=\"height:1em;width:{Markup.Place(bar)}%;background:{Markup.Colour(verdict)}\"></div></td></tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var most = Math.Max(1, _counts.Max(c => c.Count));
        return new TextSheet().Prose(Title(language)).Table(
            [.. _counts.Select(c => new[]
            {
                c.Verdict.Tag(language), c.Count.ToString(CultureInfo.InvariantCulture), Percent(c.Count),
                new string('█', c.Count == 0 ? 0 : Math.Max(1, (int)Math.Round(TextBar * (double)c.Count / most))), c.Verdict.Meaning().In(language),
            })], right: new HashSet<int> { 1, 2 }, heading: false).ToString();
    }

    private static IReadOnlyList<(Localized Text, bool Right)> Heads { get; } =
        [(new("Verdict", "判定"), false), (new("Numbers", "个数"), true), (new("Share", "占比"), true), (new("", ""), false)];

    private string Title(Language language) => new Localized($"{_title.En}: verdicts", $"{_title.Zh}：判定").In(language);

    private string Percent(int count) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / Math.Max(1, _total):F1}%");
}
