using Microsoft.DotNet.Interactive.Formatting;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Plotly.NET;
using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// Plotly.NET charts in notebooks: the chart for front ends that draw it, a page that holds its picture, its numbers in words and a
/// script that lets it turn in Jupyter, and the picture and the words alone.
/// </summary>
internal static class ChartFormatter
{
    private const string PlotlyMimeType = "application/vnd.plotly.v1+json", SvgMimeType = "image/svg+xml";

    // Characters of a figure that the page carries too.
    private const int MostFigure = 40_000;

    /// <summary>Registers the formatter.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<GenericChart>((chart, writer) =>
            writer.Write(JsonConvert.SerializeObject(ChartJson.Of(chart), Formatting.None)), PlotlyMimeType);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(Page(ChartJson.Of(chart), language).ToString()),
            HtmlFormatter.MimeType);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(ChartPicture.File(ChartJson.Of(chart), language).ToString()),
            SvgMimeType);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(new ChartSummary(ChartJson.Of(chart), language).ToText()),
            PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(
            typeof(GenericChart), PlotlyMimeType, HtmlFormatter.MimeType, SvgMimeType, PlainTextFormatter.MimeType);
    }

    // Where styles are stripped, drawings are too: then the words show. A large figure is not carried twice.
    private static HtmlElement Page(JObject chart, Language language)
    {
        var script = new ChartScript(chart);
        HtmlNode[] turning = script.Figure.Length <= MostFigure ? [script] : [];
        return Element("div", [("class", "urif-chart")],
            [Stylesheet.Of("chart"), Element("figure", ChartPicture.Image(chart, language)), "\n",
                new ChartSummary(chart, language).ToHtml(), .. turning]);
    }
}
