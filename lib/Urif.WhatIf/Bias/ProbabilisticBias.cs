using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>One bias whose parameters are not known but believed.</summary>
/// <param name="Parameters">What is believed of each.</param>
/// <param name="Make">The bias with given parameters; an <see cref="ArgumentOutOfRangeException"/> where there is none.</param>
/// <param name="Correlation">
/// The correlation of the parameters on the normal scale, in [0, 1): 0 where they are independent, near 1 where one that is high means
/// that all are.
/// </param>
public sealed record UncertainBias(
    IReadOnlyList<ParameterDistribution> Parameters, Func<IReadOnlyList<double>, Bias> Make, double Correlation = 0);

/// <summary>What is left of an effect over all that is believed of its biases, with the play of chance.</summary>
/// <param name="Ratios">Risk ratios that have been corrected, from the least to the greatest.</param>
/// <param name="Impossible">How many drawn parameters the observed table cannot have come from; they are left out, and said.</param>
/// <remarks>
/// Greenland S (2005). Multiple-bias modelling for analysis of observational data. J R Stat Soc A 168:267-306; Fox MP, MacLehose RF,
/// Lash TL (2021), chapter 8. Chance is the conventional error of the observed log risk ratio.
/// </remarks>
public sealed record ProbabilisticBias(IReadOnlyList<double> Ratios, int Impossible)
{
    // Of the two streams of numbers that a draw takes.
    private const ulong Streams = 1UL << 32;

    /// <summary>Draws.</summary>
    /// <param name="observed">The observed counts, group 1 exposed, with events in both groups.</param>
    /// <param name="biases">The biases, undone in the order given.</param>
    /// <param name="draws">How many, at least 1.</param>
    /// <param name="seed">The seed; the same seed gives the same draws, whatever the number of threads.</param>
    /// <param name="withChance">Whether the error of chance is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no draws.</exception>
    /// <exception cref="ArgumentException">A group has no event.</exception>
    public static ProbabilisticBias Draw(
        TwoByTwoTable observed, IReadOnlyList<UncertainBias> biases, int draws, ulong seed, bool withChance = true)
    {
        ArgumentNullException.ThrowIfNull(biases);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var error = new RiskRatio(observed).StandardError;
        if (!double.IsFinite(error)) throw new ArgumentException("Both groups need events.", nameof(observed));
        var ratios = new double[draws];
        Parallel.For(0, draws, draw =>
        {
            var random = new CounterRandom(seed, Streams + (ulong)draw);
            var table = ExpectedTable.Of(observed);
            foreach (var bias in biases) table = Undo(bias, table, random);
            var chance = withChance ? error * random.NextNormal() : 0;
            ratios[draw] = table.IsPossible ? table.RiskRatio * Math.Exp(chance) : double.NaN;
        });
        var possible = ratios.Where(double.IsFinite).Order().ToArray();
        return new(possible, draws - possible.Length);
    }

    /// <summary>The ratio below which a share of the corrected ones lie; type 7. NaN where none was possible.</summary>
    /// <param name="share">The share, in [0, 1].</param>
    public double Quantile(double share)
    {
        if (Ratios.Count == 0) return double.NaN;
        double place = share * (Ratios.Count - 1), below = Math.Floor(place);
        var low = Ratios[(int)below];
        return below + 1 < Ratios.Count ? low + (place - below) * (Ratios[(int)below + 1] - low) : low;
    }

    private static ExpectedTable Undo(UncertainBias bias, ExpectedTable table, CounterRandom random)
    {
        var shared = random.NextNormal();
        double own = Math.Sqrt(1 - bias.Correlation), common = Math.Sqrt(bias.Correlation);
        var values = new double[bias.Parameters.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = bias.Parameters[i].Quantile(Normal.Cdf(common * shared + own * random.NextNormal()));
        try
        {
            return bias.Make(values).Undo(table);
        }
        catch (ArgumentOutOfRangeException)
        {
            return new(double.NaN, double.NaN, double.NaN, double.NaN);
        }
    }
}
