using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Urif.Statistics;

/// <summary>
/// The exact null distribution of the Mann-Whitney U: all ways to deal the pooled ranks to the two groups are equally likely.
/// </summary>
internal static class RankSumDistribution
{
    private const double Epsilon = 2.2204460492503131e-16;

    /// <summary>P(U ≤ <paramref name="u"/>) for groups of sizes m and n ≥ 1 without ties: correctly rounded, or nearly so.</summary>
    public static double LowerTail(long u, int m, int n)
    {
        // The distribution is symmetric about mn/2; the shorter tail is counted.
        var pairs = (long)m * n;
        if (u > pairs / 2) return 1 - LowerTail(pairs - u - 1, m, n);
        if (u < 0) return 0;
        var total = Binomial(m + n, m);
        var limbs = Limbs(total);
        var length = checked((int)(u + 1) * limbs);
        var buffer = ArrayPool<ulong>.Shared.Rent(length);
        var counts = buffer.AsSpan(0, length);
        Count(counts, limbs, m, n);
        var tail = counts[..limbs];
        for (var i = limbs; i < counts.Length; i += limbs) Add(tail, counts.Slice(i, limbs));
        var probability = Ratio(ToInteger(tail), total);
        ArrayPool<ulong>.Shared.Return(buffer);
        return probability;
    }

    /// <summary>The smallest u with P(U ≤ u) ≥ p, for p below 1/2; as in R's qwilcox, ten roundings below p count as reached.</summary>
    public static long Quantile(double p, int m, int n)
    {
        var total = Binomial(m + n, m);
        var limbs = Limbs(total);
        var length = checked((int)((long)m * n / 2 + 1) * limbs);
        var buffer = ArrayPool<ulong>.Shared.Rent(length);
        var counts = buffer.AsSpan(0, length);
        Count(counts, limbs, m, n);
        var u = 0;
        for (var sum = ToInteger(counts[..limbs]); Ratio(sum, total) < p - 10 * Epsilon; sum += ToInteger(counts.Slice(u * limbs, limbs)))
            u++;
        ArrayPool<ulong>.Shared.Return(buffer);
        return u;
    }

    /// <summary>P(U ≤ u), P(U ≥ u) and P(|U - mn/2| ≥ |u - mn/2|) given the ties, U being that of the group of size m.</summary>
    /// <param name="doubledU">2u, an integer also where midranks are not.</param>
    /// <param name="m">The size of the group.</param>
    /// <param name="tieSizes">How many pooled values are equal to the smallest, to the next, and so on.</param>
    /// <remarks>
    /// The shift algorithm of B. Streitberg and J. Röhmel, Exact distributions for permutation and rank tests, Statistical
    /// Software Newsletter 12 (1986), with probabilities of drawing without replacement in place of counts, so that nothing
    /// overflows. Time and memory grow as m² times the other group's size; m is best the smaller group.
    /// </remarks>
    public static (double Lower, double Upper, double TwoSided) TiedTails(long doubledU, int m, ReadOnlySpan<int> tieSizes)
    {
        var (scores, unit) = Scores(tieSizes);
        var total = scores.Length;

        // Row k: the distribution of the sum of k drawn scores, jointly with having drawn k so far. Index 0 is the sum of the k
        // smallest scores; the largest sum is reached when all others that the row may still see are the largest.
        var rows = new double[m + 1][];
        rows[0] = [1];
        long span = 0, smallest = 0;
        for (var k = 1; k <= m; k++)
        {
            span += scores[total - m + k - 1] - scores[k - 1];
            smallest += scores[k - 1];
            rows[k] = new double[span + 1];
        }

        var lengths = new int[m + 1];
        lengths[0] = 1;
        for (var i = 0; i < total; i++)
        {
            double left = total - i;
            for (var k = Math.Min(m, i + 1); k >= Math.Max(0, m - (total - i - 1)); k--)
            {
                var stay = (left - (m - k)) / left;
                if (k == 0)
                {
                    rows[0][0] *= stay;
                    continue;
                }

                var shift = (int)(scores[i] - scores[k - 1]);
                var source = rows[k - 1].AsSpan(0, lengths[k - 1]);
                var target = rows[k].AsSpan(0, shift + source.Length);
                Scale(target[..shift], stay);
                ScaleAndAdd(target[shift..], stay, source, (m - k + 1) / left);
                lengths[k] = target.Length;
            }
        }

        // Index j of the last row is 2U = unit (j + smallest) + m first - m(m+1), first being the doubled rank of score 0.
        var last = rows[m];
        var origin = unit * smallest + (long)m * (tieSizes[0] + 1) - (long)m * (m + 1);
        var center = (long)m * (total - m);
        var distance = Math.Abs(doubledU - center);
        double lower = 0, upper = 0, twoSided = 0;
        for (var j = 0; j < last.Length; j++)
        {
            var value = origin + unit * j;
            if (value <= doubledU) lower += last[j];
            if (value >= doubledU) upper += last[j];
            if (Math.Abs(value - center) >= distance) twoSided += last[j];
        }

        return (Math.Min(1, lower), Math.Min(1, upper), Math.Min(1, twoSided));
    }

