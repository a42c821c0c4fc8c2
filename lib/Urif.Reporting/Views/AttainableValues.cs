using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>
/// The values that a printed number could have, by one check.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="Check">The check.</param>
/// <param name="Values">The values that would have passed; null where the check bounds several numbers together.</param>
/// <param name="Stated">Those that the stated methods give; null where the check knows of no other methods.</param>
internal sealed record AttainableValues(LedgerNumber Number, CheckResult Check, IntervalUnion? Values, IntervalUnion? Stated)
{
    /// <summary>Whether the number passed the check.</summary>
    public bool Passes => !Check.Verdict.IsFinding();

    /// <summary>What another table prints for the same women; null where the check is another one or passed.</summary>
    public LedgerNumber? Rival => Check.Check == CheckNames.SameWomen && !Passes ? Check.Involves[0] : null;

    /// <summary>The bound that tells the most of a number; null where no check applied.</summary>
    public static AttainableValues? Of(NumberAudit audit) => audit.Deciding is { } check ? Of(check) : null;

    /// <summary>The bound of a check.</summary>
    public static AttainableValues Of(CheckResult check)
    {
        var printed = check.Number.Printed;
        if (check.Attainable is null) return new(check.Number, check, null, null);
        var values = Side(check.Attainable, check.Number);
        // A p printed as "< 0.001" or "0.000" leaves its statistic without a bound on the far side.
        if (check.Check == CheckNames.PFromStatistic && check.Number.Statistic != Statistic.P
            && check.Involves.Any(i => i.Statistic == Statistic.P && i.Printed.Rounded.Low <= 0))
            values = Unbounded(values, printed);
        // A number that passed is one of the values that pass, also where digits rounded twice, or two tests, explain it.
        if (!check.Verdict.IsFinding() && !(printed.Relation == Relation.Equal ? values.Contains(printed.Value)
            : values.Intersects(printed.Rounded)))
            values = new([.. values, Interval.Point(printed.Value)]);
        var stated = RecomputedLines.Stated(check);
        return new(check.Number, check, values, stated.Count == 0 || values.Count == 0 ? null
            : new(stated.SelectMany(a => printed.OnLattice(a.Values, Rounding.Nearest))));
    }

    private static IntervalUnion Unbounded(IntervalUnion values, PrintedNumber printed) => values.Count == 0 ? values
        : printed.IsNegative ? new(values.Select((v, k) => k == 0 ? v with { Low = double.NegativeInfinity } : v))
        : new(values.Select((v, k) => k == values.Count - 1 ? v with { High = double.PositiveInfinity } : v));

    /// <summary>Of t and z, whose sign is free, the values on the side of the printed one; of other statistics all.</summary>
    public static IntervalUnion Side(IntervalUnion values, LedgerNumber number)
    {
        if (number.Statistic is not (Statistic.T or Statistic.Z)) return values;
        var negative = number.Printed.IsNegative;
        var side = new IntervalUnion(values.Where(v => negative ? v.Low <= 0 : v.High >= 0)
            .Select(v => negative ? new Interval(v.Low, Math.Min(v.High, 0)) : new Interval(Math.Max(v.Low, 0), v.High)));
        return side.Count > 0 ? side : values;
    }

    /// <summary>The values in words: by the stated methods where there are such, and the part that holds the number.</summary>
    public Localized InWords()
    {
        if (Values is null) return new("not with the others", "与其他数值不相容");
        if (Rival is { } rival)
            return new($"{rival.Printed} ({LedgerText.Table(rival.Table).En})", $"{rival.Printed}（{LedgerText.Table(rival.Table).Zh}）");
        if (Values.Count == 0) return new("no value", "无值");
        const int most = 2;
        var usual = Stated ?? Values;
        var near = usual.OrderBy(Distance).ThenBy(v => v.Low).Take(most).ToList();
        // Other conventions stand in the picture; in words only the one that explains the number.
        var text = Write(new(Passes && Distance(near[0]) > 0 ? [.. near, .. Values.Where(v => Distance(v) == 0)] : near), Number);
        return usual.Count > most ? new($"{text.En}\u00A0…", $"{text.Zh}\u00A0…") : text;
    }

    /// <summary>
    /// The part of the values that a picture has to show beside the number: the one that holds it, else the nearest by a stated
    /// method. There is one.
    /// </summary>
    public Interval Nearest => Values!.Where(v => Distance(v) == 0).Concat((Stated ?? Values!).OrderBy(Distance).ThenBy(v => v.Low))
        .First();

    /// <summary>Intervals with the decimals of a printed number; p-values with at least three.</summary>
    public static Localized Write(IntervalUnion values, LedgerNumber like)
    {
        if (values.Count == 0 && like.Statistic == Statistic.P) return new("", "");
        return NumberText.Ranges(values, like.Statistic == Statistic.P ? NumberText.PLike(like.Printed) : NumberText.Like(like.Printed));
    }

    /// <summary>The distance between a part of the values and the printed one; none where it is a bound that the part meets.</summary>
    public double Distance(Interval part)
    {
        var printed = Number.Printed;
        if (printed.Relation != Relation.Equal && part.Intersects(printed.Rounded)) return 0;
        return Math.Max(0, Math.Max(part.Low - printed.Value, printed.Value - part.High));
    }
}
