namespace Urif.Cohorts;

/// <summary>Finds rows whose woman an earlier row has.</summary>
internal static class WomenAndCycles
{
    /// <summary>The first row of its woman.</summary>
    public const sbyte First = 0;

    /// <summary>A row of the same woman and cycle as an earlier one.</summary>
    public const sbyte SameCycle = 1;

    /// <summary>A row of the same woman as an earlier one, and of another cycle.</summary>
    public const sbyte OtherCycle = 2;

    /// <summary>What each row is; a row without a woman is a first one.</summary>
    public static sbyte[] Repeated(Cohort cohort)
    {
        ReadOnlySpan<int> women = cohort.Women, cycles = cohort.Cycles;
        var repeated = new sbyte[women.Length];
        var firstRow = new FirstRows(women);
        HashSet<(int, int)> seen = [];
        for (var row = 0; row < repeated.Length; row++)
        {
            if (women[row] < 0 || firstRow.Of(women[row], row) is var first && first == row) continue;
            // Only cycles of women with several rows are remembered.
            seen.Add((women[row], cycles[first]));
            repeated[row] = seen.Add((women[row], cycles[row])) ? OtherCycle : SameCycle;
        }

        return repeated;
    }

    /// <summary>How many women there are, and how many of them have several rows.</summary>
    public static (int Women, int WithSeveralRows) Count(ReadOnlySpan<int> women, ReadOnlySpan<sbyte> repeated)
    {
        var different = 0;
        HashSet<int> several = [];
        for (var row = 0; row < women.Length; row++)
        {
            if (repeated[row] == First) different++;
            else several.Add(women[row]);
        }

        return (different, several.Count);
    }

    /// <summary>How many of some rows are of a woman of whom an earlier one of them is.</summary>
    public static int CountFurther(ReadOnlySpan<int> women, ReadOnlySpan<int> rows)
    {
        var firstRow = new FirstRows(women);
        var further = 0;
        foreach (var row in rows)
            if (women[row] >= 0 && firstRow.Of(women[row], row) != row) further++;
        return further;
    }

    /// <summary>The first row of each woman; an array where numbers are dense, as a reader gives them.</summary>
    private sealed class FirstRows
    {
        private readonly int[]? _dense;
        private readonly Dictionary<int, int> _sparse = [];

        public FirstRows(ReadOnlySpan<int> women)
        {
            var greatest = -1;
            foreach (var woman in women) greatest = Math.Max(greatest, woman);
            if (greatest > 2L * women.Length) return;
            _dense = new int[greatest + 1];
            Array.Fill(_dense, -1);
        }

        public int Of(int woman, int row)
        {
            if (_dense is not null) return _dense[woman] >= 0 ? _dense[woman] : _dense[woman] = row;
            return _sparse.TryGetValue(woman, out var first) ? first : _sparse[woman] = row;
        }
    }
}
