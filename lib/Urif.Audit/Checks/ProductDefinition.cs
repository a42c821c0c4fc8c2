using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A group defined by a product (HOMA-IR below a cut-off) bounds each factor's mean, given the other factor's mean and
/// SD: every x is at most U/y, so mean(x) is at most U·mean(1/y), and mean(1/y) is greatest for the two-point
/// distribution with mass at the least possible y. Below, mean(1/y) is at least 1/mean(y). Sources: Jensen's inequality;
/// Karlin and Studden, Tchebycheff Systems, 1966 (the extremal distribution). The pass share is taken from zero to twice
/// the printed mean.
/// </summary>
public sealed class ProductDefinition : Check
{
    /// <inheritdoc/>
    public override string Name => "product-definition";

    /// <inheritdoc/>
    public override string Source => "Jensen's inequality; Karlin & Studden 1966";

    /// <inheritdoc/>
    public override Localized Question => new("Does the factor's mean fit the group's definition?", "因子均数是否符合以乘积定义的分组？");

    /// <inheritdoc/>
    public override Localized Failure => new("A mean is impossible in a group defined by a product", "均数与以乘积定义的分组不相容");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var product in paper.Ledger.Variables)
        {
            if (product.Formula is not { } formula) continue;
            foreach (var cell in paper.Cells)
            {
                var otherId = cell.Variable.Id == formula.First ? formula.Second : cell.Variable.Id == formula.Second ? formula.First : null;
                if (otherId is null || cell[Statistic.Mean] is not { } mean) continue;
                if (!paper.Definition(cell.Group).TryGetValue(product.Id, out var recorded)) continue;
                // A product recorded in steps is up to half a step off that of its factors.
                var half = (product.Granularity ?? 0) / 2;
                var bound = new Interval(recorded.Low - half, recorded.High + half);
                var other = paper.Variable(otherId);
                var least = paper.Range(other, cell.Group).Low;
                if (paper.Find(cell.Table, otherId, cell.Group.Id)?.Moments is not { } y || least < 0) continue;
                var bounds = Bounds(bound, formula.Divisor, y, least, (cell.Size - 1.0) / cell.Size, Rounding.Nearest);
                if (!double.IsFinite(bounds.High) && bounds.Low <= 0) continue;
                var judgement = Judgement.Of(mean, r =>
                    [
                        new("any sample", true, Bounds(bound, formula.Divisor, y, least, (cell.Size - 1.0) / cell.Size, r)),
                        new("denominator n", false, Bounds(bound, formula.Divisor, y, least, 1, r)),
                    ], Verdict.Impossible, new(0, 2 * mean.Printed.Value));
                var (limit, cut) = (Words.Range(bounds, mean.Printed.Decimals), Words.Range(recorded, 2));
                yield return Result(mean, judgement, [y.Mean, y.Sd], new(
                    $"{product.Label.En} is {cut.En} in every woman of this group, so with {other.Label.En} {Words.Moments(y)} mean {cell.Variable.Label.En} is {limit.En}; printed {mean.Printed}.",
                    $"该组每例的{product.Label.Zh}为 {cut.Zh}，{other.Label.Zh}为 {Words.Moments(y)}，故{cell.Variable.Label.Zh}均数为 {limit.Zh}；文中为 {mean.Printed}。"));
            }
        }
    }

    private static Interval Bounds(Interval product, double divisor, (LedgerNumber Mean, LedgerNumber Sd) y, double least, double toPopulation, Rounding rounding)
    {
        Interval mean = y.Mean.Printed.Values(rounding), sd = y.Sd.Printed.Values(rounding);
        var low = product.Low > 0 && mean.High > 0 ? product.Low * divisor / mean.High : double.NegativeInfinity;
        var high = double.PositiveInfinity;
        if (double.IsFinite(product.High) && product.High > 0 && least > 0 && mean.Low > least)
        {
            double variance = sd.High * sd.High * toPopulation, distance = mean.Low - least;
            var mass = variance / (variance + distance * distance);
            high = product.High * divisor * (mass / least + (1 - mass) / (mean.Low + variance / distance));
        }

        return new(low, high);
    }
}
