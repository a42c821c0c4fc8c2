using Urif.Audit;
using Urif.Statistics;
using Urif.WhatIf;

namespace Urif.Reporting;

/// <summary>What-if analyses in words: a title, a sentence that a clinician can repeat, the numbers' names, and what they do not
/// say.</summary>
public static class WhatIfText
{
    private static readonly Localized Lower = new("lower 95% limit", "95% 区间下限"), Upper = new("upper 95% limit", "95% 区间上限");

    /// <summary>How strong an unmeasured confounder would have to be.</summary>
    /// <param name="ratio">The ratio that it would have to explain.</param>
    /// <param name="value">Its E-value.</param>
    /// <param name="isCommonOddsRatio">Whether it is an odds ratio of a common outcome, whose square root stands for the risk
    /// ratio.</param>
    public static WhatIfResult Of(RatioEstimate ratio, EValue value, bool isCommonOddsRatio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        ArgumentNullException.ThrowIfNull(value);
        string estimate = NumberFormat.Fixed(value.Estimate), limit = NumberFormat.Fixed(value.Limit),
            printed = NumberFormat.Fixed(ratio.Estimate);
        var sentence = ratio.Limits.Contains(1)
            ? new Localized($"Something unmeasured that goes with both exposure and outcome by a risk ratio of {estimate} each could "
                    + $"explain the ratio {printed} away; its interval already holds 1, so nothing at all is needed to make it uncertain.",
                $"若某个未测量因素与暴露、结局的关联（风险比）均达到 {estimate}，即可完全解释比值 {printed}；其区间已包含 1，无需任何混杂即不确定。")
            : new Localized($"Something unmeasured would have to go with both exposure and outcome by a risk ratio of {estimate} each to "
                    + $"explain the ratio {printed} away, and of {limit} each to bring its interval to 1.",
                $"未测量因素与暴露、结局的关联（风险比）均须达到 {estimate}，才能完全解释比值 {printed}；均达到 {limit} 即可使区间触及 1。");
        var notes = new List<Localized>
        {
            new("It says how strong such a factor would have to be, not whether there is one, and nothing of other biases.",
                "E 值只说明该因素须有多强，不说明其是否存在，也不涉及其他偏倚。"),
            new("VanderWeele TJ, Ding P (2017), Ann Intern Med 167:268–274.",
                "来源：VanderWeele TJ, Ding P (2017), Ann Intern Med 167:268–274。"),
        };
        if (isCommonOddsRatio)
        {
            notes.Insert(0, new("The outcome is common: the square root of the odds ratio stands for the risk ratio (VanderWeele 2017).",
                "结局常见：以比值比的平方根近似风险比（VanderWeele 2017）。"));
        }

        return new("evalue", new("E-value", "E 值"), sentence,
        [
            new("ratio", new("ratio", "比值"), ratio.Estimate), new("ci_low", Lower, ratio.Limits.Low), new("ci_high", Upper,
                ratio.Limits.High),
            new("evalue", new("E-value of the ratio", "比值的 E 值"), value.Estimate),
            new("evalue_limit", new("E-value of the limit nearer to 1", "靠近 1 一侧区间端点的 E 值"), value.Limit),
        ], notes);
    }

