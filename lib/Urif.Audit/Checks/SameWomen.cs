using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// One arm printed in two tables is the same women, so a count, percent, mean, SD or quartile of theirs is the same in
/// both, to the digits printed. Source: arithmetic.
/// </summary>
public sealed class SameWomen : Check
{
    /// <inheritdoc/>
    public override string Name => "same-women";

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override Localized Question => new("Is the number the same wherever these women are described?", "同一组患者在各表中的数值是否一致？");

    /// <inheritdoc/>
    public override Localized Failure => new("The tables disagree about the same women", "各表对同一组患者的数值不一致");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        var arms = paper.Ledger.Groups.Select(g => g.Id).ToHashSet();
        var places = paper.Ledger.Numbers.Where(n => arms.Contains(n.Group))
            .GroupBy(n => (n.Variable.Id, n.Group, n.Statistic)).Where(g => g.Count() > 1);
        foreach (var place in places)
        {
            foreach (var number in place)
            {
                foreach (var other in place.DistinctBy(n => (n.Table, n.Printed.Text)))
                {
                    if (other == number || (other.Table == number.Table && !number.InText)) continue;
                    // Digits rounded twice agree where the number is also printed with the digits that both come from.
                    var agree = Agree(number.Printed, other.Printed) || place.Any(n =>
                        n.Printed.Decimals > Math.Max(number.Printed.Decimals, other.Printed.Decimals)
                        && Agree(n.Printed, number.Printed) && Agree(n.Printed, other.Printed));
                    // Text that repeats a table is text-table's; here it counts where it differs.
                    if (agree && (number.InText || other.InText)) continue;
                    var (here, there, women) = (Words.Table(number.Table), Words.Table(other.Table), paper.Group(number.Group).Size);
                    yield return Result(number, agree ? Verdict.Reproduced : Verdict.Contradicted, new([other.Printed.Decimals == number.Printed.Decimals ? Interval.Point(other.Printed.Value) : other.Printed.Rounded]), [other], agree
                        ? new($"{there.En} prints {other.Printed} for the same women.", $"{there.Zh}中同一组患者为 {other.Printed}。")
                        : new($"{Capital(here.En)} prints {number.Printed} and {there.En} prints {other.Printed} for the same {women} women.",
                            $"同一组 {women} 例患者，{here.Zh}为 {number.Printed}，{there.Zh}为 {other.Printed}。"));
                }
            }
        }
    }

    /// <summary>The same digits, or, where one is printed with more of them, some value that rounds to both.</summary>
    private static bool Agree(PrintedNumber a, PrintedNumber b) =>
        a.Decimals == b.Decimals ? a.Digits == b.Digits
        : RoundingRules.All.Any(r => a.Values(r).Intersects(b.Values(r)));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
