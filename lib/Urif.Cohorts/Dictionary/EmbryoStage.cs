namespace Urif.Cohorts;

/// <summary>The stage of the embryos transferred.</summary>
public enum EmbryoStage
{
    /// <summary>Cleavage stage, day 2 or 3.</summary>
    Cleavage,

    /// <summary>Blastocyst, day 5 or 6.</summary>
    Blastocyst,
}
