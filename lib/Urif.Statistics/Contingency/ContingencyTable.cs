namespace Urif.Statistics;

/// <summary>Counts of the levels of one classification (rows) in groups (columns).</summary>
public sealed class ContingencyTable
{
    private readonly int[] _counts;

    /// <summary>A table of counts by level, then group.</summary>
    /// <param name="rows">For each level the counts of the groups.</param>
    /// <exception cref="ArgumentException">The rows differ in length, or there is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public ContingencyTable(IReadOnlyList<IReadOnlyList<int>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Count == 0)
            throw new ArgumentException("A table has at least one level and one group.", nameof(rows));
        (Levels, Groups) = (rows.Count, rows[0].Count);
        _counts = new int[Levels * Groups];
        var (levelTotals, groupTotals) = (new int[Levels], new int[Groups]);
        for (var i = 0; i < Levels; i++)
        {
            if (rows[i].Count != Groups) throw new ArgumentException("Each level has a count for each group.", nameof(rows));
            for (var j = 0; j < Groups; j++)
            {
                var count = rows[i][j];
                ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(rows));
                _counts[i * Groups + j] = count;
                levelTotals[i] += count;
                groupTotals[j] += count;
                N += count;
            }
        }

        (LevelTotals, GroupTotals) = (levelTotals, groupTotals);
    }

    /// <summary>How many levels there are.</summary>
    public int Levels { get; }

    /// <summary>How many groups there are.</summary>
    public int Groups { get; }

    /// <summary>The total.</summary>
    public long N { get; }

    /// <summary>The total of each level.</summary>
    public IReadOnlyList<int> LevelTotals { get; }

    /// <summary>The total of each group.</summary>
    public IReadOnlyList<int> GroupTotals { get; }

    /// <summary>A count.</summary>
    public int this[int level, int group] => _counts[level * Groups + group];

    /// <summary>
    /// (levels - 1)·(groups - 1), of those that hold anyone: programs leave out a level that is empty in every group.
    /// </summary>
    public int DegreesOfFreedom => (LevelTotals.Count(t => t > 0) - 1) * (GroupTotals.Count(t => t > 0) - 1);

    /// <summary>What independence expects in a cell: level total · group total / N.</summary>
    public double Expected(int level, int group) => (double)LevelTotals[level] / N * GroupTotals[group];
}
