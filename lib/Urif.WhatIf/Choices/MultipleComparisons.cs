namespace Urif.WhatIf;

/// <summary>How p-values are corrected for being several.</summary>
public enum MultipleComparisonMethod
{
    /// <summary>Each times their number.</summary>
    Bonferroni,

    /// <summary>Step-down; at least as powerful as Bonferroni. Holm S (1979). Scand J Stat 6:65-70.</summary>
    Holm,

    /// <summary>Step-up; for tests that are independent or positively dependent. Hochberg Y (1988). Biometrika 75:800-802.</summary>
    Hochberg,

    /// <summary>The false discovery rate. Benjamini Y, Hochberg Y (1995). J R Stat Soc B 57:289-300.</summary>
    BenjaminiHochberg,
}

/// <summary>Adjusted p-values; R's <c>p.adjust</c>.</summary>
public static class MultipleComparisons
{
    /// <summary>The p-values, adjusted, in the order in which they came.</summary>
    /// <param name="values">P-values in [0, 1].</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is outside [0, 1].</exception>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> values, MultipleComparisonMethod method)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var p in values)
            if (!(p is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(values), p, "A p-value lies between 0 and 1.");
        var m = values.Count;
        var order = Enumerable.Range(0, m).OrderBy(i => values[i]).ToArray();
        var adjusted = new double[m];
        double last = method == MultipleComparisonMethod.Holm ? 0 : 1;
        for (var step = 0; step < m; step++)
        {
            // Rank 0 is the smallest. Step-down methods go up from it, step-up methods down from the largest.
            var rank = method == MultipleComparisonMethod.Holm ? step : m - 1 - step;
            var p = values[order[rank]];
            last = method switch
            {
                MultipleComparisonMethod.Bonferroni => Math.Min(1, m * p),
                MultipleComparisonMethod.Holm => Math.Max(last, Math.Min(1, (m - rank) * p)),
                MultipleComparisonMethod.Hochberg => Math.Min(last, (m - rank) * p),
                _ => Math.Min(last, (double)m / (rank + 1) * p),
            };
            adjusted[order[rank]] = last;
        }

        return adjusted;
    }
}
