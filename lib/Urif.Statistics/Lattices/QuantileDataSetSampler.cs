namespace Urif.Statistics;

/// <summary>
/// Uniform random draws of data sets of whole numbers with given quantiles: every assignment of values of a range to the n
/// observations that meets the conditions is equally likely.
/// </summary>
/// <remarks>
/// For each choice of the order statistics that the conditions name, the data sets with that choice are counted by dynamic
/// programming over the values: the state is how many observations are at most v, a step from c to c' can be taken in
/// binomial(n - c, c' - c) ways. Counts are kept as shares of all (range)ⁿ data sets in double precision, so that probabilities
/// are right to a relative 1e-12. Cost: choices · range · n². Safe for use by any number of threads.
/// </remarks>
public sealed class QuantileDataSetSampler
{
    private readonly int _size;
    private readonly int _minimum;
    private readonly int _values;
    private readonly List<Choice> _choices = [];
    private readonly double[] _logFactorial;

    /// <summary>Counts the data sets.</summary>
    /// <param name="size">n, at least 1.</param>
    /// <param name="minimum">The least possible value.</param>
    /// <param name="maximum">The greatest possible value.</param>
    /// <param name="conditions">The conditions, ranks ascending.</param>
    /// <exception cref="ArgumentException">n is below 1 or the range is empty.</exception>
    public QuantileDataSetSampler(int size, int minimum, int maximum, params IReadOnlyList<QuantileCondition> conditions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentNullException.ThrowIfNull(conditions);
        if (maximum < minimum)
            throw new ArgumentException($"The range [{minimum}, {maximum}] is empty.", nameof(maximum));
        (_size, _minimum, _values) = (size, minimum, maximum - minimum + 1);
        _logFactorial = new double[size + 1];
        for (int k = 1; k <= size; k++)
            _logFactorial[k] = _logFactorial[k - 1] + Math.Log(k);
        Choose(conditions, 0, [], 0);
    }

    /// <summary>Whether there is a data set that meets the conditions.</summary>
    public bool Exists => _choices.Count > 0;

    /// <summary>Draws a data set, in ascending order.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="values">Gets the n values.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> has not n places.</exception>
    /// <exception cref="InvalidOperationException">There is no such data set.</exception>
    public void Draw(CounterRandom random, Span<int> values)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (values.Length != _size)
            throw new ArgumentException($"A data set has {_size} values.", nameof(values));
        if (!Exists)
            throw new InvalidOperationException("No data set meets the conditions.");
        double left = random.NextDouble() * _choices.Sum(c => c.Ways[0][0]);
        Choice choice = _choices[^1];
        foreach (Choice each in _choices)
        {
            if ((left -= each.Ways[0][0]) >= 0)
                continue;
            choice = each;
            break;
        }

        int placed = 0;
        for (int v = 0; v < _values; v++)
        {
            double at = random.NextDouble() * choice.Ways[v][placed];
            int next = -1;
            for (int c = Math.Max(placed, choice.Least[v]); c <= choice.Greatest[v]; c++)
            {
                double ways = Ways(choice, v, placed, c);
                if (ways <= 0)
                    continue;
                next = c;
                if ((at -= ways) < 0)
                    break;
            }

            values[placed..next].Fill(v + _minimum);
            placed = next;
        }
    }

    // The order statistics of one condition after another, none below the one before.
    private void Choose(IReadOnlyList<QuantileCondition> conditions, int place, (int Rank, int Value)[] chosen, int least)
    {
        if (place == conditions.Count)
        {
            Add(chosen);
            return;
        }

        QuantileCondition condition = conditions[place];
        for (int low = least; low < _values; low++)
        {
            for (int high = low; high < _values; high++)
            {
                bool alone = condition.Share == 0 || condition.Rank == _size;
                if (alone && high > low)
                    break;
                if (condition.Holds(low + _minimum, high + _minimum))
                    Choose(conditions, place + 1, [.. chosen, (condition.Rank, low), .. alone ? [] : new[] { (condition.Rank + 1, high) }], alone ? low : high);
            }
        }
    }

    // x of rank k is v exactly where fewer than k observations are below v and at least k are at most v.
    private void Add((int Rank, int Value)[] chosen)
    {
        int[] least = new int[_values], greatest = new int[_values];
        Array.Fill(greatest, _size);
        least[^1] = _size;
        foreach ((int rank, int value) in chosen)
        {
            least[value] = Math.Max(least[value], rank);
            if (value > 0)
                greatest[value - 1] = Math.Min(greatest[value - 1], rank - 1);
        }

        for (int v = 1; v < _values; v++)
            least[v] = Math.Max(least[v], least[v - 1]);
        for (int v = _values - 2; v >= 0; v--)
            greatest[v] = Math.Min(greatest[v], greatest[v + 1]);
        var choice = new Choice(least, greatest, new double[_values + 1][]);
        choice.Ways[_values] = new double[_size + 1];
        choice.Ways[_values][_size] = 1;
        for (int v = _values - 1; v >= 0; v--)
        {
            choice.Ways[v] = new double[_size + 1];
            for (int placed = 0; placed <= _size; placed++)
            {
                for (int c = Math.Max(placed, least[v]); c <= greatest[v]; c++)
                    choice.Ways[v][placed] += Ways(choice, v, placed, c);
            }
        }

        if (choice.Ways[0][0] > 0)
            _choices.Add(choice);
    }

    // Of the observations not yet placed, those with value v are chosen; each has one of the range's values.
    private double Ways(Choice choice, int v, int placed, int next)
    {
        double after = choice.Ways[v + 1][next];
        return after <= 0 ? 0 : after * Math.Exp(
            _logFactorial[_size - placed] - _logFactorial[next - placed] - _logFactorial[_size - next] - ((next - placed) * Math.Log(_values)));
    }

    private sealed record Choice(int[] Least, int[] Greatest, double[][] Ways);
}
