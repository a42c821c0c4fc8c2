using System.Text.Encodings.Web;
using System.Text.Json;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>What the JSON of all reports is made of.</summary>
internal static class ReportJson
{
    /// <summary>Relaxed: the text is not for HTML, and Chinese and ± are to stay readable.</summary>
    public static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report as one object, with a line feed at the end.</summary>
    public static void WriteReport(this TextWriter output, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(new Utf8ToText(output), Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        output.Write('\n');
    }

    /// <summary>Writes an array of objects.</summary>
    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a text in both languages; without a name, as an item of an array.</summary>
    public static void WriteLocalized(this Utf8JsonWriter json, string? name, Localized text)
    {
        if (name is null) json.WriteStartObject();
        else json.WriteStartObject(name);
        json.WriteString("en", text.En);
        json.WriteString("zh", text.Zh);
        json.WriteEndObject();
    }
}
