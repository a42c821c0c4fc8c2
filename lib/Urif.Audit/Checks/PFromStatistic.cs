namespace Urif.Audit;

/// <summary>
/// A printed p belongs to the printed statistic, with its degrees of freedom where they are printed: t, z, chi-square, F, H and r,
/// in tables and in running text. Source: the t (Student 1908), normal, chi-square (Pearson 1900) and F distributions; the rule
/// for text is that of Nuijten et al., Behav Res Methods 2016; 48: 1205: p recomputed over the statistic's rounding interval, and
/// whether the decision at the level of significance would be another one. A mismatch is booked on p, the derived number, unless p
/// follows from the row's summaries and the statistic does not: then it is the statistic that stands alone. Where both follow, by
/// different tests (a chi-square beside Fisher's p), that is the variant.
/// </summary>
internal sealed class PFromStatistic : Check
{
    /// <summary>How far from z, on its scale, the exact p of small groups with ties may lie.</summary>
    private const double ReachOfExact = 1.1;

    /// <inheritdoc/>
    public override string Name => CheckNames.PFromStatistic;

    /// <inheritdoc/>
    public override string Source => "Student 1908; Pearson 1900; Nuijten et al. 2016";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var inRows = new HashSet<LedgerNumber>();
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.P] is not { } p || row.TestStatistic is not { } statistic) continue;
            inRows.Add(statistic);
            if (Circumstances.OutOfReach(row, p) is not null) continue;
            var judgement = Judgement.Of(p, r => RowJudgements.PFromStatistic(paper, row, statistic, p, r), Verdict.NotReproduced);
            var reason = Belonging(paper, p, statistic, judgement);
            // With ties the exact p depends on which values are tied; in small groups it can be far from that of z, as that of 0 of 3
            // against 1 of 3 is: 1.000 beside z = 1.00.
            if (!RowJudgements.PassesForSure(judgement) && statistic.Statistic == Statistic.Z
                && (long)Fewest(row.First) * Fewest(row.Second) <= RowTests.SmallPairs
                && Circumstances.DistanceOf(p, RowTests.Magnitude(statistic.Printed.Rounded)).Gap <= ReachOfExact)
                continue;
            // Chi-square and p may be of different tests of the counts; where those are not printed, nothing tells.
            if (!RowJudgements.PassesForSure(judgement) && statistic.Statistic == Statistic.Chi2 && !HasCounts(paper, row)) continue;
            var basis = RowTests.BasisOf(paper, row.First, row.Second)
                is RowTests.Basis.Means or RowTests.Basis.Counts or RowTests.Basis.Partition;
            var fromP = new Lazy<CheckResult>(() => OnStatistic(paper, row, statistic, p));
            var sure = RowJudgements.PassesForSure(judgement);
            var pFits = !sure && basis && RowJudgements.OfP(paper, row, p).Passes;
            if (!sure && basis && RowJudgements.MayPass(RowJudgements.OfP(paper, row, p))
                && RowJudgements.MayPass(RowJudgements.OfStatistic(paper, row, statistic)) && p.Facts.Test is null
                && RowJudgements.PassesByStatedTails(RowJudgements.OfP(paper, row, p)))
            {
                var different = new Attainable(new Convention.DifferentTests(), false, p.Printed.Rounded);
                yield return Result(p, RowJudgements.Explained(judgement, different), [statistic], reason);
            }
            else if (judgement.Passes)
            {
                yield return Result(p, judgement, [statistic], reason);
                yield return fromP.Value with
                {
                    Verdict = judgement.Verdict, Variant = judgement.Variant, Judgement = null,
                };
            }
            else if (pFits)
            {
                yield return fromP.Value;
            }
            else
            {
                yield return Result(p, judgement, [statistic], reason) with { OtherHint = OfStatistic(paper, row, statistic, p) };
            }
        }

        // Of the counts of three arms or more chi-square and p may be by different tests, and each is held against the counts.
        var counted = ManyArms.All(paper).Where(r => r.Number.Statistic == Statistic.Chi2 && r.Counts(paper) is not null)
            .Select(r => r.Number).ToHashSet();
        foreach (var test in PrintedTest.All(paper).Where(t => !inRows.Contains(t.Statistic)))
        {
            var judgement = Judgement.Of(test.P, r => test.PValues(paper, r), Verdict.NotReproduced);
            if (judgement.Alternatives.Count == 0
                || (!RowJudgements.PassesForSure(judgement) && (test.MayBeExact || counted.Contains(test.Statistic)))) continue;
            yield return Result(test.P, judgement, test.Inputs, Belonging(paper, test.P, test.Statistic, judgement));
            if (judgement.Passes && test.P.Printed.Relation == Relation.Equal)
                yield return Result(test.Statistic, judgement.Verdict, null, [test.P],
                    Belonging(paper, test.P, test.Statistic, judgement), judgement.Variant, judgement.PassShare);
        }
    }

    private static int Fewest(ArmEntry arm) => arm.MayLack ? UnstatedLosses.Fewest(arm) : arm.Size;

    /// <summary>The digit of the statistic that would give the printed p by the stated test.</summary>
    private static Misprint? OfStatistic(LedgerIndex paper, ComparisonRow row, LedgerNumber statistic, LedgerNumber p)
    {
        var needed = RowJudgements.StatisticFromP(paper, row, statistic, Rounding.Nearest, p.Printed.Rounded).Where(a => a.Stated).ToList();
        return Misprint.Of(statistic, printed => needed.Exists(a => a.Values.Intersects(printed.Rounded)));
    }

    /// <summary>Whether the counts that chi-square and p can be of are printed.</summary>
    private static bool HasCounts(LedgerIndex paper, ComparisonRow row) =>
        RowTests.BasisOf(paper, row.First, row.Second) is RowTests.Basis.Counts
        || PartitionTests.CountsOf(paper, [row.First, row.Second]) is not null;

    private static Reason.PByStatistic Belonging(LedgerIndex paper, LedgerNumber p, LedgerNumber statistic, Judgement judgement)
    {
        // Another decision: the printed p and all that the statistic allows lie on two sides of the level.
        var alpha = paper.Ledger.Paper.Alpha;
        var printed = p.Printed.Rounded;
        var otherDecision = !judgement.Passes && judgement.Alternatives.Count > 0 && (judgement.Alternatives.All(a => a.Values.All(v =>
            v.High < alpha)) ? printed.Low >= alpha
            : judgement.Alternatives.All(a => a.Values.All(v => v.Low >= alpha)) && printed.High < alpha);
        return new(p, statistic, judgement.Alternatives, otherDecision);
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
