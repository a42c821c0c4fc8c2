using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A number in abstract or text equals the one in the tables, or in another place of the text. Source: arithmetic. Where
/// tables disagree among themselves, agreement with one of them is enough here; the disagreement is booked by same-women.
/// </summary>
internal sealed class TextTable : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.TextTable;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var number in paper.Ledger.Numbers.Where(n => n.InText))
        {
            var counterparts = InTables(paper, number).ToList();
            if (counterparts.Count == 0)
                counterparts = [.. paper.Ledger.Numbers.Where(n => n.InText && n != number && SamePlace(n, number))];
            if (counterparts.Count == 0) continue;
            var judgement = Judgement.Of(number, r =>
                [new(new Convention.Plain(), true, new IntervalUnion(counterparts.Select(c => c.Printed.Values(r))))],
                Verdict.Contradicted);
            var agreeing = counterparts.FirstOrDefault(c => c.Printed.Rounded.Intersects(number.Printed.Rounded)) ?? counterparts[0];
            yield return Result(number, judgement, counterparts, new Reason.PrintedElsewhere(number, agreeing));
        }
    }

    private static IEnumerable<LedgerNumber> InTables(LedgerIndex paper, LedgerNumber number)
    {
        var comparison = paper.Ledger.Comparisons.FirstOrDefault(c => c.Id == number.Group);
        if (comparison is null or { IsOmnibus: true }) return paper.Ledger.Numbers.Where(n => !n.InText && SamePlace(n, number));
        if (comparison.AdjustedFor.Count > 0) return [];
        return paper.RowsOf(comparison, number.Variable.Id).Select(r => r[number.Statistic]).Where(n => n is not null)!;
    }

    private static bool SamePlace(LedgerNumber a, LedgerNumber b) =>
        a.Variable.Id == b.Variable.Id && a.Group == b.Group && a.Statistic == b.Statistic;
}
