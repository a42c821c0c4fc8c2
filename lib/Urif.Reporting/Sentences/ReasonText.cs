using System.Diagnostics;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Why a check came out as it did, in a sentence with the numbers.</summary>
public static class ReasonText
{
    /// <summary>What was compared with what. Where a number passes by an unstated convention, the sentence names it.</summary>
    public static Localized Explanation(this CheckResult check)
    {
        var text = Compared(check);
        if (check.Hint is not { } hint) return text;
        var name = LedgerText.Name(hint.Number.Statistic);
        return new($"{text.En} One digit would repair it: {name.En} {hint.Text}.", $"{text.Zh}若仅有一位数字误印，则 {name.Zh} 应为 {hint.Text}。");
    }

    private static Localized Compared(CheckResult check)
    {
        var text = Text(check.Reason, check.Variant);
        if (check.Refused is { } refused)
        {
            var fits = refused.Convention.Name();
            return refused.Excluding > 0
                ? new($"{text.En} It fits with {fits.En} alone, which {refused.Excluding} other numbers of the paper rule out.",
                    $"{text.Zh}仅“{fits.Zh}”可解释，但文中另有 {refused.Excluding} 个数值与此不符。")
                : new($"{text.En} It fits with {fits.En} alone, which the rest of the paper rules out.",
                    $"{text.Zh}仅“{fits.Zh}”可解释，但与文中其余部分不符。");
        }

        if (check.Variant is not { } variant || Lists(check.Reason, variant)) return text;
        var name = variant.Name();
        return new($"{text.En} Variant: {name.En}.", $"{text.Zh}变通：{name.Zh}。");
    }

    /// <summary>Whether the sentence lists a convention among the alternatives.</summary>
    private static bool Lists(Reason reason, Convention convention) => reason is Reason.Recomputed r and not Reason.FromQuartiles
        && r.Alternatives.Any(a => a.Convention == convention && a.Values.Count > 0);

