using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>
/// Whether a released mean and standard deviation of few whole numbers leave open how many women have a value: of 60 women of whom 58
/// had one embryo transferred they would tell the other two.
/// </summary>
/// <remarks>
/// <para>The data sets that have the released numbers are the sample lattice (<see cref="SampleLattice"/>). For each value there has to be
/// one in which no woman has it or at least K have, and so for all other values together; from 2K women on, also for the values from it
/// on and up to it. Then no count from 1 to K - 1 is certain. Data sets are looked for among those with K women at one value, those of
/// two values, and those of a narrower range, so that too little may be shown and never too much; the work is bounded, and what is
/// not decided counts as closed.</para>
/// <para>Values in steps of a tenth or a hundredth are whole numbers of those steps; more than <see cref="MostSteps"/> of them are not
/// looked at, for so many counts have no two equations.</para>
/// <para>Sources: the lattice, CORVIDS (Wilner, Wood and Simons 2018); that no cell may be certain to be small, the safety interval of
/// secondary suppression (Hundepool et al., Statistical Disclosure Control (2012), section 4.3).</para>
/// </remarks>
internal static class WholeNumberCells
{
    /// <summary>The most steps from the least to the greatest value.</summary>
    public const int MostSteps = 60;

    // Steps of some tens of nanoseconds, for all questions together.
    private const long MostWork = 4_000_000;

    /// <summary>Whether no count from 1 to K - 1 is certain.</summary>
    /// <param name="values">The values, ascending; at least K.</param>
    /// <param name="below">K.</param>
    /// <param name="mean">What the released mean leaves open.</param>
    /// <param name="sd">What the released standard deviation leaves open.</param>
    public static bool AreOpen(double[] values, int below, Interval mean, Interval sd)
    {
        if (StepOf(values) is not { } perUnit) return true;
        var (least, greatest) = ((int)Math.Round(values[0] * perUnit), (int)Math.Round(values[^1] * perUnit));
        if (greatest - least > MostSteps) return true;
        return new Search(values.Length, below, least, greatest, new(mean.Low * perUnit, mean.High * perUnit),
            new(Math.Max(0, sd.Low) * perUnit, sd.High * perUnit)).AreOpen();
    }

    // How many steps of the values make a unit; null where they have no step of a hundredth or more.
    private static int? StepOf(double[] values)
    {
        foreach (var perUnit in (ReadOnlySpan<int>)[1, 10, 100])
            if (Array.TrueForAll(values, v => Math.Abs(v) < 1e6 && Math.Abs(v * perUnit - Math.Round(v * perUnit)) < 1e-7)) return perUnit;
        return null;
    }

    private sealed class Search(int size, int below, int least, int greatest, Interval mean, Interval sd)
    {
        private long _work = MostWork;

        public bool AreOpen()
        {
            var count = greatest - least + 1;
            bool[] many = new bool[count], upTo = new bool[count], from = new bool[count];
            for (var i = 0; i < count; i++)
            {
                many[i] = CanBeAtLeastK(least + i);
                upTo[i] = Exists(size, mean, sd, least, least + i);
                from[i] = Exists(size, mean, sd, least + i, greatest);
            }

            for (var i = 0; i < count; i++)
            {
                var none = (i > 0 && upTo[i - 1]) || (i < count - 1 && from[i + 1]) || TwoValuesAround(least + i);
                if (!none && !many[i]) return false;
                if (!none && !many.Where((m, j) => m && j != i).Any()) return false;
                if (size < 2 * below || i == 0) continue;
                // From the value on, and below it: none, all or at least K.
                var extreme = upTo[i - 1] || from[i];
                if (!extreme && !many.Skip(i).Any(m => m)) return false;
                if (!extreme && !many.Take(i).Any(m => m)) return false;
            }

            return true;
        }

        private bool Exists(int n, Interval m, Interval s, int low, int high) =>
            _work > 0 && m.Low <= m.High && s.Low <= s.High && new SampleLattice(n, m, s, low, high).Exists(ref _work) == true;

        // Whether K women may have a value, by what mean and standard deviation leave for the others; a few of the possible sums.
        private bool CanBeAtLeastK(int value)
        {
            var rest = size - below;
            if (rest < 1) return false;
            var lattice = new SampleLattice(size, mean, sd, least, greatest);
            if (lattice.LeastSum > lattice.GreatestSum) return false;
            foreach (var sum in (ReadOnlySpan<long>)[lattice.LeastSum, (lattice.LeastSum + lattice.GreatestSum) / 2, lattice.GreatestSum])
            {
                double left = sum - (long)below * value, fixedSquares = (double)below * value * value, square = (double)sum * sum / size;
                double low = (size - 1) * sd.Low * sd.Low + square - fixedSquares,
                    high = (size - 1) * sd.High * sd.High + square - fixedSquares;
                if (left < (double)rest * least || left > (double)rest * greatest) continue;
                if (rest == 1)
                {
                    if (left * left >= low && left * left <= high) return true;
                    continue;
                }

                double leastVariance = (low - left * left / rest) / (rest - 1), variance = (high - left * left / rest) / (rest - 1);
                if (variance < 0) continue;
                if (Exists(rest, Interval.Point(left / rest),
                    new(Math.Sqrt(Math.Max(0, leastVariance)), Math.Sqrt(variance)), least, greatest))
                    return true;
            }

            return false;
        }

        // Whether all women may have one of two values, one below and one above the given one.
        private bool TwoValuesAround(int value)
        {
            for (var low = least; low < value; low++)
            {
                for (var high = value + 1; high <= greatest; high++)
                {
                    double width = high - low;
                    var most = (int)Math.Min(size - 1, Math.Floor(size * (mean.High - low) / width));
                    for (var k = (int)Math.Max(1, Math.Ceiling(size * (mean.Low - low) / width)); k <= most; k++)
                    {
                        if (--_work < 0) return false;
                        var deviation = width * Math.Sqrt((double)k * (size - k) / ((double)size * (size - 1)));
                        if (deviation >= sd.Low && deviation <= sd.High) return true;
                    }
                }
            }

            return false;
        }
    }
}
