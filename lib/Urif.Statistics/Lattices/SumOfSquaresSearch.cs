namespace Urif.Statistics;

/// <summary>
/// Decides exactly whether some sample of m integers in [0, w] has sum t and sum of squares q.
/// </summary>
/// <remarks>
/// <para>Most questions are settled in constant time, by <see cref="Screen"/>:</para>
/// <para>
/// (1) Σx² ≡ Σx (mod 2), and Σx² lies between the integer minimum and maximum of <see cref="IntegerSumOfSquares"/>;
/// both are attained.
/// </para>
/// <para>
/// (2) Start from the most even sample. While some value a strictly inside (0, w) occurs twice, replace (a, a) by
/// (a-1, a+1): m and Σx stay, and Σx² rises by exactly 2. So every q of the right parity is attained from the minimum up
/// to the first sample that is stuck, and a stuck sample has no inside value twice. <see cref="LeastStuck"/> bounds the
/// Σx² of all such samples from below; up to that bound everything of the right parity is attained.
/// </para>
/// <para>
/// What is left lies near the maximum, where few values are inside the range. A depth-first search over the greatest
/// value and its multiplicity decides it, with (1) and (2) applied to the rest of the sample and with a table of the
/// states that failed. The search always ends with the exact answer. Its depth is at most the number of distinct values;
/// its table holds one entry per failed state.
/// </para>
/// </remarks>
internal static class SumOfSquaresSearch
{
    internal enum Answer
    {
        No,
        Yes,
        Open,
    }

    /// <summary>
    /// Whether the sum of squares is attained, where <see cref="Screen"/> left it open; null where the budget of screens is spent first.
    /// </summary>
    internal static bool? Search(long m, long w, long t, long q, ref long budget)
    {
        var found = Search(Canonical(m, w, t, q), [], ref budget);
        return found ? true : budget < 0 ? null : false;
    }

    /// <summary>The constant-time answer, or <see cref="Answer.Open"/>.</summary>
    internal static Answer Screen(long m, long w, long t, long q)
    {
        if (t < 0 || t > m * w || ((t ^ q) & 1) != 0) return Answer.No;
        if (m == 0) return q == 0 ? Answer.Yes : Answer.No;
        long least = IntegerSumOfSquares.Minimum(m, t), greatest = IntegerSumOfSquares.MaximumFromZero(t, w);
        if (q < least || q > greatest) return Answer.No;
        if (q == least || q == greatest) return Answer.Yes;
        if (m == 2)
        {
            // x + y = t, x² + y² = q: (x - y)² = 2q - t². The range holds since q lies between its bounds.
            long square = 2 * q - t * t, root = (long)Math.Sqrt(square);
            return root * root == square || (root + 1) * (root + 1) == square ? Answer.Yes : Answer.No;
        }

        if (q <= LeastStuck(m, w, t)) return Answer.Yes;
        var narrow = Narrow(m, w, t, q);
        return narrow.W < w && narrow.Q <= LeastStuck(narrow.M, narrow.W, narrow.T) ? Answer.Yes : Answer.Open;
    }

    /// <summary>
    /// A lower bound for Σx² over the samples of m integers in [0, w] with sum t whose values strictly inside (0, w) are
    /// distinct: the greater of two bounds, each exact in some regime.
    /// </summary>
    internal static long LeastStuck(long m, long w, long t)
    {
        // Bound A. Σx² = w·t - Σx(w-x), and x(w-x) vanishes at both ends. The sum is at most that of the k = min(m, w-1)
        // distinct inside values nearest the middle: Σ w²/4 - d², where the d are steps of 1 around 0 (k(k²-1)/12 for
        // their squares) or, when k and w have the same parity, around 1/2 (k/4 more).
        var k = Math.Min(m, w - 1);
        var offCentre = ((k ^ w) & 1) == 0 ? 3 * k : 0;
        var nearEnds = w * t - (3 * k * w * w - k * (k * k - 1) - offCentre) / 12;

        // Bound B. Around the mean t/m, k distinct integers have Σ(x - t/m)² of at least k(k²-1)/12, and each value at an
        // end at least e², e = min(t, mw-t)/m being the distance of the mean to the nearer end. So
        // Σ(x - t/m)² >= min over k of k(k²-1)/12 + (m-k)·e². The step from k to k+1 adds k(k+1)/4 - e², hence the
        // minimum is at the first k with k(k+1) >= 4e².
        var toEnd = Math.Min(t, m * w - t);
        var distance = (double)toEnd / m;
        // The expression is valid as a bound only at the minimum: step the rounded solution to it.
        var distinct = Math.Max(0, (long)(Math.Sqrt(4 * distance * distance + 0.25) - 0.5) - 1);
        while ((Int128)distinct * (distinct + 1) * m * m < (Int128)4 * toEnd * toEnd) distinct++;
        distinct = Math.Min(distinct, m);
        // 12·m²·Σ(x - t/m)² = 12·m²·Σx² - 12·m·t² is compared without division until the last step.
        var spread = (Int128)m * m * distinct * (distinct * distinct - 1) + (Int128)12 * (m - distinct) * toEnd * toEnd;
        var scale = (Int128)12 * m * m;
        var aroundMean = (spread + (Int128)12 * m * t * t + scale - 1) / scale;
        return Math.Max(nearEnds, (long)aroundMean);
    }

    /// <summary>
    /// The same question with the range cut to the values that can occur and moved to start at 0: if x occurs, the
    /// others' sum of squares is at least (t-x)²/(m-1), so |x - t/m| is at most sqrt((m-1)(mq - t²))/m.
    /// </summary>
    private static State Narrow(long m, long w, long t, long q)
    {
        double mean = (double)t / m, reach = Math.Sqrt((m - 1.0) * (q * m - t * t)) / m;
        // A range one too wide is still right, so rounding errors do no harm.
        long low = Math.Max(0, (long)(mean - reach)), high = Math.Min(w, (long)(mean + reach) + 1);
        return new State(m, high - low, t - m * low, q - 2 * low * t + m * low * low);
    }

    /// <summary>The narrowed question with, by x -> w - x, the mean in the lower half of the range.</summary>
    private static State Canonical(long m, long w, long t, long q)
    {
        var state = Narrow(m, w, t, q);
        return 2 * state.T <= m * state.W
            ? state
            : state with { T = m * state.W - state.T, Q = state.Q + m * state.W * state.W - 2 * state.W * state.T };
    }

    /// <summary>Whether an open state is attained.</summary>
    private static bool Search(State state, HashSet<State> failed, ref long budget)
    {
        // One sweep for a child that is settled as attained, before going deep into any open one.
        foreach (var deep in (ReadOnlySpan<bool>)[false, true])
        {
            for (var top = state.W; top * state.M >= state.T; top--)
            {
                if (IntegerSumOfSquares.MaximumFromZero(state.T, top) < state.Q) break;
                // The rest, at most top - 1 each, must make up the sum.
                var fewest = Math.Max(1, state.T - state.M * (top - 1));
                for (var count = Math.Min(state.M, state.T / top); count >= fewest; count--)
                {
                    long m = state.M - count, t = state.T - count * top, q = state.Q - count * top * top;
                    if (q < 0) continue;
                    if (--budget < 0) return false;
                    var answer = Screen(m, top - 1, t, q);
                    if (answer == Answer.Yes) return true;
                    if (!deep || answer == Answer.No) continue;
                    var child = Canonical(m, top - 1, t, q);
                    if (!failed.Contains(child) && Search(child, failed, ref budget)) return true;
                }
            }
        }

        failed.Add(state);
        return false;
    }

    private readonly record struct State(long M, long W, long T, long Q);
}
