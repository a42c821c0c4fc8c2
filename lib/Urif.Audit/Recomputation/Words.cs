using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>Numbers and names as the explanations write them.</summary>
public static class Words
{
    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "-∞"
        : (Math.Round(value, Math.Min(decimals, 15)) + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A p-value: three decimals, or "&lt; 0.001".</summary>
    public static string PValue(double p) => p < 0.001 ? "< 0.001" : Fixed(p, 3);

    /// <summary>A p-value with its sign: "= 0.048", "&lt; 0.001".</summary>
    public static string PEquals(double p) => p < 0.001 ? "< 0.001" : "= " + Fixed(p, 3);

    /// <summary>An interval, or the one value it holds.</summary>
    public static Localized Range(Interval interval, int decimals) => Range(interval, v => Fixed(v, decimals));

    /// <summary>A union of intervals.</summary>
    public static Localized Ranges(IntervalUnion union, int decimals) => Ranges(union, v => Fixed(v, decimals));

    /// <summary>Each convention with the values it makes attainable: "Student 1.45 to 1.62; Welch 1.46 to 1.61".</summary>
    public static Localized List(IReadOnlyList<Convention> conventions, int decimals, int most = 4) =>
        List(conventions, v => Fixed(v, decimals), most);

    /// <summary>Each convention with the p-values it makes attainable: "Pearson 0.036; Fisher 0.048".</summary>
    public static Localized PList(IReadOnlyList<Convention> conventions, int decimals, int most = 4)
    {
        var least = Math.Pow(10, -decimals);
        return List(conventions, p => p < least ? "< " + Fixed(least, decimals) : Fixed(p, decimals), most);
    }

    private static Localized List(IReadOnlyList<Convention> conventions, Func<double, string> write, int most)
    {
        var shown = conventions.Where(c => c.Values.Count > 0).Take(most)
            .Select(c => (c.Name, c.NameZh, Values: Ranges(c.Values, write))).ToList();
        return new(string.Join("; ", shown.Select(s => $"{s.Name} {s.Values.En}")), string.Join("；", shown.Select(s => $"{s.NameZh} {s.Values.Zh}")));
    }

    private static Localized Ranges(IntervalUnion union, Func<double, string> write)
    {
        if (union.Count == 0) return new("no value", "无值");
        var parts = union.Select(i => Range(i, write)).ToList();
        return new(string.Join(" or ", parts.Select(p => p.En).Distinct()), string.Join(" 或 ", parts.Select(p => p.Zh).Distinct()));
    }

    private static Localized Range(Interval interval, Func<double, string> write)
    {
        string low = write(interval.Low), high = write(interval.High);
        if (low == high) return new(low, low);
        if (double.IsNegativeInfinity(interval.Low)) return new($"at most {high}", $"≤ {high}");
        if (double.IsPositiveInfinity(interval.High)) return new($"at least {low}", $"≥ {low}");
        return new($"{low} to {high}", $"{low} 至 {high}");
    }

    /// <summary>"Table 3", or "text".</summary>
    public static Localized Table(string table) =>
        table == Ledger.Text ? new("the text", "正文") : new($"Table {table}", $"表{table}");

    /// <summary>A table with the comparisons that it makes: "Table 3: metformin vs control, IR".</summary>
    public static Localized Title(Ledger ledger, string table)
    {
        if (table == Ledger.Text) return new("Text", "正文");
        var comparisons = ledger.Comparisons.Where(c => c.Tables.Contains(table)).Select(c => c.Label).ToList();
        if (comparisons.Count == 0) return Table(table);
        return new(
            $"{Table(table).En}: {string.Join("; ", comparisons.Select(c => c.En))}",
            $"{Table(table).Zh}：{string.Join("；", comparisons.Select(c => c.Zh))}");
    }

    /// <summary>A variable's label, with the unit of a measured one.</summary>
    public static Localized Label(Variable variable) => variable.Unit.Length == 0 || variable.Kind != VariableKind.Continuous
        ? variable.Label
        : new($"{variable.Label.En} ({variable.Unit})", $"{variable.Label.Zh}（{(variable.Unit == "years" ? "岁" : variable.Unit)}）");

    /// <summary>What a number is about: the label of its group or comparison, or "between the groups".</summary>
    public static Localized Group(Ledger ledger, string group) =>
        group.Length == 0 ? new("between the groups", "组间比较")
        : ledger.Groups.FirstOrDefault(g => g.Id == group)?.Label ?? ledger.Comparisons.First(c => c.Id == group).Label;

    /// <summary>The name of an unstated convention.</summary>
    public static Localized Variant(string variant) => new(variant, new Convention(variant, false, IntervalUnion.Empty).NameZh);

    /// <summary>The name of a statistic.</summary>
    public static Localized Name(Statistic statistic) => statistic switch
    {
        Statistic.N => new("count", "例数"),
        Statistic.Percent => new("percent", "百分率"),
        Statistic.Mean => new("mean", "均数"),
        Statistic.Sd => new("SD", "标准差"),
        Statistic.Median => new("median", "中位数"),
        Statistic.Q1 => new("lower quartile", "下四分位数"),
        Statistic.Q3 => new("upper quartile", "上四分位数"),
        Statistic.T => new("t", "t"),
        Statistic.Z => new("z", "Z"),
        Statistic.Chi2 => new("chi-square", "χ²"),
        Statistic.P => new("p", "P"),
        Statistic.OddsRatio => new("odds ratio", "OR"),
        Statistic.CiLow => new("lower confidence limit", "置信下限"),
        Statistic.ValidN => new("women with a value", "有效例数"),
        Statistic.Se => new("standard error", "标准误"),
        Statistic.Iqr => new("interquartile range", "四分位距"),
        Statistic.Min => new("minimum", "最小值"),
        Statistic.Max => new("maximum", "最大值"),
        Statistic.F => new("F", "F"),
        Statistic.H => new("H", "H"),
        Statistic.R => new("r", "r"),
        Statistic.Df => new("degrees of freedom", "自由度"),
        Statistic.Df2 => new("degrees of freedom of the denominator", "分母自由度"),
        Statistic.RiskRatio => new("risk ratio", "RR"),
        Statistic.HazardRatio => new("hazard ratio", "HR"),
        Statistic.RiskDifference => new("risk difference", "率差"),
        Statistic.MeanDifference => new("mean difference", "均数差"),
        _ => new("upper confidence limit", "置信上限"),
    };

    /// <summary>"mean ± SD" as printed.</summary>
    public static string Moments((LedgerNumber Mean, LedgerNumber Sd) m) => $"{m.Mean.Printed} ± {m.Sd.Printed}";
}
