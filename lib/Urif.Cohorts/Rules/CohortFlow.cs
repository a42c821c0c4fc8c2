using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The flow of a cohort from screened to analysed, as STROBE asks for it (von Elm et al. 2007, PLoS Med 4:e296, item 13): the
/// number at each step, and why rows are not in the next. A row counts under its first reason, so that the numbers add up.
/// </summary>
/// <param name="Screened">The rows of the file.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="Analysed">The rows that remain.</param>
/// <param name="Arms">How many of them are in each arm, by <see cref="Arm"/>.</param>
public sealed record CohortFlow(int Screened, IReadOnlyList<FlowStep> Steps, int Analysed, IReadOnlyList<int> Arms);

/// <summary>A step of the flow.</summary>
/// <param name="Title">Why rows leave at this step.</param>
/// <param name="Left">What those that remain are.</param>
/// <param name="Excluded">How many rows leave.</param>
/// <param name="Remaining">How many remain.</param>
/// <param name="Reasons">Why, in the order of the rules; only reasons that apply to a row.</param>
public sealed record FlowStep(Localized Title, Localized Left, int Excluded, int Remaining, IReadOnlyList<FlowReason> Reasons);

/// <summary>A reason for which rows leave.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Broken">How many rows break it.</param>
/// <param name="NotDocumented">How many do not say.</param>
public sealed record FlowReason(CohortRule Rule, int Broken, int NotDocumented);

/// <summary>Why a row is not analysed: the first rule that it does not pass.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="NotDocumented">Whether the row does not say, rather than break it.</param>
public sealed record Exclusion(CohortRule Rule, bool NotDocumented);

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
