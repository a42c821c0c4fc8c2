namespace Urif.Statistics;

/// <summary>The likelihood ratio (G) test of independence for any number of levels and groups.</summary>
/// <remarks>
/// Wilks SS (1938). Ann Math Stat 9:60-62; G = 2 Σ O ln(O/E) with (levels - 1)(groups - 1) degrees of freedom.
/// SPSS Likelihood Ratio. Empty levels and groups are left out; with fewer than two of either, <see cref="double.NaN"/>.
/// </remarks>
/// <param name="Table">The counts.</param>
public sealed record ContingencyLikelihoodRatioTest(ContingencyTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Likelihood ratio (G) test";

    /// <summary>G, at least 0.</summary>
    public double Statistic
    {
        get
        {
            if (Table.DegreesOfFreedom <= 0) return double.NaN;
            double sum = 0;
            for (var i = 0; i < Table.Levels; i++)
            {
                for (var j = 0; j < Table.Groups; j++)
                {
                    var expected = Table.Expected(i, j);
                    if (expected == 0) continue;
                    var observed = Table[i, j];
                    sum += 2 * ((observed == 0 ? 0 : observed * Math.Log(observed / expected)) + expected - observed);
                }
            }

            return sum;
        }
    }

    /// <summary>The p-value; the test has no direction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A one-sided p-value is asked for.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        if (alternative != Alternative.TwoSided) throw new ArgumentOutOfRangeException(nameof(alternative), "The test has no direction.");
        var df = Table.DegreesOfFreedom;
        return df <= 0 ? double.NaN : ChiSquare.UpperTail(Statistic, df);
    }
}
