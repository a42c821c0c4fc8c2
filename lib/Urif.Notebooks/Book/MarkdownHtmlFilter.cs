using AngleSharp.Dom;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>
/// Lets through what HTML of markdown may hold by <see cref="HtmlPolicy"/>; links and images are resolved for the book.
/// </summary>
/// <param name="chapter">The notebook.</param>
/// <param name="cell">The id of the cell.</param>
/// <param name="links">Where links lead.</param>
/// <param name="labels">The book's own words.</param>
/// <param name="attachments">The files that came with the cell.</param>
internal sealed class MarkdownHtmlFilter(
    Chapter chapter, string cell, BookLinks links, BookLabels labels, IReadOnlyDictionary<string, MimeBundle> attachments)
{
    /// <summary>Rendered markdown, with the raw HTML in it, as the page holds it.</summary>
    public string Clean(string html) => HtmlRewriter.Rewrite(html, Judge, Complete);

    /// <summary>What may stand in a line of contents: no links, images, footnote marks or ids.</summary>
    public static string CleanPhrase(string html) => HtmlRewriter.Rewrite(html, element =>
    {
        if (element.LocalName == "a" && element.ClassName == "footnote-ref") return ElementFate.Drop;
        CleanAttributes(element);
        element.RemoveAttribute("id");
        return IsKept(element, HtmlPolicy.PhrasingElements) ? ElementFate.Keep : FateOfOthers(element);
    });

    private ElementFate Judge(IElement element)
    {
        var name = element.LocalName;
        if (!IsKept(element, HtmlPolicy.MarkdownElements))
        {
            if (HtmlPolicy.DroppedElements.Contains(name)) links.Warn(chapter, cell, $"<{name}> in markdown is left out");
            return FateOfOthers(element);
        }
        if (name == "input" && element.GetAttribute("type") != "checkbox") return ElementFate.Drop;
        CleanAttributes(element);
        if (name != "a") element.RemoveAttribute("href");
        if (name != "img") element.RemoveAttribute("src");
        else if (MustNotLoad(element.GetAttribute("src") ?? "") is { } address)
        {
            LoadNote.Put(element, address, links, chapter, cell, labels);
            return ElementFate.Drop;
        }
        return ElementFate.Keep;
    }

    private void Complete(IElement element)
    {
        if (element.GetAttribute("id") is { } id) element.SetAttribute("id", links.Id(chapter, OwnId(id)));
        if (element.LocalName == "a")
        {
            if (element.ClassName == "footnote-back-ref") element.SetAttribute("aria-label", labels.BackToText);
            if (element.GetAttribute("href") is { } href)
                element.SetAttribute("href", links.Resolve(chapter, cell, OwnLink(href), trusted: false));
        }
        else if (element.LocalName == "img") CompleteImage(element);
    }

    private static bool IsKept(IElement element, IReadOnlySet<string> elements) =>
        element.NamespaceUri == NamespaceNames.HtmlUri ? elements.Contains(element.LocalName)
        : element.NamespaceUri == NamespaceNames.MathMlUri && HtmlPolicy.MathElements.Contains(element.LocalName);

    private static void CleanAttributes(IElement element)
    {
        foreach (var attribute in element.Attributes.Where(a => !IsKept(a)).ToList()) element.RemoveAttribute(attribute.Name);
    }

    private static bool IsKept(IAttr attribute) =>
        HtmlPolicy.MarkdownAttributes.Contains(attribute.Name) || attribute.Name.StartsWith("aria-", StringComparison.Ordinal)
        || (attribute.Name == "style" && HtmlPolicy.Alignment.IsMatch(attribute.Value));

    private static ElementFate FateOfOthers(IElement element)
    {
        var name = element.LocalName;
        if (HtmlPolicy.DroppedElements.Contains(name)) return ElementFate.Drop;
        var isKnown = HtmlPolicy.UnwrappedElements.Contains(name) || HtmlPolicy.MarkdownElements.Contains(name)
            || HtmlPolicy.MathElements.Contains(name);
        return isKnown ? ElementFate.Unwrap : ElementFate.Show;
    }

    // Each cell numbers its footnotes from 1, so the cell's id goes before.
    private string OwnId(string id)
    {
        var own = IsFootnote(id) ? $"{cell}.{id}" : id;
        chapter.AddAnchor(own);
        return own;
    }

    private string OwnLink(string href) => href.StartsWith('#') && IsFootnote(href[1..]) ? $"#{cell}.{href[1..]}" : href;

    private static bool IsFootnote(string id) =>
        id.StartsWith("fn:", StringComparison.Ordinal) || id.StartsWith("fnref:", StringComparison.Ordinal);

    // An image has no address of a network, nor any other scheme than those that the book carries.
    private static string? MustNotLoad(string source) =>
        !ImageAddress.IsAttachment(source) && !ImageAddress.IsData(source)
        && (HtmlPolicy.NetworkAddress.IsMatch(source) || source.Contains(':', StringComparison.Ordinal))
            ? source
            : null;

    // The book carries its images: attachments and files beside the notebook become part of the page.
    private void CompleteImage(IElement image)
    {
        var source = image.GetAttribute("src") ?? "";
        if (!image.HasAttribute("alt")) image.SetAttribute("alt", "");
        if (ImageAddress.IsData(source)) return;
        if (ImageAddress.IsAttachment(source))
        {
            var name = ImageAddress.AttachmentOf(source);
            if (attachments.TryGetValue(name, out var bundle) && bundle.Types.FirstOrDefault(HtmlPolicy.ImageTypes.Contains) is { } type)
                image.SetAttribute("src", ImageAddress.OfData(type, bundle.Text(type)!));
            else links.Warn(chapter, cell, $"the cell has no image attached as {name}");
            return;
        }
        var path = Uri.UnescapeDataString(source.Split('?', '#')[0]);
        if (chapter.Page.Folder is { } folder && ImageAddress.OfFile(Path.Combine(folder, path)) is { } address)
            image.SetAttribute("src", address);
        else links.Warn(chapter, cell, $"the image {path} is not beside the notebook");
    }
}
