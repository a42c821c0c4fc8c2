namespace Urif.Audit;

/// <summary>
/// A statistic and a p of three arms or more follow from their means and SDs (analysis of variance, Fisher 1925; Welch 1951) or
/// counts (Pearson 1900; Freeman and Halton 1951). As beside two arms, a p alone beside means may be of ranks.
/// </summary>
internal sealed class ManyArmTests : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.ManyArms;

    /// <inheritdoc/>
    public override string Source => "Fisher 1925; Welch 1951; Pearson 1900; Freeman & Halton 1951";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var row in ManyArms.All(paper))
        {
            var number = row.Number;
            if (number.Facts.Test is { } test && !StatedTests.IsOfSummaries(test))
            {
                yield return Result(number, Verdict.NotCheckable, null, [], new Reason.Explained(number, Circumstance.StatedTest));
                continue;
            }

            if (row.Counts(paper) is { } table && number.Statistic is Statistic.P or Statistic.Chi2)
            {
                var inputs = row.Arms.SelectMany(a => a.Numbers);
                var all = new TestValues(paper.Ledger.Paper.CountsTests);
                if (number.Statistic == Statistic.P) PartitionTests.AddPValues(all, table);
                else PartitionTests.AddStatistics(all, table);
                var alternatives = StatedTests.Narrow([.. all.All.OrderBy(c => c.Stated ? 0 : 1)], number.Facts);
                var judgement = Judgement.Of(number, _ => alternatives, Verdict.NotReproduced);
                // The rows of a partition say how many women have a value.
                if (!RowJudgements.PassesForSure(judgement) && table.Levels == 2)
                    judgement = RowJudgements.Explained(judgement, FewerWomen.Explaining(
                        row.Arms, number, row.Beside(paper, Statistic.Chi2), row.Beside(paper, Statistic.P)));
                IReadOnlyList<IReadOnlyList<int>> counts = [.. Enumerable.Range(0, table.Levels)
                    .Select(i => (int[])[.. Enumerable.Range(0, table.Groups).Select(j => table[i, j])])];
                yield return Result(number, judgement, inputs, new Reason.FromTable(number, counts, judgement.Alternatives));
            }
            else if (row.HasMeans && number.Statistic is Statistic.P or Statistic.F)
            {
                if (number.Facts.Test == StatedTest.KruskalWallis) continue;
                var inputs = row.Arms.SelectMany(a => new[] { a.MeanAndSpread!.Value.Mean, a.MeanAndSpread.Value.Spread });
                var judgement = Judgement.Of(number, r => StatedTests.Narrow(
                    number.Statistic == Statistic.P ? row.PValues(paper, r) : row.Statistics(paper, r), number.Facts),
                    Verdict.NotReproduced);
                yield return !RowJudgements.PassesForSure(judgement) && number.Facts.Test is null && number.Statistic == Statistic.P
                    && MayBeRanks(paper, row, judgement)
                    ? Result(number, Verdict.NotCheckable, null, inputs, new Reason.Explained(number, Circumstance.RankTest))
                    : Result(number, judgement, inputs, new Reason.FromManyMeans(number, row.Arms, judgement.Alternatives));
            }
        }
    }

    /// <summary>As beside two arms (<see cref="Circumstances"/>), with p on the scale of z.</summary>
    private static bool MayBeRanks(LedgerIndex paper, ManyArms row, Judgement judgement)
    {
        if (paper.Ledger.Numbers.Any(n => n.Statistic == Statistic.F && n.Table == row.Number.Table && n.Variable == row.Number.Variable))
            return false;
        var p = judgement.Alternatives[0].Values;
        return Circumstances.MayBeRanks(row.Number,
            [.. row.Arms.Select(a => (a.MeanAndSpread!.Value.Mean.Printed.Rounded,
                RowTests.SdOf(a.MeanAndSpread.Value.Spread, a.Size, Rounding.Nearest)))],
            new(Circumstances.ZOf(p.Max(v => v.High)), Circumstances.ZOf(p.Min(v => v.Low))));
    }
}
