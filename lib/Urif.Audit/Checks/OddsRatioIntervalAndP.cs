using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A Wald interval of an odds ratio is symmetric on the log scale, so OR = sqrt(low·high), and its width gives the
/// standard error and hence p. Source: Altman and Bland, How to obtain the P value from a confidence interval, BMJ 2011;
/// 343: d2304. Levels 90, 95 and 99% are tried for p. Profile and exact intervals need not be symmetric, so a failure is
/// not reproduced, never impossible. The pass share of OR and limits is taken over the interval from half to twice the
/// printed value.
/// </summary>
internal sealed class OddsRatioIntervalAndP : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.OddsRatioIntervalAndP;

    /// <inheritdoc/>
    public override string Source => "Altman & Bland 2011";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var wald = new Convention.WaldInterval(paper.Ledger.Paper.ConfidenceLevel);
        foreach (var estimate in AdjustedEstimate.All(paper))
        {
            var (or, low, high) = (estimate.OddsRatio, estimate.Low, estimate.High);
            Interval Centre(Rounding r) => new(Root(low.Printed.Values(r).Low, high.Printed.Values(r).Low),
                Root(low.Printed.Values(r).High, high.Printed.Values(r).High));
            var centre = Judgement.Of(or, r => [new(wald, true, Centre(r))], Verdict.NotReproduced, Around(or));
            var reason = new Reason.CentreOfInterval(or, low, high, Centre(Rounding.Nearest));
            yield return Result(or, centre, [low, high], reason);
            if (centre.Passes)
            {
                yield return Result(low, Judgement.Of(
                    low, r => [new(wald, true, Mirror(or, high, r))], Verdict.NotReproduced, Around(low)), [or, high], reason);
                yield return Result(high, Judgement.Of(
                    high, r => [new(wald, true, Mirror(or, low, r))], Verdict.NotReproduced, Around(high)), [or, low], reason);
            }

            if (estimate.P is not { } p) continue;
            var judgement = Judgement.Of(p, r => [.. new[] { paper.Ledger.Paper.ConfidenceLevel, 0.90, 0.95, 0.99 }.Distinct()
                .Select((level, k) =>
                new Attainable(new Convention.WaldInterval(level), k == 0, estimate.PValues(level, r)))], Verdict.NotReproduced);
            if (!judgement.Passes && paper.Rows.FirstOrDefault(r => r.Tests.Contains(or)) is { } row)
            {
                // A crude odds ratio may stand beside the p of any test of its counts; without the counts nothing tells which.
                if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Counts) continue;
                if (RowJudgements.OfP(paper, row, p).Passes)
                    judgement = judgement with { Verdict = Verdict.ReproducedByVariant, Variant = new Convention.PByCounts() };
            }

            yield return Result(p, judgement, [or, low, high], new Reason.PByInterval(p, or, low, high, judgement.Alternatives));
        }
    }

    private static Interval Around(LedgerNumber number) => new(number.Printed.Value / 2, number.Printed.Value * 2);

    /// <summary>The limit that lies as far from the odds ratio as the other one does.</summary>
    private static Interval Mirror(LedgerNumber or, LedgerNumber limit, Rounding r)
    {
        Interval o = or.Printed.Values(r), l = limit.Printed.Values(r);
        return new(o.Low * o.Low / l.High, o.High * o.High / l.Low);
    }

    private static double Root(double a, double b) => Math.Sqrt(Math.Max(0, a) * Math.Max(0, b));
}
