using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A median lies within one population SD of the mean: |mean - median| at most sd·sqrt((n-1)/n). Source: Hotelling and
/// Solomons, Ann Math Stat 1932; 3: 141. So that it holds for every definition of the median, the bound is taken for
/// the order statistics next to the middle (Wolkowicz and Styan, Linear Algebra Appl 1979; 29: 471), which widens it by
/// about 1/n. Also applied across tables that print the same women at the same time. The pass share is taken over three SDs either side of
/// the printed mean. Variants: the denominator n, and missing values, of which the bound is a little wider.
/// </summary>
internal sealed class MeanMedian : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.MeanMedian;

    /// <inheritdoc/>
    public override string Source => "Hotelling & Solomons 1932";

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Moments is not { } m) continue;
            foreach (var other in paper.Everywhere(cell.Variable.Id, cell.Group.Id).Where(o => paper.IsSameMoment(cell, o)))
            {
                if (other[Statistic.Median] is not { } median) continue;
                var same = other.Table == cell.Table;
                var failure = same ? Verdict.Impossible : Verdict.Contradicted;
                Interval Means(Rounding r, int n, double factor) => Reach(median, m.Sd, r, n, factor, isMedian: true);

                Interval Medians(Rounding r, int n, double factor) => Reach(m.Mean, m.Sd, r, n, factor, isMedian: false);

                IReadOnlyList<Attainable> Bounds(LedgerNumber number, Rounding r, Func<Rounding, int, double, Interval> of)
                {
                    Attainable all = new(new Convention.Sd(SdDenominator.NMinusOne), true, of(r, cell.Size, ToPopulation(cell.Size))),
                        population = new(new Convention.Sd(SdDenominator.N), false, of(r, cell.Size, 1));
                    var printed = number.Printed.Values(r);
                    return all.Values.Intersects(printed)
                        || MissingValues.Fewest(cell, n => n > 1 && of(r, n, ToPopulation(n)).Intersects(printed)) is not { } missing
                        ? [all, population]
                        : [all, population, new(new Convention.Missing(missing), false,
                            of(r, cell.Size - missing, ToPopulation(cell.Size - missing)))];
                }

                var reason = new Reason.MeanAndMedian(cell, median, m.Sd.Printed.Value * Greatest(cell.Size) * ToPopulation(cell.Size));
                yield return Result(m.Mean, Judgement.Of(m.Mean, r => Bounds(m.Mean, r, Means), failure, Around(m)),
                    [m.Sd, median], reason);
                yield return Result(median, Judgement.Of(median, r => Bounds(median, r, Medians), failure, Around(m)),
                    [m.Mean, m.Sd], reason);
            }
        }
    }

    private static double ToPopulation(int n) => Math.Sqrt((n - 1.0) / n);

    /// <summary>How far the order statistics next to the middle can lie above and below the mean, in population SDs.</summary>
    private static (double Up, double Down) Reaches(int n)
    {
        int below = QuantileEnvelope.RankBelow(n, 0.5), above = QuantileEnvelope.RankAbove(n, 0.5);
        return (Math.Sqrt((above - 1.0) / (n - above + 1)), Math.Sqrt((n - below) / (double)below));
    }

    private static double Greatest(int n) => Math.Max(Reaches(n).Up, Reaches(n).Down);

    /// <summary>The means that a median allows, or the medians that a mean does.</summary>
    private static Interval Reach(LedgerNumber from, LedgerNumber sd, Rounding rounding, int n, double factor, bool isMedian)
    {
        var at = from.Printed.Values(rounding);
        var spread = sd.Printed.Values(rounding).High * factor;
        var (up, down) = Reaches(n);
        return isMedian ? new(at.Low - up * spread, at.High + down * spread) : new(at.Low - down * spread, at.High + up * spread);
    }

    private static Interval Around((LedgerNumber Mean, LedgerNumber Sd) m) =>
        new(m.Mean.Printed.Value - 3 * m.Sd.Printed.Value, m.Mean.Printed.Value + 3 * m.Sd.Printed.Value);

}
