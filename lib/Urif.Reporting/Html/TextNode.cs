using System.Text;

namespace Urif.Reporting;

/// <summary>A text of a page.</summary>
/// <param name="Text">The text as readers see it.</param>
internal sealed record TextNode(string Text) : HtmlNode
{
    /// <inheritdoc/>
    public override void WriteTo(StringBuilder output) => Escape(Text, output);

    /// <summary>
    /// Writes a text in an element or a quoted attribute. Letters of every script stay readable; what HTML cannot hold (control
    /// characters, halves of surrogate pairs) becomes U+FFFD.
    /// </summary>
    public static void Escape(string text, StringBuilder output)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': output.Append("&amp;"); break;
                case '<': output.Append("&lt;"); break;
                case '>': output.Append("&gt;"); break;
                case '"': output.Append("&quot;"); break;
                case '\'': output.Append("&#39;"); break;
                default: output.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? "\uFFFD" : rune.ToString()); break;
            }
        }
    }
}
