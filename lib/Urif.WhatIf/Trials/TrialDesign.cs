namespace Urif.WhatIf;

/// <summary>A trial of two arms with a yes-or-no outcome: what is assumed, and how it will be tested.</summary>
/// <remarks>The first arm is treated, the second is control.</remarks>
public sealed record TrialDesign
{
    /// <summary>A design.</summary>
    /// <param name="treated">The risk with treatment that is assumed, between 0 and 1.</param>
    /// <param name="control">The risk without, between 0 and 1.</param>
    /// <param name="alpha">The level of significance, between 0 and 1; two-sided unless there is a margin.</param>
    /// <param name="ratio">Treated women for each control, above 0.</param>
    /// <param name="margin">
    /// For non-inferiority: the greatest difference of risks (treated less control, as a share) that is still acceptable; above 0 where the
    /// outcome is bad (fewer are better). The test is then one-sided. Null for superiority.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public TrialDesign(double treated, double control, double alpha = 0.05, double ratio = 1, double? margin = null)
    {
        if (!(treated is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(treated), treated, "A risk lies between 0 and 1.");
        if (!(control is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(control), control, "A risk lies between 0 and 1.");
        if (!(alpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A level lies between 0 and 1.");
        if (!(ratio > 0 && double.IsFinite(ratio))) throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "A ratio is above 0.");
        if (margin is { } m && !(m > 0 && m < 1))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "A margin is a difference of risks between 0 and 1.");
        if (margin is { } limit && treated - control >= limit)
        {
            throw new ArgumentOutOfRangeException(nameof(margin), margin,
                "The assumed difference has to lie within the margin, or there is nothing to show.");
        }

        (Treated, Control, Alpha, Ratio, Margin) = (treated, control, alpha, ratio, margin);
    }

    /// <summary>The risk with treatment.</summary>
    public double Treated { get; }

    /// <summary>The risk without.</summary>
    public double Control { get; }

    /// <summary>The level of significance.</summary>
    public double Alpha { get; }

    /// <summary>Treated women for each control.</summary>
    public double Ratio { get; }

    /// <summary>The greatest acceptable difference of risks; null for superiority.</summary>
    public double? Margin { get; }
}
