namespace Urif.Audit;

/// <summary>How an effect of two arms and its interval can be made from their own numbers.</summary>
public enum EffectMethod
{
    /// <summary>Wald's interval: of ratios on the log scale, of differences on their own, by the normal distribution.</summary>
    Wald,

    /// <summary>From the profile likelihood.</summary>
    Profile,

    /// <summary>Conditional on the margins, exact.</summary>
    Exact,

    /// <summary>Conditional on the margins, by mid-p.</summary>
    MidP,

    /// <summary>From the score test of Miettinen and Nurminen.</summary>
    MiettinenNurminen,

    /// <summary>From the score test without their factor (Cornfield; Koopman).</summary>
    Score,

    /// <summary>Newcombe's of a difference of risks.</summary>
    Newcombe,

    /// <summary>With half a woman added to each count.</summary>
    HalfAdded,

    /// <summary>Of two means by Student's t.</summary>
    Student,

    /// <summary>Of two means by Welch's t.</summary>
    Welch,
}
