namespace Urif.Statistics;

/// <summary>The test of a linear trend over ordered levels and groups, both scored 1, 2, 3 and so on.</summary>
/// <remarks>
/// Mantel N (1963). J Am Stat Assoc 58:690-700: (N - 1)·r², 1 degree of freedom, where r is the correlation of the scores. SPSS
/// Linear-by-Linear Association; SAS Mantel-Haenszel Chi-Square. <see cref="double.NaN"/> where a score does not vary.
/// </remarks>
/// <param name="Table">The counts.</param>
public sealed record LinearByLinearTest(ContingencyTable Table) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => "Linear-by-linear association test";

    /// <summary>(N - 1)·r², at least 0.</summary>
    public double Statistic => Z * Z;

    /// <summary>The root of <see cref="Statistic"/>, positive where later groups have later levels.</summary>
    public double Z
    {
        get
        {
            double n = Table.N, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
            for (var i = 0; i < Table.Levels; i++) x += (double)i * Table.LevelTotals[i];
            for (var j = 0; j < Table.Groups; j++) y += (double)j * Table.GroupTotals[j];
            (x, y) = (x / n, y / n);
            for (var i = 0; i < Table.Levels; i++) xx += (i - x) * (i - x) * Table.LevelTotals[i];
            for (var j = 0; j < Table.Groups; j++) yy += (j - y) * (j - y) * Table.GroupTotals[j];
            for (var i = 0; i < Table.Levels; i++)
                for (var j = 0; j < Table.Groups; j++) xy += (i - x) * (j - y) * Table[i, j];
            return xx == 0 || yy == 0 ? double.NaN : Math.Sqrt(n - 1) * xy / Math.Sqrt(xx * yy);
        }
    }

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => Normal.PValue(Z, alternative);
}
