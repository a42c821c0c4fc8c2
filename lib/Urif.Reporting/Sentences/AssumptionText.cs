using System.Globalization;
using Urif.Audit;
using Urif.Statistics;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>What synthetic cohorts assume where the paper prints nothing, and what became of it, in both languages.</summary>
public static class AssumptionText
{
    private static readonly Dictionary<string, Localized> Shares = new(StringComparer.Ordinal)
    {
        ["biochemical_loss"] = new("biochemical loss", "生化妊娠"),
        ["ended_otherwise"] = new("pregnancy ended otherwise", "妊娠以其他方式结束"),
    };

    /// <summary>Assumptions that hold in every reading, in sentences.</summary>
    public static IReadOnlyList<Localized> Always { get; } =
    [
        new("Ages are recorded in one step in all arms: whole years where every arm's numbers allow them, else tenths.",
            "各组年龄的记录精度相同：若各组数值均允许，则为整岁，否则为 0.1 岁。"),
        new("Whole numbers are uniform over all data sets that are printed so, and paired by their correlations; what gave way is met as "
                + "nearly as whole numbers can. Of earlier losses with quartiles alone each further one weighs less.",
            "整数变量在所有符合文中数值的数据集中均匀抽取，并按相关系数配对；让步的数值以整数所能达到的最近者代替。既往丢失次数若仅有四分位数，则每多一次其权重递减。"),
        new("Each earlier transfer failed or is among the losses, none led to a birth; each had one to three embryos. The first where the "
                + "numbers leave room.",
            "既往每次移植或失败，或计入妊娠丢失，均未活产；每次移植 1～3 枚胚胎。在数值允许的范围内满足前者。"),
        new("Insulin at two hours is not below fasting insulin, where the numbers leave room.", "在数值允许的范围内，餐后 2 h 胰岛素不低于空腹胰岛素。"),
        new("Gestation at live birth: of one child 39.04 weeks, SD 1.63, 6.6% before week 37 (Li et al. 2022), of twins about 35.5 weeks "
                + "(Romanski et al. 2018), never before week 28 or from week 42 on; twins after two embryos or more as the rate says "
                + "(Chen et al. 2022).",
            "活产孕周：单胎 39.04 周，标准差 1.63，37 周前占 6.6%（Li 等 2022）；双胎约 35.5 周（Romanski 等 2018）；"
                + "均不早于 28 周、不晚于 42 周。移植 2 枚及以上胚胎者的双胎比例见比率（Chen 等 2022）。"),
        new("Clinical losses are no earlier than the ultrasound five weeks after the transfer, and the later the rarer; half of the early "
                + "ones had a heartbeat.",
            "临床丢失不早于移植后 5 周的超声检查，且越晚越少；早期丢失者中半数曾见胎心。"),
        new("Centre, day of transfer (2019 to February 2022) and good-quality embryos (four to all) are spread evenly.",
            "中心、移植日期（2019 年至 2022 年 2 月）与优质胚胎数（4 枚至全部）均匀分布。"),
    ];

    /// <summary>What an assumption is of.</summary>
    /// <param name="assumption">The assumption.</param>
    /// <param name="ledger">The ledger, for the names of its variables.</param>
    public static Localized What(Assumption assumption, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(assumption);
        ArgumentNullException.ThrowIfNull(ledger);
        Localized Name(string id) => Shares.TryGetValue(id, out var share) ? share
            : ledger.Variables.FirstOrDefault(v => v.Id == id)?.Label ?? new(id, id);
        var (first, other) = (Name(assumption.Variable), Name(assumption.Other));
        return assumption.Kind switch
        {
            AssumptionKind.Correlation => new($"correlation of {first.En} and {other.En}", $"{first.Zh}与{other.Zh}的相关系数"),
            AssumptionKind.Effect => new($"{other.En} on {first.En}, log odds per SD", $"{other.Zh}对{first.Zh}的影响（每标准差的对数优势）"),
            AssumptionKind.Rate => new($"share: {first.En}", $"比例：{first.Zh}"),
            AssumptionKind.Centre => new($"centre of {first.En}", $"{first.Zh}的中心"),
            AssumptionKind.Spread => new($"spread of {first.En}", $"{first.Zh}的离散度"),
            AssumptionKind.BirthWeek => new("mean gestation at birth after one embryo, weeks", "移植单枚胚胎者活产孕周均数"),
            AssumptionKind.BirthBefore37 => new("share of births before week 37 after one embryo", "移植单枚胚胎者 37 周前活产的比例"),
            AssumptionKind.TransfersAccounted => new("share of women whose earlier transfers failed or were lost", "既往移植均失败或丢失者的比例"),
            AssumptionKind.EmbryosOfTransfers => new("share of women with one to three embryos an earlier transfer",
                "既往每次移植 1～3 枚胚胎者的比例"),
            AssumptionKind.InsulinRises => new("share of women whose insulin does not fall in two hours", "餐后 2 h 胰岛素不低于空腹者的比例"),
            _ => throw new ArgumentOutOfRangeException(nameof(assumption), assumption.Kind, "There is no name for this kind."),
        };
    }

    /// <summary>That an arm's printed means and SDs force another correlation of glucose and insulin than is asked.</summary>
    public static Localized Forced(Group arm, double asked, Interval attainable)
    {
        ArgumentNullException.ThrowIfNull(arm);
        string wanted = NumberFormat.Fixed(asked), low = NumberFormat.Fixed(attainable.Low), high = NumberFormat.Fixed(attainable.High);
        return new(
            $"{arm.Label.En}: fasting glucose and insulin are asked to correlate by {wanted}; the printed means and SDs force "
                + $"{low} to {high}.",
            $"{arm.Label.Zh}：空腹血糖与空腹胰岛素的相关系数设定为 {wanted}；文中均数与标准差使其只能为 {low} 至 {high}。");
    }

    /// <summary>What was found of an assumption, with what the printed numbers leave.</summary>
    public static Localized Found(Assumption assumption)
    {
        ArgumentNullException.ThrowIfNull(assumption);
        var found = NumberFormat.FixedOrDash(double.IsNaN(assumption.Found) ? null : assumption.Found);
        if (assumption.Attainable is not { } attainable) return new(found, found);
        string low = NumberFormat.Fixed(attainable.Low), high = NumberFormat.Fixed(attainable.High);
        return new(string.Create(CultureInfo.InvariantCulture, $"{found} (printed: {low} to {high})"),
            string.Create(CultureInfo.InvariantCulture, $"{found}（文中：{low} 至 {high}）"));
    }
}
