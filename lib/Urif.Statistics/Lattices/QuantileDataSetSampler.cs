namespace Urif.Statistics;

/// <summary>
/// Random draws of data sets of whole numbers with given quantiles, and a given mean and SD where wanted: every assignment of values of
/// a range to the n observations that meets the conditions is equally likely, or as likely as the product of its values' weights.
/// </summary>
/// <remarks>
/// <para>
/// For each choice of the order statistics that the conditions name, the data sets with that choice are counted by dynamic
/// programming over the values: the state is how many observations are at most v. A value that k observations have weighs as
/// Poisson's probability of k, since the product of such weights is proportional to the number of data sets with these counts
/// (J. F. C. Kingman, Poisson processes (1993), section 2.2) and never too small for a double. Probabilities are right to a
/// relative 1e-12. Cost: choices · range · n².
/// </para>
/// <para>
/// A mean and SD are met by rejection. Values then weigh by exp(αv + βv²) besides, which is divided out again as in
/// <see cref="DataSetSampler"/>; α and β are fitted, in a few rounds of draws of a fixed stream, so that wanted sums come often.
/// </para>
/// <para>Safe for use by any number of threads, each with a random stream of its own.</para>
/// </remarks>
public sealed class QuantileDataSetSampler
{
    private const int FittingRounds = 12, FittingDraws = 400, MostRejections = 2_000_000;

    private readonly int _size;
    private readonly int _minimum;
    private readonly int _values;
    private readonly IReadOnlyList<QuantileCondition> _conditions;
    private readonly SampleLattice? _moments;
    private readonly double[] _logWeights;
    private List<Choice> _choices = [];
    private double[][] _weights = [];
    private double _bySum;
    private double _bySquares;
    private double _greatestLogWeight;

    /// <summary>Counts the data sets.</summary>
    /// <param name="size">n, at least 1.</param>
    /// <param name="minimum">The least possible value.</param>
    /// <param name="maximum">The greatest possible value.</param>
    /// <param name="conditions">The conditions, ranks ascending.</param>
    /// <param name="moments">The mean and SD, of the same size and range; null where they are free.</param>
    /// <param name="weights">
    /// What a value from the minimum on weighs, above 0: a data set is as likely as the product over its observations. Null: all data
    /// sets are equally likely.
    /// </param>
    /// <exception cref="ArgumentException">n is below 1, the range is empty, the moments are of another size or range, or there is not one
    /// positive weight for each value.</exception>
    public QuantileDataSetSampler(int size, int minimum, int maximum, IReadOnlyList<QuantileCondition> conditions,
        SampleLattice? moments = null, IReadOnlyList<double>? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentNullException.ThrowIfNull(conditions);
        if (maximum < minimum)
            throw new ArgumentException($"The range [{minimum}, {maximum}] is empty.", nameof(maximum));
        if (moments is not null && (moments.Size, moments.Minimum, moments.Maximum) != (size, minimum, maximum))
            throw new ArgumentException("The moments are of another size or range.", nameof(moments));
        if (weights is not null && (weights.Count != maximum - minimum + 1 || weights.Any(w => !(w > 0 && double.IsFinite(w)))))
            throw new ArgumentException("Each value has one weight above 0.", nameof(weights));
        (_size, _minimum, _values, _conditions, _moments) = (size, minimum, maximum - minimum + 1, conditions, moments);
        _logWeights = weights is null ? new double[_values] : [.. weights.Select(w => Math.Log(w))];
        Count();
        if (moments is not null && Exists) Fit(moments);
    }

    /// <summary>Whether there is a data set that meets the conditions; the mean and SD are not asked.</summary>
    public bool Exists => _choices.Count > 0;

