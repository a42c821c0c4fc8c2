using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>A what-if analysis: the sentence first, then its numbers, then how they come about.</summary>
public sealed class WhatIfView : IView
{
    private readonly WhatIfResult _result;

    private WhatIfView(WhatIfResult result) => _result = result;

    /// <summary>The view of an analysis.</summary>
    public static WhatIfView Of(WhatIfResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language) => PageOf(language).ToString();

    /// <summary>The view as part of a page.</summary>
    internal HtmlFragment PageOf(Language language) => Fragment(
        Stylesheet.Of("model"),
        Element("p", Element("b", _result.Title.In(language))),
        Element("p", _result.Sentence.In(language)),
        Element("table", [("class", "urif-model")], Element("tbody", [.. _result.Numbers.Select(n =>
            Element("tr", Element("th", [("scope", "row")], n.Label.In(language)), Element("td", [("class", "n")], n.Text)))])),
        Note(Lines(_result.Notes.Select(n => n.In(language)))));

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells where words allow it.</summary>
    public string ToText(Language language, int width)
    {
        var text = new TextSheet(width).Prose(_result.Title.In(language)).Space().Prose(_result.Sentence.In(language)).Space()
            .Table([.. _result.Numbers.Select(n => new[] { n.Label.In(language), n.Text })], right: new HashSet<int> { 1 }, heading: false,
                whole: new HashSet<int> { 1 });
        text.Space();
        foreach (var note in _result.Notes) text.Prose(note.In(language), "  ");
        return text.ToString();
    }
}
