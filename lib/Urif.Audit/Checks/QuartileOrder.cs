using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The lower quartile, median and upper quartile of one group stand in this order. Source: their definition.</summary>
internal sealed class QuartileOrder : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.QuartileOrder;

    /// <inheritdoc/>
    public override string Source => "definition of a quantile";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            var quantiles = cell.Quantiles;
            if (quantiles.Count < 2) continue;
            LedgerNumber[] all = [.. quantiles.Select(q => q.Number)];
            for (var k = 0; k < quantiles.Count; k++)
            {
                var number = quantiles[k].Number;
                var range = paper.Range(cell.Variable, cell.Group);
                var at = k;
                var judgement = Judgement.Of(number, r => [new(new Convention.Plain(), true, new Interval(
                    at > 0 ? quantiles[at - 1].Number.Printed.Values(r).Low : range.Low,
                    at + 1 < quantiles.Count ? quantiles[at + 1].Number.Printed.Values(r).High : range.High))], Verdict.Impossible, range);
                yield return Result(number, judgement, all, new Reason.OrderOfQuartiles(all));
            }
        }
    }
}
