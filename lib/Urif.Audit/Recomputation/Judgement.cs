using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a printed number stands to what each convention makes attainable.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Variant">The unstated convention under which it passes; null where none is needed or none helps.</param>
/// <param name="Attainable">The printed values that would have passed, as in <see cref="CheckResult.Attainable"/>.</param>
/// <param name="Alternatives">What each convention tried makes attainable, inputs rounded to nearest.</param>
/// <param name="PassShare">As in <see cref="CheckResult.PassShare"/>.</param>
internal sealed record Judgement(
    Verdict Verdict, Convention? Variant, IntervalUnion Attainable, IReadOnlyList<Attainable> Alternatives, double? PassShare)
{
    /// <summary>Whether the number passes under some convention.</summary>
    public bool Passes => !Verdict.IsFinding();

    /// <summary>
    /// Tries the stated conventions, then the stated ones with another rounding, then the unstated ones; not both
    /// departures at once, as enough of them together would let anything pass.
    /// A paper's rounding is taken to be the same for a number and for the numbers it is computed from.
    /// </summary>
    /// <param name="number">The printed number.</param>
    /// <param name="alternatives">What each convention makes attainable when inputs are read under a rounding.</param>
    /// <param name="failure">The verdict when nothing helps.</param>
    /// <param name="shareOver">The printed values over which the pass share is taken; null for the statistic's own.</param>
    public static Judgement Of(
        LedgerNumber number, Func<Rounding, IReadOnlyList<Attainable>> alternatives, Verdict failure, Interval? shareOver = null)
    {
        var printed = number.Printed;
        var byRounding = RoundingRules.All.Select(r => (Rounding: r, Alternatives: alternatives(r))).ToArray();
        var nearest = byRounding[0].Alternatives;
        var (verdict, variant, used) = (failure, (Convention?)null, (IntervalUnion?)null);
        foreach (var (rounding, c) in Tried(byRounding))
        {
            if (!c.Values.Intersects(printed.Values(rounding))) continue;
            used = printed.OnLattice(c.Values, rounding);
            variant = rounding != Rounding.Nearest ? new Convention.Digits(rounding) : c.Stated ? null : c.Convention;
            verdict = variant is null ? Verdict.Reproduced : Verdict.ReproducedByVariant;
            break;
        }

        var attainable = nearest.SelectMany(c => printed.OnLattice(c.Values, Rounding.Nearest));
        return new(verdict, variant, new(used is null ? attainable : attainable.Concat(used)), nearest,
            Share(printed, byRounding, shareOver ?? ReferenceRange(number.Statistic)));
    }

    /// <summary>
    /// The range of printed values over which a check's pass share is taken: p in [0, 1], percent in [0, 100],
    /// t and z in [-5, 5], chi-square in [0, 15]; other statistics name their own.
    /// </summary>
    public static Interval? ReferenceRange(Statistic statistic) => statistic switch
    {
        Statistic.P => new(0, 1),
        Statistic.Percent => new(0, 100),
        Statistic.T or Statistic.Z => new(-5, 5),
        Statistic.Chi2 => new(0, 15),
        _ => null,
    };

    private static IEnumerable<(Rounding Rounding, Attainable Alternative)> Tried(
        (Rounding Rounding, IReadOnlyList<Attainable> Alternatives)[] byRounding) =>
        byRounding.SelectMany(b => b.Alternatives.Where(c => c.Stated).Select(c => (b.Rounding, c)))
            .Concat(byRounding[0].Alternatives.Where(c => !c.Stated).Select(c => (Rounding.Nearest, c)));

    private static double? Share(
        PrintedNumber printed, (Rounding Rounding, IReadOnlyList<Attainable> Alternatives)[] byRounding, Interval? over)
    {
        if (over is not { } range || !double.IsFinite(range.Width) || range.Width <= 0) return null;
        if (printed.Relation != Relation.Equal)
        {
            // "p < x" passes for every x above the least attainable p, "p > x" for every x below the greatest.
            var all = byRounding[0].Alternatives.SelectMany(c => c.Values).ToList();
            if (all.Count == 0) return 0;
            var share = printed.Relation == Relation.Less
                ? (range.High - all.Min(v => v.Low)) / range.Width
                : (all.Max(v => v.High) - range.Low) / range.Width;
            return Math.Clamp(share, 0, 1);
        }

        var unit = (double)printed.Unit;
        var passing = new IntervalUnion(Tried(byRounding).SelectMany(t => printed.OnLattice(t.Alternative.Values, t.Rounding)));
        double count = 0;
        foreach (var part in passing)
        {
            double low = Math.Max(part.Low, range.Low), high = Math.Min(part.High, range.High);
            if (low <= high) count += Math.Floor((high - low) / unit + 1e-6) + 1;
        }

        return Math.Min(1, count / (Math.Floor(range.Width / unit + 1e-6) + 1));
    }
}
