using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// One arm printed in two tables is the same women, so a count, percent, mean, SD or quartile of theirs is the same in
/// both, to the digits printed. Source: arithmetic.
/// </summary>
internal sealed class SameWomen : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.SameWomen;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
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
                    var same = other.Printed.Decimals == number.Printed.Decimals ? Interval.Point(other.Printed.Value)
                        : other.Printed.Rounded;
                    yield return Result(number, agree ? Verdict.Reproduced : Verdict.Contradicted, new([same]), [other],
                        new Reason.PrintedTwice(number, other, paper.Group(number.Group).Size, agree));
                }
            }
        }
    }

    /// <summary>The same digits, or, where one is printed with more of them, some value that rounds to both.</summary>
    private static bool Agree(PrintedNumber a, PrintedNumber b) =>
        a.Decimals == b.Decimals ? a.Digits == b.Digits
        : RoundingRules.All.Any(r => a.Values(r).Intersects(b.Values(r)));
}
