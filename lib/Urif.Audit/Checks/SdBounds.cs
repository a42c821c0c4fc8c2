using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// An SD has a least value for whole numbers, sqrt(n/(n-1)·f(1-f)) with f the fraction of the mean, and a greatest
/// value within a range, sqrt(n/(n-1)·(max-mean)(mean-min)). Source: Bhatia and Davis, A better bound on the variance,
/// Am Math Mon 2000; 107: 353. The range is the variable's possible range within the group's definition. The pass share
/// is taken over the SDs from 0 to half the range. Variants: the denominator n, standard errors printed as SDs, and missing values, where
/// some number of women up to the arm's allows the SD.
/// </summary>
internal sealed class SdBounds : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.SdBounds;

    /// <inheritdoc/>
    public override string Source => "Bhatia & Davis 2000";

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.MeanAndSpread is not { } m || cell.Size < 2) continue;
            var range = Within(paper.Range(cell.Variable, cell.Group), cell);
            var whole = cell.Variable is { Kind: VariableKind.Count, Granularity: not null };
            // A possible range that only says what a laboratory can report bounds no SD worth the name.
            var isBounded = paper.Definition(cell.Group).ContainsKey(cell.Variable.Id) || cell[Statistic.Min] is not null
                && cell[Statistic.Max] is not null;
            if (!whole && (!double.IsFinite(range.Width) || !isBounded)) continue;
            // A mean outside the range is the mean's own matter.
            if (!m.Mean.Printed.Rounded.Intersects(range)) continue;
            var step = whole && WholeNumbers.CanList(m.Mean, cell.Size, cell.Variable.Granularity!.Value) ? cell.Variable.Granularity.Value
                : 0;
            var judgement = Judgement.Of(m.Spread, rounding =>
            {
                var mean = m.Mean.Printed.Values(rounding);
                double least = Math.Sqrt(LeastVariance(mean, step, cell.Size)) / m.Factor,
                    most = Math.Sqrt(GreatestVariance(mean, range)) / m.Factor;
                double toSample = Math.Sqrt(cell.Size / (cell.Size - 1.0)), toError = Math.Sqrt(cell.Size);
                return [new(new Convention.Sd(SdDenominator.NMinusOne), true, new Interval(least * toSample, most * toSample)),
                    new(new Convention.Sd(SdDenominator.N), false, new Interval(least, most)),
                    .. m.Factor == 1
                        ? [new Attainable(new Convention.StandardErrorsAsSds(), false,
                            new Interval(least * toSample / toError, most * toSample / toError))]
                        : Array.Empty<Attainable>(),
                    .. Missing(cell, m, range, step, rounding)];
            }, Verdict.Impossible, double.IsFinite(range.Width) ? new(0, range.Width / 2 / m.Factor) : null);
            var bounds = judgement.Alternatives[0].Values;
            yield return Result(m.Spread, judgement, [m.Mean], new Reason.SdRange(m.Mean, m.Spread, cell.Size, whole, bounds));
        }
    }

    /// <summary>
    /// Whether a table may print standard errors as SDs: some SD of whole numbers in it is smaller than any can be. What is wide enough
    /// for an SD, in a table where all are, is none but by an SD's own rules.
    /// </summary>
    public static bool MayBeErrors(LedgerIndex paper, string table) => paper.Entries.Any(e => e.Table == table && e.Size > 1
        && e.Variable is { Kind: VariableKind.Count, Granularity: { } step } && e.Moments is { } m
        && WholeNumbers.CanList(m.Mean, e.Size, step)
        && m.Sd.Printed.RoundedTwice.High < Math.Sqrt(LeastVariance(m.Mean.Printed.Rounded, step, e.Size)));

    /// <summary>The range, no wider than the least and greatest value that are printed.</summary>
    private static Interval Within(Interval range, ArmEntry cell)
    {
        var low = cell[Statistic.Min] is { } min ? Math.Max(range.Low, min.Printed.Rounded.Low) : range.Low;
        var high = cell[Statistic.Max] is { } max ? Math.Min(range.High, max.Printed.Rounded.High) : range.High;
        return low <= high ? new(low, high) : range;
    }

    /// <summary>The SD of fewer women than the arm has, whose mean is the printed one.</summary>
    private static IReadOnlyList<Attainable> Missing(
        ArmEntry cell, (LedgerNumber Mean, LedgerNumber Spread, double Factor) m, Interval range, double step, Rounding rounding)
    {
        Interval mean = m.Mean.Printed.Values(rounding), spread = m.Spread.Printed.Values(rounding);
        // What all women can have needs no other explanation.
        if (Allowed(cell.Size).Intersects(spread)) return [];
        var missing = MissingValues.Fewest(cell,
            n => n > 1 && (step == 0 || WholeNumbers.HaveMean(mean, n, step)) && Allowed(n).Intersects(spread));
        return missing is { } women ? [new(new Convention.Missing(women), false, Allowed(cell.Size - women))] : [];

        Interval Allowed(int n)
        {
            var toPrinted = Math.Sqrt(n / (n - 1.0)) / (m.Factor == 1 ? 1 : Math.Sqrt(n));
            return new(Math.Sqrt(LeastVariance(mean, step, n)) * toPrinted, Math.Sqrt(GreatestVariance(mean, range)) * toPrinted);
        }
    }

    /// <summary>The least variance (denominator n) of whole multiples of a step with a mean in the interval.</summary>
    internal static double LeastVariance(Interval mean, double step, int n)
    {
        if (step == 0) return 0;
        double first = WholeNumbers.FirstTotal(mean, n, step), last = WholeNumbers.LastTotal(mean, n, step);
        if (first > last) (first, last) = (last, first);
        // f(1-f) is zero at a whole mean, and between two such least at an end.
        if (Math.Floor(last / n) * n >= first) return 0;
        var least = Math.Min(Of(first), Of(last));
        return least * step * step;

        double Of(double total)
        {
            var f = total / n - Math.Floor(total / n);
            return f * (1 - f);
        }
    }

    private static double GreatestVariance(Interval mean, Interval range)
    {
        if (!double.IsFinite(range.Width)) return double.PositiveInfinity;
        double low = Math.Max(mean.Low, range.Low), high = Math.Min(mean.High, range.High);
        if (low > high) return 0;
        var at = Math.Clamp((range.Low + range.High) / 2, low, high);
        return Math.Max(0, (range.High - at) * (at - range.Low));
    }
}
