using System.Globalization;

namespace Urif.Reporting;

/// <summary>An attribute of an element; without a value it is left out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as readers of the page get it.</param>
internal readonly record struct HtmlAttribute(string Name, string? Value)
{
    /// <summary>A name and a text.</summary>
    public static implicit operator HtmlAttribute((string Name, string? Value) attribute) => new(attribute.Name, attribute.Value);

    /// <summary>A name and a whole number.</summary>
    public static implicit operator HtmlAttribute((string Name, int Value) attribute) =>
        new(attribute.Name, attribute.Value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A name and a place or length of a drawing, with at most one decimal.</summary>
    public static implicit operator HtmlAttribute((string Name, double Value) attribute) =>
        new(attribute.Name, Html.Place(attribute.Value));
}
