using Urif.Audit;
using static Urif.Reporting.Html;

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
    public static NumberView Of(AuditReport report, string id) => new(report.Ledger, AuditSelection.Number(report, id));

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var title = Element("p",
            Element("strong", Title(language)), Break, $"{PrintedIs.In(language)} ", Element("strong", _audit.Number.Printed.Text), " · ",
            VerdictTag.Of(_audit.Verdict, language), language == Language.Chinese ? "，" : ", ", _audit.Verdict.Meaning().In(language));
        var checks = Element("table",
            TableHead(Heads.Select(h => h.In(language))), Element("tbody", [.. _audit.Checks.Select(c => RowOf(c, language))]));
        return Element("div", [("class", "urif-number")], [
            Stylesheet.Of("number"), title,
            .. _audit.Checks.Count > 0 ? [checks] : Array.Empty<HtmlNode>(),
            .. _audit.Number.Note.Length > 0 ? [Note(_audit.Number.Note)] : Array.Empty<HtmlNode>(),
        ]).ToString();
    }

    private static HtmlElement RowOf(CheckResult check, Language language)
    {
        var bound = AttainableValues.Of(check);
        return Element("tr",
            Element("th", [("scope", "row")],
                CheckText.Question(check.Check).In(language), Break, Element("small", check.Source)),
            Element("td", [("style", "min-width:6em")], VerdictTag.Of(check.Verdict, language), Variant(check, language)),
            Element("td",
                bound.Values is null ? [NumberFormat.Dash] : new HtmlNode[] { DotOnBar.Of(bound).ToSvg(), bound.InWords().In(language) }),
            Element("td", check.Explanation().In(language)),
            Element("td", [("style", "text-align:right")], Share(check)));
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title(language))
            .Prose($"{PrintedIs.In(language)} {_audit.Number.Printed} · "
                + $"{_audit.Verdict.Tag(language)}{(language == Language.Chinese ? "，" : ", ")}{_audit.Verdict.Meaning().In(language)}");
        foreach (var check in _audit.Checks)
        {
            var bound = AttainableValues.Of(check);
            text.Space().Prose(CheckText.Question(check.Check).In(language), "  ")
                .Prose($"{check.Verdict.Tag(language)}{Variant(check, language)}", "    ");
            if (bound.Values is not null)
                text.Prose($"{DotOnBar.Of(bound).ToText()}  {Heads[2].In(language)} {bound.InWords().In(language)}", "    ");
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
        check.PassShare is { } share ? NumberFormat.Percent(share, share is > 0 and < 0.01 ? 2 : 0) : NumberFormat.Dash;

    private string Title(Language language)
    {
        var number = _audit.Number;
        var parts = new[]
        {
            LedgerText.Table(number.Table).In(language), AuditSelection.Place(number).In(language),
            LedgerText.Label(number.Variable).In(language),
            LedgerText.Group(_ledger, number.Group).In(language), LedgerText.Name(number.Statistic).In(language),
        };
        return string.Join(language == Language.Chinese ? "，" : ", ", parts.Where(p => p.Length > 0));
    }
}
