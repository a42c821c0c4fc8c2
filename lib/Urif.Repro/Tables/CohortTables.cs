using Urif.Repro.Cohorts;

namespace Urif.Repro.Tables;

/// <summary>
/// Makes the tables of a cohort by the rule that the paper states (section 1.4): the Shapiro-Wilk test decides between mean ±
/// SD with Student's t and median (P25-P75) with Mann-Whitney; expected counts decide between Pearson's chi-square and Fisher.
/// </summary>
public static class CohortTables
{
    /// <summary>A table of some rows of a cohort.</summary>
    /// <exception cref="ArgumentException">A variable of the design does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static CohortTable Of(CohortSelection rows, TableDesign design, TableOptions? options = null) => Of(rows, [design], options)[0];

    /// <summary>Several tables of the same rows, which costs less than one by one; small counts are hidden across all of them.</summary>
    /// <exception cref="ArgumentException">A variable of a design does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static IReadOnlyList<CohortTable> Of(CohortSelection rows, IReadOnlyList<TableDesign> designs, TableOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>Hides counts from 1 to K - 1, and what would tell them, in tables that are shown together.</summary>
    /// <param name="tables">All tables that a reader will see of these women; nothing is hidden in them yet.</param>
    /// <param name="below">K, at least 2.</param>
    public static IReadOnlyList<CohortTable> Suppress(IReadOnlyList<CohortTable> tables, int below) => throw new NotImplementedException();
}
