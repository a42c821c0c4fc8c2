using System.Text;

namespace Urif.Reporting;

/// <summary>Text for a terminal: paragraphs and tables.</summary>
/// <param name="width">The cells of a line.</param>
internal sealed class TextSheet(int width = TextSheet.Width)
{
    /// <summary>The cells of a line where nothing else is asked for.</summary>
    public const int Width = 100;

    private const int Gap = 2, LeastColumn = 6;

    private readonly List<string> _lines = [];

    /// <summary>An empty line, unless the last one is empty or there is none.</summary>
    public TextSheet Space()
    {
        if (_lines.Count > 0 && _lines[^1].Length > 0) _lines.Add("");
        return this;
    }

    /// <summary>A paragraph; its further lines are indented by the cells of the lead, or of the indent where there is one.</summary>
    public TextSheet Prose(string text, string lead = "", int? indent = null)
    {
        var hanging = indent ?? CellWidth.Of(lead);
        var first = true;
        foreach (var line in LineBreaker.Lines(Clean(text), width - CellWidth.Of(lead), width - hanging))
        {
            _lines.Add(((first ? lead : new string(' ', hanging)) + line).TrimEnd());
            first = false;
        }

        return this;
    }

    /// <summary>A line as it is, such as one of a drawing.</summary>
    public TextSheet Verbatim(string line)
    {
        _lines.Add(Clean(line));
        return this;
    }

    /// <summary>
    /// Rows of cells in aligned columns. A cell may hold several lines; where a row is too wide, its widest columns are wrapped.
    /// </summary>
    /// <param name="rows">The rows, each with a text for every column.</param>
    /// <param name="right">The columns that are aligned to the right.</param>
    /// <param name="indent">The cells before each row.</param>
    /// <param name="heading">Whether a line follows the first row.</param>
    /// <param name="whole">The columns whose cells are never wrapped.</param>
    public TextSheet Table(IReadOnlyList<string[]> rows, IReadOnlySet<int>? right = null, int indent = 2, bool heading = true,
        IReadOnlySet<int>? whole = null)
    {
        if (rows.Count == 0) return this;
        var cells = rows.Select(r => r.Select(c => c.Split('\n').Select(Clean).ToList()).ToArray()).ToList();
        var columns = rows.Max(r => r.Length);
        var widths = Enumerable.Range(0, columns).Select(k => Math.Max(1, cells.Max(r => k < r.Length ? r[k].Max(CellWidth.Of) : 0)))
            .ToArray();
        while (widths.Sum() + Gap * (columns - 1) + indent > width)
        {
            var widest = Enumerable.Range(0, columns).Where(k => whole?.Contains(k) != true).DefaultIfEmpty(0).MaxBy(k => widths[k]);
            if (widths[widest] <= LeastColumn) break;
            widths[widest]--;
        }

        for (var r = 0; r < cells.Count; r++)
        {
            var wrapped = cells[r].Select((c, k) => c.SelectMany(l => Wrapped(l, widths[k])).ToList()).ToArray();
            for (var line = 0; line < wrapped.Max(c => c.Count); line++)
            {
                var text = new StringBuilder(new string(' ', indent));
                for (var k = 0; k < wrapped.Length; k++)
                {
                    var part = line < wrapped[k].Count ? wrapped[k][line] : "";
                    var fill = new string(' ', Math.Max(0, widths[k] - CellWidth.Of(part)));
                    text.Append(right?.Contains(k) == true ? fill + part : part + fill).Append(' ', Gap);
                }

                _lines.Add(text.ToString().TrimEnd());
            }

            if (r == 0 && heading)
                _lines.Add(new string(' ', indent) + new string('─', Math.Min(width - indent, widths.Sum() + Gap * (columns - 1))));
        }

        return this;
    }

    /// <summary>The lines, without a line break at the end.</summary>
    public override string ToString() => string.Join('\n', _lines).TrimEnd('\n');

    /// <summary>A line of a cell broken to a width; what is indented stays so.</summary>
    private static IEnumerable<string> Wrapped(string line, int cells)
    {
        var text = line.TrimStart(' ');
        if (text.Length == 0) return [""];
        var lead = new string(' ', Math.Min(line.Length - text.Length, cells / 2));
        return LineBreaker.Lines(text, cells - lead.Length, cells - lead.Length).Select(l => lead + l);
    }

    /// <summary>One line without what would move a terminal's cursor.</summary>
    private static string Clean(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)) : text;
}
