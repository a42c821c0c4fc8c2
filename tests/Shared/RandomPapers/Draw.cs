using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Random draws of the kinds that a paper needs, from one stream of the counter-based generator.</summary>
internal sealed class Draw(ulong seed, ulong stream)
{
    private readonly CounterRandom _random = new(seed, stream);

    public double Uniform() => _random.NextDouble();

    public double Between(double low, double high) => low + (high - low) * Uniform();

    /// <summary>A whole number, both ends included.</summary>
    public int Whole(int least, int greatest) => least + (int)(Uniform() * (greatest - least + 1));

    public bool Chance(double probability) => Uniform() < probability;

    public T OneOf<T>(params ReadOnlySpan<T> items) => items[Whole(0, items.Length - 1)];

    /// <summary>A place in a list of weights, by weight.</summary>
    public int Weighted(params ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (var w in weights) total += w;
        var at = Uniform() * total;
        for (var k = 0; k < weights.Length; k++)
        {
            if (at < weights[k]) return k;
            at -= weights[k];
        }

        return weights.Length - 1;
    }

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>A Poisson number by multiplication of uniforms (Knuth), for means up to some dozens.</summary>
    public int Poisson(double mean)
    {
        var limit = Math.Exp(-mean);
        var product = Uniform();
        var k = 0;
        for (; product > limit; k++) product *= Uniform();
        return k;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var k = items.Count - 1; k > 0; k--)
        {
            var other = Whole(0, k);
            (items[k], items[other]) = (items[other], items[k]);
        }
    }
}
