namespace Urif.Statistics;

/// <summary>The Brier score: the mean squared distance of predicted probabilities from what happened.</summary>
/// <remarks>
/// Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), in its
/// form for two outcomes: from 0 (certain and right) to 1 (certain and wrong).
/// </remarks>
public static class BrierScore
{
    /// <summary>The score. A row with the share y of events counts as that many events and non-events.</summary>
    /// <param name="probabilities">The predicted probability of each row.</param>
    /// <param name="response">0, 1 or the share of events in each row.</param>
    /// <param name="weights">What each row counts; 1 where null.</param>
    public static double Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> response, double[]? weights = null)
    {
        double sum = 0, total = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            double weight = weights is null ? 1 : weights[i], y = response[i], p = probabilities[i];
            sum += weight * (y * (1 - p) * (1 - p) + (1 - y) * p * p);
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The score of a fit on its own data.</summary>
    public static double Of(LogisticFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return Of(fit.FittedValues(), fit.Response, fit.Weights);
    }
}
