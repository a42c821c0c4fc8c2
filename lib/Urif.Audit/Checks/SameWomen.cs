using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// One arm printed in two tables is the same women, so a count, percent, mean, SD or quartile of theirs is the same in
/// both, to the digits printed. Source: arithmetic. Variants: digits that some value rounds to both ways; percents of one count with two
/// denominators; quartiles by two definitions (Hyndman and Fan, Am Stat 1996; 50: 361), beside one median; and, where the paper states no
/// times and the two tables compare the same women, another time, at which the whole entry differs. A number that differs alone, beside
/// others that agree, is a slip.
/// </summary>
internal sealed class SameWomen : Check
{
    private static readonly Statistic[] Locations = [Statistic.N, Statistic.Mean, Statistic.Median, Statistic.Percent];

    /// <inheritdoc/>
    public override string Name => CheckNames.SameWomen;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        var arms = paper.Ledger.Groups.Select(g => g.Id).ToHashSet();
        var places = paper.Ledger.Numbers.Where(n => arms.Contains(n.Group))
            .GroupBy(n => (n.Variable.Id, n.Group, n.Statistic)).Where(g => g.Count() > 1);
        foreach (var place in places)
        {
            foreach (var number in place)
            {
                foreach (var other in place.DistinctBy(n => (n.Table, n.Printed.Text, n.Facts.Time)))
                {
                    if (other == number || (other.Table == number.Table && !number.InText)) continue;
                    if (IsOfOtherTime(number, other) || IsOfOtherDenominator(number, other)) continue;
                    // Digits rounded twice agree where the number is also printed with the digits that both come from.
                    var agree = Agree(number.Printed, other.Printed) || place.Any(n =>
                        n.Printed.Decimals > Math.Max(number.Printed.Decimals, other.Printed.Decimals)
                        && Agree(n.Printed, number.Printed) && Agree(n.Printed, other.Printed));
                    // Text that repeats a table is text-table's; here it counts where it differs.
                    if (agree && (number.InText || other.InText)) continue;
                    var same = other.Printed.Decimals == number.Printed.Decimals ? Interval.Point(other.Printed.Value)
                        : other.Printed.Rounded;
                    var variant = agree ? null : Explanation(paper, number, other);
                    yield return Result(number, agree ? Verdict.Reproduced : variant is null ? Verdict.Contradicted
                            : Verdict.ReproducedByVariant, new([same]), [other],
                        new Reason.PrintedTwice(number, other, paper.Group(number.Group).Size, agree), variant);
                }
            }
        }
    }

    /// <summary>Numbers that the paper says are of two times.</summary>
    private static bool IsOfOtherTime(LedgerNumber a, LedgerNumber b) =>
        a.Facts.Time.Length > 0 && b.Facts.Time.Length > 0 && a.Facts.Time != b.Facts.Time;

    private static bool IsOfOtherDenominator(LedgerNumber a, LedgerNumber b) =>
        a.Facts.Denominator is { } d && b.Facts.Denominator is { } e && d != e;

    /// <summary>The ordinary circumstance under which both numbers hold; null where there is none.</summary>
    private static Convention? Explanation(LedgerIndex paper, LedgerNumber number, LedgerNumber other)
    {
        if (number.Printed.Decimals == other.Printed.Decimals && number.Printed.Decimals > 0)
        {
            foreach (var rounding in RoundingRules.All)
                if (IsRoundedTo(number.Printed, other.Printed, rounding)) return new Convention.Digits(rounding);
        }

        if (number.Statistic == Statistic.Percent && PercentOfOneCount(paper, number, other) is { } denominator) return denominator;
        var (mine, others) = (EntryOf(paper, number), EntryOf(paper, other));
        if (number.Statistic is Statistic.Q1 or Statistic.Q3 or Statistic.Iqr && !Differ(mine, others, Statistic.Median))
            return new Convention.OtherQuantile();
        if (number.Facts.Time.Length > 0 && other.Facts.Time.Length > 0 || number.Variable.Kind == VariableKind.Size) return null;
        return IsOtherTime(paper, number, other) ? new Convention.OtherTime() : null;
    }

    /// <summary>Whether some value is printed as one by rounding to nearest and as the other by this or that rounding.</summary>
    private static bool IsRoundedTo(PrintedNumber a, PrintedNumber b, Rounding rounding) =>
        a.Rounded.Intersects(b.Values(rounding)) || a.Values(rounding).Intersects(b.Rounded);

    private static Convention? PercentOfOneCount(LedgerIndex paper, LedgerNumber number, LedgerNumber other)
    {
        foreach (var of in Counts(number).Concat(Counts(other)))
        {
            // The tables of both print this count, as far as they print any.
            var events = of.Events!.Value;
            if ((EntryOf(paper, number)?.Events ?? events) != events || (EntryOf(paper, other)?.Events ?? events) != events) continue;
            var (mine, theirs) = (Denominator(paper, of, events, number), Denominator(paper, of, events, other));
            if (mine is not null && theirs is not null) return mine is Convention.PercentOf { Outcome: null } ? theirs : mine;
        }

        return null;

        IEnumerable<ArmEntry> Counts(LedgerNumber n) => paper.Everywhere(n.Variable.Id, n.Group)
            .Where(e => e.Events is not null && (n.InText || e.Table == n.Table));
    }

    /// <summary>By which denominator a percent is that of the count; null where by none.</summary>
    private static Convention? Denominator(LedgerIndex paper, ArmEntry entry, int events, LedgerNumber percent)
    {
        foreach (var d in Denominators.Of(paper, entry))
            if (RoundingRules.All.Any(r => percent.Printed.Values(r).Contains(100.0 * events / d.Women))) return d.Convention;
        return Denominators.Missing(entry, percent.Printed.Rounded)?.Convention;
    }

    /// <summary>
    /// Whether the whole of two entries differs, as at two times; a number of the text speaks for the tables that it agrees with.
    /// </summary>
    private static bool IsOtherTime(LedgerIndex paper, LedgerNumber number, LedgerNumber other)
    {
        return EntriesOf(number).Any(a => EntriesOf(other).Any(b => paper.MayDifferInTime(a.Table, b.Table)
            && Array.TrueForAll(Locations, s => !BothPrint(a, b, s) || Differ(a, b, s)) && !AgreeFinely(a, b)));

        IEnumerable<ArmEntry> EntriesOf(LedgerNumber n) => n.InText
            ? paper.Everywhere(n.Variable.Id, n.Group).Where(e => e[n.Statistic] is { } printed && Agree(printed.Printed, n.Printed))
            : EntryOf(paper, n) is { } entry ? [entry] : [];
    }

    /// <summary>Whether the SDs agree to a hundredth, or both quartiles, which two times hardly make them.</summary>
    private static bool AgreeFinely(ArmEntry a, ArmEntry b) => a[Statistic.Sd] is { } x && b[Statistic.Sd] is { } y
        && Agree(x.Printed, y.Printed) && (double)Math.Max(x.Printed.Unit, y.Printed.Unit) <= x.Printed.Value / 100
        || BothPrint(a, b, Statistic.Q1) && BothPrint(a, b, Statistic.Q3) && !Differ(a, b, Statistic.Q1) && !Differ(a, b, Statistic.Q3);

    private static bool BothPrint(ArmEntry a, ArmEntry b, Statistic statistic) => a[statistic] is not null && b[statistic] is not null;

    private static bool Differ(ArmEntry? a, ArmEntry? b, Statistic statistic) =>
        a?[statistic] is { } x && b?[statistic] is { } y && !Agree(x.Printed, y.Printed);

    private static ArmEntry? EntryOf(LedgerIndex paper, LedgerNumber number) =>
        number.InText ? null : paper.Find(number.Table, number.Variable.Id, number.Group, number.Facts.Time);

    /// <summary>The same digits, or, where one is printed with more of them, some value that rounds to both.</summary>
    private static bool Agree(PrintedNumber a, PrintedNumber b) =>
        a.Decimals == b.Decimals ? a.Digits == b.Digits
        : RoundingRules.All.Any(r => a.Values(r).Intersects(b.Values(r)));
}
