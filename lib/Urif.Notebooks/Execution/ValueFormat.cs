using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Values in the formats that their types prefer, by Microsoft.DotNet.Interactive.Formatting and what libraries register there;
/// with plain text always among them.
/// </summary>
internal static partial class ValueFormat
{
    private const string PlainText = "text/plain";

    /// <summary>A value in these formats, or in those that its type prefers.</summary>
    public static MimeBundle Of(object? value, params string[] mimeTypes)
    {
        if (value is null) return MimeBundle.Empty.With(PlainText, Formatter.NullString);
        IEnumerable<string> types = mimeTypes.Length > 0 ? mimeTypes
            : value is string ? [PlainText]
            : Formatter.GetPreferredMimeTypesFor(value.GetType());

        var bundle = MimeBundle.Empty;
        foreach (var type in types)
        {
            var text = value is string s ? s : WithoutIdleStyle(value.ToDisplayString(type));
            bundle = MimeBundle.IsJson(type) ? bundle.With(type, JsonValue.Parse(text)) : bundle.With(type, text);
        }
        return bundle.Data[PlainText] is not null ? bundle : bundle.With(PlainText, Plain(value, bundle));
    }

    private static string Plain(object value, MimeBundle bundle) =>
        value is IHtmlContent or string && bundle.Text("text/html") is { } html ? WithoutTags(html) : value.ToDisplayString(PlainText);

    // The library adds the style of its tree views to each value, the plain ones too, with the line breaks of Windows.
    private static string WithoutIdleStyle(string text)
    {
        text = text.ReplaceLineEndings("\n");
        return text.StartsWith("<div class=\"dni-plaintext\">", StringComparison.Ordinal)
            && !text.Contains("dni-treeview\"", StringComparison.Ordinal)
            ? Style.Replace(text, "")
            : text;
    }

    /// <summary>The text of HTML: cells of a row two spaces apart, rows and blocks on lines of their own.</summary>
    public static string WithoutTags(string html)
    {
        var text = Unseen.Replace(html, "");
        text = Space.Replace(text, " ");
        text = CellEnd.Replace(text, "  ");
        text = BlockEnd.Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tag.Replace(text, ""));
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0);
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"<!--.*?-->|<(script|style|head)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Unseen { get; }

    [GeneratedRegex(@"<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space { get; }

    [GeneratedRegex(@"</t[dh]\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex CellEnd { get; }

    [GeneratedRegex(@"<br\b[^>]*>|</(p|div|tr|table|caption|h[1-6]|li|ul|ol|pre|section|details|summary|figcaption|text)\s*>",
        RegexOptions.IgnoreCase)]
    private static partial Regex BlockEnd { get; }

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag { get; }
}
