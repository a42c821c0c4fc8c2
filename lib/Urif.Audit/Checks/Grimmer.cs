using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The SD of n whole numbers comes from a whole sum of squares, which is odd or even as the sum is; tried over every
/// total that gives the printed mean. Source: Anaya, The GRIMMER test, PeerJ Preprints 2016; Allard, Analytic-GRIMMER,
/// 2018 (the parity rule). The denominator n is a variant. Not applied where no total gives the mean. The pass share is
/// taken over the SDs between the two nearest attainable ones.
/// </summary>
public sealed class Grimmer : Check
{
    /// <inheritdoc/>
    public override string Name => "grimmer";

    /// <inheritdoc/>
    public override string Source => "Anaya 2016; Allard 2018";

    /// <inheritdoc/>
    public override Localized Question => new("Does some whole sum of squares give the SD?", "是否存在整数平方和可得该标准差？");

    /// <inheritdoc/>
    public override Localized Failure => new("No whole numbers have the printed mean and SD", "不存在可得该均数与标准差的整数");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var cell in paper.Cells)
        {
            if (cell.Variable is not { Kind: VariableKind.Count, Granularity: { } step } || cell.Moments is not { } m || cell.Size < 2
                || !WholeNumbers.CanList(m.Mean, cell.Size, step) || !WholeNumbers.HasWholeSquares(m.Sd, cell.Size, step)) continue;
            var judgement = Judgement.Of(m.Sd, rounding =>
            {
                var sums = Sums(m.Mean.Printed.Values(rounding), cell.Size, step);
                return [
                    new("denominator n - 1", true, new IntervalUnion(Near(m.Sd.Printed.Value / step, cell.Size, cell.Size - 1, sums).Select(s => Interval.Point(s * step)))),
                    new("denominator n", false, new IntervalUnion(Near(m.Sd.Printed.Value / step, cell.Size, cell.Size, sums).Select(s => Interval.Point(s * step))))];
            }, Verdict.Impossible);
            if (judgement.Conventions.All(c => c.Values.Count == 0)) continue;
            var nearest = Words.Ranges(judgement.Attainable, m.Sd.Printed.Decimals);
            yield return Result(m.Sd, judgement with { PassShare = Share(judgement, m.Sd.Printed) }, [m.Mean], judgement.Passes
                ? new($"Some whole sum of squares gives an SD of {m.Sd.Printed} with a mean of {m.Mean.Printed}.",
                    $"均数为 {m.Mean.Printed} 时，存在整数平方和可得标准差 {m.Sd.Printed}。")
                : new($"{cell.Size} whole numbers that average {m.Mean.Printed} cannot have an SD of {m.Sd.Printed}; the nearest are {nearest.En}.",
                    $"均数为 {m.Mean.Printed} 的 {cell.Size} 个整数，标准差不可能为 {m.Sd.Printed}；最接近的是 {nearest.Zh}。"));
        }
    }

    private static List<double> Sums(Interval mean, int n, double step)
    {
        var sums = new List<double>();
        for (var s = Math.Ceiling(mean.Low * n / step); s <= Math.Floor(mean.High * n / step); s++) sums.Add(s);
        return sums;
    }

    /// <summary>The SDs nearest to the printed one, two on each side for every total.</summary>
    private static IEnumerable<double> Near(double sd, int n, double denominator, List<double> sums)
    {
        foreach (var sum in sums)
        {
            double square = sum * sum / n, least = IntegerSumOfSquares.Minimum(n, (long)sum);
            var at = Math.Max(least, Math.Floor(denominator * sd * sd + square));
            // Σx² has the parity of Σx, since x² has that of x.
            if (Math.IEEERemainder(at - sum, 2) != 0) at--;
            for (var q = at - 2; q <= at + 4; q += 2)
                if (q >= least) yield return Math.Sqrt(Math.Max(0, (q - square) / denominator));
        }
    }

    private static double Share(Judgement judgement, PrintedNumber printed)
    {
        var parts = judgement.Attainable.SelectMany(i => new[] { i.Low, i.High }).ToList();
        var span = (parts.Max() - parts.Min()) / (double)printed.Unit + 1;
        return Math.Min(1, judgement.Attainable.Sum(i => i.Width / (double)printed.Unit + 1) / span);
    }
}
