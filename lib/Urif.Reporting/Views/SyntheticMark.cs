using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>The label of what is made of synthetic rows (<see cref="Cohort.SyntheticLabel"/>), as loud as a page or text allows.</summary>
internal static class SyntheticMark
{
    /// <summary>A framed line. Sign, frame and weight say it too where colours do not show or are not told apart, and in print.</summary>
    public static string Html(Language language) =>
        "<strong class=\"urif-synthetic\" style=\"display:block;width:fit-content;border:.2em solid var(--vermillion,#D55E00);padding:.25em .7em;margin:.4em 0\">"
        + $"⚠ {Markup.Escape(Cohort.SyntheticLabel, language)}</strong>";

    /// <summary>A line for text.</summary>
    public static string Text(Language language) => $"*** {Cohort.SyntheticLabel.In(language)} ***";
}
