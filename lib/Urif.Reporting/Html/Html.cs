using System.Globalization;

namespace Urif.Reporting;

/// <summary>
/// Builds pages from parts:
/// <code>
/// Element("tr", [("data-id", id)], Element("th", [("scope", "row")], label, Break, Element("small", detail)), Element("td", value))
/// </code>
/// </summary>
internal static class Html
{
    /// <summary>A line break.</summary>
    public static HtmlNode Break { get; } = Element("br");

    /// <summary>An element without attributes.</summary>
    public static HtmlElement Element(string name, params IReadOnlyList<HtmlNode> children) => new(name, [], children);

    /// <summary>An element with attributes.</summary>
    public static HtmlElement Element(string name, IReadOnlyList<HtmlAttribute> attributes, params IReadOnlyList<HtmlNode> children) =>
        new(name, attributes, children);

    /// <summary>Nodes one after the other.</summary>
    public static HtmlFragment Fragment(params IReadOnlyList<HtmlNode> nodes) => new(nodes);

    /// <summary>Lines of text with breaks between them.</summary>
    public static HtmlFragment Lines(IEnumerable<string> lines) => Lines(lines.Select(line => (HtmlNode)line));

    /// <summary>Lines with breaks between them.</summary>
    public static HtmlFragment Lines(IEnumerable<HtmlNode> lines) =>
        new([.. lines.SelectMany((line, k) => k == 0 ? new[] { line } : [Break, line])]);

    /// <summary>The head of a table whose columns have these names.</summary>
    public static HtmlElement TableHead(IEnumerable<string> heads) =>
        Element("thead", Element("tr", [.. heads.Select(h => Element("th", [("scope", "col")], h))]));

    /// <summary>A small paragraph below a table or drawing.</summary>
    public static HtmlElement Note(params IReadOnlyList<HtmlNode> children) => Element("p", Element("small", children));

    /// <summary>A place in a drawing: at most one decimal.</summary>
    public static string Place(double at) => (Math.Round(at, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
