using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How a paper turns values into printed digits.</summary>
public enum Rounding
{
    /// <summary>To the nearest digit, ties either way.</summary>
    Nearest,

    /// <summary>Further digits cut off.</summary>
    Truncated,

    /// <summary>Away from zero.</summary>
    Ceiling,
}

/// <summary>One way of computing a number, and the values it can then have.</summary>
/// <param name="Name">The convention's name, as variants are reported.</param>
/// <param name="Stated">Whether the paper states it (or leaves no other reading).</param>
/// <param name="Values">The values attainable under it, before rounding.</param>
public sealed record Convention(string Name, bool Stated, IntervalUnion Values)
{
    /// <summary>The name for Chinese readers; proper names stay as they are.</summary>
    public string NameZh { get; init; } = ChineseName(Name);

    /// <summary>A convention under which one interval is attainable.</summary>
    public Convention(string name, bool stated, Interval values)
        : this(name, stated, new IntervalUnion([values]))
    {
    }

    private static string ChineseName(string name) => name switch
    {
        "likelihood ratio" => "似然比",
        "central Fisher" => "中心 Fisher",
        "central mid-p" => "中心 mid-p",
        "normal" => "正态近似",
        "normal, continuity-corrected" => "正态近似（连续性校正）",
        "normal z of two means" => "两均数 Z 检验",
        "chi-square" => "χ² 分布",
        "Student with SDs of denominator n" => "Student（标准差以 n 为分母）",
        "Welch with SDs of denominator n" => "Welch（标准差以 n 为分母）",
        "standard errors printed as SDs" => "以标准误充作标准差",
        "continuity correction in p alone" => "仅 P 值作连续性校正",
        "continuity correction in z alone" => "仅 Z 值作连续性校正",
        "exact" => "精确概率",
        "computed from the rounded statistic" => "由所列统计量查得",
        "computed from the rounded p" => "由所列 P 值反推",
        "statistic and p by different tests" => "统计量与 P 值出自不同检验",
        "p by a test of the counts" => "P 值出自例数检验",
        "digits cut off" => "截去尾数",
        "rounded away from zero" => "向远离零的方向进位",
        "recorded in finer steps" => "记录更精细",
        "other endings than the printed ones" => "另有未列出的结局",
        "denominator n" => "以 n 为分母",
        "90% interval" => "90% 区间",
        "95% interval" => "95% 区间",
        "99% interval" => "99% 区间",
        _ => name,
    };
}

/// <summary>Rounding as arithmetic on intervals.</summary>
public static class RoundingRules
{
    /// <summary>The roundings tried, the stated one first.</summary>
    public static IReadOnlyList<Rounding> All { get; } = [Rounding.Nearest, Rounding.Truncated, Rounding.Ceiling];

    /// <summary>The values that a rounding turns into the printed digits.</summary>
    public static Interval Values(this PrintedNumber printed, Rounding rounding) => rounding switch
    {
        Rounding.Truncated => printed.Truncated,
        Rounding.Ceiling => printed.Ceiling,
        _ => printed.Rounded,
    };

    /// <summary>The rounding's name as variants report it; empty for rounding to nearest.</summary>
    public static string Name(this Rounding rounding) => rounding switch
    {
        Rounding.Truncated => "digits cut off",
        Rounding.Ceiling => "rounded away from zero",
        _ => "",
    };
}
