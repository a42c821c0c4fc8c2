using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A median lies within one population SD of the mean: |mean - median| at most sd·sqrt((n-1)/n). Source: Hotelling and
/// Solomons, Ann Math Stat 1932; 3: 141. So that it holds for every definition of the median, the bound is taken for
/// the order statistics next to the middle (Wolkowicz and Styan, Linear Algebra Appl 1979; 29: 471), which widens it by
/// about 1/n. Also applied across tables that print the same women. The pass share is taken over three SDs either side of the
/// printed mean.
/// </summary>
public sealed class MeanMedian : Check
{
    /// <inheritdoc/>
    public override string Name => "mean-median";

    /// <inheritdoc/>
    public override string Source => "Hotelling & Solomons 1932";

    /// <inheritdoc/>
    public override Localized Question => new("Do mean and median lie within one SD of each other?", "均数与中位数之差是否不超过一个标准差？");

    /// <inheritdoc/>
    public override Localized Failure => new("Mean and median of the same women lie more than one SD apart", "同一组患者的均数与中位数相差超过一个标准差");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell.Moments is not { } m) continue;
            foreach (var other in paper.Everywhere(cell.Variable.Id, cell.Group.Id))
            {
                if (other[Statistic.Median] is not { } median) continue;
                var same = other.Table == cell.Table;
                int n = cell.Size, below = QuantileEnvelope.RankBelow(n, 0.5), above = QuantileEnvelope.RankAbove(n, 0.5);
                var failure = same ? Verdict.Impossible : Verdict.Contradicted;
                double up = Math.Sqrt((above - 1.0) / (n - above + 1)), down = Math.Sqrt((n - below) / (double)below), toPopulation = Math.Sqrt((n - 1.0) / n);
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

                Convention[] Bounds(Rounding r, Func<Rounding, double, Interval> of) =>
                    [new("any sample", true, of(r, toPopulation)), new("denominator n", false, of(r, 1))];

                var explanation = new Localized(
                    $"Mean {Words.Moments(m)} ({Words.Table(cell.Table).En}) and median {median.Printed} ({Words.Table(other.Table).En}) of {n} women differ by {Gap(m.Mean, median)}; at most {Words.Fixed(m.Sd.Printed.Value * Math.Max(up, down) * toPopulation, m.Sd.Printed.Decimals)} is possible.",
                    $"{n} 例的均数 {Words.Moments(m)}（{Words.Table(cell.Table).Zh}）与中位数 {median.Printed}（{Words.Table(other.Table).Zh}）相差 {Gap(m.Mean, median)}；最多只能相差 {Words.Fixed(m.Sd.Printed.Value * Math.Max(up, down) * toPopulation, m.Sd.Printed.Decimals)}。");
                yield return Result(m.Mean, Judgement.Of(m.Mean, r => Bounds(r, Means), failure, Around(m)), [m.Sd, median], explanation);
                yield return Result(median, Judgement.Of(median, r => Bounds(r, Medians), failure, Around(m)), [m.Mean, m.Sd], explanation);
            }
        }
    }

    private static Interval Around((LedgerNumber Mean, LedgerNumber Sd) m) =>
        new(m.Mean.Printed.Value - 3 * m.Sd.Printed.Value, m.Mean.Printed.Value + 3 * m.Sd.Printed.Value);

    private static string Gap(LedgerNumber a, LedgerNumber b) =>
        Words.Fixed(Math.Abs(a.Printed.Value - b.Printed.Value), Math.Max(a.Printed.Decimals, b.Printed.Decimals));
}
