namespace Urif.Audit;

/// <summary>
/// A t statistic follows from both arms' sizes, means and SDs, each anywhere in its rounding interval; the sign is free,
/// as papers subtract either way. Source: Student, Biometrika 1908; 6: 1; Welch, Biometrika 1947; 34: 28. Variants: the
/// test that the paper does not state, SDs with denominator n, standard errors printed as SDs, and t computed back from
/// a p that itself follows from the summaries.
/// </summary>
internal sealed class TFromSummary : RowCheck
{
    /// <inheritdoc/>
    public override string Name => CheckNames.TFromSummary;

    /// <inheritdoc/>
    public override string Source => "Student 1908; Welch 1947";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.T] is not { } t || row.Moments is not { } m
                || RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Means) continue;
            if (OfRow(paper, row, t, m.Numbers, j => new Reason.FromMeans(t, row.First, row.Second, j.Alternatives)) is { } result)
                yield return result;
        }
    }
}
