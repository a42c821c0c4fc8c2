using System.Numerics;
using System.Runtime.InteropServices;

namespace Urif.Statistics;

/// <summary>
/// Uniform random draws of data sets from a <see cref="SampleLattice"/>: every assignment of whole numbers to the n
/// observations whose mean and SD lie in the lattice's intervals is equally likely.
/// </summary>
/// <remarks>
/// <para>
/// A data set has its observations in order, as the rows of a file are; <see cref="LatticeSampler"/> draws multisets instead, which
/// gives 3, 3, 3 the weight of 2, 3, 4 although six data sets have the latter.
/// </para>
/// <para>
/// Observations are drawn independently with probabilities p(v) ∝ exp(αv + βv²): a data set's probability then depends on its Σx and
/// Σx² alone, and is divided out. α and β are fitted so that wanted sums come often (the discrete distribution of greatest entropy
/// with the lattice's mean and SD). The last m observations are drawn from what the others leave open, by tables of the distribution of
/// (Σx, Σx²) of up to m observations, and the whole is accepted with a probability proportional to that remainder; the greater
/// m, the fewer rejections. Rejection is exact: no data set is favoured.
/// Source: the conditional distribution of an exponential family given its sufficient statistic (E. L. Lehmann and J. P. Romano,
/// Testing statistical hypotheses, 3rd ed. (2005), section 2.7); L. Devroye, Non-uniform random variate generation (1986), II.3.
/// </para>
/// <para>Safe for use by any number of threads, each with a random stream of its own.</para>
/// </remarks>
public sealed class DataSetSampler
{
    /// <summary>The most different values that a range may have.</summary>
    public const int MaximumValues = 1024;

    /// <summary>After so many rejections in a row a draw is given up.</summary>
    public const int MaximumRejections = 10_000_000;

    // So many entries of 8 bytes may the tables have.
    private const int MostEntries = 400_000;

    private readonly int _size;
    private readonly int _minimum;
    private readonly int _width;
    private readonly long _leastSum;
    private readonly (long Low, long High)[] _squares;
    private readonly double[] _probability;

    // The probability of each value among those not below it.
    private readonly double[] _share;

    // The logarithm of the probability against the rarer of the two: the value, or one above it.
    private readonly double[] _logAgainst;
    private readonly double _bySum;
    private readonly double _bySquares;
    private readonly double _greatestLogWeight;

    // _tables[j]: the probability of each (Σv, Σv²) of j observations v above the minimum; a sum's row holds every second Σv², as
    // both are even or both odd.
    private readonly double[][] _tables;
    private readonly double _greatestRemainder;

    internal DataSetSampler(SampleLattice lattice)
    {
        (_size, _minimum, _width) = (lattice.Size, lattice.Minimum, lattice.Maximum - lattice.Minimum);
        _leastSum = lattice.LeastSum - (long)_size * _minimum;
        _squares = new (long, long)[Math.Max(0, lattice.GreatestSum - lattice.LeastSum + 1)];
        for (var i = 0; i < _squares.Length; i++) _squares[i] = lattice.Squares(_leastSum + i);
        (_probability, _bySum, _bySquares) = Fit(lattice);
        // Linear in both sums, so greatest at the end of a range.
        _greatestLogWeight = double.NegativeInfinity;
        for (var i = 0; i < _squares.Length; i++)
        {
            if (_squares[i].Low <= _squares[i].High)
            {
                var atEnds = Math.Max(LogWeight(_leastSum + i, _squares[i].Low), LogWeight(_leastSum + i, _squares[i].High));
                _greatestLogWeight = Math.Max(_greatestLogWeight, atEnds);
            }
        }

        _share = new double[_width + 1];
        _logAgainst = new double[_width + 1];
        double rest = 1;
        for (var v = 0; v <= _width; v++)
        {
            _share[v] = v == _width ? 1 : Math.Clamp(_probability[v] / rest, 0, 1);
            _logAgainst[v] = Math.Log(1 - Math.Min(_share[v], 1 - _share[v]));
            rest = Math.Max(rest - _probability[v], 1e-300);
        }

        _tables = Tables();
        _greatestRemainder = GreatestRemainder();
    }

    /// <summary>Draws a data set.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="values">Gets the n values.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has not n places.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="MaximumRejections"/> data sets in a row were rejected: those of the lattice are too rare.
    /// </exception>
    public void Draw(CounterRandom random, Span<int> values)
    {
        if (!TryDraw(random, values, MaximumRejections))
            throw new InvalidOperationException(
                $"{MaximumRejections} data sets in a row were rejected: those with this mean and SD are too rare to be drawn.");
    }

