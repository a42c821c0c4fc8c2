using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>One printed number: what it is, its verdict, and all that the checks say of it.</summary>
public sealed class NumberView : IView
{
    private readonly Ledger _ledger;
    private readonly NumberAudit _audit;

    private NumberView(Ledger ledger, NumberAudit audit) => (_ledger, _audit) = (ledger, audit);

    /// <summary>The number of that name.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="id">The number's name in the ledger.</param>
    /// <exception cref="ArgumentException">The ledger has no such number.</exception>
    public static NumberView Of(AuditReport report, string id) => new(report.Ledger, Scope.Number(report, id));

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var html = new StringBuilder("<div class=\"urif-number\"><p><strong>").Append(Markup.Escape(Title(language)))
            .Append(CultureInfo.InvariantCulture, $"</strong><br/>{Markup.Escape(PrintedIs, language)} <strong>{Markup.Escape(_audit.Number.Printed.Text)}</strong> · {Markup.Tag(_audit.Verdict, language)}{(language == Language.Chinese ? "，" : ", ")}{Markup.Escape(_audit.Verdict.Meaning(), language)}</p>");
        if (_audit.Checks.Count > 0)
        {
            html.Append("<table><thead><tr>");
            foreach (var head in Heads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
            html.Append("</tr></thead><tbody>");
            foreach (var check in _audit.Checks)
            {
                var bound = Bound.Of(check);
                html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"font-weight:400\">{Markup.Escape(CheckText.Question(check.Check), language)}<br/><small>{Markup.Escape(check.Source)}</small></th><td style=\"text-align:left;min-width:6em\">{Markup.Tag(check.Verdict, language)}{Markup.Escape(Variant(check, language))}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:left\">{(bound.Values is null ? "" : Strip.Of(bound).ToSvg())}{Markup.Escape(bound.Values is null ? new("–", "–") : bound.InWords(), language)}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:left\">{Markup.Escape(check.Explanation(), language)}</td><td style=\"text-align:right\">{Share(check)}</td></tr>");
            }

            html.Append("</tbody></table>");
        }

        if (_audit.Number.Note.Length > 0) html.Append("<p><small>").Append(Markup.Escape(_audit.Number.Note)).Append("</small></p>");
        return html.Append("</div>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title(language))
            .Prose($"{PrintedIs.In(language)} {_audit.Number.Printed} · {_audit.Verdict.Tag(language)}{(language == Language.Chinese ? "，" : ", ")}{_audit.Verdict.Meaning().In(language)}");
        foreach (var check in _audit.Checks)
        {
            var bound = Bound.Of(check);
            text.Space().Prose(CheckText.Question(check.Check).In(language), "  ")
                .Prose($"{check.Verdict.Tag(language)}{Variant(check, language)}", "    ");
            if (bound.Values is not null) text.Prose($"{Strip.Of(bound).ToText()}  {Heads[2].In(language)} {bound.InWords().In(language)}", "    ");
            text.Prose(check.Explanation().In(language), "    ");
            text.Prose($"{Heads[4].In(language)}{(language == Language.Chinese ? "：" : ": ")}{Share(check)} · {check.Source}", "    ");
        }

        if (_audit.Number.Note.Length > 0) text.Space().Prose(_audit.Number.Note, "  ");
        return text.ToString();
    }

    private static readonly Localized PrintedIs = new("printed", "文中为");

    private static readonly Localized[] Heads =
        [new("Question", "问题"), new("Answer", "结果"), new("Attainable", "可取值"), new("Why", "理由"), new("Would let pass", "会放行")];

    private static string Variant(CheckResult check, Language language) =>
        check.Variant?.Name() is not { } variant ? "" : language == Language.Chinese ? $"（{variant.Zh}）" : $" ({variant.En})";

    private static string Share(CheckResult check) =>
        check.PassShare is { } share ? NumberText.Fixed(100 * share, share is > 0 and < 0.01 ? 2 : 0) + "%" : "–";

    private string Title(Language language)
    {
        var number = _audit.Number;
        var parts = new[]
        {
            LedgerText.Table(number.Table).In(language), Scope.Place(number), LedgerText.Label(number.Variable).In(language),
            LedgerText.Group(_ledger, number.Group).In(language), LedgerText.Name(number.Statistic).In(language),
        };
        return string.Join(language == Language.Chinese ? "，" : ", ", parts.Where(p => p.Length > 0));
    }
}
