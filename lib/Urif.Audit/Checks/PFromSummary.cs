namespace Urif.Audit;

/// <summary>
/// A p-value for two means follows from both arms' sizes, means and SDs, each anywhere in its rounding interval. Source:
/// Student, Biometrika 1908; 6: 1; Welch, Biometrika 1947; 34: 28. Variants as for t, and the normal approximation.
/// </summary>
internal sealed class PFromSummary : RowCheck
{
    /// <inheritdoc/>
    public override string Name => CheckNames.PFromSummary;

    /// <inheritdoc/>
    public override string Source => "Student 1908; Welch 1947";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.P] is not { } p || row.Moments is not { } m
                || RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Means) continue;
            if (OfRow(paper, row, p, m.Numbers, j => new Reason.FromMeans(p, row.First, row.Second, j.Alternatives)) is { } result)
                yield return result;
        }
    }
}
