using Urif.Audit;

namespace Urif.Reporting;

/// <summary>The checks for readers.</summary>
public static class CheckText
{
    /// <summary>What a check asks. One that the catalogue does not have goes by its name.</summary>
    /// <param name="check">The check's name.</param>
    public static Localized Question(string check) => check switch
    {
        CheckNames.PercentOfCount => new("Is the percent that of the printed count?", "百分率与所列例数是否相符？"),
        CheckNames.PartitionTotal => new("Do the rows of a partition add up to the group?", "各分类例数之和是否等于组例数？"),
        CheckNames.GroupTotal => new("Do the arms add up to the whole?", "各亚组例数之和是否等于总例数？"),
        CheckNames.Grim => new("Does some total of whole numbers give the mean?", "是否存在整数总和可得该均数？"),
        CheckNames.GrimPercent => new("Does some whole count give the percent?", "是否存在整数例数可得该百分率？"),
        CheckNames.Grimmer => new("Does some whole sum of squares give the SD?", "是否存在整数平方和可得该标准差？"),
        CheckNames.SdBounds => new("Is the SD between its least and greatest possible value?", "标准差是否在理论最小值与最大值之间？"),
        CheckNames.LatticeExistence => new("Does a sample with this mean and SD exist?", "是否存在具有该均数与标准差的样本？"),
        CheckNames.TFromSummary => new("Does t follow from the means and SDs?", "t 值是否可由均数与标准差得到？"),
        CheckNames.PFromSummary => new("Does p follow from the means and SDs?", "P 值是否可由均数与标准差得到？"),
        CheckNames.PFromStatistic => new("Does p belong to the printed statistic?", "P 值与所列统计量是否对应？"),
        CheckNames.TwoByTwo => new("Do chi-square and p follow from the counts?", "χ² 与 P 值是否可由例数得到？"),
        CheckNames.RankSumBounds => new("Can these quartiles give this rank statistic and p?", "该组四分位数能否得到此秩和统计量与 P 值？"),
        CheckNames.MeanMedian => new("Do mean and median lie within one SD of each other?", "均数与中位数之差是否不超过一个标准差？"),
        CheckNames.MomentsQuartiles => new("Can one sample have this mean, SD and these quartiles?", "同一样本能否同时具有该均数、标准差与四分位数？"),
        CheckNames.QuartileOrder => new("Do the quartiles stand in order?", "四分位数的大小顺序是否正确？"),
        CheckNames.GroupDefinition => new("Is the value possible for women of this group?", "该数值是否符合分组定义？"),
        CheckNames.ProductMean => new("Is the mean of the product within what its factors allow?", "乘积的均数是否在其因子允许的范围内？"),
        CheckNames.ProductDefinition => new("Does the factor's mean fit the group's definition?", "因子均数是否符合以乘积定义的分组？"),
        CheckNames.SameWomen => new("Is the number the same wherever these women are described?", "同一组患者在各表中的数值是否一致？"),
        CheckNames.OutcomeTree => new("Can the outcomes be counted within one another?", "各结局例数之间的包含关系是否成立？"),
        CheckNames.OddsRatioIntervalAndP => new("Do odds ratio, interval and p belong together?", "OR、置信区间与 P 值是否相互对应？"),
        CheckNames.AdjustedStandardError => new("Is the adjusted interval at least as wide as the crude one?", "校正后的置信区间是否不窄于未校正者？"),
        CheckNames.TextTable => new("Does the text say what the tables say?", "正文与表格是否一致？"),
        CheckNames.SignificanceClaim => new("Does the recomputed p bear out the statement?", "重新计算的 P 值是否支持该表述？"),
        // Arms: means, SDs, quantiles, counts and percents.
        CheckNames.Debit => new("Is the SD that of yes and no with this mean?", "标准差是否与该二分类变量的均数相符？"),
        CheckNames.DeclaredRange => new("Is the number within what the variable can be?", "数值是否在变量的取值范围内？"),
        CheckNames.WholeFromParts => new("Does the column of all women follow from its parts?", "全体一栏是否可由各部分得到？"),
        // Tests and estimates.
        CheckNames.PartitionTest => new("Do chi-square and p follow from the counts of all rows?", "χ² 与 P 值是否可由各行例数得到？"),
        CheckNames.ManyArms => new("Do statistic and p follow from the numbers of all arms?", "统计量与 P 值是否可由各组数值得到？"),
        CheckNames.EffectFromSummary => new("Do estimate and interval follow from the arms' numbers?", "估计值与置信区间是否可由各组数值得到？"),
        CheckNames.StatisticSign => new("Does the sign keep the table's rule?", "正负号是否与全表一致？"),
        _ => new(check, check),
    };

