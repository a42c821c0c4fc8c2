namespace Urif.Audit;

/// <summary>
/// A printed p belongs to the printed statistic. Source: the t (Student 1908), normal and chi-square (Pearson 1900)
/// distributions. A mismatch is booked on p, the derived number, unless p follows from the row's summaries and the
/// statistic does not: then it is the statistic that stands alone. Where both follow, by different tests (a chi-square
/// beside Fisher's p), that is the variant.
/// </summary>
internal sealed class PFromStatistic : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.PFromStatistic;

    /// <inheritdoc/>
    public override string Source => "Student 1908; Pearson 1900";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.P] is not { } p || row.TestStatistic is not { } statistic) continue;
            var judgement = Judgement.Of(p, r => RowJudgements.PFromStatistic(paper, row, statistic, r), Verdict.NotReproduced);
            var reason = new Reason.PByStatistic(p, statistic, judgement.Alternatives);
            // With ties the exact p depends on which values are tied; in small groups it can be far from that of z.
            if (!judgement.Passes && statistic.Statistic == Statistic.Z && (long)row.First.Size * row.Second.Size <= RowTests.SmallPairs)
                continue;
            // Chi-square and p may be of different tests of the counts; where those are not printed, nothing tells.
            if (!judgement.Passes && statistic.Statistic == Statistic.Chi2 && (row.First.Events is null || row.Second.Events is null))
                continue;
            var basis = RowTests.BasisOf(paper, row.First, row.Second) is RowTests.Basis.Means or RowTests.Basis.Counts;
            var fromP = new Lazy<CheckResult>(() => OnStatistic(paper, row, statistic, p));
            if (judgement.Passes)
            {
                yield return Result(p, judgement, [statistic], reason);
                yield return fromP.Value with { Verdict = judgement.Verdict, Variant = judgement.Variant };
                continue;
            }

            var pFits = basis && RowJudgements.OfP(paper, row, p).Passes;
            var statisticFits = basis && RowJudgements.OfStatistic(paper, row, statistic).Passes;
            if (pFits && statisticFits)
            {
                yield return Result(p, judgement with { Verdict = Verdict.ReproducedByVariant, Variant = new Convention.DifferentTests() },
                    [statistic], reason);
            }
            else if (pFits)
            {
                yield return fromP.Value;
            }
            else
            {
                yield return Result(p, judgement, [statistic], reason);
            }
        }
    }

    /// <summary>What the statistic had to be for the printed p.</summary>
    private CheckResult OnStatistic(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, LedgerNumber p)
    {
        var judgement = Judgement.Of(statistic, r => RowJudgements.StatisticFromP(paper, row, statistic, r, p.Printed.Values(r)),
            Verdict.NotReproduced);
        return Result(statistic, judgement, [p],
            new Reason.StatisticByP(statistic, p, new(judgement.Alternatives[0].Values.Where(i => i.High >= 0))));
    }
}
