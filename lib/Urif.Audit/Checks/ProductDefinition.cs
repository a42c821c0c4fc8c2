using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A group defined by a product (HOMA-IR below a cut-off) bounds each factor's mean, given the other factor's mean and
/// SD: every x is at most U/y, so mean(x) is at most U·mean(1/y), and mean(1/y) is greatest for the two-point
/// distribution with mass at the least possible y. Below, mean(1/y) is at least 1/mean(y). Sources: Jensen's inequality;
/// Karlin and Studden, Tchebycheff Systems, 1966 (the extremal distribution). The pass share is taken from zero to twice
/// the printed mean. Variant: missing values, as in <see cref="ProductMean"/>.
/// </summary>
internal sealed class ProductDefinition : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.ProductDefinition;

    /// <inheritdoc/>
    public override string Source => "Jensen's inequality; Karlin & Studden 1966";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var product in paper.Ledger.Variables)
        {
            if (product.Formula is not { } formula) continue;
            foreach (var cell in paper.Entries)
            {
                var otherId = cell.Variable.Id == formula.First ? formula.Second : cell.Variable.Id == formula.Second ? formula.First
                    : null;
                if (otherId is null || cell[Statistic.Mean] is not { } mean) continue;
                if (!paper.Definition(cell.Group).TryGetValue(product.Id, out var recorded)) continue;
                // A product recorded in steps is up to half a step off that of its factors.
                var half = (product.Granularity ?? 0) / 2;
                var bound = new Interval(recorded.Low - half, recorded.High + half);
                var other = paper.Variable(otherId);
                var least = paper.Range(other, cell.Group).Low;
                if (paper.Find(cell.Table, otherId, cell.Group.Id) is not { Moments: { } y } factor || least < 0) continue;
                // A woman whose other factor is not known has this one unbounded.
                if (factor.Size < cell.Group.Size) continue;
                var bounds = Bounds(bound, formula.Divisor, y, least, (cell.Size - 1.0) / cell.Size, Rounding.Nearest,
                    cell.Size, factor.Size);
                if (!double.IsFinite(bounds.High) && bounds.Low <= 0) continue;
                var judgement = Judgement.Of(mean, r =>
                    [
                        new(new Convention.Sd(SdDenominator.NMinusOne), true,
                            Bounds(bound, formula.Divisor, y, least, (cell.Size - 1.0) / cell.Size, r, cell.Size, factor.Size)),
                        new(new Convention.Sd(SdDenominator.N), false,
                            Bounds(bound, formula.Divisor, y, least, 1, r, cell.Size, factor.Size)),
                        .. ProductMean.Missing(cell, [factor], mean, r,
                            n => Bounds(bound, formula.Divisor, y, least, 1, r, n, factor.Size)),
                    ], Verdict.Impossible, new(0, 2 * mean.Printed.Value));
                yield return Result(mean, judgement, [y.Mean, y.Sd], new Reason.MeanOfFactor(mean, product, recorded, factor, bounds));
            }
        }
    }

    private static Interval Bounds(Interval product, double divisor, (LedgerNumber Mean, LedgerNumber Sd) y, double least,
        double toPopulation, Rounding rounding, int women, int all)
    {
        var (mean, sd) = ProductMean.Of(y, rounding, women, all);
        var low = product.Low > 0 && mean.High > 0 ? product.Low * divisor / mean.High : double.NegativeInfinity;
        var high = double.PositiveInfinity;
        if (double.IsFinite(product.High) && product.High > 0 && least > 0 && mean.Low > least)
        {
            double variance = sd * sd * toPopulation, distance = mean.Low - least;
            var mass = variance / (variance + distance * distance);
            high = product.High * divisor * (mass / least + (1 - mass) / (mean.Low + variance / distance));
        }

        return new(low, high);
    }
}
