using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using static Urif.Audit.NumberFormat;

namespace Urif.Reporting;

/// <summary>A logistic model with what of it may be released, as pages and text lay it out: every number is taken from the
/// release.</summary>
internal static class ReleasedModelLayout
{
    /// <summary>The layout.</summary>
    public static ModelLayout Of(ModelSummary summary, ModelRelease release, Language language)
    {
        var numbers = new Numbers(release);
        var shown = summary.Coefficients.Where(c => !c.IsIntercept).ToList();
        Localized[] heads =
        [
            new("Term", "变量"), new("Odds\nratio", "比值比\nOR"), new("95% CI,\nprofile", "95% CI\n剖面似然"), new("95% CI,\nWald", "95% CI\nWald"),
            new("P,\nWald", "P 值\nWald"), new("P,\nLR", "P 值\n似然比"), new("VIF", "VIF"),
        ];
        Localized[] resampledHeads = [heads[0], heads[1], new("95% CI,\npercentile", "95% CI\n百分位"), new("95% CI,\nBCa", "95% CI\nBCa")];
        string Label(ModelCoefficient c) => ModelText.Label(summary.Model, c).In(language);
        string[] Row(ModelCoefficient c)
        {
            var isFirst = summary.Coefficients.First(o => o.Term == c.Term) == c;
            return
            [
                Label(c), numbers.Text(c.Name, "odds_ratio"), numbers.Ends(c.Name, "odds_ratio_profile", language),
                numbers.Ends(c.Name, "odds_ratio_wald", language), numbers.Text(c.Name, "p_wald"),
                isFirst ? numbers.Text(c.Term, "p_lr") : "", isFirst ? numbers.Text(c.Term, "vif") : "",
            ];
        }

        string[] Resampled(ModelCoefficient c) =>
        [
            Label(c), numbers.Text(c.Name, "odds_ratio"), numbers.Ends(c.Name, "odds_ratio_percentile", language),
            numbers.Ends(c.Name, "odds_ratio_bca", language),
        ];
        return new(ModelLayout.TitleOf(summary).In(language), [.. Facts(summary, release).Select(f => f.In(language))], null,
            [.. heads.Select(h => h.In(language))], [.. shown.Select(Row)],
            [.. resampledHeads.Select(h => h.In(language))], summary.Bootstrap is null ? [] : [.. shown.Select(Resampled)],
            [], [],
            [.. new Localized[] { new("Measure", "指标"), new("Estimate", "估计值"), new("95% CI", "95% CI"),
                new("What it says", "含义") }.Select(h => h.In(language))],
            [.. Measures(summary, numbers, language)], [.. Notes(summary, release).Select(n => n.In(language))]);
    }

    /// <summary>The odds ratios that a plot may show.</summary>
    public static IReadOnlyList<(string Label, double Estimate, Interval Interval)> Plotted(
        ModelSummary summary, ModelRelease release, Language language)
    {
        var rows = new List<(string, double, Interval)>();
        foreach (var c in summary.Coefficients.Where(c => !c.IsIntercept))
        {
            double? Number(string statistic) => release.Number(c.Name, statistic).Value;
            Interval? Ends(string statistic) => Number(statistic + "_low") is > 0 and var low && Number(statistic + "_high") is { } high
                ? new(low, high) : null;
            if (Number("odds_ratio") is > 0 and var estimate && (Ends("odds_ratio_profile") ?? Ends("odds_ratio_wald")) is { } interval)
                rows.Add((ModelText.Label(summary.Model, c).In(language), estimate, interval));
        }

        return rows;
    }

    private static IEnumerable<Localized> Facts(ModelSummary summary, ModelRelease release)
    {
        yield return new(
            $"Transfers: {release.Used.Printed} of {release.Rows.Printed} used, {release.Missing.Printed} left out for a missing value.",
            $"移植周期：{release.Rows.Printed} 个中使用 {release.Used.Printed} 个，因缺失值剔除 {release.Missing.Printed} 个。");
        var response = ModelText.Variable(summary.Model, summary.Model.Formula.Response);
        var coefficients = Whole(summary.Coefficients.Count(c => !c.IsIntercept));
        yield return new($"Events ({response.En}): {release.Events.Printed}. Coefficients beside the intercept: {coefficients}.",
            $"事件（{response.Zh}）：{release.Events.Printed} 例。截距以外的系数：{coefficients} 个。");
        var formula = summary.Model.Formula.ToString();
        yield return new($"Model: {formula}", $"模型：{formula}");
        if (release.Whole is { } why && DisclosureText.Of(why) is var said) yield return new($"The model is {said.En}.", $"该模型{said.Zh}。");
    }