    /// <summary>How few women's outcomes would turn the result.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="least">The least change in either group.</param>
    /// <param name="fewer">The least change in the group with fewer events.</param>
    /// <param name="alpha">The level of significance.</param>
    public static WhatIfResult Of(ComparedGroups groups, FragilityIndex least, FragilityIndex fewer, double alpha)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(least);
        ArgumentNullException.ThrowIfNull(fewer);
        var t = groups.Counts;
        var p = FisherExactTest.TwoSidedP(t.A, t.B, t.C, t.D);
        string level = NumberFormat.Trimmed(alpha), women = least.Women is { } w ? NumberFormat.Whole(w) : NumberFormat.Dash;
        var sentence = least.Women is null
            ? new Localized("No other outcomes of these women would turn the result.", "无论这些患者的结局如何改变，结论都不会逆转。")
            : least.IsSignificant
            ? new Localized($"If {women} of {t.N} women had had another outcome, p would not be below {level} any more.",
                $"{t.N} 例患者中只要有 {women} 例结局不同，p 就不再小于 {level}。")
            : new Localized($"If {women} of {t.N} women had had another outcome, p would be below {level}.",
                $"{t.N} 例患者中若有 {women} 例结局不同，p 就会小于 {level}。");
        return new("fragility", Title(groups, new("How fragile is it", "结论有多脆弱")), sentence,
        [
            .. Counts(groups),
            new("p", new("p, Fisher's exact test", "Fisher 精确检验 p 值"), p, WhatIfStyle.PValue),
            new("fragility_index", new("women whose outcome would have to be another, in either group", "须改变结局的患者数（任一组）"),
                least.Women, WhatIfStyle.Count),
            new("fragility_index_fewer_events", new("in the group with fewer events alone (Walsh)", "仅在事件较少的一组（Walsh）"),
                fewer.Women, WhatIfStyle.Count),
            new("fragility_quotient", new("as a share of all women", "占全部患者"), least.Quotient, WhatIfStyle.Share),
        ],
        [
            new("It is a p-value in other clothes: it says how near p is to the level, and grows with the number of women. A small "
                + "one is no reproach.", "脆弱指数只是 p 值的另一种表达：反映 p 距界值多近，并随样本量增大；数值小并不意味着研究不佳。"),
            new("Walsh M and others (2014), J Clin Epidemiol 67:622–628; Lin L, Xing A, Chu H (2023).",
                "来源：Walsh M 等 (2014), J Clin Epidemiol 67:622–628；Lin L, Xing A, Chu H (2023)。"),
        ]);
    }

    /// <summary>What is believed of an effect after the counts.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="prior">What was believed before.</param>
    /// <param name="posterior">What is believed after.</param>
    public static WhatIfResult Of(ComparedGroups groups, NormalPrior prior, TwoArmPosterior posterior)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(posterior);
        double fewer = posterior.OddsRatioCdf(1), low = posterior.RiskDifferenceQuantile(0.025),
            middle = posterior.RiskDifferenceQuantile(0.5),
            high = posterior.RiskDifferenceQuantile(0.975);
        var (share, isFewer) = fewer >= 0.5 ? (fewer, true) : (1 - fewer, false);
        string sure = NumberFormat.Percent(share, 1), points = Points(middle), from = Points(low), to = Points(high);
        var sentence = new Localized(
            $"With this prior and these counts the chance that {groups.Outcome.En} is {(isFewer ? "rarer" : "more common")} in "
                + $"{groups.First.En} than in {groups.Second.En} is {sure}; the difference is {points} percentage points (95% credible "
                + $"interval {from} to {to}).",
            $"在该先验与这些计数下，{groups.First.Zh}的{groups.Outcome.Zh}{(isFewer ? "低于" : "高于")}{groups.Second.Zh}的概率为 {sure}；"
                + $"差值 {points} 个百分点（95% 可信区间 {from} ～ {to}）。");
        double factor = posterior.BayesFactor;
        var numbers = new List<WhatIfNumber>(Counts(groups))
        {
            new("prior_low", new("prior odds ratio, lower 95% limit", "先验比值比 95% 下限"),
                Math.Exp(prior.Mean - 1.959963984540054 * prior.StandardDeviation)),
            new("prior_high", new("prior odds ratio, upper 95% limit", "先验比值比 95% 上限"),
                Math.Exp(prior.Mean + 1.959963984540054 * prior.StandardDeviation)),
            new("risk_difference", new("risk difference, median", "风险差中位数"), middle, WhatIfStyle.Share),
            new("risk_difference_low", Lower, low, WhatIfStyle.Share), new("risk_difference_high", Upper, high, WhatIfStyle.Share),
            new("risk_ratio", new("risk ratio, median", "风险比中位数"), posterior.RiskRatioQuantile(0.5)),
            new("risk_ratio_low", Lower, posterior.RiskRatioQuantile(0.025)), new("risk_ratio_high", Upper,
                posterior.RiskRatioQuantile(0.975)),
            new("p_fewer", new("chance that the first group has the lower risk", "第一组风险较低的概率"), fewer, WhatIfStyle.Share),
            new("nnt", new("women for one more or less event, at the median", "每增减 1 例事件所需患者数（按中位数）"), 1 / Math.Abs(middle)),
            new("bayes_factor", new("Bayes factor: the prior against no effect", "贝叶斯因子：先验对无效应"), factor),
        };
        return new("bayes", Title(groups, new("What a reader believes afterwards", "看过数据之后的信念")), sentence, numbers,
        [
            new("The log odds ratio has a normal prior, the second group's risk a uniform one. By quadrature, no sampling.",
                "对数比值比取正态先验，第二组风险取均匀先验；数值积分，不抽样。"),
            new("Spiegelhalter DJ, Freedman LS, Parmar MKB (1994), J R Stat Soc A 157:357–416; Kass RE, Raftery AE (1995).",
                "来源：Spiegelhalter DJ, Freedman LS, Parmar MKB (1994), J R Stat Soc A 157:357–416；Kass RE, Raftery AE (1995)。"),
        ]);
    }

    /// <summary>What is left of an effect when biases are undone.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="corrected">The table without the biases.</param>
    public static WhatIfResult Of(ComparedGroups groups, ExpectedTable corrected)
    {
        ArgumentNullException.ThrowIfNull(groups);
        var observed = ExpectedTable.Of(groups.Counts);
        string before = NumberFormat.Fixed(observed.RiskRatio), after = NumberFormat.Fixed(corrected.RiskRatio);
        var sentence = corrected.IsPossible
            ? new Localized($"If the biases were as given, the risk ratio would be {after} in place of {before}.",
                $"若偏倚如所设，风险比应为 {after}，而非 {before}。")
            : new Localized("The counts cannot have come about with these biases: there would be fewer than no women in a cell.",
                "这些计数不可能在所设偏倚下产生：某一格的人数会小于零。");
        double? Possible(double value) => corrected.IsPossible ? value : null;
        return new("bias", Title(groups, new("What if it is biased", "如果存在偏倚")), sentence,
        [
            .. Counts(groups),
            new("risk_ratio", new("risk ratio as counted", "风险比（按计数）"), observed.RiskRatio),
            new("risk_ratio_corrected", new("risk ratio without the biases", "风险比（校正偏倚后）"), Possible(corrected.RiskRatio)),
            new("risk_difference", new("risk difference as counted", "风险差（按计数）"), observed.RiskDifference, WhatIfStyle.Share),
            new("risk_difference_corrected", new("risk difference without the biases", "风险差（校正偏倚后）"),
                Possible(corrected.RiskDifference), WhatIfStyle.Share),
            new("odds_ratio", new("odds ratio as counted", "比值比（按计数）"), observed.OddsRatio),
            new("odds_ratio_corrected", new("odds ratio without the biases", "比值比（校正偏倚后）"), Possible(corrected.OddsRatio)),
        ],
        [
            new("Biases are undone in the order misclassification, selection, confounding. No error of chance is in these numbers.",
                "按错分、选择、混杂的顺序逐一消除偏倚；以上数字不含随机误差。"),
            new("Fox MP, MacLehose RF, Lash TL (2021), Applying quantitative bias analysis to epidemiologic data, 2nd edition.",
                "来源：Fox MP, MacLehose RF, Lash TL (2021), Applying quantitative bias analysis to epidemiologic data, 第 2 版。"),
        ]);
    }

    /// <summary>How many women a trial takes.</summary>
    /// <param name="design">What is assumed.</param>
    /// <param name="power">The power asked for.</param>
    /// <param name="dropOut">The share that drops out.</param>
    /// <param name="designEffect">How many times as many women clusters take.</param>
    public static WhatIfResult Of(TrialDesign design, double power, double dropOut, double designEffect)
    {
        ArgumentNullException.ThrowIfNull(design);
        var (treated, control) = TrialPower.SampleSize(design, power);
        int Include(int women) => TrialPower.WithDropOut((int)Math.Ceiling(women * designEffect - 1e-9), dropOut);
        int first = Include(treated), second = Include(control);
        var exact = design.Margin is null ? TrialPower.Exact(design, TrialTest.Fisher, treated, control) : (double?)null;
        double gap = design.Treated - design.Control,
            error = Math.Sqrt(design.Treated * (1 - design.Treated) / treated + design.Control * (1 - design.Control) / control);
        var errors = gap == 0 ? null : DesignErrors.Of(gap, error, design.Alpha);
        string p1 = NumberFormat.Percent(design.Treated, 1), p2 = NumberFormat.Percent(design.Control, 1),
            sure = NumberFormat.Percent(power, 0);
        var sentence = design.Margin is { } margin
            ? new Localized($"To show that {p1} is not worse than {p2} by more than {Points(margin)} percentage points with {sure} power, "
                    + $"{first + second} women have to be included.",
                $"以 {sure} 的把握度证明 {p1} 不劣于 {p2}（界值 {Points(margin)} 个百分点），须纳入 {first + second} 例患者。")
            : new Localized($"To tell {p1} from {p2} with {sure} power, {first + second} women have to be included.",
                $"以 {sure} 的把握度区分 {p1} 与 {p2}，须纳入 {first + second} 例患者。");
        var looks = GroupSequential.Spending([1 / 3.0, 2 / 3.0, 1], AlphaSpending.OBrienFleming, design.Alpha);
        return new("power", new("How many women a trial takes", "试验需要多少患者"), sentence,
        [
            new("treated", new("treated women to include", "试验组纳入人数"), first, WhatIfStyle.Count),
            new("control", new("control women to include", "对照组纳入人数"), second, WhatIfStyle.Count),
            new("treated_analysed", new("treated women needed at the end", "试验组最终所需人数"), treated, WhatIfStyle.Count),
            new("control_analysed", new("control women needed at the end", "对照组最终所需人数"), control, WhatIfStyle.Count),
            new("power", new("power, normal approximation", "把握度（正态近似）"), TrialPower.Approximate(design, treated, control),
                WhatIfStyle.Share),
            new("power_fisher", new("power of Fisher's exact test with as many", "同样人数下 Fisher 精确检验的把握度"), exact, WhatIfStyle.Share),
            new("type_m", new("how many times too large a significant result is on average", "有统计学意义的结果平均被夸大的倍数"), errors?.TypeM),
            new("inflation_three_looks", new("times as many women at most with three looks (O'Brien-Fleming spending)",
                "三次期中分析（O'Brien-Fleming 消耗函数）时人数最多增至的倍数"), design.Margin is null ? looks.Inflation(power) : null, WhatIfStyle.Value),
        ],
        [
            new("Two-sided at the given level, or one-sided with a margin; chi-square test without continuity correction, or Farrington "
                + "and Manning's score test.", "按给定水准双侧检验（有界值时单侧）；卡方检验不作连续性校正，非劣效用 Farrington-Manning 计分检验。"),
            new("Fleiss JL, Tytun A, Ury HK (1980), Biometrics 36:343–346; Farrington CP, Manning G (1990), Stat Med 9:1447–1454; Gelman "
                + "A, Carlin J (2014); Lan KKG, DeMets DL (1983).",
                "来源：Fleiss JL, Tytun A, Ury HK (1980), Biometrics 36:343–346；Farrington CP, Manning G (1990), Stat Med 9:1447–1454；"
                + "Gelman A, Carlin J (2014)；Lan KKG, DeMets DL (1983)。"),
        ]);
    }

    private static Localized Title(ComparedGroups groups, Localized question) => new(
        $"{question.En}: {groups.Outcome.En}, {groups.First.En} against {groups.Second.En}",
        $"{question.Zh}：{groups.Outcome.Zh}，{groups.First.Zh}对{groups.Second.Zh}");

    private static WhatIfNumber[] Counts(ComparedGroups groups) =>
    [
        new("events_first", new($"{groups.Outcome.En}, {groups.First.En}", $"{groups.First.Zh}{groups.Outcome.Zh}"), groups.Counts.A,
            WhatIfStyle.Count),
        new("women_first", new($"women, {groups.First.En}", $"{groups.First.Zh}人数"), groups.Counts.Row1, WhatIfStyle.Count),
        new("events_second", new($"{groups.Outcome.En}, {groups.Second.En}", $"{groups.Second.Zh}{groups.Outcome.Zh}"), groups.Counts.C,
            WhatIfStyle.Count),
        new("women_second", new($"women, {groups.Second.En}", $"{groups.Second.Zh}人数"), groups.Counts.Row2, WhatIfStyle.Count),
    ];

    private static string Points(double share) => NumberFormat.WithMinus(NumberFormat.Fixed(100 * share, 1));
}
