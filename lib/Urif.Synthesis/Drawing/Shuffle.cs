using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Random orders and choices.</summary>
internal static class Shuffle
{
    /// <summary>A whole number from 0 up to, not including, a bound.</summary>
    public static int Below(this CounterRandom random, int bound) => (int)(random.NextDouble() * bound);

    /// <summary>Brings values into a random order (R. A. Fisher and F. Yates; R. Durstenfeld 1964).</summary>
    public static void InPlace<T>(Span<T> values, CounterRandom random)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = random.Below(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>A number of successes in so many trials.</summary>
    public static int Binomial(this CounterRandom random, int trials, double share)
    {
        var successes = 0;
        for (var i = 0; i < trials; i++)
            if (random.NextDouble() < share) successes++;
        return successes;
    }

    /// <summary>A number of events of a Poisson process (D. E. Knuth's product of uniforms; for small means).</summary>
    public static int Poisson(this CounterRandom random, double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble()) count++;
        return count;
    }

    /// <summary>The places of values in ascending order; equal values by place.</summary>
    public static int[] Order(double[] values)
    {
        var places = new int[values.Length];
        for (var i = 0; i < places.Length; i++) places[i] = i;
        Array.Sort(values.ToArray(), places);
        return places;
    }
}