    private static IEnumerable<string[]> Measures(ModelSummary summary, Numbers numbers, Language language)
    {
        string[] Line(Localized name, string statistic, string interval, Localized meaning) =>
            [name.In(language), numbers.Text("", statistic), interval, meaning.In(language)];
        yield return Line(new("c statistic (area under the ROC curve)", "c 统计量（ROC 曲线下面积）"), "c", numbers.Ends("", "c_delong", language),
            new("0.5 is chance; DeLong's interval", "0.5 为随机水平；DeLong 区间"));
        yield return Line(new("Brier score", "Brier 评分"), "brier", "",
            new("mean squared error of the predicted risk: 0 is perfect", "预测概率的均方误差：0 为完美"));
        yield return Line(new("Hosmer-Lemeshow P", "Hosmer-Lemeshow P 值"), "hosmer_lemeshow_p", "",
            new("a small P speaks against the predicted risks", "P 值小提示预测概率不符"));
        if (summary.Bootstrap is not null)
        {
            yield return Line(new("c statistic, corrected for optimism", "c 统计量（校正乐观偏差）"), "c_corrected", "",
                new("what to expect of new women (bootstrap, Harrell 1996)", "对新患者的预期（自助法，Harrell 1996）"));
            yield return Line(new("Brier score, corrected", "Brier 评分（校正）"), "brier_corrected", "", new("the same", "同上"));
        }

        if (summary.Risks is null || summary.Model.Rows.Cohort.Design.Exposure is not { } exposed) yield break;
        var exposure = ModelText.Variable(summary.Model, exposed.Id);
        yield return Line(new("standardised risk difference", "标化风险差"), "risk_difference", numbers.Ends("", "risk_difference", language),
            new($"{numbers.Text("", "risk_if_all_exposed")} if all these women had {exposure.En}, "
                + $"{numbers.Text("", "risk_if_none_exposed")} if none had, all else as it is",
                $"其他条件不变，若全部有{exposure.Zh}，风险为 {numbers.Text("", "risk_if_all_exposed")}；"
                + $"若全部没有，为 {numbers.Text("", "risk_if_none_exposed")}"));
        yield return Line(new("standardised risk ratio", "标化风险比"), "risk_ratio", numbers.Ends("", "risk_ratio", language),
            new("the same two risks, one over the other", "上述两风险之比"));
    }

    private static IEnumerable<Localized> Notes(ModelSummary summary, ModelRelease release)
    {
        foreach (var group in summary.Coefficients.Where(c => !c.IsIntercept)
            .GroupBy(c => release.Number(c.Name, "odds_ratio").Withheld).Where(g => g.Key is not null))
        {
            var why = DisclosureText.Of(group.Key!.Value);
            yield return new($"* {string.Join(", ", group.Select(c => ModelText.Label(summary.Model, c).En))}: {why.En}",
                $"* {string.Join("、", group.Select(c => ModelText.Label(summary.Model, c).Zh))}：{why.Zh}");
        }

        if (summary.Model.Rows.FurtherRowsOfWomen > 0)
            yield return new("⚠ some rows are of women who have an earlier row: rows are not independent, and intervals are too small.",
                "⚠ 部分行属于已有数据的患者：各行并不独立，区间偏小。");
        yield return DisclosureText.OfModel(release.Below);
        yield return DisclosureText.WithinOneOutput;
    }

    private sealed class Numbers(ModelRelease release)
    {
        public string Text(string name, string statistic)
        {
            var number = release.Number(name, statistic);
            return number.Value is { } value ? Fixed(value, number.Decimals)
                : number.Level ?? (number.Withheld is null ? Dash : PrintedText.Hidden);
        }

        public string Ends(string name, string statistic, Language language)
        {
            var (low, high) = (Text(name, statistic + "_low"), Text(name, statistic + "_high"));
            return low == high && low is Dash or PrintedText.Hidden ? low : low + (language == Language.Chinese ? "～" : "–") + high;
        }
    }
}
