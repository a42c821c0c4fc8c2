using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// An SD has a least value for whole numbers, sqrt(n/(n-1)·f(1-f)) with f the fraction of the mean, and a greatest
/// value within a range, sqrt(n/(n-1)·(max-mean)(mean-min)). Source: Bhatia and Davis, A better bound on the variance,
/// Am Math Mon 2000; 107: 353. The range is the variable's possible range within the group's definition. The pass share
/// is taken over the SDs from 0 to half the range.
/// </summary>
public sealed class SdBounds : Check
{
    /// <inheritdoc/>
    public override string Name => "sd-bounds";

    /// <inheritdoc/>
    public override string Source => "Bhatia & Davis 2000";

    /// <inheritdoc/>
    public override Localized Question => new("Is the SD between its least and greatest possible value?", "标准差是否在理论最小值与最大值之间？");

    /// <inheritdoc/>
    public override Localized Failure => new("The SD lies outside what the mean and range allow", "标准差超出均数与取值范围所允许的界限");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell.Moments is not { } m || cell.Size < 2) continue;
            var range = paper.Range(cell.Variable, cell.Group);
            var whole = cell.Variable is { Kind: VariableKind.Count, Granularity: not null };
            // A possible range that only says what a laboratory can report bounds no SD worth the name.
            if (!whole && (!double.IsFinite(range.Width) || !paper.Definition(cell.Group).ContainsKey(cell.Variable.Id))) continue;
            // A mean outside the range is the mean's own matter.
            if (!m.Mean.Printed.Rounded.Intersects(range)) continue;
            var step = whole && WholeNumbers.CanList(m.Mean, cell.Size, cell.Variable.Granularity!.Value) ? cell.Variable.Granularity.Value : 0;
            var judgement = Judgement.Of(m.Sd, rounding =>
            {
                var mean = m.Mean.Printed.Values(rounding);
                double least = Math.Sqrt(LeastVariance(mean, step, cell.Size)), most = Math.Sqrt(GreatestVariance(mean, range));
                var toSample = Math.Sqrt(cell.Size / (cell.Size - 1.0));
                return [new("denominator n - 1", true, new Interval(least * toSample, most * toSample)),
                    new("denominator n", false, new Interval(least, most))];
            }, Verdict.Impossible, double.IsFinite(range.Width) ? new(0, range.Width / 2) : null);
            var bounds = judgement.Conventions[0].Values;
            var text = Words.Ranges(bounds, m.Sd.Printed.Decimals);
            yield return Result(m.Sd, judgement, [m.Mean], new(
                $"With n = {cell.Size} and mean {m.Mean.Printed}{(whole ? " of whole numbers" : "")}, the SD can be {text.En}; printed {m.Sd.Printed}.",
                $"n = {cell.Size}、均数 {m.Mean.Printed}{(whole ? "（整数）" : "")} 时，标准差可为 {text.Zh}；文中为 {m.Sd.Printed}。"));
        }
    }

    /// <summary>The least variance (denominator n) of whole multiples of a step with a mean in the interval.</summary>
    private static double LeastVariance(Interval mean, double step, int n)
    {
        if (step == 0) return 0;
        var least = double.PositiveInfinity;
        double first = Math.Ceiling(mean.Low * n / step), last = Math.Floor(mean.High * n / step);
        if (first > last) (first, last) = (Math.Floor(mean.Low * n / step), Math.Ceiling(mean.High * n / step));
        for (var sum = first; sum <= last; sum++)
        {
            var f = sum / n - Math.Floor(sum / n);
            least = Math.Min(least, f * (1 - f));
        }

        return least * step * step;
    }

    private static double GreatestVariance(Interval mean, Interval range)
    {
        if (!double.IsFinite(range.Width)) return double.PositiveInfinity;
        double low = Math.Max(mean.Low, range.Low), high = Math.Min(mean.High, range.High);
        if (low > high) return 0;
        var at = Math.Clamp((range.Low + range.High) / 2, low, high);
        return Math.Max(0, (range.High - at) * (at - range.Low));
    }
}
