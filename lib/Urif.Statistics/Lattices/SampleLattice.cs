using System.Numerics;

namespace Urif.Statistics;

/// <summary>
/// The sample lattice of a printed n, mean and SD: every integer sample of that size, with all values in a known range,
/// whose mean and sample SD lie in the given intervals. Says whether there is one, counts them, lists them and draws
/// from them uniformly.
/// </summary>
/// <remarks>
/// <para>
/// Samples are multisets (<see cref="IntegerSample"/>): the order of the observations does not count. A uniform draw is
/// uniform over multisets, not over ordered data sets.
/// </para>
/// <para>
/// All decisions are made on integers. The mean's interval becomes a range of Σx. Since n(n-1)·SD² = n·Σx² - (Σx)² is
/// an integer, the SD's interval becomes one range of that integer, the same for every sum. Both ranges are computed
/// without rounding.
/// </para>
/// <para>
/// Interval ends such as 2.995 are rarely representable. So each interval is first widened by 4 units in the last place
/// at each end, and the ends are included: a sample on a rounding boundary belongs to the lattice, and a sample that
/// truly belongs is never left out. A mean Σx/n other than 2.995 is at least 1/(1000n) away from it, so the widening
/// adds no other sample unless n is of the order of 10¹². For an SD with d decimals that holds while n(n-1)·SD² stays
/// below about 10^(14-2d); beyond, a sample just outside the boundary may be let in.
/// </para>
/// <para>
/// With n = 1 the sample SD is undefined and its interval binds nothing, unless it lies wholly below 0.
/// </para>
/// <para>
/// Sources: Wilner, Wood and Simons, "Complete recovery of values in Diophantine systems (CORVIDS)", PsyArXiv, 2018;
/// Larigaldie and Jung, CLOSURE (complete listing of original samples of underlying raw evidence), R package unsum,
/// 2025, whose published counts the tests repeat; Brown and Heathers, "The GRIM test", Social Psychological and
/// Personality Science 8 (2017) 363-369; Anaya, "The GRIMMER test", PeerJ Preprints 4 (2016) e2400v1.
/// </para>
/// </remarks>
public sealed class SampleLattice
{
    /// <summary>The greatest n·(maximum - minimum + 1): it keeps all sums of squares within 64 bits.</summary>
    public const int MaximumExtent = 1 << 30;

    private const int Ulps = 4;

    private const long MostInFirstSweep = 1000;

    // Sums and sums of squares in this class are of the values less the minimum.
    private readonly long _width;
    private readonly long _leastSum;
    private readonly long _greatestSum;
    private readonly long _leastSpread;
    private readonly long _greatestSpread;

    /// <summary>The lattice of the samples that meet the given intervals.</summary>
    /// <param name="size">The number of observations, n.</param>
    /// <param name="mean">The attainable means; infinite ends are allowed.</param>
    /// <param name="standardDeviation">The attainable sample SDs (denominator n - 1); infinite ends are allowed.</param>
    /// <param name="minimum">The least possible value.</param>
    /// <param name="maximum">The greatest possible value.</param>
    /// <exception cref="ArgumentException">
    /// n is below 1, the range is empty, an interval has a NaN end or is reversed, or n·(maximum - minimum + 1) is above
    /// <see cref="MaximumExtent"/>.
    /// </exception>
    public SampleLattice(int size, Interval mean, Interval standardDeviation, int minimum, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (maximum < minimum)
            throw new ArgumentException($"The range [{minimum}, {maximum}] is empty.", nameof(maximum));
        _width = (long)maximum - minimum;
        if (size * (_width + 1) > MaximumExtent)
            throw new ArgumentException($"n·(maximum - minimum + 1) is above {MaximumExtent}.", nameof(maximum));
        Require(mean, nameof(mean));
        Require(standardDeviation, nameof(standardDeviation));
        (Size, Mean, StandardDeviation, Minimum, Maximum) = (size, mean, standardDeviation, minimum, maximum);

        // Clipping to what the range allows changes no decision and keeps the integers small.
        double lowMean = Math.Max(Down(mean.Low), minimum), highMean = Math.Min(Up(mean.High), maximum);
        var lowSd = Math.Max(Down(standardDeviation.Low), 0);
        var highSd = Math.Min(Up(standardDeviation.High), _width);
        var pairs = (long)size * (size - 1);
        var offset = (long)size * minimum;
        (_leastSum, _greatestSum) = lowMean > highMean
            ? (1, 0)
            : ((long)ExactDouble.Ceiling(lowMean, 1, size) - offset, (long)ExactDouble.Floor(highMean, 1, size) - offset);
        (_leastSpread, _greatestSpread) = highSd < 0 || (lowSd > _width && size > 1)
            ? (1, 0)
            : (size == 1 ? 0 : (long)ExactDouble.Ceiling(lowSd, 2, pairs), (long)ExactDouble.Floor(highSd, 2, pairs));
    }

    /// <summary>The number of observations, n.</summary>
    public int Size { get; }

    /// <summary>The attainable means, as given.</summary>
    public Interval Mean { get; }

