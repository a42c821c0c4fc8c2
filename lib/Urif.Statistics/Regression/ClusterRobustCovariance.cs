using System.Globalization;

namespace Urif.Statistics;

/// <summary>
/// The sandwich covariance of a logistic fit whose rows come in clusters, such as the transfers of one woman: right in large numbers
/// of clusters, however rows of the same cluster depend on each other.
/// </summary>
/// <remarks>
/// <para>V (Σ over clusters of s sᵀ) V, with V the inverse of the information and s the sum of w(y - μ)x over the rows of the cluster;
/// with the factor G/(G - 1) for G clusters unless that is not wanted: R's <c>sandwich::vcovCL</c>, Stata's <c>vce(cluster)</c> of a
/// logistic model. With few clusters, say below 40, errors are too small all the same.</para>
/// <para>Source: K.-Y. Liang, S. L. Zeger, Longitudinal data analysis using generalized linear models, Biometrika 73 (1986), with
/// independence as the working correlation; the factor: A. C. Cameron, D. L. Miller, A practitioner's guide to cluster-robust
/// inference, Journal of Human Resources 50 (2015), section II.C.</para>
/// </remarks>
public sealed class ClusterRobustCovariance
{
    private readonly LogisticFit _fit;
    private readonly double[] _covariance;

    private ClusterRobustCovariance(LogisticFit fit, double[] covariance, int clusters) =>
        (_fit, _covariance, Clusters) = (fit, covariance, clusters);

    /// <summary>The covariance of a fit.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="clusterOfRow">A number for each row; rows with the same number are one cluster.</param>
    /// <param name="isCorrected">Whether to multiply by G/(G - 1), with G the number of clusters.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than rows, or one cluster.</exception>
    public static ClusterRobustCovariance Of(LogisticFit fit, IReadOnlyList<int> clusterOfRow, bool isCorrected = true)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(clusterOfRow);
        int n = fit.Design.RowCount, p = fit.Coefficients.Count;
        var places = new Dictionary<int, int>();
        foreach (var cluster in clusterOfRow) places.TryAdd(cluster, places.Count);
        if (clusterOfRow.Count != n || places.Count < 2)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"There are {places.Count} clusters over {clusterOfRow.Count} rows, where the model has {n} rows."), nameof(clusterOfRow));
        }

        var residuals = fit.FittedValues();
        for (var i = 0; i < n; i++) residuals[i] = fit.Weight(i) * (fit.Response[i] - residuals[i]);
        var scores = new double[p][];
        for (var j = 0; j < p; j++)
        {
            scores[j] = new double[places.Count];
            var column = fit.Design.ColumnArray(j);
            for (var i = 0; i < n; i++) scores[j][places[clusterOfRow[i]]] += residuals[i] * column[i];
        }

        var factor = isCorrected ? places.Count / (places.Count - 1.0) : 1;
        return new(fit, Sandwich.Of(fit, (j, k) => factor * InnerProduct.Of(scores[j], scores[k])), places.Count);
    }

    /// <summary>The number of clusters.</summary>
    public int Clusters { get; }

    /// <summary>The covariance of two coefficients, by the places of their columns.</summary>
    public double this[int i, int j] => _covariance[i * _fit.Coefficients.Count + j];

    /// <summary>A coefficient with its cluster-robust standard error.</summary>
    /// <exception cref="ModelException">No column has the name.</exception>
    public LogisticCoefficient Coefficient(string column)
    {
        var place = _fit.Place(column);
        return new(column, _fit.Coefficients[place], Math.Sqrt(this[place, place]));
    }
}
