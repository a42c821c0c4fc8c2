using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// In logistic regression, adjusting for covariates never lowers the asymptotic standard error of a log odds ratio below
/// the crude one, sqrt(1/a + 1/b + 1/c + 1/d). Source: Robinson and Jewell, Int Stat Rev 1991; 59: 227. Asymptotic, so a
/// failure is not reproduced, never impossible, and 5% of slack is given. The counts of every table that prints them for
/// these women are tried, those of the comparison's own table as stated.
/// </summary>
public sealed class AdjustedStandardError : Check
{
    private const double Slack = 0.95;

    /// <inheritdoc/>
    public override string Name => "adjusted-se";

    /// <inheritdoc/>
    public override string Source => "Robinson & Jewell 1991";

    /// <inheritdoc/>
    public override Localized Question => new("Is the adjusted interval at least as wide as the crude one?", "校正后的置信区间是否不窄于未校正者？");

    /// <inheritdoc/>
    public override Localized Failure => new("The adjusted interval is narrower than the crude counts allow", "校正后的置信区间窄于未校正例数所允许者");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var estimate in AdjustedEstimate.All(paper))
        {
            if (paper.Ledger.Comparisons.FirstOrDefault(c => c.Id == estimate.OddsRatio.Group) is not { AdjustedFor.Count: > 0 } comparison) continue;
            var readings = TableReadings.Of(paper, estimate.OddsRatio.Variable, comparison, (a, b) => RowTests.BasisOf(paper, a, b) == RowTests.Basis.Counts)
                .Select(r => (Reading: r, Error: CrudeError(r))).Where(r => double.IsFinite(r.Error)).ToList();
            if (readings.Count == 0) continue;
            var level = paper.Ledger.Paper.ConfidenceLevel;
            var z = -Normal.Quantile((1 - level) / 2);
            var implied = estimate.StandardErrors(level, Rounding.Nearest);
            var crude = string.Join(", ", readings.Select(r => $"{Words.Fixed(r.Error, 3)} ({r.Reading.Label.En})"));
            var crudeZh = string.Join("、", readings.Select(r => $"{Words.Fixed(r.Error, 3)}（{r.Reading.Label.Zh}）"));
            var text = new Localized(
                $"{estimate.Low.Printed} to {estimate.High.Printed} implies a standard error of {Words.Range(implied, 3).En} for the log odds ratio; the crude counts give {crude}, and adjusting does not lower it.",
                $"{estimate.Low.Printed} 至 {estimate.High.Printed} 对应对数 OR 的标准误 {Words.Range(implied, 3).Zh}；未校正例数得 {crudeZh}，而校正不会使其减小。");
            var inputs = readings.SelectMany(r => new[] { r.Reading.First[Statistic.N]!, r.Reading.Second[Statistic.N]! });
            foreach (var (number, other, isHigh) in new[] { (estimate.High, estimate.Low, true), (estimate.Low, estimate.High, false) })
            {
                var judgement = Judgement.Of(number, r => [.. readings.Select(x => new Convention($"crude counts of {x.Reading.Label.En}", x.Reading.IsOwn, Limit(other.Printed.Values(r), 2 * z * Slack * x.Error, isHigh)))],
                    Verdict.NotReproduced);
                yield return Result(number, judgement, [other, .. inputs], text);
            }
        }
    }

    private static double CrudeError(TableReading reading)
    {
        double a = reading.First.Events!.Value, b = reading.First.Size - a, c = reading.Second.Events!.Value, d = reading.Second.Size - c;
        return Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    }

    private static Interval Limit(Interval other, double width, bool isHigh) => isHigh
        ? new(other.Low * Math.Exp(width), double.PositiveInfinity)
        : new(0, other.High * Math.Exp(-width));
}
