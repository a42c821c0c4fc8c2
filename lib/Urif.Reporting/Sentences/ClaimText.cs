using System.Diagnostics;
using System.Globalization;
using Urif.Audit;

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
        return new($"{summary}{p.En}", $"{summary}{p.Zh}");
    }

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
