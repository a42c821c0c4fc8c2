using System.Diagnostics;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>The names of conventions, made from their parts. The English one is also their key in files.</summary>
public static class ConventionText
{
    /// <summary>The convention's name.</summary>
    public static Localized Name(this Convention convention) => convention switch
    {
        Convention.Plain => new("as the rule has it", "按规则本身"),
        Convention.Test test => Name(test),
        Convention.Sd { Denominator: SdDenominator.N } => new("denominator n", "以 n 为分母"),
        Convention.Sd => new("denominator n - 1", "以 n - 1 为分母"),
        Convention.StandardErrorsAsSds => new("standard errors printed as SDs", "以标准误充作标准差"),
        Convention.PercentOf { Outcome: { } outcome } => new($"of those with {outcome.Label.En}", $"以{outcome.Label.Zh}者为分母"),
        Convention.PercentOf => new("of the group", "以全组为分母"),
        Convention.Digits digits => Name(digits.Rounding),
        Convention.FinerSteps => new("recorded in finer steps", "记录更精细"),
        Convention.FromRoundedStatistic => new("computed from the rounded statistic", "由所列统计量查得"),
        Convention.FromRoundedP => new("computed from the rounded p", "由所列 P 值反推"),
        Convention.DifferentTests => new("statistic and p by different tests", "统计量与 P 值出自不同检验"),
        Convention.CorrectionInOne { Statistic: Statistic.P } => new("continuity correction in p alone", "仅 P 值作连续性校正"),
        Convention.CorrectionInOne correction => new(
            $"continuity correction in {LedgerText.Name(correction.Statistic).En} alone",
                $"仅 {LedgerText.Name(correction.Statistic).Zh} 值作连续性校正"),
        Convention.WaldInterval interval => new($"{NumberFormat.Fixed(100 * interval.Level, 0)}% interval",
            $"{NumberFormat.Fixed(100 * interval.Level, 0)}% 区间"),
        Convention.PByCounts => new("p by a test of the counts", "P 值出自例数检验"),
        Convention.CountsOf counts => new(
            $"crude counts of {LedgerText.Tables(counts.First, counts.Second).En}",
                $"{LedgerText.Tables(counts.First, counts.Second).Zh}的未校正例数"),
        Convention.OtherEndings => new("other endings than the printed ones", "另有未列出的结局"),
        // Tests and estimates.
        Convention.OneTail => new("one-sided", "单侧"),
        Convention.Effect effect => Name(effect),
        Convention.Direction { SecondMinusFirst: true } => new("the second arm less the first", "第二组减第一组"),
        Convention.Direction => new("the first arm less the second", "第一组减第二组"),
        // Arms: means, SDs, quantiles, counts and percents.
        Convention.Both both => new($"{both.First.Name().En}, {both.Second.Name().En}", $"{both.First.Name().Zh}，{both.Second.Name().Zh}"),
        Convention.Missing missing => new($"{missing.Women} missing", $"缺失 {missing.Women} 例"),
        Convention.PercentOfRow => new("of those with the outcome in any arm", "以各组该结局者合计为分母"),
        Convention.SurvivalEstimate => new("an estimate from times of follow-up", "由随访时间估计"),
        Convention.OtherTime => new("measured at another time", "测量时间不同"),
        Convention.OtherQuantile => new("another definition of quartiles", "四分位数定义不同"),
        Convention.SeveralOutcomes several => new($"{several.Women} counted under several outcomes", $"{several.Women} 例计入多个结局"),
        Convention.CompletedUnits => new("the group defined by completed units", "分组按满整单位计"),
        _ => throw new UnreachableException(),
    };

    private static Localized Name(Convention.Test test)
    {
        var plain = Name(test.Method);
        var name = test.Sds == SdDenominator.N ? new($"{plain.En} with SDs of denominator n", $"{plain.Zh}（标准差以 n 为分母）") : plain;
        if (test.Among is { } outcome) name = new($"{name.En} among {outcome.Label.En}", $"{name.Zh}（{outcome.Label.Zh}者中）");
        if (test.Scope == TestScope.Level) name = new($"{name.En} of the row against the rest", $"{name.Zh}（本行与其余各行）");
        return test.OneSided ? new($"one-sided {name.En}", $"单侧 {name.Zh}") : name;
    }

    private static Localized Name(Convention.Effect effect)
    {
        var name = effect.Method switch
        {
            EffectMethod.Wald => new Localized("Wald", "Wald"),
            EffectMethod.Profile => new("profile likelihood", "剖面似然"),
            EffectMethod.Exact => new("exact conditional", "精确条件法"),
            EffectMethod.MidP => new("mid-p", "mid-p"),
            EffectMethod.MiettinenNurminen => new("Miettinen-Nurminen", "Miettinen-Nurminen"),
            EffectMethod.Score => new("score", "计分法"),
            EffectMethod.Newcombe => new("Newcombe", "Newcombe"),
            EffectMethod.HalfAdded => new("one half added to each count", "各格加 0.5"),
            EffectMethod.Student => new("Student", "Student"),
            EffectMethod.Welch => new("Welch", "Welch"),
            _ => throw new UnreachableException(),
        };
        return effect.SecondToFirst ? new($"{name.En}, second arm against first", $"{name.Zh}（第二组比第一组）") : name;
    }

    private static Localized Name(TestMethod method) => method switch
    {
        TestMethod.Student => new("Student", "Student"),
        TestMethod.Welch => new("Welch", "Welch"),
        TestMethod.NormalOfMeans => new("normal z of two means", "两均数 Z 检验"),
        TestMethod.Normal or TestMethod.MannWhitney => new("normal", "正态近似"),
        TestMethod.ChiSquare => new("chi-square", "χ² 分布"),
        TestMethod.Pearson => new("Pearson", "Pearson"),
        TestMethod.Yates => new("Yates", "Yates"),
        TestMethod.LikelihoodRatio => new("likelihood ratio", "似然比"),
        TestMethod.NMinusOne => new("N - 1", "N - 1"),
        TestMethod.Wald => new("Wald", "Wald"),
        TestMethod.Fisher => new("Fisher", "Fisher"),
        TestMethod.CentralFisher => new("central Fisher", "中心 Fisher"),
        TestMethod.MidP => new("mid-p", "mid-p"),
        TestMethod.CentralMidP => new("central mid-p", "中心 mid-p"),
        TestMethod.MannWhitneyCorrected => new("normal, continuity-corrected", "正态近似（连续性校正）"),
        TestMethod.MannWhitneyExact => new("exact", "精确概率"),
        TestMethod.PairedT => new("paired t", "配对 t 检验"),
        TestMethod.WilcoxonSignedRank => new("Wilcoxon signed-rank", "Wilcoxon 符号秩检验"),
        TestMethod.OneWayAnova => new("one-way ANOVA", "单因素方差分析"),
        TestMethod.KruskalWallis => new("Kruskal-Wallis", "Kruskal-Wallis 检验"),
        TestMethod.FisherFreemanHalton => new("Fisher-Freeman-Halton", "Fisher-Freeman-Halton"),
        TestMethod.LinearByLinear => new("linear-by-linear trend", "线性趋势"),
        TestMethod.WelchAnova => new("Welch's ANOVA", "Welch 方差分析"),
        _ => throw new UnreachableException(),
    };

    private static Localized Name(Rounding rounding) => rounding switch
    {
        Rounding.Truncated => new("digits cut off", "截去尾数"),
        Rounding.Ceiling => new("rounded away from zero", "向远离零的方向进位"),
        Rounding.Twice => new("rounded twice", "两次舍入"),
        _ => new("rounded to nearest", "四舍五入"),
    };
}