    /// <summary>The attainable sample SDs, as given.</summary>
    public Interval StandardDeviation { get; }

    /// <summary>The least possible value.</summary>
    public int Minimum { get; }

    /// <summary>The greatest possible value.</summary>
    public int Maximum { get; }

    /// <summary>
    /// The least Σx whose mean is attainable; above <see cref="GreatestSum"/> when no integer total gives such a mean, as
    /// in a failed GRIM test.
    /// </summary>
    public long LeastSum => _leastSum + (long)Size * Minimum;

    /// <summary>The greatest Σx whose mean is attainable.</summary>
    public long GreatestSum => _greatestSum + (long)Size * Minimum;

    /// <summary>Whether the lattice holds at least one sample.</summary>
    /// <remarks>
    /// Always exact; the argument is in SumOfSquaresSearch.cs. A sum of squares is decided in constant time except near
    /// the greatest that the range allows, where a search of the few values inside the range decides. Microseconds as a
    /// rule; the slowest searches met took about 1 ms for ranges of 100 values, 50 ms for ranges of 1000, and 0.3 s for
    /// four observations in a range of 20,000.
    /// </remarks>
    public bool Exists()
    {
        var budget = long.MaxValue;
        return Exists(ref budget)!.Value;
    }

    /// <summary>Whether the lattice holds at least one sample, decided with so much work at most.</summary>
    /// <param name="budget">The steps that may be taken, of some tens of nanoseconds each; gets what is left of them.</param>
    /// <returns>Null where the budget did not suffice.</returns>
    public bool? Exists(ref long budget)
    {
        // One sweep for what can be settled at once, before any search; not a long one, as a search may hit at once.
        foreach (var most in (ReadOnlySpan<long>)[MostInFirstSweep, long.MaxValue])
        {
            var left = most;
            for (var sum = _leastSum; sum <= _greatestSum && left > 0; sum++)
            {
                var (low, high) = Squares(sum);
                for (var squares = low + ((low ^ sum) & 1); squares <= high && left > 0; squares += 2)
                {
                    left--;
                    if (--budget < 0) return null;
                    var answer = SumOfSquaresSearch.Screen(Size, _width, sum, squares);
                    if (answer == SumOfSquaresSearch.Answer.Yes) return true;
                    if (most < long.MaxValue || answer != SumOfSquaresSearch.Answer.Open) continue;
                    var found = SumOfSquaresSearch.Search(Size, _width, sum, squares, ref budget);
                    if (found != false) return found;
                }
            }
        }

        return false;
    }

    /// <summary>The exact number of samples in the lattice.</summary>
    /// <remarks>
    /// Dynamic programming over the values that lie 2 or more from a central one, which is next to the mean. A state is
    /// (observations placed, Σ, Σ²) of the deviations from the central value; states are kept sorted, so that adding a
    /// value merges two sorted lists in linear time. The last such value and the three central ones are then placed in
    /// closed form, up to a loop over the count of the former. With S states (of the order of n·Σ·Σ² in the worst case,
    /// far fewer after pruning), range R and M possible sums the cost is O(S·(R + n·M)) time and O(S) memory: two lists
    /// of at most 2²¹ states of 16 bytes (24 when the range has 2⁶³ or more multisets).
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The count needs more than 2²¹ states; see <see cref="TryCount"/>.
    /// </exception>
    public BigInteger Count() => TryCount(out var count) ? count : throw TooLarge();

    /// <summary>The exact number of samples, unless counting them needs more than 2²¹ states.</summary>
    /// <param name="count">The number; 0 when the method returns false.</param>
    /// <returns>Whether the number was found within the bound.</returns>
    public bool TryCount(out BigInteger count)
    {
        var table = Table(keepLevels: false);
        count = table?.Count ?? BigInteger.Zero;
        return table is not null;
    }

    /// <summary>Every sample of the lattice, once, made one at a time as they are asked for.</summary>
    /// <remarks>
    /// In lexicographic order of the sorted samples: 1,1,3 before 1,2,2. That is, by decreasing count of the least value,
    /// then of the next, and so on. Memory O(range).
    /// </remarks>
    public IEnumerable<IntegerSample> Enumerate()
    {
        var last = (int)_width;
        var counts = new int[last + 1];
        // fewest[v] is the least count still to be tried at value v; left, sum and squares describe the values below v.
        var fewest = new int[last + 1];
        var left = new int[last + 2];
        var sums = new long[last + 2];
        var squares = new long[last + 2];
        left[0] = Size;
        var value = 0;
        Enter();
        while (value >= 0)
        {
            if (counts[value] < fewest[value])
            {
                counts[value] = 0;
                if (--value >= 0) counts[value]--;
                continue;
            }

            long count = counts[value];
            left[value + 1] = left[value] - counts[value];
            sums[value + 1] = sums[value] + count * value;
            squares[value + 1] = squares[value] + count * value * value;
            if (!CanComplete(left[value + 1], value + 1, sums[value + 1], squares[value + 1]))
            {
                counts[value]--;
            }
            else if (value == last)
            {
                yield return new IntegerSample(Minimum, [.. counts]);
                counts[value]--;
            }
            else
            {
                value++;
                Enter();
            }
        }

        // The counts at a value for which the values above it can still make up the sum.
        void Enter()
        {
            long remaining = left[value], above = value + 1;
            var most = value == last
                ? remaining
                : Math.Min(remaining, FloorDivide(remaining * last - (_leastSum - sums[value]), last - value));
            var least = value == last ? remaining : remaining * above - (_greatestSum - sums[value]);
            counts[value] = (int)Math.Max(most, -1);
            fewest[value] = (int)Math.Clamp(least, 0, int.MaxValue);
        }
    }

