using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The mean of a product (HOMA-IR = FPG·FINS/22.5) differs from the product of the means by the covariance, which the
/// SDs bound: |mean(xy) - mean(x)·mean(y)| at most sd(x)·sd(y)·(n-1)/n, without the last factor where the SDs have denominator n. Source:
/// the Cauchy-Schwarz inequality. The pass
/// share is taken from zero to twice the greatest attainable mean.
/// </summary>
internal sealed class ProductMean : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.ProductMean;

    /// <inheritdoc/>
    public override string Source => "Cauchy-Schwarz inequality";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable.Formula is not { } formula || cell[Statistic.Mean] is not { } mean) continue;
            if (paper.Find(cell.Table, formula.First, cell.Group.Id) is not { Moments: { } x } first) continue;
            if (paper.Find(cell.Table, formula.Second, cell.Group.Id) is not { Moments: { } y } second) continue;
            // A product recorded in steps differs from that of its factors by up to half a step in each woman.
            var step = cell.Variable.Granularity ?? 0;
            var bounds = Bounds(x, y, (cell.Size - 1.0) / cell.Size, formula.Divisor, step, Rounding.Nearest);
            var judgement = Judgement.Of(mean, r =>
            [
                new(new Convention.Sd(SdDenominator.NMinusOne), true,
                    Bounds(x, y, (cell.Size - 1.0) / cell.Size, formula.Divisor, step, r)),
                new(new Convention.Sd(SdDenominator.N), false, Bounds(x, y, 1, formula.Divisor, step, r)),
            ], Verdict.Impossible, new(0, 2 * bounds.High));
            yield return Result(mean, judgement, [x.Mean, x.Sd, y.Mean, y.Sd], new Reason.MeanOfProduct(mean, first, second, bounds));
        }
    }

    private static Interval Bounds((LedgerNumber Mean, LedgerNumber Sd) x, (LedgerNumber Mean, LedgerNumber Sd) y, double toPopulation,
        double divisor, double step, Rounding rounding)
    {
        Interval mx = x.Mean.Printed.Values(rounding), my = y.Mean.Printed.Values(rounding);
        double[] corners = [mx.Low * my.Low, mx.Low * my.High, mx.High * my.Low, mx.High * my.High];
        var covariance = x.Sd.Printed.Values(rounding).High * y.Sd.Printed.Values(rounding).High * toPopulation;
        return new((corners.Min() - covariance) / divisor - step / 2, (corners.Max() + covariance) / divisor + step / 2);
    }
}
