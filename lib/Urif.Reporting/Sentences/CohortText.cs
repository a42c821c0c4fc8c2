using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>What rules and the flow of a cohort are called, by their identities. Titles of criteria are the design's.</summary>
public static class CohortText
{
    private static readonly Dictionary<string, Localized> Titles = new(StringComparer.Ordinal)
    {
        ["failed-of-transfers"] = new("more failed transfer cycles than transfer cycles", "移植失败周期数多于移植周期数"),
        ["embryos-of-transfers"] = new("fewer embryos transferred before than transfer cycles", "既往移植胚胎数少于移植周期数"),
        ["good-quality-of-embryos"] = new("more good-quality embryos than embryos transferred before", "优质胚胎数多于既往移植胚胎总数"),
        ["stage-and-embryos"] = new("a stage without embryos, or embryos without a stage", "有胚胎类型而无移植胚胎，或有移植胚胎而无胚胎类型"),
        ["clinical-needs-hcg"] = new("a gestational sac or clinical pregnancy without positive hCG", "hCG 阴性却有妊娠囊或临床妊娠"),
        ["biochemical-not-clinical"] = new("a biochemical loss given as a clinical pregnancy", "生化妊娠被记为临床妊娠"),
        ["ectopic-needs-clinical"] = new("an ectopic pregnancy without a clinical pregnancy", "异位妊娠却无临床妊娠"),
        ["ectopic-not-live-birth"] = new("an ectopic pregnancy with a live birth", "异位妊娠却有活产"),
        ["live-birth-needs-clinical"] = new("a live birth without a clinical pregnancy", "活产却无临床妊娠"),
        ["late-loss-needs-clinical"] = new("a late loss without a clinical pregnancy", "晚期妊娠丢失却无临床妊娠"),
        ["early-loss-needs-hcg"] = new("an early loss without positive hCG", "hCG 阴性却有早期妊娠丢失"),
        ["one-ending"] = new("more than one of ectopic pregnancy, early loss, late loss and live birth", "异位妊娠、早期丢失、晚期丢失、活产多于一项"),
        ["heartbeat-needs-sac"] = new("a heartbeat without a gestational sac", "有胎心却无妊娠囊"),
        ["end-needs-pregnancy"] = new("an end of a pregnancy in a woman without an intrauterine one", "无宫内妊娠却有妊娠结局"),
        ["birth-week"] = new("a live birth or stillbirth before week 20", "孕 20 周前的活产或死产"),
        ["agrees-homa_ir"] = new("HOMA-IR given otherwise than FPG × FINS / 22.5 says, by a unit of its last digit or more",
            "所填 HOMA-IR 与 FPG × FINS / 22.5 相差不小于其末位的一个单位"),
        ["duplicate-cycle"] = new("the same woman and cycle as an earlier row", "与前面某行同一患者同一周期"),
        ["several-cycles"] = new("a further cycle of an earlier row's woman", "前面某行患者的另一周期"),
        ["arm-known"] = new("HOMA-IR (or fasting glucose or insulin, of which it is made) or metformin missing: no arm",
            "HOMA-IR（或空腹血糖、空腹胰岛素）或二甲双胍缺失，无法分组"),
        ["outcomes-known"] = new("clinical pregnancy, early loss or live birth not known", "临床妊娠、早期妊娠丢失或活产未知"),
    };

    /// <summary>What a row that breaks a rule is.</summary>
    public static Localized Title(CohortRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Titles.TryGetValue(rule.Id, out var title)) return title;
        var label = rule.Column!.Label;
        return rule.Kind switch
        {
            RuleKind.Range => Outside(rule.Column),
            RuleKind.Logic =>
                new($"{label.En} given otherwise than hCG, ultrasound and end of pregnancy say", $"所填{label.Zh}与 hCG、超声及妊娠结局不符"),
            _ => rule.Criterion!.Title ?? label,
        };
    }

    /// <summary>Where the paper states a rule, or why it holds.</summary>
    public static Localized Source(CohortRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Basis switch
        {
            RuleBasis.Definition => new("by definition", "由定义"),
            RuleBasis.Dictionary => new("range in the data dictionary", "数据字典所列范围"),
            RuleBasis.EmbryoInEachTransfer => new("each transfer cycle has an embryo", "每个移植周期至少移植一枚胚胎"),
            RuleBasis.OutcomeDefinitions => new("paper, 1.2", "论文 1.2"),
            RuleBasis.HomaIr => new("Matthews 1985; paper, 1.2", "Matthews 1985；论文 1.2"),
            RuleBasis.IndependentRows => new("the paper counts women (1.1); its tests take rows for independent", "论文以患者计数（1.1），其检验假定各行独立"),
            RuleBasis.Arms => new("paper, 1.1 and 1.2", "论文 1.1、1.2"),
            RuleBasis.ComparedOutcomes => new("paper, 1.3", "论文 1.3"),
            RuleBasis.Criterion => Listed(rule.Criterion!),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }

    /// <summary>Why rows leave at a step of the flow.</summary>
    public static Localized Leaving(FlowStage stage) => stage switch
    {
        FlowStage.Errors => new("Rows with errors", "数据有误的行"),
        FlowStage.Eligibility => new("Not eligible", "不符合入选标准"),
        FlowStage.Completeness => new("Not to be analysed", "无法分析"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>What the rows are that remain after a step of the flow.</summary>
    public static Localized Remaining(FlowStage stage) => stage switch
    {
        FlowStage.Errors => new("Assessed for eligibility", "评估入选资格"),
        FlowStage.Eligibility => new("Eligible", "符合入选标准"),
        FlowStage.Completeness => new("Analysed", "纳入分析"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    private static Localized Outside(DictionaryColumn column)
    {
        var unit = column.Unit.Length > 0 ? " " + column.Unit : "";
        var span = string.Create(CultureInfo.InvariantCulture, $"{column.Minimum}–{column.Maximum}{unit}");
        return new($"{column.Label.En} outside {span}", $"{column.Label.Zh}超出 {span}");
    }

    private static Localized Listed(Criterion criterion)
    {
        var (en, zh) = criterion.Kind == CriterionKind.Inclusion ? ("inclusion", "纳入标准") : ("exclusion", "排除标准");
        if (criterion.Section.Length == 0) return new($"design, {en}", $"设计文件，{zh}");
        return new(string.Create(CultureInfo.InvariantCulture, $"paper, {criterion.Section}, {en} ({criterion.Number})"),
            string.Create(CultureInfo.InvariantCulture, $"论文 {criterion.Section} {zh}（{criterion.Number}）"));
    }
}
