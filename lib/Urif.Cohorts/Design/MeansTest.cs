namespace Urif.Cohorts;

/// <summary>How the means of a table are compared.</summary>
public enum MeansTest
{
    /// <summary>By a variance common to the groups: Student's t, one-way analysis of variance.</summary>
    Student,

    /// <summary>Each group by its own variance: Welch's t, Welch's analysis of variance.</summary>
    Welch,
}
