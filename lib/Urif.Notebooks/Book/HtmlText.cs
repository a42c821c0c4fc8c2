using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>Plain text as HTML.</summary>
internal static class HtmlText
{
    /// <summary>Text made safe for element content and for attribute values in double quotes.</summary>
    /// <remarks>Control characters that HTML forbids are dropped.</remarks>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        AppendEscaped(html, text);
        return html.ToString();
    }

    /// <summary>Appends text made safe for element content and for attribute values in double quotes.</summary>
    public static void AppendEscaped(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\'': html.Append("&#39;"); break;
                case '\r' or '\n' or '\t': html.Append(c); break;
                default:
                    if (!char.IsControl(c)) html.Append(c);
                    break;
            }
        }
    }
}
