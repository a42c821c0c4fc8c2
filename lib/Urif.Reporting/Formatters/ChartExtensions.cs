using Plotly.NET;
using Plotly.NET.TraceObjects;

namespace Urif.Reporting;

/// <summary>
/// What Plotly.NET offers F# only, for the charts of C# notebooks. No signature names a type of F#'s own library, of which the last
/// .NET Interactive offers cells an older version than Plotly.NET needs.
/// </summary>
public static class ChartExtensions
{
    /// <summary>Gives a chart a title.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="title">The title.</param>
    /// <returns>The same chart.</returns>
    public static GenericChart Titled(this GenericChart chart, string title)
    {
        var text = new Title();
        text.SetProperty("text", title);
        GenericChart.getLayout(chart).SetProperty("title", text);
        return chart;
    }

    /// <summary>Stands bars at the same place on one another, not side by side.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The same chart.</returns>
    public static GenericChart Stacked(this GenericChart chart) => WithBars(chart, "stack");

    /// <summary>Draws bars at the same place over one another, not side by side.</summary>
    /// <param name="chart">The chart.</param>
    /// <returns>The same chart.</returns>
    public static GenericChart Overlaid(this GenericChart chart) => WithBars(chart, "overlay");

    /// <summary>Gives the bars of a histogram their edges.</summary>
    /// <param name="chart">The chart, all of whose traces are histograms.</param>
    /// <param name="from">The lower edge of the first bar.</param>
    /// <param name="to">The upper edge of the last bar.</param>
    /// <param name="width">The width of a bar.</param>
    /// <returns>The same chart.</returns>
    public static GenericChart Binned(this GenericChart chart, double from, double to, double width)
    {
        foreach (var trace in GenericChart.getTraces(chart))
        {
            var bins = new Bins();
            bins.SetProperty("start", from);
            bins.SetProperty("end", to);
            bins.SetProperty("size", width);
            trace.SetProperty("xbins", bins);
        }

        return chart;
    }

    private static GenericChart WithBars(GenericChart chart, string mode)
    {
        GenericChart.getLayout(chart).SetProperty("barmode", mode);
        return chart;
    }
}
