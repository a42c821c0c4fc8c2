using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The groups that split a larger group add up to it. Source: arithmetic. Groups with one parent are taken to split it
/// without overlap, as the ledger defines. Where the paper does not say that they are all of it, fewer women in the parts are those lost or
/// left out, a variant. A failure is booked on the total.
/// </summary>
internal sealed class GroupTotal : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.GroupTotal;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var sizes = paper.Ledger.Numbers
            .Where(n => n.Variable.Kind == VariableKind.Size && n.Statistic == Statistic.N).ToLookup(n => n.Group);
        foreach (var parent in paper.Ledger.Groups)
        {
            var children = paper.Ledger.Groups.Where(g => g.Parent == parent.Id).ToList();
            if (children.Count < 2 || parent.IsPartitioned == false) continue;
            var parts = children.Select(c => sizes[c.Id].FirstOrDefault()).ToList();
            if (parts.Any(p => p is null) || !sizes[parent.Id].Any()) continue;
            var total = parts.Sum(p => p!.Printed.Digits);
            foreach (var number in sizes[parent.Id])
            {
                var passes = number.Printed.Digits == total;
                var lost = parent.IsPartitioned is null && number.Printed.Digits > total
                    ? new Convention.Missing((int)(number.Printed.Digits - total)) : null;
                yield return Result(number,
                    passes ? Verdict.Reproduced : lost is not null ? Verdict.ReproducedByVariant : Verdict.NotReproduced,
                    new([lost is null ? Interval.Point((double)total) : new((double)total, (double)number.Printed.Digits)]), parts!,
                    new Reason.SumOfGroups(number, parts!, total), lost, passes ? 1.0 / (parent.Size + 1) : null);
                if (!passes) continue;
                for (var k = 0; k < children.Count; k++)
                {
                    foreach (var part in sizes[children[k].Id])
                    {
                        if (part.Printed.Digits != parts[k]!.Printed.Digits) continue;
                        var rest = number.Printed.Digits - (total - part.Printed.Digits);
                        yield return Result(part, Verdict.Reproduced, new([Interval.Point((double)rest)]), [number, .. parts!],
                            new Reason.PartOfGroups(parts!, number), passShare: 1.0 / (parent.Size + 1));
                    }
                }
            }
        }
    }
}
