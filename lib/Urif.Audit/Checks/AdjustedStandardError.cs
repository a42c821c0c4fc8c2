using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// In logistic regression, adjusting for covariates never lowers the asymptotic standard error of a log odds ratio below
/// the crude one, sqrt(1/a + 1/b + 1/c + 1/d). Source: Robinson and Jewell, Int Stat Rev 1991; 59: 227. Asymptotic, so a
/// failure is not reproduced, never impossible, and 5% of slack is given. The counts of every table that prints them for
/// these women are tried, those of the comparison's own table as stated.
/// </summary>
internal sealed class AdjustedStandardError : Check
{
    private const double Slack = 0.95;

    /// <inheritdoc/>
    public override string Name => CheckNames.AdjustedStandardError;

    /// <inheritdoc/>
    public override string Source => "Robinson & Jewell 1991";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var estimate in AdjustedEstimate.All(paper))
        {
            if (paper.Ledger.Comparisons.FirstOrDefault(c => c.Id == estimate.OddsRatio.Group) is not { AdjustedFor.Count: > 0 } comparison)
                continue;
            var readings = TableReadings.Of(paper, estimate.OddsRatio.Variable, comparison, (a, b) =>
                RowTests.BasisOf(paper, a, b) == RowTests.Basis.Counts)
                .Select(r => (Reading: r, Error: CrudeError(r))).Where(r => double.IsFinite(r.Error)).ToList();
            if (readings.Count == 0) continue;
            var level = paper.Ledger.Paper.ConfidenceLevel;
            var z = -Normal.Quantile((1 - level) / 2);
            var implied = estimate.StandardErrors(level, Rounding.Nearest);
            var reason = new Reason.AdjustedWidth(
                estimate.Low, estimate.High, implied, [.. readings.Select(r => new CrudeError(r.Reading, r.Error))]);
            var inputs = readings.SelectMany(r => new[] { r.Reading.First[Statistic.N]!, r.Reading.Second[Statistic.N]! });
            foreach (var (number, other, isHigh) in new[] { (estimate.High, estimate.Low, true), (estimate.Low, estimate.High, false) })
            {
                var judgement = Judgement.Of(number, r =>
                    [.. readings.Select(x => new Attainable(
                    new Convention.CountsOf(x.Reading.First.Table, x.Reading.Second.Table), x.Reading.IsOwn,
                    Limit(other.Printed.Values(r), 2 * z * Slack * x.Error, isHigh)))],
                    Verdict.NotReproduced);
                yield return Result(number, judgement, [other, .. inputs], reason);
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
