namespace Urif.Audit;

/// <summary>
/// "P &lt; 0.05" or "P &gt; 0.05" in the text holds for the p recomputed from the row's own summaries. Source: the tests of
/// p-from-summary, two-by-two and rank-sum-bounds.
/// </summary>
internal sealed class SignificanceClaim : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.SignificanceClaim;

    /// <inheritdoc/>
    public override string Source => "the tests of p-from-summary, two-by-two and rank-sum-bounds";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var number in paper.TextRows.Where(n => n.Statistic == Statistic.P && n.Printed.Relation != Relation.Equal))
        {
            var comparison = paper.Comparison(number.Group);
            if (comparison.AdjustedFor.Count > 0 || number.Facts.Test is { } test && !StatedTests.IsOfSummaries(test)) continue;
            var rows = paper.RowsOf(comparison, number.Variable.Id)
                .Select(row => (Row: row, Judgement: RowJudgements.OfP(paper, row, number, misprints: false)))
                .Where(r => r.Judgement.Alternatives.Count > 0).ToList();
            // Where several tables print the row, by different tests, the text may speak of either.
            if (rows.Exists(r => r.Judgement.Passes)) rows.RemoveAll(r => !r.Judgement.Passes);
            foreach (var (row, judgement) in rows)
            {
                if (!judgement.Passes && Excuse(paper, row, number) is { } circumstance)
                {
                    yield return Result(number, Verdict.NotCheckable, null, row.Inputs, new Reason.Explained(number, circumstance));
                    continue;
                }

                // As many women missing as the row's own statistic or p takes.
                var settled = !judgement.Passes && row[Statistic.P]?.Printed.Rounded.Intersects(number.Printed.Rounded) != false
                    ? RowJudgements.Explained(judgement, FewerWomen.Explaining(paper, row, row[Statistic.P] ?? number)) : judgement;
                yield return Result(number, settled, row.Inputs, new Reason.Significance(number, row.Table, judgement.Alternatives,
                    [.. judgement.Alternatives.Where(a => !a.Values.Intersects(number.Printed.Rounded)).Select(a => a.Convention)]));
            }
        }
    }

    /// <summary>What could explain the statement: of its own p, or of the p that the row prints and that bears it out.</summary>
    private static Circumstance? Excuse(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row[Statistic.P] is not { } p) return Circumstances.Of(paper, row, number);
        if (!p.Printed.Rounded.Intersects(number.Printed.Rounded)) return null;
        return Circumstances.OutOfReach(row, p) ?? (RowJudgements.OfP(paper, row, p).Passes ? null : Circumstances.Of(paper, row, p));
    }
}
