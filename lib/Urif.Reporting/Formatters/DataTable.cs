using System.Text;
using Urif.Audit;
using static Urif.Reporting.Html;

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

    /// <summary>Whether its rows are synthetic, which is then said above it.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The language of what is said.</summary>
    public Language Language { get; init; }

    private const int MostCells = 100, MostBytes = 40_000, Gap = 2;

    /// <summary>The table as HTML.</summary>
    public HtmlElement ToHtml()
    {
        var keys = ColumnText.Of(Keys);
        var heads = new List<HtmlNode> { Element("td") };
        var rows = keys.Select(key => new List<HtmlNode> { Element("th", [("scope", "row"), ("class", "t")], key) }).ToList();
        var bytes = 0;
        foreach (var column in Columns)
        {
            var left = ColumnText.IsNumeric(column.Values) ? null : "t";
            var name = ColumnText.Shortened(column.Name);
            var head = Element("th", [("scope", "col"), ("style", left is null ? "text-align:right" : null), ("class", left)],
                column.Type.Length > 0 ? [name, Break, Element("small", column.Type)] : [name]);
            var cells = ColumnText.Of(column.Values).Select(text => Element("td", [("class", left)], text)).ToList();
            bytes += cells.Append(head).Sum(node => Encoding.UTF8.GetByteCount(node.ToString()));
            if (heads.Count > 1 && bytes > MostBytes) break;
            heads.Add(head);
            foreach (var (row, cell) in rows.Zip(cells)) row.Add(cell);
        }

        var table = Element("table",
            Element("caption", Caption(heads.Count - 1)), "\n", Element("thead", Element("tr", heads)), "\n",
            Element("tbody", ["\n", .. rows.SelectMany(row => new HtmlNode[] { Element("tr", row), "\n" })]));
        return Element("div", [("class", "urif-data")],
            IsSynthetic ? [Stylesheet.Of("data"), SyntheticMark.InHtml(Language), table] : [Stylesheet.Of("data"), table]);
    }

    /// <summary>The table as text, without a line break at the end.</summary>
    public string ToText()
    {
        var keys = ColumnText.Of(Keys);
        var typed = Columns.Any(c => c.Type.Length > 0);
        var blocks = new List<string[]> { Padded("", "", typed, keys, right: false) };
        var width = CellWidth.Of(blocks[0][0]);
        foreach (var column in Columns)
        {
            var block = Padded(ColumnText.Shortened(column.Name), ColumnText.Shortened(column.Type), typed, ColumnText.Of(column.Values),
                ColumnText.IsNumeric(column.Values));
            width += Gap + CellWidth.Of(block[0]);
            if (blocks.Count > 1 && width > MostCells) break;
            blocks.Add(block);
        }

        var lines = Enumerable.Range(0, blocks[0].Length)
            .Select(i => string.Join(new string(' ', Gap), blocks.Select(b => b[i])).TrimEnd())
            .ToList();
        lines.Insert(typed ? 2 : 1, new string('─', blocks.Sum(b => CellWidth.Of(b[0])) + Gap * (blocks.Count - 1)));
        return (IsSynthetic ? SyntheticMark.InText(Language) + "\n" : "") + Caption(blocks.Count - 1) + "\n" + string.Join('\n', lines);
    }

    // The lines of a column, all of one width.
    private static string[] Padded(string name, string type, bool typed, string[] cells, bool right)
    {
        string[] lines = typed ? [name, type, .. cells] : [name, .. cells];
        var width = lines.Max(CellWidth.Of);
        return [.. lines.Select(line => new string(' ', width - CellWidth.Of(line)) is var fill && right ? fill + line : line + fill)];
    }
}
