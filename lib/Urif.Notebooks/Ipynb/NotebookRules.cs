using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Urif.Notebooks.Ipynb;

/// <summary>
/// The rules of the official JSON schema of nbformat 4 (nbformat.v4.5.schema.json). As in Jupyter's own reader, fields that the
/// schema does not know are let through, and ids that are missing or not unique: the reader gives new ones.
/// </summary>
internal static partial class NotebookRules
{
    /// <summary>Throws at the first rule that a document breaks, naming the JSON path.</summary>
    public static void Require(JsonElement root, string where)
    {
        var document = new Node(root, "$", where);
        document.RequireKind("an object", JsonValueKind.Object);
        var format = document.Required("nbformat");
        var major = format.Integer(minimum: 1);
        if (major != 4)
            throw format.Bad($"is nbformat {major}", "convert the notebook to nbformat 4 with Jupyter");
        document.Required("nbformat_minor").Integer(minimum: 0);
        Metadata(document.Required("metadata"));

        foreach (var cell in document.Required("cells").Items()) Cell(cell);
    }

    private static void Metadata(Node metadata)
    {
        metadata.RequireKind("an object", JsonValueKind.Object);
        if (metadata.Optional("kernelspec") is { } kernel)
        {
            kernel.Required("name").Text();
            kernel.Required("display_name").Text();
        }
        if (metadata.Optional("language_info") is { } language)
        {
            language.Required("name").Text();
            language.Optional("codemirror_mode")?.RequireKind("a string or an object", JsonValueKind.String, JsonValueKind.Object);
            foreach (var name in (string[])["file_extension", "mimetype", "pygments_lexer"])
                language.Optional(name)?.Text();
        }
        metadata.Optional("orig_nbformat")?.Integer(minimum: 1);
        metadata.Optional("title")?.Text();
        metadata.Optional("authors")?.RequireKind("an array", JsonValueKind.Array);
    }

    private static void Cell(Node cell)
    {
        cell.RequireKind("an object", JsonValueKind.Object);
        var type = cell.Required("cell_type").Word("code", "markdown", "raw");
        if (cell.Optional("id") is { } id) Id(id);
        cell.Required("source").MultiLine();
        CellMetadata(cell.Required("metadata"), type);
        if (type == "code")
        {
            Count(cell.Required("execution_count"));
            foreach (var output in cell.Required("outputs").Items()) Output(output);
        }
        else if (cell.Optional("attachments") is { } attachments)
        {
            foreach (var attachment in attachments.Properties()) Bundle(attachment);
        }
    }

    private static void Id(Node id)
    {
        var text = id.Text();
        if (!IdPattern.IsMatch(text))
            throw id.Bad($"is \"{text}\"", "an id is 1 to 64 letters, digits, hyphens and underscores");
    }

