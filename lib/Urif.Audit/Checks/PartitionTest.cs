using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A chi-square and a p beside a partition of three rows or more follow from its counts: of all rows at once (Pearson 1900; the
/// likelihood ratio; Freeman and Halton, Biometrika 1951; 38: 141; for trend; by ranks of ordered rows), or of the row that prints
/// them against the rest. Where the ledger does not say which, either will do.
/// </summary>
internal sealed class PartitionTest : RowCheck
{
    /// <inheritdoc/>
    public override string Name => CheckNames.PartitionTest;

    /// <inheritdoc/>
    public override string Source => "Pearson 1900; Freeman & Halton 1951";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Partition) continue;
            // Without the counts of every row, only the row against the rest can be redone.
            var table = PartitionTests.CountsOf(paper, [row.First, row.Second]);
            var inputs = paper.Partition(row.Variable).SelectMany(v => new[] { row.First, row.Second }
                .Select(a => paper.Find(a.Table, v.Id, a.Group.Id)).OfType<ArmEntry>()
                .Select(e => e[Statistic.N] ?? e[Statistic.Percent]).OfType<LedgerNumber>()).ToList();
            foreach (var number in new[] { row[Statistic.Chi2], row[Statistic.P] })
            {
                if (number is null || (table is null && number.Facts.Scope != TestScope.Level)) continue;
                if (OfRow(paper, row, number, inputs, j => new Reason.FromTable(number, Counts(table), j.Alternatives)) is { } result)
                    yield return result;
            }
        }
    }

    private static IReadOnlyList<IReadOnlyList<int>> Counts(ContingencyTable? table) => table is null ? []
        : [.. Enumerable.Range(0, table.Levels).Select(i => (int[])[.. Enumerable.Range(0, table.Groups).Select(j => table[i, j])])];
}
