using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Urif.Notebooks.Book;

/// <summary>Makes an SVG image part of a page, so that its text can be read and found, and its colours can follow the page's.</summary>
internal static partial class SvgFigure
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const int LeastWidth = 480;

    // Two figures may both call something "clip0", so each one's names get a prefix of its own.
    private static readonly string[] References = ["href", "aria-labelledby", "aria-describedby"];

    /// <summary>Whether the colours of the image follow the page's, or are meant for paper.</summary>
    public static bool FollowsPage(string svg) =>
        svg.Contains("currentColor", StringComparison.OrdinalIgnoreCase) || svg.Contains("var(--", StringComparison.Ordinal);

    /// <summary>The image as an <c>svg</c> element for a page; null if its text is not well-formed SVG.</summary>
    /// <param name="svg">The image's text.</param>
    /// <param name="prefix">What its ids begin with in the page.</param>
    /// <param name="label">What a screen reader says of an image without a title.</param>
    public static string? Inline(string svg, string prefix, string label)
    {
        XElement root;
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
            using var reader = XmlReader.Create(new StringReader(svg.Trim()), settings);
            root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
        if (root.Name != Svg + "svg" && root.Name != "svg") return null;

        var elements = root.DescendantsAndSelf().ToList();
        var ids = elements.Select(e => (string?)e.Attribute("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var element in elements)
        {
            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            {
                var name = attribute.Name.LocalName;
                if (name == "id") attribute.Value = prefix + attribute.Value;
                else if (References.Contains(name))
                    attribute.Value = string.Join(' ', attribute.Value.Split(' ').Select(Renamed));
                else attribute.Value = AddressOfId().Replace(attribute.Value, m => $"url(#{Renamed(m.Groups[1].Value)})");
            }
            if (element.Name.LocalName == "style")
                element.Value = AddressOfId().Replace(element.Value, m => $"url(#{Renamed(m.Groups[1].Value)})");
        }
        // On a phone a wide figure scrolls in its box before its lettering gets too small to read.
        if (Width(root) > LeastWidth)
        {
            var style = string.Create(CultureInfo.InvariantCulture, $"min-width: {LeastWidth}px; {(string?)root.Attribute("style")}");
            root.SetAttributeValue("style", style.Trim());
        }
        if (root.Attribute("role") is null) root.SetAttributeValue("role", "img");
        var labelled = root.Attribute("aria-label") is not null || root.Attribute("aria-labelledby") is not null
            || root.Elements().Any(e => e.Name.LocalName == "title");
        if (!labelled) root.SetAttributeValue("aria-label", label);
        return root.ToString(SaveOptions.DisableFormatting);

        string Renamed(string id) =>
            id.StartsWith('#') && ids.Contains(id[1..]) ? $"#{prefix}{id[1..]}" : ids.Contains(id) ? prefix + id : id;
    }

    private static double Width(XElement root)
    {
        var width = (string?)root.Attribute("width") is { } own && !own.EndsWith('%')
            ? own.Replace("px", "", StringComparison.Ordinal)
            : ((string?)root.Attribute("viewBox"))?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);
        return double.TryParse(width, NumberStyles.Float, CultureInfo.InvariantCulture, out var pixels) ? pixels : 0;
    }

    [GeneratedRegex("""url\(["']?#([^)"']+)["']?\)""")]
    private static partial Regex AddressOfId();
}
