namespace Urif.Cohorts;

/// <summary>Finds titles above a table of text: lines with far fewer cells than the lines below them.</summary>
internal static class TitleLines
{
    private const int MostTitles = 10, LinesLookedAt = 20;

    private static readonly char[] Delimiters = ['\t', ';', ','];

    /// <summary>How many lines stand above the first that is as wide as a table: 0 where the first is.</summary>
    public static int Above(ReadOnlySpan<char> text)
    {
        var most = 0;
        foreach (var delimiter in Delimiters)
        {
            var (widths, widest) = Widths(text, delimiter);
            // Two columns are too few to tell a title by.
            if (widest < 3) continue;
            var header = widths.FindIndex(w => 2 * w >= widest);
            if (header == 0) return 0;
            if (header <= MostTitles) most = Math.Max(most, header);
        }

        return most;
    }

    /// <summary>How many cells of each of the first lines have a text.</summary>
    private static (List<int> Widths, int Widest) Widths(ReadOnlySpan<char> text, char delimiter)
    {
        var widths = new List<int>();
        var (filled, isFilled, quoted, widest) = (0, false, false, 0);
        for (var i = 0; i < text.Length && widths.Count < LinesLookedAt; i++)
        {
            var c = text[i];
            if (c == '"') quoted = !quoted;
            else if (!quoted && (c is '\n' || (c == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n'))))
            {
                widths.Add(filled + (isFilled ? 1 : 0));
                widest = Math.Max(widest, widths[^1]);
                (filled, isFilled) = (0, false);
            }
            else if (!quoted && c == delimiter)
            {
                if (isFilled) filled++;
                isFilled = false;
            }
            else if (!char.IsWhiteSpace(c)) isFilled = true;
        }

        return (widths, widest);
    }
}
