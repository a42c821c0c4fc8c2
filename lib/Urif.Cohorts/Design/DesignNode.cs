using System.Globalization;
using System.Text.Json;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// A value of <c>design.json</c> with its place, read strictly: what is missing, of another type or not known is refused.
/// </summary>
internal readonly struct DesignNode(JsonElement element, string place)
{
    /// <summary>Gives a text's value to a reader.</summary>
    /// <exception cref="InputException">The text is not JSON, or the reader refuses it.</exception>
    public static T Parse<T>(string text, string name, Func<DesignNode, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(new(document.RootElement, name));
        }
        catch (JsonException e)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}, line {e.LineNumber + 1}");
            throw new InputException(where, "is not JSON", "correct it there");
        }
    }

    /// <summary>A member that has to be there.</summary>
    public DesignNode this[string member] => Optional(member) ?? throw Wrong($"has no {member}");

    /// <summary>A member; null where it is left out.</summary>
    public DesignNode? Optional(string member) =>
        element.TryGetProperty(member, out var value) ? new(value, $"{place}, {member}") : null;

    /// <summary>Requires that this has no other members.</summary>
    /// <returns>This.</returns>
    public DesignNode With(params ReadOnlySpan<string> members)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Wrong("is not an object");
        foreach (var member in element.EnumerateObject())
            if (!members.Contains(member.Name)) throw Wrong($"has a member that nothing reads: {Quoted.Short(member.Name)}");
        return this;
    }

    public string Text() =>
        element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : throw Wrong("is not a text");

    public bool YesOrNo() =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Wrong("is neither true nor false");

    public double Number() => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw Wrong("is not a number");

    public int Whole() =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var whole) && whole > 0 ? whole
        : throw Wrong("is not a whole number from 1 on");

    public Localized Localized()
    {
        With("en", "zh");
        return new(this["en"].Text(), this["zh"].Text());
    }

    /// <summary>One of a few words.</summary>
    public T Word<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var given = Text();
        foreach (var (word, value) in words)
            if (word == given) return value;
        throw Wrong($"is {Quoted.Short(given)}, which is no word of it");
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<T> List<T>(Func<DesignNode, T> read)
    {
        if (element.ValueKind != JsonValueKind.Array) throw Wrong("is not a list");
        var items = new List<T>();
        foreach (var item in element.EnumerateArray())
            items.Add(read(new(item, string.Create(CultureInfo.InvariantCulture, $"{place} {items.Count + 1}"))));
        return items;
    }

    private InputException Wrong(string problem) => new(place, problem, "write it as design.schema.json describes");
}
