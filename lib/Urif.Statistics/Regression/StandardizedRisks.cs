namespace Urif.Statistics;

/// <summary>
/// Marginal standardisation, or g-computation: from a logistic model, the mean predicted risk of the cohort if everybody were
/// exposed and if nobody were, other variables as they are.
/// </summary>
/// <remarks>
/// <para>The exposure is set in its own column and in every interaction. Variances are by the delta method from the covariance of
/// the coefficients: they are about this cohort, its covariates taken as fixed (as R's <c>margins</c>). For a population
/// that the cohort is a sample of, take the bootstrap, which draws the covariates too.</para>
/// <para>That a difference is the exposure's doing needs a right model and no unmeasured confounder.</para>
/// <para>Source: P. W. Lane, J. A. Nelder, Analysis of covariance and standardization as instances of prediction, Biometrics 38
/// (1982); the variance: B. I. Graubard, E. L. Korn, Predictive margins with survey data, Biometrics 55 (1999).</para>
/// </remarks>
public static class StandardizedRisks
{
    /// <summary>The two risks.</summary>
    /// <param name="fit">The model; each row counts as it did in the fit.</param>
    /// <param name="exposure">A variable of the model: 0 or 1, or a factor with two levels, of which the reference is unexposed.</param>
    /// <exception cref="ModelException">The model does not have the variable, or it has other values than two.</exception>
    public static RiskComparison Of(LogisticFit fit, string exposure)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var (unexposed, exposed) = fit.Design.Arms(exposure);
        var (exposedRisk, exposedSlopes) = Mean(fit, exposed);
        var (unexposedRisk, unexposedSlopes) = Mean(fit, unexposed);
        return new(
            exposedRisk, unexposedRisk, Form(fit, exposedSlopes, exposedSlopes), Form(fit, unexposedSlopes, unexposedSlopes),
            Form(fit, exposedSlopes, unexposedSlopes));
    }

    // The mean risk, and its derivatives by the coefficients.
    private static (double Risk, double[] Slopes) Mean(LogisticFit fit, DesignMatrix arm)
    {
        double[] predictor = arm.LinearPredictor(fit.CoefficientSpan, fit.Offset), slopes = new double[arm.ColumnCount];
        double risk = 0, total = 0;
        for (var i = 0; i < predictor.Length; i++)
        {
            double weight = fit.Weight(i), small = Math.Exp(-Math.Abs(predictor[i])), near = 1 / (1 + small);
            risk += weight * (predictor[i] < 0 ? small * near : near);
            total += weight;
            predictor[i] = weight * small * near * near;
        }

        for (var j = 0; j < slopes.Length; j++)
        {
            var column = arm.ColumnArray(j);
            double sum = 0;
            for (var i = 0; i < column.Length; i++) sum += predictor[i] * column[i];
            slopes[j] = sum / total;
        }

        return (risk / total, slopes);
    }

    private static double Form(LogisticFit fit, double[] left, double[] right)
    {
        double sum = 0;
        for (var j = 0; j < left.Length; j++)
        {
            for (var k = 0; k < right.Length; k++) sum += left[j] * fit.Covariance(j, k) * right[k];
        }

        return sum;
    }
}
