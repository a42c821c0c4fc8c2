using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Urif.Reporting.Tests;

/// <summary>Values as a notebook shows them. The formatters are the process's own, so tests of them take turns.</summary>
internal static class Shown
{
    private static readonly Lock Turn = new();

    public static string Html(object value, string language = "en") => As("text/html", value, language);

    public static string Text(object value, string language = "en") => As("text/plain", value, language);

    public static string Svg(object chart) => As("image/svg+xml", chart, "en");

    public static string Plotly(object chart) => As("application/vnd.plotly.v1+json", chart, "en");

    /// <summary>What a value gives where the reader's computer has another culture.</summary>
    public static string[] InCultures(Func<string> show)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            return [.. new[] { "", "de-DE", "tr-TR", "zh-CN", "ar-SA" }.Select(name =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                return show();
            })];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string As(string mimeType, object value, string language)
    {
        lock (Turn)
        {
            NotebookOutput.Use(language);
            return value.ToDisplayString(mimeType);
        }
    }
}
