using System.Globalization;
using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>What a reader should know first, the weightiest first.</summary>
public sealed class FindingsView : IView
{
    private static readonly Localized None = new("Nothing is amiss with the printed numbers.", "文中数值未见问题。");

    private readonly IReadOnlyList<Finding> _findings;
    private readonly int _most;

    private FindingsView(IReadOnlyList<Finding> findings, int most) => (_findings, _most) = (findings, most);

    /// <summary>The findings of an audit.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="most">How many to show, at least 1.</param>
    /// <exception cref="ArgumentException"><paramref name="most"/> is below 1.</exception>
    public static FindingsView Of(AuditReport report, int most = 10) => most >= 1
        ? new(report.Findings, most)
        : throw new ArgumentException($"at least 1 finding can be shown, not {most}");

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_findings.Count == 0) return Element("p", None.In(language)).ToString();
        var items = _findings.Take(_most).Select(finding => Element("li", [("style", "margin-bottom:.5em")],
            VerdictTag.Of(finding.Verdict, language), language == Language.Chinese ? "：" : ": ", finding.Sentence().In(language)));
        return Fragment([
            Element("ol", [("class", "urif-findings")], [.. items]),
            .. _findings.Count > _most ? [Note(Rest.In(language))] : Array.Empty<HtmlNode>(),
        ]).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_findings.Count == 0) return None.In(language);
        var text = new TextSheet();
        for (var k = 0; k < Math.Min(_most, _findings.Count); k++)
        {
            var lead = string.Create(CultureInfo.InvariantCulture, $"{k + 1,3}. {_findings[k].Verdict.Symbol()} ");
            text.Prose(_findings[k].Verdict.Label().In(language) + (language == Language.Chinese ? "：" : ": ")
                + _findings[k].Sentence().In(language), lead, 5);
        }

        if (_findings.Count > _most) text.Prose(Rest.In(language));
        return text.ToString();
    }

    private Localized Rest => new($"The first {_most} of {_findings.Count}.", $"共 {_findings.Count} 项，列出前 {_most} 项。");
}
