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

/// <summary>The steps of the flow, by why rows leave.</summary>
public enum FlowStage
{
    /// <summary>They hold errors.</summary>
    Errors,

    /// <summary>They are of women who were not to be studied.</summary>
    Eligibility,

    /// <summary>They lack what the tables need.</summary>
    Completeness,
}

/// <summary>A step of the flow.</summary>
/// <param name="Stage">Why rows leave at this step.</param>
/// <param name="Excluded">How many rows leave.</param>
/// <param name="Remaining">How many remain.</param>
/// <param name="Reasons">Why, in the order of the rules; only reasons that apply to a row.</param>
public sealed record FlowStep(FlowStage Stage, int Excluded, int Remaining, IReadOnlyList<FlowReason> Reasons);

/// <summary>A reason for which rows leave.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Broken">How many rows break it.</param>
/// <param name="NotDocumented">How many do not say.</param>
public sealed record FlowReason(CohortRule Rule, int Broken, int NotDocumented);

/// <summary>Why a row is not analysed: the first rule that it does not pass.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="NotDocumented">Whether the row does not say, rather than break it.</param>
public sealed record Exclusion(CohortRule Rule, bool NotDocumented);
