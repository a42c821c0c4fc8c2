namespace Urif.Notebooks.Book;

/// <summary>The addresses of a book's pages and places, and where a notebook's links lead within it.</summary>
internal sealed class BookLinks(IReadOnlyList<Chapter> chapters, bool singleFile)
{
    private readonly List<(int Chapter, BookWarning Warning)> _warnings = [];
    private readonly List<(Chapter From, string Cell, Chapter To, string Name, string Link)> _places = [];

    /// <summary>The address of a page.</summary>
    public string Page(Chapter chapter) => singleFile ? $"#{Escaped(chapter.Slug)}" : $"{Escaped(chapter.Slug)}.html";

    /// <summary>The id of an element that a link can lead to: in a single file, ids of several notebooks must not meet.</summary>
    public string Id(Chapter chapter, string anchor) => singleFile ? $"{chapter.Slug}.{anchor}" : anchor;

    /// <summary>The address of a place, from its own page.</summary>
    public string Place(Chapter chapter, string anchor) => $"#{Escaped(Id(chapter, anchor))}";

    /// <summary>Notes something that the book cannot carry over.</summary>
    public void Warn(Chapter chapter, string cell, string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _warnings.Add((IndexOf(chapter), new BookWarning(chapter.Page.Name, cell, line)));
    }

    /// <summary>The address that a link in a notebook has in the book; null for one that must not be followed.</summary>
    /// <param name="from">The notebook.</param>
    /// <param name="cell">The cell that the link stands in.</param>
    /// <param name="link">The address as the author wrote it.</param>
    /// <param name="trusted">Whether the link may have any scheme, as outputs may.</param>
    public string? Resolve(Chapter from, string cell, string link, bool trusted)
    {
        var hash = link.IndexOf('#', StringComparison.Ordinal);
        var path = hash < 0 ? link : link[..hash];
        var name = hash < 0 ? "" : Uri.UnescapeDataString(link[(hash + 1)..]);
        if (path.Length == 0)
        {
            // The links of an output may be for its own scripts.
            return name.Length == 0 || (trusted && !from.HasAnchor(name)) ? link : To(from);
        }
        if (Scheme(path) is { } scheme)
        {
            if (trusted || HtmlPolicy.MarkdownSchemes.Contains(scheme)) return link;
            Warn(from, cell, $"a link of scheme {scheme}: is left out");
            return null;
        }
        if (path.StartsWith("//", StringComparison.Ordinal)) return link;

        var target = Uri.UnescapeDataString(path);
        if (target.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            if (chapters.FirstOrDefault(c => IsAt(c, from, target)) is { } chapter)
                return name.Length == 0 ? Page(chapter) : To(chapter);
            Warn(from, cell, $"the link {link} is to a notebook that is not in the book");
        }
        else Warn(from, cell, $"the link {link} leads out of the book");
        return link;

        string To(Chapter chapter)
        {
            var anchor = chapter.Anchor(name);
            _places.Add((from, cell, chapter, anchor, link));
            var place = Place(chapter, anchor);
            return singleFile || chapter == from ? place : Page(chapter) + place;
        }
    }

    /// <summary>All warnings in the order of the book, those of links to places that no page has included.</summary>
    /// <remarks>To be asked when all pages are written.</remarks>
    public IReadOnlyList<BookWarning> Warnings()
    {
        foreach (var (from, cell, to, name, link) in _places)
            if (!to.HasAnchor(name)) Warn(from, cell, $"the link {link} leads to no place in {to.Page.Name}");
        return [.. _warnings.OrderBy(w => w.Chapter).Select(w => w.Warning)];
    }

    private static bool IsAt(Chapter chapter, Chapter from, string target)
    {
        if (from.Page.Folder is { } here && chapter.Page.Folder is { } there)
            return Path.GetFullPath(Path.Combine(here, target)) == Path.GetFullPath(Path.Combine(there, chapter.Page.Name));
        return target.StartsWith("./", StringComparison.Ordinal) ? target[2..] == chapter.Page.Name : target == chapter.Page.Name;
    }

    // A browser ignores white space and control characters within a scheme, so they do not hide one here.
    private static string? Scheme(string path)
    {
        var bare = string.Concat(path.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        var colon = bare.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || bare.AsSpan(0, colon).ContainsAny("/?#") ? null : bare[..colon].ToLowerInvariant();
    }

    private int IndexOf(Chapter chapter)
    {
        for (var i = 0; i < chapters.Count; i++)
            if (chapters[i] == chapter) return i;
        return chapters.Count;
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
