namespace Urif.Statistics;

/// <summary>
/// The sandwich covariance of a logistic fit (HC0): right in large samples also where weights are no counts, or the variance is not
/// that of the model.
/// </summary>
/// <remarks>
/// V (Σ w²(y - μ)² x xᵀ) V, with V the inverse of the information: R's <c>sandwich::vcovHC(type = "HC0")</c>. Rows are taken as
/// independent. Source: P. J. Huber, The behavior of maximum likelihood estimates under nonstandard conditions, Proc. 5th Berkeley
/// Symposium 1 (1967); H. White, Maximum likelihood estimation of misspecified models, Econometrica 50 (1982).
/// </remarks>
public sealed class RobustCovariance
{
    private readonly LogisticFit _fit;
    private readonly double[] _covariance;

    private RobustCovariance(LogisticFit fit)
    {
        _fit = fit;
        var p = fit.Coefficients.Count;
        double[] fitted = fit.FittedValues(), meat = new double[p * p], half = new double[p * p];
        for (var i = 0; i < fitted.Length; i++)
        {
            var residual = fit.Weight(i) * (fit.Response[i] - fitted[i]);
            fitted[i] = residual * residual;
        }

        for (var j = 0; j < p; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                double[] x = fit.Design.ColumnArray(j), y = fit.Design.ColumnArray(k);
                double sum = 0;
                for (var i = 0; i < x.Length; i++) sum += fitted[i] * x[i] * y[i];
                meat[j * p + k] = meat[k * p + j] = sum;
            }
        }

        _covariance = new double[p * p];
        for (var j = 0; j < p; j++)
        {
            for (var k = 0; k < p; k++)
            {
                for (var l = 0; l < p; l++) half[j * p + k] += fit.Covariance(j, l) * meat[l * p + k];
            }

            for (var k = 0; k <= j; k++)
            {
                double sum = 0;
                for (var l = 0; l < p; l++) sum += half[j * p + l] * fit.Covariance(l, k);
                _covariance[j * p + k] = _covariance[k * p + j] = sum;
            }
        }
    }

    /// <summary>The covariance of a fit.</summary>
    public static RobustCovariance Of(LogisticFit fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return new(fit);
    }

    /// <summary>The covariance of two coefficients, by the places of their columns.</summary>
    public double this[int i, int j] => _covariance[i * _fit.Coefficients.Count + j];

    /// <summary>A coefficient with its robust standard error.</summary>
    /// <exception cref="ModelException">No column has the name.</exception>
    public LogisticCoefficient Coefficient(string column)
    {
        var place = _fit.Place(column);
        return new(column, _fit.Coefficients[place], Math.Sqrt(this[place, place]));
    }
}
