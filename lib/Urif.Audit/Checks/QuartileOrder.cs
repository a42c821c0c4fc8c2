using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The lower quartile, median and upper quartile of one group stand in this order. Source: their definition.</summary>
public sealed class QuartileOrder : Check
{
    /// <inheritdoc/>
    public override string Name => "quartile-order";

    /// <inheritdoc/>
    public override string Source => "definition of a quantile";

    /// <inheritdoc/>
    public override Localized Question => new("Do the quartiles stand in order?", "四分位数的大小顺序是否正确？");

    /// <inheritdoc/>
    public override Localized Failure => new("Quartiles stand out of order", "四分位数顺序错误");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            var quantiles = cell.Quantiles;
            if (quantiles.Count < 2) continue;
            var printed = string.Join(", ", quantiles.Select(q => q.Number.Printed.Text));
            for (var k = 0; k < quantiles.Count; k++)
            {
                var number = quantiles[k].Number;
                var range = paper.Range(cell.Variable, cell.Group);
                var at = k;
                var judgement = Judgement.Of(number, r => [new("in order", true, new Interval(
                    at > 0 ? quantiles[at - 1].Number.Printed.Values(r).Low : range.Low,
                    at + 1 < quantiles.Count ? quantiles[at + 1].Number.Printed.Values(r).High : range.High))], Verdict.Impossible, range);
                yield return Result(number, judgement, quantiles.Select(q => q.Number), new(
                    $"Lower quartile, median, upper quartile: {printed}.", $"下四分位数、中位数、上四分位数依次为 {printed}。"));
            }
        }
    }
}
