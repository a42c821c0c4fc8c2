namespace Urif.Audit;

/// <summary>
/// A group defined by a range of a variable keeps that variable's mean, median and quartiles inside the range. Source:
/// the group's definition in the paper, with those of the groups that contain it. The pass share is taken over the
/// variable's possible range. Variant: a bound in completed years, or other units of time, up to which exact values reach a unit further.
/// </summary>
internal sealed class GroupDefinition : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.GroupDefinition;

    /// <inheritdoc/>
    public override string Source => "the group's definition";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (!paper.Definition(cell.Group).ContainsKey(cell.Variable.Id)) continue;
            var (bound, outer) = (paper.Defined(cell.Variable, cell.Group), paper.Range(cell.Variable, cell.Group));
            foreach (var statistic in new[] { Statistic.Mean, Statistic.Q1, Statistic.Median, Statistic.Q3 })
            {
                if (cell[statistic] is not { } number) continue;
                var judgement = Judgement.Of(number, _ => bound == outer
                    ? [new(new Convention.Plain(), true, bound)]
                    : [new(new Convention.Plain(), true, bound), new(new Convention.CompletedUnits(), false, outer)], Verdict.Impossible,
                    cell.Variable.Range);
                yield return Result(number, judgement, [],
                    new Reason.DefinedRange(number, cell.Group, paper.Definition(cell.Group)[cell.Variable.Id]));
            }
        }
    }
}