    private static Localized Text(Reason reason, Convention? variant) => reason switch
    {
        Reason.FromMeans r => FromMeans(r, variant),
        Reason.FromCounts r => FromCounts(r, variant),
        Reason.FromQuartiles r => FromQuartiles(r),
        Reason.PByStatistic r => PByStatistic(r, variant),
        Reason.PByInterval r => PByInterval(r, variant),
        Reason.Significance r => Significance(r, variant),
        Reason.StatisticByP r => StatisticByP(r),
        Reason.CentreOfInterval r => CentreOfInterval(r),
        Reason.AdjustedWidth r => AdjustedWidth(r),
        Reason.PercentOfWomen r => new(
            $"{Count(r.Count)} of {r.Size} is {NumberFormat.Fixed(r.Value, r.Percent.Printed.Decimals)}%; printed {r.Percent.Printed}%.",
            $"{Count(r.Count)}/{r.Size} 为 {NumberFormat.Fixed(r.Value, r.Percent.Printed.Decimals)}%；文中为 {r.Percent.Printed}%。"),
        Reason.CountOfPercent r => new(
            $"{r.Percent.Printed}% of {r.Size} women is a count of {NumberText.Range(r.Counts, 0).En}; printed {r.Count.Printed}.",
            $"{r.Size} 例的 {r.Percent.Printed}% 对应 {NumberText.Range(r.Counts, 0).Zh} 例；文中为 {r.Count.Printed}。"),
        Reason.SumOfPartition r => new(
            $"{LedgerText.Sum(r.Parts)} = {r.Total}; the group has {r.Size} women.",
                $"{LedgerText.Sum(r.Parts)} = {r.Total}；该组共 {r.Size} 例。"),
        Reason.SumOfGroups r => new(
            $"{LedgerText.Sum(r.Parts)} = {r.Total}; printed {r.Whole.Printed}.",
                $"{LedgerText.Sum(r.Parts)} = {r.Total}；文中为 {r.Whole.Printed}。"),
        Reason.PartOfGroups r => new($"{LedgerText.Sum(r.Parts)} = {r.Whole.Printed}.", $"{LedgerText.Sum(r.Parts)} = {r.Whole.Printed}。"),
        Reason.WholeMean r => WholeMean(r),
        Reason.WholeMedian r => new(
            $"The median of whole numbers is a whole or half number; printed {r.Median.Printed}.",
            $"整数的中位数应为整数或半整数；文中为 {r.Median.Printed}。"),
        Reason.WholePercent r => WholePercent(r),
        Reason.SumOfSquares r => SumOfSquares(r),
        Reason.SdRange r => SdRange(r),
        Reason.WholeSample r => WholeSample(r),
        Reason.MeanAndMedian r => MeanAndMedian(r),
        Reason.MomentsAndQuartiles r => MomentsAndQuartiles(r),
        Reason.OrderOfQuartiles r => new(
            $"Lower quartile, median, upper quartile: {LedgerText.Printed(r.Quantiles)}.",
                $"下四分位数、中位数、上四分位数依次为 {LedgerText.Printed(r.Quantiles)}。"),
        Reason.DefinedRange r => DefinedRange(r),
        Reason.MeanOfProduct r => MeanOfProduct(r),
        Reason.MeanOfFactor r => MeanOfFactor(r),
        Reason.PrintedTwice r => PrintedTwice(r),
        Reason.PrintedElsewhere r => PrintedElsewhere(r),
        Reason.ContainsOutcomes r => ContainsOutcomes(r),
        Reason.InsideOutcome r => new(
            $"{r.Whole.Variable.Label.En} {Count(r.Whole)} leaves at most {r.Most}; printed {Count(r.Count)}.",
            $"{r.Whole.Variable.Label.Zh} {Count(r.Whole)} 例，本项至多 {r.Most} 例；文中为 {Count(r.Count)} 例。"),
        Reason.AcrossOutcome r => AcrossOutcome(r),
        // Arms: means, SDs, quantiles, counts and percents.
        Reason.TooMuchWork r => new(
            $"{r.Size} whole numbers from {NumberText.Range(r.Range, 0).En} leave more cases than are tried.",
            $"{r.Size} 个取值 {NumberText.Range(r.Range, 0).Zh} 的整数组合过多，未逐一检验。"),
        Reason.SdOfYesOrNo r => SdOfYesOrNo(r),
        Reason.PossibleRange r => new(
            $"{r.Number.Variable.Label.En} is {NumberText.Range(r.Range, 0).En}; printed {LedgerText.Name(r.Number.Statistic).En} "
                + $"{r.Number.Printed}.",
            $"{r.Number.Variable.Label.Zh}的取值为 {NumberText.Range(r.Range, 0).Zh}；文中{LedgerText.Name(r.Number.Statistic).Zh}为 "
                + $"{r.Number.Printed}。"),
        Reason.WholeOfParts r => WholeOfParts(r),
        Reason.WidthOfQuartiles r => WidthOfQuartiles(r),
        Reason.SumOfPercents r => new(
            $"The percents {LedgerText.Sum(r.Percents)} add up to "
                + $"{NumberFormat.Fixed((double)r.Sum, r.Percents.Max(p => p.Printed.Decimals))}.",
            $"百分率 {LedgerText.Sum(r.Percents)}，合计 {NumberFormat.Fixed((double)r.Sum, r.Percents.Max(p => p.Printed.Decimals))}。"),
        // Tests and estimates.
        Reason.Explained r => Explained(r),
        Reason.FromTable r => FromTable(r, variant),
        Reason.FromManyMeans r => FromManyMeans(r, variant),
        Reason.EffectOfArms r => EffectOfArms(r, variant),
        Reason.SignOfDifference r => SignOfDifference(r),
        _ => throw new UnreachableException(),
    };

