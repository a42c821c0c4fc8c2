namespace Urif.Audit;

/// <summary>Finds the word that a misspelt one was meant to be.</summary>
public static class Spelling
{
    private const int MaximalDistance = 2, MaximalLength = 100;

    /// <summary>
    /// The advice <c>did you mean "..."?</c> with the nearest candidate, the earlier one at a tie; null where none is
    /// within two edits (Levenshtein 1966), letter case aside, or where all letters would have to be replaced.
    /// </summary>
    public static string? Advice(string word, IEnumerable<string> candidates)
    {
        if (word.Length > MaximalLength) return null;
        string? nearest = null;
        var least = MaximalDistance + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > MaximalDistance) continue;
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < least && distance < Math.Max(word.Length, candidate.Length))
                (least, nearest) = (distance, candidate);
        }
        return nearest is null ? null : $"did you mean {Quoted.Short(nearest)}?";
    }

    private static int Distance(string a, string b)
    {
        Span<int> above = stackalloc int[b.Length + 1], row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) above[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            row.CopyTo(above);
        }
        return above[b.Length];
    }
}
