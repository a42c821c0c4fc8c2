using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A number in abstract or text equals the one in the tables, or in another place of the text. Source: arithmetic. Where
/// tables disagree among themselves, agreement with one of them is enough here; the disagreement is booked by same-women.
/// </summary>
public sealed class TextTable : Check
{
    /// <inheritdoc/>
    public override string Name => "text-table";

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override Localized Question => new("Does the text say what the tables say?", "正文与表格是否一致？");

    /// <inheritdoc/>
    public override Localized Failure => new("The text does not say what the tables say", "正文与表格不一致");

    /// <inheritdoc/>
    public override int Gravity => 1;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var number in paper.Ledger.Numbers.Where(n => n.InText))
        {
            var counterparts = InTables(paper, number).ToList();
            var inTables = counterparts.Count > 0;
            if (!inTables) counterparts = [.. paper.Ledger.Numbers.Where(n => n.InText && n != number && SamePlace(n, number))];
            if (counterparts.Count == 0) continue;
            var judgement = Judgement.Of(number, r => [new("as printed elsewhere", true, new IntervalUnion(counterparts.Select(c => c.Printed.Values(r))))], Verdict.Contradicted);
            var agreeing = counterparts.FirstOrDefault(c => c.Printed.Rounded.Intersects(number.Printed.Rounded)) ?? counterparts[0];
            var (where, printed) = (Words.Table(agreeing.Table), agreeing.Printed.Text);
            yield return Result(number, judgement, counterparts, new(
                $"{(inTables ? where.En : "The text elsewhere")} prints {printed}; here {number.Printed}.",
                $"{(inTables ? where.Zh : "正文他处")}为 {printed}；此处为 {number.Printed}。"));
        }
    }

    private static IEnumerable<LedgerNumber> InTables(AuditContext paper, LedgerNumber number)
    {
        var comparison = paper.Ledger.Comparisons.FirstOrDefault(c => c.Id == number.Group);
        if (comparison is null) return paper.Ledger.Numbers.Where(n => !n.InText && SamePlace(n, number));
        if (comparison.AdjustedFor.Count > 0) return [];
        return paper.RowsOf(comparison, number.Variable.Id).Select(r => r[number.Statistic]).Where(n => n is not null)!;
    }

    private static bool SamePlace(LedgerNumber a, LedgerNumber b) =>
        a.Variable.Id == b.Variable.Id && a.Group == b.Group && a.Statistic == b.Statistic;
}
