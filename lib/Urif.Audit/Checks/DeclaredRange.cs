using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A mean, quantile, least or greatest value lies within the values that the variable can have (a scale from 0 to 10), and an SD is at
/// most sqrt(n/(n-1)) times half their width. Source: the variable's declared range; Popoviciu 1935 for the SD. Booked only where it
/// fails, as lying in a possible range says little for a number.
/// </summary>
internal sealed class DeclaredRange : Check
{
    private static readonly Statistic[] Places =
        [Statistic.Mean, Statistic.Min, Statistic.Q1, Statistic.Median, Statistic.Q3, Statistic.Max];

    /// <inheritdoc/>
    public override string Name => CheckNames.DeclaredRange;

    /// <inheritdoc/>
    public override string Source => "the variable's declared range; Popoviciu 1935";

    internal override bool IsBound => true;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            var range = cell.Variable.Kind == VariableKind.Binary ? new(0, 1) : cell.Variable.Range;
            foreach (var statistic in Places)
            {
                if (cell[statistic] is not { } number) continue;
                var judgement = Judgement.Of(number, _ => [new(new Convention.Plain(), true, range)], Verdict.Impossible);
                if (!judgement.Passes) yield return Result(number, judgement, [], new Reason.PossibleRange(number, range));
            }

            if (cell[Statistic.Sd] is not { } sd || cell.Size < 2 || !double.IsFinite(range.Width)) continue;
            var most = Judgement.Of(sd, _ =>
            [
                new(new Convention.Sd(SdDenominator.NMinusOne), true, new Interval(0, Greatest(cell.Size))),
                // The fewer the values, the greater the SD can be: of two it is 0.7 times their distance.
                .. cell.MayLack ? [new Attainable(new Convention.Missing(cell.Size - Math.Max(2, cell.LeastSize)), false,
                    new Interval(0, Greatest(Math.Max(2, cell.LeastSize))))] : Array.Empty<Attainable>(),
            ], Verdict.Impossible);
            if (!most.Passes) yield return Result(sd, most, [], new Reason.PossibleRange(sd, range));

            double Greatest(int n) => range.Width / 2 * Math.Sqrt(n / (n - 1.0));
        }
    }
}
