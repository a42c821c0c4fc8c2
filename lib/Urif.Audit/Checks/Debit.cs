using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The SD of a yes-or-no variable follows from its mean m and n: sqrt(n/(n-1)·m(1-m)). Source: Heathers and Brown, DEBIT: a simple
/// consistency test for binary data, 2019. Variants: the denominator n, standard errors printed as SDs, and missing values. The pass share
/// is taken over the SDs from 0 to 1/2.
/// </summary>
internal sealed class Debit : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.Debit;

    /// <inheritdoc/>
    public override string Source => "Heathers & Brown 2019";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable.Kind != VariableKind.Binary || cell.MeanAndSpread is not { } m || cell.Size < 2
                || !m.Mean.Printed.Rounded.Intersects(new(0, 1))) continue;
            var judgement = Judgement.Of(m.Spread, r =>
            {
                var whole = Sds(m.Mean.Printed.Values(r), cell.Size);
                var root = Math.Sqrt(cell.Size);
                var toPopulation = Math.Sqrt((cell.Size - 1.0) / cell.Size);
                return [
                    new(new Convention.Sd(SdDenominator.NMinusOne), true, Over(whole, m.Factor)),
                    new(new Convention.Sd(SdDenominator.N), false, Over(whole, m.Factor / toPopulation)),
                    .. m.Factor == 1 ? [new Attainable(new Convention.StandardErrorsAsSds(), false, Over(whole, root))]
                        : Array.Empty<Attainable>(),
                    .. Missing(cell, m, r)];
            }, Verdict.Impossible, new(0, 0.5 / m.Factor));
            yield return Result(m.Spread, judgement, [m.Mean],
                new Reason.SdOfYesOrNo(m.Mean, m.Spread, cell.Size, judgement.Alternatives[0].Values));
        }
    }

    private static IReadOnlyList<Attainable> Missing(
        ArmEntry cell, (LedgerNumber Mean, LedgerNumber Spread, double Factor) m, Rounding rounding)
    {
        Interval mean = m.Mean.Printed.Values(rounding), spread = m.Spread.Printed.Values(rounding);
        var fewest = MissingValues.Fewest(cell, n => n > 1 && WholeNumbers.HaveMean(mean, n, 1) && Of(n).Intersects(spread));
        return fewest is { } missing ? [new(new Convention.Missing(missing), false, Of(cell.Size - missing))] : [];

        Interval Of(int n) => Over(Sds(mean, n), m.Factor == 1 ? 1 : Math.Sqrt(n));
    }

    private static Interval Sds(Interval mean, int n)
    {
        double low = Math.Max(0, mean.Low), high = Math.Min(1, mean.High), middle = Math.Clamp(0.5, low, high);
        double ends = Math.Min(low * (1 - low), high * (1 - high)), toSample = n / (n - 1.0);
        return new(Math.Sqrt(toSample * Math.Max(0, ends)), Math.Sqrt(toSample * middle * (1 - middle)));
    }

    private static Interval Over(Interval values, double divisor) => new(values.Low / divisor, values.High / divisor);
}