    private static Localized FromMeans(Reason.FromMeans r, Convention? variant)
    {
        string first = LedgerText.Moments(r.First), second = LedgerText.Moments(r.Second);
        int n1 = r.First.Size, n2 = r.Second.Size;
        var printed = r.Number.Printed;
        if (r.Number.Statistic == Statistic.P)
        {
            var p = List(r.Alternatives, NumberText.PLike(printed), 2, variant);
            return new($"{first} (n = {n1}) and {second} (n = {n2}) give p by {p.En}; printed {printed}.",
                $"由 {first}（n = {n1}）与 {second}（n = {n2}）得 P：{p.Zh}；文中为 {printed}。");
        }

        // The sign is free, as papers subtract either way.
        var t = List([.. r.Alternatives.Select(a => a with { Values = Magnitude(a.Values) })], NumberText.Like(printed), 2, variant);
        return new($"{first} (n = {n1}) and {second} (n = {n2}) give |t| by {t.En}; printed {printed}.",
            $"由 {first}（n = {n1}）与 {second}（n = {n2}）得 |t|：{t.Zh}；文中为 {printed}。");
    }

    private static Localized FromCounts(Reason.FromCounts r, Convention? variant)
    {
        var counts = new Localized(
            $"{LedgerText.Rate(r.First)} and {LedgerText.Rate(r.Second)}", $"{LedgerText.Rate(r.First)} 与 {LedgerText.Rate(r.Second)}");
        var isP = r.Number.Statistic == Statistic.P;
        var list = List(r.Alternatives, isP ? NumberText.PLike(r.Number.Printed) : NumberText.Like(r.Number.Printed), 4, variant);
        return new($"{counts.En} give {(isP ? "p" : "chi-square")} by {list.En}; printed {r.Number.Printed}.",
            $"{counts.Zh} 得 {(isP ? "P" : "χ²")}：{list.Zh}；文中为 {r.Number.Printed}。");
    }

    private static Localized FromQuartiles(Reason.FromQuartiles r)
    {
        string first = LedgerText.Quartiles(r.First), second = LedgerText.Quartiles(r.Second);
        var printed = r.Number.Printed;
        var isP = r.Number.Statistic == Statistic.P;
        var range = NumberText.Ranges(r.Alternatives[0].Values, isP ? Math.Max(3, printed.Decimals) : printed.Decimals);
        var (en, zh) = isP ? ($"p {range.En}", $"P 为 {range.Zh}") : ($"z {range.En}, of either sign", $"Z 为 {range.Zh}（符号不限）");
        return new(
            $"Quartiles {first} (n = {r.First.Size}) and {second} (n = {r.Second.Size}) allow {en}; printed {printed}.",
            $"四分位数 {first}（n = {r.First.Size}）与 {second}（n = {r.Second.Size}）允许 {zh}；文中为 {printed}。");
    }

    private static Localized PByStatistic(Reason.PByStatistic r, Convention? variant)
    {
        var (list, name) = (List(r.Alternatives, NumberText.PLike(r.P.Printed), 1, variant), LedgerText.Name(r.Statistic.Statistic));
        var decision = r.OtherDecision
            ? new Localized(" It lies on the other side of the level of significance.", "两者位于显著性水平的两侧。") : new("", "");
        return new(
            $"{name.En} {r.Statistic.Printed} gives p by {list.En}; printed {r.P.Printed}.{decision.En}",
            $"{name.Zh} {r.Statistic.Printed} 对应 P：{list.Zh}；文中为 {r.P.Printed}。{decision.Zh}");
    }

    private static Localized PByInterval(Reason.PByInterval r, Convention? variant)
    {
        var list = List(r.Alternatives, NumberText.P(3), 1, variant);
        return new(
            $"{r.Estimate.Printed} with {r.Low.Printed} to {r.High.Printed} gives p by a {list.En}; printed {r.P.Printed}.",
            $"{r.Estimate.Printed}（{r.Low.Printed} 至 {r.High.Printed}）得 P：{list.Zh}；文中为 {r.P.Printed}。");
    }

    private static Localized Significance(Reason.Significance r, Convention? variant)
    {
        var (list, table) = (List(r.Alternatives, NumberText.P(3), 3, variant), LedgerText.Table(r.Table));
        var passes = r.Failing.Count < r.Alternatives.Count;
        var failing = r.Failing.Select(f => f.Name()).ToList();
        var but = passes && failing.Count > 0
            ? new Localized($" It does not hold by {string.Join(", ", failing.Select(f => f.En))}.",
                $"按 {string.Join("、", failing.Select(f => f.Zh))} 则不成立。")
            : new("", "");
        return new(
            $"{table.En} gives p by {list.En}; stated {r.Number.Printed}.{but.En}",
                $"由{table.Zh}得 P：{list.Zh}；文中为 {r.Number.Printed}。{but.Zh}");
    }

