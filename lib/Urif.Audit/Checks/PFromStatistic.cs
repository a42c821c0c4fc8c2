namespace Urif.Audit;

/// <summary>
/// A printed p belongs to the printed statistic. Source: the t (Student 1908), normal and chi-square (Pearson 1900)
/// distributions. A mismatch is booked on p, the derived number, unless p follows from the row's summaries and the
/// statistic does not: then it is the statistic that stands alone. Where both follow, by different tests (a chi-square
/// beside Fisher's p), that is the variant.
/// </summary>
public sealed class PFromStatistic : Check
{
    /// <inheritdoc/>
    public override string Name => "p-from-statistic";

    /// <inheritdoc/>
    public override string Source => "Student 1908; Pearson 1900";

    /// <inheritdoc/>
    public override Localized Question => new("Does p belong to the printed statistic?", "P 值与所列统计量是否对应？");

    /// <inheritdoc/>
    public override Localized Failure => new("p and test statistic do not belong together", "P 值与统计量不对应");

    /// <inheritdoc/>
    public override int Gravity => 1;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.P] is not { } p || row.TestStatistic is not { } statistic) continue;
            var judgement = Judgement.Of(p, r => RowJudgements.PFromStatistic(paper, row, statistic, r), Verdict.NotReproduced);
            var list = Words.PList(judgement.Conventions, Math.Max(3, p.Printed.Decimals), most: 1);
            var name = Words.Name(statistic.Statistic);
            var explanation = new Localized(
                $"{name.En} {statistic.Printed} gives p by {list.En}; printed {p.Printed}.",
                $"{name.Zh} {statistic.Printed} 对应 P：{list.Zh}；文中为 {p.Printed}。");
            // With ties the exact p depends on which values are tied; in small groups it can be far from that of z.
            if (!judgement.Passes && statistic.Statistic == Statistic.Z && (long)row.First.Size * row.Second.Size <= RowTests.SmallPairs) continue;
            // Chi-square and p may be of different tests of the counts; where those are not printed, nothing tells.
            if (!judgement.Passes && statistic.Statistic == Statistic.Chi2 && (row.First.Events is null || row.Second.Events is null)) continue;
            var basis = RowTests.BasisOf(paper, row.First, row.Second) is RowTests.Basis.Means or RowTests.Basis.Counts;
            var fromP = new Lazy<CheckResult>(() => OnStatistic(paper, row, statistic, p));
            if (judgement.Passes)
            {
                yield return Result(p, judgement, [statistic], explanation);
                yield return fromP.Value with { Verdict = judgement.Verdict, Variant = judgement.Variant };
                continue;
            }

            var pFits = basis && RowJudgements.OfP(paper, row, p).Passes;
            var statisticFits = basis && RowJudgements.OfStatistic(paper, row, statistic).Passes;
            if (pFits && statisticFits)
            {
                yield return Result(p, judgement with { Verdict = Verdict.ReproducedByVariant, Variant = "statistic and p by different tests" }, [statistic], explanation);
            }
            else if (pFits)
            {
                yield return fromP.Value;
            }
            else
            {
                yield return Result(p, judgement, [statistic], explanation);
            }
        }
    }

    /// <summary>What the statistic had to be for the printed p.</summary>
    private CheckResult OnStatistic(AuditContext paper, ComparisonRow row, LedgerNumber statistic, LedgerNumber p)
    {
        var judgement = Judgement.Of(statistic, r => RowJudgements.StatisticFromP(paper, row, statistic, r, p.Printed.Values(r)), Verdict.NotReproduced);
        var name = Words.Name(statistic.Statistic);
        var needed = Words.Ranges(new(judgement.Conventions[0].Values.Where(i => i.High >= 0)), statistic.Printed.Decimals);
        return Result(statistic, judgement, [p], new(
            $"p {(p.Printed.Relation == Relation.Equal ? "= " : "")}{p.Printed} belongs to {name.En} {needed.En}; printed {statistic.Printed}.",
            $"P {(p.Printed.Relation == Relation.Equal ? "= " : "")}{p.Printed} 对应的 {name.Zh} 为 {needed.Zh}；文中为 {statistic.Printed}。"));
    }
}
