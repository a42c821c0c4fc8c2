using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The mean of a product (HOMA-IR = FPG·FINS/22.5) differs from the product of the means by the covariance, which the
/// SDs bound: |mean(xy) - mean(x)·mean(y)| at most sd(x)·sd(y)·(n-1)/n, without the last factor where the SDs have denominator n. Source: the Cauchy-Schwarz inequality. The pass
/// share is taken from zero to twice the greatest attainable mean.
/// </summary>
public sealed class ProductMean : Check
{
    /// <inheritdoc/>
    public override string Name => "product-mean";

    /// <inheritdoc/>
    public override string Source => "Cauchy-Schwarz inequality";

    /// <inheritdoc/>
    public override Localized Question => new("Is the mean of the product within what its factors allow?", "乘积的均数是否在其因子允许的范围内？");

    /// <inheritdoc/>
    public override Localized Failure => new("The mean of a product lies outside what its factors allow", "乘积的均数超出其因子所允许的范围");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell.Variable.Formula is not { } formula || cell[Statistic.Mean] is not { } mean) continue;
            if (paper.Find(cell.Table, formula.First, cell.Group.Id)?.Moments is not { } x) continue;
            if (paper.Find(cell.Table, formula.Second, cell.Group.Id)?.Moments is not { } y) continue;
            // A product recorded in steps differs from that of its factors by up to half a step in each woman.
            var step = cell.Variable.Granularity ?? 0;
            var bounds = Bounds(x, y, (cell.Size - 1.0) / cell.Size, formula.Divisor, step, Rounding.Nearest);
            var judgement = Judgement.Of(mean, r =>
            [
                new("any sample", true, Bounds(x, y, (cell.Size - 1.0) / cell.Size, formula.Divisor, step, r)),
                new("denominator n", false, Bounds(x, y, 1, formula.Divisor, step, r)),
            ], Verdict.Impossible, new(0, 2 * bounds.High));
            var range = Words.Range(bounds, mean.Printed.Decimals + 1);
            string a = paper.Variable(formula.First).Label.En, b = paper.Variable(formula.Second).Label.En;
            string az = paper.Variable(formula.First).Label.Zh, bz = paper.Variable(formula.Second).Label.Zh;
            yield return Result(mean, judgement, [x.Mean, x.Sd, y.Mean, y.Sd], new(
                $"With {a} {Words.Moments(x)} and {b} {Words.Moments(y)}, mean {cell.Variable.Label.En} is {range.En}; printed {mean.Printed}.",
                $"{az} {Words.Moments(x)}、{bz} {Words.Moments(y)} 时，{cell.Variable.Label.Zh}均数为 {range.Zh}；文中为 {mean.Printed}。"));
        }
    }

    private static Interval Bounds((LedgerNumber Mean, LedgerNumber Sd) x, (LedgerNumber Mean, LedgerNumber Sd) y, double toPopulation, double divisor, double step, Rounding rounding)
    {
        Interval mx = x.Mean.Printed.Values(rounding), my = y.Mean.Printed.Values(rounding);
        double[] corners = [mx.Low * my.Low, mx.Low * my.High, mx.High * my.Low, mx.High * my.High];
        var covariance = x.Sd.Printed.Values(rounding).High * y.Sd.Printed.Values(rounding).High * toPopulation;
        return new((corners.Min() - covariance) / divisor - step / 2, (corners.Max() + covariance) / divisor + step / 2);
    }
}
