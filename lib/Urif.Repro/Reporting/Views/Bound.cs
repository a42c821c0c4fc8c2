using Urif.Repro.Audit;
using Urif.Repro.Paper;
using Urif.Statistics;

namespace Urif.Repro.Reporting.Views;

/// <summary>
/// The values that a printed number could have, by one check: where checks failed, by one that failed; else by the one
/// that would have let the fewest values pass.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="Check">The check.</param>
/// <param name="Values">The values that would have passed; null where the check bounds several numbers together.</param>
internal sealed record Bound(LedgerNumber Number, CheckResult Check, IntervalUnion? Values)
{
    /// <summary>Whether the number passed the check.</summary>
    public bool Passes => !Check.Verdict.IsFinding();

    /// <summary>The table that prints another value for the same women; null where the check is another one.</summary>
    public LedgerNumber? Rival => Check.Check == CheckNames.SameWomen && !Passes ? Check.Involves[0] : null;

    /// <summary>The bound that tells the most of a number; null where no check applied.</summary>
    public static Bound? Of(NumberAudit audit)
    {
        if (audit.Checks.Count == 0) return null;
        var check = audit.Verdict.IsFinding()
            ? audit.Checks.Where(c => c.Verdict.IsFinding()).OrderBy(c => c.Attainable is null ? 1 : 0).ThenByDescending(c => c.Verdict)
                // What the arms' summaries give says more than what the statistic beside it does.
                .ThenBy(c => c.Check == CheckNames.PFromStatistic ? 1 : 0).First()
            : audit.Checks.OrderBy(c => c.Attainable is null ? 1 : 0).ThenByDescending(c => c.Verdict).ThenBy(c => c.PassShare ?? 1).First();
        return Of(check);
    }

    /// <summary>The bound of a check.</summary>
    public static Bound Of(CheckResult check)
    {
        var printed = check.Number.Printed;
        if (check.Attainable is not { } values) return new(check.Number, check, null);
        // The sign of t and z is free: of two mirrored sets, the one on the printed side is shown.
        if (check.Number.Statistic is Statistic.T or Statistic.Z)
        {
            var negative = printed.Text.Contains('-', StringComparison.Ordinal);
            var side = new IntervalUnion(values.Where(v => negative ? v.Low < 0 : v.High >= 0)
                .Select(v => negative ? new Interval(v.Low, Math.Min(v.High, 0)) : new Interval(Math.Max(v.Low, 0), v.High)));
            if (side.Count > 0) values = side;
        }

        // A number that passed is one of the values that pass, also where digits rounded twice, or two tests, explain it.
        if (!check.Verdict.IsFinding() && printed.Relation == Relation.Equal && !values.Contains(printed.Value))
            values = new([.. values, Interval.Point(printed.Value)]);
        return new(check.Number, check, values);
    }

    /// <summary>The values in words, those nearest to the printed one where there are many.</summary>
    public Localized InWords()
    {
        if (Values is null) return new("not with the others", "与其他数值不相容");
        if (Rival is { } rival) return new($"{rival.Printed} ({Words.Table(rival.Table).En})", $"{rival.Printed}（{Words.Table(rival.Table).Zh}）");
        if (Values.Count == 0) return new("no value", "无值");
        const int most = 2;
        var near = Values.OrderBy(Distance).Take(most).OrderBy(v => v.Low).ToList();
        var text = Write(new(near), Number);
        return Values.Count > most ? new($"{text.En} …", $"{text.Zh} …") : text;
    }

    /// <summary>Intervals with the decimals of a printed number; p-values with at least three.</summary>
    public static Localized Write(IntervalUnion values, LedgerNumber like)
    {
        var decimals = like.Printed.Decimals;
        if (like.Statistic != Statistic.P) return Words.Ranges(values, decimals);
        decimals = Math.Max(3, decimals);
        return Words.PList([new("", true, values)], decimals) is var p ? new(p.En.Trim(), p.Zh.Trim()) : p;
    }

    /// <summary>The distance between an interval and the printed value.</summary>
    public double Distance(Interval part)
    {
        var at = Number.Printed.Value;
        return Math.Max(0, Math.Max(part.Low - at, at - part.High));
    }
}

/// <summary>The names of the checks that views treat in their own way.</summary>
internal static class CheckNames
{
    /// <summary>The check that compares tables which describe the same women.</summary>
    public static string SameWomen { get; } = Name<Audit.Checks.SameWomen>();

    /// <summary>The check of p against the statistic printed beside it.</summary>
    public static string PFromStatistic { get; } = Name<Audit.Checks.PFromStatistic>();

    /// <summary>The check of a percent against its count.</summary>
    public static string PercentOfCount { get; } = Name<Audit.Checks.PercentOfCount>();

    private static string Name<T>() where T : ICheck => PaperAudit.Catalogue.OfType<T>().Single().Name;
}
