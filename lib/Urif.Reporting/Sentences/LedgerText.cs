using System.Globalization;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>The parts of a ledger for readers: tables, variables, groups, statistics.</summary>
public static class LedgerText
{
    /// <summary>"Table 3", or "the text".</summary>
    public static Localized Table(string table) =>
        table == Ledger.Text ? new("the text", "正文") : new($"Table {table}", $"表{table}");

    /// <summary>
    /// Where in a paper's text a number stands, from the first part of its name, which is of parts of papers and numbers of sections:
    /// <c>results_2_2</c> is "results 2.2", <c>abstract_en</c> "English abstract". Other words stay as they are.
    /// </summary>
    internal static Localized Place(string place)
    {
        var words = place.Split('_', StringSplitOptions.RemoveEmptyEntries).ToList();
        var section = string.Join('.', words.Where(w => w.All(char.IsAsciiDigit)));
        words.RemoveAll(w => w.All(char.IsAsciiDigit));
        Localized? original = words switch
        {
            [_, .., "en"] => new("English ", "英文"),
            [_, .., "zh"] => new("Chinese ", "中文"),
            _ => null,
        };
        if (original is not null) words.RemoveAt(words.Count - 1);
        var end = section.Length > 0 ? " " + section : "";
        return new(original?.En + string.Join(' ', words) + end, original?.Zh + string.Concat(words.Select(PartInChinese)) + end);
    }

    private static string PartInChinese(string word) => word switch
    {
        "title" => "题名",
        "abstract" => "摘要",
        "introduction" => "引言",
        "background" => "背景",
        "method" or "methods" => "方法",
        "result" or "results" => "结果",
        "discussion" => "讨论",
        "conclusion" or "conclusions" => "结论",
        _ => word,
    };

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
        Statistic.CiLow => new("lower confidence limit", "置信下限"),
        _ => new("upper confidence limit", "置信上限"),
    };

    /// <summary>The tables that a reading takes its numbers from: "Table 2", or "Tables 4 and 3".</summary>
    public static Localized Label(this TableReading reading) => Tables(reading.First.Table, reading.Second.Table);

    /// <summary>One table, or two.</summary>
    internal static Localized Tables(string first, string second) =>
        first == second ? Table(first) : new($"Tables {first} and {second}", $"表{first}与表{second}");

    /// <summary>"mean ± SD" as printed, or "mean (SE 0.4)" where a standard error is.</summary>
    internal static string Moments(ArmEntry entry) => entry[Statistic.Sd] is { } sd ? $"{entry[Statistic.Mean]!.Printed} ± {sd.Printed}"
        : $"{entry[Statistic.Mean]!.Printed} (SE {entry[Statistic.Se]!.Printed})";

    /// <summary>A count of the group as printed, or the percent where no count is.</summary>
    internal static string Rate(ArmEntry entry) => entry.Events is { } events
        ? string.Create(CultureInfo.InvariantCulture, $"{events}/{entry.Size}")
        : string.Create(CultureInfo.InvariantCulture, $"{entry[Statistic.Percent]?.Printed.Text}% ({entry.Size})");

    /// <summary>What an arm prints: a rate, mean and SD, or quartiles.</summary>
    internal static string Summary(ArmEntry entry) =>
        entry[Statistic.Mean] is not null && (entry[Statistic.Sd] ?? entry[Statistic.Se]) is not null ? Moments(entry)
        : entry.Events is not null || entry[Statistic.Percent] is not null ? Rate(entry) : Quartiles(entry);

    /// <summary>Whether a statistic is a ratio, whose intervals are symmetric on the log scale.</summary>
    internal static bool IsRatio(Statistic statistic) =>
        statistic is Statistic.OddsRatio or Statistic.RiskRatio or Statistic.HazardRatio;

    /// <summary>The quartiles as printed.</summary>
    internal static string Quartiles(ArmEntry entry) => Printed(entry.Quantiles.Select(q => q.Number));

    /// <summary>Numbers as printed, one after the other.</summary>
    internal static string Printed(IEnumerable<LedgerNumber> numbers) => string.Join(", ", numbers.Select(n => n.Printed.Text));

    /// <summary>Numbers as printed, as a sum.</summary>
    internal static string Sum(IEnumerable<LedgerNumber> numbers) => string.Join(" + ", numbers.Select(n => n.Printed.Text));
}
