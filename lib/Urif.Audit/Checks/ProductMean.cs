using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The mean of a product (HOMA-IR = FPG·FINS/22.5) differs from the product of the means by the covariance, which the
/// SDs bound: |mean(xy) - mean(x)·mean(y)| at most sd(x)·sd(y)·(n-1)/n, without the last factor where the SDs have denominator n. Source:
/// the Cauchy-Schwarz inequality. The pass
/// share is taken from zero to twice the greatest attainable mean. Variant: missing values, as many as go without saying; of n' of n
/// values the mean is at most sd·sqrt((n-n')/n') off that of all, and the SD at most sqrt(n/n') times theirs.
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
                .. Missing(cell, [first, second], mean, r, n => Bounds(x, y, 1, formula.Divisor, step, r, n, cell.Size)),
            ], Verdict.Impossible, new(0, 2 * bounds.High));
            yield return Result(mean, judgement, [x.Mean, x.Sd, y.Mean, y.Sd], new Reason.MeanOfProduct(mean, first, second, bounds));
        }
    }

    /// <summary>What a bound becomes where as few women as possible lack some value.</summary>
    public static IReadOnlyList<Attainable> Missing(ArmEntry cell, IReadOnlyList<ArmEntry> factors, LedgerNumber number, Rounding rounding,
        Func<int, Interval> bounds)
    {
        var printed = number.Printed.Values(rounding);
        if (bounds(cell.Size).Intersects(printed) || (!cell.MayLack && factors.All(f => !f.MayLack))) return [];
        for (var n = cell.Size - 1; n >= Math.Max(2, UnstatedLosses.Fewest(cell.Size)); n--)
            if (bounds(n).Intersects(printed)) return [new(new Convention.Missing(cell.Size - n), false, bounds(n))];
        return [];
    }

    /// <summary>The mean and SD of so many of all women.</summary>
    public static (Interval Mean, double Sd) Of((LedgerNumber Mean, LedgerNumber Sd) moments, Rounding rounding, int women, int all)
    {
        var (mean, sd) = (moments.Mean.Printed.Values(rounding), moments.Sd.Printed.Values(rounding).High);
        var off = sd * Math.Sqrt((all - women) / (double)women);
        return (new(mean.Low - off, mean.High + off), sd * Math.Sqrt(all / (double)women));
    }

    private static Interval Bounds((LedgerNumber Mean, LedgerNumber Sd) x, (LedgerNumber Mean, LedgerNumber Sd) y, double toPopulation,
        double divisor, double step, Rounding rounding, int women = 1, int all = 1)
    {
        var ((mx, sx), (my, sy)) = (Of(x, rounding, women, all), Of(y, rounding, women, all));
        double[] corners = [mx.Low * my.Low, mx.Low * my.High, mx.High * my.Low, mx.High * my.High];
        var covariance = sx * sy * toPopulation;
        return new((corners.Min() - covariance) / divisor - step / 2, (corners.Max() + covariance) / divisor + step / 2);
    }
}