    /// <summary>Uniform random draws from the lattice.</summary>
    /// <remarks>
    /// Keeps the states that <see cref="Count"/> goes through: at most 2²³ of 16 bytes (24 when the range has 2⁶³ or more
    /// multisets).
    /// </remarks>
    /// <param name="seed">The seed: draw k depends on it and on k alone.</param>
    /// <exception cref="InvalidOperationException">
    /// The lattice is empty, or its tables need more than 2²³ states.
    /// </exception>
    public LatticeSampler Sampler(ulong seed)
    {
        var table = Table(keepLevels: true) ?? throw TooLarge();
        return table.Count.IsZero
            ? throw new InvalidOperationException("The lattice is empty: there is nothing to draw.")
            : new LatticeSampler(table, seed);
    }

    /// <summary>Uniform random draws of data sets, whose observations are in order; any size of lattice, no tables.</summary>
    /// <exception cref="InvalidOperationException">
    /// The lattice is empty, or its range has more than <see cref="DataSetSampler.MaximumValues"/> values.
    /// </exception>
    public DataSetSampler DataSets()
    {
        if (_width >= DataSetSampler.MaximumValues)
            throw new InvalidOperationException($"The range has more than {DataSetSampler.MaximumValues} values.");
        return Exists() ? new(this) : throw new InvalidOperationException("The lattice is empty: there is nothing to draw.");
    }

    private static InvalidOperationException TooLarge() =>
        new("The lattice is too large to be counted within the memory bound. Exists and Enumerate still work.");

    private ILatticeTable? Table(bool keepLevels)
    {
        LatticeLayout? layout =
            LatticeLayout.Create(Size, Minimum, _width, _leastSum, _greatestSum, _leastSpread, _greatestSpread);
        if (layout is null) return null;
        // No partial count exceeds the number of all multisets over the values in use, so the sums cannot overflow.
        return layout.MultisetBits switch
        {
            < 63 => LatticeTable<ulong>.Build(layout, keepLevels),
            < 127 => LatticeTable<UInt128>.Build(layout, keepLevels),
            _ => LatticeTable<BigInteger>.Build(layout, keepLevels),
        };
    }

    /// <summary>
    /// The range of Σx² that the SD's interval and the values' range leave for a sum; both of the values less the minimum.
    /// </summary>
    internal (long Low, long High) Squares(long sum) =>
        (Math.Max(CeilingDivide(_leastSpread + sum * sum, Size), IntegerSumOfSquares.Minimum(Size, sum)),
         Math.Min((_greatestSpread + sum * sum) / Size, IntegerSumOfSquares.MaximumFromZero(sum, _width)));

    /// <summary>
    /// Whether <paramref name="left"/> values in [<paramref name="from"/>, width] can bring the sums into the lattice, by
    /// the bounds of <see cref="IntegerSumOfSquares"/>: never false when they can.
    /// </summary>
    private bool CanComplete(long left, long from, long sum, long squares)
    {
        if (left == 0) from = _width;
        long first = Math.Max(_leastSum, sum + left * from), final = Math.Min(_greatestSum, sum + left * _width);
        for (var total = first; total <= final; total++)
        {
            var low = CeilingDivide(_leastSpread + total * total, Size) - squares;
            var high = (_greatestSpread + total * total) / Size - squares;
            var rest = total - sum;
            if (left > 0)
            {
                low = Math.Max(low, IntegerSumOfSquares.Minimum(left, rest));
                high = Math.Min(high, IntegerSumOfSquares.Maximum(left, rest, from, _width));
            }
            else
            {
                low = Math.Max(low, 0);
                high = Math.Min(high, 0);
            }

            if (low + ((low ^ rest) & 1) <= high) return true;
        }

        return false;
    }

    private static long CeilingDivide(long dividend, long divisor) => (dividend + divisor - 1) / divisor;

    private static long FloorDivide(long dividend, long divisor) =>
        dividend / divisor - (dividend % divisor < 0 ? 1 : 0);

    private static double Down(double value)
    {
        for (var i = 0; i < Ulps; i++) value = Math.BitDecrement(value);
        return value;
    }

    private static double Up(double value)
    {
        for (var i = 0; i < Ulps; i++) value = Math.BitIncrement(value);
        return value;
    }

    private static void Require(Interval interval, string name)
    {
        if (!(interval.Low <= interval.High))
            throw new ArgumentException($"{interval} is not an interval: an end is NaN or the ends are reversed.", name);
    }
}
