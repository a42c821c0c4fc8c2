namespace Urif.Audit;

/// <summary>Finds the word that a misspelt one was meant to be.</summary>
public static class Spelling
{
    private const int MaximalLength = 100;

    /// <summary>
    /// The advice <c>did you mean "..."?</c> with the nearest candidate, the earlier one at a tie; null where none is near.
    /// Letter case aside, an edit is one letter put in, left out or replaced, or two neighbours swapped (Damerau 1964); words up to
    /// three letters may have two neighbours swapped, of four letters one edit, longer ones two. Between dots each part has
    /// to be near by itself, and other digits make another name: of <c>se</c> and <c>sd</c>, <c>q1</c> and <c>q3</c>, or
    /// <c>t1.age.p</c> and <c>t1.age.t</c>, neither is a misspelling of the other.
    /// </summary>
    public static string? Advice(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaximalLength) return null;
        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in candidates)
        {
            if (Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant()) is { } edits && edits < least)
                (least, nearest) = (edits, candidate);
        }
        return nearest is null ? null : $"did you mean {Quoted.Short(nearest)}?";
    }

    /// <summary>How many edits make one word of the other; null where they are too many for a slip.</summary>
    private static int? Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2) return null;
        string[] x = a.Split('.'), y = b.Split('.');
        if (x.Length != y.Length || x.Length == 1) return EditsOfPart(a, b);
        var sum = 0;
        for (var k = 0; k < x.Length; k++)
        {
            if (EditsOfPart(x[k], y[k]) is not { } edits) return null;
            sum += edits;
        }
        return sum <= 2 ? sum : null;
    }

    private static int? EditsOfPart(string a, string b)
    {
        if (a == b) return 0;
        var longer = Math.Max(a.Length, b.Length);
        if (longer <= 3) return IsSwap(a, b) ? 1 : null;
        string x = Digits(a), y = Digits(b);
        if (x.Length > 0 && y.Length > 0 && x != y) return null;
        var edits = Distance(a, b);
        return edits <= (longer == 4 ? 1 : 2) ? edits : null;
    }

    private static string Digits(string word) => string.Concat(word.Where(char.IsAsciiDigit));

    private static bool IsSwap(string a, string b) => a.Length == b.Length && Distance(a, b) == 1 && a.Order().SequenceEqual(b.Order());

    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1], above = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            above.CopyTo(before);
            row.CopyTo(above);
        }
        return above[b.Length];
    }
}
