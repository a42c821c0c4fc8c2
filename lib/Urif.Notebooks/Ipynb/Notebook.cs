using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Urif.Notebooks.Ipynb;

/// <summary>
/// A Jupyter notebook (nbformat 4.5 or later of 4) as an immutable value. Read and written without a change, a file that Jupyter
/// wrote keeps every byte. An older 4.x gets ids as it is read, and so is a 4.5 when it is written; ids that are missing or not
/// unique are replaced, as Jupyter does.
/// Format: https://nbformat.readthedocs.io/en/latest/format_description.html.
/// </summary>
public sealed record Notebook
{
    private const int OldestMinorWithIds = 5;

    private static readonly JsonElement CSharpMetadata = JsonValue.Parse("""
        {
          "kernelspec": { "display_name": ".NET (C#)", "language": "csharp", "name": ".net-csharp" },
          "language_info": { "file_extension": ".cs", "mimetype": "text/x-csharp", "name": "C#", "pygments_lexer": "csharp" },
          "polyglot_notebook": {
            "kernelInfo": {
              "defaultKernelName": "csharp",
              "items": [ { "aliases": [], "languageName": "csharp", "name": "csharp" } ]
            }
          }
        }
        """);

    private Notebook(JsonFields fields, ImmutableArray<Cell> cells) => (Fields, Cells) = (fields, cells);

    /// <summary>The cells, in order.</summary>
    public ImmutableArray<Cell> Cells { get; init; }

    /// <summary>What is said of the notebook: its kernel, its language.</summary>
    public JsonFields Metadata
    {
        get => JsonFields.From(Fields["metadata"]!.Value);
        init => Fields = Fields.With("metadata", value.ToElement());
    }

    /// <summary>The minor version of the format, 5 or above.</summary>
    internal int FormatMinor => Fields["nbformat_minor"]!.Value.GetInt32();

    // All fields of the file in order; those of the cells are in Cells.
    private JsonFields Fields { get; init; }

    /// <summary>A C# notebook of these cells.</summary>
    public static Notebook Of(params IEnumerable<Cell> cells) => new(
        JsonFields.Empty.With("cells", JsonValue.EmptyArray).With("metadata", CSharpMetadata)
            .With("nbformat", JsonValue.Of(4)).With("nbformat_minor", JsonValue.Of(OldestMinorWithIds)),
        [.. cells]);

    /// <summary>Reads a notebook from a file.</summary>
    /// <exception cref="NotebookException">The file cannot be read, or is not a notebook of nbformat 4.</exception>
    public static Notebook Read(string path)
    {
        string json;
        try
        {
            // Strict: a byte that is not UTF-8 is an error, not a replacement character.
            json = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutMark(File.ReadAllBytes(path)));
        }
        catch (DecoderFallbackException)
        {
            throw Bad(path, "is not UTF-8", "a notebook is JSON in UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Bad(path, "does not exist", "give the path of an .ipynb file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Bad(path, "cannot be read", "give the path of an .ipynb file that can be read");
        }
        return Parse(json, path);
    }

    /// <summary>Reads a notebook from JSON text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="where">What to call it in messages: the path of its file.</param>
    /// <exception cref="NotebookException">The text is not a notebook of nbformat 4.</exception>
    internal static Notebook Parse(string json, string where = "notebook")
    {
        JsonElement root;
        try
        {
            root = JsonValue.Parse(json);
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            // The parser gives a place to all it refuses but a repeated name.
            throw Bad(where, "names a field twice", "each field stands once");
        }
        catch (JsonException e)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{where}({e.LineNumber + 1},{e.BytePositionInLine + 1})");
            throw Bad(place, "is not JSON", "a notebook is JSON");
        }
        NotebookRules.Require(root, where);

        var fields = JsonFields.From(root);
        var cells = root.GetProperty("cells").EnumerateArray().Select(c => Cell.From(JsonFields.From(c))).ToImmutableArray();
        if (fields["nbformat_minor"]!.Value.GetInt32() < OldestMinorWithIds)
        {
            fields = fields.With("nbformat_minor", JsonValue.Of(OldestMinorWithIds));
        }
        return new Notebook(fields.With("cells", JsonValue.EmptyArray), WithIds(cells));
    }

    /// <summary>The notebook as the text of its file, as Jupyter writes it, with a line break at the end.</summary>
    public string ToJson()
    {
        var text = new StringBuilder();
        JsonText.Append(text, Fields.With("cells", JsonValue.OfObjects(Cells.Select(c => c.Fields))), 0);
        return text.Append('\n').ToString();
    }

    /// <summary>Writes the notebook to a file, whole or not at all: readers of the path never see a part of it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => WholeFile.Write(path, new UTF8Encoding(false).GetBytes(ToJson()));

    /// <summary>Whether two notebooks have the same cells and fields.</summary>
    public bool Equals(Notebook? other) =>
        other is not null && Fields.Equals(other.Fields) && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Fields, Cells.Length);

    // By place: the same file gets the same ids each time. Of cells with the same id, the first keeps it.
    private static ImmutableArray<Cell> WithIds(ImmutableArray<Cell> cells)
    {
        var taken = cells.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        if (taken.Count == cells.Length && !taken.Contains("")) return cells;
        var kept = new HashSet<string>(StringComparer.Ordinal) { "" };
        return [.. cells.Select((cell, i) => kept.Add(cell.Id) ? cell : cell with { Id = NewId(i) })];

        string NewId(int index)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"cell-{index + 1}");
            while (!taken.Add(id)) id += "-x";
            return id;
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;

    private static NotebookException Bad(string where, string problem, string remedy) =>
        new(NotebookFault.BadNotebook, where, problem, remedy);
}
