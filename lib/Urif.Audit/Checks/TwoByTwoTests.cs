namespace Urif.Audit;

/// <summary>
/// A chi-square and a p for two counts follow from the counts and the arms' sizes; percents that few counts give stand for
/// those. Alternatives: Pearson, Yates, N - 1, likelihood ratio, Wald; for p also Fisher (minimum likelihood, central) and both
/// mid-p. Sources: Campbell, Stat Med 2007; 26: 3661; Fay, Biostatistics 2010; 11: 373. A rate of the containing outcome is
/// tried as a variant. A row of a partition with more than two rows is left to <see cref="PartitionTest"/>.
/// </summary>
internal sealed class TwoByTwoTests : RowCheck
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
            var inputs = new[] { row.First, row.Second }.Select(a => a[Statistic.N] ?? a[Statistic.Percent]!);
            foreach (var number in new[] { row[Statistic.Chi2], row[Statistic.P] })
            {
                if (number is null || OfRow(paper, row, number, inputs, j => new Reason.FromCounts(number, row.First, row.Second,
                    j.Alternatives)) is not { } result) continue;
                yield return result;
            }
        }
    }
}
