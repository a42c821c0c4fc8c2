using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Derives what became of each claim from the numbers it rests on, under each reading of the tables where they disagree.
/// </summary>
/// <remarks>
/// A claim about a difference is recomputed for each of its variables from both arms' summaries. It holds under a reading
/// when the p of every stated test does what the claim says, and fails when no convention's p does; between the two, the
/// summaries leave it open. It is contradicted when it holds in the comparison's own table and fails with the other
/// numbers that the paper prints for the same women (each arm from another table, where one prints it). An adjusted claim is as good as the
/// worst of the printed numbers
/// that it rests on.
/// </remarks>
internal static class ClaimAudits
{
    /// <summary>Every claim of the ledger, in its order.</summary>
    public static IReadOnlyList<ClaimAudit> Of(LedgerIndex paper, IReadOnlyList<NumberAudit> numbers)
    {
        var byId = numbers.ToDictionary(n => n.Number.Id, StringComparer.Ordinal);
        return [.. paper.Ledger.Claims.Select(c => c.Kind == ClaimKind.AdjustedAssociation ? Adjusted(c, byId) : Compared(paper, c, byId))];
    }

    private static ClaimAudit Adjusted(Claim claim, Dictionary<string, NumberAudit> byId)
    {
        // The crude counts that the claim also names have their own verdicts; the claim is about the adjusted numbers.
        var own = claim.DependsOn.Where(n => n.Group == claim.Comparison.Id).Select(n => byId[n.Id]).ToList();
        if (own.Count == 0) return new(claim, Verdict.NotCheckable, new ClaimReason.NoEstimate(), []);
        var worst = own.Max(n => n.Verdict);
        return new(claim, worst, new ClaimReason.OfEstimate([.. own.SelectMany(n => n.Checks).Where(c => c.Verdict == worst)]), []);
    }

    private static ClaimAudit Compared(LedgerIndex paper, Claim claim, Dictionary<string, NumberAudit> byId)
    {
        var readings = new List<ClaimReading>();
        var worst = Verdict.NotCheckable;
        var outcomes = new List<(Verdict Verdict, VariableOutcome Outcome)>();
        foreach (var variable in claim.Variables)
        {
            var of = TableReadings.Of(paper, variable, claim.Comparison, (a, b) => RowTests.BasisOf(paper, a, b)
                is not (RowTests.Basis.None or RowTests.Basis.Partition))
                .Select(r => Test(paper, claim, variable, r, byId)).ToList();
            readings.AddRange(of);
            var own = of.Where(r => r.Reading.IsOwn).ToList();
            if (own.Count == 0) continue;
            // Where several of its own tables print the comparison, by different tests, the one that bears it out counts.
            var best = own.MaxBy(r => r.Holds switch { true => 2, null => 1, false => 0 })!;
            // Another kind of test of the same women may come out otherwise without a contradiction.
            var basis = RowTests.BasisOf(paper, best.Reading.First, best.Reading.Second);
            var others = of.Where(r => !r.Reading.IsOwn && RowTests.BasisOf(paper, r.Reading.First, r.Reading.Second) == basis).ToList();
            // Every arm that is printed elsewhere is taken from elsewhere; mixtures are listed, but settle nothing.
            var whole = others.Count == 0 ? 0 : others.Max(r => Differences(r.Reading, best.Reading));
            var against = others.Where(r => Differences(r.Reading, best.Reading) == whole && r.Holds == false).ToList();
            var verdict = best.Holds switch
            {
                true => against.Count > 0 ? Verdict.Contradicted : Verdict.Reproduced,
                false => Verdict.NotReproduced,
                null => best.ByVariant ? Verdict.ReproducedByVariant : Verdict.NotCheckable,
            };
            if (verdict > worst) worst = verdict;
            outcomes.Add((verdict, new(best, verdict == Verdict.Contradicted ? against[0] : null)));
        }

        var deciding = outcomes.Where(o => o.Verdict == worst).Select(o => o.Outcome).ToList();
        return new(claim, worst, deciding.Count == 0 ? new ClaimReason.NothingToTest() : new ClaimReason.OfVariables(deciding), readings);
    }

    private static int Differences(TableReading a, TableReading b) =>
        (a.First.Table == b.First.Table ? 0 : 1) + (a.Second.Table == b.Second.Table ? 0 : 1);

