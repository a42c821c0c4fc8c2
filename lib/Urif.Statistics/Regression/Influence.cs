namespace Urif.Statistics;

/// <summary>What each row does to a logistic fit.</summary>
/// <remarks>
/// Source: D. Pregibon, Logistic regression diagnostics, Annals of Statistics 9 (1981): one step of the fit without the row.
/// Leverage, residuals and Cook's distance are R's <c>hatvalues</c>, <c>residuals</c> and <c>cooks.distance</c>.
/// <see cref="Dfbeta"/> is Pregibon's, from the Pearson residual; R's <c>dfbeta.glm</c> puts the deviance residual in its place.
/// </remarks>
public sealed class Influence
{
    private readonly LogisticFit _fit;
    private readonly double[] _fitted;

    private Influence(LogisticFit fit)
    {
        _fit = fit;
        _fitted = fit.FittedValues();
        int n = _fitted.Length, p = fit.Coefficients.Count;
        double[] leverage = new double[n], pearson = new double[n], deviance = new double[n], cook = new double[n];
        using var likelihood = new LogisticLikelihood(fit.Design, fit.Response, fit.Weights, fit.Offset);
        likelihood.FillLeverages(fit.StandardCoefficients, fit.Factor, leverage);
        for (var i = 0; i < n; i++)
        {
            double weight = fit.Weight(i), y = fit.Response[i], fitted = _fitted[i];
            pearson[i] = Math.Sqrt(weight) * (y - fitted) / Math.Sqrt(fitted * (1 - fitted));
            var part = (y > 0 ? y * Math.Log(y / fitted) : 0) + (y < 1 ? (1 - y) * Math.Log((1 - y) / (1 - fitted)) : 0);
            deviance[i] = Math.CopySign(Math.Sqrt(Math.Max(0, 2 * weight * part)), y - fitted);
            var left = 1 - leverage[i];
            cook[i] = pearson[i] * pearson[i] * leverage[i] / (left * left * p);
        }

        Leverage = leverage;
        PearsonResiduals = pearson;
        DevianceResiduals = deviance;
        CooksDistance = cook;
    }

    /// <summary>The influence of each row of a fit.</summary>
    public static Influence Of(LogisticFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new(fit);
    }

    /// <summary>The diagonal of the hat matrix, from 0 to 1; its sum is the number of coefficients.</summary>
    public IReadOnlyList<double> Leverage { get; }

    /// <summary>√w (y - μ) / √(μ(1 - μ)).</summary>
    public IReadOnlyList<double> PearsonResiduals { get; }

    /// <summary>The root of the row's share of the deviance, with the sign of y - μ.</summary>
    public IReadOnlyList<double> DevianceResiduals { get; }

    /// <summary>
    /// The squared distance that the estimates move without the row, in the metric of their covariance, over their number.
    /// </summary>
    public IReadOnlyList<double> CooksDistance { get; }

    /// <summary>How much each estimate is raised by the row, in the design's order of columns.</summary>
    /// <param name="row">The row, from 0.</param>
    public double[] Dfbeta(int row)
    {
        var fitted = _fitted[row];
        var residual = _fit.Weight(row) * (_fit.Response[row] - fitted) / (1 - Leverage[row]);
        var change = new double[_fit.Coefficients.Count];
        for (var j = 0; j < change.Length; j++)
        {
            for (var k = 0; k < change.Length; k++)
                change[j] += _fit.Covariance(j, k) * _fit.Design.Column(k)[row] * residual;
        }

        return change;
    }
}
