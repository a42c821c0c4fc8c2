using Urif.Statistics;

namespace Urif.Audit;

/// <summary>Samples of values in steps: their totals and sums of squares, listed one by one where there are not too many.</summary>
internal static class WholeNumbers
{
    // Below 2^53, from where doubles skip whole numbers and a loop over them would not end.
    private const double GreatestSquares = 1e15;

    private const double MostTotals = 1e6;

    // Of so many totals together the sums of squares lie dense: an SD is theirs if it is not too small.
    private const double ManyTotals = 1000;

    // What binary rounding can amount to in the bounds of a sum of squares.
    private const double Slack = 1e-9;

    /// <summary>Whether n values in steps can be listed by the totals that give a printed mean, which must not be too many.</summary>
    public static bool CanList(LedgerNumber mean, int n, double step) =>
        HasWholeSquares(mean, n, step) && (double)mean.Printed.Unit * n / step < MostTotals;

    /// <summary>Whether the sum of squares of n values of this size, in steps, is a whole number that a double holds.</summary>
    public static bool HasWholeSquares(LedgerNumber number, int n, double step) =>
        Math.Pow(number.Printed.Value / step, 2) * n < GreatestSquares;

    /// <summary>Whether some total of n values in steps gives a mean in the interval.</summary>
    public static bool HaveMean(Interval mean, int n, double step) => LastTotal(mean, n, step) >= FirstTotal(mean, n, step);

    /// <summary>Whether n values in steps have a mean and an SD in the intervals.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="sd">The SDs.</param>
    /// <param name="n">How many values there are.</param>
    /// <param name="step">The step.</param>
    /// <param name="denominator">What the sum of squares is divided by.</param>
    public static bool HaveMoments(Interval mean, Interval sd, int n, double step, int denominator)
    {
        if (denominator < 1 || sd.High < 0) return false;
        double least = Math.Pow(Math.Max(0, sd.Low) / step, 2) * denominator, most = Math.Pow(sd.High / step, 2) * denominator;
        if (LastTotal(mean, n, step) - FirstTotal(mean, n, step) > ManyTotals)
            return sd.High * sd.High * denominator >= SdBounds.LeastVariance(mean, step, n) * n;
        for (var total = FirstTotal(mean, n, step); total <= LastTotal(mean, n, step); total++)
        {
            var square = total * total / n;
            var first = Math.Max(Math.Ceiling(square + least - Slack * (1 + square)), IntegerSumOfSquares.Minimum(n, (long)total));
            // Σx² has the parity of Σx, since x² has that of x.
            if (Math.IEEERemainder(first - total, 2) != 0) first++;
            if (first <= Math.Floor(square + most + Slack * (1 + square))) return true;
        }

        return false;
    }

    /// <summary>The least total, in steps, whose mean lies in the interval.</summary>
    public static double FirstTotal(Interval mean, int n, double step) => Math.Ceiling(mean.Low * n / step);

    /// <summary>The greatest total, in steps, whose mean lies in the interval.</summary>
    public static double LastTotal(Interval mean, int n, double step) => Math.Floor(mean.High * n / step);
}
