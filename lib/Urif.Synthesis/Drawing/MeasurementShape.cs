using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Turns normal scores into measurements of a shape within each woman's bounds, near a mean and an SD where they are
/// known.</summary>
internal static class MeasurementShape
{
    private const int Rounds = 25;

    /// <summary>
    /// The values at the scores of a normal or log-normal distribution, cut off at each woman's bounds without heaps at them: the
    /// score's probability becomes that within the bounds.
    /// </summary>
    /// <param name="shape">The shape; its centre and spread are the start where mean or SD are known.</param>
    /// <param name="scores">The scores.</param>
    /// <param name="low">Each woman's lower bound.</param>
    /// <param name="high">Each woman's upper bound.</param>
    /// <param name="mean">The mean to come near to; null where it is not known.</param>
    /// <param name="sd">The SD to come near to; null where it is not known.</param>
    public static double[] Values(Shape shape, double[] scores, double[] low, double[] high, double? mean, double? sd)
    {
        if (shape.IsLogNormal && (mean is not null || sd is not null))
        {
            double m = mean ?? shape.Centre * Math.Exp(shape.Spread * shape.Spread / 2), s = sd
                ?? m * Math.Sqrt(Math.Exp(shape.Spread * shape.Spread) - 1);
            var spread = Math.Sqrt(Math.Log(1 + s * s / (m * m)));
            shape = shape with { Centre = m * Math.Exp(-spread * spread / 2), Spread = spread };
        }
        else
        {
            shape = shape with { Centre = mean ?? shape.Centre, Spread = sd ?? shape.Spread };
        }

        var values = new double[scores.Length];
        var probabilities = Array.ConvertAll(scores, Normal.Cdf);
        for (var round = 0; ; round++)
        {
            for (var i = 0; i < values.Length; i++) values[i] = At(shape, scores[i], probabilities[i], low[i], high[i]);
            if ((mean is null && sd is null) || values.Length < 2 || round == Rounds) return values;
            var moments = SampleMoments.Of(values);
            // What is left is moved by the calibration.
            if ((mean is not { } m || Math.Abs(moments.Mean - m) < 0.02 * moments.StandardDeviation)
                && (sd is not { } s || Math.Abs(moments.StandardDeviation - s) < 0.02 * s)) return values;
            var widen = sd is { } wanted && moments.StandardDeviation > 0 ? Math.Clamp(wanted / moments.StandardDeviation, 0.7, 1.4) : 1;
            var shift = mean is { } target ? target - moments.Mean : 0;
            shape = shape.IsLogNormal
                ? shape with { Centre = shape.Centre * Math.Clamp(1 + shift / Math.Max(moments.Mean, 1e-6), 0.7, 1.4),
                    Spread = Math.Min(shape.Spread * widen, 2) }
                : shape with { Centre = shape.Centre + shift, Spread = shape.Spread * widen };
        }
    }

    private static double At(Shape shape, double score, double probability, double low, double high)
    {
        double zLow = Score(shape, low), zHigh = Score(shape, high);
        // Bounds far out cut nothing off that a score reaches.
        if (zLow < -9 && zHigh > 9) return shape.At(score);
        // In the upper tail probabilities near 1 lose their digits.
        if (zLow > 0) return Math.Clamp(shape.At(-Quantile(Normal.UpperTail(zLow), Normal.UpperTail(zHigh), probability)), low, high);
        return Math.Clamp(shape.At(Quantile(Normal.Cdf(zLow), Normal.Cdf(zHigh), probability)), low, high);
    }

    private static double Quantile(double from, double to, double share) =>
        Normal.Quantile(Math.Clamp(from + share * (to - from), 1e-300, 1 - 1e-16));

    private static double Score(Shape shape, double value) =>
        shape.Spread <= 0 ? (value < shape.Centre ? -10 : 10)
        : shape.IsLogNormal ? (value <= 0 ? -10 : Math.Log(value / shape.Centre) / shape.Spread)
        : (value - shape.Centre) / shape.Spread;
}
