namespace Urif.Audit;

/// <summary>
/// A chi-square and a p for two counts follow from the counts and the arms' sizes. Conventions: Pearson, Yates, N - 1,
/// likelihood ratio, Wald; for p also Fisher (minimum likelihood, central) and both mid-p. Sources: Campbell, Stat Med
/// 2007; 26: 3661; Fay, Biostatistics 2010; 11: 373. A rate of the containing outcome is tried as a variant. A row of a
/// partition with more than two rows is left to the other checks.
/// </summary>
public sealed class TwoByTwoTests : Check
{
    /// <inheritdoc/>
    public override string Name => "two-by-two";

    /// <inheritdoc/>
    public override string Source => "Campbell 2007; Fay 2010";

    /// <inheritdoc/>
    public override Localized Question => new("Do chi-square and p follow from the counts?", "χ² 与 P 值是否可由例数得到？");

    /// <inheritdoc/>
    public override Localized Failure => new("Chi-square or p does not follow from the printed counts", "χ² 或 P 值无法由所列例数得到");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var row in paper.Rows)
        {
            if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Counts) continue;
            var counts = $"{row.First.Events}/{row.First.Size} and {row.Second.Events}/{row.Second.Size}";
            var zh = $"{row.First.Events}/{row.First.Size} 与 {row.Second.Events}/{row.Second.Size}";
            LedgerNumber[] inputs = [row.First[Statistic.N]!, row.Second[Statistic.N]!];
            if (row[Statistic.Chi2] is { } chi2)
            {
                var judgement = RowJudgements.OfStatistic(paper, row, chi2);
                var list = Words.List(judgement.Conventions, chi2.Printed.Decimals, most: 4);
                yield return Result(chi2, judgement, inputs, new(
                    $"{counts} give chi-square by {list.En}; printed {chi2.Printed}.", $"{zh} 得 χ²：{list.Zh}；文中为 {chi2.Printed}。"));
            }

            if (row[Statistic.P] is { } p)
            {
                var judgement = RowJudgements.OfP(paper, row, p);
                var list = Words.PList(judgement.Conventions, Math.Max(3, p.Printed.Decimals), most: 4);
                yield return Result(p, judgement, inputs, new(
                    $"{counts} give p by {list.En}; printed {p.Printed}.", $"{zh} 得 P：{list.Zh}；文中为 {p.Printed}。"));
            }
        }
    }
}
