using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A Wald interval of an odds ratio is symmetric on the log scale, so OR = sqrt(low·high), and its width gives the
/// standard error and hence p. Source: Altman and Bland, How to obtain the P value from a confidence interval, BMJ 2011;
/// 343: d2304. Levels 90, 95 and 99% are tried for p. Profile and exact intervals need not be symmetric, so a failure is
/// not reproduced, never impossible. The pass share of OR and limits is taken over the interval from half to twice the
/// printed value.
/// </summary>
public sealed class OddsRatioIntervalAndP : Check
{
    /// <inheritdoc/>
    public override string Name => "or-ci-p";

    /// <inheritdoc/>
    public override string Source => "Altman & Bland 2011";

    /// <inheritdoc/>
    public override Localized Question => new("Do odds ratio, interval and p belong together?", "OR、置信区间与 P 值是否相互对应？");

    /// <inheritdoc/>
    public override Localized Failure => new("Odds ratio, interval and p do not belong together", "OR、置信区间与 P 值不相互对应");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var estimate in AdjustedEstimate.All(paper))
        {
            var (or, low, high) = (estimate.OddsRatio, estimate.Low, estimate.High);
            Interval Centre(Rounding r) => new(Root(low.Printed.Values(r).Low, high.Printed.Values(r).Low), Root(low.Printed.Values(r).High, high.Printed.Values(r).High));
            var centre = Judgement.Of(or, r => [new("Wald", true, Centre(r))], Verdict.NotReproduced, Around(or));
            var range = Words.Range(Centre(Rounding.Nearest), or.Printed.Decimals);
            var text = new Localized(
                $"The centre of {low.Printed} to {high.Printed} on the log scale is {range.En}; printed odds ratio {or.Printed}.",
                $"{low.Printed} 至 {high.Printed} 在对数尺度上的中心为 {range.Zh}；文中 OR 为 {or.Printed}。");
            yield return Result(or, centre, [low, high], text);
            if (centre.Passes)
            {
                yield return Result(low, Judgement.Of(low, r => [new("Wald", true, Mirror(or, high, r))], Verdict.NotReproduced, Around(low)), [or, high], text);
                yield return Result(high, Judgement.Of(high, r => [new("Wald", true, Mirror(or, low, r))], Verdict.NotReproduced, Around(high)), [or, low], text);
            }

            if (estimate.P is not { } p) continue;
            var judgement = Judgement.Of(p, r => [.. new[] { paper.Ledger.Paper.ConfidenceLevel, 0.90, 0.95, 0.99 }.Distinct().Select((level, k) =>
                new Convention($"{Words.Fixed(100 * level, 0)}% interval", k == 0, estimate.PValues(level, r)))], Verdict.NotReproduced);
            if (!judgement.Passes && paper.Rows.FirstOrDefault(r => r.Tests.Contains(or)) is { } row)
            {
                // A crude odds ratio may stand beside the p of any test of its counts; without the counts nothing tells which.
                if (RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Counts) continue;
                if (RowJudgements.OfP(paper, row, p).Passes)
                    judgement = judgement with { Verdict = Verdict.ReproducedByVariant, Variant = "p by a test of the counts" };
            }

            var list = Words.PList(judgement.Conventions, 3, most: 1);
            yield return Result(p, judgement, [or, low, high], new(
                $"{or.Printed} with {low.Printed} to {high.Printed} gives p by a {list.En}; printed {p.Printed}.",
                $"{or.Printed}（{low.Printed} 至 {high.Printed}）得 P：{list.Zh}；文中为 {p.Printed}。"));
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
