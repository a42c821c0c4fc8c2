namespace Urif.Statistics;

/// <summary>Pearson's chi-square test of independence for any number of levels and groups.</summary>
/// <remarks>
/// Pearson K (1900). Phil Mag 50:157-175; χ² = Σ (O - E)²/E with (levels - 1)(groups - 1) degrees of freedom. R's
/// <c>chisq.test</c>. Empty levels and groups are left out; with fewer than two of either, <see cref="double.NaN"/>.
/// </remarks>
/// <param name="Table">The counts.</param>
public sealed record ContingencyPearsonTest(ContingencyTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Pearson's chi-square test";

    /// <summary>χ², at least 0.</summary>
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
                    var deviation = Table[i, j] - expected;
                    sum += deviation * deviation / expected;
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
