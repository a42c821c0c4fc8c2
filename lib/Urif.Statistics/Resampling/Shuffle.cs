namespace Urif.Statistics;

/// <summary>Random orders.</summary>
internal static class Shuffle
{
    /// <summary>The numbers from 0 to <paramref name="count"/> - 1 in random order, by Durstenfeld's shuffle (CACM 7 (1964)).</summary>
    public static int[] Of(int count, ulong seed, ulong stream)
    {
        var random = new CounterRandom(seed, stream);
        int[] order = [.. Enumerable.Range(0, count)];
        Span<int> draw = stackalloc int[1];
        for (var i = count - 1; i > 0; i--)
        {
            random.FillBelow(i + 1, draw);
            (order[i], order[draw[0]]) = (order[draw[0]], order[i]);
        }

        return order;
    }
}
