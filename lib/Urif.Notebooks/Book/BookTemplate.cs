using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Urif.Notebooks.Book;

/// <summary>The pages around the chapters: head, bar, contents, outline, and the way to the next page.</summary>
internal sealed partial class BookTemplate(IReadOnlyList<Chapter> chapters, BookLinks links, BookOptions options, BookLabels labels)
{
    /// <summary>How a folder is known to hold a book, so that it may be replaced.</summary>
    public const string Generator = "<meta name=\"generator\" content=\"Urif.Notebooks\">";

    /// <summary>The id of the part of the page that the skip link leads to.</summary>
    public const string ContentId = "book-content";

    // Nothing is fetched from a network, whatever an output's script may try.
    private const string Policy = "default-src 'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'";

    private readonly string _title = HtmlText.Escape(options.Title);

    /// <summary>The contents page of a book of several files.</summary>
    public string Index() => Page(options.Title, options.Description, null, chapters[0], "cover", Cover());

    /// <summary>The page of one chapter.</summary>
    public string Chapter(int index, string body)
    {
        var chapter = chapters[index];
        var next = index + 1 < chapters.Count ? chapters[index + 1] : null;
        return Page($"{chapter.Title} · {options.Title}", chapter.Description, chapter, next, "page", Article(index, body, ""));
    }

    /// <summary>The whole book in one file.</summary>
    public string Whole(IReadOnlyList<string> bodies)
    {
        var content = new StringBuilder(Cover());
        for (var i = 0; i < chapters.Count; i++)
            content.Append(Article(i, bodies[i], $" id=\"{HtmlText.Escape(chapters[i].Slug)}\""));
        return Page(options.Title, options.Description, null, null, "whole", content.ToString());
    }

    private string Page(string tabTitle, string description, Chapter? current, Chapter? next, string kind, string content)
    {
        var head = new StringBuilder();
        if (description.Length > 0)
            head.Append(CultureInfo.InvariantCulture, $"<meta name=\"description\" content=\"{HtmlText.Escape(description)}\">\n");
        if (!options.SingleFile)
        {
            if (Before(current) is { } previous) head.Append(Relation("prev", previous));
            if (next is not null) head.Append(Relation("next", next));
        }
        head.Append(options.SingleFile ? $"<style>\n{BookAssets.Style}</style>\n" : "<link rel=\"stylesheet\" href=\"assets/book.css\">\n");
        var script = options.SingleFile ? $"<script>\n{BookAssets.Script}</script>" : "<script src=\"assets/book.js\" defer></script>";
        var home = options.SingleFile ? "#" + ContentId : "index.html";
        var contents = kind == "cover" ? "" : Contents(current);
        return Placeholder.Replace(BookAssets.Page, place => place.Groups["name"].Value switch
        {
            "language" => labels.Tag,
            "policy" => Policy,
            "generator" => Generator,
            "tab-title" => HtmlText.Escape(tabTitle),
            "head" => head.ToString(),
            "kind" => kind,
            "content-id" => ContentId,
            "skip" => HtmlText.Escape(labels.SkipToContent),
            "home" => home,
            "title" => _title,
            "open-code" => HtmlText.Escape(labels.OpenCode),
            "close-code" => HtmlText.Escape(labels.CloseCode),
            "colours" => HtmlText.Escape(labels.Colours),
            "automatic" => HtmlText.Escape(labels.Automatic),
            "light" => HtmlText.Escape(labels.Light),
            "dark" => HtmlText.Escape(labels.Dark),
            "contents" => contents,
            "scrollable" => HtmlText.Escape(labels.Scrollable),
            "content" => content,
            "script" => script,
            var name => throw new InvalidOperationException($"the page has no {name}"),
        });
    }

    private string Relation(string kind, Chapter chapter) => $"<link rel=\"{kind}\" href=\"{HtmlText.Escape(links.Page(chapter))}\">\n";

