using System.Text;

namespace Urif.Repro.Cohorts;

/// <summary>Lays out English and Chinese text by the cells of a terminal: a Chinese character takes two.</summary>
internal static class CellWidth
{
    // East Asian wide and fullwidth (UAX #11), as far as Chinese text needs them.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xAC00, 0xD7A3),
        (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x20000, 0x3FFFD),
    ];

    private const string NotFirst = "，。；：、）》」』！？％”,.;:)";

    public static int Of(Rune rune)
    {
        if (rune.Value < 0x1100) return 1;
        foreach (var (first, last) in Wide)
            if (rune.Value >= first && rune.Value <= last) return 2;
        return 1;
    }

    public static int Of(string text)
    {
        var cells = 0;
        foreach (var rune in text.EnumerateRunes()) cells += Of(rune);
        return cells;
    }

    /// <summary>The text and spaces after it up to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Of(text)));

    /// <summary>Spaces up to a width and the text.</summary>
    public static string PadLeft(string text, int width) => new string(' ', Math.Max(0, width - Of(text))) + text;

    /// <summary>The lines of a text, none wider than a width; they break at spaces and beside Chinese characters.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var piece in Pieces(text))
        {
            var cells = Of(piece.TrimEnd());
            if (used > 0 && used + cells > width)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }

            foreach (var rune in piece.EnumerateRunes())
            {
                if (used + Of(rune) > width && rune.Value != ' ')
                {
                    lines.Add(line.ToString());
                    line.Clear();
                    used = 0;
                }

                line.Append(rune.ToString());
                used += Of(rune);
            }
        }

        if (line.Length > 0 || lines.Count == 0) lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            // An equation such as n = 12 stays whole.
            var afterSpace = text[i - 1] == ' ' && text[i] is not (' ' or '=') && !(i > 1 && text[i - 2] == '=');
            var besideWide = !char.IsLowSurrogate(text[i]) && (IsWide(text[i - 1]) || IsWide(text[i])) && text[i] != ' ' && !NotFirst.Contains(text[i]);
            if (!afterSpace && !besideWide) continue;
            yield return text[start..i];
            start = i;
        }

        if (start < text.Length) yield return text[start..];
    }

    private static bool IsWide(char c) => !char.IsSurrogate(c) && Of(new Rune(c)) == 2;
}
