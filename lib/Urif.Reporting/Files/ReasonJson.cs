using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>
/// Writes a check's reason as JSON: its kind, then the values it holds, under the names that they have there. A printed number, a
/// variable and a group stand as their ids, a convention as its English name.
/// </summary>
internal static class ReasonJson
{
    private static readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> Members = new();

    /// <summary>Writes the reason as the member "reason".</summary>
    public static void Write(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject("reason");
        json.WriteString("kind", Key(reason.GetType().Name));
        foreach (var (name, property) in Members.GetOrAdd(reason.GetType(), MembersOf))
        {
            json.WritePropertyName(name);
            Value(json, property.GetValue(reason));
        }

        json.WriteEndObject();
    }

    /// <summary>A kind or member as files write it.</summary>
    public static string Key(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static (string Name, PropertyInfo Property)[] MembersOf(Type kind) =>
        [.. kind.GetConstructors().Single().GetParameters().Select(p => (Key(p.Name!), kind.GetProperty(p.Name!)!))];

    private static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool b: json.WriteBooleanValue(b); break;
            case int n: json.WriteNumberValue(n); break;
            case decimal d: json.WriteNumberValue(d); break;
            case double d when !double.IsFinite(d): json.WriteNullValue(); break;
            case double d: json.WriteRawValue(NumberFormat.Data(d)); break;
            case string s: json.WriteStringValue(s); break;
            case LedgerNumber n: json.WriteStringValue(n.Id); break;
            case Variable v: json.WriteStringValue(v.Id); break;
            case Group g: json.WriteStringValue(g.Id); break;
            case Circumstance c: json.WriteStringValue(Key(c.ToString())); break;
            case Convention c: json.WriteStringValue(c.Name().En); break;
            case Interval i: json.WriteRawValue(AuditJson.Ends(i)); break;
            case IntervalUnion u: json.WriteRawValue(AuditJson.Intervals(u)); break;
            case ArmEntry e: Object(json, ("table", e.Table), ("variable", e.Variable), ("group", e.Group)); break;
            case Attainable a: Object(json, ("convention", a.Convention), ("stated", a.Stated), ("values", a.Values)); break;
            case CrudeError c: Object(json, ("first", c.Reading.First.Table), ("second", c.Reading.Second.Table),
                ("error", c.Error)); break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items) Value(json, item);
                json.WriteEndArray();
                break;
            default: throw new NotSupportedException($"a reason holds {value.GetType()}");
        }
    }

    private static void Object(Utf8JsonWriter json, params ReadOnlySpan<(string Name, object Value)> members)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Value(json, value);
        }

        json.WriteEndObject();
    }
}
