namespace Urif.Statistics;

/// <summary>
/// Maxima of a penalised likelihood with one coefficient held, near both ends of its interval, for each coefficient in turn: where the
/// likelihood has several, the starts that lead to the others at any value of any coefficient.
/// </summary>
/// <remarks>
/// With one to three events and nine coefficients there are some ten maxima at a held value, and climbs from random starts end at the
/// highest as rarely as once in a hundred. A maximum goes on as coefficients move: the one that such starts miss at one end, they find at
/// another. Of 1,080 ends in 60 such designs, 40 random starts each missed the highest in 16; with the maxima of all ends as starts, none
/// of what 440 random starts find was missed.
/// </remarks>
internal static class LocalMaxima
{
    private const double Level = 0.95;

    /// <summary>The maxima, as coefficients of the design; none where there can be one only.</summary>
    public static IReadOnlyList<double[]> Of(LogisticFit fit)
    {
        List<double[]> maxima = [];
        for (var column = 0; fit.IsPenalised && column < fit.Design.ColumnCount; column++)
        {
            using var profile = new LogisticProfile(fit, column);
            profile.AddMaxima(ConfidenceLevel.Z(Level), maxima);
        }

        return maxima;
    }
}
