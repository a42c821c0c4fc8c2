using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Some of an arm's numbers as bounds: where a statistic is printed more than once, the values that all of them leave.</summary>
internal sealed class NumberBounds
{
    private readonly Dictionary<(string, Statistic), (decimal Low, decimal High)> _bounds = [];

    public NumberBounds(IEnumerable<LedgerNumber> numbers)
    {
        foreach (var number in numbers)
        {
            var box = new PrintedBox(number);
            var key = (number.Variable.Id, number.Statistic);
            var (low, high) = _bounds.GetValueOrDefault(key, (0, decimal.MaxValue));
            _bounds[key] = (Math.Max(low, box.Low), Math.Min(high, box.High));
            IsEmpty |= _bounds[key].Low >= _bounds[key].High;
        }
    }

    /// <summary>Whether two numbers of the same statistic leave no value.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether a statistic is bounded.</summary>
    public bool Has(string variable, Statistic statistic) => _bounds.ContainsKey((variable, statistic));

    /// <summary>Whether any statistic of a variable is bounded.</summary>
    public bool Has(string variable) => _bounds.Keys.Any(k => k.Item1 == variable);

    /// <summary>The lower bound, which belongs, and the upper one, which does not.</summary>
    public (decimal Low, decimal High)? Exact(string variable, Statistic statistic) =>
        _bounds.TryGetValue((variable, statistic), out var found) ? found : null;

    /// <summary>The bounds as a closed interval; null where there are none.</summary>
    public Interval? Of(string variable, Statistic statistic) =>
        Exact(variable, statistic) is var (low, high) ? new Interval((double)low, (double)high - 1e-7 * (double)(high - low)) : null;

    /// <summary>The middle of the bounds; null where there are none.</summary>
    public double? Middle(string variable, Statistic statistic) => Of(variable, statistic) is { } box ? 0.5 * (box.Low + box.High) : null;

    /// <summary>The conditions that the quantiles put on so many values, by the tables' definition of a quantile.</summary>
    public IReadOnlyList<QuantileCondition> Conditions(string variable, int size) =>
        [.. Quantiles(variable).Select(q => QuantileCondition.Of(size, q.Order, q.Value, QuantileType.Weibull))];

    /// <summary>The quantiles that are bounded, by order.</summary>
    public IReadOnlyList<(double Order, Interval Value)> Quantiles(string variable)
    {
        var all = new List<(double, Interval)>();
        foreach (var (statistic, order) in new[] { (Statistic.Q1, 0.25), (Statistic.Median, 0.5), (Statistic.Q3, 0.75) })
            if (Of(variable, statistic) is { } value) all.Add((order, value));
        return all;
    }
}
