using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// The colours of marks: the page's own property where it has one, else that of Okabe and Ito (2008), who chose them to be told
/// apart by all readers.
/// </summary>
internal static class Colours
{
    /// <summary>Warns, and marks what stands out.</summary>
    public const string Vermillion = "var(--vermillion,#D55E00)";

    /// <summary>The colour of a verdict's mark.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "var(--green,#009E73)",
        Verdict.ReproducedByVariant => "var(--sky-blue,#56B4E9)",
        Verdict.Consistent => "var(--blue,#0072B2)",
        Verdict.NotReproduced => "var(--orange,#E69F00)",
        Verdict.Contradicted => "var(--purple,#CC79A7)",
        Verdict.Impossible => Vermillion,
        _ => "var(--quiet,#888)",
    };
}
