using System.Text;

namespace Urif.Reporting;

/// <summary>A part of a page or drawing, in HTML or SVG. A string is a text, escaped where it is written and nowhere else.</summary>
internal abstract record HtmlNode
{
    /// <summary>A text.</summary>
    public static implicit operator HtmlNode(string text) => new TextNode(text);

    /// <summary>Writes the node: the same node gives the same characters.</summary>
    public abstract void WriteTo(StringBuilder output);

    /// <summary>The node as HTML that is also well-formed XML.</summary>
    public sealed override string ToString()
    {
        var output = new StringBuilder();
        WriteTo(output);
        return output.ToString();
    }
}
