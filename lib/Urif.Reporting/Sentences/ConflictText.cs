using System.Diagnostics;
using System.Globalization;
using Urif.Audit;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>Why numbers of a reading cannot hold together, in a sentence.</summary>
public static class ConflictText
{
    /// <summary>Why the numbers cannot hold together.</summary>
    public static Localized Explanation(this Conflict conflict)
    {
        var (size, numbers) = (conflict.Group.Size, conflict.Numbers);
        var all = Named(numbers);
        return conflict.Reason switch
        {
            ConflictReason.OtherSize => new(
                $"The group has {size} women; printed {Texts(numbers)}.", $"该组为 {size} 例；文中为 {Texts(numbers)}。"),
            ConflictReason.PrintedTwice => PrintedTwice(size, numbers[0], numbers[1]),
            ConflictReason.NoCount => NoCount(size, numbers[0].Printed),
            ConflictReason.NotAddingUp => new(
                $"No {size} women have {all.En}: outcomes and parts of a whole would not add up.",
                $"{size} 例患者不可能同时有{all.Zh}：结局或构成不能相加吻合。"),
            ConflictReason.NoValues r => new(
                Invariant($"No {size} {(r.AreWhole ? "whole numbers" : "values")} from {r.Range.Low} to {r.Range.High} have {all.En}."),
                Invariant($"不存在 {size} 个 {r.Range.Low} 至 {r.Range.High} 的{(r.AreWhole ? "整数" : "数值")}，其{all.Zh}。")),
            ConflictReason.NoHistory => new(
                $"In no {size} women with {all.En} are failed cycles no more than transfer cycles and embryos no fewer than transfers and the criterion ask.",
                $"{size} 例中若{all.Zh}，则不能每例失败周期数不多于移植周期数、且胚胎数不少于移植次数与纳入标准。"),
            ConflictReason.NoInsulin r => NoInsulin(size, r, all),
            _ => throw new UnreachableException(),
        };
    }

    private static Localized PrintedTwice(int size, LedgerNumber a, LedgerNumber b)
    {
        var (label, name) = (a.Variable.Label, LedgerText.Name(a.Statistic));
        Localized first = LedgerText.Table(a.Table), second = LedgerText.Table(b.Table);
        return new(
            $"For the same {size} women, {name.En} of {label.En} is {a.Printed} in {first.En} and {b.Printed} in {second.En}.",
            $"同一组 {size} 例患者的{label.Zh}{name.Zh}，{first.Zh}为 {a.Printed}，{second.Zh}为 {b.Printed}。");
    }

    private static Localized NoCount(int size, PrintedNumber percent)
    {
        var k = (int)Math.Floor(percent.Value * size / 100);
        string below = NumberText.Fixed(100.0 * k / size, percent.Decimals), above = NumberText.Fixed(100.0 * (k + 1) / size, percent.Decimals);
        return new(
            $"No count of {size} women is {percent}%: {k} are {below}%, {k + 1} are {above}%.",
            $"{size} 例中无任何例数对应 {percent}%：{k} 例为 {below}%，{k + 1} 例为 {above}%。");
    }

    private static Localized NoInsulin(int size, ConflictReason.NoInsulin r, Localized all)
    {
        var sign = r.Side.Operator switch { ">=" => "≥", "<=" => "≤", var o => o };
        var (fpg, fins) = (r.Glucose, r.Insulin);
        return new(
            Invariant($"No {size} women with HOMA-IR {sign} {r.Side.Bound}, fasting glucose {fpg.Low} to {fpg.High} mmol/L and fasting insulin {fins.Low} to {fins.High} μU/mL have {all.En}."),
            Invariant($"HOMA-IR {sign} {r.Side.Bound}、空腹血糖 {fpg.Low}～{fpg.High} mmol/L、空腹胰岛素 {fins.Low}～{fins.High} μU/mL 的 {size} 例患者不可能有{all.Zh}。"));
    }

    /// <summary>The numbers with the names of their statistics, by variable.</summary>
    private static Localized Named(IReadOnlyList<LedgerNumber> numbers)
    {
        var parts = numbers.GroupBy(n => n.Variable).Select(g => new Localized(
            $"{g.Key.Label.En} {string.Join(", ", g.Select(n => $"{LedgerText.Name(n.Statistic).En} {n.Printed}"))}",
            $"{g.Key.Label.Zh}{string.Join("、", g.Select(n => $"{LedgerText.Name(n.Statistic).Zh} {n.Printed}"))}")).ToList();
        return new(string.Join(" and ", parts.Select(p => p.En)), string.Join("、", parts.Select(p => p.Zh)));
    }

    private static string Texts(IReadOnlyList<LedgerNumber> numbers) => string.Join(", ", numbers.Select(n => n.Printed.Text).Distinct());

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
