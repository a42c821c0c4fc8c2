using Google.OrTools.Sat;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Whether whole numbers for the women of an arm exist that have the printed means, SDs and quartiles of several variables at
/// once and keep the rules between them: a constraint programme over how many women have each value (CP-SAT), decided exactly.
/// </summary>
/// <remarks>
/// That x ≤ y holds in each woman of some pairing of two samples is the same as that, for every k, no more women have x ≥ k than
/// have y ≥ k (stochastic order; V. Strassen, Annals of Mathematical Statistics 36 (1965)). So the rule that failed cycles are
/// no more than transfer cycles is linear in the counts; the rule that embryos of both stages together are at least as many as
/// transfer cycles, and as the criterion asks, is so in the counts of pairs of the two stages.
/// </remarks>
internal sealed class WholeNumberProgramme
{
    private readonly CpModel _model = new();
    private readonly int _size;
    private readonly NumberBounds _bounds;
    private bool _isEmpty;

    public WholeNumberProgramme(int size, NumberBounds bounds) => (_size, _bounds) = (size, bounds);

    /// <summary>A variable's counts: how many women have each value.</summary>
    public sealed record Counts(int Minimum, IReadOnlyList<IntVar> Women)
    {
        public int Maximum => Minimum + Women.Count - 1;

        /// <summary>How many women have at least a value.</summary>
        public LinearExpr AtLeast(int value) => LinearExpr.Sum(Women.Skip(Math.Max(0, value - Minimum)));
    }

    /// <summary>Adds a variable with the bounds of its numbers; null where its range cannot hold them.</summary>
    public Counts? Add(string variable, Interval range)
    {
        int minimum = (int)Math.Ceiling(range.Low), maximum = (int)Math.Floor(range.High);
        if (_bounds.Exact(variable, Statistic.Mean) is var (lowMean, highMean) && _bounds.Exact(variable, Statistic.Sd) is var (_, highSd))
        {
            // No value lies further from the mean than SD·(n - 1)/√n (Samuelson 1968).
            var reach = (double)highSd * (_size - 1) / Math.Sqrt(_size) + 1e-6;
            minimum = Math.Max(minimum, (int)Math.Ceiling((double)lowMean - reach));
            maximum = Math.Min(maximum, (int)Math.Floor((double)highMean + reach));
        }

        if (maximum < minimum) return null;
        var women = Enumerable.Range(minimum, maximum - minimum + 1).Select(_ => _model.NewIntVar(0, _size, "")).ToArray();
        _model.Add(LinearExpr.Sum(women) == _size);
        var counts = new Counts(minimum, women);
        var values = Enumerable.Range(minimum, women.Length).Select(v => (long)v).ToArray();
        var sum = _model.NewIntVar((long)_size * minimum, (long)_size * maximum, "");
        _model.Add(LinearExpr.WeightedSum(women, values) == sum);
        if (_bounds.Exact(variable, Statistic.Mean) is var (low, high)) AddRange(sum, low * _size, high * _size);
        if (_bounds.Exact(variable, Statistic.Sd) is var (lowSd, topSd) && _size > 1)
        {
            var most = (long)_size * Math.Max((long)minimum * minimum, (long)maximum * maximum);
            var squares = _model.NewIntVar(0, most, "");
            _model.Add(LinearExpr.WeightedSum(women, values.Select(v => v * v)) == squares);
            var square = _model.NewIntVar(0, (long)_size * most, "");
            _model.AddMultiplicationEquality(square, [sum, sum]);
            decimal pairs = (decimal)_size * (_size - 1);
            AddRange(_size * squares - square, lowSd * lowSd * pairs, topSd * topSd * pairs);
        }

        foreach (var condition in _bounds.Conditions(variable, _size)) AddQuantile(counts, condition);
        return counts;
    }

    /// <summary>In some pairing no woman has more of the first than of the second.</summary>
    public void NoMore(Counts first, Counts second)
    {
        for (var k = first.Minimum; k <= first.Maximum; k++) _model.Add(first.AtLeast(k) <= second.AtLeast(k));
    }

