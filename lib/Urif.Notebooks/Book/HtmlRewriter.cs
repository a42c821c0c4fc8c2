using System.Buffers;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Urif.Notebooks.Book;

/// <summary>What becomes of an element that a <see cref="HtmlRewriter"/> meets.</summary>
internal enum ElementFate
{
    /// <summary>The element stays, with the attributes as they now are.</summary>
    Keep,

    /// <summary>The tags go, what is inside stays.</summary>
    Unwrap,

    /// <summary>The element goes with all that is inside.</summary>
    Drop,

    /// <summary>The tag is shown as text: it is none, such as the <c>&lt;int&gt;</c> of a type.</summary>
    Show,
}

/// <summary>
/// Reads an HTML fragment as a browser does, lets a judge keep, change or drop each element, and writes what is left. What comes
/// out is balanced: it cannot close an element of the page around it nor leave one open, whatever came in. Comments go.
/// </summary>
/// <remarks>
/// Some markup becomes another document when it is written and read again, and so could smuggle an element past the judge
/// (mutation XSS). So what is written is read and judged again, until that changes nothing.
/// </remarks>
internal sealed partial class HtmlRewriter
{
    // Honest markup settles in the second round, with elements in wrong places in the third.
    private const int MostRounds = 8;

    // Browsers nest 512 elements, those of the page around among them; deeper ones become siblings here as there.
    private const int DeepestNesting = 256;

    private static readonly HtmlParserOptions Options = new() { IsKeepingSourceReferences = true, MaximumDepth = DeepestNesting };

    private static readonly SearchValues<char> OddCharacters = SearchValues.Create("\"'<>/=` ");

    private readonly string _source;
    private readonly Func<IElement, ElementFate> _judge;
    private readonly List<IElement> _kept = [];

    private HtmlRewriter(string source, Func<IElement, ElementFate> judge) => (_source, _judge) = (source, judge);

    /// <summary>The fragment as a judge leaves it; as text where it never settles.</summary>
    /// <param name="fragment">The HTML.</param>
    /// <param name="judge">Says what becomes of an element, and may change its attributes. It is asked again of what it kept.</param>
    /// <param name="complete">Told of each element that stays, once; it may change attributes.</param>
    public static string Rewrite(string fragment, Func<IElement, ElementFate> judge, Action<IElement>? complete = null)
    {
        // As a parser does, so that its places are those of the text.
        var source = fragment.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        for (var round = 0; round < MostRounds; round++)
        {
            var root = Parse(source);
            var rewriter = new HtmlRewriter(source, judge);
            rewriter.JudgeChildren(root);
            var html = Write(root);
            if (html != source)
            {
                source = html;
                continue;
            }
            if (complete is null) return html;
            rewriter._kept.ForEach(complete);
            return Write(root);
        }
        return HtmlText.Escape(fragment);
    }

    private static IElement Parse(string source)
    {
        var parser = new HtmlParser(Options);
        var document = parser.ParseDocument("");
        var root = document.CreateElement("div");
        root.Append([.. parser.ParseFragment(source, document.Body!)]);
        return root;
    }

    private static string Write(IElement root) => root.ChildNodes.ToHtml(HtmlSerialiser.Default);

    private void JudgeChildren(INode parent)
    {
        for (var node = parent.FirstChild; node is not null;)
        {
            var next = node.NextSibling;
            if (node is IElement element)
            {
                var fate = _judge(element);
                if (fate == ElementFate.Keep)
                {
                    RemoveOddAttributes(element);
                    _kept.Add(element);
                    JudgeChildren(element);
                    if (element is IHtmlTemplateElement template) JudgeChildren(template.Content);
                }
                else
                {
                    if (fate == ElementFate.Show) parent.InsertBefore(element.Owner!.CreateTextNode(TagOf(element)), element);
                    if (fate != ElementFate.Drop && element.FirstChild is { } first)
                    {
                        next = first;
                        while (element.FirstChild is { } child) parent.InsertBefore(child, element);
                    }
                    parent.RemoveChild(element);
                }
            }
            else if (node is not IText) parent.RemoveChild(node);
            node = next;
        }
    }

    // A name with a quote or a bracket can come from no honest author.
    private static void RemoveOddAttributes(IElement element)
    {
        for (var i = element.Attributes.Length - 1; i >= 0; i--)
            if (element.Attributes[i]!.Name is var name && name.AsSpan().ContainsAny(OddCharacters)) element.RemoveAttribute(name);
    }

    // As the author wrote it, for names of elements lose their capitals.
    private string TagOf(IElement element)
    {
        var tag = element.SourceReference is { } reference ? Tag.Match(_source, reference.Position.Index) : Match.Empty;
        return tag.Success ? tag.Value : $"<{element.LocalName}>";
    }

    [GeneratedRegex("""\G<(?:"[^"]*"|'[^']*'|[^"'>])*>""")]
    private static partial Regex Tag { get; }
}