    private string Cover()
    {
        var html = new StringBuilder("<section class=\"toc\">\n<h1>").Append(_title).Append("</h1>\n");
        if (options.Description.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{HtmlText.Escape(options.Description)}</p>\n");
        html.Append("<ol>\n");
        foreach (var chapter in chapters)
        {
            html.Append("<li>").Append(Entry(chapter, ""));
            if (chapter.DescriptionHtml.Length > 0) html.Append(CultureInfo.InvariantCulture, $"<p>{chapter.DescriptionHtml}</p>");
            html.Append("</li>\n");
        }
        return html.Append("</ol>\n</section>\n").ToString();
    }

    private string Contents(Chapter? current)
    {
        var html = new StringBuilder($"<nav class=\"contents\" aria-label=\"{HtmlText.Escape(labels.Contents)}\">\n<ol>\n");
        foreach (var chapter in chapters)
        {
            var here = chapter == current ? " aria-current=\"page\"" : "";
            html.Append("<li>").Append(Entry(chapter, here)).Append("</li>\n");
        }
        return html.Append("</ol>\n</nav>\n").ToString();
    }

    private string Entry(Chapter chapter, string attributes) =>
        $"<a href=\"{HtmlText.Escape(links.Page(chapter))}\"{attributes}>{Number(chapter)}"
        + $"<span class=\"name\">{chapter.TitleHtml}</span></a>";

    private string Article(int index, string body, string id)
    {
        var chapter = chapters[index];
        var outline = Outline(chapter);
        var label = HtmlText.Escape(labels.OnThisPage);
        var folded = outline.Length == 0
            ? ""
            : $"<details class=\"outline\"><summary>{label}</summary>\n<nav aria-label=\"{label}\">\n{outline}</nav></details>\n";
        var beside = outline.Length == 0
            ? ""
            : $"<aside class=\"outline\"><nav aria-label=\"{label}\">\n<p>{label}</p>\n{outline}</nav></aside>\n";
        return $"<article class=\"chapter\"{id}>\n<div class=\"text\">\n{folded}{body}{Turn(index)}</div>\n{beside}</article>\n";
    }

    private string Outline(Chapter chapter)
    {
        var html = new StringBuilder();
        foreach (var heading in chapter.Outline)
        {
            var address = HtmlText.Escape(links.Place(chapter, heading.Anchor));
            html.Append(CultureInfo.InvariantCulture,
                $"<li class=\"level-{heading.Block.Level}\"><a href=\"{address}\">{heading.Html}</a></li>\n");
        }
        return html.Length == 0 ? "" : $"<ul>\n{html}</ul>\n";
    }

    private string Turn(int index)
    {
        var previous = index > 0 ? chapters[index - 1] : null;
        var next = index + 1 < chapters.Count ? chapters[index + 1] : null;
        if (previous is null && next is null) return "";
        var label = HtmlText.Escape($"{labels.Previous} / {labels.Next}");
        var html = new StringBuilder($"<nav class=\"turn\" aria-label=\"{label}\" title=\"{HtmlText.Escape(labels.Keys)}\">\n");
        if (previous is not null) html.Append(Link(previous, "prev", labels.Previous));
        if (next is not null) html.Append(Link(next, "next", labels.Next));
        return html.Append("</nav>\n").ToString();

        string Link(Chapter chapter, string rel, string word) =>
            $"<a rel=\"{rel}\" href=\"{HtmlText.Escape(links.Page(chapter))}\"><span class=\"way\">{HtmlText.Escape(word)}</span> "
            + $"<span class=\"name\">{chapter.TitleHtml}</span></a>\n";
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
        return digits.Length == 0 || chapter.Title.StartsWith(digits, StringComparison.Ordinal)
            ? ""
            : $"<span class=\"number\">{digits}</span> ";
    }

    // Filled in one pass: what stands in a text of a notebook is no placeholder.
    [GeneratedRegex("{{(?<name>[a-z-]+)}}")]
    private static partial Regex Placeholder { get; }
}
