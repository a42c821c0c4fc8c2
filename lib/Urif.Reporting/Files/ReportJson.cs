using System.Text.Json;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>What the JSON of all reports is made of.</summary>
internal static class ReportJson
{
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
