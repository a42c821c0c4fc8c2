using System.Globalization;
using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>The pages around the chapters: head, bar, contents, outline, and the way to the next page.</summary>
internal sealed class BookTemplate(IReadOnlyList<Chapter> chapters, BookLinks links, BookOptions options, BookWords words)
{
    /// <summary>How a folder is known to hold a book, so that it may be replaced.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"Urif.Notebooks\">";

    /// <summary>The id of the part of the page that the skip link leads to.</summary>
    public const string ContentId = "book-content";

    // Nothing is fetched from a network, whatever an output's script may try.
    private const string Policy = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'";

    // Before anything is drawn, so that a remembered choice of colours does not flash.
    private const string EarlyScript = "try{var s=localStorage.getItem('book-scheme');if(s)document.documentElement.dataset.scheme=s}catch(e){}";

    private readonly string title = Html.Escape(options.Title);

    /// <summary>The contents page of a book of several files.</summary>
    public string Index() => Page(options.Title, options.Description, null, chapters[0], "cover", Cover());

    /// <summary>The page of one chapter.</summary>
    public string Chapter(int index, string body)
    {
        var chapter = chapters[index];
        return Page($"{chapter.Title} · {options.Title}", chapter.Description, chapter, index + 1 < chapters.Count ? chapters[index + 1] : null,
            "page", Article(index, body, ""));
    }

    /// <summary>The whole book in one file.</summary>
    public string Whole(IReadOnlyList<string> bodies)
    {
        var content = new StringBuilder(Cover());
        for (var i = 0; i < chapters.Count; i++) content.Append(Article(i, bodies[i], $" id=\"{Html.Escape(chapters[i].Slug)}\""));
        return Page(options.Title, options.Description, null, null, "whole", content.ToString());
    }

    private string Page(string tabTitle, string description, Chapter? current, Chapter? next, string kind, string content)
    {
        var head = new StringBuilder();
        if (description.Length > 0) head.Append(CultureInfo.InvariantCulture, $"<meta name=\"description\" content=\"{Html.Escape(description)}\">\n");
        if (!options.SingleFile)
        {
            if (Before(current) is { } previous) head.Append(CultureInfo.InvariantCulture, $"<link rel=\"prev\" href=\"{Html.Escape(links.Page(previous))}\">\n");
            if (next is not null) head.Append(CultureInfo.InvariantCulture, $"<link rel=\"next\" href=\"{Html.Escape(links.Page(next))}\">\n");
        }
        head.Append(options.SingleFile ? $"<style>\n{BookAssets.Style}</style>\n" : "<link rel=\"stylesheet\" href=\"assets/book.css\">\n");
        var script = options.SingleFile ? $"<script>\n{BookAssets.Script}</script>" : "<script src=\"assets/book.js\" defer></script>";
        var home = options.SingleFile ? "#" + ContentId : "index.html";
        var contents = kind == "cover" ? "" : Contents(current);
        return $"""
            <!DOCTYPE html>
            <html lang="{words.Tag}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            {Generator}
            <title>{Html.Escape(tabTitle)}</title>
            <link rel="icon" href="data:,">
            {head}<script>{EarlyScript}</script>
            </head>
            <body class="{kind}">
            <a class="skip" href="#{ContentId}">{Html.Escape(words.SkipToContent)}</a>
            <header class="bar">
            <a class="book" href="{home}">{title}</a>
            <div class="tools">
            <button type="button" class="fold" hidden data-open="{Html.Escape(words.OpenCode)}" data-close="{Html.Escape(words.CloseCode)}">{Html.Escape(words.OpenCode)}</button>
            <fieldset class="scheme"><legend>{Html.Escape(words.Colours)}</legend>
            <label><input type="radio" name="scheme" value="auto" checked><span>{Html.Escape(words.Automatic)}</span></label>
            <label><input type="radio" name="scheme" value="light"><span>{Html.Escape(words.Light)}</span></label>
            <label><input type="radio" name="scheme" value="dark"><span>{Html.Escape(words.Dark)}</span></label>
            </fieldset>
            </div>
            </header>
            <div class="layout">
            {contents}<main id="{ContentId}" tabindex="-1" data-scrollable="{Html.Escape(words.Scrollable)}">
            {content}</main>
            </div>
            {script}
            </body>
            </html>

            """;
    }

