using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>A trial that is looked at several times and stops as soon as its result is beyond a boundary.</summary>
/// <remarks>
/// Jennison C, Turnbull BW (2000). Group sequential methods with applications to clinical trials. Two-sided and symmetric, without
/// stopping for futility. Probabilities by the recursion of Armitage P, McPherson CK, Rowe BC (1969; J R Stat Soc A 132:235-244) with
/// Gauss-Legendre panels: to 1e-9.
/// </remarks>
public sealed class GroupSequential
{
    private const double Step = 1.0;

    private static readonly GaussLegendre Rule = new(16);

    private GroupSequential(double alpha, IReadOnlyList<double> information, IReadOnlyList<double> boundaries) =>
        (Alpha, Information, Boundaries) = (alpha, information, boundaries);

    /// <summary>The two-sided level of significance of the whole.</summary>
    public double Alpha { get; }

    /// <summary>The share of the information at each look; the last is 1.</summary>
    public IReadOnlyList<double> Information { get; }

    /// <summary>The |z| from which on the trial stops, look by look.</summary>
    public IReadOnlyList<double> Boundaries { get; }

    /// <summary>Pocock's boundaries: the same z at each of several equally spaced looks.</summary>
    /// <param name="looks">How many, at least 1.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <remarks>Pocock SJ (1977). Biometrika 64:191-199.</remarks>
    public static GroupSequential Pocock(int looks, double alpha = 0.05) => Classical(looks, alpha, _ => 1);

    /// <summary>O'Brien and Fleming's boundaries: high at first, near the ordinary one at the end.</summary>
    /// <param name="looks">How many, at least 1.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <remarks>O'Brien PC, Fleming TR (1979). Biometrics 35:549-556.</remarks>
    public static GroupSequential OBrienFleming(int looks, double alpha = 0.05) => Classical(looks, alpha, t => 1 / Math.Sqrt(t));

    /// <summary>Boundaries that spend the level as a function says, at looks of one's own choice.</summary>
    /// <param name="information">The share of the information at each look, rising, the last 1.</param>
    /// <param name="spending">The function.</param>
    /// <param name="alpha">The two-sided level.</param>
    /// <exception cref="ArgumentException">The shares do not rise to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static GroupSequential Spending(IReadOnlyList<double> information, AlphaSpending spending, double alpha = 0.05)
    {
        ArgumentNullException.ThrowIfNull(information);
        Check(information, alpha);
        var boundaries = new List<double>();
        double spent = 0;
        for (var look = 0; look < information.Count; look++)
        {
            var until = AlphaSpendings.Spent(spending, information[look], alpha);
            var share = until - spent;
            spent = until;
            boundaries.Add(Roots.Turn(0, 40, z => Crossing(information, [.. boundaries, z], 0)[look] > share));
        }

        return new(alpha, information, boundaries);
    }

    /// <summary>The probability of stopping at each look.</summary>
    /// <param name="drift">The mean of z at the end: 0 where there is no effect.</param>
    public IReadOnlyList<double> StoppingProbabilities(double drift) => Crossing(Information, Boundaries, drift);

    /// <summary>The probability of a significant result.</summary>
    /// <param name="drift">The mean of z at the end.</param>
    public double Power(double drift) => StoppingProbabilities(drift).Sum();

    /// <summary>The drift at which the trial has a power.</summary>
    /// <param name="power">Between the level and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The power is not above the level and below 1.</exception>
    public double DriftFor(double power) => power > Alpha && power < 1
        ? Roots.Turn(0, 20, d => Power(d) < power)
        : throw new ArgumentOutOfRangeException(nameof(power), power, "A power lies between the level of significance and 1.");

    /// <summary>How many times as many women it takes at most, beside a trial without looks of the same power.</summary>
    /// <param name="power">The power.</param>
    public double Inflation(double power)
    {
        var single = Classical(1, Alpha, _ => 1).DriftFor(power);
        return Math.Pow(DriftFor(power) / single, 2);
    }

    /// <summary>The expected share of the women that it takes until it stops.</summary>
    /// <param name="drift">The mean of z at the end.</param>
    public double ExpectedInformation(double drift)
    {
        var stops = StoppingProbabilities(drift);
        double sum = 1;
        for (var look = 0; look < stops.Count; look++) sum -= stops[look] * (1 - Information[look]);
        return sum;
    }

    private static GroupSequential Classical(int looks, double alpha, Func<double, double> shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(looks, 1);
        double[] information = [.. Enumerable.Range(1, looks).Select(k => k / (double)looks)];
        Check(information, alpha);
        var constant = Roots.Turn(0, 40, c => Crossing(information, [.. information.Select(t => c * shape(t))], 0).Sum() > alpha);
        return new(alpha, information, [.. information.Select(t => constant * shape(t))]);
    }

    private static void Check(IReadOnlyList<double> information, double alpha)
    {
        if (!(alpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A level lies between 0 and 1.");
        var rising = information.Count > 0 && information[0] > 0 && information[^1] == 1;
        for (var i = 1; i < information.Count; i++) rising &= information[i] > information[i - 1];
        if (!rising) throw new ArgumentException("The shares of information rise from above 0 to 1.", nameof(information));
    }

    // The probability of passing a boundary, first at each look. The sum S of the scores, of variance t, is what moves on: those that
    // have not stopped have a density on [-b, b].
    private static double[] Crossing(IReadOnlyList<double> information, IReadOnlyList<double> boundaries, double drift)
    {
        var crossing = new double[boundaries.Count];
        double[] nodes = [0], mass = [1];
        double before = 0;
        for (var look = 0; look < boundaries.Count; look++)
        {
            double gain = information[look] - before, spread = Math.Sqrt(gain), edge = boundaries[look] * Math.Sqrt(information[look]);
            for (var i = 0; i < nodes.Length; i++)
            {
                var centre = nodes[i] + drift * gain;
                crossing[look] += mass[i] * (Normal.UpperTail((edge - centre) / spread) + Normal.Cdf((-edge - centre) / spread));
            }

            if (look == boundaries.Count - 1) break;
            // Beyond nine standard deviations of the increments so far there is nothing.
            var mean = drift * information[look];
            var reach = 9 * Math.Sqrt(information[look]);
            double low = Math.Max(-edge, mean - reach), high = Math.Min(edge, mean + reach);
            if (low >= high) break;
            var finest = Math.Min(spread, Math.Sqrt(information[look + 1] - information[look]));
            var panels = Math.Max(1, (int)Math.Ceiling((high - low) / (Step * finest)));
            var next = new double[panels * Rule.Count];
            var weights = new double[next.Length];
            for (var k = 0; k < next.Length; k++)
            {
                var panel = k / Rule.Count;
                var (s, weight) = Rule.At(k % Rule.Count, low + (high - low) * panel / panels, low + (high - low) * (panel + 1) / panels);
                double density = 0;
                for (var i = 0; i < nodes.Length; i++)
                {
                    var z = (s - nodes[i] - drift * gain) / spread;
                    density += mass[i] * Math.Exp(-0.5 * z * z);
                }

                (next[k], weights[k]) = (s, weight * density / (spread * Math.Sqrt(2 * Math.PI)));
            }

            (nodes, mass) = (next, weights);
            before = information[look];
        }

        return crossing;
    }
}
