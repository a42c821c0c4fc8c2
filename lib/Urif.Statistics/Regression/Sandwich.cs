namespace Urif.Statistics;

/// <summary>V M V, with V the inverse of a fit's information: the covariance of estimates whose score has the covariance M.</summary>
internal static class Sandwich
{
    /// <summary>The product, row by row.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="meat">M's element for a column and one no later.</param>
    public static double[] Of(LogisticFit fit, Func<int, int, double> meat)
    {
        var p = fit.Coefficients.Count;
        double[] middle = new double[p * p], half = new double[p * p], covariance = new double[p * p];
        for (var j = 0; j < p; j++)
        {
            for (var k = 0; k <= j; k++) middle[j * p + k] = middle[k * p + j] = meat(j, k);
        }

        for (var j = 0; j < p; j++)
        {
            for (var k = 0; k < p; k++)
            {
                for (var l = 0; l < p; l++) half[j * p + k] += fit.Covariance(j, l) * middle[l * p + k];
            }

            for (var k = 0; k <= j; k++)
            {
                double sum = 0;
                for (var l = 0; l < p; l++) sum += half[j * p + l] * fit.Covariance(l, k);
                covariance[j * p + k] = covariance[k * p + j] = sum;
            }
        }

        return covariance;
    }
}
