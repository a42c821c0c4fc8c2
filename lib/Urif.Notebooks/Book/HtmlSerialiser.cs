using AngleSharp.Dom;
using AngleSharp.Html;

namespace Urif.Notebooks.Book;

/// <summary>
/// Writes a document's nodes as HTML, as the standard says, but more strictly: text and attribute values are escaped by
/// <see cref="HtmlText"/>, so that no reader takes a part of one for a tag, in whatever element it stands.
/// </summary>
internal sealed class HtmlSerialiser : HtmlMarkupFormatter
{
    public static readonly HtmlSerialiser Default = new();

    /// <inheritdoc/>
    public override string Text(ICharacterData text) => HtmlText.Escape(text.Data);

    /// <inheritdoc/>
    public override string LiteralText(ICharacterData text) =>
        // After "<!--" a browser takes "<script" in a script as a second one, whose end tag would then be missing.
        text.Data.Contains("<!--", StringComparison.Ordinal)
            ? text.Data.Replace("<script", "<\\script", StringComparison.OrdinalIgnoreCase)
            : text.Data;

    /// <inheritdoc/>
    protected override string Attribute(IAttr attribute) => $"{attribute.Name}=\"{HtmlText.Escape(attribute.Value)}\"";
}
