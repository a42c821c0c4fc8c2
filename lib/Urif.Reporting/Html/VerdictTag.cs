using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>A verdict in a page: its symbol in its colour, and its name.</summary>
internal static class VerdictTag
{
    /// <summary>The symbol alone. Readers who hear the page have the words beside it.</summary>
    public static HtmlElement Symbol(Verdict verdict) =>
        Element("b", [("style", $"color:{Colours.Of(verdict)}"), ("aria-hidden", "true")], verdict.Symbol());

    /// <summary>A verdict's symbol and name.</summary>
    public static HtmlFragment Of(Verdict verdict, Language language) => Fragment(Symbol(verdict), " ", verdict.Label().In(language));
}