    /// <summary>Draws a data set unless so many in a row are rejected.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="values">Gets the n values.</param>
    /// <param name="rejections">How many rejections end the search.</param>
    /// <returns>Whether there is one; if not, the values are those of none.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> has not n places.</exception>
    public bool TryDraw(CounterRandom random, Span<int> values, int rejections)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (values.Length != _size) throw new ArgumentException($"A data set has {_size} values.", nameof(values));
        var open = _tables.Length - 1;
        var counts = _width < 256 ? stackalloc int[_width + 1] : new int[_width + 1];
        for (var rejected = 0; rejected < rejections; rejected++)
        {
            long sum = 0, squares = 0;
            for (int v = 0, left = _size - open; v <= _width; v++)
            {
                var count = Binomial(left, v, random);
                counts[v] = count;
                left -= count;
                sum += (long)count * v;
                squares += (long)count * v * v;
            }

            var remainder = Remainder(sum, squares, double.PositiveInfinity, out _, out _);
            if (remainder <= 0 || random.NextDouble() * _greatestRemainder >= remainder) continue;
            var at = open;
            for (var v = 0; v <= _width; v++)
            {
                values.Slice(at, counts[v]).Fill(v + _minimum);
                at += counts[v];
            }

            Remainder(sum, squares, random.NextDouble() * remainder, out var leftSum, out var leftSquares);
            for (var left = open; left > 0; left--)
            {
                var value = Next(left, leftSum, leftSquares, random);
                values[left - 1] = value + _minimum;
                leftSum -= value;
                leftSquares -= (long)value * value;
            }

            // The values came in order; which observation has which is open.
            for (var i = values.Length - 1; i > 0; i--)
            {
                var j = (int)(random.NextDouble() * (i + 1));
                (values[i], values[j]) = (values[j], values[i]);
            }

            return true;
        }

