using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What became of a column of a file.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Column">The column of the dictionary that it is; null where it was left out.</param>
/// <param name="Unit">The unit it was read in; empty where there is none.</param>
/// <param name="Factor">What its values were divided by; 1 where they were not converted.</param>
/// <param name="BelowLimit">How many values below a limit of detection were replaced.</param>
public sealed record ColumnReading(int Number, DictionaryColumn? Column, string Unit, double Factor, int BelowLimit);

/// <summary>What a reading of a file found: the cohort, or why there is none.</summary>
public sealed class CohortReport
{
    private readonly Cohort? _cohort;

    internal CohortReport(string name, long rows, Cohort? cohort, IReadOnlyList<CohortProblem> problems, long problemCount,
        IReadOnlyList<ColumnReading> columns, CohortReadOptions options) =>
        (Name, Rows, _cohort, Problems, ProblemCount, Columns, Options) = (name, rows, cohort, problems, problemCount, columns, options);

    /// <summary>The file, as messages name it.</summary>
    public string Name { get; }

    /// <summary>The encoding of a text file that is not UTF-8; empty otherwise.</summary>
    public string Encoding { get; internal init; } = "";

    /// <summary>The rows read.</summary>
    public long Rows { get; }

    /// <summary>Whether the file could be used.</summary>
    public bool Succeeded => ProblemCount == 0;

    /// <summary>The first problems, in the order of the file; at most 20, and at most three of one kind in one column.</summary>
    public IReadOnlyList<CohortProblem> Problems { get; }

    /// <summary>How many problems there are in all.</summary>
    public long ProblemCount { get; }

    /// <summary>The columns of the file.</summary>
    public IReadOnlyList<ColumnReading> Columns { get; }

    /// <summary>How the file was read.</summary>
    public CohortReadOptions Options { get; }

    /// <summary>The cohort.</summary>
    /// <exception cref="InputException">There were problems: the first of them, and how many more there are.</exception>
    public Cohort Cohort
    {
        get
        {
            if (_cohort is not null) return _cohort;
            var (first, more) = (Problems[0], ProblemCount - 1);
            throw new InputException(first.Where, first.Problem, more == 0 ? first.Remedy
                : string.Create(CultureInfo.InvariantCulture, $"{first.Remedy} (and {more} more problem{(more == 1 ? "" : "s")})"));
        }
    }
}
