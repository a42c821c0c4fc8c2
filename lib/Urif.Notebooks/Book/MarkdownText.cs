using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Urif.Notebooks.Book;

/// <summary>
/// Markdown as a notebook writes it: CommonMark with pipe tables, footnotes, task lists, strikethrough, bare links, and
/// formulas between dollar signs.
/// </summary>
internal static partial class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseTaskLists().UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .UseAutoLinks().UseMathematics().Build();

    private static readonly object AnchorKey = new();

    /// <summary>Parses a text; links whose text is their address get the class <c>bare</c>, for print.</summary>
    public static MarkdownDocument Parse(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<Inline>().Where(i => i is AutolinkInline or LinkInline { IsAutoLink: true }))
            link.GetAttributes().AddClass("bare");
        return document;
    }

    /// <summary>Gives a heading the id that its element gets.</summary>
    public static void SetAnchor(HeadingBlock heading, string anchor) => heading.SetData(AnchorKey, anchor);

    /// <summary>The document as HTML; raw HTML in it is as the author wrote it, and is for a policy to judge.</summary>
    /// <param name="document">The parsed text.</param>
    /// <param name="placeLink">The label of the link beside a heading; {0} is the heading.</param>
    /// <param name="undrawn">Told of formulas that are shown as their source: the source and the reason.</param>
    public static string ToHtml(MarkdownDocument document, string placeLink, Action<string, string> undrawn)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = Renderer(writer, undrawn);
        renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new LinkedHeading(placeLink));
        renderer.Render(document);
        writer.Flush();
        return writer.ToString();
    }

    /// <summary>The inlines of a block as HTML.</summary>
    public static string ToHtml(LeafBlock block)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Renderer(writer, (_, _) => { }).WriteLeafInline(block);
        return writer.ToString();
    }

    /// <summary>The inlines of a block as plain text, formulas as their source.</summary>
    public static string ToPlainText(LeafBlock block)
    {
        var text = new StringBuilder();
        foreach (var inline in block.Inline?.Descendants() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                MathInline math => MarkupOfTex().Replace(math.Content.ToString(), ""),
                HtmlEntityInline entity => entity.Transcoded.ToString(),
                AutolinkInline link => link.Url,
                LineBreakInline => " ",
                _ => "",
            });
        }
        return text.ToString().Trim();
    }

    /// <summary>A paragraph cut after its first sentence, where the end of it stands in plain text.</summary>
    public static ParagraphBlock? FirstSentence(string paragraph)
    {
        if (Parse(paragraph).OfType<ParagraphBlock>().FirstOrDefault() is not { Inline: { } inlines } block) return null;
        for (var inline = inlines.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is not LiteralInline literal) continue;
            var text = literal.Content.ToString();
            var end = SentenceEnd().Match(text);
            var breaks = inline.NextSibling is null or LineBreakInline && SentenceAtEnd().IsMatch(text);
            if (!end.Success && !breaks) continue;
            if (end.Success) literal.Content = new Markdig.Helpers.StringSlice(text[..end.Index]);
            while (inline.NextSibling is { } rest) rest.Remove();
            break;
        }
        return block;
    }

    private static HtmlRenderer Renderer(TextWriter writer, Action<string, string> undrawn)
    {
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new FormulaInline(undrawn));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new FormulaBlock(undrawn));
        renderer.ObjectRenderers.ReplaceOrAdd<LineBreakInlineRenderer>(new LineBreak());
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new ColouredCode());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTable());
        return renderer;
    }

    private static string FormulaHtml(string tex, bool display, Action<string, string> undrawn)
    {
        string html;
        try
        {
            html = TexFormula.ToMathML(tex, display);
        }
        catch (TexFormulaException e)
        {
            undrawn(tex, e.Message);
            html = $"<code class=\"tex\">{HtmlText.Escape(tex)}</code>";
        }
        return display ? $"<span class=\"formula\">{html}</span>" : html;
    }

    // A full stop before a capital, but not that of a common abbreviation; or a Chinese one.
    [GeneratedRegex(@"(?<=(?<!\b(?:vs|e\.g|i\.e|cf|[Ff]igs?|al|approx|[Nn]o|Dr))[.!?][""”)]?)\s+(?=[""“(]?[\p{Lu}\p{Lo}])|(?<=[。！？])")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"[.!?。！？][""”)]?$")]
    private static partial Regex SentenceAtEnd();

    [GeneratedRegex(@"[\\{}]")]
    private static partial Regex MarkupOfTex();

    private sealed class LinkedHeading(string placeLink) : HtmlObjectRenderer<HeadingBlock>
    {
        protected override void Write(HtmlRenderer renderer, HeadingBlock heading)
        {
            var name = $"h{Math.Min(heading.Level, 6)}";
            if (heading.GetData(AnchorKey) is not string anchor)
            {
                renderer.Write('<').Write(name).Write('>').WriteLeafInline(heading).Write("</").Write(name).WriteLine(">");
                return;
            }
            var label = BookLabels.Fill(placeLink, ToPlainText(heading));
            renderer.Write("<div class=\"heading\"><").Write(name).Write(" id=\"").Write(HtmlText.Escape(anchor)).Write("\">");
            renderer.WriteLeafInline(heading);
            renderer.Write("</").Write(name).Write("><a class=\"anchor\" href=\"#").Write(HtmlText.Escape(Uri.EscapeDataString(anchor)))
                .Write("\" aria-label=\"").Write(HtmlText.Escape(label)).WriteLine("\">#</a></div>");
        }
    }

    private sealed class FormulaInline(Action<string, string> undrawn) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline math) =>
            renderer.Write(FormulaHtml(math.Content.ToString(), math.DelimiterCount > 1, undrawn));
    }

    private sealed class FormulaBlock(Action<string, string> undrawn) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock math) =>
            renderer.Write("<p>").Write(FormulaHtml(math.Lines.ToString(), true, undrawn)).WriteLine("</p>");
    }

    // A browser draws the end of a source line as a space, which Chinese text must not have between its characters.
    private sealed class LineBreak : LineBreakInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, LineBreakInline inline)
        {
            var joins = JoinsWithoutSpace(Edge(inline.PreviousSibling, last: true))
                && JoinsWithoutSpace(Edge(inline.NextSibling, last: false));
            if (inline.IsHard || !joins) base.Write(renderer, inline);
        }

        private static char Edge(Inline? inline, bool last)
        {
            while (inline is ContainerInline container) inline = last ? container.LastChild : container.FirstChild;
            var text = (inline as LiteralInline)?.Content.ToString() ?? "";
            return text.Length == 0 ? '\0' : last ? text[^1] : text[0];
        }

        // CJK radicals to ideographs (with kana and CJK punctuation), compatibility ideographs, full-width forms. Not the width on a
        // terminal decides: Korean is as wide, and has spaces between words.
        private static bool JoinsWithoutSpace(char c) =>
            c is >= '\u2e80' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' or >= '\uff00' and <= '\uff60';
    }

    private sealed class ColouredCode : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock block)
        {
            var language = (block as FencedCodeBlock)?.Info ?? "";
            var code = block.Lines.ToString();
            var html = language is "csharp" or "cs" or "c#" or "C#" ? CodeHighlighter.ToHtml(code) : HtmlText.Escape(code);
            renderer.Write("<pre class=\"code\"><code>").Write(html).WriteLine("</code></pre>");
        }
    }

    private sealed class ScrollingTable : HtmlTableRenderer
    {
        protected override void Write(HtmlRenderer renderer, Table table)
        {
            renderer.WriteLine("<div class=\"scroll\">");
            base.Write(renderer, table);
            renderer.WriteLine("</div>");
        }
    }
}
