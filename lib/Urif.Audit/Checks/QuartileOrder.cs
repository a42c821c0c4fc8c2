using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The least value, lower quartile, median, upper quartile and greatest value of one group stand in this order, the mean lies between the
/// least and the greatest, and the printed width between the quartiles is their distance. Source: their definition. The pass share is taken
/// over the group's possible range.
/// </summary>
internal sealed class QuartileOrder : Check
{
    private static readonly Statistic[] InOrder = [Statistic.Min, Statistic.Q1, Statistic.Median, Statistic.Q3, Statistic.Max];

    /// <inheritdoc/>
    public override string Name => CheckNames.QuartileOrder;

    /// <inheritdoc/>
    public override string Source => "definition of a quantile";

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            var range = paper.Range(cell.Variable, cell.Group);
            LedgerNumber[] all = [.. InOrder.Select(s => cell[s]).OfType<LedgerNumber>()];
            for (var k = 0; k < all.Length && all.Length > 1; k++)
                yield return Between(all[k], k > 0 ? all[k - 1] : null, k + 1 < all.Length ? all[k + 1] : null, all, range);
            if (cell[Statistic.Mean] is { } mean && (cell[Statistic.Min] ?? cell[Statistic.Max]) is not null)
            {
                LedgerNumber[] ends = [.. new[] { cell[Statistic.Min], mean, cell[Statistic.Max] }.OfType<LedgerNumber>()];
                yield return Between(mean, cell[Statistic.Min], cell[Statistic.Max], ends, range);
            }

            if (cell[Statistic.Iqr] is { } width && cell[Statistic.Q1] is { } q1 && cell[Statistic.Q3] is { } q3)
                yield return Width(width, q1, q3);
        }
    }

    private CheckResult Between(LedgerNumber number, LedgerNumber? below, LedgerNumber? above, LedgerNumber[] all, Interval range)
    {
        var judgement = Judgement.Of(number, r => [new(new Convention.Plain(), true, new Interval(
            below?.Printed.Values(r).Low ?? range.Low, above?.Printed.Values(r).High ?? range.High))], Verdict.Impossible, range);
        return Result(number, judgement, all, new Reason.OrderOfQuartiles(all));
    }

    private CheckResult Width(LedgerNumber width, LedgerNumber q1, LedgerNumber q3)
    {
        var judgement = Judgement.Of(width, r =>
        {
            Interval low = q1.Printed.Values(r), high = q3.Printed.Values(r);
            return [new(new Convention.Plain(), true, new Interval(high.Low - low.High, high.High - low.Low))];
        }, Verdict.NotReproduced, new(0, Math.Max((double)width.Printed.Unit, 2 * width.Printed.Value)));
        return Result(width, judgement, [q1, q3], new Reason.WidthOfQuartiles(width, q1, q3, judgement.Alternatives[0].Values));
    }
}
