using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>The test that a trial will use for its outcome.</summary>
public enum TrialTest
{
    /// <summary>Pearson's chi-square without continuity correction.</summary>
    ChiSquare,

    /// <summary>Fisher's exact test, two-sided by minimum likelihood.</summary>
    Fisher,
}

/// <summary>The probability that a trial finds what is assumed, and how many women it takes.</summary>
public static class TrialPower
{
    // What is left out of either binomial distribution.
    private const double Negligible = 1e-13;

    /// <summary>The power by the normal approximation.</summary>
    /// <param name="design">What is assumed. With a margin, the score test of non-inferiority.</param>
    /// <param name="treated">Treated women, at least 2.</param>
    /// <param name="control">Control women, at least 2.</param>
    /// <remarks>
    /// Superiority: Fleiss JL, Tytun A, Ury HK (1980) Biometrics 36:343-346 without continuity correction; R's <c>power.prop.test</c>
    /// (the rejection in the wrong direction is not counted). Non-inferiority: Farrington CP, Manning G (1990). Stat Med 9:1447-1454, the
    /// variance under the margin by maximum likelihood.
    /// </remarks>
    public static double Approximate(TrialDesign design, double treated, double control)
    {
        ArgumentNullException.ThrowIfNull(design);
        double p1 = design.Treated, p2 = design.Control;
        var own = Math.Sqrt(p1 * (1 - p1) / treated + p2 * (1 - p2) / control);
        if (design.Margin is { } margin)
        {
            var (q1, q2) = WithinMargin(p1, p2, treated, control, margin);
            var limit = Math.Sqrt(q1 * (1 - q1) / treated + q2 * (1 - q2) / control);
            return Normal.Cdf((margin - (p1 - p2) + Normal.Quantile(design.Alpha) * limit) / own);
        }

        var pooled = (treated * p1 + control * p2) / (treated + control);
        var none = Math.Sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control));
        return Normal.Cdf((Math.Abs(p1 - p2) + Normal.Quantile(design.Alpha / 2) * none) / own);
    }

    /// <summary>The exact power of a two-sided test: the sum over every pair of counts that it calls significant.</summary>
    /// <param name="design">What is assumed; without a margin.</param>
    /// <param name="test">The test.</param>
    /// <param name="treated">Treated women, at least 1.</param>
    /// <param name="control">Control women, at least 1.</param>
    /// <exception cref="ArgumentException">The design has a margin.</exception>
    /// <remarks>Accurate to 1e-12. Both directions count, as a test at its level rejects in both.</remarks>
    public static double Exact(TrialDesign design, TrialTest test, int treated, int control)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentOutOfRangeException.ThrowIfLessThan(treated, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(control, 1);
        if (design.Margin is not null) throw new ArgumentException("The exact power is of a design without a margin.", nameof(design));
        var (low1, weights1) = Binomial(treated, design.Treated);
        var (low2, weights2) = Binomial(control, design.Control);
        double power = 0;
        for (var i = 0; i < weights1.Length; i++)
        {
            double row = 0;
            for (var j = 0; j < weights2.Length; j++)
                if (Rejects(test, low1 + i, treated, low2 + j, control, design.Alpha)) row += weights2[j];
            power += weights1[i] * row;
        }

        return power;
    }

    /// <summary>The least number of women in each arm that reaches a power by the normal approximation.</summary>
    /// <param name="design">What is assumed.</param>
    /// <param name="power">The power asked for, between the level and 1.</param>
    /// <returns>Treated and control women, whole numbers in the design's ratio, rounded up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The power is not above the level and below 1.</exception>
    /// <exception cref="ArgumentException">The arms do not differ, so no trial has power.</exception>
    public static (int Treated, int Control) SampleSize(TrialDesign design, double power)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (!(power > design.Alpha && power < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "A power lies between the level of significance and 1.");
        if (design.Margin is null && design.Treated == design.Control)
            throw new ArgumentException("The arms do not differ: no number of women shows a difference.", nameof(design));
        double low = 2 / Math.Min(1, design.Ratio), high = low;
        while (Approximate(design, design.Ratio * high, high) < power) high *= 2;
        var control = Roots.Turn(low, high, n => Approximate(design, design.Ratio * n, n) < power);
        // The last place of a root is no woman.
        return ((int)Math.Ceiling(design.Ratio * control - 1e-9), (int)Math.Ceiling(control - 1e-9));
    }

    /// <summary>
    /// How many times as many women a trial takes whose units come in clusters (transfers of a woman, women of a centre).
    /// </summary>
    /// <param name="clusterSize">Units in a cluster on average, at least 1.</param>
    /// <param name="correlation">The intracluster correlation, in [0, 1].</param>
    /// <param name="variation">The coefficient of variation of the clusters' sizes, at least 0.</param>
    /// <remarks>Eldridge SM, Ashby D, Kerry S (2006). Int J Epidemiol 35:1292-1300.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its domain.</exception>
    public static double DesignEffect(double clusterSize, double correlation, double variation = 0)
    {
        if (!(clusterSize >= 1)) throw new ArgumentOutOfRangeException(nameof(clusterSize), clusterSize, "A cluster has at least 1 unit.");
        if (!(correlation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "A correlation lies between 0 and 1 here.");
        if (!(variation >= 0)) throw new ArgumentOutOfRangeException(nameof(variation), variation,
            "A coefficient of variation is at least 0.");
        return 1 + ((1 + variation * variation) * clusterSize - 1) * correlation;
    }

    /// <summary>How many women to include, so that enough are left after some drop out.</summary>
    /// <param name="women">How many are needed at the end.</param>
    /// <param name="dropOut">The share that drops out, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0, 1).</exception>
    public static int WithDropOut(int women, double dropOut) => dropOut is >= 0 and < 1
        ? (int)Math.Ceiling(women / (1 - dropOut) - 1e-9)
        : throw new ArgumentOutOfRangeException(nameof(dropOut), dropOut, "The share that drops out is at least 0 and below 1.");

    /// <summary>
    /// The assurance: the power averaged over what is believed of both risks, the chance that the trial succeeds.
    /// </summary>
    /// <param name="belief">What is believed; group 1 is treated.</param>
    /// <param name="design">Level and margin; its risks are not used.</param>
    /// <param name="treated">Treated women.</param>
    /// <param name="control">Control women.</param>
    /// <remarks>
    /// O'Hagan A, Stevens JW, Campbell MJ (2005). Assurance in clinical trial design. Pharm Stat 4:187-201. By the normal approximation;
    /// success is a significant result in the direction that is assumed.
    /// </remarks>
    public static double Assurance(TwoArmPosterior belief, TrialDesign design, double treated, double control)
    {
        ArgumentNullException.ThrowIfNull(belief);
        ArgumentNullException.ThrowIfNull(design);
        var sign = Math.Sign(design.Treated - design.Control);
        return belief.Mean((p1, p2) =>
        {
            var own = Math.Sqrt(p1 * (1 - p1) / treated + p2 * (1 - p2) / control);
            if (own == 0) return 0;
            if (design.Margin is { } margin)
            {
                var (q1, q2) = WithinMargin(p1, p2, treated, control, margin);
                var limit = Math.Sqrt(q1 * (1 - q1) / treated + q2 * (1 - q2) / control);
                return Normal.Cdf((margin - (p1 - p2) + Normal.Quantile(design.Alpha) * limit) / own);
            }

            var pooled = (treated * p1 + control * p2) / (treated + control);
            var none = Math.Sqrt(pooled * (1 - pooled) * (1 / treated + 1 / control));
            return Normal.Cdf((sign * (p1 - p2) + Normal.Quantile(design.Alpha / 2) * none) / own);
        });
    }

    private static bool Rejects(TrialTest test, int a, int n1, int c, int n2, double alpha)
    {
        if (a + c == 0 || a + c == n1 + n2) return false;
        return test == TrialTest.Fisher
            ? FisherExactTest.TwoSidedP(a, n1 - a, c, n2 - c) <= alpha
            : new PearsonChiSquareTest(TwoByTwoTable.FromEvents(a, n1, c, n2)).PValue() <= alpha;
    }

    // The counts worth looking at, and their probabilities.
    private static (int Low, double[] Weights) Binomial(int n, double p)
    {
        var mode = (int)Math.Min(n, Math.Floor((n + 1) * p));
        var odds = p / (1 - p);
        var below = new List<double>();
        double weight = 1;
        for (var k = mode; k > 0 && weight > Negligible * 1e-3; k--) below.Add(weight *= k / ((n - k + 1) * odds));
        var above = new List<double> { 1 };
        weight = 1;
        for (var k = mode; k < n && weight > Negligible * 1e-3; k++) above.Add(weight *= (n - k) * odds / (k + 1));
        below.Reverse();
        double[] weights = [.. below, .. above];
        var total = weights.Sum();
        for (var i = 0; i < weights.Length; i++) weights[i] /= total;
        return (mode - below.Count, weights);
    }

    /// <summary>The maximum likelihood risks whose difference is the margin.</summary>
    /// <remarks>
    /// Root of the likelihood equation in the control's risk; it falls from + to - between the ends at which a risk is 0 or 1.
    /// </remarks>
    private static (double Treated, double Control) WithinMargin(double p1, double p2, double n1, double n2, double margin)
    {
        double low = Math.Max(0, -margin), high = Math.Min(1, 1 - margin);
        var control = Roots.Turn(low, high, q =>
            n1 * (p1 - q - margin) / ((q + margin) * (1 - q - margin)) + n2 * (p2 - q) / (q * (1 - q)) > 0);
        return (control + margin, control);
    }
}
