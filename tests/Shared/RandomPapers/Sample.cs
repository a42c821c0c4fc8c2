namespace Urif.Tests;

/// <summary>The definitions of a quantile that programs use.</summary>
internal enum QuantileHabit
{
    // Hyndman and Fan 1996, in their order.
    InverseOfDistribution, InverseWithAverages, NearestEven, LinearOfDistribution, MidStep, Weibull, Default, MedianUnbiased, NormalUnbiased,

    /// <summary>Medians of the halves, each with the middle value (Tukey).</summary>
    Hinges,

    /// <summary>Medians of the halves without the middle value (Moore and McCabe).</summary>
    HalvesWithoutMiddle,
}

/// <summary>Summaries straight from values, written without the audit's or the kit's code.</summary>
internal static class Sample
{
    public static double Mean(double[] x) => x.Sum() / x.Length;

    /// <summary>The standard deviation with denominator n - 1, or n.</summary>
    public static double Sd(double[] x, bool population = false)
    {
        var mean = Mean(x);
        return Math.Sqrt(x.Sum(v => (v - mean) * (v - mean)) / (population ? x.Length : x.Length - 1));
    }

    /// <summary>The quantile of order p.</summary>
    public static double Quantile(double[] values, double p, QuantileHabit definition)
    {
        var x = values.Order().ToArray();
        var n = x.Length;
        switch (definition)
        {
            case QuantileHabit.Hinges or QuantileHabit.HalvesWithoutMiddle:
                if (p == 0.5 || n == 1) return Middle(x);
                var half = definition == QuantileHabit.Hinges ? (n + 1) / 2 : n / 2;
                return Middle(p < 0.5 ? x[..half] : x[^half..]);
            case QuantileHabit.InverseOfDistribution:
                return At((int)Math.Ceiling(n * p - 1e-9));
            case QuantileHabit.InverseWithAverages:
                return Math.Abs(n * p - Math.Round(n * p)) < 1e-9
                    ? (At((int)Math.Round(n * p)) + At((int)Math.Round(n * p) + 1)) / 2
                    : At((int)Math.Ceiling(n * p));
            case QuantileHabit.NearestEven:
                return At((int)Math.Round(n * p, MidpointRounding.ToEven));
            default:
                var (a, b) = definition switch
                {
                    QuantileHabit.LinearOfDistribution => (0.0, 1.0),
                    QuantileHabit.MidStep => (0.5, 0.5),
                    QuantileHabit.Weibull => (0.0, 0.0),
                    QuantileHabit.Default => (1.0, 1.0),
                    QuantileHabit.MedianUnbiased => (1 / 3.0, 1 / 3.0),
                    _ => (3 / 8.0, 3 / 8.0),
                };
                var at = n * p + a + p * (1 - a - b);
                var below = (int)Math.Floor(at + 1e-12);
                var share = Math.Max(0, at - below);
                return share < 1e-12 ? At(below) : (1 - share) * At(below) + share * At(below + 1);
        }

        double At(int rank) => x[Math.Clamp(rank, 1, n) - 1];
    }

    private static double Middle(double[] x) =>
        x.Length % 2 == 1 ? x[x.Length / 2] : (x[x.Length / 2 - 1] + x[x.Length / 2]) / 2;
}

/// <summary>The rank-sum test of two samples, from midranks.</summary>
internal sealed class RankSum
{
    private readonly int _n1, _n2;
    private readonly int[] _doubledRanks;
    private readonly double _excess, _ties;

    public RankSum(double[] x, double[] y)
    {
        (_n1, _n2) = (x.Length, y.Length);
        var pooled = x.Select(v => (Value: v, First: true)).Concat(y.Select(v => (Value: v, First: false))).OrderBy(v => v.Value).ToArray();
        _doubledRanks = new int[pooled.Length];
        double ranks = 0;
        for (var k = 0; k < pooled.Length;)
        {
            var end = k;
            while (end < pooled.Length && pooled[end].Value == pooled[k].Value) end++;
            double t = end - k;
            _ties += t * t * t - t;
            for (var i = k; i < end; i++)
            {
                _doubledRanks[i] = k + 1 + end;
                if (pooled[i].First) ranks += _doubledRanks[i] / 2.0;
            }

            k = end;
        }

        _excess = ranks - _n1 * (_n1 + 1) / 2.0 - _n1 * _n2 / 2.0;
    }

    public double Z(bool tieCorrected, bool continuityCorrected)
    {
        double n = _n1 + _n2, pairs = (double)_n1 * _n2;
        var variance = pairs / 12 * (n + 1 - (tieCorrected ? _ties / (n * (n - 1)) : 0));
        var distance = continuityCorrected ? Math.Max(0, Math.Abs(_excess) - 0.5) : Math.Abs(_excess);
        return Math.Sign(_excess) * distance / Math.Sqrt(variance);
    }

    /// <summary>Whether the exact p is a matter of a moment.</summary>
    public bool IsSmall => _n1 + _n2 <= 40;

    /// <summary>The permutation p: the share of divisions whose rank sum is as far from its mean, by counting sums of doubled midranks.</summary>
    public double ExactP()
    {
        var most = _doubledRanks.Sum();
        var ways = new double[_n1 + 1, most + 1];
        ways[0, 0] = 1;
        foreach (var r in _doubledRanks)
            for (var k = _n1; k >= 1; k--)
                for (var s = most; s >= r; s--)
                    ways[k, s] += ways[k - 1, s - r];
        double all = 0, far = 0, centre = _n1 * (_n1 + _n2 + 1);
        for (var s = 0; s <= most; s++)
        {
            all += ways[_n1, s];
            if (Math.Abs(s - centre) >= Math.Abs(2 * _excess) - 1e-9) far += ways[_n1, s];
        }

        return far / all;
    }
}
