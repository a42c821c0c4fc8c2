using System.Globalization;
using System.Net;
using System.Text;
using Urif.Repro.Reporting.Views;

namespace Urif.Repro.Cohorts;

/// <summary>The STROBE flow diagram of a check: from the rows screened to the rows analysed in each arm.</summary>
public sealed class FlowDiagramView : IView
{
    // SVG, in pixels at its own size: boxes down the left, what leaves at the right, arms below.
    private const int Width = 760, MainWidth = 300, SideLeft = 350, LineHeight = 18, Padding = 10, Gap = 26;

    // Cells that fit a box at 13 px; a Latin letter takes about half its size.
    private const int MainCells = 40, SideCells = 56, ArmCells = 23;

    private readonly CohortFlow flow;
    private readonly bool refused;

    private FlowDiagramView(CohortFlow flow, bool refused) => (this.flow, this.refused) = (flow, refused);

    /// <summary>The diagram of a check.</summary>
    public static FlowDiagramView Of(CohortCheckResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(result.Flow, result.Refused);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var svg = new StringBuilder();
        var y = 1;
        var bottom = Box(svg, 0, ref y, MainWidth, Screened(language), MainCells);
        foreach (var step in flow.Steps)
        {
            y = bottom + Gap / 2;
            var sideTop = y;
            var side = Box(svg, SideLeft, ref y, Width - SideLeft - 1, Left(step, language), SideCells);
            var arrow = (sideTop + side) / 2;
            Line(svg, MainWidth / 2, bottom, MainWidth / 2, side + Gap / 2);
            Line(svg, MainWidth / 2, arrow, SideLeft - 7, arrow);
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{SideLeft} {arrow}l-8 -4v8z\" fill=\"currentColor\"/>");
            y = side + Gap / 2;
            bottom = Box(svg, 0, ref y, MainWidth, Remains(step, language), MainCells);
        }

        var armTop = bottom + Gap;
        var middle = bottom + Gap / 2;
        Line(svg, MainWidth / 2, bottom, MainWidth / 2, middle);
        var last = armTop;
        const int armWidth = (Width - 3 * 12) / 4;
        var centres = new List<int>();
        for (var arm = 0; arm < flow.Arms.Count; arm++)
        {
            var top = armTop;
            var left = arm * (armWidth + 12);
            last = Math.Max(last, Box(svg, left, ref top, armWidth - 1, Arm((Arm)arm, language), ArmCells));
            centres.Add(left + armWidth / 2);
            Line(svg, centres[^1], middle, centres[^1], armTop);
        }

