using System.Runtime.InteropServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Urif.Reporting;

/// <summary>The arrays of a chart's traces as values: numbers are <see cref="double"/>, null where there is none.</summary>
internal static class ChartValues
{
    /// <summary>The values of an array, plain or encoded; null where it is none.</summary>
    public static object?[]? Of(JToken? token) => token switch
    {
        // A matrix, as of a heat map, is so many values.
        JArray rows when rows.Count > 0 && rows.All(r => r is JArray) => [.. rows.SelectMany(r => Of(r)!)],
        JArray values => [.. values.Select(Value)],
        JObject encoded when encoded["bdata"]?.Type == JTokenType.String && encoded["dtype"]?.Type == JTokenType.String =>
            Decode(Convert.FromBase64String((string)encoded["bdata"]!), (string)encoded["dtype"]!),
        _ => null,
    };

    private static object? Value(JToken token) => token.Type switch
    {
        JTokenType.Null or JTokenType.Undefined => null,
        JTokenType.Integer or JTokenType.Float => (double)token,
        JTokenType.String => (string)token!,
        JTokenType.Boolean => (bool)token,
        _ => JsonConvert.SerializeObject(token, Formatting.None),
    };

    // plotly.js's names of the types of typed arrays, little-endian.
    private static object?[]? Decode(byte[] bytes, string type) => type switch
    {
        "f8" or "float64" => Boxed<double>(bytes),
        "f4" or "float32" => Boxed<float>(bytes),
        "i4" or "int32" => Boxed<int>(bytes),
        "u4" or "uint32" => Boxed<uint>(bytes),
        "i2" or "int16" => Boxed<short>(bytes),
        "u2" or "uint16" => Boxed<ushort>(bytes),
        "i1" or "int8" => Boxed<sbyte>(bytes),
        "u1" or "uint8" or "u1c" or "uint8c" => Boxed<byte>(bytes),
        _ => null,
    };

    private static object?[] Boxed<T>(byte[] bytes) where T : unmanaged, System.Numerics.INumber<T>
    {
        var numbers = MemoryMarshal.Cast<byte, T>(bytes);
        var values = new object?[numbers.Length];
        for (var i = 0; i < values.Length; i++) values[i] = double.CreateChecked(numbers[i]) is var x && double.IsFinite(x) ? x : null;
        return values;
    }
}
