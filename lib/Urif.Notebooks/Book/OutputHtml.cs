using System.Globalization;
using System.Text;
using System.Text.Json;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>The outputs of a code cell as HTML: of each, the richest format that the book can show.</summary>
internal sealed class OutputHtml(Chapter chapter, CodeCell cell, BookLinks links, BookLabels labels, bool carriesPlotly)
{
    private const string Plotly = "application/vnd.plotly.v1+json", Svg = "image/svg+xml";

    // From the richest. Charts come first, text that any terminal shows comes last.
    private static readonly string[] Formats =
    [
        Plotly, "text/html", Svg, "image/png", "image/jpeg", "image/gif", "image/webp", "text/markdown", "text/latex",
        "application/json", "text/plain",
    ];

    private static readonly Dictionary<string, MimeBundle> NoAttachments = [];

    private readonly OutputHtmlFilter _filter = new(chapter, cell.Id, links, labels, carriesPlotly);

    /// <summary>Whether an output that was written needs plotly.js.</summary>
    public bool NeedsPlotly { get; private set; }

    /// <summary>The outputs in order.</summary>
    public string Write()
    {
        var html = new StringBuilder();
        for (var i = 0; i < cell.Outputs.Length; i++)
        {
            var output = cell.Outputs[i];
            if (output.IsBootstrap) continue;
            switch (output)
            {
                case StreamOutput { Name: "stderr" } stream:
                    html.Append(Named("stderr", labels.Errors, AnsiText.ToHtml(stream.Text)));
                    break;
                case StreamOutput stream:
                    html.Append("<div class=\"output plain\"><pre>").Append(AnsiText.ToHtml(stream.Text)).Append("</pre></div>\n");
                    break;
                case ErrorOutput error:
                    html.Append(Named("error", labels.Failed, Traceback(error)));
                    break;
                case RichOutput rich:
                    Write(html, rich, i);
                    break;
            }
        }
        return html.ToString();
    }

    private static string Named(string kind, string label, string text) =>
        $"<div class=\"output {kind}\" role=\"group\" aria-label=\"{HtmlText.Escape(label)}\"><pre>{text}</pre></div>\n";

    private static string Traceback(ErrorOutput error)
    {
        var lines = string.Join('\n', error.Traceback);
        // Some kernels leave the message out of the traceback.
        var isToldThere = error.Message.Length > 0 && lines.Contains(error.Message, StringComparison.Ordinal);
        var heading = isToldThere ? "" : $"{error.Name}: {error.Message}\n";
        return AnsiText.ToHtml((heading + lines).TrimEnd());
    }

    private void Write(StringBuilder html, RichOutput output, int index)
    {
        foreach (var type in Formats)
        {
            if (output.Data.Text(type) is not { } text) continue;
            var plotly = type == Plotly || (type == "text/html" && text.Contains("Plotly.", StringComparison.Ordinal));
            if (plotly && !carriesPlotly)
            {
                links.Warn(chapter, cell.Id, "a chart needs plotly.js, which the book does not carry");
                continue;
            }
            NeedsPlotly |= plotly;
            var (kind, content) = Content(type, text, output, index);
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"output {kind}\">{content}</div>\n");
            return;
        }
        if (output.Data.Types.Any(t => t == Plotly || t == "text/html"))
        {
            html.Append("<div class=\"output\"><span class=\"note\">").Append(HtmlText.Escape(labels.NeedsPlotly))
                .Append("</span></div>\n");
        }
        else if (output.Data.Types.Any())
            links.Warn(chapter, cell.Id, $"an output has no format that the book can show: {string.Join(", ", output.Data.Types)}");
    }

    private (string Kind, string Html) Content(string type, string text, RichOutput output, int index)
    {
        switch (type)
        {
            case Plotly:
                // A "<" in a string of JSON may as well be escaped, and then cannot end the script.
                var json = text.Replace("<", "\\u003c", StringComparison.Ordinal);
                return ("chart", $"<div class=\"plotly\">{Still(output, index)}<script type=\"application/json\">{json}</script></div>");
            case "text/html":
                return ("html", _filter.Clean(text));
            case Svg:
                var paper = SvgFigure.FollowsPage(text) ? "figure" : "figure paper";
                return (paper, SvgFigure.Inline(text, Prefix(index), Label(type, output)) is { } svg
                    ? _filter.Clean(svg)
                    : Image(type, text, output));
            case "image/png" or "image/jpeg" or "image/gif" or "image/webp":
                return ("figure paper", Image(type, text, output));
            case "text/markdown":
                var markdown = MarkdownText.ToHtml(MarkdownText.Parse(text), labels.PlaceLink, WarnOfFormula);
                return ("markdown", new MarkdownHtmlFilter(chapter, cell.Id, links, labels, NoAttachments).Clean(markdown));
            case "text/latex":
                var latex = MarkdownText.ToHtml(MarkdownText.Parse($"$$\n{text.Trim().Trim('$')}\n$$"), labels.PlaceLink, WarnOfFormula);
                return ("markdown", latex);
            default:
                return ("plain", $"<pre>{AnsiText.ToHtml(text)}</pre>");
        }
    }

    // The picture of a chart, until a script draws it, and where none runs.
    private string Still(RichOutput output, int index) => output.Data.Text(Svg) is { } text
        && SvgFigure.Inline(text, Prefix(index), Label(Svg, output)) is { } svg ? $"<div class=\"still\">{_filter.Clean(svg)}</div>" : "";

    private string Prefix(int index) => $"{links.Id(chapter, Chapter.AnchorOf(cell))}-{index}-";

    private void WarnOfFormula(string tex, string reason) =>
        links.Warn(chapter, cell.Id, $"the formula {tex} is shown as its source: {reason}");

    private string Image(string type, string text, RichOutput output)
    {
        var size = output.Metadata[type] is { ValueKind: JsonValueKind.Object } metadata
            ? Size(metadata, "width") + Size(metadata, "height")
            : "";
        return $"<img alt=\"{HtmlText.Escape(Label(type, output))}\"{size} src=\"{HtmlText.Escape(ImageAddress.OfData(type, text))}\">";
    }

    private static string Size(JsonElement metadata, string side) =>
        metadata.TryGetProperty(side, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var pixels)
            ? $" {side}=\"{pixels.ToString(CultureInfo.InvariantCulture)}\""
            : "";

    // The text that the author gave, or else the text/plain form where that is a sentence and not a type's name.
    private string Label(string type, RichOutput output)
    {
        if (output.Metadata[type] is { ValueKind: JsonValueKind.Object } metadata
            && metadata.TryGetProperty("alt", out var alt) && alt.ValueKind == JsonValueKind.String) return alt.GetString()!;
        var plain = output.Data.Text("text/plain")?.Trim() ?? "";
        return plain.Contains(' ', StringComparison.Ordinal) && !plain.StartsWith('<') ? plain : BookLabels.Fill(labels.Figure, cell.Id);
    }
}
