using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// The distribution on the whole numbers of a range with a mean and an SD, p(v) ∝ exp(αv + βv²): of all such the one of greatest entropy
/// (T. M. Cover and J. A. Thomas, Elements of information theory, 2nd ed. (2006), section 12.1).
/// </summary>
internal sealed class DiscreteNormal
{
    private const int MostSteps = 500;

    // No step goes further than where the moments still tell.
    private const double MostOfStep = 0.1;

    private readonly int _minimum;
    private readonly double[] _upTo;

    /// <param name="mean">The mean.</param>
    /// <param name="sd">The SD, above 0; met as nearly as the range allows.</param>
    /// <param name="range">The range.</param>
    public DiscreteNormal(double mean, double sd, Interval range)
    {
        _minimum = (int)Math.Ceiling(range.Low);
        var weights = Fit(mean - _minimum, sd, (int)Math.Floor(range.High) - _minimum);
        _upTo = new double[weights.Length];
        double sum = 0, total = weights.Sum();
        for (var v = 0; v < weights.Length; v++) _upTo[v] = (sum += weights[v]) / total;
    }

    /// <summary>The value at a normal score.</summary>
    public int At(double score)
    {
        var probability = Normal.Cdf(score);
        var v = 0;
        while (v < _upTo.Length - 1 && _upTo[v] < probability) v++;
        return _minimum + v;
    }

    // Newton's method on the two moments, in units of the SD.
    private static double[] Fit(double mean, double sd, int width)
    {
        double alpha = 0, beta = -0.5;
        var weights = new double[width + 1];
        Span<double> moment = stackalloc double[5];
        for (var step = 0; step < MostSteps; step++)
        {
            double total = 0, most = double.NegativeInfinity;
            for (var v = 0; v <= width; v++)
            {
                var z = (v - mean) / sd;
                most = Math.Max(most, weights[v] = alpha * z + beta * z * z);
            }

            moment.Clear();
            for (var v = 0; v <= width; v++)
            {
                double z = (v - mean) / sd, power = weights[v] = Math.Exp(weights[v] - most);
                total += power;
                for (var k = 1; k <= 4; k++) moment[k] += power *= z;
            }

            for (var k = 1; k <= 4; k++) moment[k] /= total;
            double e1 = -moment[1], e2 = 1 - moment[2];
            double a = moment[2] - moment[1] * moment[1], b = moment[3] - moment[1] * moment[2], c = moment[4] - moment[2] * moment[2];
            var determinant = a * c - b * b;
            if (Math.Abs(e1) + Math.Abs(e2) < 1e-9 || !(determinant > 1e-12)) break;
            double byAlpha = (c * e1 - b * e2) / determinant, byBeta = (a * e2 - b * e1) / determinant;
            var shorter = Math.Min(1, MostOfStep / Math.Max(Math.Abs(byAlpha), Math.Abs(byBeta)));
            (alpha, beta) = (alpha + shorter * byAlpha, beta + shorter * byBeta);
        }

        return weights;
    }
}
