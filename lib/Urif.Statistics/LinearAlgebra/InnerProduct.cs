namespace Urif.Statistics;

/// <summary>The inner product of vectors.</summary>
internal static class InnerProduct
{
    /// <summary>Σ xᵢyᵢ of two vectors with as many components.</summary>
    public static double Of(double[] x, double[] y)
    {
        double sum = 0;
        for (var j = 0; j < x.Length; j++) sum += x[j] * y[j];
        return sum;
    }
}
