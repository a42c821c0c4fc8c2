using System.Globalization;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json;
using Plotly.NET;

namespace Urif.Reporting;

/// <summary>A chart as plotly.js draws it: <c>{data, layout, config}</c>, the same bytes for the same chart.</summary>
internal static class ChartJson
{
    // Plotly.NET gives every chart this size, so it is nobody's choice; without it a chart takes the room that there is.
    private const int DefaultSide = 600;

    private const double GreatestWhole = 1e15;

    // For charts whose author chose no template. The page shows through, and grey is read on white and on black (contrast above 4).
    // Colours of series: Okabe and Ito (2008), which the colour-blind tell apart too.
    private const string TransparentTemplate = """
        {"layout":{"paper_bgcolor":"rgba(0,0,0,0)","plot_bgcolor":"rgba(0,0,0,0)","font":{"color":"#7a7a7a"},
        "colorway":["#0072b2","#e69f00","#009e73","#cc79a7","#56b4e9","#d55e00","#f0e442"],"hovermode":"closest",
        "title":{"x":0.02,"y":0.97,"yanchor":"top","font":{"size":15}},"margin":{"t":50,"r":20,"b":50,"l":50},
        "modebar":{"bgcolor":"rgba(0,0,0,0)","color":"#7a7a7a","activecolor":"#0072b2"},
        "legend":{"orientation":"h","x":0,"y":-0.22,"yanchor":"top"},
        "xaxis":{"automargin":true,"gridcolor":"rgba(128,128,128,0.3)","linecolor":"rgba(128,128,128,0.6)",
        "zerolinecolor":"rgba(128,128,128,0.6)"},
        "yaxis":{"automargin":true,"gridcolor":"rgba(128,128,128,0.3)","linecolor":"rgba(128,128,128,0.6)",
        "zerolinecolor":"rgba(128,128,128,0.6)"},
        "polar":{"bgcolor":"rgba(0,0,0,0)"},"ternary":{"bgcolor":"rgba(0,0,0,0)"},"geo":{"bgcolor":"rgba(0,0,0,0)"}},
        "data":{"heatmap":[{"colorscale":"Cividis"}],"contour":[{"colorscale":"Cividis"}],"histogram2d":[{"colorscale":"Cividis"}]}}
        """;

    private static readonly Lazy<Template> DefaultTemplate = new(() => ChartTemplates.plotly);

    // plotly.js writes 0.5 on such an axis as a small 5, which reads as 5.
    private static readonly double[] Decades =
    [
        .. from power in Enumerable.Range(-6, 13)
           from digit in (int[])[1, 2, 5]
           select double.Parse($"{digit}e{power}", CultureInfo.InvariantCulture),
    ];

    /// <summary>The chart.</summary>
    public static JObject Of(GenericChart chart)
    {
        var figure = GenericChart.toChartDTO(chart);
        // The default template is large, is written slowly, and is nobody's choice.
        var layout = new JObject(figure.Layout.GetProperties(false).Where(p => !DefaultTemplate.Value.Equals(p.Value))
            .Select(p => new JProperty(p.Key, p.Value is null ? null : Token(p.Value))));
        layout["template"] ??= JObject.Parse(TransparentTemplate);
        foreach (var axis in layout.Properties().Select(p => p.Value).OfType<JObject>().Where(IsUnmarkedLogarithm))
            (axis["tickmode"], axis["tickvals"]) = ("array", new JArray(Decades));
        var json = new JObject { ["data"] = Token(figure.Data), ["layout"] = layout, ["config"] = Token(figure.Config) };
        if (IsDefault(layout["width"]) && IsDefault(layout["height"]))
        {
            layout.Remove("width");
            layout.Remove("height");
        }
        return json;
    }

    private static bool IsUnmarkedLogarithm(JObject axis) =>
        (axis["type"] as JValue)?.Value is "log" && axis["tickvals"] is null && axis["dtick"] is null && axis["tickmode"] is null;

    private static bool IsDefault(JToken? side) => side?.Type == JTokenType.Integer && (int)side == DefaultSide;

    private static JToken Token(object value)
    {
        var token = JToken.FromObject(value, JsonSerializer.Create(
            new JsonSerializerSettings { ReferenceLoopHandling = ReferenceLoopHandling.Serialize }));
        foreach (var leaf in token is JContainer container ? container.Descendants().OfType<JValue>().ToList() : [])
        {
            // Plotly.NET writes colours itself.
            if (leaf is JRaw raw) raw.Replace(JToken.Parse(raw.ToString(CultureInfo.InvariantCulture)));
            // JSON has no such numbers; plotly.js leaves a gap at null.
            else if (leaf.Value is double x && !double.IsFinite(x) || leaf.Value is float y && !float.IsFinite(y)) leaf.Value = null;
            // As a browser writes it that saves the notebook.
            else if (leaf.Value is double whole && whole == Math.Truncate(whole) && Math.Abs(whole) < GreatestWhole)
                leaf.Replace(new JValue((long)whole));
            // plotly.js knows no time zones, and that of the machine is nobody's choice.
            else if (leaf.Value is DateTime date) leaf.Replace(new JValue(Iso(date)));
            else if (leaf.Value is DateTimeOffset offset) leaf.Replace(new JValue(Iso(offset.DateTime)));
        }
        return token;
    }

    private static string Iso(DateTime date) =>
        date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFF", CultureInfo.InvariantCulture);
}
