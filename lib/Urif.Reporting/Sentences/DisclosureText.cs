using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>What outputs that hide small counts say of what they hide, of what that leaves open, and by which rules.</summary>
internal static class DisclosureText
{
    /// <summary>What one output cannot protect, and what helps.</summary>
    public static Localized WithinOneOutput { get; } = new(
        "protected within this output only: two outputs of groups that differ by few women (another cut-off, file, table or bound) can "
            + "tell of these women, by their counts above all, and no single run can "
            + "prevent that; release one version, keep to one set of groups, and "
            + "compare a new output with all earlier ones first (docs/disclosure.md)",
        "仅在本次输出内部受保护：若两次输出的分组仅差少数患者（不同临界值、文件、统计表或隐去界限），其差（尤其是例数之差）可推知这些患者的信息，单次运行无法防止；"
            + "请只发布一个版本、固定分组，发布新结果前与以往全部结果比对（docs/disclosure.md）");

    /// <summary>How counts are rounded.</summary>
    public static Localized RoundedCounts(int to) => new(
        $"all counts are rounded to a multiple of {NumberFormat.Whole(to)}, up or down by chance, "
            + "so that parts need not add up; percents are of the rounded counts, and "
            + "of tests only the level that P is below (0.001, 0.01, 0.05, 0.1) is released",
        $"全部例数随机向上或向下取整为 {NumberFormat.Whole(to)} 的倍数，各部分之和可能与合计不符；百分率按取整后的例数计算，检验仅公布 P 值所低于的水平（0.001、0.01、0.05、0.1）");

    /// <summary>How statistics of measurements are released.</summary>
    public static Localized ReleasedStatistics(int below) => new(
        $"means and SDs are rounded to the power of ten that one woman's value does not move them by, quartiles to a value that at least "
            + $"{NumberFormat.Whole(below)} women share; *: withheld where few data sets have them, one woman dominates, or fewer than "
            + $"{NumberFormat.Whole(below)} women lie beyond a quartile; of tests of them only the level that P is below "
            + "(0.001, 0.01, 0.05, 0.1) is released; SMD from the rounded means",
        $"均数与标准差按单个患者的数值不足以改变的 10 的幂取整，四分位数取整至至少 {NumberFormat.Whole(below)} 名患者共有的数值；*：符合该结果的数据组合过少、"
            + $"单个患者占主导或四分位数一侧不足 {NumberFormat.Whole(below)} 例时不予公布；其检验仅公布 P 值所低于的水平（0.001、0.01、0.05、0.1）；SMD 由取整后的均数计算");

    /// <summary>How a check is released.</summary>
    public static Localized OfCheck(int below) => new(
        $"<{NumberFormat.Whole(below)}: 1 to {NumberFormat.Whole(below - 1)} rows; "
            + $"≈: rounded to a multiple of {NumberFormat.Whole(below)}; *: hidden so "
            + "that no such count can be computed; reasons with few rows are left out, and no row is named",
        $"<{NumberFormat.Whole(below)}：1～{NumberFormat.Whole(below - 1)} 行；≈：取整为 {NumberFormat.Whole(below)} 的倍数；*：为防止推算小例数而隐去；"
            + "行数过少的原因不列出，亦不列出行号");

    /// <summary>How a model is released.</summary>
    public static Localized OfModel(int below) => new(
        $"* : withheld. Numbers are rounded so that no one woman moves them by more than their last digit; terms with 1 to "
            + $"{NumberFormat.Whole(below - 1)} women in a cell, "
            + "likelihoods, AIC, z and χ² are withheld, and of P only the level that it is below is "
            + "released.",
        $"*：不予公布。数值按单个患者不足以改变末位数字取整；某格为 1～{NumberFormat.Whole(below - 1)} 例的变量、似然值、AIC、z 与 χ² 不予公布，P 值仅公布所低于的水平。");

    /// <summary>Why a number of a model is not released as it is.</summary>
    public static Localized Of(WithheldReason reason) => reason switch
    {
        WithheldReason.SmallCell => new("withheld: few women have, or have not, what it is of", "不予公布：具有或不具有该特征的患者过少"),
        WithheldReason.TellsWithheld => new("withheld: it would tell a number that is withheld", "不予公布：可推知其他未公布的数值"),
        WithheldReason.FewDegreesOfFreedom => new("withheld: the model leaves too few degrees of freedom", "不予公布：模型剩余自由度过少"),
        WithheldReason.OneWoman => new("withheld: one woman alone moves it by more than its error", "不予公布：单个患者对其影响超过其标准误"),
        WithheldReason.SumOverWomen =>
            new("withheld: two models that differ by one woman would tell of her", "不予公布：两个仅差一名患者的模型可推知该患者"),
        WithheldReason.Level => new("only the level that it is below is released", "仅公布其所低于的水平"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no sentence for this."),
    };

    /// <summary>The reason with the level that a p-value is below.</summary>
    public static Localized Of(WithheldReason reason, string? level) =>
        Of(reason) is var said && level is null ? said : new($"{level}; {said.En}", $"{level}；{said.Zh}");
}