    private static Localized StatisticByP(Reason.StatisticByP r)
    {
        var (name, needed) = (LedgerText.Name(r.Statistic.Statistic), NumberText.Ranges(r.Needed, r.Statistic.Printed.Decimals));
        var p = r.P.Printed.Relation == Relation.Equal ? $"= {r.P.Printed}" : r.P.Printed.Text;
        return new(
            $"p {p} belongs to {name.En} {needed.En}; printed {r.Statistic.Printed}.",
                $"P {p} 对应的 {name.Zh} 为 {needed.Zh}；文中为 {r.Statistic.Printed}。");
    }

    private static Localized CentreOfInterval(Reason.CentreOfInterval r)
    {
        var (range, name) = (NumberText.Range(r.Centre, r.Estimate.Printed.Decimals), LedgerText.Name(r.Estimate.Statistic));
        var scale = LedgerText.IsRatio(r.Estimate.Statistic) ? new Localized(" on the log scale", "在对数尺度上") : new("", "");
        return new(
            $"The centre of {r.Low.Printed} to {r.High.Printed}{scale.En} is {range.En}; printed {name.En} {r.Estimate.Printed}.",
            $"{r.Low.Printed} 至 {r.High.Printed} {scale.Zh}的中心为 {range.Zh}；文中 {name.Zh} 为 {r.Estimate.Printed}。");
    }

    private static Localized AdjustedWidth(Reason.AdjustedWidth r)
    {
        var implied = NumberText.Range(r.Implied, 3);
        var crude = string.Join(", ", r.Crude.Select(c => $"{NumberFormat.Fixed(c.Error, 3)} ({c.Reading.Label().En})"));
        var crudeZh = string.Join("、", r.Crude.Select(c => $"{NumberFormat.Fixed(c.Error, 3)}（{c.Reading.Label().Zh}）"));
        return new(
            $"{r.Low.Printed} to {r.High.Printed} implies a standard error of {implied.En} for the log odds ratio; the crude counts give "
                + $"{crude}, and adjusting does not lower it.",
            $"{r.Low.Printed} 至 {r.High.Printed} 对应对数 OR 的标准误 {implied.Zh}；未校正例数得 {crudeZh}，而校正不会使其减小。");
    }

    private static Localized WholeMean(Reason.WholeMean r)
    {
        var step = NumberFormat.Fixed(r.Step, 0);
        if (r.Fits) return new($"{r.Size} values in steps of {step} can average {r.Mean.Printed}.",
            $"{r.Size} 个以 {step} 为单位的数值可得均数 {r.Mean.Printed}。");
        string Mean(double total, double mean) =>
            $"{NumberFormat.Fixed(total * r.Step, 0)}/{r.Size} = {NumberFormat.Fixed(mean, r.Mean.Printed.Decimals)}";
        var nearest = $"{Mean(r.Below, r.Means.Below)}, {Mean(r.Below + 1, r.Means.Above)}";
        var could = r.Fewer is { } fewer
            ? new($" {fewer} women could ({r.Size - fewer} missing).", $"若仅 {fewer} 例有记录（缺失 {r.Size - fewer} 例）则有可能。")
            : r.FinerCould ? new(" Finer recording could.", "若记录更精细则有可能。") : new Localized("", "");
        return new(
            $"No {r.Size} whole numbers average {r.Mean.Printed}: {nearest}.{could.En}",
                $"{r.Size} 个整数的均数不可能为 {r.Mean.Printed}：{nearest}。{could.Zh}");
    }

    private static Localized WholePercent(Reason.WholePercent r)
    {
        if (r.Fits) return new($"Some count of {r.Size} women is {r.Percent.Printed}%.", $"{r.Size} 例中存在整数例数对应 {r.Percent.Printed}%。");
        string Percent(int count) => $"{count}/{r.Size} = {NumberFormat.Fixed(100.0 * count / r.Size, r.Percent.Printed.Decimals)}%";
        var nearest = (Below: Percent(r.Below), Above: Percent(r.Below + 1));
        return new(
            $"No count of {r.Size} women is {r.Percent.Printed}%: {nearest.Below}, {nearest.Above}.",
            $"{r.Size} 例中没有整数例数对应 {r.Percent.Printed}%：{nearest.Below}，{nearest.Above}。");
    }

