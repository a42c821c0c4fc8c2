using Spectre.Console;
using Urif.Audit;

namespace Urif.Cli;

/// <summary>
/// The colour of a verdict's symbol, so that neither carries the meaning alone. The colours are those of Okabe and Ito
/// (2008), which readers with any kind of colour vision can tell apart.
/// </summary>
internal static class VerdictMark
{
    private static readonly Style[] Styles =
    [
        new(new Color(153, 153, 153)), // grey: not checkable
        new(new Color(0, 114, 178)), // blue: consistent
        new(new Color(0, 158, 115)), // bluish green: reproduced
        new(new Color(86, 180, 233)), // sky blue: reproduced by a variant
        new(new Color(230, 159, 0)), // orange: not reproduced
        new(new Color(204, 121, 167)), // reddish purple: contradicted
        new(new Color(213, 94, 0)), // vermillion: impossible
    ];

    /// <summary>The colour.</summary>
    public static Style Style(this Verdict verdict) => Styles[(int)verdict];
}