    private static void CellMetadata(Node metadata, string cellType)
    {
        metadata.RequireKind("an object", JsonValueKind.Object);
        if (metadata.Optional("name") is { } name)
        {
            if (name.Text().Length == 0) throw name.Bad("is empty", "a name has at least one character");
        }
        if (metadata.Optional("tags") is { } tags)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var tag in tags.Items())
            {
                var text = tag.Text();
                if (text.Length == 0 || text.Contains(',', StringComparison.Ordinal))
                    throw tag.Bad($"is \"{text}\"", "a tag has at least one character and no comma");
                if (!seen.Add(text)) throw tag.Bad($"repeats \"{text}\"", "each tag stands once");
            }
        }
        metadata.Optional("jupyter")?.RequireKind("an object", JsonValueKind.Object);
        if (cellType == "raw") metadata.Optional("format")?.Text();
        if (cellType != "code") return;
        metadata.Optional("collapsed")?.RequireKind("true or false", JsonValueKind.True, JsonValueKind.False);
        if (metadata.Optional("scrolled") is { } scrolled && !scrolled.Is(JsonValueKind.True, JsonValueKind.False))
            scrolled.Word("auto");
        metadata.Optional("execution")?.RequireKind("an object", JsonValueKind.Object);
    }

    private static void Output(Node output)
    {
        output.RequireKind("an object", JsonValueKind.Object);
        switch (output.Required("output_type").Word("stream", "display_data", "execute_result", "error"))
        {
            case "stream":
                output.Required("name").Text();
                output.Required("text").MultiLine();
                break;
            case "error":
                output.Required("ename").Text();
                output.Required("evalue").Text();
                foreach (var line in output.Required("traceback").Items()) line.Text();
                break;
            case "execute_result":
                Count(output.Required("execution_count"));
                goto default;
            default:
                Bundle(output.Required("data"));
                output.Required("metadata").RequireKind("an object", JsonValueKind.Object);
                break;
        }
    }

    private static void Bundle(Node bundle)
    {
        foreach (var format in bundle.Properties())
        {
            if (!MimeBundle.IsJson(format.Name)) format.MultiLine();
        }
    }

    private static void Count(Node count)
    {
        if (!count.Is(JsonValueKind.Null)) count.Integer(minimum: 0, or: "null");
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex IdPattern { get; }

    /// <summary>A value of the document, and where it stands.</summary>
    private sealed record Node(JsonElement Value, string Path, string Where, string Name = "")
    {
        public bool Is(params ReadOnlySpan<JsonValueKind> kinds) => kinds.Contains(Value.ValueKind);

        public void RequireKind(string what, params ReadOnlySpan<JsonValueKind> kinds)
        {
            if (!kinds.Contains(Value.ValueKind)) throw Bad($"is {Found}", $"it must be {what}");
        }

        public Node? Optional(string name)
        {
            RequireKind("an object", JsonValueKind.Object);
            return Value.TryGetProperty(name, out var value) ? Child(name, value) : null;
        }

        public Node Required(string name) => Optional(name) ?? throw Bad($"has no \"{name}\"", "the field is required");

        public IEnumerable<Node> Items()
        {
            RequireKind("an array", JsonValueKind.Array);
            return Value.EnumerateArray().Select((item, i) =>
                this with { Value = item, Path = string.Create(CultureInfo.InvariantCulture, $"{Path}[{i}]") });
        }

        public IEnumerable<Node> Properties()
        {
            RequireKind("an object", JsonValueKind.Object);
            return Value.EnumerateObject().Select(p => Child(p.Name, p.Value));
        }

        public string Text()
        {
            RequireKind("a string", JsonValueKind.String);
            try
            {
                return Value.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw Bad("has half a surrogate pair", "a string is Unicode text");
            }
        }

        public string Word(params string[] words)
        {
            var word = Text();
            return words.Contains(word)
                ? word
                : throw Bad($"is \"{word}\"", $"it must be {string.Join(" or ", words.Select(w => $"\"{w}\""))}");
        }

        public int Integer(int minimum, string? or = null)
        {
            if (Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out var number) && number >= minimum) return number;
            var found = Value.ValueKind == JsonValueKind.Number ? Value.GetRawText() : Found;
            var suffix = or is null ? "" : $" or {or}";
            throw Bad($"is {found}", string.Create(CultureInfo.InvariantCulture, $"it must be an integer from {minimum}{suffix}"));
        }

        public void MultiLine()
        {
            RequireKind("a string or an array of strings", JsonValueKind.String, JsonValueKind.Array);
            if (Is(JsonValueKind.String)) Text();
            else
            {
                foreach (var line in Items()) line.Text();
            }
        }

        public NotebookException Bad(string problem, string remedy) =>
            new(NotebookFault.BadNotebook, $"{Where}: {Path}", problem, remedy);

        private string Found => Value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };

        // A name that is not a plain word is quoted, as in RFC 9535.
        private Node Child(string name, JsonElement value) =>
            this with { Value = value, Name = name, Path = PlainName.IsMatch(name) ? $"{Path}.{name}" : $"{Path}['{name}']" };
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex PlainName { get; }
}
