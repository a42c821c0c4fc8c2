namespace Urif.Audit;

/// <summary>
/// A chi-square and a p for two counts follow from the counts and the arms' sizes. Alternatives: Pearson, Yates, N - 1,
/// likelihood ratio, Wald; for p also Fisher (minimum likelihood, central) and both mid-p. Sources: Campbell, Stat Med
/// 2007; 26: 3661; Fay, Biostatistics 2010; 11: 373. A rate of the containing outcome is tried as a variant. A row of a
/// partition with more than two rows is left to the other checks.
/// </summary>
internal sealed class TwoByTwoTests : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.TwoByTwo;

    /// <inheritdoc/>
    public override string Source => "Campbell 2007; Fay 2010";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Counts) continue;
            LedgerNumber[] inputs = [row.First[Statistic.N]!, row.Second[Statistic.N]!];
            if (row[Statistic.Chi2] is { } chi2)
            {
                var judgement = RowJudgements.OfStatistic(paper, row, chi2);
                yield return Result(chi2, judgement, inputs, new Reason.FromCounts(chi2, row.First, row.Second, judgement.Alternatives));
            }

            if (row[Statistic.P] is { } p)
            {
                var judgement = RowJudgements.OfP(paper, row, p);
                yield return Result(p, judgement, inputs, new Reason.FromCounts(p, row.First, row.Second, judgement.Alternatives));
            }
        }
    }
}
