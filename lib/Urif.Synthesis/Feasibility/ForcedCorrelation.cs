using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>The correlation of fasting glucose and insulin that printed means and SDs force on an arm's women.</summary>
/// <remarks>
/// The mean of HOMA-IR is that of a product, and the mean of a product is the product of the means and the covariance: so Pearson's r is
/// n/(n - 1) · (22.5·mean(HOMA-IR) - mean(FPG)·mean(FINS)) / (SD(FPG)·SD(FINS)), within the rounding of the six numbers.
/// </remarks>
internal static class ForcedCorrelation
{
    /// <summary>Bounds of Pearson's r; null where one of the numbers does not bind.</summary>
    public static Interval? Of(ArmNumbers arm)
    {
        if ((arm[CohortColumns.Fpg, Statistic.Mean], arm[CohortColumns.Fpg, Statistic.Sd], arm[CohortColumns.Fins, Statistic.Mean],
            arm[CohortColumns.Fins, Statistic.Sd], arm[CohortColumns.HomaIr, Statistic.Mean])
            is not ({ } x, { } sx, { } y, { } sy, { } product)
            || arm.Size < 2 || sx.Closed.Low <= 0 || sy.Closed.Low <= 0) return null;
        Interval a = x.Closed, b = y.Closed, p = product.Closed, sa = sx.Closed, sb = sy.Closed;
        double unbiased = arm.Size / (arm.Size - 1.0);
        double low = unbiased * (InsulinIndices.HomaDivisor * p.Low - a.High * b.High),
            high = unbiased * (InsulinIndices.HomaDivisor * p.High - a.Low * b.Low);
        return new(Math.Max(-1, low / (low < 0 ? sa.Low * sb.Low : sa.High * sb.High)),
            Math.Min(1, high / (high < 0 ? sa.High * sb.High : sa.Low * sb.Low)));
    }
}
