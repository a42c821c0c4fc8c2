using System.Globalization;
using Urif.Audit;
using Urif.Statistics;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>What readings, their conflicts and ranges are called, in both languages.</summary>
public static class SynthesisText
{
    /// <summary>Why the numbers of a conflict cannot hold together, in one sentence.</summary>
    public static Localized Reason(Conflict conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        var (numbers, reason) = (conflict.Numbers, conflict.Reason);
        var women = reason.Women;
        var (what, zh) = List(numbers);
        switch (reason.Kind)
        {
            case ConflictKind.GroupSize:
                var texts = string.Join(", ", numbers.Select(n => n.Printed.ToString()).Distinct());
                return new(Invariant($"The group has {women} women; printed {texts}."), Invariant($"该组为 {women} 例；文中为 {texts}。"));
            case ConflictKind.PrintedTwice:
                var (a, b) = (numbers[0], numbers[1]);
                var (label, name) = (a.Variable.Label, LedgerText.Name(a.Statistic));
                return new(
                    Invariant($"For the same {women} women, {name.En} of {label.En} is {a.Printed} in {LedgerText.Table(a.Table).En} and ",
                        $"{b.Printed} in {LedgerText.Table(b.Table).En}."),
                    Invariant($"同一组 {women} 例患者的{label.Zh}{name.Zh}，{LedgerText.Table(a.Table).Zh}为 {a.Printed}，",
                        $"{LedgerText.Table(b.Table).Zh}为 {b.Printed}。"));
            case ConflictKind.NoCountHasPercent:
                var (percent, k) = (numbers[0].Printed, reason.CountBelow!.Value);
                string below = NumberFormat.Fixed(100.0 * k / women, percent.Decimals),
                    above = NumberFormat.Fixed(100.0 * (k + 1) / women, percent.Decimals);
                return new(Invariant($"No count of {women} women is {percent}%: {k} are {below}%, {k + 1} are {above}%."),
                    Invariant($"{women} 例中无任何例数对应 {percent}%：{k} 例为 {below}%，{k + 1} 例为 {above}%。"));
            case ConflictKind.CountsDoNotAddUp:
                return new(Invariant($"No {women} women have {what}: outcomes and parts of a whole would not add up."),
                    Invariant($"{women} 例患者不可能同时有{zh}：结局或构成不能相加吻合。"));
            case ConflictKind.NoWholeNumbers:
                var whole = reason.Assumed[0].Range;
                return new(Invariant($"No {women} whole numbers from {whole.Low} to {whole.High} have {what}."),
                    Invariant($"不存在 {women} 个 {whole.Low} 至 {whole.High} 的整数，其{zh}。"));
            case ConflictKind.NoHistories:
                return new(Invariant(
                    $"In no {women} women with {what} are failed cycles no more than transfer cycles and embryos no fewer ",
                    $"than transfers and the criterion ask."),
                    Invariant($"{women} 例中若{zh}，则不能每例失败周期数不多于移植周期数、且胚胎数不少于移植次数与纳入标准。"));
            case ConflictKind.NoValues:
                var range = reason.Assumed[0].Range;
                return new(Invariant($"No {women} values from {range.Low} to {range.High} have {what}."),
                    Invariant($"不存在 {women} 个 {range.Low} 至 {range.High} 的数值，其{zh}。"));
            case ConflictKind.NoInsulinPairs:
                Interval fpg = reason.Assumed[0].Range, fins = reason.Assumed[1].Range;
                var side = reason.Side!;
                var sign = side.Operator switch { ">=" => "≥", "<=" => "≤", var o => o };
                return new(
                    Invariant($"No {women} women with HOMA-IR {sign} {side.Bound}, fasting glucose {fpg.Low} to {fpg.High} mmol/L and ",
                        $"fasting insulin {fins.Low} to {fins.High} μU/mL have {what}."),
                    Invariant($"HOMA-IR {sign} {side.Bound}、空腹血糖 {fpg.Low}～{fpg.High} mmol/L、空腹胰岛素 {fins.Low}～{fins.High} μU/mL 的 {women} ",
                        $"例患者不可能有{zh}。"));
            default:
                throw new ArgumentOutOfRangeException(nameof(conflict), reason.Kind, "There is no sentence for this kind.");
        }
    }

    /// <summary>What a range is of.</summary>
    public static Localized Quantity(CompatibleRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        var label = range.Variable?.Label ?? new("", "");
        Localized what = range.Quantity switch
        {
            RangedQuantity.BiochemicalLosses => new("biochemical losses", "生化妊娠例数"),
            RangedQuantity.EarlyLossesOfPositiveHcg => new("early losses per positive hCG, percent", "早期妊娠丢失占 hCG 阳性者的百分率"),
            RangedQuantity.EarlyLossesOfClinicalPregnancies =>
                new("early losses after a sac was seen per clinical pregnancy, percent", "见妊娠囊后早期丢失占临床妊娠的百分率"),
            RangedQuantity.LiveBirthsOfClinicalPregnancies => new("live births per clinical pregnancy, percent", "活产占临床妊娠的百分率"),
            RangedQuantity.Mean => new($"mean {label.En}", $"{label.Zh}均数"),
            RangedQuantity.T => new($"t of {label.En}", $"{label.Zh} t"),
            RangedQuantity.Z => new($"z of {label.En}", $"{label.Zh} Z"),
            _ => throw new ArgumentOutOfRangeException(nameof(range), range.Quantity, "There is no name for this quantity."),
        };
        var of = range.Arm?.Label ?? range.Comparison!.Label;
        return new($"{of.En}: {what.En}", $"{of.Zh}：{what.Zh}");
    }

    private static (string En, string Zh) List(IReadOnlyList<LedgerNumber> numbers)
    {
        var parts = numbers.GroupBy(n => n.Variable).Select(g => (
            En: Invariant($"{g.Key.Label.En} {string.Join(", ", g.Select(n => $"{LedgerText.Name(n.Statistic).En} {n.Printed}"))}"),
            Zh: Invariant($"{g.Key.Label.Zh}{string.Join("、", g.Select(n => $"{LedgerText.Name(n.Statistic).Zh} {n.Printed}"))}")))
                .ToList();
        return (string.Join(" and ", parts.Select(p => p.En)), string.Join("、", parts.Select(p => p.Zh)));
    }

    private static string Invariant(FormattableString text, FormattableString? more = null) =>
        text.ToString(CultureInfo.InvariantCulture) + more?.ToString(CultureInfo.InvariantCulture);
}
