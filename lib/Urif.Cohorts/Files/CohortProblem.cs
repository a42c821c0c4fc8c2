namespace Urif.Cohorts;

/// <summary>Something in a file that cannot be used, as one line: what is wrong, where, and what would be right.</summary>
/// <param name="Where">The file, row and column.</param>
/// <param name="Problem">What is wrong. A value is quoted only where it cannot identify anyone.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record CohortProblem(string Where, string Problem, string Remedy)
{
    /// <summary>The line.</summary>
    public override string ToString() => $"{Where}: {Problem}; {Remedy}";
}
