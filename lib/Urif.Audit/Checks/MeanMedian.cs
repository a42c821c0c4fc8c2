using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A median lies within one population SD of the mean: |mean - median| at most sd·sqrt((n-1)/n). Source: Hotelling and
/// Solomons, Ann Math Stat 1932; 3: 141. So that it holds for every definition of the median, the bound is taken for
/// the order statistics next to the middle (Wolkowicz and Styan, Linear Algebra Appl 1979; 29: 471), which widens it by
/// about 1/n. Also applied across tables that print the same women at the same time. The pass share is taken over three SDs either side of the
/// printed mean.
/// </summary>
internal sealed class MeanMedian : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.MeanMedian;

    /// <inheritdoc/>
    public override string Source => "Hotelling & Solomons 1932";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Moments is not { } m) continue;
            foreach (var other in paper.Everywhere(cell.Variable.Id, cell.Group.Id).Where(o => paper.IsSameMoment(cell, o)))
            {
                if (other[Statistic.Median] is not { } median) continue;
                var same = other.Table == cell.Table;
                int n = cell.Size, below = QuantileEnvelope.RankBelow(n, 0.5), above = QuantileEnvelope.RankAbove(n, 0.5);
                var failure = same ? Verdict.Impossible : Verdict.Contradicted;
                double up = Math.Sqrt((above - 1.0) / (n - above + 1)), down = Math.Sqrt((n - below) / (double)below),
                    toPopulation = Math.Sqrt((n - 1.0) / n);
                Interval Means(Rounding r, double factor)
                {
                    Interval at = median.Printed.Values(r);
                    var sd = m.Sd.Printed.Values(r).High * factor;
                    return new(at.Low - up * sd, at.High + down * sd);
                }

                Interval Medians(Rounding r, double factor)
                {
                    Interval at = m.Mean.Printed.Values(r);
                    var sd = m.Sd.Printed.Values(r).High * factor;
                    return new(at.Low - down * sd, at.High + up * sd);
                }

                Attainable[] Bounds(Rounding r, Func<Rounding, double, Interval> of) =>
                    [new(new Convention.Sd(SdDenominator.NMinusOne), true, of(r, toPopulation)),
                        new(new Convention.Sd(SdDenominator.N), false, of(r, 1))];

                var reason = new Reason.MeanAndMedian(cell, median, m.Sd.Printed.Value * Math.Max(up, down) * toPopulation);
                yield return Result(m.Mean, Judgement.Of(m.Mean, r => Bounds(r, Means), failure, Around(m)), [m.Sd, median], reason);
                yield return Result(median, Judgement.Of(median, r => Bounds(r, Medians), failure, Around(m)), [m.Mean, m.Sd], reason);
            }
        }
    }

    private static Interval Around((LedgerNumber Mean, LedgerNumber Sd) m) =>
        new(m.Mean.Printed.Value - 3 * m.Sd.Printed.Value, m.Mean.Printed.Value + 3 * m.Sd.Printed.Value);

}
