using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>Printed rows that fit another variable better than their label. A suggestion, not a verdict.</summary>
public sealed class SuggestionsView : IView
{
    private static readonly Localized None = new("No row fits another label better than its own.", "没有更符合其他指标的行。");

    private readonly IReadOnlyList<LabelSuggestion> _suggestions;

    private SuggestionsView(IReadOnlyList<LabelSuggestion> suggestions) => _suggestions = suggestions;

    /// <summary>The suggestions of an audit.</summary>
    public static SuggestionsView Of(AuditReport report) => new(report.Suggestions);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_suggestions.Count == 0) return Element("p", None.In(language)).ToString();
        var items = _suggestions.Select(s => Element("li", s.Explanation().In(language)));
        return Element("ul", [("class", "urif-suggestions")], [.. items]).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_suggestions.Count == 0) return None.In(language);
        var text = new TextSheet();
        foreach (var suggestion in _suggestions) text.Prose(suggestion.Explanation().In(language), "- ");
        return text.ToString();
    }
}
