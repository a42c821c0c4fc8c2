using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// In logistic regression, adjusting for covariates never lowers the asymptotic standard error of a log odds ratio below
/// the crude one, sqrt(1/a + 1/b + 1/c + 1/d). Source: Robinson and Jewell, Int Stat Rev 1991; 59: 227. Asymptotic, so a
/// failure is not reproduced, never impossible, and 5% of slack is given. The counts of every table that prints them for
/// these women are tried, those of the comparison's own table as stated.
/// </summary>
/// <remarks>
/// A robust error, one of clusters or weights, and that of a risk ratio called an odds ratio can be lower. Where none of them is
/// stated or excluded, a variance of at least half the crude one is not held against the paper: they estimate a variance of the same
/// size. Other estimates than odds ratios are not judged.
/// </remarks>
internal sealed class AdjustedStandardError : Check
{
    private const double Slack = 0.95, LeastVariance = 0.5;

    /// <inheritdoc/>
    public override string Name => CheckNames.AdjustedStandardError;

    /// <inheritdoc/>
    public override string Source => "Robinson & Jewell 1991";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var estimate in EffectEstimate.All(paper))
        {
            if (estimate.Estimate.Statistic != Statistic.OddsRatio || !MayBeLogistic(estimate)) continue;
            if (paper.Ledger.Comparisons.FirstOrDefault(c => c.Id == estimate.Estimate.Group) is not { AdjustedFor.Count: > 0 } comparison)
                continue;
            var readings = TableReadings.Of(paper, estimate.Estimate.Variable, comparison, (a, b) =>
                RowTests.BasisOf(paper, a, b) == RowTests.Basis.Counts)
                .Select(r => (Reading: r, Error: CrudeError(r))).Where(r => double.IsFinite(r.Error)).ToList();
            if (readings.Count == 0) continue;
            var level = paper.Ledger.Paper.ConfidenceLevel;
            var z = -Normal.Quantile((1 - level) / 2);
            var implied = estimate.StandardErrors(level, Rounding.Nearest);
            var reason = new Reason.AdjustedWidth(
                estimate.Low, estimate.High, implied, [.. readings.Select(r => new CrudeError(r.Reading, r.Error))]);
            var inputs = readings.SelectMany(r => new[] { r.Reading.First[Statistic.N]!, r.Reading.Second[Statistic.N]! });
            var isUnstated = estimate.StatedInterval is null && estimate.StatedEstimator is not StatedEstimator.Logistic;
            foreach (var (number, other, isHigh) in new[] { (estimate.High, estimate.Low, true), (estimate.Low, estimate.High, false) })
            {
                var judgement = Judgement.Of(number, r =>
                    [.. readings.Select(x => new Attainable(
                    new Convention.CountsOf(x.Reading.First.Table, x.Reading.Second.Table), x.Reading.IsOwn,
                    Limit(other.Printed.Values(r), 2 * z * Slack * x.Error, isHigh)))],
                    Verdict.NotReproduced);
                // One departure at a time: by the counts of the comparison's own table.
                var own = readings.Where(r => r.Reading.IsOwn).Select(r => r.Error).DefaultIfEmpty(double.PositiveInfinity).Min();
                yield return !judgement.Passes && isUnstated && implied.High * implied.High >= LeastVariance * own * own
                    ? Result(number, Verdict.NotCheckable, null, [other, .. inputs], new Reason.Explained(number, Circumstance.OtherError))
                    : Result(number, judgement, [other, .. inputs], reason);
            }
        }
    }

    /// <summary>Whether nothing is stated that would lower the error.</summary>
    private static bool MayBeLogistic(EffectEstimate estimate) =>
        (estimate.StatedEstimator is null or StatedEstimator.Logistic)
        && (estimate.StatedInterval is null or StatedInterval.Wald or StatedInterval.Profile);

    private static double CrudeError(TableReading reading)
    {
        if (reading.First.Events is null || reading.Second.Events is null) return double.NaN;
        double a = reading.First.Events!.Value, b = reading.First.Size - a, c = reading.Second.Events!.Value, d = reading.Second.Size - c;
        return Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    }

    private static Interval Limit(Interval other, double width, bool isHigh) => isHigh
        ? new(other.Low * Math.Exp(width), double.PositiveInfinity)
        : new(0, other.High * Math.Exp(-width));
}
