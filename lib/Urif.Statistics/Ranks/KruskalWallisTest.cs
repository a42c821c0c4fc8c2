namespace Urif.Statistics;

/// <summary>The Kruskal-Wallis test: do the values of some of several groups tend to be greater than those of others?</summary>
/// <remarks>
/// Kruskal WH, Wallis WA (1952). J Am Stat Assoc 47:583-621: H = 12/(N(N + 1)) · Σ R²/n - 3(N + 1), over its share that ties leave,
/// 1 - Σ(t³ - t)/(N³ - N); chi-square with groups - 1 degrees of freedom. R's <c>kruskal.test</c>, SPSS. Groups without values are
/// left out. With two groups H is the square of <see cref="MannWhitneyNormalTest.Z"/>.
/// </remarks>
/// <param name="H">The statistic, at least 0; NaN where all values are equal or fewer than two groups have any.</param>
/// <param name="DegreesOfFreedom">The groups that have values, less 1.</param>
public readonly record struct KruskalWallisTest(double H, int DegreesOfFreedom) : IHypothesisTest
{
    /// <summary>The test of some groups.</summary>
    public static KruskalWallisTest FromTables(params ReadOnlySpan<FrequencyTable> groups)
    {
        var places = new int[groups.Length];
        var ranks = new double[groups.Length];
        double below = 0, ties = 0, total = 0;
        foreach (var group in groups) total += group.Count;
        while (below < total)
        {
            var value = double.PositiveInfinity;
            for (var g = 0; g < groups.Length; g++)
                if (places[g] < groups[g].Values.Length) value = Math.Min(value, groups[g].Values[places[g]]);
            double tied = 0;
            for (var g = 0; g < groups.Length; g++)
                if (Has(groups[g], places[g], value)) tied += groups[g].CountAt(places[g]);
            // The midrank of the tied values, less the mean of all ranks: sums stay small, and equal groups have exactly none.
            var rank = below + 0.5 * (tied - total);
            for (var g = 0; g < groups.Length; g++)
                if (Has(groups[g], places[g], value)) ranks[g] += rank * groups[g].CountAt(places[g]++);
            below += tied;
            ties += tied * (tied * tied - 1);
        }

        double squares = 0;
        var withValues = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            if (groups[g].Count == 0) continue;
            squares += ranks[g] * ranks[g] / groups[g].Count;
            withValues++;
        }

        var left = 1 - ties / (total * (total * total - 1));
        return new(withValues < 2 || !(left > 0) ? double.NaN : 12 * squares / (total * (total + 1)) / left, withValues - 1);

        static bool Has(FrequencyTable group, int place, double value) => place < group.Values.Length && group.Values[place] == value;
    }

    /// <inheritdoc/>
    public string Name => "Kruskal-Wallis test";

    /// <inheritdoc/>
    public double Statistic => H;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A one-sided p-value is asked for.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        if (alternative != Alternative.TwoSided) throw new ArgumentOutOfRangeException(nameof(alternative), "The test has no direction.");
        return double.IsNaN(H) ? double.NaN : ChiSquare.UpperTail(H, DegreesOfFreedom);
    }
}
