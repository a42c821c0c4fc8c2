using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using static Urif.Audit.NumberFormat;

namespace Urif.Reporting;

/// <summary>A logistic model as pages and text lay it out, in a language.</summary>
/// <param name="Title">The title.</param>
/// <param name="Facts">The rows, the events and the formula.</param>
/// <param name="Warning">That there are few events; null where there are not.</param>
/// <param name="Heads">The heads of the table's columns, the term's first.</param>
/// <param name="Rows">The coefficients but the intercept.</param>
/// <param name="ResampledHeads">The heads of the bootstrap's table.</param>
/// <param name="ResampledRows">The coefficients with the bootstrap's intervals; none where nothing was resampled.</param>
/// <param name="BesideHeads">The heads of the table of each variable alone beside the whole model.</param>
/// <param name="BesideRows">The coefficients of variables alone and in the whole model; none where that is not asked for.</param>
/// <param name="Measures">Name, estimate, 95% interval and meaning of what is said of the whole model.</param>
/// <param name="MeasureHeads">The heads of these.</param>
/// <param name="Notes">What stands below.</param>
internal sealed record ModelLayout(
    string Title, IReadOnlyList<string> Facts, string? Warning, IReadOnlyList<string> Heads, IReadOnlyList<string[]> Rows,
    IReadOnlyList<string> ResampledHeads, IReadOnlyList<string[]> ResampledRows, IReadOnlyList<string> BesideHeads,
    IReadOnlyList<string[]> BesideRows, IReadOnlyList<string> MeasureHeads, IReadOnlyList<string[]> Measures, IReadOnlyList<string> Notes)
{
    private const string Dash = NumberFormat.Dash;

    private static readonly Localized Women = new("women without metformin", "未用二甲双胍者");

    /// <summary>The layout of a model.</summary>
    public static ModelLayout Of(ModelSummary summary, Language language)
    {
        var shown = summary.Coefficients.Where(c => !c.IsIntercept).ToList();
        List<Localized> heads =
        [
            new("Term", "变量"), new("Odds\nratio", "比值比\nOR"), new("95% CI,\nprofile", "95% CI\n剖面似然"), new("95% CI,\nWald", "95% CI\nWald"),
            new("P,\nWald", "P 值\nWald"), new("P,\nLR", "P 值\n似然比"), new("VIF", "VIF"),
        ];
        List<Localized> resampledHeads = [heads[0], heads[1], new("95% CI,\npercentile", "95% CI\n百分位"),
            new("95% CI,\nBCa", "95% CI\nBCa")];
        var missing = new List<Localized>();
        List<string[]> rows = [.. shown.Select(c => Row(summary, c, language, missing))];
        return new(TitleOf(summary).In(language), [.. FactsOf(summary).Select(f => f.In(language))], WarningOf(summary)?.In(language),
            [.. heads.Select(h => h.In(language))], rows,
            [.. resampledHeads.Select(h => h.In(language))], summary.Bootstrap is null ? []
                : [.. shown.Select(c => ResampledRow(summary, c, language, missing))],
            [.. BesideHeadsOf.Select(h => h.In(language))],
            summary.Univariable is null ? [] : [.. BesideOf(summary, summary.Univariable, language, missing)],
            [.. new Localized[] { new("Measure", "指标"), new("Estimate", "估计值"), new("95% CI", "95% CI"),
                new("What it says", "含义") }.Select(h => h.In(language))],
            [.. MeasuresOf(summary, language, missing)], [.. NotesOf(summary, shown, missing).Select(n => n.In(language))]);
    }

    /// <summary>The title of a model.</summary>
    public static Localized TitleOf(ModelSummary summary)
    {
        var response = ModelText.Variable(summary.Model, summary.Model.Formula.Response);
        return new($"Logistic model of {response.En}{(summary.IsPenalised ? ", Firth's penalised likelihood" : "")}",
            $"{response.Zh}的 logistic 回归模型{(summary.IsPenalised ? "（Firth 惩罚似然）" : "")}");
    }

    /// <summary>An odds or risk ratio: three decimals below 10, so that one per unit of a fine measurement shows; few where it is
    /// large.</summary>
    public static string Ratio(double value) => value switch
    {
        0 => "0",
        < 0.001 or >= 10000 => WithMinus(Scientific(value, 1)),
        < 10 => Fixed(value, 3),
        < 100 => Fixed(value, 2),
        _ => Fixed(value, 0),
    };

    /// <summary>An interval of ratios.</summary>
    public static string Ratios(Interval interval, Language language) => Joined(Ratio(interval.Low), Ratio(interval.High), language);

    private static string[] Row(ModelSummary summary, ModelCoefficient c, Language language, List<Localized> missing)
    {
        var term = summary.Terms.First(t => t.Name == c.Term);
        var isFirst = summary.Coefficients.First(o => o.Term == c.Term) == c;
        var df = term.DegreesOfFreedom > 1 ? $" (df {Whole(term.DegreesOfFreedom)})" : "";
        string Number(Estimated<double> number, Localized what, Func<double, string> text)
        {
            // A test of several coefficients stands on the first.
            if (!isFirst) return "";
            if (number.Reason is { } why && ModelText.Of(why) is var reason)
                missing.Add(new($"{what.En} of {c.Term}: {reason.En}", $"{c.Term} 的{what.Zh}：{reason.Zh}"));
            return number.Value is { } value ? text(value) + df : Dash;
        }

        var cells = new List<string> { ModelText.Label(summary.Model, c).In(language), Ratio(c.Coefficient.OddsRatio),
            IntervalOf(summary, c, c.Profile, new("profile interval", "剖面似然区间"), language, missing), Ratios(c.Wald, language) };
        cells.Add(P(c.Coefficient.PValue(), PSpelling.Cell));
        cells.Add(Number(term.P, new("likelihood ratio test", "似然比检验"), p => P(p, PSpelling.Cell)));
        cells.Add(Number(term.VarianceInflation, new("variance inflation factor", "方差膨胀因子"), v => Fixed(v)));
        return [.. cells];
    }

    private static readonly Localized[] BesideHeadsOf =
    [
        new("Term", "变量"), new("OR\nalone", "单因素\nOR"), new("95% CI\nalone", "单因素\n95% CI"), new("P\nalone", "单因素\nP 值"),
        new("OR\nadjusted", "多因素\nOR"), new("95% CI\nadjusted", "多因素\n95% CI"), new("P\nadjusted", "多因素\nP 值"),
    ];

    private static IEnumerable<string[]> BesideOf(
        ModelSummary summary, IReadOnlyList<UnivariableModel> models, Language language, List<Localized> missing)
    {
        foreach (var c in summary.Coefficients.Where(c => !c.IsIntercept))
        {
            var own = models.FirstOrDefault(m => m.Term == c.Term);
            var alone = own?.Summary?.Coefficients.FirstOrDefault(o => o.Name == c.Name);
            if (own?.Problem is { } problem && summary.Coefficients.First(o => o.Term == c.Term) == c)
                missing.Add(new($"{c.Term} alone: {problem}", $"{c.Term} 单因素：{problem}"));
            string[] Of(ModelSummary? of, ModelCoefficient? at) => at is null || of is null ? [Dash, Dash, Dash]
                : [Ratio(at.Coefficient.OddsRatio), Ratios(at.Shown, language), TermP(of, at)];
            yield return [ModelText.Label(summary.Model, c).In(language), .. Of(own?.Summary, alone), .. Of(summary, c)];
        }
    }

    // A test of several coefficients stands on the first.
    private static string TermP(ModelSummary summary, ModelCoefficient c)
    {
        if (summary.Coefficients.First(o => o.Term == c.Term) != c) return "";
        return summary.Terms.First(t => t.Name == c.Term).P.Value is { } p ? P(p, PSpelling.Cell) : Dash;
    }

    private static string[] ResampledRow(ModelSummary summary, ModelCoefficient c, Language language, List<Localized> missing) =>
    [
        ModelText.Label(summary.Model, c).In(language), Ratio(c.Coefficient.OddsRatio),
            IntervalOf(summary, c, c.Percentile!.Value, new("percentile interval", "百分位区间"), language, missing),
        IntervalOf(summary, c, c.Bca!.Value, new("BCa interval", "BCa 区间"), language, missing),
    ];

    private static string IntervalOf(ModelSummary summary, ModelCoefficient c, Estimated<Interval> interval, Localized what,
        Language language, List<Localized> missing)
    {
        if (interval.Reason is { } why)
        {
            var (label, reason) = (ModelText.Label(summary.Model, c), ModelText.Of(why));
            missing.Add(new($"{what.En} of {label.En}: {reason.En}", $"{label.Zh}的{what.Zh}：{reason.Zh}"));
        }

        return interval.Value is { } value ? Ratios(value, language) : Dash;
    }

    private static IEnumerable<Localized> FactsOf(ModelSummary summary)
    {
        var model = summary.Model;
        int rows = model.Rows.Count, used = model.Used, events = model.Events;
        var design = model.Rows.Cohort.Design;
        var lacking = model.Lacking.Count == 0 ? new("", "") : new Localized(
            $" ({string.Join(", ", model.Lacking.Select(l => $"{l.Variable} {Whole(l.Rows)}"))})",
                $"（{string.Join("，", model.Lacking.Select(l => $"{l.Variable} {Whole(l.Rows)}"))}）");
        var (rowsEn, rowsZh) = WhatRowsAre(model, design);
        yield return new($"{rowsEn}: {Whole(used)} of {Whole(rows)} used, {Whole(model.Missing)} left out for a missing "
            + $"value{lacking.En}.",
            $"{rowsZh}：{Whole(rows)} 个中使用 {Whole(used)} 个，因缺失值剔除 {Whole(model.Missing)} 个{lacking.Zh}。");
        var response = ModelText.Variable(model, model.Formula.Response);
        var coefficients = summary.Coefficients.Count(c => !c.IsIntercept);
        var per = coefficients == 0 ? Dash : Fixed(summary.EventsPerVariable, 1);
        yield return new($"Events ({response.En}): {Whole(events)}; without: {Whole(used - events)}. Coefficients beside the intercept: "
            + $"{Whole(coefficients)}; events per variable: {per}.",
            $"事件（{response.Zh}）：{Whole(events)} 例；无事件：{Whole(used - events)} 例。截距以外的系数：{Whole(coefficients)} 个；每变量事件数：{per}。");
        var formula = model.Formula.Terms.Count == 0 ? model.Formula.ToString()
            : model.Formula.ToString().Replace(" ~ 1 + ", " ~ ", StringComparison.Ordinal);
        yield return new($"Model: {formula}", $"模型：{formula}");
        if (model.Columns[model.Formula.Response] is FactorColumn { Reference: var other } factor && factor.Levels.Count == 2)
        {
            var (eventful, without) = (ModelText.Level(design, model.Formula.Response, factor.Levels[1 - other]),
                ModelText.Level(design, model.Formula.Response, factor.Levels[other]));
            yield return new($"The event is {eventful.En}, and not {without.En}.", $"事件指{eventful.Zh}，而非{without.Zh}。");
        }

        if (summary.Errors == ModelErrors.Robust)
            yield return new("Standard errors, Wald's P and intervals: robust (sandwich, HC0).", "标准误及 Wald 的 P 值、区间：稳健（三明治估计，HC0）。");
        if (summary.Errors == ModelErrors.ByWoman)
        {
            var women = Whole(model.Women.Distinct().Count());
            yield return new($"Standard errors, Wald's P and intervals: clustered by woman (sandwich, {women} women).",
                $"标准误及 Wald 的 P 值、区间：按患者聚类（三明治估计，{women} 名患者）。");
        }
    }

    private static (string En, string Zh) WhatRowsAre(CohortFit model, StudyDesign design)
    {
        if (design is not { HasArms: true, Treatment: { } treatment })
        {
            var unit = design.UnitOfAnalysis ?? new("rows", "行");
            return ($"{char.ToUpperInvariant(unit.En[0])}{unit.En[1..]}", unit.Zh);
        }

        var metformin = model.Rows.Values(treatment);
        var are = metformin.Length > 0 && metformin.All(m => m == 0) ? Women : new("women", "患者");
        return ($"Transfers of {are.En}", $"{are.Zh}的移植周期");
    }

    private static Localized? WarningOf(ModelSummary summary)
    {
        var said = new[] { FewEvents(summary), Repeated(summary), OutcomeAmongCovariates(summary) }.OfType<Localized>().ToList();
        return said.Count == 0 ? null : new(string.Join(' ', said.Select(s => s.En)), string.Concat(said.Select(s => s.Zh)));
    }

    private static Localized? Repeated(ModelSummary summary)
    {
        var women = summary.Model.Women.Distinct().Count();
        if (summary.Model.Used - women is not (> 0 and var further)) return null;
        var rows = new Localized($"⚠ {Whole(further)} rows are of women who have an earlier row: rows are not independent",
            $"⚠ 有 {Whole(further)} 行属于已有数据的患者：各行并不独立");
        if (summary.Errors != ModelErrors.ByWoman)
            return new($"{rows.En}, and errors and intervals, which take them to be, are too small; errors by woman do not.",
                $"{rows.Zh}，而标准误及区间按独立计算，故偏小；可改用按患者聚类的标准误。");
        var few = women >= ModelSummary.FewClusters ? new Localized("", "")
            : new($" Of {Whole(women)} women, errors by woman are still too small.", $"患者仅 {Whole(women)} 名，按患者聚类的标准误仍偏小。");
        return new($"{rows.En}. Errors and Wald's intervals of the odds ratios heed that; what is said of the model as a whole, and the "
            + $"bootstrap, which resamples rows, does not.{few.En}",
            $"{rows.Zh}。比值比的标准误及 Wald 区间已考虑此点；模型整体各指标及按行重抽样的自助法则未考虑。{few.Zh}");
    }

    private static Localized? OutcomeAmongCovariates(ModelSummary summary)
    {
        var model = summary.Model;
        var outcomes = model.Formula.Variables.Where(v => model.Rows.Cohort.Design.Find(v) is { Outcome: true })
            .Select(v => ModelText.Variable(model, v)).ToList();
        return outcomes.Count == 0 ? null : new(
            $"⚠ {string.Join(", ", outcomes.Select(o => o.En))} among the covariates: an outcome, known only after the transfer. The odds "
                + $"ratios hold among women of the same outcome, and are no effects of what came before it.",
            $"⚠ 协变量含结局（{string.Join("、", outcomes.Select(o => o.Zh))}），移植后方可知：各比值比仅在该结局相同者之间成立，不能视为此前因素的效应。");
    }

    private static Localized? FewEvents(ModelSummary summary) => !summary.HasFewEvents ? null : new(
        $"⚠ Fewer than {Fixed(ModelSummary.FewEvents, 0)} events per variable: odds ratios and intervals of such models were found "
            + $"unreliable (Peduzzi 1996).",
        $"⚠ 每变量事件数少于 {Fixed(ModelSummary.FewEvents, 0)}：此类模型的比值比及区间不可靠（Peduzzi 1996）。");

    private static IEnumerable<string[]> MeasuresOf(ModelSummary s, Language language, List<Localized> missing)
    {
        string[] Line(Localized name, string estimate, string interval, Localized meaning) =>
            [name.In(language), estimate, interval, meaning.In(language)];
        var c = s.Concordance;
        var pairs = Fixed(100 * c.Estimate, 0);
        yield return Line(new("c statistic (area under the ROC curve)", "c 统计量（ROC 曲线下面积）"), Fixed(c.Estimate, 3),
            double.IsFinite(c.StandardError) ? Of(c.ConfidenceInterval(), 3, language) : Dash,
            new($"in {pairs}% of pairs the woman with the event has the greater predicted risk; 0.5 is chance; DeLong's interval",
                $"{pairs}% 的配对中，发生事件者的预测概率更高；0.5 为随机水平；DeLong 区间"));
        yield return Line(new("Brier score", "Brier 评分"), Fixed(s.Brier, 3), "",
            new($"mean squared error of the predicted risk: 0 is perfect, {Fixed(s.BrierOfMeanRisk, 3)} is the mean risk for everyone",
                $"预测概率的均方误差：0 为完美，人人取平均概率为 {Fixed(s.BrierOfMeanRisk, 3)}"));
        var hosmer = s.HosmerLemeshow;
        if (s.HosmerLemeshowP.Reason is { } untested && ModelText.Of(untested) is var none)
            missing.Add(new($"Hosmer-Lemeshow test: {none.En}", $"Hosmer-Lemeshow 检验：{none.Zh}"));
        yield return Line(new("Hosmer-Lemeshow P", "Hosmer-Lemeshow P 值"), s.HosmerLemeshowP.Value is { } p ? P(p, PSpelling.Cell) : Dash,
            "",
            s.HosmerLemeshowP.Value is null ? new("no test", "无检验") : new($"χ² {Fixed(hosmer.Statistic)}, df "
                + $"{Whole(hosmer.DegreesOfFreedom)}; a small P speaks against the predicted risks, a large one does not prove them",
                $"χ² {Fixed(hosmer.Statistic)}，自由度 {Whole(hosmer.DegreesOfFreedom)}；P 值小提示预测概率不符，P 值大并不证明其相符"));
        if (s.IsPenalised)
        {
            if (s.CalibrationSlope.Reason is { } why && ModelText.Of(why) is var reason)
                missing.Add(new($"calibration slope: {reason.En}", $"校准斜率：{reason.Zh}"));
            yield return Line(new("calibration slope", "校准斜率"), s.CalibrationSlope.Value is { } slope ? Fixed(slope, 3) : Dash, "",
                new("on the model's own data; above 1, as risks are drawn to the middle", "在模型自身数据上；大于 1，因预测概率向中间收缩"));
        }

        if (s.Bootstrap is { } b)
        {
            yield return Line(new("c statistic, corrected for optimism", "c 统计量（校正乐观偏差）"), Fixed(b.Concordance.Corrected, 3), "",
                new("what to expect of new women (bootstrap, Harrell 1996)", "对新患者的预期（自助法，Harrell 1996）"));
            yield return Line(new("Brier score, corrected", "Brier 评分（校正）"), Fixed(b.Brier.Corrected, 3), "", new("the same", "同上"));
            if (b.Slope is { } slope)
            {
                yield return Line(new("calibration slope, corrected", "校准斜率（校正）"), Fixed(slope.Corrected, 3), "",
                    new("the same; below 1 the predicted risks are too extreme for new women", "同上；小于 1 表示预测概率对新患者过于极端"));
            }
        }

        if (s.Risks is not { } risks) yield break;
        var exposure = ModelText.Variable(s.Model, s.Model.Rows.Cohort.Design.Exposure!.Id);
        var (difference, ratio) = (risks.Difference, risks.Ratio);
        yield return Line(new("standardised risk difference", "标化风险差"), Percent(difference.Estimate),
            Percents(difference.ConfidenceInterval(), language),
            new($"{Percent(risks.ExposedRisk)} if all these women had {exposure.En}, {Percent(risks.UnexposedRisk)} if none had, all else "
                + $"as it is",
                $"其他条件不变，若全部有{exposure.Zh}，风险为 {Percent(risks.ExposedRisk)}；若全部没有，为 {Percent(risks.UnexposedRisk)}"));
        yield return Line(new("standardised risk ratio", "标化风险比"), Ratio(ratio.Estimate), double.IsFinite(ratio.StandardError)
            ? Ratios(ratio.ConfidenceInterval(), language) : Dash,
            new("the same two risks, one over the other; delta-method intervals, covariates taken as fixed", "上述两风险之比；delta 法区间，协变量视为固定"));
    }

    private static IEnumerable<Localized> NotesOf(
        ModelSummary summary, IReadOnlyList<ModelCoefficient> shown, IReadOnlyList<Localized> missing)
    {
        foreach (var reason in missing) yield return new($"{Dash} {reason.En}", $"{Dash} {reason.Zh}");
        var likelihood = summary.IsPenalised ? new Localized("penalised likelihood", "惩罚似然") : new Localized("likelihood", "似然");
        yield return new($"CI: confidence interval. Profile: the values that the {likelihood.En} ratio test does not reject; Wald: "
            + $"estimate ± 1.96 standard errors of its logarithm. LR: {likelihood.En} ratio test against the model without the term. VIF: "
            + $"variance inflation factor.",
            $"CI：置信区间。剖面似然：{likelihood.Zh}比检验不拒绝的取值范围；Wald：对数估计值 ± 1.96 倍标准误。似然比：与剔除该项的模型作{likelihood.Zh}比检验。VIF：方差膨胀因子。");
        if (summary.Terms.Any(t => t.DegreesOfFreedom > 1))
            yield return new("df: one test, and one generalised VIF (Fox and Monette 1992), of all coefficients of the term.",
                "df：该项全部系数作一次检验，VIF 为广义方差膨胀因子（Fox 与 Monette 1992）。");
        if (summary.Model.Formula.Terms.Any(t => t.Variables.Count > 1))
            yield return new("×: an interaction's odds ratio is the factor by which one odds ratio changes with the other variable. The "
                + "odds ratios of the variables in it hold where the other is 0 or at its reference.", "×：交互项的比值比，是一个变量的比值比随另一变量改变的倍数；"
                + "所含变量各自的比值比仅在另一变量为 0 或参照水平时成立。");
        if (summary.Univariable is not null)
            yield return new("Alone: a model of the variable alone, of the same rows as the adjusted one; P of the likelihood ratio test.",
                "单因素：仅含该变量的模型，与多因素模型使用相同的行；P 值为似然比检验。");
        if (summary.Coefficients.Any(c => c.Parts.Any(p => p.SplineColumn > 0)))
            yield return new("spline: restricted cubic, linear beyond the outer knots, which are at Harrell's quantiles; its odds ratios "
                + "mean nothing one by one, the likelihood ratio test is of all of them.",
                "样条：限制性立方样条，外侧节点之外为直线，节点取 Harrell 分位数；各列比值比单独无意义，似然比检验针对全部列。");
        var exposure = summary.Model.Rows.Cohort.Design.Exposure;
        string[] madeOf = exposure is not null && summary.Model.Rows.Cohort.Design.Find(exposure.Variable)?.Index is not null
            ? [.. summary.Model.Formula.Variables.Intersect(
            [CohortColumns.Fins, CohortColumns.Fpg, exposure.Variable])] : [];
        if (summary.Risks is not null && madeOf.Length > 0)
        {
            var labels = madeOf.Select(v => ModelText.Variable(summary.Model, v)).ToList();
            yield return new($"Insulin resistance is HOMA-IR at a cut-off, and HOMA-IR is fasting glucose times fasting insulin over 22.5: "
                + $"the model also has {string.Join(" and ", labels.Select(l => l.En))}. The odds ratio and the standardised risks of "
                + $"insulin resistance hold those fixed, which is not what a change of insulin resistance would do.",
                $"胰岛素抵抗由 HOMA-IR（空腹血糖×空腹胰岛素/22.5）按临界值划分，而模型同时含{string.Join("、", labels.Select(l => l.Zh))}：胰岛素抵抗的比值比与标化风险是在这些指标固定不变时的结果，"
                    + $"与胰岛素抵抗实际改变时的情形不同。");
        }

        if (summary.Coefficients.FirstOrDefault(c => c.IsIntercept) is { } intercept)
            yield return new($"Intercept: log odds {Signed(intercept.Coefficient.Estimate)} (standard error "
                + $"{Fixed(intercept.Coefficient.StandardError, 3)}).", $"截距：对数比值 {Signed(intercept.Coefficient.Estimate)}（标准误 "
                + $"{Fixed(intercept.Coefficient.StandardError, 3)}）。");
        if (summary.Bootstrap is { } b)
        {
            var all = Whole(b.Plan.Replicates);
            var faults = b.Faults.OrderBy(f => f.Key).Select(f => (Number: Whole(f.Value), Why: ModelText.OfResamples(f.Key))).ToList();
            var without = b.WithoutEstimate == 0 ? new Localized("every one had an estimate", "均有估计值")
                : new($"{Whole(b.WithoutEstimate)} had no estimate ({string.Join("; ", faults.Select(f => $"{f.Number} {f.Why.En}"))}) "
                    + $"and are left out, so that intervals may be too narrow",
                    $"其中 {Whole(b.WithoutEstimate)} 次无估计值（{string.Join("；", faults.Select(f => $"{f.Why.Zh} {f.Number} 次"))}）而被剔除，区间可能偏窄");
            var seed = b.Plan.Seed.ToString(CultureInfo.InvariantCulture);
            yield return new($"Percentile, BCa: bootstrap of rows, {all} resamples, seed {seed}; {without.En}.",
                $"百分位、BCa：按行自助法，重抽样 {all} 次，种子 {seed}；{without.Zh}。");
        }
    }

    private static string Of(Interval interval, int decimals, Language language) =>
        Joined(Fixed(interval.Low, decimals), Fixed(interval.High, decimals), language);

    private static string Percent(double share) => Signed(100 * share, 1) + "%";

    // A minus beside a dash could not be read.
    private static string Percents(Interval interval, Language language) =>
        $"{Signed(100 * interval.Low, 1)}%{(language == Language.Chinese ? " 至 " : " to ")}{Signed(100 * interval.High, 1)}%";

    private static string Joined(string low, string high, Language language) => low + (language == Language.Chinese ? "～" : "–") + high;

    private static string Signed(double value, int decimals = 3) => WithMinus(Fixed(value, decimals));
}
