using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>
/// A printed ratio (risk, odds or hazard ratio) with its confidence interval, taken as normal on the log scale: what all that follows
/// needs of a paper that prints no data.
/// </summary>
/// <remarks>Altman DG, Bland JM (2011). How to obtain the P value from a confidence interval. BMJ 343:d2304.</remarks>
public sealed record RatioEstimate
{
    /// <summary>A ratio with its interval.</summary>
    /// <param name="estimate">The ratio, above 0.</param>
    /// <param name="limits">Its interval, above 0 and with some width.</param>
    /// <param name="level">The level of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public RatioEstimate(double estimate, Interval limits, double level = 0.95)
    {
        if (!(estimate > 0 && double.IsFinite(estimate)))
            throw new ArgumentOutOfRangeException(nameof(estimate), estimate, "A ratio is a number above 0.");
        if (!(limits.Low > 0 && limits.Low < limits.High && double.IsFinite(limits.High)))
            throw new ArgumentOutOfRangeException(nameof(limits), limits,
                "The limits of a ratio are two numbers above 0, the lower first.");
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        (Estimate, Limits, Level) = (estimate, limits, level);
    }

    /// <summary>The ratio.</summary>
    public double Estimate { get; }

    /// <summary>Its interval.</summary>
    public Interval Limits { get; }

    /// <summary>The level of the interval.</summary>
    public double Level { get; }

    /// <summary>The estimate's logarithm.</summary>
    public double Log => Math.Log(Estimate);

    /// <summary>The standard error of the logarithm, from the width of the interval.</summary>
    public double LogStandardError => Math.Log(Limits.High / Limits.Low) / (-2 * Normal.Quantile((1 - Level) / 2));

    /// <summary>The two-sided p of the hypothesis that the ratio is a given one: the p-value function.</summary>
    /// <param name="ratio">The hypothesis, above 0.</param>
    /// <remarks>Greenland S (2019). Valid P-values behave exactly as they should. Am Stat 73(S1):106-114.</remarks>
    public double PValue(double ratio = 1) =>
        ratio > 0 ? Normal.TwoSided((Log - Math.Log(ratio)) / LogStandardError)
        : throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "A ratio is a number above 0.");

    /// <summary>
    /// The bits of information against that hypothesis, -log2 p: as surprising as that many heads in a row from a fair coin.
    /// </summary>
    /// <remarks>Greenland S (2019), as <see cref="PValue"/>; Shannon CE (1948).</remarks>
    public double SValue(double ratio = 1) => -Math.Log2(PValue(ratio));

    /// <summary>The interval at another level.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public Interval At(double level)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        var half = -Normal.Quantile((1 - level) / 2) * LogStandardError;
        return new(Math.Exp(Log - half), Math.Exp(Log + half));
    }
}