    private static Localized SumOfSquares(Reason.SumOfSquares r)
    {
        if (r.Fits) return new(
            $"Some whole sum of squares gives an SD of {r.Sd.Printed} with a mean of {r.Mean.Printed}.",
            $"均数为 {r.Mean.Printed} 时，存在整数平方和可得标准差 {r.Sd.Printed}。");
        var nearest = NumberText.Ranges(r.Nearest, r.Sd.Printed.Decimals);
        return new(
            $"{r.Size} whole numbers that average {r.Mean.Printed} cannot have an SD of {r.Sd.Printed}; the nearest are {nearest.En}.",
            $"均数为 {r.Mean.Printed} 的 {r.Size} 个整数，标准差不可能为 {r.Sd.Printed}；最接近的是 {nearest.Zh}。");
    }

    private static Localized SdRange(Reason.SdRange r)
    {
        var bounds = NumberText.Ranges(r.Bounds, r.Sd.Printed.Decimals);
        return new(
            $"With n = {r.Size} and mean {r.Mean.Printed}{(r.IsWhole ? " of whole numbers" : "")}, the SD can be {bounds.En}; printed "
                + $"{r.Sd.Printed}.",
            $"n = {r.Size}、均数 {r.Mean.Printed}{(r.IsWhole ? "（整数）" : "")} 时，标准差可为 {bounds.Zh}；文中为 {r.Sd.Printed}。");
    }

    private static Localized WholeSample(Reason.WholeSample r)
    {
        if (r.Exists) return new(
            $"Some {r.Size} whole numbers from {r.Least} to {r.Greatest} have mean {r.Mean.Printed} and SD {r.Sd.Printed}.",
            $"存在均数为 {r.Mean.Printed}、标准差为 {r.Sd.Printed} 的 {r.Size} 个整数（范围 {r.Least} 至 {r.Greatest}）。");
        var nearest = NumberText.Ranges(r.Nearest, r.Sd.Printed.Decimals);
        return new(
            $"No {r.Size} whole numbers from {r.Least} to {r.Greatest} have mean {r.Mean.Printed} and SD {r.Sd.Printed}; the nearest SDs "
                + $"are {nearest.En}.",
            $"不存在均数为 {r.Mean.Printed}、标准差为 {r.Sd.Printed} 的 {r.Size} 个整数（范围 {r.Least} 至 {r.Greatest}）；最接近的标准差为 {nearest.Zh}。");
    }

    private static Localized SdOfYesOrNo(Reason.SdOfYesOrNo r)
    {
        var values = NumberText.Ranges(r.Values, r.Sd.Printed.Decimals);
        var name = LedgerText.Name(r.Sd.Statistic);
        return new(
            $"{r.Size} values of 0 and 1 that average {r.Mean.Printed} have {name.En} {values.En}; printed {r.Sd.Printed}.",
            $"{r.Size} 个取 0 或 1、均数为 {r.Mean.Printed} 的数值，{name.Zh}为 {values.Zh}；文中为 {r.Sd.Printed}。");
    }

    private static Localized WholeOfParts(Reason.WholeOfParts r)
    {
        var values = NumberText.Ranges(r.Values, r.Whole.Printed.Decimals);
        var name = LedgerText.Name(r.Whole.Statistic);
        return new(
            $"The parts ({LedgerText.Printed(r.Parts)}) make {name.En} {values.En} of all; printed {r.Whole.Printed}.",
            $"由各部分（{LedgerText.Printed(r.Parts)}）得全体{name.Zh} {values.Zh}；文中为 {r.Whole.Printed}。");
    }

    private static Localized WidthOfQuartiles(Reason.WidthOfQuartiles r)
    {
        var values = NumberText.Ranges(r.Values, r.Width.Printed.Decimals);
        return new(
            $"From {r.Lower.Printed} to {r.Upper.Printed} is {values.En}; printed {r.Width.Printed}.",
            $"{r.Lower.Printed} 至 {r.Upper.Printed} 之差为 {values.Zh}；文中为 {r.Width.Printed}。");
    }

