namespace Urif.Cohorts;

/// <summary>Rows of a cohort.</summary>
public sealed class CohortSelection
{
    private readonly int[] _rows;

    internal CohortSelection(Cohort cohort, int[] rows) => (Cohort, _rows) = (cohort, rows);

    /// <summary>The cohort.</summary>
    public Cohort Cohort { get; }

    /// <summary>The rows, from 0, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Length;

    /// <summary>
    /// How many of these rows are of a woman of whom an earlier one is: such rows are not independent, which tests and intervals
    /// take them to be.
    /// </summary>
    public int FurtherRowsOfWomen => WomenAndCycles.CountFurther(Cohort.Women, _rows);

    /// <summary>A variable of these rows, NaN where missing, as <see cref="Cohort.Values"/> names them.</summary>
    /// <exception cref="ArgumentException">There is no such variable, or it is an identifier.</exception>
    public double[] Values(string variable)
    {
        var all = Cohort.Values(variable);
        return Array.ConvertAll(_rows, row => all[row]);
    }

    /// <summary>Those of these rows with a value of a variable in [atLeast, below).</summary>
    /// <exception cref="ArgumentException">There is no such variable, or it is an identifier.</exception>
    public CohortSelection Where(string variable, double atLeast, double below)
    {
        var all = Cohort.Values(variable);
        return new(Cohort, Array.FindAll(_rows, row => all[row] >= atLeast && all[row] < below));
    }
}
