namespace Urif.Statistics;

/// <summary>
/// The Mann-Whitney U test (Wilcoxon's rank-sum test): do the values of one group tend to be greater than those of the other?
/// </summary>
/// <remarks>
/// U is the number of pairs in which the first group's value is the greater, a tie counting one half: R's W.
/// Source: H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947); F. Wilcoxon, Biometrics Bulletin 1 (1945);
/// ties as in E. L. Lehmann, Nonparametrics (1975), eq. 1.35.
/// If a group is empty, p-values and intervals are NaN; so are the two-sided normal p-values if all values are equal (the exact one is 1),
/// and shifts if a value is infinite.
/// One value holds all conventions: <c>test with { Method = MannWhitneyMethod.Exact }</c>.
/// </remarks>
public sealed record MannWhitneyTest : IHypothesisTest
{
    private readonly double[] _first;
    private readonly double[] _second;

    private MannWhitneyTest(double[] first, double[] second)
    {
        Array.Sort(first);
        Array.Sort(second);
        _first = first;
        _second = second;

        // Merge the two sorted groups, one distinct value at a time.
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            var value = j == second.Length || (i < first.Length && first[i] <= second[j]) ? first[i] : second[j];
            int i0 = i, j0 = j;
            while (i < first.Length && first[i] == value) i++;
            while (j < second.Length && second[j] == value) j++;
            U += (i - i0) * (j0 + 0.5 * (j - j0));
            double tied = i - i0 + j - j0;
            TieTerm += tied * (tied * tied - 1);
        }
    }

    /// <summary>
    /// The test of two groups' values by R's choice of method: exact for groups below 50 without ties, otherwise normal with
    /// continuity and tie correction.
    /// </summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static MannWhitneyTest FromSamples(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var test = FromSamples(x, y, MannWhitneyMethod.NormalContinuity);
        return x.Length < 50 && y.Length < 50 && test.TieTerm == 0 ? test with { Method = MannWhitneyMethod.Exact } : test;
    }

    /// <summary>The test of two groups' values by a given method.</summary>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static MannWhitneyTest FromSamples(ReadOnlySpan<double> x, ReadOnlySpan<double> y, MannWhitneyMethod method)
    {
        ThrowIfAnyNaN(x, nameof(x));
        ThrowIfAnyNaN(y, nameof(y));
        return new(x.ToArray(), y.ToArray()) { Method = method };
    }

    /// <summary>The exact two-sided p of a whole U of groups without ties, from U and the groups' sizes alone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or U is not between 0 and the sizes' product.</exception>
    public static double ExactTwoSidedP(long u, int n1, int n2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(n2, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(u);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(u, (long)n1 * n2);
        return Math.Min(1, 2 * RankSumDistribution.LowerTail(Math.Min(u, (long)n1 * n2 - u), n1, n2));
    }

    /// <summary>
    /// The variance of U where both groups are dealt from the same values: n₁n₂/12 · (N + 1 - Σ(t³ - t)/(N(N - 1))), N = n₁ + n₂.
    /// </summary>
    /// <param name="n1">The first group's size.</param>
    /// <param name="n2">The second group's size.</param>
    /// <param name="tieTerm">Σ(t³ - t) over the sizes t of the groups of equal values; 0 without ties.</param>
    /// <remarks>
    /// E. L. Lehmann, Nonparametrics (1975), eq. 1.35. Ties take the share Σ(t³ - t)/(N³ - N) of the variance without them.
    /// </remarks>
    public static double VarianceOfU(int n1, int n2, double tieTerm = 0)
    {
        double pairs = (double)n1 * n2, total = (double)n1 + n2;
        return pairs / 12 * (total + 1 - (tieTerm == 0 ? 0 : tieTerm / (total * (total - 1))));
    }

    /// <summary>
    /// The standard deviations of U that ties allow, from as many of them as they can be to none. Unless all values are equal, at least
    /// one differs from the others, which leaves a variance of n₁n₂/4.
    /// </summary>
    /// <param name="n1">The first group's size.</param>
    /// <param name="n2">The second group's size.</param>
    /// <param name="greatestTieShare">
    /// The most that ties can take of the variance, in [0, 1]: <see cref="QuantileEnvelope.GreatestTieShare"/>, or 1 where
    /// nothing is known.
    /// </param>
    public static Interval StandardDeviationsOfU(int n1, int n2, double greatestTieShare)
    {
        var variance = VarianceOfU(n1, n2);
        return new(Math.Sqrt(Math.Max(variance * (1 - greatestTieShare), (double)n1 * n2 / 4)), Math.Sqrt(variance));
    }

    /// <summary>How p-values and intervals are computed.</summary>
    public MannWhitneyMethod Method { get; init; }

    /// <summary>The first group's size.</summary>
    public int N1 => _first.Length;

    /// <summary>The second group's size.</summary>
    public int N2 => _second.Length;

    /// <summary>The first group's U, from 0 to N1·N2; that of the second is N1·N2 - U.</summary>
    public double U { get; }

    /// <summary>Σ(t³ - t) over the sizes t of the groups of equal values; 0 without ties.</summary>
    public double TieTerm { get; }

    /// <summary>
    /// U less its mean, over its standard deviation; with a continuity correction, that of the two-sided test. The exact
    /// method's is <see cref="MannWhitneyMethod.Normal"/>'s.
    /// </summary>
    public double Z => Standardized(Alternative.TwoSided);

    /// <inheritdoc/>
    public double Statistic => U;

    /// <inheritdoc/>
    public string Name => Method switch
    {
        MannWhitneyMethod.Exact => "Mann-Whitney U test, exact",
        MannWhitneyMethod.Normal => "Mann-Whitney U test, normal approximation",
        MannWhitneyMethod.NormalContinuity => "Mann-Whitney U test, normal approximation with continuity correction",
        MannWhitneyMethod.NormalIgnoringTies => "Mann-Whitney U test, normal approximation without tie correction",
        _ => "Mann-Whitney U test, normal approximation with continuity correction, without tie correction",
    };

    /// <summary>
    /// The median of all differences x - y (Hodges and Lehmann 1963): how far the first group is shifted, in the data's unit.
    /// </summary>
    public double HodgesLehmannShift
    {
        get
        {
            var pairs = Pairs;
            return !HasDifferences ? double.NaN : 0.5 * (Difference((pairs + 1) / 2) + Difference(pairs / 2 + 1));
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The exact two-sided p is P(|U - N1·N2/2| ≥ |u - N1·N2/2|): twice the one-sided p without ties, when the distribution is
    /// symmetric. Both ways to it are for groups of up to several hundred: without ties, the ways are counted in integers, in time
    /// (N1·N2)·min(N1,N2)·(N1+N2)/64; with them it takes time (N1·N2)² and memory for N1·N2·min(N1,N2)/2 numbers.
    /// </remarks>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        if (Pairs == 0) return double.NaN;
        if (Method != MannWhitneyMethod.Exact) return Normal.PValue(Standardized(alternative), alternative);
        return TieTerm == 0 ? ExactWithoutTies(alternative) : ExactWithTies(alternative);
    }

    /// <summary>The two-sided confidence interval of the shift of the first group against the second.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    /// <remarks>
    /// The shifts that the two-sided test does not reject, their ends being differences x - y. <see cref="MannWhitneyMethod.Exact"/>
    /// takes the distribution without ties, which is conservative with them. The normal methods find the differences at which
    /// R's root search ends, with the variance for ties within the groups, for a shift splits the others. A level that these
    /// sizes cannot reach gives the smallest and the largest difference.
    /// </remarks>
    public Interval ConfidenceInterval(double level = 0.95)
    {
        var pairs = Pairs;
        if (!HasDifferences || !(level > 0 && level < 1)) return new(double.NaN, double.NaN);
        var tail = (1 - level) / 2;
        if (Method == MannWhitneyMethod.Exact)
        {
            var cut = Math.Max(1, RankSumDistribution.Quantile(tail, N1, N2));
            return new(Difference(cut), Difference(pairs - cut + 1));
        }

        var reach = -Normal.Quantile(tail) * Deviation(TieTermWithinGroups());
        var low = pairs - (long)Math.Floor(0.5 * pairs + Continuity + reach);
        var high = pairs - (long)Math.Floor(0.5 * pairs - Continuity - reach);
        return new(Difference(Math.Max(1, low)), Difference(Math.Min(pairs, high)));
    }

    private long Pairs => (long)N1 * N2;

    private bool HasDifferences => Pairs > 0 && double.IsFinite(_first[0] - _second[^1]) && double.IsFinite(_first[^1] - _second[0]);

    private double Continuity =>
        Method is MannWhitneyMethod.NormalContinuity or MannWhitneyMethod.NormalContinuityIgnoringTies ? 0.5 : 0;

    private double Standardized(Alternative alternative)
    {
        var distance = U - 0.5 * Pairs;
        var correction = alternative switch
        {
            Alternative.Less => -Continuity,
            Alternative.Greater => Continuity,
            _ => Math.Sign(distance) * Continuity,
        };
        return (distance - correction) / Deviation(TieTerm);
    }

    private double Deviation(double tieTerm) => Math.Sqrt(VarianceOfU(N1, N2,
        Method is MannWhitneyMethod.NormalIgnoringTies or MannWhitneyMethod.NormalContinuityIgnoringTies ? 0 : tieTerm));

    private double ExactWithoutTies(Alternative alternative)
    {
        long u = (long)U, mirrored = Pairs - u;
        return alternative switch
        {
            Alternative.Less => RankSumDistribution.LowerTail(u, N1, N2),
            Alternative.Greater => RankSumDistribution.LowerTail(mirrored, N1, N2),
            _ => Math.Min(1, 2 * RankSumDistribution.LowerTail(Math.Min(u, mirrored), N1, N2)),
        };
    }

    private double ExactWithTies(Alternative alternative)
    {
        // The smaller group is dealt; if that is the second one, its U mirrors the first's.
        var swap = N2 < N1;
        var doubledU = (long)(2 * U);
        var (lower, upper, twoSided) = RankSumDistribution.TiedTails(
            swap ? 2 * Pairs - doubledU : doubledU, Math.Min(N1, N2), TieSizes());
        return alternative switch
        {
            Alternative.Less => swap ? upper : lower,
            Alternative.Greater => swap ? lower : upper,
            _ => twoSided,
        };
    }

    private int[] TieSizes()
    {
        double[] pooled = [.. _first, .. _second];
        Array.Sort(pooled);
        var sizes = new List<int>();
        for (int i = 0, start = 0; i < pooled.Length; i++)
        {
            if (i + 1 < pooled.Length && pooled[i + 1] == pooled[i]) continue;
            sizes.Add(i + 1 - start);
            start = i + 1;
        }

        return [.. sizes];
    }

    private double TieTermWithinGroups()
    {
        return Sum(_first) + Sum(_second);

        static double Sum(double[] sorted)
        {
            double sum = 0;
            for (int i = 0, start = 0; i < sorted.Length; i++)
            {
                if (i + 1 < sorted.Length && sorted[i + 1] == sorted[i]) continue;
                double tied = i + 1 - start;
                sum += tied * (tied * tied - 1);
                start = i + 1;
            }

            return sum;
        }
    }

    // The difference x - y of a given rank, 1 to N1·N2, without forming them all: bisection over the doubles, in which the
    // differences not above a bound are counted along the edge of the sorted matrix.
    private double Difference(long rank)
    {
        long low = Key(_first[0] - _second[^1]), high = Key(_first[^1] - _second[0]);
        while (low < high)
        {
            var middle = low + (long)(((ulong)high - (ulong)low) / 2);
            if (CountUpTo(FromKey(middle)) >= rank) high = middle;
            else low = middle + 1;
        }

        return FromKey(low);

        // Doubles in order as integers in order.
        static long Key(double value)
        {
            var bits = BitConverter.DoubleToInt64Bits(value);
            return bits < 0 ? long.MinValue - bits : bits;
        }

        static double FromKey(long key) => BitConverter.Int64BitsToDouble(key < 0 ? long.MinValue - key : key);
    }

    private long CountUpTo(double bound)
    {
        long count = 0;
        var j = 0;
        foreach (var x in _first)
        {
            while (j < _second.Length && x - _second[j] > bound) j++;
            count += _second.Length - j;
        }

        return count;
    }

    private static void ThrowIfAnyNaN(ReadOnlySpan<double> values, string name)
    {
        foreach (var value in values)
            if (double.IsNaN(value)) throw new ArgumentException("A value is NaN.", name);
    }
}
