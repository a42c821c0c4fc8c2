using AngleSharp.Dom;

namespace Urif.Notebooks.Book;

/// <summary>Lets through what HTML of outputs may hold by <see cref="HtmlPolicy"/>; links are resolved for the book.</summary>
/// <param name="chapter">The notebook.</param>
/// <param name="cell">The id of the cell.</param>
/// <param name="links">Where links lead.</param>
/// <param name="labels">The book's own words.</param>
/// <param name="carriesPlotly">Whether the book carries plotly.js, so that an output need not load it.</param>
internal sealed class OutputHtmlFilter(Chapter chapter, string cell, BookLinks links, BookLabels labels, bool carriesPlotly)
{
    /// <summary>An output as the page holds it.</summary>
    public string Clean(string html) => HtmlRewriter.Rewrite(html, Judge, Complete);

    private ElementFate Judge(IElement element)
    {
        var name = element.LocalName;
        if (element.NamespaceUri == NamespaceNames.HtmlUri && HtmlPolicy.DroppedFromOutputs.Contains(name)) return ElementFate.Drop;
        if (name == "script" && carriesPlotly && element.GetAttribute("src") is { } source
            && source.Contains("plotly", StringComparison.OrdinalIgnoreCase)) return ElementFate.Drop;
        if (Load(element) is not { } address) return ElementFate.Keep;
        LoadNote.Put(element, address, links, chapter, cell, labels);
        return ElementFate.Drop;
    }

    private void Complete(IElement element)
    {
        if (element.GetAttribute("id") is { } id) chapter.AddAnchor(id);
        if (element.LocalName == "a" && element.GetAttribute("href") is { } href)
            element.SetAttribute("href", links.Resolve(chapter, cell, href, trusted: true));
    }

    // The address in a network that an element would load.
    private static string? Load(IElement element)
    {
        var content = element.LocalName switch
        {
            "script" => HtmlPolicy.ScriptLoad.Match(element.TextContent),
            "style" => HtmlPolicy.StyleLoad.Match(element.TextContent),
            _ => null,
        };
        if (content is { Success: true }) return content.Groups["address"].Value;
        return HtmlPolicy.LoadingElements.Contains(element.LocalName)
            ? element.Attributes.FirstOrDefault(a =>
                HtmlPolicy.LoadedAttributes.Contains(a.Name.ToLowerInvariant()) && HtmlPolicy.NetworkAddress.IsMatch(a.Value))?.Value
            : null;
    }
}