    /// <summary>What a failure of a check means. One that the catalogue does not have goes by its name.</summary>
    /// <param name="check">The check's name.</param>
    public static Localized Failure(string check) => check switch
    {
        CheckNames.PercentOfCount => new("Percents are not those of the printed counts", "百分率与所列例数不符"),
        CheckNames.PartitionTotal => new("The rows of a partition do not add up to the group", "各分类例数之和不等于组例数"),
        CheckNames.GroupTotal => new("The arms do not add up to the whole", "各亚组例数之和不等于总例数"),
        CheckNames.Grim => new("No whole numbers have the printed mean", "不存在可得该均数的整数"),
        CheckNames.GrimPercent => new("No whole count gives the printed percent", "没有整数例数对应所列百分率"),
        CheckNames.Grimmer => new("No whole numbers have the printed mean and SD", "不存在可得该均数与标准差的整数"),
        CheckNames.SdBounds => new("The SD lies outside what the mean and range allow", "标准差超出均数与取值范围所允许的界限"),
        CheckNames.LatticeExistence => new("No sample of whole numbers has the printed mean and SD", "不存在具有所列均数与标准差的整数样本"),
        CheckNames.TFromSummary => new("t does not follow from the printed means and SDs", "t 值无法由所列均数与标准差得到"),
        CheckNames.PFromSummary => new("p does not follow from the printed means and SDs", "P 值无法由所列均数与标准差得到"),
        CheckNames.PFromStatistic => new("p and test statistic do not belong together", "P 值与统计量不对应"),
        CheckNames.TwoByTwo => new("Chi-square or p does not follow from the printed counts", "χ² 或 P 值无法由所列例数得到"),
        CheckNames.RankSumBounds => new("The quartiles cannot give the printed rank statistic or p", "所列四分位数不可能得到该秩和统计量或 P 值"),
        CheckNames.MeanMedian => new("Mean and median of the same women lie more than one SD apart", "同一组患者的均数与中位数相差超过一个标准差"),
        CheckNames.MomentsQuartiles => new("No sample has these quartiles together with this mean and SD", "不存在同时具有这些四分位数与该均数、标准差的样本"),
        CheckNames.QuartileOrder => new("Quartiles stand out of order", "四分位数顺序错误"),
        CheckNames.GroupDefinition => new("A value is impossible for women of its group", "数值与分组定义不相容"),
        CheckNames.ProductMean => new("The mean of a product lies outside what its factors allow", "乘积的均数超出其因子所允许的范围"),
        CheckNames.ProductDefinition => new("A mean is impossible in a group defined by a product", "均数与以乘积定义的分组不相容"),
        CheckNames.SameWomen => new("The tables disagree about the same women", "各表对同一组患者的数值不一致"),
        CheckNames.OutcomeTree => new("Outcomes cannot be counted within one another", "各结局例数之间的包含关系不成立"),
        CheckNames.OddsRatioIntervalAndP => new("Odds ratio, interval and p do not belong together", "OR、置信区间与 P 值不相互对应"),
        CheckNames.AdjustedStandardError => new("The adjusted interval is narrower than the crude counts allow", "校正后的置信区间窄于未校正例数所允许者"),
        CheckNames.TextTable => new("The text does not say what the tables say", "正文与表格不一致"),
        CheckNames.SignificanceClaim => new("The recomputed p does not bear out the statement", "重新计算的 P 值不支持该表述"),
        // Arms: means, SDs, quantiles, counts and percents.
        CheckNames.Debit => new("The SD is not that of yes and no with the printed mean", "标准差与该二分类变量的均数不符"),
        CheckNames.DeclaredRange => new("A number lies outside what the variable can be", "数值超出变量的取值范围"),
        CheckNames.WholeFromParts => new("The column of all women does not follow from its parts", "全体一栏与各部分不符"),
        // Tests and estimates.
        CheckNames.PartitionTest => new("Chi-square or p does not follow from the counts of the rows", "χ² 或 P 值无法由各行例数得到"),
        CheckNames.ManyArms => new("Statistic or p does not follow from the numbers of the arms", "统计量或 P 值无法由各组数值得到"),
        CheckNames.EffectFromSummary => new("An estimate or its interval does not follow from the arms' numbers", "估计值或置信区间无法由各组数值得到"),
        CheckNames.StatisticSign => new("A sign is against the rule of its table", "正负号与全表不一致"),
        _ => new(check, check),
    };
}