    private static Localized MeanAndMedian(Reason.MeanAndMedian r)
    {
        PrintedNumber mean = r.Moments[Statistic.Mean]!.Printed, sd = r.Moments[Statistic.Sd]!.Printed, median = r.Median.Printed;
        var gap = NumberFormat.Fixed(Math.Abs(mean.Value - median.Value), Math.Max(mean.Decimals, median.Decimals));
        var (most, moments) = (NumberFormat.Fixed(r.Most, sd.Decimals), LedgerText.Moments(r.Moments));
        Localized first = LedgerText.Table(r.Moments.Table), second = LedgerText.Table(r.Median.Table);
        return new(
            $"Mean {moments} ({first.En}) and median {median} ({second.En}) of {r.Moments.Size} women differ by {gap}; at most {most} is "
                + $"possible.",
            $"{r.Moments.Size} 例的均数 {moments}（{first.Zh}）与中位数 {median}（{second.Zh}）相差 {gap}；最多只能相差 {most}。");
    }

    private static Localized MomentsAndQuartiles(Reason.MomentsAndQuartiles r)
    {
        PrintedNumber mean = r.Moments[Statistic.Mean]!.Printed, sd = r.Moments[Statistic.Sd]!.Printed;
        var (least, table) = (NumberFormat.Fixed(r.LeastSd, sd.Decimals), LedgerText.Table(r.Moments.Table));
        var text = double.IsPositiveInfinity(r.LeastSd)
            ? new Localized($"cannot average {mean}", $"均数不可能为 {mean}")
            : new Localized(
                $"that average {mean} have an SD of at least {least}; printed {sd} ({table.En})",
                $"若均数为 {mean}，则标准差至少为 {least}；文中为 {sd}（{table.Zh}）");
        var (quartiles, other) = (LedgerText.Quartiles(r.Quartiles), LedgerText.Table(r.Quartiles.Table));
        return new(
            $"{r.Moments.Size} values with quartiles {quartiles} ({other.En}) {text.En}.",
                $"四分位数为 {quartiles}（{other.Zh}）的 {r.Moments.Size} 个数值，{text.Zh}。");
    }

    private static Localized DefinedRange(Reason.DefinedRange r)
    {
        var (name, range) = (LedgerText.Name(r.Number.Statistic), NumberText.Range(r.Range, 2));
        return new(
            $"Every woman of the group {r.Group.Label.En} has {r.Number.Variable.Label.En} {range.En}; printed {name.En} "
                + $"{r.Number.Printed}.",
            $"{r.Group.Label.Zh}每例的{r.Number.Variable.Label.Zh}为 {range.Zh}；文中{name.Zh}为 {r.Number.Printed}。");
    }

    private static Localized MeanOfProduct(Reason.MeanOfProduct r)
    {
        var range = NumberText.Range(r.Bounds, r.Mean.Printed.Decimals + 1);
        Localized first = r.First.Variable.Label, second = r.Second.Variable.Label;
        return new(
            $"With {first.En} {LedgerText.Moments(r.First)} and {second.En} {LedgerText.Moments(r.Second)}, mean "
                + $"{r.Mean.Variable.Label.En} is {range.En}; printed {r.Mean.Printed}.",
            $"{first.Zh} {LedgerText.Moments(r.First)}、{second.Zh} {LedgerText.Moments(r.Second)} 时，{r.Mean.Variable.Label.Zh}均数为 "
                + $"{range.Zh}；文中为 {r.Mean.Printed}。");
    }

    private static Localized MeanOfFactor(Reason.MeanOfFactor r)
    {
        var (limit, cut) = (NumberText.Range(r.Bounds, r.Mean.Printed.Decimals), NumberText.Range(r.Recorded, 2));
        return new(
            $"{r.Product.Label.En} is {cut.En} in every woman of this group, so with {r.Other.Variable.Label.En} "
                + $"{LedgerText.Moments(r.Other)} mean {r.Mean.Variable.Label.En} is {limit.En}; printed {r.Mean.Printed}.",
            $"该组每例的{r.Product.Label.Zh}为 {cut.Zh}，{r.Other.Variable.Label.Zh}为 {LedgerText.Moments(r.Other)}，"
                + $"故{r.Mean.Variable.Label.Zh}均数为 {limit.Zh}；文中为 {r.Mean.Printed}。");
    }