    private static ClaimReading Test(
        LedgerIndex paper, Claim claim, Variable variable, TableReading reading, Dictionary<string, NumberAudit> byId)
    {
        var sides = paper.Ledger.Paper.Sides ?? StatedSides.Two;
        var alternatives = RowTests.PValues(paper, reading.First, reading.Second, misprints: false, sides: sides);
        var alpha = paper.Ledger.Paper.Alpha;
        var stated = alternatives.Where(c => c.Stated).ToList();
        var direction = Direction(paper, reading);
        // A claimed direction that the summaries contradict fails whatever p is.
        var turned = claim is { Kind: ClaimKind.Difference, FirstIsHigher: { } higher } && direction != 0 && direction > 0 != higher;
        bool Could(Attainable c) => c.Values.Any(v => claim.Kind == ClaimKind.Difference ? v.Low < alpha : v.High >= alpha);
        bool Must(Attainable c) => c.Values.All(v => claim.Kind == ClaimKind.Difference ? v.High < alpha : v.Low >= alpha);
        bool? holds = alternatives.Count == 0 ? null
            : turned || (!alternatives.Any(Could) && !CouldIfCutOff()) ? false
            : stated.Count > 0 && stated.All(Must) ? true
            : null;
        // Of a paper that may have cut its digits off.
        bool CouldIfCutOff() => paper.Ledger.Paper.Rounding is null
            && RowTests.PValues(paper, reading.First, reading.Second, Rounding.Truncated, misprints: false, sides: sides).Any(Could);

        // By the p that is printed, of a test that the summaries do not give, or that is the level itself as far as its digits go.
        if (holds == false && !turned && (IsOfAnotherTest(paper, claim, variable, reading, byId)
            || OwnRows(paper, claim, variable, reading).Select(r => r[Statistic.P]).OfType<LedgerNumber>().Any(
                p => p.Printed.Relation == Relation.Equal && p.Printed.Rounded.Contains(alpha)
                && !byId[p.Id].Verdict.IsFinding()))) holds = null;
        var byVariant = holds is null && stated.Count > 0 && !stated.Any(Could);
        return new(variable, reading, holds, byVariant, stated.Count > 0 ? stated[0] : alternatives.Count > 0 ? alternatives[0] : null)
        {
            Effects = EffectSize.Of(paper, reading.First, reading.Second),
        };
    }

    /// <summary>
    /// Whether the row's own p, or its statistic where it prints none, bears the claim out and is one that an ordinary circumstance keeps
    /// from being recomputed.
    /// </summary>
    private static bool IsOfAnotherTest(
        LedgerIndex paper, Claim claim, Variable variable, TableReading reading, Dictionary<string, NumberAudit> byId) =>
        OwnRows(paper, claim, variable, reading).Select(r => r[Statistic.P] ?? r.TestStatistic).OfType<LedgerNumber>().Any(n =>
            (byId[n.Id].Checks.Any(c => c.Reason is Reason.Explained) || byId[n.Id].Checks.Any(c => c.Variant is Convention.OneTail
                or Convention.Missing or Convention.Both { First: Convention.Missing } or Convention.Test { Method: TestMethod.PairedT }))
            && (n.Statistic != Statistic.P || (claim.Kind == ClaimKind.Difference ? n.Printed.Rounded.Low < paper.Ledger.Paper.Alpha
                : n.Printed.Rounded.High >= paper.Ledger.Paper.Alpha)));

    /// <summary>The rows of a reading in the comparison's own table.</summary>
    private static IEnumerable<ComparisonRow> OwnRows(LedgerIndex paper, Claim claim, Variable variable, TableReading reading) =>
        reading.IsOwn ? paper.RowsOf(claim.Comparison, variable.Id).Where(r => r.Table == reading.First.Table) : [];

    /// <summary>
    /// The sign of the first arm's summary less the second's; 0 where they are of different kinds, where rounding leaves it
    /// open, or where it depends on the denominator of a rate.
    /// </summary>
    private static int Direction(LedgerIndex paper, TableReading reading)
    {
        var (a, b) = (reading.First, reading.Second);
        if (a.Events is not null && b.Events is not null) return RowTests.DirectionOfRates(paper, a, b);
        var (x, y) = a.MeanAndSpread is { } m && b.MeanAndSpread is { } n ? (m.Mean, n.Mean) : (a[Statistic.Median], b[Statistic.Median]);
        if (x is null || y is null) return 0;
        Interval first = x.Printed.Rounded, second = y.Printed.Rounded;
        return first.Low > second.High ? 1 : first.High < second.Low ? -1 : 0;
    }
}
