using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>What the parent asks of the host: to run a cell. One line of JSON.</summary>
/// <param name="CellId">The cell's id, for messages.</param>
/// <param name="Source">The cell's code.</param>
internal sealed record CellRequest(string CellId, string Source)
{
    public byte[] ToLine() => HostLine.Write(writer =>
    {
        writer.WriteString("cell", CellId);
        writer.WriteString("source", Source);
    });

    public static CellRequest Parse(string line)
    {
        var fields = HostLine.Parse(line);
        return new(fields.GetProperty("cell").GetString()!, fields.GetProperty("source").GetString()!);
    }
}

/// <summary>What the host tells the parent. One line of JSON; the fields that a kind does not need are absent.</summary>
/// <param name="Kind">What happened.</param>
internal sealed record HostEvent(HostEventKind Kind)
{
    /// <summary>The stream's name, or the type of the exception.</summary>
    public string Name { get; init; } = "";

    /// <summary>The stream's text, or the exception's message.</summary>
    public string Text { get; init; } = "";

    /// <summary>The formats of what was displayed or returned.</summary>
    public JsonFields? Data { get; init; }

    /// <summary>What tells a displayed thing from the others, so that it can be updated.</summary>
    public int Display { get; init; }

    /// <summary>Where the exception happened.</summary>
    public IReadOnlyList<string> Traceback { get; init; } = [];

    public byte[] ToLine() => HostLine.Write(writer =>
    {
        writer.WriteNumber("kind", (int)Kind);
        if (Name.Length > 0) writer.WriteString("name", Name);
        if (Text.Length > 0) writer.WriteString("text", Text);
        if (Display > 0) writer.WriteNumber("display", Display);
        if (Data is { } data)
        {
            writer.WriteStartObject("data");
            foreach (var (name, value) in data)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        if (Traceback.Count == 0) return;
        writer.WriteStartArray("traceback");
        foreach (var line in Traceback) writer.WriteStringValue(line);
        writer.WriteEndArray();
    });

    public static HostEvent Parse(string line)
    {
        var fields = HostLine.Parse(line);
        return new((HostEventKind)fields.GetProperty("kind").GetInt32())
        {
            Name = fields.TryGetProperty("name", out var name) ? name.GetString()! : "",
            Text = fields.TryGetProperty("text", out var text) ? text.GetString()! : "",
            Display = fields.TryGetProperty("display", out var display) ? display.GetInt32() : 0,
            Data = fields.TryGetProperty("data", out var data) ? JsonFields.From(data) : null,
            Traceback = fields.TryGetProperty("traceback", out var lines) ? [.. lines.EnumerateArray().Select(l => l.GetString()!)] : [],
        };
    }
}

/// <summary>The kinds of <see cref="HostEvent"/>.</summary>
internal enum HostEventKind
{
    /// <summary>The host waits for cells.</summary>
    Ready,

    /// <summary>Text on a stream.</summary>
    Stream,

    /// <summary>A thing displayed.</summary>
    Display,

    /// <summary>A thing displayed before takes a new form.</summary>
    Update,

    /// <summary>The value of the cell.</summary>
    Result,

    /// <summary>The cell failed.</summary>
    Error,

    /// <summary>The cell came to its end, failed or not.</summary>
    Done,
}

/// <summary>One JSON object on one line.</summary>
internal static class HostLine
{
    private const int MaximumDepth = 600;

    // Nothing that reads the line takes it for HTML.
    private static readonly JsonWriterOptions WriterOptions =
        new() { MaxDepth = MaximumDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
        {
            writer.WriteStartObject();
            writeFields(writer);
            writer.WriteEndObject();
        }
        // A line break inside a text is escaped: this one is the only one.
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    public static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = MaximumDepth });
        return document.RootElement.Clone();
    }
}
