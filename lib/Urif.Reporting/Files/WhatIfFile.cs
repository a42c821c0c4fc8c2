using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Writes a what-if analysis as CSV and JSON for programs, and as a page of HTML.</summary>
/// <remarks>Numbers are to 9 significant digits; one that there is none of is empty or null.</remarks>
public static class WhatIfFile
{
    // Relaxed: the text is not for HTML, and Chinese is to stay readable.
    private static readonly JsonWriterOptions Options =
        new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one row for each number: <c>analysis</c>, <c>name</c>, its label in both languages, <c>value</c>.</summary>
    public static void WriteCsv(WhatIfResult result, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        CsvText.WriteRow(output, "analysis", "name", "label_en", "label_zh", "value");
        foreach (var n in result.Numbers) CsvText.WriteRow(output, result.Kind, n.Name, n.Label.En, n.Label.Zh, Text(n) ?? "");
    }

    /// <summary>
    /// Writes one object: <c>analysis</c>, <c>title</c>, <c>sentence</c>, <c>numbers</c> by name, <c>notes</c>. A line feed ends it.
    /// </summary>
    public static void WriteJson(WhatIfResult result, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        var buffer = new ArrayBufferWriter<byte>(1 << 12);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("analysis", result.Kind);
            json.WriteLocalized("title", result.Title);
            json.WriteLocalized("sentence", result.Sentence);
            json.WriteStartObject("numbers");
            foreach (var number in result.Numbers)
            {
                json.WritePropertyName(number.Name);
                if (Text(number) is { } text) json.WriteRawValue(text);
                else json.WriteNullValue();
            }

            json.WriteEndObject();
            json.WriteArray("notes", result.Notes, static (json, note) =>
            {
                json.WriteString("en", note.En);
                json.WriteString("zh", note.Zh);
            });
            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
    }

    /// <summary>Writes a page that stands alone, with a line feed at the end.</summary>
    public static void WriteHtml(WhatIfResult result, Language language, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(output);
        HtmlPage.Write(result.Title.In(language), WhatIfView.Of(result).PageOf(language), language, output);
    }

    private static string? Text(WhatIfNumber number) => number.Value is { } value && double.IsFinite(value) ? NumberFormat.Data(value)
        : null;
}
