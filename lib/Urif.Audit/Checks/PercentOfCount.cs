using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A percent printed beside its count is that count over the group's size. Source: arithmetic. Unstated denominators
/// tried: the women with the outcome that contains this one (live births of clinical pregnancies).
/// </summary>
public sealed class PercentOfCount : Check
{
    /// <inheritdoc/>
    public override string Name => "percent-of-count";

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override Localized Question => new("Is the percent that of the printed count?", "百分率与所列例数是否相符？");

    /// <inheritdoc/>
    public override Localized Failure => new("Percents are not those of the printed counts", "百分率与所列例数不符");

    /// <inheritdoc/>
    public override int Gravity => 1;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell[Statistic.Percent] is not { } percent || cell[Statistic.N] is not { } count || cell.Events is not { } events) continue;
            var value = 100.0 * events / cell.Size;
            var judgement = Judgement.Of(percent, _ => [.. Denominators.Of(paper, cell).Select(d =>
                new Convention(d.Name, d.Stated, Interval.Point(100.0 * events / d.Women)))], Verdict.NotReproduced);
            var decimals = percent.Printed.Decimals;
            yield return Result(percent, judgement, [count], new(
                $"{events} of {cell.Size} is {Words.Fixed(value, decimals)}%; printed {percent.Printed}%.",
                $"{events}/{cell.Size} 为 {Words.Fixed(value, decimals)}%；文中为 {percent.Printed}%。"));
            // A percent that fits also bounds its count; one that does not is booked on the percent alone.
            if (judgement.Verdict != Verdict.Reproduced) continue;
            var bounds = percent.Printed.Rounded;
            var counts = new Interval(Math.Ceiling(bounds.Low * cell.Size / 100), Math.Floor(bounds.High * cell.Size / 100));
            yield return Result(count, Verdict.Reproduced, new([counts]), [percent], new(
                $"{percent.Printed}% of {cell.Size} women is a count of {Words.Range(counts, 0).En}; printed {count.Printed}.",
                $"{cell.Size} 例的 {percent.Printed}% 对应 {Words.Range(counts, 0).Zh} 例；文中为 {count.Printed}。"),
                passShare: Math.Min(1, (counts.Width + 1) / (cell.Size + 1)));
        }
    }
}
