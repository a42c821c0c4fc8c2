namespace Urif.Audit;

/// <summary>What became of a printed number. A later member is the worse verdict.</summary>
public enum Verdict
{
    /// <summary>Nothing printed bounds the number.</summary>
    NotCheckable,

    /// <summary>Not ruled out: inside a set that would have let many values pass.</summary>
    Consistent,

    /// <summary>Recomputed by the method the paper states: few values would have passed, and the printed one is among them.</summary>
    Reproduced,

    /// <summary>Recomputed, but only under an unstated convention, which is named.</summary>
    ReproducedByVariant,

    /// <summary>Outside the attainable set under every convention tried.</summary>
    NotReproduced,

    /// <summary>The paper prints another number for the same women, and both cannot hold.</summary>
    Contradicted,

    /// <summary>No data set can have it, given the group's other printed numbers.</summary>
    Impossible,
}

/// <summary>The order of the verdicts and their names in files.</summary>
public static class VerdictNames
{
    /// <summary>Every verdict in the order in which summaries list them.</summary>
    public static IReadOnlyList<Verdict> InOrder { get; } =
    [
        Verdict.Reproduced, Verdict.ReproducedByVariant, Verdict.Consistent, Verdict.NotReproduced,
        Verdict.Contradicted, Verdict.Impossible, Verdict.NotCheckable,
    ];

    /// <summary>The verdict as files write it.</summary>
    public static string Key(this Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "reproduced",
        Verdict.ReproducedByVariant => "reproduced_by_variant",
        Verdict.Consistent => "consistent",
        Verdict.NotReproduced => "not_reproduced",
        Verdict.Contradicted => "contradicted",
        Verdict.Impossible => "impossible",
        _ => "not_checkable",
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
