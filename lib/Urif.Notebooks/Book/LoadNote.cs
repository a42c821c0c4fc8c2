using AngleSharp.Dom;

namespace Urif.Notebooks.Book;

/// <summary>Tells a reader, in the place of an element, that the book does not load what it names.</summary>
internal static class LoadNote
{
    /// <summary>Puts the note before an element that is to go, and warns.</summary>
    public static void Put(IElement element, string address, BookLinks links, Chapter chapter, string cell, BookLabels labels)
    {
        links.Warn(chapter, cell, $"<{element.LocalName}> is left out, it loads {address}");
        var document = element.Owner!;
        var code = document.CreateElement("code");
        code.TextContent = address;
        // Not a paragraph, which would end the one that it stands in.
        var note = document.CreateElement("span");
        note.ClassName = "note";
        note.Append(document.CreateTextNode(labels.NotLoaded), code);
        OutermostForeign(element).Before(note);
    }

    // HTML within an SVG or a formula would end it.
    private static IElement OutermostForeign(IElement element)
    {
        var outermost = element;
        for (var e = element; e is not null; e = e.ParentElement)
            if (e.NamespaceUri != NamespaceNames.HtmlUri) outermost = e;
        return outermost;
    }
}
