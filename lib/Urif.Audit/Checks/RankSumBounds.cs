namespace Urif.Audit;

/// <summary>
/// Medians and quartiles of both arms bound the Mann-Whitney statistic, whatever definition of a quartile was used and
/// however many values are tied. Source: Mann and Whitney, Ann Math Stat 1947; 18: 50; the bounds are those of
/// <see cref="Urif.Statistics.QuantileEnvelope.RankSumU"/>.
/// </summary>
internal sealed class RankSumBounds : RowCheck
{
    /// <inheritdoc/>
    public override string Name => CheckNames.RankSumBounds;

    /// <inheritdoc/>
    public override string Source => "Mann & Whitney 1947; Hyndman & Fan 1996";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Quartiles) continue;
            LedgerNumber[] inputs = [.. row.First.Quantiles.Concat(row.Second.Quantiles).Select(q => q.Number)];
            foreach (var number in new[] { row[Statistic.Z], row[Statistic.P] })
            {
                if (number is null || OfRow(paper, row, number, inputs, j => new Reason.FromQuartiles(number, row.First, row.Second,
                    j.Alternatives)) is not { } result) continue;
                yield return result;
            }
        }
    }
}
