using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A column of all women follows from those of its parts: counts add up, the mean is the weighted mean, and the sums of squares are those
/// within the parts and between their means; the least and greatest value are a part's, and the median lies between the parts'. Source:
/// the decomposition of the sum of squares (Fisher, Statistical Methods for Research Workers, 1925). Applied where the parts are all of
/// the whole. Variants: SDs of denominator n; missing values, where some numbers of women in the parts give the mean, SD or percent. The
/// pass share is taken over the values between the parts' least and greatest.
/// </summary>
internal sealed class WholeFromParts : Check
{
    // Ways to leave women out of two parts that are tried for one number.
    private const int MostSplits = 100_000;

    // Fewer women may have any distance between the values next to the median.
    private const int FewestOfMedians = 20;

    /// <inheritdoc/>
    public override string Name => CheckNames.WholeFromParts;

    /// <inheritdoc/>
    public override string Source => "decomposition of the sum of squares (Fisher 1925)";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var whole in paper.Entries)
        {
            if (whole.Variable.Kind == VariableKind.Size || whole.Group.IsPartitioned == false) continue;
            var groups = paper.Links.PartsOf(whole.Group);
            if (groups.Count < 2 || groups.Sum(g => (long)g.Size) != whole.Group.Size) continue;
            var parts = groups.Select(g => paper.Find(whole.Table, whole.Variable.Id, g.Id, whole.Time)).ToList();
            if (parts.Exists(p => p is null)) continue;
            foreach (var result in Of(whole, [.. parts.Select(p => p!)])) yield return result;
        }
    }

    private IEnumerable<CheckResult> Of(ArmEntry whole, ArmEntry[] parts)
    {
        foreach (var statistic in (Statistic[])[Statistic.N, Statistic.ValidN])
            if (Numbers(whole, parts, statistic) is { } n) yield return Total(n.Whole, n.Parts);
        if (Numbers(whole, parts, Statistic.Min) is { } min)
            yield return Extreme(min.Whole, min.Parts, Math.Min);
        if (Numbers(whole, parts, Statistic.Max) is { } max)
            yield return Extreme(max.Whole, max.Parts, Math.Max);
        if (Numbers(whole, parts, Statistic.Percent) is { } percent && Numbers(whole, parts, Statistic.N) is null
            && Array.TrueForAll([percent.Whole, .. percent.Parts], n => n.Printed.Relation == Relation.Equal))
            yield return Percent(percent.Whole, percent.Parts, parts);
        if (Numbers(whole, parts, Statistic.Median) is { } median && Slack(parts) is { } slack)
            yield return Median(median.Whole, median.Parts, slack);
        if (Numbers(whole, parts, Statistic.Mean) is not { } mean) yield break;
        int[] sizes = [.. parts.Select(p => p.Size)];
        yield return Redone(mean.Whole, mean.Parts, whole, parts, (r, n) => Mean(mean.Parts, n, r));
        if (Numbers(whole, parts, Statistic.Sd) is not { } sd || sizes.Sum() < 2) yield break;
        yield return Redone(sd.Whole, [.. sd.Parts, .. mean.Parts], whole, parts, (r, n) => Sd(mean.Parts, sd.Parts, n, r, 1),
            (r, n) => Sd(mean.Parts, sd.Parts, n, r, 0));
    }

    private CheckResult Total(LedgerNumber whole, LedgerNumber[] parts)
    {
        var total = parts.Sum(p => p.Printed.Digits);
        var passes = whole.Printed.Digits == total;
        return Result(whole, passes ? Verdict.Reproduced : Verdict.NotReproduced, new([Interval.Point((double)total)]), parts,
            new Reason.SumOfGroups(whole, parts, total), passShare: 1.0 / ((double)total + 1));
    }

    private CheckResult Extreme(LedgerNumber whole, LedgerNumber[] parts, Func<double, double, double> outer)
    {
        var judgement = Judgement.Of(whole, r =>
        {
            var values = parts.Select(p => p.Printed.Values(r)).ToArray();
            return [new(new Convention.Plain(), true,
                new Interval(values.Select(v => v.Low).Aggregate(outer), values.Select(v => v.High).Aggregate(outer)))];
        }, Verdict.NotReproduced, Around(parts));
        return Result(whole, judgement, parts, new Reason.WholeOfParts(whole, parts, judgement.Alternatives[0].Values));
    }

    /// <summary>The share of all: the weighted mean, with values missing between the parts'; all of a row's percents are 100.</summary>
    private CheckResult Percent(LedgerNumber whole, LedgerNumber[] involves, ArmEntry[] parts)
    {
        int[] sizes = [.. parts.Select(p => p.Size)];
        var judgement = Judgement.Of(whole, r =>
        {
            var values = involves.Select(p => p.Printed.Values(r)).ToArray();
            return [new(new Convention.Plain(), true, Mean(involves, sizes, r)),
                new(new Convention.Missing(1), false, new Interval(values.Min(v => v.Low), values.Max(v => v.High))),
                new(new Convention.PercentOfRow(), false, Interval.Point(100))];
        }, Verdict.NotReproduced);
        return Result(whole, judgement, involves, new Reason.WholeOfParts(whole, involves, judgement.Alternatives[0].Values));
    }

    /// <summary>The median of all lies between the parts', but for the distance of neighbouring values.</summary>
    private CheckResult Median(LedgerNumber whole, LedgerNumber[] involves, double slack)
    {
        var judgement = Judgement.Of(whole, r =>
        {
            var values = involves.Select(p => p.Printed.Values(r)).ToArray();
            return [new(new Convention.Plain(), true, new Interval(values.Min(v => v.Low) - slack, values.Max(v => v.High) + slack))];
        }, Verdict.NotReproduced, Around(involves));
        return Result(whole, judgement, involves, new Reason.WholeOfParts(whole, involves, judgement.Alternatives[0].Values));
    }

    /// <summary>
    /// How far apart neighbouring values near a part's median may lie: six times their mean distance between the quartiles, those as far
    /// apart as rounding allows; null where a part has no quartiles or few women.
    /// </summary>
    private static double? Slack(ArmEntry[] parts)
    {
        double slack = 0;
        foreach (var part in parts)
        {
            var women = UnstatedLosses.Fewest(part);
            if (part[Statistic.Q1] is not { } q1 || part[Statistic.Q3] is not { } q3 || women < FewestOfMedians) return null;
            slack = Math.Max(slack, 12 * (q3.Printed.Rounded.High - q1.Printed.Rounded.Low) / women);
        }

        return slack;
    }

    private CheckResult Redone(LedgerNumber number, LedgerNumber[] involves, ArmEntry whole, ArmEntry[] parts,
        Func<Rounding, int[], Interval> stated, Func<Rounding, int[], Interval>? population = null)
    {
        int[] sizes = [.. parts.Select(p => p.Size)];
        var judgement = Judgement.Of(number, r =>
        {
            Convention usual = population is null ? new Convention.Plain() : new Convention.Sd(SdDenominator.NMinusOne);
            var all = new List<Attainable> { new(usual, true, stated(r, sizes)) };
            if (population is not null) all.Add(new(new Convention.Sd(SdDenominator.N), false, population(r, sizes)));
            var printed = number.Printed.Values(r);
            // The other denominator may be one that the paper's other numbers speak against.
            if (!all[0].Values.Intersects(printed) && Missing(whole, parts, n => stated(r, n).Intersects(printed)) is { } fewer)
                all.Add(new(new Convention.Missing(sizes.Sum() - fewer.Sum()), false, stated(r, fewer)));
            return all;
        }, Verdict.NotReproduced, Around(involves));
        return Result(number, judgement, involves, new Reason.WholeOfParts(number, involves, judgement.Alternatives[0].Values));
    }

    /// <summary>Numbers of women in the parts, as many as possible, that fit; null where none do.</summary>
    private static int[]? Missing(ArmEntry whole, ArmEntry[] parts, Func<int[], bool> fits)
    {
        if (!whole.MayLack && !Array.Exists(parts, p => p.MayLack)) return null;
        int[] most = [.. parts.Select(p => p.Size)], least = [.. parts.Select(p => Math.Max(2, p.LeastSize))];
        var tried = 0;
        for (var missing = 1; missing <= most.Sum() - parts.Length; missing++)
        {
            foreach (var n in Splits(most, least, missing, 0))
            {
                if (fits(n)) return n;
                if (++tried > MostSplits) return null;
            }
        }

        return null;
    }

    private static IEnumerable<int[]> Splits(int[] most, int[] least, int missing, int from)
    {
        if (from == most.Length - 1)
        {
            if (most[from] - missing < least[from]) yield break;
            int[] last = [.. most];
            last[from] -= missing;
            yield return last;
            yield break;
        }

        for (var here = 0; here <= Math.Min(missing, most[from] - least[from]); here++)
        {
            foreach (var rest in Splits(most, least, missing - here, from + 1))
            {
                int[] split = [.. rest];
                split[from] -= here;
                yield return split;
            }
        }
    }

    private static Interval Mean(LedgerNumber[] means, int[] sizes, Rounding rounding)
    {
        double low = 0, high = 0, all = sizes.Sum();
        for (var i = 0; i < means.Length; i++)
        {
            var value = means[i].Printed.Values(rounding);
            low += sizes[i] * value.Low;
            high += sizes[i] * value.High;
        }

        return new(low / all, high / all);
    }

    /// <summary>The SD of the whole: sums of squares within the parts, and between their means pair by pair.</summary>
    private static Interval Sd(LedgerNumber[] means, LedgerNumber[] sds, int[] sizes, Rounding rounding, int lost)
    {
        double low = 0, high = 0, all = sizes.Sum();
        for (var i = 0; i < means.Length; i++)
        {
            var sd = sds[i].Printed.Values(rounding);
            low += (sizes[i] - lost) * Math.Pow(Math.Max(0, sd.Low), 2);
            high += (sizes[i] - lost) * sd.High * sd.High;
            for (var j = 0; j < i; j++)
            {
                Interval a = means[i].Printed.Values(rounding), b = means[j].Printed.Values(rounding);
                double farthest = Math.Max(a.High - b.Low, b.High - a.Low), nearest = Math.Max(0, Math.Max(a.Low - b.High, b.Low - a.High));
                low += sizes[i] * (double)sizes[j] / all * nearest * nearest;
                high += sizes[i] * (double)sizes[j] / all * farthest * farthest;
            }
        }

        return new(Math.Sqrt(low / (all - lost)), Math.Sqrt(high / (all - lost)));
    }

    private static (LedgerNumber Whole, LedgerNumber[] Parts)? Numbers(ArmEntry whole, ArmEntry[] parts, Statistic statistic) =>
        whole[statistic] is { } number && Array.TrueForAll(parts, p => p[statistic] is not null)
            ? (number, [.. parts.Select(p => p[statistic]!)]) : null;

    private static Interval Around(LedgerNumber[] numbers) =>
        new(numbers.Min(n => n.Printed.Value), numbers.Max(n => n.Printed.Value));
}