    private static Localized PrintedTwice(Reason.PrintedTwice r)
    {
        Localized here = LedgerText.Table(r.Number.Table), there = LedgerText.Table(r.Other.Table);
        return r.Agree
            ? new($"{there.En} prints {r.Other.Printed} for the same women.", $"{there.Zh}中同一组患者为 {r.Other.Printed}。")
            : new(
                $"{Capital(here.En)} prints {r.Number.Printed} and {there.En} prints {r.Other.Printed} for the same {r.Women} women.",
                $"同一组 {r.Women} 例患者，{here.Zh}为 {r.Number.Printed}，{there.Zh}为 {r.Other.Printed}。");
    }

    private static Localized PrintedElsewhere(Reason.PrintedElsewhere r)
    {
        var where = r.Other.InText ? new("The text elsewhere", "正文他处") : LedgerText.Table(r.Other.Table);
        return new($"{where.En} prints {r.Other.Printed}; here {r.Number.Printed}.",
            $"{where.Zh}为 {r.Other.Printed}；此处为 {r.Number.Printed}。");
    }

    private static Localized ContainsOutcomes(Reason.ContainsOutcomes r)
    {
        string Parts(Language language) => string.Join(", ", r.Parts.Select(p => $"{p.Variable.Label.In(language)} {Count(p)}"));
        return new(
            $"{r.Whole.Variable.Label.En} contains {Parts(Language.English)}: at least {r.Sum}; printed {Count(r.Whole)}.",
            $"{r.Whole.Variable.Label.Zh}包含{Parts(Language.Chinese)}：至少 {r.Sum} 例；文中为 {Count(r.Whole)} 例。");
    }

    private static Localized AcrossOutcome(Reason.AcrossOutcome r)
    {
        var (whole, total, count) = (r.Whole.Variable.Label, Count(r.Whole), Count(r.Count));
        if (r.EndingOtherwise > 0) return new(
            $"{whole.En} {total} leaves {r.Left} for it; {count} printed, so that {r.EndingOtherwise} or more would have ended in none of "
                + $"the printed outcomes.",
            $"{whole.Zh} {total} 例中{r.Left} 例属于本项；文中 {count} 例，即至少 {r.EndingOtherwise} 例的结局未列出。");
        var (least, most) = r.Outside;
        var outside = least == most ? new Localized($"{least}", $"{least}") : new Localized($"{least} to {most}", $"{least} 至 {most}");
        return new(
            $"{whole.En} {total} leaves {(r.Complete ? "" : "at most ")}{r.Left} for it; of the {count} printed, {outside.En} lie outside "
                + $"{whole.En}.",
            $"{whole.Zh} {total} 例中{(r.Complete ? "" : "至多 ")}{r.Left} 例属于本项；文中 {count} 例，其中 {outside.Zh} 例在{whole.Zh}之外。");
    }

    private static Localized Explained(Reason.Explained r)
    {
        var by = r.By switch
        {
            Circumstance.StatedTest => new Localized("the test stated for it is not of the printed numbers", "其所用检验无法由所列数值重算"),
            Circumstance.Adjusted => new("it is adjusted", "其为校正后的结果"),
            Circumstance.RankTest => new("it may be by a rank test beside means", "可能由秩和检验得到，而表中为均数"),
            Circumstance.TimeToEvent => new("it may be by a test of the time to the event", "可能由生存分析（如 log-rank 检验）得到"),
            Circumstance.SeveralArms => new("it may be by a test of several arms at once", "可能由多组比较的检验得到"),
            Circumstance.OtherInterval => new(
                "the interval may be by profile likelihood, exact or by bootstrap", "置信区间可能由剖面似然、精确法或自助法得到"),
            Circumstance.OtherError => new(
                "the standard error may be robust, of clusters or of weights, or the estimate a risk ratio",
                    "标准误可能为稳健、聚类或加权标准误，或该估计值实为 RR"),
            Circumstance.OtherTest => new("it may be by another test than the interval's", "其检验可能与置信区间的方法不同"),
            _ => throw new UnreachableException(),
        };
        return new($"Not recomputed, printed {r.Number.Printed}: {by.En}.", $"未能重算，文中为 {r.Number.Printed}：{by.Zh}。");
    }

