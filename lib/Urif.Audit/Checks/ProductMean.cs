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

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable.Formula is not { } formula || cell[Statistic.Mean] is not { } mean) continue;
            if (paper.Find(cell.Table, formula.First, cell.Group.Id) is not { Moments: { } x } first) continue;
            if (paper.Find(cell.Table, formula.Second, cell.Group.Id) is not { Moments: { } y } second) continue;
            // A product recorded in steps differs from that of its factors by up to half a step in each woman.
            var step = cell.Variable.Granularity ?? 0;
            Interval Of(double toPopulation, Rounding r, int women) => Bounds(
                ProductMean.Of(x, r, women, first.Size), ProductMean.Of(y, r, women, second.Size), toPopulation, formula.Divisor, step);
            var (n, all) = (cell.Size, (cell.Size - 1.0) / cell.Size);
            var bounds = Of(all, Rounding.Nearest, n);
            var judgement = Judgement.Of(mean, r =>
            [
                new(new Convention.Sd(SdDenominator.NMinusOne), true, Of(all, r, n)),
                new(new Convention.Sd(SdDenominator.N), false, Of(1, r, n)),
                .. Missing(cell, [first, second], mean, r, women => Of(1, r, women)),
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

    /// <summary>The mean and SD of so many of all women with a value.</summary>
    public static (Interval Mean, double Sd) Of((LedgerNumber Mean, LedgerNumber Sd) moments, Rounding rounding, int women, int all)
    {
        var (mean, sd) = (moments.Mean.Printed.Values(rounding), moments.Sd.Printed.Values(rounding).High);
        var off = sd * Math.Sqrt(Math.Max(0, all - women) / (double)women);
        return (new(mean.Low - off, mean.High + off), sd * Math.Sqrt(Math.Max(1, all / (double)women)));
    }

    private static Interval Bounds(
        (Interval Mean, double Sd) x, (Interval Mean, double Sd) y, double toPopulation, double divisor, double step)
    {
        double[] corners = [x.Mean.Low * y.Mean.Low, x.Mean.Low * y.Mean.High, x.Mean.High * y.Mean.Low, x.Mean.High * y.Mean.High];
        var covariance = x.Sd * y.Sd * toPopulation;
        return new((corners.Min() - covariance) / divisor - step / 2, (corners.Max() + covariance) / divisor + step / 2);
    }
}
