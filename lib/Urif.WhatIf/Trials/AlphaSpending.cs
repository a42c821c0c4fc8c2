using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>How much of the level of significance has been used up when a share of the information is in.</summary>
/// <remarks>Lan KKG, DeMets DL (1983). Discrete sequential boundaries for clinical trials. Biometrika 70:659-663.</remarks>
public enum AlphaSpending
{
    /// <summary>Little at first: like O'Brien and Fleming's boundaries. 2 - 2 Φ(z / √t), z the quantile of alpha/2 (of each
    /// side).</summary>
    OBrienFleming,

    /// <summary>About the same at each look: like Pocock's. alpha ln(1 + (e - 1) t).</summary>
    Pocock,

    /// <summary>In proportion: alpha t.</summary>
    Linear,
}

/// <summary>The spending functions.</summary>
internal static class AlphaSpendings
{
    /// <summary>The part of a two-sided level that is spent.</summary>
    public static double Spent(AlphaSpending spending, double share, double alpha) => spending switch
    {
        AlphaSpending.OBrienFleming => 4 * Normal.UpperTail(-Normal.Quantile(alpha / 4) / Math.Sqrt(share)),
        AlphaSpending.Pocock => alpha * Math.Log(1 + (Math.E - 1) * share),
        _ => alpha * share,
    };
}
