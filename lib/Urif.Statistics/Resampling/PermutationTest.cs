namespace Urif.Statistics;

/// <summary>
/// The permutation test of one variable of a logistic model: its values are dealt anew among the rows and the model is refitted,
/// interactions included.
/// </summary>
/// <remarks>
/// <para>The hypothesis is that the variable's values are exchangeable among the rows, whatever their other variables and their outcome:
/// what randomisation ensures. In a cohort whose covariates go with the exposure, a small p says less.</para>
/// <para>Where a 0/1 exposure or a factor with two levels has no more distinct arrangements than the plan has replicates, all are gone
/// through, each once, and the p-value is exact (<see cref="IsExact"/>). Otherwise it is (1 + those at least as extreme) / (1 + all),
/// which never exceeds its level: A. C. Davison, D. V. Hinkley, Bootstrap methods and their application (1997), equation 4.11.</para>
/// <para>A permutation without an estimate, mostly because its data are separated, counts as more extreme than the data in any
/// direction: the p-value is then an upper bound.</para>
/// <para>Source: B. F. J. Manly, Randomization, bootstrap and Monte Carlo methods in biology, 3rd ed. (2007), chapter 8; P. Good,
/// Permutation, parametric, and bootstrap tests of hypotheses, 3rd ed. (2005).</para>
/// </remarks>
public sealed class PermutationTest : IHypothesisTest
{
    // Permutations with the data's own statistic give it up to rounding.
    private const double Tie = 1e-9;

    private readonly double[] _values;

    private PermutationTest(string name, double statistic, double[] values, bool isExact)
    {
        Name = name;
        Statistic = statistic;
        _values = values;
        IsExact = isExact;
        WithoutEstimate = values.Count(double.IsNaN);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The statistic of the data.</summary>
    public double Statistic { get; }

    /// <summary>The statistic of each permutation; NaN where it has no estimate.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>The number of permutations without an estimate.</summary>
    public int WithoutEstimate { get; }

    /// <summary>Whether <see cref="Values"/> are those of all distinct arrangements.</summary>
    public bool IsExact { get; }

    /// <summary>The likelihood ratio statistic of all terms with the variable, main effect and interactions.</summary>
    /// <param name="fit">The model on the data.</param>
    /// <param name="variable">A variable of the model.</param>
    /// <param name="plan">How many permutations, and the seed.</param>
    /// <exception cref="ModelException">The model does not have the variable, or cannot be fitted without.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no replicates or no threads.</exception>
    public static PermutationTest Of(LogisticFit fit, string variable, ResamplingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(fit);
        fit.Design.Variable(variable);
        var others = fit.Design.Select(fit.Design.ColumnsWithout(variable));

        // Without intercept and other terms, all odds are 1 but for the offset.
        var without = others.ColumnCount > 0
            ? LogisticRegression.Fit(others, fit.Response, fit.Weights, fit.Offset, fit.Options).Maximum
            : fit.LogLikelihood - 0.5 * (fit.NullDeviance - fit.Deviance);
        return Of(fit, variable, refit => 2 * (refit.Maximum - without), plan, "permutation likelihood ratio test");
    }

    /// <summary>Any statistic of the model.</summary>
    /// <param name="fit">The model on the data.</param>
    /// <param name="variable">A variable of the model.</param>
    /// <param name="statistic">The statistic of a fit, away from 0 under the alternative; called by several threads at once.</param>
    /// <param name="plan">How many permutations, and the seed.</param>
    /// <exception cref="ModelException">The model does not have the variable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no replicates or no threads.</exception>
    public static PermutationTest Of(LogisticFit fit, string variable, Func<LogisticFit, double> statistic, ResamplingPlan plan) =>
        Of(fit, variable, statistic, plan, "permutation test");

    /// <summary>
    /// The share of permutations at least as extreme as the data: of as great a statistic, of as small a one, or, two-sided, of one
    /// as far from 0.
    /// </summary>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        var slack = Tie * Math.Abs(Statistic);
        var extreme = _values.Count(value => alternative switch
        {
            Alternative.Greater => !(value < Statistic - slack),
            Alternative.Less => !(value > Statistic + slack),
            _ => !(Math.Abs(value) < Math.Abs(Statistic) - slack),
        });
        return IsExact ? (double)extreme / _values.Length : (1.0 + extreme) / (1.0 + _values.Length);
    }

    private static PermutationTest Of(
        LogisticFit fit, string variable, Func<LogisticFit, double> statistic, ResamplingPlan plan, string name)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(plan);
        var column = fit.Design.Variable(variable);
        var all = Arrangements(column, plan.Replicates);
        var actual = all is null ? plan : plan with { Replicates = all.Length };
        var values = actual.Run(1, () => (IDisposable?)null, (_, replicate, result) =>
        {
            var rows = all?[replicate] ?? Shuffle.Of(column.Count, plan.Seed, (ulong)replicate);
            result[0] = Value(fit, variable, column, rows, statistic);
        })[0];
        return new(name, statistic(fit), values, all is not null);
    }

    private static double Value(
        LogisticFit fit, string variable, ModelColumn column, int[] rows, Func<LogisticFit, double> statistic)
    {
        ModelColumn dealt = column is FactorColumn factor
            ? factor with { Codes = [.. rows.Select(row => factor.Codes[row])] }
            : new NumericColumn([.. rows.Select(row => ((NumericColumn)column).Values[row])]);
        try
        {
            return statistic(LogisticRegression.Fit(
                fit.Design.Replace(variable, dealt), fit.Response, fit.Weights, fit.Offset, fit.Options));
        }
        catch (ModelException)
        {
            return double.NaN;
        }
    }

    // The row that each row's value comes from, for every way to place the less common of two values; null if there are more than stated.
    private static int[][]? Arrangements(ModelColumn column, int atMost)
    {
        var n = column.Count;
        var values = column is FactorColumn factor ? [.. factor.Codes.Select(code => (double)code)] : ((NumericColumn)column).Values;
        var first = values[0];
        List<int> some = [.. Enumerable.Range(0, n).Where(i => values[i] == first)], rest = [.. Enumerable.Range(0, n).Except(some)];
        if (rest.Any(i => values[i] != values[rest[0]])) return null;
        if (some.Count > rest.Count) (some, rest) = (rest, some);
        double count = 1;
        for (var k = 1; k <= some.Count; k++) count = count * (n - some.Count + k) / k;
        if (count > atMost + 0.5) return null;

        List<int[]> all = [];
        int[] places = [.. Enumerable.Range(0, some.Count)];
        while (true)
        {
            int next = 0, other = 0;
            var rows = new int[n];
            for (var i = 0; i < n; i++)
                rows[i] = next < places.Length && places[next] == i ? some[next++] : rest[other++];
            all.Add(rows);
            var last = places.Length - 1;
            while (last >= 0 && places[last] == n - places.Length + last) last--;
            if (last < 0) return [.. all];
            places[last]++;
            for (var k = last + 1; k < places.Length; k++) places[k] = places[k - 1] + 1;
        }
    }
}
