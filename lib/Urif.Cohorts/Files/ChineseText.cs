using System.Reflection;

namespace Urif.Cohorts;

/// <summary>
/// Tells Chinese from text of another encoding that was decoded as Chinese: words of a cohort are made of few characters, those of the
/// data dictionary among them, while characters that come of other bytes are any.
/// </summary>
internal static class ChineseText
{
    private const double LeastKnown = 0.5;

    // Of so few any could be the dictionary's by chance, so that all have to be.
    private const int Few = 6;

    private static readonly Lazy<HashSet<char>> Known = new(() =>
    {
        using var text = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("cohort-dictionary.csv")!);
        return [.. text.ReadToEnd().Where(c => !char.IsAscii(c))];
    });

    /// <summary>
    /// Whether at least half the characters beyond ASCII of a text, or of its first line, are the dictionary's; of a few, all.
    /// </summary>
    public static bool IsLikely(string text)
    {
        // Japanese syllables stand in the encodings of Chinese too, and in no Chinese.
        if (text.Any(c => c is >= '\u3041' and <= '\u30FF')) return false;
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var others = text.Where(c => !char.IsAscii(c)).ToList();
        return AreKnown(text[..(end < 0 ? text.Length : end)].Where(c => !char.IsAscii(c)).Distinct().ToList())
            || AreKnown(others.Distinct().ToList()) || AreKnown(others);
    }

    private static bool AreKnown(List<char> characters) =>
        characters.Count > 0 && characters.Count(Known.Value.Contains) >= (characters.Count < Few ? 1 : LeastKnown) * characters.Count;
}
