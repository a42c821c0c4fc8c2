namespace Urif.Audit;

/// <summary>
/// Medians and quartiles of both arms bound the Mann-Whitney statistic, whatever definition of a quartile was used and
/// however many values are tied. Source: Mann and Whitney, Ann Math Stat 1947; 18: 50; the bounds are those of
/// <see cref="Urif.Statistics.QuantileEnvelope.RankSumU"/>.
/// </summary>
internal sealed class RankSumBounds : Check
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
            if (row[Statistic.Z] is { } z)
            {
                var judgement = RowJudgements.OfStatistic(paper, row, z);
                if (judgement.Alternatives.Count == 0) continue;
                yield return Result(z, judgement, inputs, new Reason.FromQuartiles(z, row.First, row.Second, judgement.Alternatives));
            }

            if (row[Statistic.P] is { } p)
            {
                var judgement = RowJudgements.OfP(paper, row, p);
                if (judgement.Alternatives.Count == 0) continue;
                yield return Result(p, judgement, inputs, new Reason.FromQuartiles(p, row.First, row.Second, judgement.Alternatives));
            }
        }
    }

}
