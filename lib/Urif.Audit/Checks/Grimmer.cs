using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The SD of n whole numbers comes from a whole sum of squares, which is odd or even as the sum is; tried over every
/// total that gives the printed mean. Source: Anaya, The GRIMMER test, PeerJ Preprints 2016; Allard, Analytic-GRIMMER,
/// 2018 (the parity rule). The denominator n is a variant, and so are standard errors printed as SDs, and missing values, where some
/// number of women up to the arm's has both the mean and the SD. Not applied where no total gives the mean. The pass share is
/// taken over the SDs between the two nearest attainable ones.
/// </summary>
internal sealed class Grimmer : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.Grimmer;

    /// <inheritdoc/>
    public override string Source => "Anaya 2016; Allard 2018";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable is not { Kind: VariableKind.Count, Granularity: { } step } || cell.MeanAndSpread is not { } m || cell.Size < 2
                || !WholeNumbers.CanList(m.Mean, cell.Size, step) || !WholeNumbers.HasWholeSquares(m.Spread, cell.Size, step)) continue;
            var judgement = Judgement.Of(m.Spread, rounding =>
            {
                var sums = Sums(m.Mean.Printed.Values(rounding), cell.Size, step);
                Attainable Near(SdDenominator denominator) => new(new Convention.Sd(denominator), denominator == SdDenominator.NMinusOne,
                    new IntervalUnion(Grimmer.Near(m.Spread.Printed.Value * m.Factor / step, cell.Size,
                            denominator == SdDenominator.N ? cell.Size : cell.Size - 1, sums)
                        .Select(s => Interval.Point(s * step / m.Factor))));
                return [Near(SdDenominator.NMinusOne), Near(SdDenominator.N), .. Excuses(paper, cell, m, step, rounding)];
            }, Verdict.Impossible);
            // A mean that no total gives is its own matter.
            if (judgement.Alternatives.Take(2).All(c => c.Values.Count == 0)) continue;
            yield return Result(m.Spread, judgement with { PassShare = Share(judgement, m.Spread.Printed) }, [m.Mean],
                new Reason.SumOfSquares(m.Mean, m.Spread, cell.Size, judgement.Passes, judgement.Attainable));
        }
    }

    /// <summary>What else can stand behind an SD that the sums of all women do not give.</summary>
    private static IEnumerable<Attainable> Excuses(
        LedgerIndex paper, ArmEntry cell, (LedgerNumber Mean, LedgerNumber Spread, double Factor) m, double step, Rounding rounding)
    {
        Interval mean = m.Mean.Printed.Values(rounding), spread = m.Spread.Printed.Values(rounding);
        if (HasSd(m.Factor)) yield break;
        if (m.Factor == 1 && SdBounds.MayBeErrors(paper, cell.Table))
            yield return new(new Convention.StandardErrorsAsSds(), false,
                HasSd(Math.Sqrt(cell.Size)) ? new([spread]) : IntervalUnion.Empty);
        if (MissingValues.Fewest(cell, n => MissingValues.Fits(cell, step, n, rounding)) is { } missing)
            yield return new(new Convention.Missing(missing), false, spread);

        bool HasSd(double factor) => WholeNumbers.HaveMoments(
            mean, new(spread.Low * factor, spread.High * factor), cell.Size, step, cell.Size - 1);
    }

    private static List<double> Sums(Interval mean, int n, double step)
    {
        var sums = new List<double>();
        for (var s = WholeNumbers.FirstTotal(mean, n, step); s <= WholeNumbers.LastTotal(mean, n, step); s++) sums.Add(s);
        return sums;
    }

    /// <summary>The SDs nearest to the printed one, two on each side for every total.</summary>
    private static IEnumerable<double> Near(double sd, int n, double denominator, List<double> sums)
    {
        foreach (var sum in sums)
        {
            double square = sum * sum / n, least = IntegerSumOfSquares.Minimum(n, (long)sum);
            var at = Math.Max(least, Math.Floor(denominator * sd * sd + square));
            // Σx² has the parity of Σx, since x² has that of x.
            if (Math.IEEERemainder(at - sum, 2) != 0) at--;
            for (var q = at - 2; q <= at + 4; q += 2)
                if (q >= least) yield return Math.Sqrt(Math.Max(0, (q - square) / denominator));
        }
    }

    private static double Share(Judgement judgement, PrintedNumber printed)
    {
        var parts = judgement.Attainable.SelectMany(i => new[] { i.Low, i.High }).ToList();
        var span = (parts.Max() - parts.Min()) / (double)printed.Unit + 1;
        return Math.Min(1, judgement.Attainable.Sum(i => i.Width / (double)printed.Unit + 1) / span);
    }
}