        Line(svg, Math.Min(centres[0], MainWidth / 2), middle, centres[^1], middle);
        var title = new Localized("Flow of the cohort from screened to analysed", "队列流程图：从筛选到分析").In(language);
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg role=\"img\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {last + 2}\" style=\"width:100%;max-width:{Width}px;height:auto\" font-size=\"13\" font-family=\"inherit\"><title>{title}</title><desc>{Encode(Description(language))}</desc>{svg}</svg>");
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        const int main = 34, arrow = 8;
        var lines = new List<string>();
        void MainBox(IReadOnlyList<string> text, bool fromAbove, bool goesOn)
        {
            lines.Add("┌" + Edge(main, fromAbove ? '┴' : '─') + "┐");
            foreach (var line in text.SelectMany(t => CellWidth.Wrap(t, main - 2))) lines.Add($"│ {CellWidth.Pad(line, main - 2)} │");
            lines.Add("└" + Edge(main, goesOn ? '┬' : '─') + "┘");
        }

        MainBox(Screened(language), false, true);
        var stem = new string(' ', main / 2 + 1);
        foreach (var step in flow.Steps)
        {
            var side = Left(step, language).SelectMany(t => Hanging(t, SideCells - 2)).ToList();
            var width = Math.Max(20, side.Max(CellWidth.Of));
            var pad = new string(' ', main / 2 + arrow - 1);
            lines.Add($"{stem}│{pad}┌{new string('─', width + 2)}┐");
            for (var i = 0; i < side.Count; i++)
            {
                var link = i == side.Count / 2 ? "├" + new string('─', main / 2 + arrow - 2) + "▶" : "│" + pad;
                lines.Add($"{stem}{link}│ {CellWidth.Pad(side[i], width)} │");
            }

            lines.Add($"{stem}│{pad}└{new string('─', width + 2)}┘");
            MainBox([.. Remains(step, language), .. step == flow.Steps[^1] ? ArmLines(language) : []], true, step != flow.Steps[^1]);
        }

        return string.Join('\n', lines.Select(l => l.TrimEnd()));

        static string Edge(int width, char middle) => new string('─', width / 2) + middle + new string('─', width - width / 2 - 1);
    }

    /// <summary>The diagram in one paragraph.</summary>
    private string Description(Language language) => string.Join(language == Language.Chinese ? "；" : "; ",
        Screened(language).Concat(flow.Steps.SelectMany(s => Left(s, language).Concat(Remains(s, language)))).Concat(ArmLines(language)).Select(l => l.TrimStart()));

    private string[] Screened(Language language) =>
        [language == Language.Chinese ? "文件中的移植周期" : "Transfer cycles in the file", N(flow.Screened)];

    private IEnumerable<string> Left(FlowStep step, Language language)
    {
        var title = step.Title.In(language);
        if (refused && step.Excluded > 0 && step == flow.Steps[0]) title += language == Language.Chinese ? "（更正之前不予分析）" : " (nothing is analysed until corrected)";
        yield return $"{title} ({N(step.Excluded)})";
        foreach (var reason in step.Reasons)
        {
            var text = $"  {reason.Rule.Title.In(language)} ({N(reason.Broken + reason.NotDocumented)}";
            yield return text + (reason.NotDocumented == 0 ? ")"
                : reason.Broken == 0 ? (language == Language.Chinese ? "，未记录)" : ", not documented)")
                : language == Language.Chinese ? $"，其中未记录 {Number(reason.NotDocumented)})" : $", {Number(reason.NotDocumented)} of them not documented)");
        }
    }

    private string[] Remains(FlowStep step, Language language) =>
        [refused && step == flow.Steps[^1] ? (language == Language.Chinese ? "去除有误的行后将纳入分析" : "Would be analysed without them") : step.Left.In(language), N(step.Remaining)];

    private IEnumerable<string> ArmLines(Language language) =>
        flow.Arms.Select((_, arm) => Arm((Arm)arm, language)).Select(a => $"  {a[0]} ({a[1]})");

    private string[] Arm(Arm arm, Language language)
    {
        var name = arm switch
        {
            Cohorts.Arm.NonIrControl => new Localized("non-IR, no metformin", "非 IR 对照组"),
            Cohorts.Arm.IrControl => new("IR, no metformin", "IR 对照组"),
            Cohorts.Arm.NonIrMetformin => new("non-IR, metformin", "非 IR 二甲双胍组"),
            _ => new("IR, metformin", "IR 二甲双胍组"),
        };
        return [name.In(language), N(flow.Arms[(int)arm])];
    }

    private static string N(int count) => "n = " + Number(count);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A line broken to a width, its further lines indented like the first.</summary>
    private static IEnumerable<string> Hanging(string text, int width)
    {
        var indent = text.Length - text.TrimStart(' ').Length;
        return CellWidth.Wrap(text.TrimStart(' '), width - indent - (indent > 0 ? 2 : 0))
            .Select((line, i) => new string(' ', indent + (i > 0 && indent > 0 ? 2 : 0)) + line);
    }

    /// <summary>Draws a box of text; its height follows the text.</summary>
    /// <returns>The box's lower edge.</returns>
    private static int Box(StringBuilder svg, int left, ref int top, int width, IEnumerable<string> text, int cells)
    {
        var lines = text.SelectMany(t => Hanging(t, cells)).ToList();
        var height = lines.Count * LineHeight + 2 * Padding - 4;
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect x=\"{left + 1}\" y=\"{top}\" width=\"{width - 1}\" height=\"{height}\" rx=\"3\" fill=\"none\" stroke=\"currentColor\"/>");
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = lines[i].Length - lines[i].TrimStart(' ').Length;
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{left + Padding + indent * 5}\" y=\"{top + Padding + 10 + i * LineHeight}\" fill=\"currentColor\">{Encode(lines[i].TrimStart(' '))}</text>");
        }

        return top + height;
    }

    private static void Line(StringBuilder svg, int x1, int y1, int x2, int y2) =>
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1}L{x2} {y2}\" fill=\"none\" stroke=\"currentColor\"/>");
}
