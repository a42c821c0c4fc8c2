using System.Text;

namespace Urif.Reporting;

/// <summary>An element with its attributes and what it holds.</summary>
internal sealed record HtmlElement(string Name, IReadOnlyList<HtmlAttribute> Attributes, IReadOnlyList<HtmlNode> Children) : HtmlNode
{
    // Those that HTML never closes with a tag, and the shapes of SVG.
    private static readonly HashSet<string> Empty = ["br", "img", "meta", "path", "circle", "rect"];

    /// <inheritdoc/>
    public override void WriteTo(StringBuilder output)
    {
        output.Append('<').Append(Name);
        foreach (var (name, value) in Attributes)
        {
            if (value is null) continue;
            output.Append(' ').Append(name).Append("=\"");
            TextNode.Escape(value, output);
            output.Append('"');
        }

        if (Empty.Contains(Name))
        {
            output.Append("/>");
            return;
        }

        output.Append('>');
        foreach (var child in Children) child.WriteTo(output);
        output.Append("</").Append(Name).Append('>');
    }
}
