using System.Globalization;
using System.Text;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>The cells of a notebook as HTML, in their order.</summary>
internal sealed class ChapterHtml(Chapter chapter, BookLinks links, BookLabels labels, bool carriesPlotly)
{
    /// <summary>Where plotly.js is to be loaded: before the first output that needs it. The template puts it there.</summary>
    public const string PlotlyPlace = "<!--plotly-->";

    /// <summary>Whether a chart on the page needs plotly.js.</summary>
    public bool NeedsPlotly { get; private set; }

    /// <summary>All cells.</summary>
    public string Write()
    {
        var html = new StringBuilder();
        if (!chapter.HasTitleHeading) html.Append(CultureInfo.InvariantCulture, $"<h1>{chapter.TitleHtml}</h1>\n");
        foreach (var cell in chapter.Page.Notebook.Cells)
        {
            var (kind, content) = cell switch
            {
                _ when CellVisibility.Of(cell).IsNothing => ("", ""),
                MarkdownCell text => ("markdown", OfMarkdown(text)),
                CodeCell code => ("code-cell", OfCode(code)),
                RawCell raw => ("raw", OfRaw(raw)),
                _ => ("", ""),
            };
            if (content.Length == 0) continue;
            var id = HtmlText.Escape(links.Id(chapter, Chapter.AnchorOf(cell)));
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"cell {kind}\" id=\"{id}\">\n{content}</div>\n");
        }
        return html.ToString();
    }

    private string OfMarkdown(MarkdownCell cell)
    {
        var html = MarkdownText.ToHtml(chapter.Text(cell), labels.PlaceLink,
            (tex, reason) => links.Warn(chapter, cell.Id, $"the formula {tex.Trim()} is shown as its source: {reason}"));
        return new MarkdownHtmlFilter(chapter, cell.Id, links, labels, cell.Attachments).Clean(html);
    }

    private string OfCode(CodeCell cell)
    {
        var html = new StringBuilder();
        var visibility = CellVisibility.Of(cell);
        var code = CellVisibility.WithoutOptions(cell.Source).Trim('\r', '\n').TrimEnd();
        if (code.Length > 0 && visibility.Input)
        {
            var count = HtmlText.Escape(labels.CountOfLines(code.ReplaceLineEndings("\n").Count(c => c == '\n') + 1));
            var tag = cell.HasTag("parameters") ? $" <span class=\"tag\">{HtmlText.Escape(labels.Parameters)}</span>" : "";
            var address = HtmlText.Escape(links.Place(chapter, Chapter.AnchorOf(cell)));
            var label = HtmlText.Escape(BookLabels.Fill(labels.CellLink, cell.Id));
            html.Append(CultureInfo.InvariantCulture, $"""
                <a class="anchor" href="{address}" aria-label="{label}">#</a>
                <details class="source"><summary><span class="language">C#</span> <span class="count">{count}</span>{tag}</summary>
                <pre class="code"><code>{CodeHighlighter.ToHtml(code)}</code></pre></details>

                """);
        }
        if (!visibility.Output) return html.ToString();
        var left = cell.Outputs.RemoveAll(o => o is StreamOutput stream && visibility.RemovedStreams.Contains(stream.Name));
        var outputs = new OutputHtml(chapter, cell with { Outputs = left }, links, labels, carriesPlotly);
        var content = outputs.Write();
        if (outputs.NeedsPlotly && !NeedsPlotly)
        {
            NeedsPlotly = true;
            html.Append(PlotlyPlace);
        }
        return html.Append(content).ToString();
    }

    // A raw cell of no format is for no reader in particular: its text is shown. Of other programs' formats, HTML is ours.
    private string OfRaw(RawCell cell)
    {
        return (cell.Metadata["format"] ?? cell.Metadata["raw_mimetype"])?.GetString() switch
        {
            "text/html" => new OutputHtmlFilter(chapter, cell.Id, links, labels, carriesPlotly).Clean(cell.Source) + "\n",
            null or "" or "text/plain" when cell.Source.Length > 0 =>
                $"<div class=\"output plain\"><pre>{HtmlText.Escape(cell.Source)}</pre></div>\n",
            _ => "",
        };
    }
}
