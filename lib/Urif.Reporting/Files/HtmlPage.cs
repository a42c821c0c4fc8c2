using Urif.Audit;

namespace Urif.Reporting;

/// <summary>A page of HTML that stands alone: it needs no other file and no network.</summary>
internal static class HtmlPage
{
    private const string Style =
        ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}"
        + "table{border-collapse:collapse;border-block:2px solid;font-variant-numeric:tabular-nums}caption{text-align:left;font-weight:600;padding:.4rem 0}"
        + "th,td{padding:.25rem .6rem}thead th{border-bottom:1px solid}details{margin-bottom:2.5rem}";

    /// <summary>Writes a page, with a line feed at the end.</summary>
    public static void Write(string title, IView view, Language language, TextWriter output)
    {
        output.Write($"<!DOCTYPE html>\n<html lang=\"{(language == Language.Chinese ? "zh-CN" : "en")}\">\n<head>\n<meta charset=\"utf-8\">\n");
        output.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Markup.Escape(title)}</title>\n<style>{Style}</style>\n</head>\n");
        output.Write($"<body>\n<main>\n{view.ToHtml(language)}\n</main>\n</body>\n</html>\n");
    }
}
