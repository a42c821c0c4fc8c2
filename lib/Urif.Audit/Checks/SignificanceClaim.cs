namespace Urif.Audit;

/// <summary>
/// "P &lt; 0.05" or "P &gt; 0.05" in the text holds for the p recomputed from the row's own summaries. Source: the tests of
/// p-from-summary, two-by-two and rank-sum-bounds.
/// </summary>
public sealed class SignificanceClaim : Check
{
    /// <inheritdoc/>
    public override string Name => "significance-claim";

    /// <inheritdoc/>
    public override string Source => "the tests of p-from-summary, two-by-two and rank-sum-bounds";

    /// <inheritdoc/>
    public override Localized Question => new("Does the recomputed p bear out the statement?", "重新计算的 P 值是否支持该表述？");

    /// <inheritdoc/>
    public override Localized Failure => new("The recomputed p does not bear out the statement", "重新计算的 P 值不支持该表述");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var number in paper.TextRows.Where(n => n.Statistic == Statistic.P && n.Printed.Relation != Relation.Equal))
        {
            var comparison = paper.Comparison(number.Group);
            if (comparison.AdjustedFor.Count > 0) continue;
            var rows = paper.RowsOf(comparison, number.Variable.Id)
                .Select(row => (Row: row, Judgement: RowJudgements.OfP(paper, row, number, misprints: false)))
                .Where(r => r.Judgement.Conventions.Count > 0).ToList();
            // Where several tables print the row, by different tests, the text may speak of either.
            if (rows.Exists(r => r.Judgement.Passes)) rows.RemoveAll(r => !r.Judgement.Passes);
            foreach (var (row, judgement) in rows)
            {
                var list = Words.PList(judgement.Conventions, 3, most: 3);
                var failing = judgement.Conventions.Where(c => !c.Values.Intersects(number.Printed.Rounded)).Select(c => c.Name).ToList();
                var but = judgement.Passes && failing.Count > 0 ? new Localized($" It does not hold by {string.Join(", ", failing)}.", $"按 {string.Join("、", failing)} 则不成立。") : new("", "");
                yield return Result(number, judgement, row.Inputs, new(
                    $"{Words.Table(row.Table).En} gives p by {list.En}; stated {number.Printed}.{but.En}",
                    $"由{Words.Table(row.Table).Zh}得 P：{list.Zh}；文中为 {number.Printed}。{but.Zh}"));
            }
        }
    }
}
