using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>The frame of a book's pages, its style sheet and its script.</summary>
internal static class BookAssets
{
    /// <summary>
    /// The frame of a page, with places such as <c>{{title}}</c>. Its script sets a remembered choice of colours before anything is
    /// drawn, so that it does not flash.
    /// </summary>
    public static string Page { get; } = Text("book.html");

    /// <summary>The style sheet. The font for formulas is in it: some browsers load no font of its own file from disk.</summary>
    public static string Style { get; } = Text("book.css")
        .Replace("math.woff2", $"data:font/woff2;base64,{Convert.ToBase64String(Bytes("math.woff2"))}", StringComparison.Ordinal);

    /// <summary>The script, which a book can do without.</summary>
    public static string Script { get; } = Text("book.js");

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name)).ReplaceLineEndings("\n");

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(BookAssets).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
