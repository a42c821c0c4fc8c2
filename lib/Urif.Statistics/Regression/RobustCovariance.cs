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
        var squares = fit.FittedValues();
        for (var i = 0; i < squares.Length; i++)
        {
            var residual = fit.Weight(i) * (fit.Response[i] - squares[i]);
            squares[i] = residual * residual;
        }

        _covariance = Sandwich.Of(fit, (j, k) =>
        {
            double[] x = fit.Design.ColumnArray(j), y = fit.Design.ColumnArray(k);
            double sum = 0;
            for (var i = 0; i < x.Length; i++) sum += squares[i] * x[i] * y[i];
            return sum;
        });
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
