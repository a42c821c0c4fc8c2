using System.Text;

namespace Urif.Reporting;

/// <summary>Nodes one after the other.</summary>
internal sealed record HtmlFragment(IReadOnlyList<HtmlNode> Nodes) : HtmlNode
{
    /// <inheritdoc/>
    public override void WriteTo(StringBuilder output)
    {
        foreach (var node in Nodes) node.WriteTo(output);
    }
}
