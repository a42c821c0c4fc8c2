using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Urif.Reporting;

/// <summary>A chart's figure and the script that lets it turn where the page can read plotly.js (<c>Html/chart.js</c>).</summary>
/// <param name="Chart">The chart.</param>
internal sealed record ChartScript(JObject Chart) : HtmlNode
{
    private static readonly Lazy<string> Script = new(() =>
    {
        using var stream = typeof(ChartScript).Assembly.GetManifestResourceStream("chart.js")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    });

    /// <summary>The figure as JSON. A "&lt;" in a string of JSON may as well be escaped, and then cannot end the script.</summary>
    public string Figure { get; } = JsonConvert.SerializeObject(Chart, Formatting.None).Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override void WriteTo(StringBuilder output) => output
        .Append("<script type=\"application/json\">").Append(Figure).Append("</script>\n<script>").Append(Script.Value).Append("</script>");
}
