using Microsoft.DotNet.Interactive.Formatting;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Views in notebooks: their HTML, and their text for front ends that show no HTML.</summary>
internal static class ViewFormatter
{
    /// <summary>Registers the formatter.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<IView>((view, writer) => writer.Write(view.ToHtml(language)), HtmlFormatter.MimeType);
        Formatter.Register<IView>((view, writer) => writer.Write(view.ToText(language)), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(IView), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }
}
