using Urif.Audit;
using Urif.Cohorts;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>The label of what is made of synthetic rows (<see cref="Cohort.SyntheticLabel"/>), as loud as a page or text allows.</summary>
internal static class SyntheticMark
{
    /// <summary>A framed line. Sign, frame and weight say it too where colours do not show or are not told apart, and in print.</summary>
    public static HtmlElement InHtml(Language language) => Element("strong",
        [
            ("class", "urif-synthetic"),
            ("style", $"display:block;width:fit-content;border:.2em solid {Colours.Vermillion};padding:.25em .7em;margin:.4em 0"),
        ],
        $"⚠ {Cohort.SyntheticLabel.In(language)}");

    /// <summary>A line for text.</summary>
    public static string InText(Language language) => $"*** {Cohort.SyntheticLabel.In(language)} ***";
}
