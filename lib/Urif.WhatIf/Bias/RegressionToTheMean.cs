using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>
/// What happens on a second measurement to women who were divided by a cut-off on the first, when nothing has changed but the day.
/// </summary>
/// <remarks>
/// The measurement (for HOMA-IR its logarithm) is normal between women and within a woman. Davis CE (1976). The effect of regression to
/// the mean in epidemiologic and clinical studies. Am J Epidemiol 104:493-498.
/// </remarks>
public sealed record RegressionToTheMean
{
    private static readonly GaussLegendre Rule = new(64);

    /// <summary>For a measurement with a reliability.</summary>
    /// <param name="mean">The mean of the women measured.</param>
    /// <param name="standardDeviation">Their SD on one measurement, above 0.</param>
    /// <param name="reliability">The correlation of two measurements of a woman, between 0 and 1.</param>
    /// <param name="cutOff">Women at or above it are the high group.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public RegressionToTheMean(double mean, double standardDeviation, double reliability, double cutOff)
    {
        if (!(standardDeviation > 0))
            throw new ArgumentOutOfRangeException(nameof(standardDeviation), standardDeviation, "A standard deviation is above 0.");
        if (!(reliability is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability lies between 0 and 1.");
        (Mean, StandardDeviation, Reliability, CutOff) = (mean, standardDeviation, reliability, cutOff);
    }

    /// <summary>The mean of the women measured.</summary>
    public double Mean { get; }

    /// <summary>Their SD on one measurement.</summary>
    public double StandardDeviation { get; }

    /// <summary>The correlation of two measurements of a woman.</summary>
    public double Reliability { get; }

    /// <summary>The least value of the high group.</summary>
    public double CutOff { get; }

    private double Z => (CutOff - Mean) / StandardDeviation;

    /// <summary>The share of women in the high group.</summary>
    public double ShareHigh => Normal.UpperTail(Z);

    /// <summary>How far the high group's mean falls by itself, in the measurement's units.</summary>
    public double FallOfHigh => (1 - Reliability) * StandardDeviation * Density(Z) / Normal.UpperTail(Z);

    /// <summary>How far the low group's mean rises by itself.</summary>
    public double RiseOfLow => (1 - Reliability) * StandardDeviation * Density(Z) / Normal.Cdf(Z);

    /// <summary>Of the high group, the share that a second measurement puts into the low one; to 1e-12.</summary>
    public double HighThatWouldBeLow
    {
        get
        {
            // P(X >= z, Y < z) by the first measurement's density, over eight standard deviations.
            var spread = Math.Sqrt(1 - Reliability * Reliability);
            double sum = 0;
            const int Panels = 16;
            double low = Math.Max(Z, -9), width = Math.Max(9, low + 9) - low;
            for (var i = 0; i < Panels; i++)
            {
                sum += Rule.Integrate(x => Density(x) * Normal.Cdf((Z - Reliability * x) / spread),
                    low + width * i / Panels, low + width * (i + 1) / Panels);
            }

            return sum / Normal.UpperTail(Z);
        }
    }

    private static double Density(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
}
