using System.Globalization;

namespace Urif.Statistics;

/// <summary>
/// Inverse-probability weighting: the risks of exposed and unexposed after each row is weighted by how improbable its exposure was
/// for its covariates, so that the covariates no longer tell the two apart.
/// </summary>
/// <remarks>
/// <para>The effect is that in the whole cohort (ATE). Weights are stabilised: the share of the row's exposure in the cohort over
/// its probability in the propensity model. Risks are weighted means (Hajek's estimator), from which the stabilising factor
/// cancels: unstabilised weights give the same numbers.</para>
/// <para>Variances are the sandwich's with the weights taken as known (HC0), as R's <c>glm(y ~ exposure, weights = w)</c> with
/// <c>sandwich::vcovHC(type = "HC0")</c>. As the propensities are estimated, that is too large in large samples, and intervals
/// are conservative; bootstrap the propensity model's fit for intervals that count its estimation.</para>
/// <para>Source: J. M. Robins, M. A. Hernán, B. Brumback, Marginal structural models and causal inference in epidemiology,
/// Epidemiology 11 (2000); J. K. Lunceford, M. Davidian, Stratification and weighting via the propensity score in estimation of
/// causal treatment effects: a comparative study, Statistics in Medicine 23 (2004), estimator IPW2.</para>
/// </remarks>
public sealed class InverseProbabilityWeighting
{
    private InverseProbabilityWeighting(LogisticFit propensity, double[] weights, RiskComparison risks)
    {
        Propensity = propensity;
        Weights = weights;
        Risks = risks;
    }

    /// <summary>The model of the exposure.</summary>
    public LogisticFit Propensity { get; }

    /// <summary>The stabilised weight of each row, apart from what the row counts in the fit; their mean is near 1.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>The weighted risks in both arms, with the differences and ratios.</summary>
    public RiskComparison Risks { get; }

    /// <summary>The weighted risks, from formula and data.</summary>
    /// <param name="outcome">The variable with the events: 0 or 1, or a factor with two levels, of which the second is the event.</param>
    /// <param name="propensityFormula">The model of the exposure: <c>exposure ~ age + bmi</c>.</param>
    /// <param name="columns">The data: a name and a column for each variable.</param>
    /// <param name="options">How to fit the propensity model; maximum likelihood where null.</param>
    /// <exception cref="ModelException">
    /// The data are not in order, the exposure is not 0 or 1, covariates separate exposed from unexposed, or a weight is infinite.
    /// </exception>
    public static InverseProbabilityWeighting Of(
        string outcome, string propensityFormula, IReadOnlyDictionary<string, ModelColumn> columns, LogisticOptions? options = null)
    {
        var propensity = LogisticRegression.Fit(propensityFormula, columns, null, options);
        return Of(propensity, DesignMatrix.Response(outcome, columns), outcome, ModelFormula.Parse(propensityFormula).Response);
    }

    /// <summary>The weighted risks, from a fitted propensity model.</summary>
    /// <param name="propensity">The model of the exposure, 0 or 1; the weights of the fit are copies of rows.</param>
    /// <param name="outcome">0 or 1, or the share of events, in each row.</param>
    /// <exception cref="ModelException">The exposure is not 0 or 1, an outcome not from 0 to 1, or a weight is infinite.</exception>
    public static InverseProbabilityWeighting Of(LogisticFit propensity, double[] outcome)
    {
        ArgumentNullException.ThrowIfNull(propensity);
        ArgumentNullException.ThrowIfNull(outcome);
        return Of(propensity, outcome, "outcome", "exposure");
    }

    private static InverseProbabilityWeighting Of(LogisticFit propensity, double[] outcome, string outcomeName, string exposureName)
    {
        double[] exposure = propensity.Response, predictor = propensity.LinearPredictor();
        DesignMatrix.RequireBinary(exposureName, exposure);
        LogisticRegression.RequireShares(outcome, exposure.Length, outcomeName);
        double exposed = 0, total = 0;
        for (var i = 0; i < exposure.Length; i++)
        {
            exposed += propensity.Weight(i) * exposure[i];
            total += propensity.Weight(i);
        }

        var weights = new double[exposure.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            // 1 over the probability, with no difference of near-equal numbers.
            var inverse = 1 + Math.Exp(exposure[i] == 1 ? -predictor[i] : predictor[i]);
            weights[i] = inverse * (exposure[i] == 1 ? exposed / total : 1 - exposed / total);
            if (double.IsInfinity(inverse))
            {
                throw new ModelException(exposureName, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the weight of row {i + 1} is infinite, as the propensity model gives its exposure the probability 0"));
            }
        }

        var (exposedRisk, exposedVariance) = Risk(1);
        var (unexposedRisk, unexposedVariance) = Risk(0);
        return new(propensity, weights, new(exposedRisk, unexposedRisk, exposedVariance, unexposedVariance, 0));

        // The weighted mean of an arm, and Σ w²(y - mean)² / (Σ w)²; the arms share no row, so their covariance is 0.
        (double Risk, double Variance) Risk(double arm)
        {
            double sum = 0, events = 0, squares = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                if (exposure[i] != arm) continue;
                sum += propensity.Weight(i) * weights[i];
                events += propensity.Weight(i) * weights[i] * outcome[i];
            }

            var risk = events / sum;
            for (var i = 0; i < weights.Length; i++)
            {
                var residual = exposure[i] == arm ? weights[i] * (outcome[i] - risk) : 0;
                squares += propensity.Weight(i) * residual * residual;
            }

            return (risk, squares / (sum * sum));
        }
    }
}
