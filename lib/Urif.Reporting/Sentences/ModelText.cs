using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>What a logistic model's variables, coefficients and missing estimates are called, in both languages.</summary>
public static class ModelText
{
    private const string Times = " × ";

    /// <summary>A coefficient with what its odds ratio is per, or against which level: <c>age, per year</c>.</summary>
    /// <param name="model">The model.</param>
    /// <param name="coefficient">The coefficient.</param>
    public static Localized Label(CohortFit model, ModelCoefficient coefficient)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(coefficient);
        if (coefficient.IsIntercept) return new("intercept", "截距");
        if (coefficient.Parts.Count == 0) return new(coefficient.Name, coefficient.Name);
        var parts = coefficient.Parts.Select(p => Part(model, p)).ToList();
        return new(string.Join(Times, parts.Select(p => p.En)), string.Join(Times, parts.Select(p => p.Zh)));
    }

    /// <summary>A variable without its unit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">The variable.</param>
    public static Localized Variable(CohortFit model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        var design = model.Rows.Cohort.Design;
        if (name == design.Exposure?.Id)
        {
            var cut = model.CutOff.ToString("0.##########", CultureInfo.InvariantCulture);
            var label = design.Exposure.Label;
            return new(label.En.Replace("{cut}", cut, StringComparison.Ordinal), label.Zh.Replace("{cut}", cut, StringComparison.Ordinal));
        }

        return design.Schema.Find(name)?.Label ?? design.Find(name)?.Label ?? new(name, name);
    }

    /// <summary>Why there is no estimate.</summary>
    public static Localized Of(NoEstimateReason reason) => reason switch
    {
        NoEstimateReason.FewDistinctRisks => new("there are too few different predicted risks to group", "不同的预测概率过少，无法分组"),
        NoEstimateReason.SlopeIsOne => new("it is 1 on a maximum likelihood fit's own data, whatever they are", "最大似然估计在其自身数据上恒为 1"),
        NoEstimateReason.EqualRisks => new("every woman has the same predicted risk", "所有患者的预测概率相同"),
        NoEstimateReason.InfiniteSlope => new("it is infinite: the predicted risks tell all women with the event from all without",
            "为无穷大：预测概率将有事件者与无事件者完全分开"),
        NoEstimateReason.NoConvergence => new("the search for it did not end", "计算未收敛"),
        NoEstimateReason.HigherMaximum => new("the penalised likelihood has a maximum above the one that was found", "惩罚似然存在比所得更高的极大值"),
        NoEstimateReason.LikelihoodTakesRowsAsIndependent =>
            new("the likelihood takes rows as independent, and errors that do not were asked for", "似然以各行独立为前提，而所选标准误不作此假定"),
        NoEstimateReason.FewResamples => new("too few resamples have an estimate", "有估计值的重抽样次数过少"),
        NoEstimateReason.OneSidedResamples => new("all resamples are on one side of the estimate", "重抽样结果全部位于估计值一侧"),
        NoEstimateReason.NoneWithoutAWoman => new("without one of the women there is no estimate", "剔除某一患者后无估计值"),
        NoEstimateReason.NoIntercept => new("the model has no intercept", "模型没有截距"),
        NoEstimateReason.OnlyRounding => new("rounding leaves no digit of it", "舍入误差使其无有效数字"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no sentence for this reason."),
    };

    /// <summary>Why resamples have no model, after their number.</summary>
    public static Localized OfResamples(ModelFault fault) => fault switch
    {
        ModelFault.Dependent => new("with a variable that is constant or follows from others", "某变量恒定或可由其他变量得出"),
        ModelFault.OneOutcome => new("without events or with events only", "无事件或全为事件"),
        ModelFault.Separated => new("with separated data", "数据分离"),
        ModelFault.NoConvergence => new("whose search did not end", "计算未收敛"),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A resample's model has no such fault."),
    };

    private static Localized Part(CohortFit model, CoefficientPart part)
    {
        var design = model.Rows.Cohort.Design;
        var label = Variable(model, part.Variable);
        if (part.Transform is { } transform) return Transformed(design, part, transform, label);
        if (part.Level is null) return PerUnit(design, part.Variable, label);
        var level = Level(design, part.Variable, part.Level);
        if (part.Reference is null) return new($"{label.En}: {level.En}", $"{label.Zh}：{level.Zh}");
        var reference = Level(design, part.Variable, part.Reference);
        return new($"{label.En}: {level.En} against {reference.En}", $"{label.Zh}：{level.Zh}（对照 {reference.Zh}）");
    }

    private static Localized Transformed(StudyDesign design, CoefficientPart part, ModelTransform transform, Localized label)
    {
        var by = NumberFormat.Exact(transform.Argument);
        return transform.Kind switch
        {
            TransformKind.Log => new($"log of {label.En}, per unit of the natural logarithm", $"ln {label.Zh}（每 1 单位）"),
            TransformKind.LogBaseTwo => new($"{label.En}, per doubling", $"{label.Zh}（每增至 2 倍）"),
            TransformKind.LogBaseTen => new($"{label.En}, per tenfold", $"{label.Zh}（每增至 10 倍）"),
            TransformKind.SquareRoot => new($"square root of {label.En}, per unit", $"√{label.Zh}（每 1 单位）"),
            TransformKind.Power => new($"{label.En} to the power {by}, per unit", $"{label.Zh}的 {by} 次方（每 1 单位）"),
            TransformKind.Quotient => design.Schema.Find(part.Variable)?.Unit is { Length: > 0 } unit
                ? new($"{label.En}, per {by} {unit}", $"{label.Zh}（每 {by} {unit}）") : new($"{label.En}, per {by}", $"{label.Zh}（每 {by}）"),
            _ => new($"{label.En}, spline {NumberFormat.Whole(part.SplineColumn)} of {NumberFormat.Exact(transform.Argument - 1)}",
                $"{label.Zh}，样条 {NumberFormat.Whole(part.SplineColumn)}/{NumberFormat.Exact(transform.Argument - 1)}"),
        };
    }

    internal static Localized Level(StudyDesign design, string variable, string level) =>
        new(level.Replace('_', ' '), design.Schema.Find(variable)?.Categories.FirstOrDefault(c => c.Name == level)
            ?.Spellings.FirstOrDefault(s => s.Any(c => c >= 0x4E00)) ?? level);

    private static Localized PerUnit(StudyDesign design, string variable, Localized label)
    {
        var found = design.Schema.Find(variable);
        var (en, zh) = found?.Type == ColumnType.Date ? ("day", "天")
            : found is not { Type: ColumnType.Number or ColumnType.Integer } column
                ? design.Find(variable)?.Index is not null ? ("unit", "单位") : ("", "")
            : column.Unit switch
            {
                "years" => ("year", "岁"),
                "weeks" => ("week", "周"),
                "losses" => ("loss", "次"),
                "cycles" => ("cycle", "周期"),
                "embryos" => ("embryo", "枚"),
                var unit => (unit, unit),
            };
        return en.Length == 0 ? label : new($"{label.En}, per {en}", $"{label.Zh}（每 1 {zh}）");
    }
}
