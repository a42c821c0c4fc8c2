using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Why numbers cannot hold together, in a sentence for readers.</summary>
internal static class Reasons
{
    public static Localized Size(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict) => new(
        Invariant($"The group has {arm.Size} women; printed {Texts(conflict)}."), Invariant($"该组为 {arm.Size} 例；文中为 {Texts(conflict)}。"));

    public static Localized Counts(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (Twice(arm, conflict) is { } twice) return twice;
        var (what, zh) = List(conflict);
        if (conflict is [{ Statistic: Statistic.Percent } percent])
        {
            var k = (int)Math.Floor(percent.Printed.Value * arm.Size / 100);
            string below = Words.Fixed(100.0 * k / arm.Size, percent.Printed.Decimals), above = Words.Fixed(100.0 * (k + 1) / arm.Size, percent.Printed.Decimals);
            return new(Invariant($"No count of {arm.Size} women is {percent.Printed}%: {k} are {below}%, {k + 1} are {above}%."),
                Invariant($"{arm.Size} 例中无任何例数对应 {percent.Printed}%：{k} 例为 {below}%，{k + 1} 例为 {above}%。"));
        }

        return new(Invariant($"No {arm.Size} women have {what}: outcomes and parts of a whole would not add up."),
            Invariant($"{arm.Size} 例患者不可能同时有{zh}：结局或构成不能相加吻合。"));
    }

    public static Localized WholeNumbers(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (Twice(arm, conflict) is { } twice) return twice;
        var (what, zh) = List(conflict);
        var variables = conflict.Select(n => n.Variable).Distinct().ToList();
        if (variables is [var only])
        {
            var range = arm.RangeOf(only.Id);
            return new(Invariant($"No {arm.Size} whole numbers from {range.Low} to {range.High} have {what}."),
                Invariant($"不存在 {arm.Size} 个 {range.Low} 至 {range.High} 的整数，其{zh}。"));
        }

        return new(Invariant($"In no {arm.Size} women with {what} are failed cycles no more than transfer cycles and embryos no fewer than transfers and the criterion ask."),
            Invariant($"{arm.Size} 例中若{zh}，则不能每例失败周期数不多于移植周期数、且胚胎数不少于移植次数与纳入标准。"));
    }

    public static Localized Measurements(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (Twice(arm, conflict) is { } twice) return twice;
        var (what, zh) = List(conflict);
        var variables = conflict.Select(n => n.Variable).Distinct().ToList();
        var side = arm.Conditions.FirstOrDefault(c => c.Variable == "homa_ir");
        var isInsulin = variables.Exists(v => v.Id is CohortColumns.Fpg or CohortColumns.Fins or "homa_ir");
        if (!isInsulin || side is null)
        {
            var range = arm.RangeOf(variables[0].Id);
            return new(Invariant($"No {arm.Size} values from {range.Low} to {range.High} have {what}."),
                Invariant($"不存在 {arm.Size} 个 {range.Low} 至 {range.High} 的数值，其{zh}。"));
        }

        Interval fpg = arm.RangeOf(CohortColumns.Fpg), fins = arm.RangeOf(CohortColumns.Fins);
        var sign = side.Operator switch { ">=" => "≥", "<=" => "≤", var o => o };
        return new(
            Invariant($"No {arm.Size} women with HOMA-IR {sign} {side.Bound}, fasting glucose {fpg.Low} to {fpg.High} mmol/L and fasting insulin {fins.Low} to {fins.High} μU/mL have {what}."),
            Invariant($"HOMA-IR {sign} {side.Bound}、空腹血糖 {fpg.Low}～{fpg.High} mmol/L、空腹胰岛素 {fins.Low}～{fins.High} μU/mL 的 {arm.Size} 例患者不可能有{zh}。"));
    }

    // One statistic of the same women, printed with two values.
    private static Localized? Twice(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (conflict is not [var a, var b] || a.Variable != b.Variable || a.Statistic != b.Statistic) return null;
        var (label, name) = (a.Variable.Label, Words.Name(a.Statistic));
        return new(
            Invariant($"For the same {arm.Size} women, {name.En} of {label.En} is {a.Printed} in {Words.Table(a.Table).En} and {b.Printed} in {Words.Table(b.Table).En}."),
            Invariant($"同一组 {arm.Size} 例患者的{label.Zh}{name.Zh}，{Words.Table(a.Table).Zh}为 {a.Printed}，{Words.Table(b.Table).Zh}为 {b.Printed}。"));
    }

    private static (string En, string Zh) List(IReadOnlyList<LedgerNumber> numbers)
    {
        var parts = numbers.GroupBy(n => n.Variable).Select(g => (
            En: Invariant($"{g.Key.Label.En} {string.Join(", ", g.Select(n => $"{Words.Name(n.Statistic).En} {n.Printed}"))}"),
            Zh: Invariant($"{g.Key.Label.Zh}{string.Join("、", g.Select(n => $"{Words.Name(n.Statistic).Zh} {n.Printed}"))}"))).ToList();
        return (string.Join(" and ", parts.Select(p => p.En)), string.Join("、", parts.Select(p => p.Zh)));
    }

    private static string Texts(IReadOnlyList<LedgerNumber> numbers) => string.Join(", ", numbers.Select(n => n.Printed.ToString()).Distinct());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
