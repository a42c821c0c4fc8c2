using System.Globalization;
using System.Text;

namespace Urif.Audit;

/// <summary>Puts values from outside into messages: in quotes, on one line, with nothing invisible.</summary>
public static class Quoted
{
    private const int MaximalLength = 40;

    /// <summary>The value in quotes, at most 40 characters of it.</summary>
    public static string Short(string value)
    {
        if (value.Length <= MaximalLength) return Whole(value);
        var cut = char.IsHighSurrogate(value[MaximalLength - 2]) ? MaximalLength - 2 : MaximalLength - 1;
        return Whole(value.AsSpan(0, cut), "…");
    }

    /// <summary>The value in quotes, whatever its length.</summary>
    public static string Whole(string value) => Whole(value, "");

    private static string Whole(ReadOnlySpan<char> value, string end)
    {
        var text = new StringBuilder("\"", value.Length + 2);
        Span<char> unit = stackalloc char[2];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value == '"') text.Append('\\').Append('"');
            else if (IsVisible(rune)) text.Append(unit[..rune.EncodeToUtf16(unit)]);
            else text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X4}}}");
        }
        return text.Append(end).Append('"').ToString();
    }

    /// <summary>Whether a reader can see the character for what it is; the plain space counts.</summary>
    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator);
}
