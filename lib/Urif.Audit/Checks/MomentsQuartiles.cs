using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Quartiles hold parts of a sample apart, so that with a given mean its SD cannot be arbitrarily small. Source: the
/// convex programme solved by <see cref="QuantileEnvelope.LeastSd"/>, valid for every usual definition of a quartile. Also
/// applied across tables that print the same women at the same time. The pass share is taken from zero to twice the printed SD. Variants:
/// the denominator n, and missing values, as many as go without saying.
/// </summary>
internal sealed class MomentsQuartiles : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.MomentsQuartiles;

    /// <inheritdoc/>
    public override string Source => "convex programme over order statistics (Hyndman & Fan 1996 for the quantiles)";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Moments is not { } m || cell.Size < 2) continue;
            foreach (var other in paper.Everywhere(cell.Variable.Id, cell.Group.Id).Where(o => paper.IsSameMoment(cell, o)))
            {
                var quantiles = other.Quantiles;
                if (quantiles.Count < 2) continue;
                var same = other.Table == cell.Table;
                var range = paper.Range(cell.Variable, cell.Group);
                // The slack covers the accuracy of the programme's solution.
                var toSample = 1 - 1e-7;
                var judgement = Judgement.Of(m.Sd, r =>
                {
                    var least = other.Envelope(range, r).LeastSd(m.Mean.Printed.Values(r)) * toSample;
                    Attainable all = new(new Convention.Sd(SdDenominator.NMinusOne), true, new Interval(least, double.PositiveInfinity)),
                        population = new(new Convention.Sd(SdDenominator.N), false,
                            new Interval(least * Math.Sqrt((cell.Size - 1.0) / cell.Size), double.PositiveInfinity));
                    return least <= m.Sd.Printed.Values(r).High || Missing(cell, other, m, range, r) is not { } missing
                        ? [all, population] : [all, population, missing];
                }, same ? Verdict.Impossible : Verdict.Contradicted, new(0, 2 * m.Sd.Printed.Value));
                var lowest = judgement.Alternatives[0].Values.Count == 0 ? double.PositiveInfinity
                    : judgement.Alternatives[0].Values[0].Low;
                var reason = new Reason.MomentsAndQuartiles(cell, other, lowest);
                LedgerNumber[] all = [m.Mean, m.Sd, .. quantiles.Select(q => q.Number)];
                yield return Result(m.Sd, judgement, all, reason);
                foreach (var number in all)
                    if (number != m.Sd) yield return Result(number, judgement, all, reason) with { Attainable = null, PassShare = null };
            }
        }
    }

    /// <summary>The SD where as few women as possible lack a value, of whom other ranks are the quartiles.</summary>
    private static Attainable? Missing(
        ArmEntry cell, ArmEntry other, (LedgerNumber Mean, LedgerNumber Sd) m, Interval range, Rounding rounding)
    {
        var fewest = Math.Max(cell.LeastSize, Math.Max(2, UnstatedLosses.Fewest(cell.Size)));
        // Which ranks are the quartiles repeats with every fourth woman; otherwise the fewer, the smaller the SD can be.
        if (!Enumerable.Range(fewest, Math.Max(0, Math.Min(4, cell.Size - fewest))).Any(Fits)) return null;
        for (var n = cell.Size - 1; n >= fewest; n--)
            if (Fits(n)) return new(new Convention.Missing(cell.Size - n), false, new Interval(Least(n), double.PositiveInfinity));
        return null;

        bool Fits(int n) => Least(n) <= m.Sd.Printed.Values(rounding).High;

        double Least(int n) => other.Envelope(n, range, rounding).LeastSd(m.Mean.Printed.Values(rounding)) * (1 - 1e-7);
    }
}
