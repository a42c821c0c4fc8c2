using System.Globalization;
using System.Text.Json;

namespace Urif.Audit;

/// <summary>
/// A value of a JSON file with its place there, read strictly: what is missing, of another type or not known is refused, and the
/// refusal names the place.
/// </summary>
public sealed class JsonInput
{
    private const string HalfACharacter = "has an escape \\uD800 to \\uDFFF that is half a character";
    private const string WriteItWhole = "write the character itself, or both of its escapes";

    private readonly string _file;
    private readonly string _path;

    private JsonInput(string file, string path, string key, JsonElement element) =>
        (_file, _path, Key, Element) = (file, path, key, element);

    /// <summary>The name of the property that it is the value of; empty for an item of a list and for the whole file.</summary>
    public string Key { get; }

    /// <summary>The value itself.</summary>
    public JsonElement Element { get; }

    /// <summary>Gives the value of a text to a reader.</summary>
    /// <exception cref="InputException">The text is not JSON, names a property twice, or the reader refuses it.</exception>
    public static T Parse<T>(string text, string file, Func<JsonInput, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
        }
        catch (JsonException e) when (e.LineNumber is { } line && e.BytePositionInLine is { } position)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{file}, line {line + 1}, byte {position + 1}"),
                "is not valid JSON", "correct the syntax there");
        }
        catch (JsonException)
        {
            throw new InputException(file, "names a property twice in one object", "keep one of the two");
        }
        catch (InvalidOperationException)
        {
            // It decodes the names of properties, to find those that are there twice.
            throw new InputException(file, HalfACharacter, WriteItWhole);
        }

        using (document) return read(new(file, "", "", document.RootElement));
    }

    /// <summary>A property that has to be there.</summary>
    public JsonInput this[string name] => Element.ValueKind == JsonValueKind.Object
        ? Optional(name) ?? throw Fail($"has no property {name}", "add it")
        : throw Fail("is not an object", $"give an object with the property {name}");

    /// <summary>A refusal of this value.</summary>
    public InputException Fail(string problem, string remedy) => new(_path.Length == 0 ? _file : $"{_file}, {_path}", problem, remedy);

    /// <summary>Whether this is an object with such a property.</summary>
    public bool Has(string name) => Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out _);

    /// <summary>A property; null where it is left out.</summary>
    public JsonInput? Optional(string name) => AsObject().TryGetProperty(name, out var value) ? Property(name, value) : null;

    /// <summary>Every property, in the order of the file.</summary>
    public IEnumerable<JsonInput> Properties() => AsObject().EnumerateObject().Select(p => Property(p.Name, p.Value));

    /// <summary>Requires that this is an object with no other properties.</summary>
    /// <returns>This.</returns>
    public JsonInput With(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var property in Properties())
            if (!names.Contains(property.Key))
                throw property.Fail("is not a property known here",
                    Spelling.Advice(property.Key, names) ?? $"give {string.Join(", ", names)}");
        return this;
    }

    /// <summary>The items of a list.</summary>
    public IEnumerable<JsonInput> Items()
    {
        if (Element.ValueKind != JsonValueKind.Array) throw Fail("is not a list", "give a list in [ ]");
        return Element.EnumerateArray().Select((item, i) =>
            new JsonInput(_file, string.Create(CultureInfo.InvariantCulture, $"{_path}[{i}]"), "", item));
    }

    /// <summary>One line of text.</summary>
    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String) throw Fail("is not a text", "give a text in quotes");
        string text;
        try
        {
            text = Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fail(HalfACharacter, WriteItWhole);
        }

        if (string.IsNullOrWhiteSpace(text)) throw Fail("is blank", "give a value");
        return !text.Any(char.IsControl) ? text
            : throw Fail($"has a control character: {Quoted.Short(text)}", "give one line of plain text");
    }

    /// <summary>An id.</summary>
    public string Id() => Text() is var id && Identifier.IsValid(id) ? id
        : throw Fail($"{Quoted.Short(id)} is not an id", "use ASCII letters, digits, _ . and -");

    /// <summary>One of a few words.</summary>
    public string OneOf(params string[] words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return Text() is var word && words.Contains(word) ? word
            : throw Fail($"{Quoted.Short(word)} is unknown",
                Spelling.Advice(word, words) ?? $"use {(words.Length > 1 ? "one of " : "")}{string.Join(' ', words)}");
    }

    /// <summary>True or false.</summary>
    public bool YesOrNo() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean()
        : throw Fail("is neither true nor false", "give one of them");

    /// <summary>A number within bounds, both included.</summary>
    public double Number(double least, double greatest) =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) && number >= least && number <= greatest ? number
        : throw Fail("is not such a number", string.Create(CultureInfo.InvariantCulture, $"give a number from {least} to {greatest}"));

    /// <summary>A whole number from 1 on.</summary>
    public int Whole() =>
        Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var whole) && whole > 0 ? whole
        : throw Fail("is not a whole number from 1 on", "give one");

    private JsonInput Property(string name, JsonElement value) => new(_file, _path.Length == 0 ? name : $"{_path}.{name}", name, value);

    private JsonElement AsObject() =>
        Element.ValueKind == JsonValueKind.Object ? Element : throw Fail("is not an object", "give an object in { }");
}
