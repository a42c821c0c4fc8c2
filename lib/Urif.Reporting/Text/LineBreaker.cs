using System.Text;

namespace Urif.Reporting;

/// <summary>
/// Breaks English and Chinese sentences into lines of a terminal. Lines break at spaces and between Chinese
/// characters; a number stays whole, and so does what belongs to it: <c>34.94 ± 3.47</c>, <c>n = 138</c>, <c>Table 4</c>.
/// </summary>
public static class LineBreaker
{
    private const string NotFirst = "，。；：、）》」』！？％”", NotLast = "（《「『“";

    // Words that belong to both neighbours, and words that belong to the next one.
    private static readonly string[] Operators = ["±", "=", "<", ">", "＜", "＞", "≤", "≥", "×", "/"],
        Leads = ["Table", "Tables", "vs", "p", "P", "t", "z", "Z", "n", "M"];

    /// <summary>The lines of a text, without trailing spaces.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">The cells of the first line; it stays empty where nothing fits.</param>
    /// <param name="rest">The cells of every other line.</param>
    public static IEnumerable<string> Lines(string text, int first, int rest)
    {
        var line = new StringBuilder();
        var (used, width) = (0, first);
        foreach (var piece in Pieces(text))
        {
            var cells = CellWidth.Of(piece.TrimEnd());
            if ((used > 0 || width < rest) && used + cells > width)
            {
                yield return line.ToString().TrimEnd();
                line.Clear();
                (used, width) = (0, rest);
            }

            // A word wider than the line, such as a path, has to be cut.
            foreach (var rune in piece.EnumerateRunes())
            {
                var w = CellWidth.Of(rune);
                if (used + w > width && rune.Value != ' ')
                {
                    yield return line.ToString().TrimEnd();
                    line.Clear();
                    (used, width) = (0, rest);
                }

                line.Append(rune.ToString());
                used += w;
            }
        }

        if (line.Length > 0) yield return line.ToString().TrimEnd();
    }

    /// <summary>The parts of a text that no line may break; together they are the text.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) || !MayBreak(text, i)) continue;
            yield return text[start..i];
            start = i;
        }

        if (start < text.Length) yield return text[start..];
    }

    private static bool MayBreak(string text, int at)
    {
        char before = text[at - 1], after = text[at];
        if (after == ' ') return false;
        if (before == ' ')
        {
            var last = WordBefore(text, at - 1);
            return !Operators.Contains(last) && !Leads.Contains(last) && !Operators.Contains(WordAfter(text, at));
        }

        // P25～P75 is one thing, and so is n（%）.
        if (before == '～' || after == '～' || (after == '（' && char.IsAsciiLetter(before))) return false;
        return (IsWide(before) || IsWide(after)) && !NotFirst.Contains(after) && !NotLast.Contains(before)
            && !(before == '表' && char.IsAsciiDigit(after));
    }

    private static string WordBefore(string text, int end)
    {
        var start = end;
        while (start > 0 && text[start - 1] != ' ' && (start == end || !IsWide(text[start - 1]) && !IsWide(text[start]))) start--;
        return text[start..end];
    }

    private static string WordAfter(string text, int start)
    {
        var end = text.IndexOf(' ', start);
        return end < 0 ? text[start..] : text[start..end];
    }

    private static bool IsWide(char c) => char.IsSurrogate(c) || CellWidth.Of(new Rune(c)) == 2;
}
