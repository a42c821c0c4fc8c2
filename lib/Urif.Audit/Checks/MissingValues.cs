namespace Urif.Audit;

/// <summary>
/// Where a paper does not say that every value is there, a number may be of fewer women than its arm has. What no number of women up
/// to the arm's size gives, no missing value explains.
/// </summary>
internal static class MissingValues
{
    // So many fewer women are tried one by one, and then as many from the other end: between them lattices are finer than any digits.
    private const int MostTried = 2000;

    /// <summary>How many values must be missing at the least; null where no number of women explains what is asked.</summary>
    /// <param name="entry">The arm's entry.</param>
    /// <param name="fits">Whether so many women can have it.</param>
    public static int? Fewest(ArmEntry entry, Func<int, bool> fits)
    {
        int least = Math.Max(1, entry.LeastSize), most = entry.Size - 1;
        for (var n = most; n >= least; n--)
        {
            if (n == most - MostTried) n = Math.Min(n, least + MostTried);
            if (fits(n)) return entry.Size - n;
        }

        return null;
    }

    /// <summary>Whether an entry of values in steps can be of so many women: its mean, and its SD where one is printed.</summary>
    public static bool Fits(ArmEntry entry, double step, int women, Rounding rounding)
    {
        if (entry[Statistic.Mean] is not { } mean) return false;
        var means = mean.Printed.Values(rounding);
        if (!WholeNumbers.HaveMean(means, women, step)) return false;
        if (entry.MeanAndSpread is not { } m || women < 2 || !WholeNumbers.CanList(mean, women, step)
            || !WholeNumbers.HasWholeSquares(m.Spread, women, step)) return true;
        var sds = m.Spread.Printed.Values(rounding);
        var root = m.Factor == 1 ? 1 : Math.Sqrt(women);
        sds = new(sds.Low * root, sds.High * root);
        return WholeNumbers.HaveMoments(means, sds, women, step, women - 1) || WholeNumbers.HaveMoments(means, sds, women, step, women);
    }
}
