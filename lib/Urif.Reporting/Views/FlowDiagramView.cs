using Urif.Audit;
using Urif.Cohorts;
using static Urif.Audit.NumberFormat;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>The STROBE flow diagram of a check: from the rows screened to the rows analysed in each arm.</summary>
public sealed class FlowDiagramView : IView
{
    // SVG, in pixels at its own size: boxes down the left, what leaves at the right, arms below.
    private const int Width = 760, MainWidth = 300, SideLeft = 350, LineHeight = 18, Padding = 10, Gap = 26;

    // Cells that fit a box at 13 px; a Latin letter takes about half its size.
    private const int MainCells = 40, SideCells = 56, ArmCells = 23, WholeCells = 100;

    // The cells that a box of reasons has in text.
    private const int LeastSide = 20;

    // From here on no label at the left has to be broken.
    private const int LeastForLabels = 72;

    private readonly CheckRelease _flow;
    private readonly IReadOnlyList<Group> _arms;
    private readonly Localized _unit;
    private readonly bool _refused, _isSynthetic;

    private FlowDiagramView(CheckRelease flow, StudyDesign design, bool refused, bool isSynthetic) => (_flow, _arms, _unit, _refused,
        _isSynthetic) = (flow, design.Arms, design.UnitOfAnalysis ?? new("rows", "行"), refused, isSynthetic);

    /// <summary>The diagram of a check.</summary>
    /// <param name="result">The check.</param>
    /// <param name="suppressBelow">Counts from 1 to one less are hidden, and what would tell them: at least 3; 0 hides nothing.</param>
    public static FlowDiagramView Of(CohortCheckResult result, int suppressBelow = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(CheckRelease.Of(result, suppressBelow), result.Cohort.Design, result.Refused, result.Cohort.IsSynthetic);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var drawing = new List<HtmlNode>();
        var y = 2;
        // In the drawing, so that the label stays with it where it is copied.
        if (_isSynthetic) y = Box(drawing, 0, y, Width - 2, ["⚠ " + Cohort.SyntheticLabel.In(language)], WholeCells, loud: true) + Gap / 2;
        var bottom = Box(drawing, 0, y, MainWidth, Screened(language), MainCells);
        foreach (var step in _flow.Steps)
        {
            var sideTop = bottom + Gap / 2;
            var side = Box(drawing, SideLeft, sideTop, Width - SideLeft - 1, Left(step, language), SideCells);
            var arrow = (sideTop + side) / 2;
            drawing.Add(Line(MainWidth / 2, bottom, MainWidth / 2, side + Gap / 2));
            drawing.Add(Line(MainWidth / 2, arrow, SideLeft - 7, arrow));
            drawing.Add(Element("path", [("d", $"M{SideLeft} {arrow}l-8 -4v8z"), ("fill", "currentColor")]));
            bottom = Box(drawing, 0, side + Gap / 2, MainWidth, Remains(step, language), MainCells);
        }

        var last = _flow.Arms.Count == 0 ? bottom : DrawArms(drawing, bottom, language);
        var svg = Element("svg",
            [
                ("role", "img"), ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {Width} {last + 2}"),
                ("style", $"width:100%;max-width:{Width}px;height:auto"), ("font-size", 13), ("font-family", "inherit"),
            ],
            [
                Element("title", new Localized("Flow of the cohort from screened to analysed", "队列流程图：从筛选到分析").In(language)),
                Element("desc", Description(language)), .. drawing,
            ]);
        return Fragment(Stylesheet.Of("flow"), Element("div", [("class", "urif-flow"), ("style", "overflow-x:auto")], svg, Element("pre",
            ToText(language)))).ToString();
    }

    /// <summary>Draws the arms below what remains.</summary>
    /// <returns>Their lower edge.</returns>
    private int DrawArms(List<HtmlNode> drawing, int bottom, Language language)
    {
        var armTop = bottom + Gap;
        var middle = bottom + Gap / 2;
        drawing.Add(Line(MainWidth / 2, bottom, MainWidth / 2, middle));
        var last = armTop;
        const int armWidth = (Width - 3 * 12) / 4;
        var centres = new List<int>();
        for (var arm = 0; arm < _flow.Arms.Count; arm++)
        {
            var left = arm * (armWidth + 12);
            last = Math.Max(last, Box(drawing, left, armTop, armWidth - 1, Arm((Arm)arm, language), ArmCells));
            centres.Add(left + armWidth / 2);
            drawing.Add(Line(centres[^1], middle, centres[^1], armTop));
        }

        drawing.Add(Line(Math.Min(centres[0], MainWidth / 2), middle, centres[^1], middle));
        return last;
    }

    /// <inheritdoc/>
    public string ToText(Language language) => ToText(language, TextSheet.Width);