    /// <summary>In some pairing the first two together are, in each woman, at least the third and at least a number.</summary>
    public void SumAtLeast(Counts first, Counts second, Counts? third, int least)
    {
        // Values from the greatest that is asked for on are alike: each of them is enough alone.
        var most = Math.Max(least, third?.Maximum ?? least);
        List<(int Value, LinearExpr Women)> a = Classes(first, most), b = Classes(second, most);
        var pairs = new IntVar[a.Count, b.Count];
        var bySum = new SortedDictionary<int, List<IntVar>>();
        for (var i = 0; i < a.Count; i++)
        {
            for (var j = 0; j < b.Count; j++)
            {
                var sum = a[i].Value + b[j].Value;
                pairs[i, j] = _model.NewIntVar(0, sum < least ? 0 : _size, "");
                if (!bySum.TryGetValue(sum, out var women)) bySum[sum] = women = [];
                women.Add(pairs[i, j]);
            }
        }

        for (var i = 0; i < a.Count; i++) _model.Add(LinearExpr.Sum(Enumerable.Range(0, b.Count).Select(j => pairs[i, j])) == a[i].Women);
        for (var j = 0; j < b.Count; j++) _model.Add(LinearExpr.Sum(Enumerable.Range(0, a.Count).Select(i => pairs[i, j])) == b[j].Women);
        if (third is null) return;
        for (var k = third.Minimum; k <= third.Maximum; k++)
            _model.Add(LinearExpr.Sum(bySum.Where(s => s.Key >= k).SelectMany(s => s.Value)) >= third.AtLeast(k));
    }

    private static List<(int Value, LinearExpr Women)> Classes(Counts counts, int most)
    {
        var classes = new List<(int, LinearExpr)>();
        for (var value = counts.Minimum; value <= Math.Min(most, counts.Maximum); value++)
            classes.Add((value, value == most ? counts.AtLeast(value) : counts.Women[value - counts.Minimum]));
        if (classes.Count == 0) classes.Add((most, LinearExpr.Sum(counts.Women)));
        return classes;
    }

    /// <summary>Decides.</summary>
    public Decision Solve()
    {
        if (_isEmpty) return Decision.No;
        return CpSat.New().Solve(_model) == CpSolverStatus.Infeasible ? Decision.No : Decision.Yes;
    }

    // low ≤ expression < high, both of any fraction.
    private void AddRange(LinearExpr expression, decimal low, decimal high) =>
        Within(expression, (long)Math.Ceiling(low), (long)Math.Ceiling(high) - 1);

    // To CP-SAT an empty interval is an invalid model, not one without solution.
    private void Within(LinearExpr expression, long least, long greatest)
    {
        if (least > greatest) _isEmpty = true;
        else _model.AddLinearConstraint(expression, least, greatest);
    }

    // (1 - share)·x₍k₎ + share·x₍k+1₎ in the interval, by the order statistics: x₍k₎ is the least value plus, for each v, whether fewer
    // than k women have at most v.
    private void AddQuantile(Counts counts, QuantileCondition condition)
    {
        var low = OrderStatistic(counts, condition.Rank);
        var high = condition.Share > 0 ? OrderStatistic(counts, condition.Rank + 1) : low;
        // The ends as decimals have the digits that are printed; the upper one is short of its boundary, which does not belong.
        // Quarters of whole numbers; Weibull's positions for quartiles have no other fractions.
        var share = (long)Math.Round(4 * condition.Share);
        Within((4 - share) * low + share * high,
            (long)Math.Ceiling(4 * (decimal)condition.Value.Low), (long)Math.Floor(4 * (decimal)condition.Value.High));
    }

    private IntVar OrderStatistic(Counts counts, int rank)
    {
        var above = new List<BoolVar>();
        for (var i = 0; i + 1 < counts.Women.Count; i++)
        {
            var atMost = LinearExpr.Sum(counts.Women.Take(i + 1));
            var beyond = _model.NewBoolVar("");
            _model.Add(atMost <= rank - 1).OnlyEnforceIf(beyond);
            _model.Add(atMost >= rank).OnlyEnforceIf(beyond.Not());
            above.Add(beyond);
        }

        var value = _model.NewIntVar(counts.Minimum, counts.Maximum, "");
        _model.Add(LinearExpr.Sum(above) + counts.Minimum == value);
        return value;
    }
}