        return false;
    }

    // The weighted probability that the open observations bring the sums into the lattice. Stops where the running total passes until,
    // and says what the open observations then add up to.
    private double Remainder(long sum, long squares, double until, out long leftSum, out long leftSquares)
    {
        var open = _tables.Length - 1;
        double total = 0;
        (leftSum, leftSquares) = (0, 0);
        for (var i = 0; i < _squares.Length; i++)
        {
            var s = _leastSum + i - sum;
            if (s < 0 || s > (long)open * _width) continue;
            long from = Math.Max(_squares[i].Low - squares, s & 1), to = Math.Min(_squares[i].High - squares, (long)open * _width * _width);
            for (var q = from + ((from ^ s) & 1); q <= to; q += 2)
            {
                var part = _tables[open][Place(open, s, q)];
                if (part <= 0) continue;
                total += part * Weight(_leastSum + i, squares + q);
                (leftSum, leftSquares) = (s, q);
                if (total > until) return total;
            }
        }

        return total;
    }

    // One of so many open observations, given what all of them add up to.
    private int Next(int left, long sum, long squares, CounterRandom random)
    {
        var at = random.NextDouble() * _tables[left][Place(left, sum, squares)];
        var last = -1;
        for (var v = 0; v <= _width; v++)
        {
            var part = _probability[v] * Entry(left - 1, sum - v, squares - (long)v * v);
            if (part <= 0) continue;
            last = v;
            if ((at -= part) < 0) break;
        }

        return last;
    }

    private double Entry(int count, long sum, long squares) =>
        sum < 0 || squares < 0 || sum > (long)count * _width || squares > (long)count * _width * _width
            ? 0 : _tables[count][Place(count, sum, squares)];

    private int Place(int count, long sum, long squares) => (int)(sum * Row(count) + (squares >> 1));

    private long Row(int count) => ((long)count * _width * _width >> 1) + 1;

    private long Entries(int count) => ((long)count * _width + 1) * Row(count);

    private double[][] Tables()
    {
        double[] none = [1];
        var tables = new List<double[]> { none };
        long entries = 1;
        for (var count = 1; count <= _size; count++)
        {
            // Two at the least: one alone hardly ever hits.
            entries += Entries(count);
            if (count > 2 && entries > MostEntries) break;
            var table = new double[Entries(count)];
            var before = tables[count - 1];
            for (var sum = 0; sum <= (count - 1) * _width; sum++)
            {
                ReadOnlySpan<double> row = before.AsSpan((int)(sum * Row(count - 1)), (int)Row(count - 1));
                // Of a sum's row the places are half of Σv², rounded down, so that one more v moves the whole row by as much.
                for (var v = 0; v <= _width; v++)
                    AddMultiple(row, _probability[v], table.AsSpan(Place(count, sum + v, (sum & 1) + (long)v * v), row.Length));
            }

            tables.Add(table);
        }

        return [.. tables];
    }

    private static void AddMultiple(ReadOnlySpan<double> values, double factor, Span<double> to)
    {
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        var sums = MemoryMarshal.Cast<double, Vector<double>>(to);
        for (var i = 0; i < vectors.Length; i++) sums[i] += vectors[i] * factor;
        for (var i = vectors.Length * Vector<double>.Count; i < values.Length; i++) to[i] += values[i] * factor;
    }

    // One over the probability of a data set with these sums, in units of the greatest such weight.
    private double Weight(long sum, long squares) => Math.Exp(LogWeight(sum, squares) - _greatestLogWeight);

    private double LogWeight(long sum, long squares) => -(_bySum * sum + _bySquares * squares);

    // How many of the trials are a value, the others being above it. Inversion from 0 up, with a share of at most one half and at
    // most so many trials that the first term does not vanish.
    private int Binomial(int trials, int value, CounterRandom random)
    {
        const int most = 512;
        var isRarer = _share[value] <= 0.5;
        var share = isRarer ? _share[value] : 1 - _share[value];
        int successes = 0, left = trials;
        for (; left > 0; left -= most)
        {
            var n = Math.Min(left, most);
            double odds = share / (1 - share), term = Math.Exp(n * _logAgainst[value]), u = random.NextDouble();
            var k = 0;
            while (u >= term && k < n)
            {
                u -= term;
                k++;
                term *= odds * (n - k + 1) / k;
            }

            successes += k;
        }

        return isRarer ? successes : trials - successes;
    }

    // An upper bound of Remainder: for each row of sums the fullest window of sums of squares, as many rows together as there are
    // wanted sums.
    private double GreatestRemainder()
    {
        var open = _tables.Length - 1;
        long window = 0;
        foreach (var (low, high) in _squares) window = Math.Max(window, high - low);
        var places = window / 2 + 1;
        var fullest = new double[(long)open * _width + 1];
        for (long sum = 0; sum < fullest.Length; sum++)
        {
            ReadOnlySpan<double> row = _tables[open].AsSpan((int)(sum * Row(open)), (int)Row(open));
            double inside = 0;
            for (var high = 0; high < row.Length; high++)
            {
                inside += row[high];
                if (high >= places) inside -= row[(int)(high - places)];
                fullest[sum] = Math.Max(fullest[sum], inside);
            }
        }

        double most = 0, together = 0;
        for (var sum = 0; sum < fullest.Length; sum++)
        {
            together += fullest[sum];
            if (sum >= _squares.Length) together -= fullest[sum - _squares.Length];
            most = Math.Max(most, together);
        }

        // The slack covers the rounding of the running totals.
        return most * (1 + 1e-9);
    }

    // Newton's method for the two moments, in deviations from the mean in units of the SD. It need not converge: any α and β are
    // right, and only how many draws are rejected depends on them.
    private (double[] Probability, double BySum, double BySquares) Fit(SampleLattice lattice)
    {
        var mean = 0.5 * (lattice.LeastSum + lattice.GreatestSum) / _size - _minimum;
        // Without a bound above, the SD says nothing and all data sets of a sum are alike.
        var isSpreadKnown = double.IsFinite(lattice.StandardDeviation.High);
        var sd = isSpreadKnown
            ? Math.Min(0.5 * (Math.Max(lattice.StandardDeviation.Low, 0) + lattice.StandardDeviation.High), _width)
            : Math.Max(1, _width / 3.5);
        var variance = Math.Max(sd * sd * (_size - 1) / Math.Max(1, _size), 1e-3);
        var scale = Math.Sqrt(variance);
        double[] best = new double[_width + 1], p = new double[_width + 1];
        double bySum = 0, bySquares = 0;
        double alpha = 0, beta = isSpreadKnown ? -0.5 : 0, bestError = double.PositiveInfinity;
        Span<double> moment = stackalloc double[5];
        for (var step = 0; step < 60; step++)
        {
            var most = double.NegativeInfinity;
            for (var v = 0; v <= _width; v++)
            {
                var z = (v - mean) / scale;
                p[v] = alpha * z + beta * z * z;
                most = Math.Max(most, p[v]);
            }

            double total = 0;
            moment.Clear();
            for (var v = 0; v <= _width; v++)
            {
                double z = (v - mean) / scale, w = Math.Exp(p[v] - most), power = w;
                p[v] = w;
                total += w;
                for (var k = 1; k <= 4; k++) moment[k] += power *= z;
            }

            for (var v = 0; v <= _width; v++) p[v] /= total;
            for (var k = 1; k <= 4; k++) moment[k] /= total;
            double e1 = -moment[1], e2 = isSpreadKnown ? 1 - moment[2] : 0, error = Math.Abs(e1) + Math.Abs(e2);
            if (error < bestError)
            {
                bestError = error;
                p.CopyTo(best, 0);
                bySum = (alpha - 2 * beta * mean / scale) / scale;
                bySquares = beta / (scale * scale);
            }

            double a = moment[2] - moment[1] * moment[1], b = moment[3] - moment[1] * moment[2], c = moment[4] - moment[2] * moment[2];
            var determinant = a * c - b * b;
            if (error < 1e-9 || !(determinant > 1e-12)) break;
            var stepAlpha = isSpreadKnown ? (c * e1 - b * e2) / determinant : e1 / a;
            var stepBeta = isSpreadKnown ? (a * e2 - b * e1) / determinant : 0;
            double size = Math.Max(Math.Abs(stepAlpha), Math.Abs(stepBeta)), share = size > 2 ? 2 / size : 1;
            alpha += share * stepAlpha;
            beta = Math.Max(beta + share * stepBeta, -50);
        }

        return (best, bySum, bySquares);
    }
}
