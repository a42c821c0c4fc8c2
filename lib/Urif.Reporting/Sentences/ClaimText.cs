using System.Diagnostics;
using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Why a claim has its verdict, in sentences with the numbers.</summary>
public static class ClaimText
{
    private const int MostReasons = 3;

    /// <summary>Why the claim has its verdict.</summary>
    public static Localized Explanation(this ClaimAudit audit) => audit.Reason switch
    {
        ClaimReason.NoEstimate => new("No adjusted estimate is printed.", "文中未给出校正后的估计值。"),
        ClaimReason.OfEstimate reason => OfEstimate(reason),
        ClaimReason.ManyGroups => new("It is of three groups or more at once, which is not tested yet.", "该结论同时涉及三组或更多组，目前不作检验。"),
        ClaimReason.NothingToTest => new("The tables print nothing that it could be tested on.", "表中没有可供检验的数值。"),
        ClaimReason.OfVariables reason => OfVariables(audit, reason),
        _ => throw new UnreachableException(),
    };

    /// <summary>The arms' numbers and the recomputed p of a reading.</summary>
    public static Localized Explanation(this ClaimReading reading)
    {
        var summary = $"{LedgerText.Summary(reading.Reading.First)} vs {LedgerText.Summary(reading.Reading.Second)}";
        var p = reading.P is { } shown ? P(shown) : new("", "");
        var effects = Effects(reading);
        return new($"{summary}{p.En}{effects.En}", $"{summary}{p.Zh}{effects.Zh}");
    }

    /// <summary>How far apart the arms are, the higher against the lower.</summary>
    private static Localized Effects(ClaimReading reading)
    {
        if (reading.Effects is not [var first, ..]) return new("", "");
        var decimals = first.Kind == Statistic.MeanDifference ? Decimals(reading) : 1;
        var turned = first.Estimate < 0;
        var limits = turned ? new Interval(-first.Limits.High, -first.Limits.Low) : first.Limits;
        string Write(double value) => NumberFormat.Fixed(value, decimals);
        var unit = first.Kind == Statistic.RiskDifference ? new Localized(" points", " 个百分点") : new("", "");
        string estimate = Write(Math.Abs(first.Estimate)), low = Write(limits.Low), high = Write(limits.High);
        var ratio = reading.Effects.FirstOrDefault(e => e.Kind == Statistic.RiskRatio) is { } r
            ? new Localized($", risk ratio {Ratio(r, turned, " to ")}", $"，RR {Ratio(r, turned, " 至 ")}") : new("", "");
        return reading.AllowsNone == true
            ? new($", no reliable evidence of a difference ({low} to {high}{unit.En}{ratio.En})",
                $"，无可靠证据表明有差异（{low} 至 {high}{unit.Zh}{ratio.Zh}）")
            : new($", a difference of {estimate}{unit.En} ({low} to {high}{ratio.En})",
                $"，相差 {estimate}{unit.Zh}（{low} 至 {high}{ratio.Zh}）");
    }

    private static string Ratio(EffectSize ratio, bool turned, string to)
    {
        var (estimate, limits) = turned ? (1 / ratio.Estimate, new Interval(1 / ratio.Limits.High, 1 / ratio.Limits.Low))
            : (ratio.Estimate, ratio.Limits);
        return $"{NumberFormat.Fixed(estimate, 2)}, {NumberFormat.Fixed(limits.Low, 2)}{to}{NumberFormat.Fixed(limits.High, 2)}";
    }

    private static int Decimals(ClaimReading reading) =>
        Math.Max(reading.Reading.First[Statistic.Mean]!.Printed.Decimals, reading.Reading.Second[Statistic.Mean]!.Printed.Decimals);

    private static Localized OfEstimate(ClaimReason.OfEstimate reason)
    {
        var reasons = reason.Checks.Select(c => c.Explanation()).DistinctBy(r => r.En).Take(MostReasons).ToList();
        return new(string.Join(" ", reasons.Select(r => r.En)), string.Join("", reasons.Select(r => r.Zh)));
    }

    private static Localized OfVariables(ClaimAudit audit, ClaimReason.OfVariables reason)
    {
        int deciding = reason.Deciding.Count, all = audit.Claim.Variables.Count, more = deciding - MostReasons;
        var counts = all > 1 && audit.Verdict.IsFinding()
            ? new Localized(
                string.Create(CultureInfo.InvariantCulture, $"{deciding} of {all} variables. "),
                string.Create(CultureInfo.InvariantCulture, $"{all} 项中有 {deciding} 项。"))
            : new("", "");
        var rest = more > 0 ? new Localized($"; and {more} more", $"；另有 {more} 项") : new("", "");
        var shown = reason.Deciding.Take(MostReasons).Select(o => Outcome(o, all > 1)).ToList();
        return new(
            counts.En + string.Join("; ", shown.Select(d => d.En)) + rest.En + ".", counts.Zh + string.Join("；", shown.Select(d => d.Zh))
                + rest.Zh + "。");
    }

    private static Localized Outcome(VariableOutcome outcome, bool named)
    {
        var own = outcome.Own;
        var label = named ? new Localized($"{own.Variable.Label.En}: ", $"{own.Variable.Label.Zh}：") : new("", "");
        var text = new Localized(
            $"{label.En}{own.Reading.Label().En} has {own.Explanation().En}",
                $"{label.Zh}{own.Reading.Label().Zh}为 {own.Explanation().Zh}");
        if (outcome.Against is not { } other) return text;
        var has = other.Reading.First.Table == other.Reading.Second.Table ? "has" : "have";
        return new(
            $"{text.En}; {other.Reading.Label().En}, the same women, {has} {other.Explanation().En}",
            $"{text.Zh}；而同一组患者在{other.Reading.Label().Zh}为 {other.Explanation().Zh}");
    }

    private static Localized P(Attainable alternative)
    {
        double low = alternative.Values[0].Low, high = alternative.Values[^1].High;
        string a = NumberFormat.P(low, PSpelling.Sentence), b = NumberFormat.P(high, PSpelling.Sentence);
        if (a == b) return new($", p {NumberFormat.PEquals(low)}", $"，P {NumberFormat.PEquals(low)}");
        return low < 0.001 ? new($", p up to {b}", $"，P 至多 {b}") : new($", p {a} to {b}", $"，P {a} 至 {b}");
    }
}
