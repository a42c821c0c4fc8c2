using Plotly.NET;

namespace Urif.Reporting;

/// <summary>What Plotly.NET offers F# only, for the charts of C# notebooks.</summary>
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

    private static GenericChart WithBars(GenericChart chart, string mode)
    {
        GenericChart.getLayout(chart).SetProperty("barmode", mode);
        return chart;
    }
}
