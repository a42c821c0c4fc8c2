namespace Urif.Audit;

/// <summary>
/// A group defined by a range of a variable keeps that variable's mean, median and quartiles inside the range. Source:
/// the group's definition in the paper, with those of the groups that contain it. The pass share is taken over the
/// variable's possible range.
/// </summary>
public sealed class GroupDefinition : Check
{
    /// <inheritdoc/>
    public override string Name => "group-definition";

    /// <inheritdoc/>
    public override string Source => "the group's definition";

    /// <inheritdoc/>
    public override Localized Question => new("Is the value possible for women of this group?", "该数值是否符合分组定义？");

    /// <inheritdoc/>
    public override Localized Failure => new("A value is impossible for women of its group", "数值与分组定义不相容");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (!paper.Definition(cell.Group).ContainsKey(cell.Variable.Id)) continue;
            var bound = paper.Range(cell.Variable, cell.Group);
            foreach (var statistic in new[] { Statistic.Mean, Statistic.Q1, Statistic.Median, Statistic.Q3 })
            {
                if (cell[statistic] is not { } number) continue;
                var judgement = Judgement.Of(number, _ => [new("the group's definition", true, bound)], Verdict.Impossible, cell.Variable.Range);
                var (name, range) = (Words.Name(statistic), Words.Range(paper.Definition(cell.Group)[cell.Variable.Id], 2));
                yield return Result(number, judgement, [], new(
                    $"Every woman of the group {cell.Group.Label.En} has {cell.Variable.Label.En} {range.En}; printed {name.En} {number.Printed}.",
                    $"{cell.Group.Label.Zh}每例的{cell.Variable.Label.Zh}为 {range.Zh}；文中{name.Zh}为 {number.Printed}。"));
            }
        }
    }
}
