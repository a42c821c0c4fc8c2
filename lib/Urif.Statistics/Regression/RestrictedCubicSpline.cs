namespace Urif.Statistics;

/// <summary>A cubic spline that is linear beyond its outer knots, with Harrell's knots: <c>rcs(x, 4)</c> in a formula.</summary>
/// <remarks>
/// <para>Source: F. E. Harrell, Regression modeling strategies, 2nd ed. (2015), section 2.4.5, eq. 2.25, divided by the squared distance
/// of the outer knots, and table 2.3: knots at the quantiles 0.10, 0.50, 0.90 (three), 0.05, 0.35, 0.65, 0.95 (four) and 0.05, 0.275,
/// 0.50, 0.725, 0.95 (five), R's default definition; of fewer than 100 values the outer knots are the fifth smallest and fifth
/// greatest. R's <c>Hmisc::rcspline.eval</c> with <c>fractied</c> aside, which moves the outer knots of values with many ties.</para>
/// </remarks>
public sealed class RestrictedCubicSpline
{
    /// <summary>The fewest knots, and the most that Harrell's table has here.</summary>
    public const int FewestKnots = 3, MostKnots = 5;

    private const int AllQuantilesFrom = 100, OuterPlace = 5;

    private RestrictedCubicSpline(double[] knots) => Knots = knots;

    /// <summary>The knots, ascending.</summary>
    public IReadOnlyList<double> Knots { get; }

    /// <summary>The number of columns: the variable itself, and one for each knot but two.</summary>
    public int ColumnCount => Knots.Count - 1;

    /// <summary>The spline of some values.</summary>
    /// <param name="values">The values, in any order.</param>
    /// <param name="knots">How many knots, from 3 to 5.</param>
    /// <returns>The spline; null where the knots are not all different, as there are too few or too many equal values.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another number of knots is asked for.</exception>
    public static RestrictedCubicSpline? Of(ReadOnlySpan<double> values, int knots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(knots, FewestKnots);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(knots, MostKnots);
        if (values.Length < 2 * OuterPlace) return null;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var outer = knots == FewestKnots ? 0.1 : 0.05;
        var at = new double[knots];
        for (var k = 0; k < knots; k++)
            at[k] = SampleQuantile.Of(sorted, outer + k * (1 - 2 * outer) / (knots - 1), QuantileType.Linear);
        if (sorted.Length < AllQuantilesFrom) (at[0], at[^1]) = (sorted[OuterPlace - 1], sorted[^OuterPlace]);
        for (var k = 1; k < knots; k++)
            if (!(at[k] > at[k - 1])) return null;
        return new(at);
    }

    /// <summary>The columns of some values.</summary>
    public double[][] Columns(ReadOnlySpan<double> values)
    {
        var columns = new double[ColumnCount][];
        columns[0] = values.ToArray();
        double last = Knots[^1], before = Knots[^2], scale = (last - Knots[0]) * (last - Knots[0]);
        for (var j = 0; j < ColumnCount - 1; j++)
        {
            var knot = Knots[j];
            var column = columns[j + 1] = new double[values.Length];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = (Cube(values[i] - knot) - Cube(values[i] - before) * (last - knot) / (last - before)
                    + Cube(values[i] - last) * (before - knot) / (last - before)) / scale;
            }
        }

        return columns;

        static double Cube(double x) => x > 0 ? x * x * x : 0;
    }
}