    /// <summary>Draws a data set, in ascending order.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="values">Gets the n values.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has not n places.</exception>
    /// <exception cref="InvalidOperationException">There is no such data set, or those with the mean and SD are too rare.</exception>
    public void Draw(CounterRandom random, Span<int> values)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (values.Length != _size) throw new ArgumentException($"A data set has {_size} values.", nameof(values));
        if (!Exists) throw new InvalidOperationException("No data set meets the conditions.");
        for (var rejected = 0; rejected < MostRejections; rejected++)
        {
            One(random, values);
            if (_moments is null) return;
            var (sum, squares) = Sums(values);
            if (IsTarget(_moments, sum, squares) && random.NextDouble() < Math.Exp(LogWeight(sum, squares) - _greatestLogWeight))
                return;
        }

        throw new InvalidOperationException("Data sets with these quantiles, mean and SD are too rare to be drawn.");
    }

    private void One(CounterRandom random, Span<int> values)
    {
        var left = random.NextDouble() * _choices.Sum(c => c.Ways[0][0]);
        var choice = _choices[^1];
        foreach (var each in _choices)
        {
            if ((left -= each.Ways[0][0]) >= 0) continue;
            choice = each;
            break;
        }

        var placed = 0;
        for (var v = 0; v < _values; v++)
        {
            var at = random.NextDouble() * choice.Ways[v][placed];
            var next = -1;
            for (var c = Math.Max(placed, choice.Least[v]); c <= choice.Greatest[v]; c++)
            {
                var ways = choice.Ways[v + 1][c] * _weights[v][c - placed];
                if (ways <= 0) continue;
                next = c;
                if ((at -= ways) < 0) break;
            }

            values[placed..next].Fill(v + _minimum);
            placed = next;
        }
    }

    private (long Sum, long Squares) Sums(ReadOnlySpan<int> values)
    {
        long sum = 0, squares = 0;
        foreach (var value in values)
        {
            long v = value - _minimum;
            sum += v;
            squares += v * v;
        }

        return (sum, squares);
    }

    private bool IsTarget(SampleLattice moments, long sum, long squares)
    {
        var whole = sum + (long)_size * _minimum;
        return whole >= moments.LeastSum && whole <= moments.GreatestSum
            && moments.Squares(sum) is var (low, high) && squares >= low && squares <= high;
    }

    private double LogWeight(long sum, long squares) => -(_bySum * sum + _bySquares * squares);

    // Newton's method on the mean and covariance of (Σv, Σv²) over draws: any α and β are right, better ones reject less.
    private void Fit(SampleLattice moments)
    {
        var middle = (moments.LeastSum + moments.GreatestSum) / 2 - (long)_size * _minimum;
        var (low, high) = moments.Squares(middle);
        bool isSpreadKnown = double.IsFinite(moments.StandardDeviation.High), isMeanKnown = double.IsFinite(moments.Mean.Width);
        var targetSquares = 0.5 * (low + high);
        var values = new int[_size];
        for (var round = 0; round < FittingRounds; round++)
        {
            double s = 0, q = 0, ss = 0, sq = 0, qq = 0;
            var random = new CounterRandom(0, (ulong)round);
            for (var k = 0; k < FittingDraws; k++)
            {
                One(random, values);
                var (sum, squares) = Sums(values);
                s += sum;
                q += squares;
                ss += (double)sum * sum;
                sq += (double)sum * squares;
                qq += (double)squares * squares;
            }

            (s, q) = (s / FittingDraws, q / FittingDraws);
            (ss, sq, qq) = (ss / FittingDraws - s * s, sq / FittingDraws - s * q, qq / FittingDraws - q * q);
            double e1 = isMeanKnown ? middle - s : 0, e2 = isSpreadKnown ? targetSquares - q : 0;
            var determinant = ss * qq - sq * sq;
            if (!(determinant > 1e-9 * ss * qq) || ss <= 0) break;
            var a = isSpreadKnown ? (qq * e1 - sq * e2) / determinant : e1 / ss;
            var b = isSpreadKnown ? (ss * e2 - sq * e1) / determinant : 0;
            if (!isMeanKnown) (a, b) = (0, e2 / qq);
            // No further at once than two SDs of the sums, where the covariance still tells.
            double size = Math.Sqrt(a * a * ss + 2 * a * b * sq + b * b * qq), share = size > 2 ? 2 / size : 1;
            (_bySum, _bySquares) = (_bySum + share * a, _bySquares + share * b);
            Count();
            if (size < 0.05) break;
        }

        _greatestLogWeight = double.NegativeInfinity;
        for (var sum = moments.LeastSum; sum <= moments.GreatestSum; sum++)
        {
            var of = sum - (long)_size * _minimum;
            (low, high) = moments.Squares(of);
            if (low <= high)
                _greatestLogWeight = Math.Max(_greatestLogWeight, Math.Max(LogWeight(of, low), LogWeight(of, high)));
        }
    }

    private void Count()
    {
        var probability = new double[_values];
        var most = double.NegativeInfinity;
        for (var v = 0; v < _values; v++) most = Math.Max(most, probability[v] = _logWeights[v] + _bySum * v + _bySquares * v * v);
        for (var v = 0; v < _values; v++) probability[v] = Math.Exp(probability[v] - most);
        var total = probability.Sum();
        _weights = new double[_values][];
        for (var v = 0; v < _values; v++)
        {
            _weights[v] = new double[_size + 1];
            double mean = _size * probability[v] / total, term = Math.Exp(-mean);
            for (var k = 0; k <= _size; k++)
            {
                _weights[v][k] = term;
                term *= mean / (k + 1);
            }
        }

        _choices = [];
        Choose(_conditions, 0, [], 0);
    }

    // The order statistics of one condition after another, none below the one before.
    private void Choose(IReadOnlyList<QuantileCondition> conditions, int place, (int Rank, int Value)[] chosen, int least)
    {
        if (place == conditions.Count)
        {
            Add(chosen);
            return;
        }

        var condition = conditions[place];
        for (var low = least; low < _values; low++)
        {
            for (var high = low; high < _values; high++)
            {
                var alone = condition.Share == 0 || condition.Rank == _size;
                if (alone && high > low) break;
                if (condition.Holds(low + _minimum, high + _minimum))
                {
                    (int, int)[] upper = alone ? [] : [(condition.Rank + 1, high)];
                    Choose(conditions, place + 1, [.. chosen, (condition.Rank, low), .. upper], alone ? low : high);
                }
            }
        }
    }

    // x of rank k is v exactly where fewer than k observations are below v and at least k are at most v.
    private void Add((int Rank, int Value)[] chosen)
    {
        int[] least = new int[_values], greatest = new int[_values];
        Array.Fill(greatest, _size);
        least[^1] = _size;
        foreach (var (rank, value) in chosen)
        {
            least[value] = Math.Max(least[value], rank);
            if (value > 0) greatest[value - 1] = Math.Min(greatest[value - 1], rank - 1);
        }

        for (var v = 1; v < _values; v++) least[v] = Math.Max(least[v], least[v - 1]);
        for (var v = _values - 2; v >= 0; v--) greatest[v] = Math.Min(greatest[v], greatest[v + 1]);
        var choice = new Choice(least, greatest, new double[_values + 1][]);
        choice.Ways[_values] = new double[_size + 1];
        choice.Ways[_values][_size] = 1;
        for (var v = _values - 1; v >= 0; v--)
        {
            choice.Ways[v] = new double[_size + 1];
            for (var placed = 0; placed <= _size; placed++)
            {
                for (var c = Math.Max(placed, least[v]); c <= greatest[v]; c++)
                    choice.Ways[v][placed] += choice.Ways[v + 1][c] * _weights[v][c - placed];
            }
        }

        if (choice.Ways[0][0] > 0) _choices.Add(choice);
    }

    private sealed record Choice(int[] Least, int[] Greatest, double[][] Ways);
}
