using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;

namespace Urif.Notebooks.Ipynb;

/// <summary>
/// A JSON object as an immutable value that keeps the order of its names and the spelling of its numbers, so that what a
/// program does not understand survives being read and written.
/// </summary>
public sealed class JsonFields : IReadOnlyList<KeyValuePair<string, JsonElement>>, IEquatable<JsonFields>
{
    private readonly ImmutableArray<KeyValuePair<string, JsonElement>> _fields;

    private JsonFields(ImmutableArray<KeyValuePair<string, JsonElement>> fields) => _fields = fields;

    /// <summary>The object without fields.</summary>
    public static JsonFields Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _fields.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, JsonElement> this[int index] => _fields[index];

    /// <summary>The value of a field, or null where there is none of that name.</summary>
    public JsonElement? this[string name]
    {
        get
        {
            var index = IndexOf(name);
            return index < 0 ? null : _fields[index].Value;
        }
    }

    /// <summary>The fields of a JSON object.</summary>
    /// <exception cref="InvalidOperationException">The element is not an object.</exception>
    internal static JsonFields From(JsonElement element) =>
        new([.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value))]);

    /// <summary>
    /// These fields with one set. A new name goes to its place in the alphabet if the others are in that order, as Jupyter
    /// writes them, and to the end if they are not.
    /// </summary>
    public JsonFields With(string name, JsonElement value)
    {
        var index = IndexOf(name);
        if (index >= 0) return new(_fields.SetItem(index, KeyValuePair.Create(name, value)));
        return new(_fields.Insert(PlaceOf(name), KeyValuePair.Create(name, value)));
    }

    /// <summary>These fields with one set to a text.</summary>
    public JsonFields With(string name, string value) => With(name, JsonValue.Of(value));

    /// <summary>The fields as one JSON object.</summary>
    internal JsonElement ToElement()
    {
        var text = new System.Text.StringBuilder();
        JsonText.Append(text, this, 0);
        return JsonValue.Parse(text.ToString());
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => _fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(JsonFields? other) =>
        other is not null && _fields.Length == other._fields.Length
        && _fields.Zip(other._fields).All(p =>
            p.First.Key == p.Second.Key && JsonElement.DeepEquals(p.First.Value, p.Second.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JsonFields);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in _fields) hash.Add(field.Key, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The fields as JSON text.</summary>
    public override string ToString() => JsonText.Of(ToElement());

    private int IndexOf(string name)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Key == name) return i;
        }
        return -1;
    }

    private int PlaceOf(string name)
    {
        var place = _fields.Length;
        for (var i = _fields.Length - 1; i >= 0; i--)
        {
            if (i > 0 && string.CompareOrdinal(_fields[i - 1].Key, _fields[i].Key) > 0) return _fields.Length;
            if (string.CompareOrdinal(_fields[i].Key, name) > 0) place = i;
        }
        return place;
    }
}
