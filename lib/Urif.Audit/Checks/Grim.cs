using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The mean of n whole numbers is a whole number over n, and their median is a whole or half number. Source: Brown and
/// Heathers, The GRIM test, Soc Psychol Personal Sci 2017; 8: 363. For a variable that is a count by definition, a mean
/// that no total gives is impossible; for one recorded in whole steps only by convention (age in years) it means finer
/// recording, a variant. Where values may be missing, some number of women up to the arm's must fit the mean, with its SD where one is
/// printed, and the variant says how many are missing at the least. The pass share is taken over one recording step.
/// </summary>
internal sealed class Grim : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.Grim;

    /// <inheritdoc/>
    public override string Source => "Brown & Heathers 2017";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable.Granularity is not { } step || cell.Variable.Kind == VariableKind.Size) continue;
            if (cell[Statistic.Mean] is { } mean && WholeNumbers.HasWholeSquares(mean, cell.Size, step))
                yield return OfMean(paper, cell, mean, step);
            if (cell.Variable.Kind != VariableKind.Binary && cell[Statistic.Median] is { } median
                && WholeNumbers.HasWholeSquares(median, cell.Size, step))
                yield return OfMedian(cell, median, step);
        }
    }

    private CheckResult OfMean(LedgerIndex paper, ArmEntry cell, LedgerNumber mean, double step)
    {
        var certain = cell.Variable.Kind is VariableKind.Count or VariableKind.Binary;
        var judgement = Judge(mean, step / cell.Size, certain, Verdict.Impossible, r => Missing(cell, mean, step, r));
        if (certain) judgement = judgement with { PassShare = paper.ShareOfMeans(cell, mean.Printed, step) };
        var fewer = judgement.Verdict == Verdict.Reproduced ? null
            : MissingValues.Fewest(cell, n => WholeNumbers.HaveMean(mean.Printed.Rounded, n, step));
        return Result(mean, judgement, [], new Reason.WholeMean(
            mean, cell.Size, step, Math.Floor(mean.Printed.Value * cell.Size / step), judgement.Verdict == Verdict.Reproduced,
                cell.Size - fewer, !certain));
    }

    private CheckResult OfMedian(ArmEntry cell, LedgerNumber median, double step)
    {
        var judgement = Judge(median, step / 2, cell.Variable.Kind == VariableKind.Count, Verdict.NotReproduced, _ => []);
        return Result(median, judgement, [], new Reason.WholeMedian(median));
    }

    private static Judgement Judge(LedgerNumber number, double lattice, bool certain, Verdict failure,
        Func<Rounding, IReadOnlyList<Attainable>> missing)
    {
        var at = number.Printed.Value / lattice;
        var near = new Attainable(new Convention.Plain(), true, new IntervalUnion(Enumerable.Range(-1, 4)
            .Select(k => Interval.Point((Math.Floor(at) + k) * lattice)).Where(i => number.Printed.Value < 0 || i.Low >= 0)));
        var share = new Interval(Math.Floor(number.Printed.Value), Math.Floor(number.Printed.Value) + 1 - (double)number.Printed.Unit);
        var judged = Judgement.Of(number, r => certain
            ? near.Values.Intersects(number.Printed.Values(r)) ? [near] : [near, .. missing(r)]
            : [near, new(new Convention.FinerSteps(), false, number.Printed.Rounded)], failure, null);
        return judged with { PassShare = certain ? ShareOfStep(lattice, number.Printed, share) : 1 };
    }

    /// <summary>The mean of as many women as fit it, where that is fewer than all.</summary>
    private static IReadOnlyList<Attainable> Missing(ArmEntry cell, LedgerNumber mean, double step, Rounding rounding)
    {
        if (MissingValues.Fewest(cell, n => MissingValues.Fits(cell, step, n, rounding)) is not { } missing) return [];
        var women = cell.Size - missing;
        var total = WholeNumbers.FirstTotal(mean.Printed.Values(rounding), women, step);
        return [new(new Convention.Missing(missing), false, Interval.Point(total * step / women))];
    }

    /// <summary>The share of printed values in one unit that some multiple of the lattice step rounds to.</summary>
    private static double ShareOfStep(double lattice, PrintedNumber printed, Interval over)
    {
        double unit = (double)printed.Unit, passing = 0, all = Math.Round(over.Width / unit) + 1;
        if (lattice <= unit) return 1;
        for (var k = Math.Ceiling(over.Low / lattice - 1e-9); k * lattice < over.Low + 1 - 1e-9; k++) passing++;
        return Math.Min(1, passing / all);
    }
}
