using Microsoft.DotNet.Interactive.Formatting;
using Newtonsoft.Json;
using Plotly.NET;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Plotly.NET charts in notebooks: the chart for front ends that draw it, its numbers for the others.</summary>
internal static class ChartFormatter
{
    private const string PlotlyMimeType = "application/vnd.plotly.v1+json";

    /// <summary>Registers the formatter.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<GenericChart>((chart, writer) =>
            writer.Write(JsonConvert.SerializeObject(ChartJson.Of(chart), Formatting.None)), PlotlyMimeType);
        Formatter.Register<GenericChart>((chart, writer) =>
            writer.Write(new ChartSummary(ChartJson.Of(chart), language).ToHtml().ToString()), HtmlFormatter.MimeType);
        Formatter.Register<GenericChart>((chart, writer) => writer.Write(new ChartSummary(ChartJson.Of(chart), language).ToText()),
            PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), PlotlyMimeType, HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }
}
