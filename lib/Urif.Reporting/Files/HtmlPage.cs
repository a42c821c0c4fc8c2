using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>A page of HTML that stands alone: it needs no other file and no network.</summary>
internal static class HtmlPage
{
    /// <summary>Writes a page, with a line feed at the end.</summary>
    public static void Write(string title, HtmlNode main, Language language, TextWriter output)
    {
        var head = Element("head",
            "\n", Element("meta", [("charset", "utf-8")]),
            "\n", Element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
            "\n", Element("title", title), "\n", Stylesheet.Of("page"), "\n");
        var body = Element("body", "\n", Element("main", "\n", main, "\n"), "\n");
        var page = Element("html", [("lang", language == Language.Chinese ? "zh-CN" : "en")], "\n", head, "\n", body, "\n");
        output.Write($"<!DOCTYPE html>\n{page}\n");
    }
}