    private string Cover()
    {
        var html = new StringBuilder("<section class=\"toc\">\n<h1>").Append(title).Append("</h1>\n");
        if (options.Description.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{Html.Escape(options.Description)}</p>\n");
        html.Append("<ol>\n");
        foreach (var chapter in chapters)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Html.Escape(links.Page(chapter))}\">{Number(chapter)}<span class=\"name\">{chapter.TitleHtml}</span></a>");
            if (chapter.DescriptionHtml.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p>{chapter.DescriptionHtml}</p>");
            html.Append("</li>\n");
        }
        return html.Append("</ol>\n</section>\n").ToString();
    }

    private string Contents(Chapter? current)
    {
        var html = new StringBuilder($"<nav class=\"contents\" aria-label=\"{Html.Escape(words.Contents)}\">\n<ol>\n");
        foreach (var chapter in chapters)
        {
            var here = chapter == current ? " aria-current=\"page\"" : "";
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Html.Escape(links.Page(chapter))}\"{here}>{Number(chapter)}<span class=\"name\">{chapter.TitleHtml}</span></a></li>\n");
        }
        return html.Append("</ol>\n</nav>\n").ToString();
    }

    private string Article(int index, string body, string id)
    {
        var chapter = chapters[index];
        var outline = Outline(chapter);
        var label = Html.Escape(words.OnThisPage);
        var folded = outline.Length == 0 ? "" : $"<details class=\"outline\"><summary>{label}</summary>\n<nav aria-label=\"{label}\">\n{outline}</nav></details>\n";
        var beside = outline.Length == 0 ? "" : $"<aside class=\"outline\"><nav aria-label=\"{label}\">\n<p>{label}</p>\n{outline}</nav></aside>\n";
        return $"<article class=\"chapter\"{id}>\n<div class=\"text\">\n{folded}{body}{Turn(index)}</div>\n{beside}</article>\n";
    }

    private string Outline(Chapter chapter)
    {
        var html = new StringBuilder();
        foreach (var heading in chapter.Outline)
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"level-{heading.Block.Level}\"><a href=\"{Html.Escape(links.Place(chapter, heading.Anchor))}\">{heading.Html}</a></li>\n");
        return html.Length == 0 ? "" : $"<ul>\n{html}</ul>\n";
    }

    private string Turn(int index)
    {
        var previous = index > 0 ? chapters[index - 1] : null;
        var next = index + 1 < chapters.Count ? chapters[index + 1] : null;
        if (previous is null && next is null) return "";
        var html = new StringBuilder($"<nav class=\"turn\" aria-label=\"{Html.Escape($"{words.Previous} / {words.Next}")}\" title=\"{Html.Escape(words.Keys)}\">\n");
        if (previous is not null) html.Append(Link(previous, "prev", words.Previous));
        if (next is not null) html.Append(Link(next, "next", words.Next));
        return html.Append("</nav>\n").ToString();

        string Link(Chapter chapter, string rel, string word) =>
            $"<a rel=\"{rel}\" href=\"{Html.Escape(links.Page(chapter))}\"><span class=\"way\">{Html.Escape(word)}</span> <span class=\"name\">{chapter.TitleHtml}</span></a>\n";
    }

    private Chapter? Before(Chapter? current)
    {
        for (var i = 1; i < chapters.Count; i++)
            if (chapters[i] == current) return chapters[i - 1];
        return null;
    }

    // The number that the file's name begins with, unless the title says it too.
    private static string Number(Chapter chapter)
    {
        var digits = string.Concat(chapter.Page.Name.TakeWhile(char.IsAsciiDigit));
        return digits.Length == 0 || chapter.Title.StartsWith(digits, StringComparison.Ordinal) ? "" : $"<span class=\"number\">{digits}</span> ";
    }
}
