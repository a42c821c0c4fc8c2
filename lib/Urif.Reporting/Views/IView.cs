using Urif.Audit;

namespace Urif.Reporting;

/// <summary>A result as people read it: HTML for notebooks and books, text for terminals. The same result gives the same text.</summary>
public interface IView
{
    /// <summary>
    /// A fragment of HTML that needs nothing from a network and suits dark and light pages: colours are <c>currentColor</c> or
    /// custom properties of the page with a fallback.
    /// </summary>
    string ToHtml(Language language);

    /// <summary>The same as text, lines of at most 100 cells, without a line break at the end.</summary>
    string ToText(Language language);
}