    /// <summary>The same as text, lines of at most so many cells, 60 at least.</summary>
    public string ToText(Language language, int width)
    {
        // A narrow screen keeps its cells for the reasons at the right.
        var (main, arrow) = width >= TextSheet.Width ? (34, 8) : width >= LeastForLabels ? (30, 3) : (26, 3);
        var most = Math.Max(LeastSide, width - main - arrow - 5);
        var lines = new List<string>();
        void MainBox(IReadOnlyList<string> text, bool fromAbove, bool goesOn)
        {
            lines.Add("┌" + Edge(main, fromAbove ? '┴' : '─') + "┐");
            foreach (var line in text.SelectMany(t => Hanging(t, main - 2))) lines.Add($"│ {Filled(line, main - 2)} │");
            lines.Add("└" + Edge(main, goesOn ? '┬' : '─') + "┘");
        }

        if (_isSynthetic) lines.AddRange(LineBreaker.Lines(SyntheticMark.InText(language), width, width));
        MainBox(Screened(language), false, true);
        var stem = new string(' ', main / 2 + 1);
        var pad = new string(' ', main / 2 + arrow - 1);
        foreach (var step in _flow.Steps)
        {
            var side = Left(step, language).SelectMany(t => Hanging(t, most)).ToList();
            var cells = Math.Max(LeastSide, side.Max(CellWidth.Of));
            lines.Add($"{stem}│{pad}┌{new string('─', cells + 2)}┐");
            for (var i = 0; i < side.Count; i++)
            {
                var link = i == side.Count / 2 ? "├" + new string('─', pad.Length - 1) + "▶" : "│" + pad;
                lines.Add($"{stem}{link}│ {Filled(side[i], cells)} │");
            }

            lines.Add($"{stem}│{pad}└{new string('─', cells + 2)}┘");
            MainBox([.. Remains(step, language), .. step == _flow.Steps[^1] ? ArmLines(language) : []], true, step != _flow.Steps[^1]);
        }

        return string.Join('\n', lines.Select(l => l.TrimEnd()));

        static string Edge(int cells, char middle) => new string('─', cells / 2) + middle + new string('─', cells - cells / 2 - 1);
        static string Filled(string text, int cells) => text + new string(' ', Math.Max(0, cells - CellWidth.Of(text)));
    }

    /// <summary>The diagram in one paragraph.</summary>
    private string Description(Language language) => string.Join(language == Language.Chinese ? "；" : "; ",
        (_isSynthetic ? [Cohort.SyntheticLabel.In(language)] : Array.Empty<string>()).Concat(Screened(language))
            .Concat(_flow.Steps.SelectMany(s => Left(s, language).Concat(Remains(s, language)))).Concat(ArmLines(language))
            .Select(l => l.TrimStart()));

    private string[] Screened(Language language) =>
        [language == Language.Chinese ? $"文件中的{_unit.Zh}" : $"{char.ToUpperInvariant(_unit.En[0])}{_unit.En[1..]} in the file",
            N(_flow.Screened)];

    private IEnumerable<string> Left(ReleasedStep step, Language language)
    {
        var title = CohortText.Leaving(step.Stage).In(language);
        if (_refused && step.Excluded.Value != 0 && step == _flow.Steps[0])
            title += language == Language.Chinese ? "（更正之前不予分析）" : " (nothing is analysed until corrected)";
        yield return Counted(title, N(step.Excluded), language);
        foreach (var reason in step.Reasons)
        {
            var count = N(reason.Rows);
            if (reason.NotDocumented > 0)
            {
                count += reason.NotDocumented == reason.Rows.Value ? new Localized(", not documented", "，未记录").In(language)
                    : new Localized($", {Whole(reason.NotDocumented)} of them not documented", $"，其中未记录 {Whole(reason.NotDocumented)}")
                        .In(language);
            }

            yield return "  " + Counted(CohortText.Title(reason.Rule).In(language), count, language);
        }
    }

    private string[] Remains(ReleasedStep step, Language language) =>
        [_refused && step == _flow.Steps[^1] ? (language == Language.Chinese ? "去除有误的行后将纳入分析" : "Would be analysed without them")
            : step.Stage == FlowStage.Errors && _flow.Steps.All(s => s.Stage != FlowStage.Eligibility)
                ? new Localized("Without errors", "无误的行").In(language)
            : CohortText.Remaining(step.Stage).In(language), N(step.Remaining)];

    private IEnumerable<string> ArmLines(Language language) =>
        _flow.Arms.Select((_, arm) => Arm((Arm)arm, language)).Select(a => "  " + Counted(a[0], a[1], language));

    private string[] Arm(Arm arm, Language language) => [_arms[(int)arm].Label.In(language), N(_flow.Arms[(int)arm])];

    private static string Counted(string what, string count, Language language) =>
        language == Language.Chinese ? $"{what}（{count}）" : $"{what} ({count})";

    private static string N(CellCount count) => "n = " + count.Printed;

    /// <summary>A line broken to a width, its further lines indented like the first.</summary>
    private static IEnumerable<string> Hanging(string text, int width)
    {
        var indent = text.Length - text.TrimStart(' ').Length;
        var cells = width - indent - (indent > 0 ? 2 : 0);
        return LineBreaker.Lines(text.TrimStart(' '), cells, cells)
            .Select((line, i) => new string(' ', indent + (i > 0 && indent > 0 ? 2 : 0)) + line);
    }

    /// <summary>Draws a box of text, with a thick frame and bold where it is to be loud; its height follows the text.</summary>
    /// <returns>The box's lower edge.</returns>
    private static int Box(List<HtmlNode> drawing, int left, int top, int width, IEnumerable<string> text, int cells, bool loud = false)
    {
        var lines = text.SelectMany(t => Hanging(t, cells)).ToList();
        var height = lines.Count * LineHeight + 2 * Padding - 4;
        drawing.Add(Element("rect",
        [
            ("x", left + 1), ("y", top), ("width", width - 1), ("height", height), ("rx", 3), ("fill", "none"),
            ("stroke", loud ? Colours.Vermillion : "currentColor"), ("stroke-width", loud ? "3" : null),
        ]));
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].TrimStart(' ');
            var indent = lines[i].Length - line.Length;
            drawing.Add(Element("text",
                [
                    ("x", left + Padding + indent * 5), ("y", top + Padding + 10 + i * LineHeight), ("fill", "currentColor"),
                    ("font-weight", loud ? "700" : null),
                ], line));
        }

        return top + height;
    }

    private static HtmlElement Line(int x1, int y1, int x2, int y2) =>
        Element("path", [("d", $"M{x1} {y1}L{x2} {y2}"), ("fill", "none"), ("stroke", "currentColor")]);
}
