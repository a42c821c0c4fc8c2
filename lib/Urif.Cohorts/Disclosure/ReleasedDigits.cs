using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>The digits that a statistic of a group may have where small counts are hidden, and whether it may be shown at all.</summary>
/// <remarks>
/// <para>Mean and standard deviation are rounded to the least power of ten that is at least d/n, d being the greatest distance of a
/// value from the mean: one woman more or less moves the mean by at most one step. What n·mean of two groups that differ by one woman
/// gives of her is then no narrower than the group's own range. They are withheld where the step exceeds the standard deviation, where
/// all values are equal, where one woman dominates the total (the p% rule: the others but the second largest have less than
/// <see cref="DominancePercent"/> percent of the largest) and, of few whole numbers, where <see cref="WholeNumberCells"/> says so.</para>
/// <para>Quartiles are values of women. They are rounded to the least step of 1, 2 or 5 times a power of ten for which at least K women
/// have a value that rounds to the same, and withheld where a quarter of the women is fewer than K.</para>
/// <para>Sources: A. Hundepool et al., Statistical Disclosure Control (2012), sections 4.2.2 (p% rule, as tau-argus has it); Handbook on
/// Statistical Disclosure Control for Outputs (Safe Data Access Professionals, 2019), on means, percentiles and maxima; OpenSAFELY,
/// rounding of released statistics. See docs/disclosure.md.</para>
/// </remarks>
internal static class ReleasedDigits
{
    /// <summary>The p of the p% rule.</summary>
    public const double DominancePercent = 10;

    // As tables print it; nothing is made finer.
    private const int FinestExponent = -2, CoarsestExponent = 9;

    /// <summary>The decimals that a number rounded to a step of 1, 2 or 5 times a power of ten is printed with.</summary>
    public static int DecimalsOf(double step) => Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));

    /// <summary>Whether a step is a power of ten that printed decimals can say.</summary>
    public static bool IsDecimal(double step) => step == StepFor(step, -9) && step <= 1;

    /// <summary>The least step of 1, 2 or 5 times a power of ten that is at least a number.</summary>
    public static double FineStepFor(double least)
    {
        var ten = StepFor(least, -9);
        return ten / 5 >= least * (1 - 1e-12) ? ten / 5 : ten / 2 >= least * (1 - 1e-12) ? ten / 2 : ten;
    }

    /// <summary>The least power of ten that is at least a number, and not below another.</summary>
    public static double StepFor(double least, int finest = FinestExponent)
    {
        for (var exponent = finest; exponent <= CoarsestExponent; exponent++)
            if (Power(exponent) >= least * (1 - 1e-12)) return Power(exponent);
        return double.PositiveInfinity;
    }

    /// <summary>A number rounded to a step, halves away from zero; the double nearest to the decimal.</summary>
    public static double Round(double value, double step) =>
        (double)(Math.Round((decimal)value / (decimal)step, MidpointRounding.AwayFromZero) * (decimal)step);

    /// <summary>Mean and standard deviation with the digits that a group carries; null where they are withheld.</summary>
    /// <param name="values">The values of the group, ascending.</param>
    /// <param name="below">K.</param>
    public static (double Mean, double StandardDeviation, double Step)? Moments(double[] values, int below)
    {
        if (values.Length < Math.Max(below, 2)) return null;
        var moments = SampleMoments.Of(values);
        var distance = Math.Max(moments.Mean - values[0], values[^1] - moments.Mean);
        var step = StepFor(distance / values.Length);
        if (!(moments.StandardDeviation > 0) || step > moments.StandardDeviation || IsDominated(values)) return null;
        var (mean, sd) = (Round(moments.Mean, step), Round(moments.StandardDeviation, step));
        return WholeNumberCells.AreOpen(values, below, Around(mean, step), Around(sd, step)) ? (mean, sd, step) : null;
    }

    /// <summary>The quartiles and the median with the digits that a group carries; null where they are withheld.</summary>
    /// <param name="values">The values of the group, ascending.</param>
    /// <param name="below">K.</param>
    /// <param name="type">The definition of the quartiles.</param>
    public static (double Lower, double Median, double Upper, double Step)? Quartiles(double[] values, int below, QuantileType type)
    {
        if (values.Length < 4L * below) return null;
        var table = FrequencyTable.FromSample(values);
        var (lower, median, upper) = (table.Quantile(0.25, type), table.Quantile(0.5, type), table.Quantile(0.75, type));
        var spread = SampleMoments.Of(values).StandardDeviation;
        if (!(spread > 0)) return null;
        // Coarser than the values lie apart it would say nothing; but a whole number may be one.
        var coarsest = Array.TrueForAll(values, double.IsInteger) ? Math.Max(spread, 1) : spread;
        foreach (var step in Enumerable.Range(FinestExponent, CoarsestExponent - FinestExponent)
            .SelectMany(e => (double[])[Power(e), Power(e) * 2, Power(e) * 5]).TakeWhile(s => s <= coarsest))
        {
            if (Array.TrueForAll([lower, median, upper], q => Sharing(values, Round(q, step), step) >= below))
                return (Round(lower, step), Round(median, step), Round(upper, step), step);
        }

        return null;
    }

    /// <summary>The numbers that round to a number.</summary>
    public static Interval Around(double rounded, double step) => new(rounded - step / 2, rounded + step / 2);

    // How many values round to a number.
    private static int Sharing(double[] values, double rounded, double step) =>
        values.Count(v => Math.Abs(Round(v, step) - rounded) < step / 4);

    // A woman who knows her own value, the second largest, must not learn the largest to within p percent.
    private static bool IsDominated(double[] values)
    {
        double[] sizes = [.. values.Select(Math.Abs).OrderDescending()];
        return sizes.Skip(2).Sum() < DominancePercent / 100 * sizes[0];
    }

    private static double Power(int exponent) => exponent < 0 ? 1 / Math.Pow(10, -exponent) : Math.Pow(10, exponent);
}
