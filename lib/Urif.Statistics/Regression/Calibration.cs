namespace Urif.Statistics;

/// <summary>
/// Do predicted risks agree with what happened, on the whole and over their range? For data the model was not fitted to.
/// </summary>
/// <param name="Intercept">
/// Calibration in the large: the log odds to add to every prediction; 0 where the mean risk is right, below 0 where risks are
/// too high.
/// </param>
/// <param name="Slope">
/// The factor on the linear predictor, with an intercept of its own; 1 where the spread of risks is right, below 1 where they
/// are too extreme.
/// </param>
/// <remarks>
/// On the data of a maximum likelihood fit with an intercept they are 0 and 1. Source: D. R. Cox, Two further applications of
/// a model for binary regression, Biometrika 45 (1958); E. W. Steyerberg, Clinical prediction models, 2nd ed. (2019), chapter 15.
/// </remarks>
public sealed record Calibration(LogisticCoefficient Intercept, LogisticCoefficient Slope)
{
    /// <summary>The calibration of predictions.</summary>
    /// <param name="linearPredictor">The log odds of each row's predicted risk.</param>
    /// <param name="response">0, 1 or the share of events in each row.</param>
    /// <param name="weights">What each row counts; 1 where null.</param>
    /// <exception cref="ModelException">No events, all events, or the predictions are constant or separate the data.</exception>
    public static Calibration Of(double[] linearPredictor, double[] response, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(linearPredictor);
        var shift = LogisticRegression.Fit(DesignMatrix.Constant(linearPredictor.Length), response, weights, linearPredictor);
        return new(shift.Coefficient(0), SlopeOf(linearPredictor, response, weights));
    }

    /// <summary>The slope alone: a <see cref="PredictionMeasure"/> by its estimate.</summary>
    /// <param name="linearPredictor">The log odds of each row's predicted risk.</param>
    /// <param name="response">0, 1 or the share of events in each row.</param>
    /// <param name="weights">What each row counts; 1 where null.</param>
    /// <exception cref="ModelException">No events, all events, or the predictions are constant or separate the data.</exception>
    public static LogisticCoefficient SlopeOf(double[] linearPredictor, double[] response, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(linearPredictor);
        return LogisticRegression.Fit(DesignMatrix.OfColumns(["linear predictor"], [linearPredictor]), response, weights).Coefficient(1);
    }
}
