namespace Urif.Statistics;

/// <summary>Fisher's exact test for any number of levels and groups, conditional on both margins.</summary>
/// <remarks>
/// Freeman GH and Halton JH (1951). Biometrika 38:141-149: the probability of all tables that are at most as probable as the
/// observed one (R's <c>fisher.test</c>, with its relative tolerance of 1e-7 for equal probabilities; SPSS Exact Tests). Every
/// table is visited, so the time grows fast with the counts: see <see cref="TryPValue"/>. Relative accuracy 1e-10.
/// </remarks>
/// <param name="Table">The counts.</param>
public sealed record FisherFreemanHaltonTest(ContingencyTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Fisher-Freeman-Halton exact test";

    /// <summary><see cref="double.NaN"/>: the test is defined by p-values alone.</summary>
    public double Statistic => double.NaN;

    /// <summary>The p-value; the test has no direction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A one-sided p-value is asked for.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        if (alternative != Alternative.TwoSided) throw new ArgumentOutOfRangeException(nameof(alternative), "The test has no direction.");
        return TryPValue(long.MaxValue)!.Value;
    }

    /// <summary>The p-value, or null where more cells would have to be filled than allowed.</summary>
    /// <param name="mostCells">How many cells may be filled, the same on every machine.</param>
    public double? TryPValue(long mostCells)
    {
        var walk = new Walk(Table, mostCells);
        return walk.Run() ? Math.Min(1, walk.Tail / walk.Total) : null;
    }

    /// <summary>
    /// Fills the table cell by cell, group by group. The weight of a table is the product of 1/O!, relative to the observed one's.
    /// </summary>
    private sealed class Walk
    {
        private readonly ContingencyTable _table;
        private readonly int[] _left;
        private readonly double[] _logFactorials;
        private readonly double _observed;
        private long _cells;

        public Walk(ContingencyTable table, long mostCells)
        {
            (_table, _cells) = (table, mostCells);
            _left = [.. table.LevelTotals];
            _logFactorials = new double[table.LevelTotals.Max() + 1];
            for (var k = 2; k < _logFactorials.Length; k++) _logFactorials[k] = _logFactorials[k - 1] + Math.Log(k);
            for (var i = 0; i < table.Levels; i++)
                for (var j = 0; j < table.Groups; j++) _observed -= _logFactorials[table[i, j]];
        }

        public double Tail { get; private set; }

        public double Total { get; private set; }

        public bool Run() => Fill(0, 0, _table.GroupTotals[0], 0);

        /// <summary>Fills the cells from one on; false where that takes too long.</summary>
        /// <param name="level">The cell's level.</param>
        /// <param name="group">The cell's group.</param>
        /// <param name="open">What the group has still to place.</param>
        /// <param name="logWeight">Of the cells before.</param>
        private bool Fill(int level, int group, int open, double logWeight)
        {
            if (--_cells < 0) return false;
            if (group == _table.Groups - 1)
            {
                // The last group takes what is left.
                foreach (var left in _left) logWeight -= _logFactorials[left];
                var weight = Math.Exp(logWeight - _observed);
                Total += weight;
                if (weight <= 1 + FisherExactTest.TieTolerance) Tail += weight;
                return true;
            }

            if (level == _table.Levels - 1)
            {
                if (open > _left[level]) return true;
                _left[level] -= open;
                var done = Fill(0, group + 1, _table.GroupTotals[group + 1], logWeight - _logFactorials[open]);
                _left[level] += open;
                return done;
            }

            for (var count = Math.Min(open, _left[level]); count >= 0; count--)
            {
                _left[level] -= count;
                var done = Fill(level + 1, group, open - count, logWeight - _logFactorials[count]);
                _left[level] += count;
                if (!done) return false;
            }

            return true;
        }
    }
}
