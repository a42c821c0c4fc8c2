using System.Globalization;
using System.Text;
using Markdig.Syntax;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>A notebook as the book sees it before any page is written: its title, its headings and its anchors.</summary>
internal sealed class Chapter
{
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _otherNames = new(StringComparer.Ordinal);
    private readonly Dictionary<Cell, MarkdownDocument> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly List<ChapterHeading> _headings = [];

    private Chapter(BookPage page, string slug)
    {
        (Page, Slug) = (page, slug);
        foreach (var cell in page.Notebook.Cells) _anchors.Add(AnchorOf(cell));
        foreach (var cell in page.Notebook.Cells.OfType<MarkdownCell>().Where(c => CellVisibility.Of(c).Input)) ReadText(cell);
        var title = _headings.FirstOrDefault();
        HasTitleHeading = title is not null;
        if (title is not null) title.Block.Level = 1;
        Title = title?.Text is { Length: > 0 } text ? text : page.Name;
        TitleHtml = title is { Text.Length: > 0 } ? title.Html : HtmlText.Escape(page.Name);
    }

    public BookPage Page { get; }

    /// <summary>The name of the page in addresses.</summary>
    public string Slug { get; }

    public string Title { get; }

    public string TitleHtml { get; }

    /// <summary>Whether the title stands in the notebook as a heading.</summary>
    public bool HasTitleHeading { get; }

    /// <summary>The first sentence of the notebook's text, as HTML and as plain text; empty where there is none.</summary>
    public string DescriptionHtml { get; private set; } = "";

    public string Description { get; private set; } = "";

    /// <summary>The sections of the page: the headings of levels 2 and 3.</summary>
    public IEnumerable<ChapterHeading> Outline => _headings.Skip(1).Where(h => h.Block.Level is 2 or 3);

    /// <summary>The chapters of a book, in its order, each with a slug of its own.</summary>
    public static IReadOnlyList<Chapter> Of(IReadOnlyList<BookPage> pages)
    {
        var slugs = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "index", "assets" };
        return [.. pages.Select(page => new Chapter(page, Unique(SlugOf(page.Name), slugs)))];
    }

    public MarkdownDocument Text(MarkdownCell cell) => _texts[cell];

    /// <summary>The id of a cell's element: the cell's id, without the white space that ids cannot have.</summary>
    public static string AnchorOf(Cell cell) => string.Concat(cell.Id.Select(c => char.IsWhiteSpace(c) || char.IsControl(c) ? '-' : c));

    /// <summary>The anchor that a link means: an id as it is, or the name that Jupyter gives to a heading.</summary>
    public string Anchor(string name) => !_anchors.Contains(name) && _otherNames.TryGetValue(name, out var anchor) ? anchor : name;

    public bool HasAnchor(string name) => _anchors.Contains(name);

    /// <summary>Tells of an id that stands in the raw HTML of a cell.</summary>
    public void AddAnchor(string name) => _anchors.Add(name);

    private void ReadText(MarkdownCell cell)
    {
        var document = _texts[cell] = MarkdownText.Parse(cell.Source);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var text = MarkdownText.ToPlainText(heading);
            var anchor = Unique(SlugOf(text), _anchors);
            _otherNames.TryAdd(text.Replace(' ', '-'), anchor);
            MarkdownText.SetAnchor(heading, anchor);
            _headings.Add(new ChapterHeading(heading, text, Phrase(heading), anchor));
        }
        foreach (var paragraph in document.OfType<ParagraphBlock>())
        {
            if (Description.Length > 0) break;
            if (MarkdownText.ToPlainText(paragraph).Length == 0) continue;
            var source = cell.Source.Substring(paragraph.Span.Start, paragraph.Span.Length);
            if (MarkdownText.FirstSentence(source) is not { } sentence) continue;
            (Description, DescriptionHtml) = (MarkdownText.ToPlainText(sentence), Phrase(sentence));
        }
    }

    private static string Phrase(LeafBlock block) => MarkdownHtmlFilter.CleanPhrase(MarkdownText.ToHtml(block)).Trim();

    // As GitHub makes them: lower case, spaces as hyphens, and otherwise letters, digits, hyphens and underscores.
    private static string SlugOf(string text)
    {
        if (text.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)) text = text[..^6];
        var slug = new StringBuilder(text.Length);
        foreach (var c in text.Normalize().ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_') slug.Append(c);
            else if (char.IsWhiteSpace(c)) slug.Append('-');
        }
        return slug.Length > 0 ? slug.ToString() : "section";
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var i = 1; !taken.Add(unique); i++) unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{i}");
        return unique;
    }
}

/// <summary>A heading of a chapter.</summary>
/// <param name="Block">Where it stands.</param>
/// <param name="Text">Its plain text.</param>
/// <param name="Html">Its inline HTML, without links.</param>
/// <param name="Anchor">The id of its element within the chapter.</param>
internal sealed record ChapterHeading(HeadingBlock Block, string Text, string Html, string Anchor);
