using System.Text;
using Wcwidth;

namespace Urif.Reporting;

/// <summary>
/// How many cells of a terminal a text takes: wide East Asian characters two, marks that stand on others none. Source: Unicode
/// Standard Annex 11, with ambiguous characters narrow.
/// </summary>
public static class CellWidth
{
    /// <summary>The cells of a text on one line.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>The cells of a character; none of one that moves the cursor.</summary>
    public static int Of(Rune rune) => Math.Max(0, UnicodeCalculator.GetWidth(rune));
}
