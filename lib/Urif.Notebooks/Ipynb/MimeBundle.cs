using System.Text.Json;

namespace Urif.Notebooks.Ipynb;

/// <summary>One thing in several formats: by mime type, a text, or any JSON value for the types of JSON.</summary>
/// <param name="Data">The values by mime type. Texts may be one string or an array of lines.</param>
public sealed record MimeBundle(JsonFields Data)
{
    /// <summary>The bundle without formats.</summary>
    public static MimeBundle Empty { get; } = new(JsonFields.Empty);

    /// <summary>The mime types, in the order of the file.</summary>
    public IEnumerable<string> Types => Data.Select(d => d.Key);

    /// <summary>Whether values of a mime type are JSON values, not texts.</summary>
    internal static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);

    /// <summary>The text of a mime type, with its lines put together; JSON text for a type of JSON; null where there is none.</summary>
    public string? Text(string mimeType) => Data[mimeType] switch
    {
        null => null,
        { } value when IsJson(mimeType) => JsonText.Of(Opened(value)),
        { } value => JsonValue.Text(value),
    };

    /// <summary>The JSON value of a mime type, or null where there is none.</summary>
    internal JsonElement? Json(string mimeType) => Data[mimeType] is { } value ? Opened(value) : null;

    /// <summary>A JSON value, which .NET Interactive under Jupyter writes as a string of its text.</summary>
    internal static JsonElement Opened(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return value;
        try
        {
            var opened = JsonValue.Parse(value.GetString()!);
            return opened.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? opened : value;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>This bundle with a text of a mime type.</summary>
    public MimeBundle With(string mimeType, string text) => new(Data.With(mimeType,
        IsLines(mimeType) ? JsonValue.OfLines(text) : JsonValue.Of(text)));

    /// <summary>This bundle with a JSON value of a mime type.</summary>
    public MimeBundle With(string mimeType, JsonElement value) => new(Data.With(mimeType, value));

    // The types that Jupyter writes as an array of lines; other texts, such as images in base 64, stay one string.
    private static bool IsLines(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";
}
