using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A percent of n women is a whole number over n. Source: Brown and Heathers 2017, applied to proportions. Another
/// denominator tried: the women with the outcome that contains this one.
/// </summary>
public sealed class GrimPercent : Check
{
    /// <inheritdoc/>
    public override string Name => "grim-percent";

    /// <inheritdoc/>
    public override string Source => "Brown & Heathers 2017";

    /// <inheritdoc/>
    public override Localized Question => new("Does some whole count give the percent?", "是否存在整数例数可得该百分率？");

    /// <inheritdoc/>
    public override Localized Failure => new("No whole count gives the printed percent", "没有整数例数对应所列百分率");

    /// <inheritdoc/>
    public override int Gravity => 1;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell[Statistic.Percent] is not { } percent) continue;
            var judgement = Judgement.Of(percent, _ => [.. Denominators.Of(paper, cell).Select(d => new Convention(d.Name, d.Stated,
                new IntervalUnion(Nearest(percent.Printed.Value, d.Women).Select(Interval.Point))))], Verdict.Impossible)
                with { PassShare = Math.Min(1, (cell.Size + 1.0) / (100 / (double)percent.Printed.Unit + 1)) };
            var at = (int)Math.Floor(percent.Printed.Value * cell.Size / 100);
            string low = Words.Fixed(100.0 * at / cell.Size, percent.Printed.Decimals), high = Words.Fixed(100.0 * (at + 1) / cell.Size, percent.Printed.Decimals);
            yield return Result(percent, judgement, [], judgement.Passes
                ? new($"Some count of {cell.Size} women is {percent.Printed}%.", $"{cell.Size} 例中存在整数例数对应 {percent.Printed}%。")
                : new($"No count of {cell.Size} women is {percent.Printed}%: {at}/{cell.Size} = {low}%, {at + 1}/{cell.Size} = {high}%.",
                    $"{cell.Size} 例中没有整数例数对应 {percent.Printed}%：{at}/{cell.Size} = {low}%，{at + 1}/{cell.Size} = {high}%。"));
        }
    }

    private static IEnumerable<double> Nearest(double percent, int women)
    {
        var at = Math.Floor(percent * women / 100);
        for (var k = Math.Max(0, at - 1); k <= Math.Min(women, at + 2); k++) yield return 100.0 * k / women;
    }
}
