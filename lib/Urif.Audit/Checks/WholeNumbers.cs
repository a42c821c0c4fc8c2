namespace Urif.Audit;

/// <summary>Where totals and sums of squares of whole numbers can be listed one by one.</summary>
internal static class WholeNumbers
{
    // Below 2^53, from where doubles skip whole numbers and a loop over them would not end.
    private const double GreatestSquares = 1e15;

    private const double MostTotals = 1e6;

    /// <summary>Whether n values in steps can be listed by the totals that give a printed mean, which must not be too many.</summary>
    public static bool CanList(LedgerNumber mean, int n, double step) =>
        HasWholeSquares(mean, n, step) && (double)mean.Printed.Unit * n / step < MostTotals;

    /// <summary>Whether the sum of squares of n values of this size, in steps, is a whole number that a double holds.</summary>
    public static bool HasWholeSquares(LedgerNumber number, int n, double step) =>
        Math.Pow(number.Printed.Value / step, 2) * n < GreatestSquares;
}
