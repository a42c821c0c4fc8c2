namespace Urif.Audit;

/// <summary>What became of a printed number. A later member is the worse verdict.</summary>
public enum Verdict
{
    /// <summary>Nothing printed bounds the number.</summary>
    NotCheckable,

    /// <summary>Inside the attainable set under the method the paper states.</summary>
    Reproduced,

    /// <summary>Inside the attainable set only under an unstated convention, which is named.</summary>
    ReproducedByVariant,

    /// <summary>Outside the attainable set under every convention tried.</summary>
    NotReproduced,

    /// <summary>The paper prints another number for the same women, and both cannot hold.</summary>
    Contradicted,

    /// <summary>No data set can have it, given the group's other printed numbers.</summary>
    Impossible,
}

/// <summary>The names of the verdicts, for files and for people.</summary>
public static class VerdictNames
{
    /// <summary>Every verdict in the order in which summaries list them.</summary>
    public static IReadOnlyList<Verdict> InOrder { get; } =
    [
        Verdict.Reproduced, Verdict.ReproducedByVariant, Verdict.NotReproduced,
        Verdict.Contradicted, Verdict.Impossible, Verdict.NotCheckable,
    ];

    /// <summary>The verdict as files write it.</summary>
    public static string Key(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.ReproducedByVariant => "reproduced_by_variant",
        Verdict.NotReproduced => "not_reproduced",
        Verdict.Contradicted => "contradicted",
        Verdict.Impossible => "impossible",
        _ => "not_checkable",
    };

    /// <summary>The verdict as people read it.</summary>
    public static Localized Label(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => new("reproduced", "可复现"),
        Verdict.ReproducedByVariant => new("reproduced by a variant", "按变通方法可复现"),
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
        Verdict.Reproduced => new("follows by the stated method", "按文中所述方法可得"),
        Verdict.ReproducedByVariant => new("follows only by an unstated convention", "仅按文中未说明的做法可得"),
        Verdict.NotReproduced => new("follows by no convention tried", "所试各种做法均不可得"),
        Verdict.Contradicted => new("another number is printed for the same women", "同一组患者另有不同数值"),
        Verdict.Impossible => new("no data set can have it", "任何数据集都不可能得到"),
        _ => new("nothing printed bounds it", "文中没有可供核对的数值"),
    };

    /// <summary>Whether the verdict means that something is amiss.</summary>
    public static bool IsFinding(this Verdict verdict) => verdict >= Verdict.NotReproduced;

    /// <summary>Reads a verdict as files write it.</summary>
    public static bool TryParse(string key, out Verdict verdict)
    {
        foreach (var v in InOrder)
        {
            if (v.Key() != key) continue;
            verdict = v;
            return true;
        }

        verdict = default;
        return false;
    }
}
