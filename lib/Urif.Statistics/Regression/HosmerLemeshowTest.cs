namespace Urif.Statistics;

/// <summary>Events in one group of predicted risk.</summary>
/// <param name="Count">The rows' weight.</param>
/// <param name="Observed">The events.</param>
/// <param name="Expected">The sum of the predicted probabilities.</param>
public sealed record RiskGroup(double Count, double Observed, double Expected);

/// <summary>The Hosmer-Lemeshow test: do events in groups of predicted risk agree with the predictions?</summary>
/// <param name="Groups">From the least to the greatest risk.</param>
/// <param name="Statistic">Σ (observed - expected)² / (expected (1 - expected/count)).</param>
/// <remarks>
/// <para>Source: D. W. Hosmer, S. Lemeshow, Goodness of fit tests for the multiple logistic regression model, Communications in
/// Statistics A 9 (1980). Groups are cut at quantiles of the rows' predictions (R's type 7), a boundary to the lower group, as
/// <c>ResourceSelection::hoslem.test</c>; rows with equal predictions stay together, so that there may be fewer groups. Equal are those
/// that differ by rounding, and a quantile that is a row's prediction is so exactly, where R's are as rounding leaves them.</para>
/// <para>The p-value is for the data that the model was fitted to, and depends on the number of groups.</para>
/// </remarks>
public sealed record HosmerLemeshowTest(IReadOnlyList<RiskGroup> Groups, double Statistic) : IHypothesisTest
{
    /// <summary>The test of a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="groups">The number of groups, 3 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3 groups.</exception>
    public static HosmerLemeshowTest Of(LogisticFit fit, int groups = 10)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 3);
        var risk = fit.FittedValues();
        var tied = new TiedPredictions(fit.LinearPredictor());
        double[] sorted = tied.Sorted, cuts = [.. Enumerable.Range(1, groups - 1).Select(k => Cut(sorted, k, groups)).Distinct()];
        double[] count = new double[cuts.Length + 1], observed = new double[count.Length], expected = new double[count.Length];
        var groupOf = new int[risk.Length];
        for (var k = 0; k < risk.Length; k++)
        {
            var place = Array.BinarySearch(cuts, sorted[k]);
            groupOf[tied.Order[k]] = place < 0 ? ~place : place;
        }

        for (var i = 0; i < risk.Length; i++)
        {
            var group = groupOf[i];
            count[group] += fit.Weight(i);
            observed[group] += fit.Weight(i) * fit.Response[i];
            expected[group] += fit.Weight(i) * risk[i];
        }

        RiskGroup[] all = [.. count.Select((n, g) => new RiskGroup(n, observed[g], expected[g])).Where(group => group.Count > 0)];
        return new(all, all.Sum(g => (g.Observed - g.Expected) * (g.Observed - g.Expected) / (g.Expected * (1 - g.Expected / g.Count))));
    }

    // The quantile where it is a row's prediction; else any number between two rows, which cuts as the quantile does.
    private static double Cut(double[] sorted, int numerator, int groups)
    {
        var (below, rest) = Math.DivRem((sorted.Length - 1) * (long)numerator, groups);
        return rest == 0 || sorted[below] == sorted[below + 1] ? sorted[below] : 0.5 * (sorted[below] + sorted[below + 1]);
    }

    /// <inheritdoc/>
    public string Name => "Hosmer-Lemeshow test";

    /// <summary>Two fewer than groups; the p-value is NaN if that is not positive.</summary>
    public int DegreesOfFreedom => Groups.Count - 2;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alternative"/> is one-sided: the test has no direction.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(alternative, Alternative.TwoSided);
        return ChiSquare.UpperTail(Statistic, DegreesOfFreedom);
    }
}
