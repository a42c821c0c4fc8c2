namespace Urif.Notebooks.Book;

/// <summary>The addresses of images: those that the page itself holds, and the files that they are made of.</summary>
internal static class ImageAddress
{
    private const string Attachment = "attachment:";

    /// <summary>Whether an image is in the address.</summary>
    public static bool IsData(string address) =>
        HtmlPolicy.ImageTypes.Any(type => address.StartsWith($"data:{type}", StringComparison.Ordinal));

    /// <summary>Whether an image came with its cell.</summary>
    public static bool IsAttachment(string address) => address.StartsWith(Attachment, StringComparison.Ordinal);

    /// <summary>The name of an image that came with its cell.</summary>
    public static string AttachmentOf(string address) => Uri.UnescapeDataString(address[Attachment.Length..]);

    /// <summary>The address of an image that stands in the page itself.</summary>
    /// <param name="type">Its mime type.</param>
    /// <param name="text">Its base 64, or for SVG its text.</param>
    public static string OfData(string type, string text) => type == "image/svg+xml" && text.Contains('<', StringComparison.Ordinal)
        ? $"data:{type},{Uri.EscapeDataString(text)}"
        : $"data:{type};base64,{string.Concat(text.Where(c => !char.IsWhiteSpace(c)))}";

    /// <summary>The image in a file as an address; null where there is none, or it is of no type that a page shows.</summary>
    public static string? OfFile(string path) => TypeOf(path) is { } type && File.Exists(path)
        ? $"data:{type};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}"
        : null;

    private static string? TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".svg" => "image/svg+xml",
        _ => null,
    };
}
