using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Verdicts for readers.</summary>
public static class VerdictText
{
    /// <summary>The verdict as people read it.</summary>
    public static Localized Label(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => new("reproduced", "可复现"),
        Verdict.ReproducedByVariant => new("reproduced by a variant", "按变通方法可复现"),
        Verdict.Consistent => new("consistent", "相符"),
        Verdict.NotReproduced => new("not reproduced", "未能复现"),
        Verdict.Contradicted => new("contradicted", "前后矛盾"),
        Verdict.Impossible => new("impossible", "不可能"),
        _ => new("not checkable", "无法核查"),
    };

    /// <summary>The verdict's symbol, one cell of a terminal wide.</summary>
    public static string Symbol(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "✓",
        Verdict.ReproducedByVariant => "~",
        Verdict.Consistent => "○",
        Verdict.NotReproduced => "✗",
        Verdict.Contradicted => "≠",
        Verdict.Impossible => "⊘",
        _ => "?",
    };

    /// <summary>Symbol and name: "✗ not reproduced".</summary>
    public static string Tag(this Verdict verdict, Language language) => $"{verdict.Symbol()} {verdict.Label().In(language)}";

    /// <summary>What the verdict means, in one line.</summary>
    public static Localized Meaning(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => new("recomputed by the stated method", "按文中所述方法重新算得"),
        Verdict.ReproducedByVariant => new("recomputed only by an unstated convention", "仅按文中未说明的做法算得"),
        Verdict.Consistent => new("not ruled out, like many other values", "未被排除，许多其他数值亦然"),
        Verdict.NotReproduced => new("follows by no convention tried", "所试各种做法均不可得"),
        Verdict.Contradicted => new("another number is printed for the same women", "同一组患者另有不同数值"),
        Verdict.Impossible => new("no data set can have it", "任何数据集都不可能得到"),
        _ => new("nothing printed bounds it", "文中没有可供核对的数值"),
    };
}
