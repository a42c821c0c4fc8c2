using System.Text.Json;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>
/// The text cells of a notebook in another language. A cell carries its translations in its metadata, by language, as text or as
/// lines: <c>"translations": {"zh": ["..."]}</c>. Front ends show the cell's own text; a book shows the one of its language.
/// </summary>
internal static class CellTranslations
{
    /// <summary>The page with its text in a language, wherever a cell carries it.</summary>
    public static BookPage In(BookPage page, string language) => page with
    {
        Notebook = page.Notebook with { Cells = [.. page.Notebook.Cells.Select(cell => In(cell, language))] },
    };

    private static Cell In(Cell cell, string language) =>
        cell is MarkdownCell && cell.Metadata["translations"] is { ValueKind: JsonValueKind.Object } translations
        && translations.TryGetProperty(language, out var text) && (text.ValueKind == JsonValueKind.String || IsLines(text))
            ? cell with { Source = JsonValue.Text(text) }
            : cell;

    private static bool IsLines(JsonElement text) =>
        text.ValueKind == JsonValueKind.Array && text.EnumerateArray().All(l => l.ValueKind == JsonValueKind.String);
}
