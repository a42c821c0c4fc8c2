using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive;
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

    // What of longer HTML is put into plain text.
    private const int MaximumPlainLength = 1_000_000;

    /// <summary>Lets values prefer what .NET Interactive's tool prefers in Jupyter.</summary>
    public static void UseDefaults()
    {
        Formatter.DefaultMimeType = HtmlFormatter.MimeType;
        Formatter.SetPreferredMimeTypesFor(typeof(string), PlainTextFormatter.MimeType);
    }

    /// <summary>A value in its formats, with plain text among them.</summary>
    public static MimeBundle Of(object? value, IEnumerable<FormattedValue> formats)
    {
        var bundle = MimeBundle.Empty;
        foreach (var format in formats)
        {
            var text = WithoutIdleStyle(format.Value);
            bundle = MimeBundle.IsJson(format.MimeType)
                ? bundle.With(format.MimeType, JsonValue.Parse(text))
                : bundle.With(format.MimeType, text);
        }
        return bundle.Data[PlainText] is not null ? bundle : bundle.With(PlainText, Plain(value, bundle));
    }

    private static string Plain(object? value, MimeBundle bundle)
    {
        // What .NET Interactive makes itself, such as lists of variables, is meant to be seen as HTML.
        var isPage = value is null or IHtmlContent or string || value.GetType().Assembly == typeof(Kernel).Assembly;
        if (!isPage && !IsHtmlOfLibrary(value!.GetType()) || bundle.Text(HtmlFormatter.MimeType) is not { } html)
            return value.ToDisplayString(PlainText);
        var text = html.Length <= MaximumPlainLength ? WithoutTags(html) : WithoutTags(html[..MaximumPlainLength]) + "\n...";
        // A script has no text.
        return isPage || text.Length > 0 ? text : value.ToDisplayString(PlainText);
    }

    // A library that lays its type out as HTML says more than the type's properties, unless it has words for it, too.
    private static bool IsHtmlOfLibrary(Type type)
    {
        var formatters = Formatter.RegisteredFormatters().Where(f => f.Type != typeof(object) && f.Type.IsAssignableFrom(type)).ToList();
        return formatters.Exists(f => f.MimeType == HtmlFormatter.MimeType
                && !(f.GetType() is { IsGenericType: true } own && own.GetGenericTypeDefinition() == typeof(HtmlFormatter<>)))
            && !formatters.Exists(f => f.MimeType == PlainText);
    }

    /// <summary>The text without what the library adds to each value: the style of its tree views, and the line breaks of
    /// Windows.</summary>
    public static string WithoutIdleStyle(string text)
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
        text = LastInCell.Replace(text, "");
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

    // The end of a block at the end of a table's cell ends no line.
    [GeneratedRegex(@"</(p|div|pre|ul|ol|li)\s*>(?=(\s*</(?!t[dhr]\b|table\b)[a-z0-9]+\s*>)*\s*</t[dh]\s*>)", RegexOptions.IgnoreCase)]
    private static partial Regex LastInCell { get; }

    [GeneratedRegex(@"</t[dh]\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex CellEnd { get; }

    [GeneratedRegex(@"<br\b[^>]*>|</(p|div|tr|table|caption|h[1-6]|li|ul|ol|pre|section|details|summary|figcaption|text)\s*>",
        RegexOptions.IgnoreCase)]
    private static partial Regex BlockEnd { get; }

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag { get; }
}
