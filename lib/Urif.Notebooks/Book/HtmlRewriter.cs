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

    // What browsers allow; deeper elements would end this process's stack.
    private const int DeepestNesting = 512;

    private static readonly HtmlParserOptions s_options = new() { IsKeepingSourceReferences = true };

    private readonly string _source;
    private readonly Func<IElement, ElementFate> _judge;

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
            if (!new HtmlRewriter(source, judge).JudgeChildren(root, 0)) break;
            var html = Write(root);
            if (html != source)
            {
                source = html;
                continue;
            }
            if (complete is null) return html;
            foreach (var element in root.QuerySelectorAll("*")) complete(element);
            return Write(root);
        }
        return HtmlText.Escape(fragment);
    }

    private static IElement Parse(string source)
    {
        var parser = new HtmlParser(s_options);
        var document = parser.ParseDocument("");
        var root = document.CreateElement("div");
        root.Append([.. parser.ParseFragment(source, document.Body!)]);
        return root;
    }

    private static string Write(IElement root) => root.ChildNodes.ToHtml(HtmlSerialiser.Default);

    // False where elements are nested too deeply.
    private bool JudgeChildren(INode parent, int depth)
    {
        if (depth > DeepestNesting) return false;
        for (var node = parent.FirstChild; node is not null;)
        {
            var next = node.NextSibling;
            if (node is IElement element)
            {
                var fate = _judge(element);
                if (fate == ElementFate.Keep)
                {
                    RemoveOddAttributes(element);
                    if (!JudgeChildren(element, depth + 1)) return false;
                    if (element is IHtmlTemplateElement template && !JudgeChildren(template.Content, depth + 1)) return false;
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
        return true;
    }

    // A name with a quote or a bracket can come from no honest author.
    private static void RemoveOddAttributes(IElement element)
    {
        foreach (var attribute in element.Attributes.Where(a => !AttributeName.IsMatch(a.Name)).ToList())
            element.RemoveAttribute(attribute.Name);
    }

    // As the author wrote it, for names of elements lose their capitals.
    private string TagOf(IElement element)
    {
        var tag = element.SourceReference is { } reference ? Tag.Match(_source, reference.Position.Index) : Match.Empty;
        return tag.Success ? tag.Value : $"<{element.LocalName}>";
    }

    [GeneratedRegex("""\G<(?:"[^"]*"|'[^']*'|[^"'>])*>""")]
    private static partial Regex Tag { get; }

    [GeneratedRegex("""\A[^\s"'<>/=\x00-\x1f]+\z""")]
    private static partial Regex AttributeName { get; }
}
