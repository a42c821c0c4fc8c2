using System.Globalization;
using System.Net;
using System.Text;

namespace Urif.Reporting;

/// <summary>The shown part of a column.</summary>
/// <param name="Name">What its head says.</param>
/// <param name="Type">The type of its values, or empty.</param>
/// <param name="Values">The values of the shown rows, null where there is none.</param>
internal sealed record DataColumn(string Name, string Type, IReadOnlyList<object?> Values);

/// <summary>The first rows and columns of data, as HTML of some kilobytes and as text of at most 100 cells a line.</summary>
/// <param name="Keys">The keys of the shown rows.</param>
/// <param name="Columns">The columns that may be shown.</param>
/// <param name="Caption">What stands above, given how many of the columns are shown.</param>
internal sealed record DataTable(IReadOnlyList<object> Keys, IReadOnlyList<DataColumn> Columns, Func<int, string> Caption)
{
    /// <summary>The rows that are shown of data with more.</summary>
    public const int MostRows = 20;

    /// <summary>The columns that are shown of data with more, where they fit.</summary>
    public const int MostColumns = 30;

    private const int MostCells = 100, MostBytes = 40_000, Gap = 2;

    // Front ends that strip styles align the cells of all columns alike.
    private const string Style =
        "<style>.urif-data table :is(th,td){text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}" +
        ".urif-data table caption,.urif-data table .t{text-align:left;white-space:nowrap}</style>";

    /// <summary>The table as HTML.</summary>
    public string ToHtml()
    {
        var head = new StringBuilder();
        var rows = Enumerable.Range(0, Keys.Count).Select(_ => new StringBuilder()).ToArray();
        var keys = ColumnText.Of(Keys);
        for (var r = 0; r < rows.Length; r++) rows[r].Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" class=\"t\">{Html(keys[r])}</th>");
        var shown = 0;
        var bytes = 0;
        foreach (var column in Columns)
        {
            var numeric = ColumnText.IsNumeric(column.Values);
            var left = numeric ? "" : " class=\"t\"";
            var type = column.Type.Length > 0 ? $"<br><small>{Html(column.Type)}</small>" : "";
            var heading = $"<th scope=\"col\"{(numeric ? " style=\"text-align:right\"" : left)}>{Html(ColumnText.Shortened(column.Name))}{type}</th>";
            var cells = ColumnText.Of(column.Values).Select(text => $"<td{left}>{Html(text)}</td>").ToList();
            bytes += Encoding.UTF8.GetByteCount(heading) + cells.Sum(Encoding.UTF8.GetByteCount);
            if (shown > 0 && bytes > MostBytes) break;
            head.Append(heading);
            for (var r = 0; r < rows.Length; r++) rows[r].Append(cells[r]);
            shown++;
        }

        var html = new StringBuilder();
        html.Append("<div class=\"urif-data\">").Append(Style).Append("<table><caption>").Append(Html(Caption(shown)));
        html.Append("</caption>\n<thead><tr><td></td>").Append(head).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) html.Append(row).Append("</tr>\n");
        return html.Append("</tbody></table></div>").ToString();
    }

    /// <summary>The table as text, without a line break at the end.</summary>
    public string ToText()
    {
        var keys = ColumnText.Of(Keys);
        var typed = Columns.Any(c => c.Type.Length > 0);
        var blocks = new List<string[]> { Block("", "", typed, keys, right: false) };
        var width = CellWidth.Of(blocks[0][0]);
        foreach (var column in Columns)
        {
            var block = Block(ColumnText.Shortened(column.Name), ColumnText.Shortened(column.Type), typed, ColumnText.Of(column.Values), ColumnText.IsNumeric(column.Values));
            width += Gap + CellWidth.Of(block[0]);
            if (blocks.Count > 1 && width > MostCells) break;
            blocks.Add(block);
        }

        var lines = Enumerable.Range(0, blocks[0].Length)
            .Select(i => string.Join(new string(' ', Gap), blocks.Select(b => b[i])).TrimEnd())
            .ToList();
        lines.Insert(typed ? 2 : 1, new string('─', blocks.Sum(b => CellWidth.Of(b[0])) + Gap * (blocks.Count - 1)));
        return Caption(blocks.Count - 1) + "\n" + string.Join('\n', lines);
    }

    /// <summary>A text as HTML.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(text);

    // The lines of a column, all of one width.
    private static string[] Block(string name, string type, bool typed, string[] cells, bool right)
    {
        string[] lines = typed ? [name, type, .. cells] : [name, .. cells];
        var width = lines.Max(CellWidth.Of);
        return [.. lines.Select(line => new string(' ', width - CellWidth.Of(line)) is var fill && right ? fill + line : line + fill)];
    }
}
