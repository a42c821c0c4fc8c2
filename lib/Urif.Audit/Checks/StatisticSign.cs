namespace Urif.Audit;

/// <summary>
/// The sign of t, and of a mean difference, is that of the first mean less the second, or of the second less the first, or always
/// positive: one rule all through a table. A row that keeps none of the rules that the others keep has lost its sign or gained
/// one. Source: arithmetic.
/// </summary>
internal sealed class StatisticSign : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.StatisticSign;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var table in paper.Rows.Where(r => r.Comparison.AdjustedFor.Count == 0)
            .GroupBy(r => (r.Table, r.Comparison.Id, Kind: r[Statistic.T] is null)))
        {
            var signs = table.Select(r => (Row: r, Number: r[Statistic.T] ?? r[Statistic.MeanDifference]))
                .Where(r => r.Number is { Printed: { Relation: Relation.Equal, Digits: not 0 } })
                .Select(r => (r.Row, Number: r.Number!, Direction: Direction(r.Row))).Where(r => r.Direction != 0).ToList();
            // Signs say something where some number is negative: a column of sizes alone has none.
            if (signs.Count < 2 || signs.TrueForAll(r => !r.Number.Printed.IsNegative)) continue;
            var second = signs.Where(r => Sign(r.Number) == r.Direction).ToList();
            var first = signs.Where(r => Sign(r.Number) != r.Direction).ToList();
            if (second.Count == 0 || first.Count == 0) continue;
            // Where either rule has as many rows, the usual one is the first arm less the second.
            var secondMinusFirst = first.Count > second.Count;
            var kept = secondMinusFirst ? first : second;
            foreach (var (row, number, direction) in signs)
            {
                var holds = (Sign(number) == direction) != secondMinusFirst;
                yield return Result(number, holds ? Verdict.Reproduced : Verdict.NotReproduced, null, row.Moments!.Value.Numbers,
                    new Reason.SignOfDifference(number, row.First, row.Second, secondMinusFirst, kept.Count, signs.Count), null, 0.5);
            }
        }
    }

    private static int Sign(LedgerNumber number) => number.Printed.IsNegative ? -1 : 1;

    /// <summary>The sign of the first mean less the second; 0 where rounding leaves it open.</summary>
    private static int Direction(ComparisonRow row)
    {
        if (row.Moments is not { } m) return 0;
        var (m1, _, m2, _) = RowTests.Box(m, Rounding.Nearest);
        return m1.Low > m2.High ? 1 : m1.High < m2.Low ? -1 : 0;
    }
}
