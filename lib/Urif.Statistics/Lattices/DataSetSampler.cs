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
/// with the lattice's mean and SD). The last two observations are drawn from what the others leave open, and the whole is accepted
/// with a probability proportional to that remainder. Rejection is exact: no data set is favoured.
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

    private readonly int _size;
    private readonly int _minimum;
    private readonly int _width;
    private readonly long _leastSum;
    private readonly (long Low, long High)[] _squares;
    private readonly double[] _probability;
    private readonly double[] _keep;
    private readonly int[] _alias;
    private readonly double _bySum;
    private readonly double _bySquares;
    private readonly double _greatestLogWeight;
    private readonly double _greatestRemainder;

    internal DataSetSampler(SampleLattice lattice)
    {
        (_size, _minimum, _width) = (lattice.Size, lattice.Minimum, lattice.Maximum - lattice.Minimum);
        _leastSum = lattice.LeastSum - (long)_size * _minimum;
        _squares = new (long, long)[Math.Max(0, lattice.GreatestSum - lattice.LeastSum + 1)];
        for (int i = 0; i < _squares.Length; i++)
            _squares[i] = lattice.Squares(_leastSum + i);
        (_probability, _bySum, _bySquares) = Fit(lattice);
        // Linear in both sums, so greatest at the end of a range.
        _greatestLogWeight = double.NegativeInfinity;
        for (int i = 0; i < _squares.Length; i++)
        {
            if (_squares[i].Low <= _squares[i].High)
                _greatestLogWeight = Math.Max(_greatestLogWeight, Math.Max(LogWeight(_leastSum + i, _squares[i].Low), LogWeight(_leastSum + i, _squares[i].High)));
        }

        (_keep, _alias) = AliasTable(_probability);
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
        ArgumentNullException.ThrowIfNull(random);
        if (values.Length != _size)
            throw new ArgumentException($"A data set has {_size} values.", nameof(values));
        int open = Math.Min(2, _size);
        for (int rejected = 0; rejected < MaximumRejections; rejected++)
        {
            long sum = 0, squares = 0;
            for (int i = open; i < values.Length; i++)
            {
                int value = One(random);
                values[i] = value + _minimum;
                sum += value;
                squares += (long)value * value;
            }

            double remainder = Remainder(sum, squares, double.PositiveInfinity, out _);
            if (remainder <= 0 || random.NextDouble() * _greatestRemainder >= remainder)
                continue;
            Remainder(sum, squares, random.NextDouble() * remainder, out int first);
            values[0] = first + _minimum;
            if (open == 2)
                values[1] = Second(sum, squares, first, random) + _minimum;
            return;
        }

        throw new InvalidOperationException(
            $"{MaximumRejections} data sets in a row were rejected: those with this mean and SD are too rare to be drawn.");
    }

    // The probability that the first open observation, and the second, bring the sums into the lattice; stops at the value of the
    // first at which the running total passes until.
    private double Remainder(long sum, long squares, double until, out int first)
    {
        double total = 0;
        first = -1;
        long least = _leastSum - sum, greatest = least + _squares.Length - 1;
        int from = (int)Math.Clamp(_size == 1 ? least : least - _width, 0, _width + 1), to = (int)Math.Clamp(greatest, -1, _width);
        for (int a = from; a <= to; a++)
        {
            double part = _probability[a] * SecondTotal(sum, squares, a);
            if (part <= 0)
                continue;
            total += part;
            first = a;
            if (total > until)
                return total;
        }

        return total;
    }

    private double SecondTotal(long sum, long squares, int a)
    {
        long s = sum + a, q = squares + (long)a * a;
        if (_size == 1)
            return IsTarget(s, q) ? Weight(s, q) : 0;
        double total = 0;
        for (int i = 0; i < _squares.Length; i++)
        {
            long b = _leastSum + i - s;
            if (b >= 0 && b <= _width && IsTarget(s + b, q + b * b))
                total += _probability[b] * Weight(s + b, q + b * b);
        }

        return total;
    }

    private int Second(long sum, long squares, int a, CounterRandom random)
    {
        long s = sum + a, q = squares + (long)a * a;
        double left = random.NextDouble() * SecondTotal(sum, squares, a);
        int last = -1;
        for (int i = 0; i < _squares.Length; i++)
        {
            long b = _leastSum + i - s;
            if (b < 0 || b > _width || !IsTarget(s + b, q + b * b))
                continue;
            last = (int)b;
            left -= _probability[b] * Weight(s + b, q + b * b);
            if (left < 0)
                break;
        }

        return last;
    }

    // One over the probability of a data set with these sums, in units of the greatest such weight.
    private double Weight(long sum, long squares) => Math.Exp(LogWeight(sum, squares) - _greatestLogWeight);

    private double LogWeight(long sum, long squares) => -((_bySum * sum) + (_bySquares * squares));

    private bool IsTarget(long sum, long squares)
    {
        long at = sum - _leastSum;
        return at >= 0 && at < _squares.Length && squares >= _squares[at].Low && squares <= _squares[at].High;
    }

    private int One(CounterRandom random)
    {
        double u = random.NextDouble() * _keep.Length;
        int place = (int)u;
        return u - place < _keep[place] ? place : _alias[place];
    }

    /// <summary>An upper bound of <see cref="Remainder"/>: for each wanted sum the fullest window of sums of two squares.</summary>
    private double GreatestRemainder()
    {
        if (_size == 1)
            return 1;
        long window = 0;
        foreach ((long low, long high) in _squares)
            window = Math.Max(window, high - low);
        double most = 0;
        var pairs = new List<(long Squares, double Probability)>();
        for (int t = 0; t <= 2 * _width; t++)
        {
            pairs.Clear();
            for (int a = Math.Max(0, t - _width); a <= Math.Min(_width, t); a++)
                pairs.Add(((long)a * a + (long)(t - a) * (t - a), _probability[a] * _probability[t - a]));
            pairs.Sort((x, y) => x.Squares.CompareTo(y.Squares));
            double inside = 0;
            for (int high = 0, low = 0; high < pairs.Count; high++)
            {
                inside += pairs[high].Probability;
                while (pairs[high].Squares - pairs[low].Squares > window)
                    inside -= pairs[low++].Probability;
                most = Math.Max(most, inside);
            }
        }

        // The slack covers the rounding of the running totals.
        return most * Math.Max(1, _squares.Length) * (1 + 1e-9);
    }

    // Newton's method for the two moments, in deviations from the mean in units of the SD. It need not converge: any α and β are
    // right, and only how many draws are rejected depends on them.
    private (double[] Probability, double BySum, double BySquares) Fit(SampleLattice lattice)
    {
        double mean = 0.5 * (lattice.LeastSum + lattice.GreatestSum) / _size - _minimum;
        // Without a bound above, the SD says nothing and all data sets of a sum are alike.
        bool isSpreadKnown = double.IsFinite(lattice.StandardDeviation.High);
        double sd = isSpreadKnown ? Math.Min(0.5 * (Math.Max(lattice.StandardDeviation.Low, 0) + lattice.StandardDeviation.High), _width) : Math.Max(1, _width / 3.5);
        double variance = Math.Max(sd * sd * (_size - 1) / Math.Max(1, _size), 1e-3);
        double scale = Math.Sqrt(variance);
        double[] best = new double[_width + 1], p = new double[_width + 1];
        double bySum = 0, bySquares = 0;
        double alpha = 0, beta = isSpreadKnown ? -0.5 : 0, bestError = double.PositiveInfinity;
        Span<double> moment = stackalloc double[5];
        for (int step = 0; step < 60; step++)
        {
            double most = double.NegativeInfinity;
            for (int v = 0; v <= _width; v++)
            {
                double z = (v - mean) / scale;
                p[v] = (alpha * z) + (beta * z * z);
                most = Math.Max(most, p[v]);
            }

            double total = 0;
            moment.Clear();
            for (int v = 0; v <= _width; v++)
            {
                double z = (v - mean) / scale, w = Math.Exp(p[v] - most), power = w;
                p[v] = w;
                total += w;
                for (int k = 1; k <= 4; k++)
                    moment[k] += power *= z;
            }

            for (int v = 0; v <= _width; v++)
                p[v] /= total;
            for (int k = 1; k <= 4; k++)
                moment[k] /= total;
            double e1 = -moment[1], e2 = isSpreadKnown ? 1 - moment[2] : 0, error = Math.Abs(e1) + Math.Abs(e2);
            if (error < bestError)
            {
                bestError = error;
                p.CopyTo(best, 0);
                bySum = (alpha - (2 * beta * mean / scale)) / scale;
                bySquares = beta / (scale * scale);
            }

            double a = moment[2] - moment[1] * moment[1], b = moment[3] - moment[1] * moment[2], c = moment[4] - moment[2] * moment[2];
            double determinant = a * c - b * b;
            if (error < 1e-9 || !(determinant > 1e-12))
                break;
            double stepAlpha = isSpreadKnown ? (c * e1 - b * e2) / determinant : e1 / a, stepBeta = isSpreadKnown ? (a * e2 - b * e1) / determinant : 0;
            double size = Math.Max(Math.Abs(stepAlpha), Math.Abs(stepBeta)), share = size > 2 ? 2 / size : 1;
            alpha += share * stepAlpha;
            beta = Math.Max(beta + share * stepBeta, -50);
        }

        return (best, bySum, bySquares);
    }

    // M. D. Vose, IEEE Transactions on Software Engineering 17 (1991) 972-975.
    private static (double[] Keep, int[] Alias) AliasTable(double[] probability)
    {
        int n = probability.Length;
        var keep = new double[n];
        var alias = new int[n];
        var scaled = new double[n];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int i = 0; i < n; i++)
        {
            scaled[i] = probability[i] * n;
            (scaled[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int less = small.Pop(), more = large.Pop();
            keep[less] = scaled[less];
            alias[less] = more;
            scaled[more] -= 1 - scaled[less];
            (scaled[more] < 1 ? small : large).Push(more);
        }

        foreach (int i in small.Concat(large))
            keep[i] = 1;
        return (keep, alias);
    }
}