    // The numbers of ways to get U = 0, 1, ..., as integers of some limbs each, least significant first. The generating function
    // is the Gaussian binomial ∏ (1 - q^(n+i)) / (1 - q^i), i = 1..m, multiplied up one factor at a time (E. F. Harding, An
    // efficient, minimal-storage procedure for calculating the Mann-Whitney U, generalized U and similar distributions,
    // Applied Statistics 33 (1984)). Floating-point numbers lose all digits in its subtractions from some 200 values on.
    private static void Count(Span<ulong> counts, int limbs, int m, int n)
    {
        if (m > n) (m, n) = (n, m);
        counts.Clear();
        counts[0] = 1;
        var length = counts.Length / limbs;
        for (var i = 1; i <= m; i++)
        {
            var last = (int)Math.Min(length - 1, (long)i * n);
            for (var u = last; u >= n + i; u--) Subtract(counts.Slice(u * limbs, limbs), counts.Slice((u - n - i) * limbs, limbs));
            for (var u = i; u <= last; u++) Add(counts.Slice(u * limbs, limbs), counts.Slice((u - i) * limbs, limbs));
        }
    }

    // Without branches on the carry, which is as good as random.
    private static void Add(Span<ulong> target, ReadOnlySpan<ulong> source)
    {
        ulong carry = 0;
        source = source[..target.Length];
        for (var i = 0; i < target.Length; i++)
        {
            var sum = target[i] + source[i];
            var overflow = sum < source[i] ? 1UL : 0;
            var carried = sum + carry;
            target[i] = carried;
            carry = overflow + (carried < sum ? 1UL : 0);
        }
    }

    private static void Subtract(Span<ulong> target, ReadOnlySpan<ulong> source)
    {
        ulong borrow = 0;
        source = source[..target.Length];
        for (var i = 0; i < target.Length; i++)
        {
            var difference = target[i] - source[i];
            var underflow = target[i] < source[i] ? 1UL : 0;
            target[i] = difference - borrow;
            borrow = underflow + (difference < borrow ? 1UL : 0);
        }
    }

    private static BigInteger Binomial(int n, int k)
    {
        BigInteger product = 1;
        for (var i = 1; i <= k; i++) product = product * (n - k + i) / i;
        return product;
    }

    private static int Limbs(BigInteger largest) => (int)(largest.GetBitLength() / 64) + 1;

    private static BigInteger ToInteger(ReadOnlySpan<ulong> limbs) => new(MemoryMarshal.AsBytes(limbs), isUnsigned: true);

    // numerator / denominator, its first 64 bits exact.
    private static double Ratio(BigInteger numerator, BigInteger denominator)
    {
        var shift = (int)(denominator.GetBitLength() - numerator.GetBitLength()) + 64;
        return Math.ScaleB((double)((numerator << shift) / denominator), -shift);
    }

    // The doubled midranks in ascending order, less the smallest, in units of their greatest common divisor.
    private static (long[] Scores, long Unit) Scores(ReadOnlySpan<int> tieSizes)
    {
        long unit = 0, total = 0;
        foreach (var size in tieSizes)
        {
            unit = (long)BigInteger.GreatestCommonDivisor(unit, 2 * total + size - tieSizes[0]);
            total += size;
        }

        unit = Math.Max(1, unit);
        var scores = new long[total];
        var before = 0;
        foreach (var size in tieSizes)
        {
            scores.AsSpan(before, size).Fill((2L * before + size - tieSizes[0]) / unit);
            before += size;
        }

        return (scores, unit);
    }

    private static void Scale(Span<double> target, double factor)
    {
        foreach (ref var value in target) value *= factor;
    }

    private static void ScaleAndAdd(Span<double> target, double factor, ReadOnlySpan<double> source, double weight)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var sources = MemoryMarshal.Cast<double, Vector<double>>(source);
        for (var i = 0; i < targets.Length; i++) targets[i] = targets[i] * factor + sources[i] * weight;
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++) target[i] = target[i] * factor + source[i] * weight;
    }
}
