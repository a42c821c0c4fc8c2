namespace Urif.Statistics;

/// <summary>
/// The c statistic, or area under the ROC curve: the probability that an event has a greater prediction than a non-event, ties
/// by half.
/// </summary>
/// <param name="Estimate">The share of concordant pairs, in [0, 1].</param>
/// <param name="StandardError">DeLong's; NaN with fewer than two events or non-events.</param>
/// <remarks>
/// Source: E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson, Comparing the areas under two or more correlated receiver operating
/// characteristic curves: a nonparametric approach, Biometrics 44 (1988). Sorting makes it n log n (X. Sun, W. Xu, IEEE Signal
/// Processing Letters 21 (2014)). Predictions that differ by rounding are tied: closer than 1e-10, relative, or near 0 to 1 or the
/// greatest prediction.
/// </remarks>
public sealed record Concordance(double Estimate, double StandardError)
{
    /// <summary>The statistic of predictions.</summary>
    /// <param name="predictions">Probabilities or linear predictors: only their order counts.</param>
    /// <param name="response">0, 1 or the share of events in each row.</param>
    /// <param name="weights">What each row counts, as copies of the row; 1 where null.</param>
    public static Concordance Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> response, double[]? weights = null)
    {
        var n = predictions.Length;
        var tied = new TiedPredictions(predictions);
        double[] keys = tied.Sorted;
        var order = tied.Order;
        double events = 0, others = 0;
        for (var i = 0; i < n; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            events += weight * response[i];
            others += weight * (1 - response[i]);
        }

        // Of each event, the share of non-events below it; of each non-event, the share of events above: moments of both.
        double area = 0, eventSquares = 0, otherSquares = 0, eventsBelow = 0, othersBelow = 0;
        for (var start = 0; start < n;)
        {
            double tiedEvents = 0, tiedOthers = 0;
            var end = start;
            for (; end < n && keys[end] == keys[start]; end++)
            {
                var weight = weights is null ? 1 : weights[order[end]];
                tiedEvents += weight * response[order[end]];
                tiedOthers += weight * (1 - response[order[end]]);
            }

            var below = (othersBelow + 0.5 * tiedOthers) / others;
            var above = (events - eventsBelow - 0.5 * tiedEvents) / events;
            area += tiedEvents * below / events;
            eventSquares += tiedEvents * below * below;
            otherSquares += tiedOthers * above * above;
            eventsBelow += tiedEvents;
            othersBelow += tiedOthers;
            start = end;
        }

        var eventVariance = (eventSquares - events * area * area) / (events - 1);
        var otherVariance = (otherSquares - others * area * area) / (others - 1);
        var error = events > 1 && others > 1
            ? Math.Sqrt(Math.Max(0, eventVariance / events + otherVariance / others))
            : double.NaN;
        return new(area, error);
    }

    /// <summary>The statistic of a fit on its own data.</summary>
    public static Concordance Of(LogisticFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(fit.LinearPredictor(), fit.Response, fit.Weights);
    }

    /// <summary>DeLong's normal interval, cut off at 0 and 1.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    public Interval ConfidenceInterval(double level = 0.95)
    {
        var half = ConfidenceLevel.Z(level) * StandardError;
        return new(Math.Max(0, Estimate - half), Math.Min(1, Estimate + half));
    }
}
