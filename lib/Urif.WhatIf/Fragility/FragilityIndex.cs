using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>How few women with another outcome would turn a result from significant to not, or the other way.</summary>
/// <param name="IsSignificant">Whether the observed table is significant.</param>
/// <param name="Women">
/// The least number of women whose outcome has to be another; null where no change of outcomes turns the result.
/// </param>
/// <param name="Turned">A table with that many changed that turns it; null where there is none.</param>
/// <param name="Quotient"><paramref name="Women"/> as a share of all women.</param>
/// <remarks>
/// Walsh M and others (2014). The statistical significance of randomized controlled trial results is frequently fragile. J Clin
/// Epidemiol 67:622-628; quotient: Ahmed W and others (2016); both groups changed: Lin L, Xing A, Chu H (2023), R's package fragility.
/// By Fisher's exact test (minimum likelihood). It is a p-value in other clothes: it grows with the sample, and a small one says that p
/// was near the level, not that the study is bad (Carter RE and others 2017; Potter GE 2020).
/// </remarks>
public sealed record FragilityIndex(bool IsSignificant, int? Women, TwoByTwoTable? Turned, double? Quotient)
{
    /// <summary>Walsh's index: outcomes change in the group with fewer events alone, and towards the other group's risk.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="alpha">The level of significance, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static FragilityIndex OfFewerEvents(TwoByTwoTable table, double alpha = 0.05)
    {
        CheckAlpha(alpha);
        var isSignificant = P(table) < alpha;
        var inFirst = table.A <= table.C;
        // A significant result gets nearer to the other group's risk, another one farther from it.
        var lower = inFirst ? table.Proportion1 <= table.Proportion2 : table.Proportion2 <= table.Proportion1;
        var step = lower == isSignificant ? 1 : -1;
        for (var women = 1; ; women++)
        {
            if (Changed(table, inFirst ? step * women : 0, inFirst ? 0 : step * women) is not { } changed)
                return new(isSignificant, null, null, null);
            if (P(changed) < alpha != isSignificant) return new(isSignificant, women, changed, women / (double)table.N);
        }
    }

    /// <summary>The least change of outcomes in either or both groups.</summary>
    /// <param name="table">The counts.</param>
    /// <param name="alpha">The level of significance, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static FragilityIndex Least(TwoByTwoTable table, double alpha = 0.05)
    {
        CheckAlpha(alpha);
        var isSignificant = P(table) < alpha;
        for (var women = 1; women <= table.N; women++)
        {
            for (var first = 0; first <= women; first++)
            {
                foreach (var (x, y) in Signs(first, women - first))
                    if (Changed(table, x, y) is { } changed && P(changed) < alpha != isSignificant)
                        return new(isSignificant, women, changed, women / (double)table.N);
            }
        }

        return new(isSignificant, null, null, null);
    }

    private static IEnumerable<(int First, int Second)> Signs(int first, int second)
    {
        yield return (first, second);
        if (second != 0) yield return (first, -second);
        if (first != 0) yield return (-first, second);
        if (first != 0 && second != 0) yield return (-first, -second);
    }

    private static TwoByTwoTable? Changed(TwoByTwoTable t, int first, int second) =>
        t.A + first < 0 || t.B - first < 0 || t.C + second < 0 || t.D - second < 0
            ? null : new TwoByTwoTable(t.A + first, t.B - first, t.C + second, t.D - second);

    private static double P(TwoByTwoTable t) => FisherExactTest.TwoSidedP(t.A, t.B, t.C, t.D);

    private static void CheckAlpha(double alpha)
    {
        if (!(alpha is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "A level lies between 0 and 1.");
    }
}
