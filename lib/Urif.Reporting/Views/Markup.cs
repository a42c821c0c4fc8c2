using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Pieces of HTML that the views share.</summary>
internal static class Markup
{
    /// <summary>
    /// A text as HTML, in an element or a quoted attribute. Letters of every script stay readable; what HTML cannot hold (control
    /// characters, halves of surrogate pairs) becomes U+FFFD.
    /// </summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                default: html.Append(Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? "\uFFFD" : rune.ToString()); break;
            }
        }

        return html.ToString();
    }

    /// <summary>A text of the reader's language as HTML.</summary>
    public static string Escape(Localized text, Language language) => Escape(text.In(language));

    /// <summary>A verdict's symbol and name.</summary>
    public static string Tag(Verdict verdict, Language language) =>
        $"<b style=\"color:{Colour(verdict)}\" aria-hidden=\"true\">{verdict.Symbol()}</b> {Escape(verdict.Label(), language)}";

    /// <summary>The colour of a verdict's mark: the page's own property, else that of Okabe and Ito (2008).</summary>
    public static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Reproduced => "var(--green,#009E73)",
        Verdict.ReproducedByVariant => "var(--sky-blue,#56B4E9)",
        Verdict.NotReproduced => "var(--orange,#E69F00)",
        Verdict.Contradicted => "var(--purple,#CC79A7)",
        Verdict.Impossible => "var(--vermillion,#D55E00)",
        _ => "var(--quiet,#888)",
    };

    /// <summary>A place in a drawing: at most one decimal.</summary>
    public static string Place(double at) => (Math.Round(at, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);
}
