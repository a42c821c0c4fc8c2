using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>Makes a book of notebooks: pages of HTML that open from disk, offline, with the outputs that the notebooks hold.</summary>
/// <remarks>
/// Nothing is run and nothing is fetched. The same notebooks give the same bytes. Outputs may use the page's colours
/// (<c>currentColor</c>, and the custom properties at the top of the style sheet), so that they suit light and dark.
/// </remarks>
public static class BookWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes a book into a folder, in the place of the book that was there. Readers see the old book or the new one, whole.
    /// </summary>
    /// <param name="pages">The notebooks, in the order of the book.</param>
    /// <param name="folder">The folder: new, empty, or a book that was written before; everything in it is replaced.</param>
    /// <param name="options">Title, language, and form.</param>
    /// <exception cref="ArgumentException">There is no page, two pages have one name, or the language is not known.</exception>
    /// <exception cref="IOException">The folder holds something that is not a book, or cannot be written.</exception>
    public static BookReport Write(IReadOnlyList<BookPage> pages, string folder, BookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pages);
        options ??= new BookOptions();
        if (pages.Count == 0) throw new ArgumentException("a book needs a notebook", nameof(pages));
        if (pages.GroupBy(p => (p.Name, p.Folder)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"{twice.Key.Name} is in the book twice", nameof(pages));
        var labels = BookLabels.Of(options.Language);

        using var swap = new FolderSwap(folder, IsBook);
        var warnings = Build([.. pages.Select(p => CellTranslations.In(p, options.Language))], swap.Building, options, labels);
        swap.Commit();
        return new BookReport(Path.Combine(Path.GetFullPath(folder), "index.html"), pages.Count, warnings);
    }

    private static IReadOnlyList<BookWarning> Build(IReadOnlyList<BookPage> pages, string folder, BookOptions options, BookLabels labels)
    {
        var chapters = Chapter.Of(pages);
        var links = new BookLinks(chapters, options.SingleFile);
        var template = new BookTemplate(chapters, links, options, labels);
        var plotly = new Lazy<string>(() => ReadAll(options.PlotlyScript!));
        var bodies = new string[chapters.Count];
        var loaded = false;
        for (var i = 0; i < bodies.Length; i++)
        {
            var chapter = new ChapterHtml(chapters[i], links, labels, options.PlotlyScript is not null);
            var body = chapter.Write();
            if (chapter.NeedsPlotly) body = WithPlotly(body, options.SingleFile, options.SingleFile && loaded ? null : plotly);
            loaded |= chapter.NeedsPlotly;
            bodies[i] = body;
        }

        if (options.SingleFile) WriteText(Path.Combine(folder, "index.html"), template.Whole(bodies));
        else
        {
            var assets = Directory.CreateDirectory(Path.Combine(folder, "assets")).FullName;
            WriteText(Path.Combine(assets, "book.css"), BookAssets.Style);
            WriteText(Path.Combine(assets, "book.js"), BookAssets.Script);
            if (loaded) WriteText(Path.Combine(assets, "plotly.js"), plotly.Value);
            WriteText(Path.Combine(folder, "index.html"), template.Index());
            for (var i = 0; i < bodies.Length; i++)
                WriteText(Path.Combine(folder, $"{chapters[i].Slug}.html"), template.Chapter(i, bodies[i]));
        }
        return links.Warnings();
    }

    // The scripts of outputs call Plotly as the page is read, so it must stand before the first of them. The text of a
    // script ends at the first "</script", which within JavaScript can only stand in a string or a comment.
    private static string WithPlotly(string body, bool inline, Lazy<string>? script)
    {
        var place = body.IndexOf(ChapterHtml.PlotlyPlace, StringComparison.Ordinal);
        var element = (inline, script) switch
        {
            (_, null) => "",
            (true, _) => $"<script>{script.Value.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase)}</script>\n",
            _ => "<script src=\"assets/plotly.js\"></script>\n",
        };
        return string.Concat(body.AsSpan(0, place), element, body.AsSpan(place + ChapterHtml.PlotlyPlace.Length));
    }

    private static string ReadAll(Func<Stream> open)
    {
        using var reader = new StreamReader(open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static bool IsBook(string folder)
    {
        var index = Path.Combine(folder, "index.html");
        return File.Exists(index) && File.ReadAllText(index).Contains(BookTemplate.Generator, StringComparison.Ordinal);
    }

    private static void WriteText(string path, string text) => File.WriteAllText(path, text, Utf8);
}