    private static Localized FromTable(Reason.FromTable r, Convention? variant)
    {
        var isP = r.Number.Statistic == Statistic.P;
        var list = List(r.Alternatives, isP ? NumberText.PLike(r.Number.Printed) : NumberText.Like(r.Number.Printed), 3, variant);
        var counts = string.Join("; ", r.Counts.Select(row => string.Join(", ", row)));
        var name = LedgerText.Name(r.Number.Statistic);
        return new(
            $"Counts {counts} give {name.En} by {list.En}; printed {r.Number.Printed}.",
            $"由例数 {counts} 得 {name.Zh}：{list.Zh}；文中为 {r.Number.Printed}。");
    }

    private static Localized FromManyMeans(Reason.FromManyMeans r, Convention? variant)
    {
        var isP = r.Number.Statistic == Statistic.P;
        var list = List(r.Alternatives, isP ? NumberText.PLike(r.Number.Printed) : NumberText.Like(r.Number.Printed), 1, variant);
        var (arms, name) = (string.Join(", ", r.Arms.Select(LedgerText.Moments)), LedgerText.Name(r.Number.Statistic));
        return new(
            $"{arms} give {name.En} by {list.En}; printed {r.Number.Printed}.", $"由 {arms} 得 {name.Zh}：{list.Zh}；文中为 {r.Number.Printed}。");
    }

    private static Localized EffectOfArms(Reason.EffectOfArms r, Convention? variant)
    {
        var (list, name) = (List(r.Alternatives, NumberText.Like(r.Number.Printed), 1, variant), LedgerText.Name(r.Number.Statistic));
        string first = LedgerText.Summary(r.First), second = LedgerText.Summary(r.Second);
        return new(
            $"{first} and {second} give {name.En} by {list.En}; printed {r.Number.Printed}.",
            $"由 {first} 与 {second} 得{name.Zh}：{list.Zh}；文中为 {r.Number.Printed}。");
    }

    private static Localized SignOfDifference(Reason.SignOfDifference r)
    {
        var rule = new Convention.Direction(r.SecondMinusFirst).Name();
        var name = LedgerText.Name(r.Number.Statistic);
        return new(
            $"In {r.Kept} of {r.Rows} rows {name.En} has the sign of {rule.En}; {LedgerText.Moments(r.First)} and "
                + $"{LedgerText.Moments(r.Second)}, printed {r.Number.Printed}.",
            $"{r.Rows} 行中有 {r.Kept} 行的 {name.Zh} 为{rule.Zh}；本行为 {LedgerText.Moments(r.First)} 与 {LedgerText.Moments(r.Second)}，"
                + $"文中为 {r.Number.Printed}。");
    }

    /// <summary>The first alternatives with their values, and the one by which the number passes.</summary>
    private static Localized List(IReadOnlyList<Attainable> alternatives, Func<double, string> write, int most, Convention? variant)
    {
        var possible = alternatives.Where(a => a.Values.Count > 0).ToList();
        var shown = possible.Where((a, k) => k < most || a.Convention == variant)
            .Select(a => (Name: a.Convention.Name(), Values: NumberText.Ranges(a.Values, write))).ToList();
        return new(string.Join("; ", shown.Select(s => $"{s.Name.En} {s.Values.En}")),
            string.Join("；", shown.Select(s => $"{s.Name.Zh} {s.Values.Zh}")));
    }

    private static IntervalUnion Magnitude(IntervalUnion values) =>
        new(values.Where(v => v.High >= 0).Select(v => v with { Low = Math.Max(0, v.Low) }));

    private static int Count(LedgerNumber number) => (int)number.Printed.Digits;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
