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

    /// <summary>The number judged.</summary>
    public required LedgerNumber Number { get; init; }

    /// <summary>Every way tried.</summary>
    public required IReadOnlyList<Way> Ways { get; init; }

    /// <summary>The verdict when no way passes.</summary>
    public required Verdict Failure { get; init; }

    /// <summary>The printed values over which the pass share is taken; null where the check takes it otherwise.</summary>
    public required Interval? ShareOver { get; init; }

    /// <summary>Whether two departures at once explain the number.</summary>
    public bool TriesPairs { get; init; }

    /// <summary>What the ways alone say. A check that knows more may have said otherwise.</summary>
    public required (Verdict Verdict, Convention? Variant) ByWays { get; init; }

    /// <summary>
    /// Tries the stated conventions, then the stated ones with another rounding, then the unstated ones. Both departures at once
    /// are tried before a number is called impossible; before a lesser verdict they are not, unless the second rounding is to the nearest
    /// too, as enough of them would let anything pass. A paper's rounding is taken to be the same for a number and for the numbers it is
    /// computed from; p alone may be
    /// rounded away from zero. What a paper's other numbers say of a convention is <see cref="SharedConventions"/>'s matter.
    /// </summary>
    /// <param name="number">The printed number.</param>
    /// <param name="alternatives">What each convention makes attainable when inputs are read under a rounding.</param>
    /// <param name="failure">The verdict when nothing helps.</param>
    /// <param name="shareOver">The printed values over which the pass share is taken; null for the statistic's own.</param>
    /// <param name="pairs">Whether both departures at once are tried all the same: where few values pass by each.</param>
    public static Judgement Of(LedgerNumber number, Func<Rounding, IReadOnlyList<Attainable>> alternatives, Verdict failure,
        Interval? shareOver = null, bool pairs = false)
    {
        pairs |= failure == Verdict.Impossible;
        var nearest = alternatives(Rounding.Nearest);
        return Of(number, WaysTo(number, nearest, alternatives), nearest, failure, shareOver ?? ReferenceRange(number.Statistic),
            w => ConventionChoice.Departures(w, number, null), d => d.Count < 2 || pairs || IsTwice(d)) with { TriesPairs = pairs };
    }

    /// <summary>The same number judged by what a paper states and by the departures that it allows.</summary>
    /// <param name="departures">By which choices a way departs from what the paper states.</param>
    /// <param name="allowed">Whether these may excuse the number.</param>
    public Judgement By(
        Func<Way, IReadOnlyList<ConventionChoice>> departures, Func<IReadOnlyList<ConventionChoice>, bool> allowed)
    {
        var judged = Of(Number, Ways, Alternatives, Failure, ShareOver, departures, allowed);
        return judged with { PassShare = ShareOver is null ? PassShare : judged.PassShare, TriesPairs = TriesPairs };
    }

    /// <summary>Whether one of the departures is a second rounding to the nearest.</summary>
    public static bool IsTwice(IReadOnlyList<ConventionChoice> departures) =>
        departures.Any(d => d.Convention is Convention.Digits { Rounding: Rounding.Twice });

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

    private static List<Way> WaysTo(
        LedgerNumber number, IReadOnlyList<Attainable> nearest, Func<Rounding, IReadOnlyList<Attainable>> alternatives)
    {
        var printed = number.Printed;
        var ways = new List<Way>(4 * nearest.Count);
        Add(Rounding.Nearest, nearest);
        // What is inside before the second rounding is inside after it.
        var passes = ways.Exists(w => w.Passes && w.Alternative.Stated);
        foreach (var rounding in RoundingRules.All.Skip(1))
            Add(rounding, passes && rounding == Rounding.Twice ? nearest : alternatives(rounding));
        if (number.Statistic == Statistic.P) Add(Rounding.Ceiling, nearest);
        // For a paper that says so.
        else if (!ways.Exists(w => w.Passes)) Add(Rounding.Ceiling, alternatives(Rounding.Ceiling));
        return ways;

        void Add(Rounding rounding, IReadOnlyList<Attainable> all)
        {
            var values = printed.Values(rounding);
            foreach (var a in all) ways.Add(new(rounding, a, a.Values.Intersects(values)));
        }
    }

    private static Judgement Of(
        LedgerNumber number, IReadOnlyList<Way> ways, IReadOnlyList<Attainable> nearest, Verdict failure, Interval? shareOver,
        Func<Way, IReadOnlyList<ConventionChoice>> departures, Func<IReadOnlyList<ConventionChoice>, bool> allowed)
    {
        var printed = number.Printed;
        (Way Way, IReadOnlyList<ConventionChoice> Departures)? best = null;
        var excused = new List<Way>(ways.Count);
        foreach (var way in ways)
        {
            var d = departures(way);
            if (IsUnusual(number, way, d) || !allowed(d)) continue;
            if (d.Count < 2) excused.Add(way);
            if (way.Passes && (best is not { } b || Rank(d) < Rank(b.Departures))) best = (way, d);
        }

        var (verdict, variant) = best is not { } found ? (failure, (Convention?)null)
            : found.Departures.Count == 0 ? (Verdict.Reproduced, null)
            : (Verdict.ReproducedByVariant, found.Departures.Count == 1 ? found.Departures[0].Convention
                : new Convention.Both(found.Departures[^1].Convention, found.Departures[0].Convention));
        var attainable = excused.Where(w => w.Rounding == Rounding.Nearest).SelectMany(w => OnLattice(printed, w));
        return new(verdict, variant, new(best is { } used ? attainable.Concat(OnLattice(printed, used.Way)) : attainable), nearest,
            Share(printed, excused, shareOver))
        {
            Number = number, Ways = ways, Failure = failure, ShareOver = shareOver, ByWays = (verdict, variant),
        };
    }

    /// <summary>Stated ways first, then another rounding, then another convention, then both.</summary>
    private static int Rank(IReadOnlyList<ConventionChoice> departures) => departures.Count switch
    {
        0 => 0,
        1 => departures[0].Dimension == ConventionDimension.Rounding ? 1 : 2,
        _ => 3,
    };

    /// <summary>Away from zero as a habit that nobody has with anything but p.</summary>
    private static bool IsUnusual(LedgerNumber number, Way way, IReadOnlyList<ConventionChoice> departures) =>
        way.Rounding == Rounding.Ceiling && number.Statistic != Statistic.P
        && departures.Any(d => d.Dimension == ConventionDimension.Rounding);

    private static IEnumerable<Interval> OnLattice(PrintedNumber printed, Way way) =>
        RoundingRules.Parts(printed, way.Alternative.Values, way.Rounding);

    private static double? Share(PrintedNumber printed, List<Way> ways, Interval? over)
    {
        if (over is not { } range || !double.IsFinite(range.Width) || range.Width <= 0) return null;
        if (printed.Relation != Relation.Equal)
        {
            // "p < x" passes for every x above the least attainable p, "p > x" for every x below the greatest.
            var all = ways.Where(w => w.Rounding == Rounding.Nearest).SelectMany(w => w.Alternative.Values).ToList();
            if (all.Count == 0) return 0;
            var share = printed.IsUpperBound
                ? (range.High - all.Min(v => v.Low)) / range.Width
                : (all.Max(v => v.High) - range.Low) / range.Width;
            return Math.Clamp(share, 0, 1);
        }

        var unit = (double)printed.Unit;
        var passing = new IntervalUnion(ways.SelectMany(w => OnLattice(printed, w)));
        double count = 0;
        foreach (var part in passing)
        {
            double low = Math.Max(part.Low, range.Low), high = Math.Min(part.High, range.High);
            if (low <= high) count += Math.Floor((high - low) / unit + 1e-6) + 1;
        }

        return Math.Min(1, count / (Math.Floor(range.Width / unit + 1e-6) + 1));
    }
}
