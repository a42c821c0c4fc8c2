using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>What is believed of a log odds ratio before the data.</summary>
/// <remarks>
/// Spiegelhalter DJ, Freedman LS, Parmar MKB (1994). Bayesian approaches to randomized trials. J R Stat Soc A 157:357-416.
/// </remarks>
public sealed record NormalPrior
{
    /// <summary>With its mean and standard deviation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The mean is no number, or the standard deviation not above 0.</exception>
    public NormalPrior(double mean, double standardDeviation)
    {
        if (!double.IsFinite(mean)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean is a number.");
        if (!(standardDeviation > 0 && double.IsFinite(standardDeviation)))
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "A standard deviation is above 0.");
        (Mean, StandardDeviation) = (mean, standardDeviation);
    }

    /// <summary>The mean of the log odds ratio.</summary>
    public double Mean { get; }

    /// <summary>Its standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <summary>Almost nothing is believed: standard deviation 10, so that an odds ratio of a million is not ruled out.</summary>
    public static NormalPrior Reference { get; } = new(0, 10);

    /// <summary>Probably no effect: centred at 1, with a small chance that the odds ratio is beyond a given one.</summary>
    /// <param name="oddsRatio">The effect that is thought unlikely, above 0 and not 1.</param>
    /// <param name="chance">The chance that the effect is at least that strong, in that direction; below one half.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static NormalPrior Sceptical(double oddsRatio, double chance = 0.05) => new(0, Spread(oddsRatio, chance));

    /// <summary>Probably that effect: centred at a given odds ratio, with a small chance that there is none or the reverse.</summary>
    /// <param name="oddsRatio">The effect that is expected, above 0 and not 1.</param>
    /// <param name="chance">The chance of no effect or the reverse; below one half.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static NormalPrior Enthusiastic(double oddsRatio, double chance = 0.05) => new(Math.Log(oddsRatio), Spread(oddsRatio, chance));

    private static double Spread(double oddsRatio, double chance)
    {
        if (!(oddsRatio > 0 && oddsRatio != 1 && double.IsFinite(oddsRatio)))
            throw new ArgumentOutOfRangeException(nameof(oddsRatio), oddsRatio, "An effect is an odds ratio above 0 and not 1.");
        if (!(chance is > 0 and < 0.5)) throw new ArgumentOutOfRangeException(nameof(chance), chance,
            "The chance lies between 0 and one half.");
        return Math.Abs(Math.Log(oddsRatio)) / -Normal.Quantile(chance);
    }
}
