namespace Urif.Statistics;

/// <summary>A measure of how well predictions do.</summary>
/// <param name="linearPredictor">The log odds predicted for each row.</param>
/// <param name="response">0, 1 or the share of events in each row.</param>
/// <param name="weights">What each row counts; 1 where null.</param>
public delegate double PredictionMeasure(double[] linearPredictor, double[] response, double[]? weights);

/// <summary>
/// How much better a model does on the data it was fitted to than on new data, by the bootstrap: the mean, over resamples, of its
/// refit's measure on the resample minus that on the data.
/// </summary>
/// <param name="Apparent">The measure of the model on its own data.</param>
/// <param name="Optimism">How much of it is flattery.</param>
/// <param name="Replicates">The number of resamples.</param>
/// <param name="WithoutEstimate">
/// The resamples whose refit or measure has no estimate, mostly because they are separated; the mean is over the others.
/// </param>
/// <remarks>
/// Source: F. E. Harrell, K. L. Lee, D. B. Mark, Multivariable prognostic models: issues in developing models, evaluating assumptions
/// and adequacy, and measuring and reducing errors, Statistics in Medicine 15 (1996), section 5.
/// </remarks>
public sealed record OptimismCorrection(double Apparent, double Optimism, int Replicates, int WithoutEstimate)
{
    /// <summary>What is to be expected on new data: apparent minus optimism.</summary>
    public double Corrected => Apparent - Optimism;

    /// <summary>The optimism of a measure, say the c statistic: <c>(eta, y, w) => Concordance.Of(eta, y, w).Estimate</c>.</summary>
    /// <param name="fit">The model.</param>
    /// <param name="measure">The measure; called by several threads at once.</param>
    /// <param name="plan">How many resamples, and the seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The plan has no replicates or no threads.</exception>
    /// <exception cref="ModelException">The measure has no estimate on the data.</exception>
    public static OptimismCorrection Of(LogisticFit fit, PredictionMeasure measure, ResamplingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(plan);
        var optimism = Bootstrap.Of(fit, refit =>
        {
            var predictor = refit.LinearPredictor();
            return measure(predictor, fit.Response, refit.Weights) - measure(predictor, fit.Response, fit.Weights);
        }, plan);
        return new(
            measure(fit.LinearPredictor(), fit.Response, fit.Weights), optimism.Mean, plan.Replicates, optimism.WithoutEstimate);
    }
}
