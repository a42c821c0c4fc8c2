using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>
/// What a study of this size would do if the truth were a given effect: how often it is significant, and how wrong it is then.
/// </summary>
/// <param name="Power">The probability of a significant result, in [0, 1].</param>
/// <param name="TypeS">Of the significant results, the share with the wrong sign, in [0, 0.5].</param>
/// <param name="TypeM">How many times too large the significant results are on average; at least 1. Infinite where the truth is 0.</param>
/// <remarks>
/// Gelman A, Carlin J (2014). Beyond power calculations: assessing type S (sign) and type M (magnitude) errors. Perspect Psychol Sci
/// 9:641-651. Closed form: Lu J, Qiu Y, Deng A (2019). A note on type S/M errors in hypothesis testing. Br J Math Stat Psychol 72:1-17.
/// </remarks>
public sealed record DesignErrors(double Power, double TypeS, double TypeM)
{
    /// <summary>The errors of a study whose estimate is normal.</summary>
    /// <param name="effect">The true effect, in units of the estimate (a log ratio, a difference).</param>
    /// <param name="standardError">The study's standard error, above 0.</param>
    /// <param name="alpha">The two-sided level of significance, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static DesignErrors Of(double effect, double standardError, double alpha = 0.05)
    {
        if (!double.IsFinite(effect)) throw new ArgumentOutOfRangeException(nameof(effect), effect, "An effect is a number.");
        if (!(standardError > 0)) throw new ArgumentOutOfRangeException(nameof(standardError), standardError,
            "A standard error is above 0.");
        if (!(alpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A level lies between 0 and 1.");
        double d = Math.Abs(effect) / standardError, z = -Normal.Quantile(alpha / 2);
        double right = Normal.UpperTail(z - d), wrong = Normal.UpperTail(z + d), power = right + wrong;
        // The mean of |Z + d| where it exceeds z, in units of d.
        var excess = Density(z - d) + Density(z + d) + d * (right - wrong);
        return new(power, wrong / power, excess / power / d);
    }

    private static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
}
