using System.Text;
using Urif.Audit;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>Odds ratios with intervals on a logarithmic axis: a drawing, and the same in characters.</summary>
/// <remarks>
/// Filled where the interval leaves 1 out, hollow where it holds it, so that no colour is needed. An interval that is much wider
/// than the estimates are apart ends in an arrow at the edge. Source of the layout: S. Lewis, M. Clarke, BMJ 322 (2001).
/// </remarks>
internal sealed class ForestPlot
{
    private const double Width = 640, Left = 10, Right = 160, RowHeight = 38, Radius = 5, Top = 6, Bottom = 30;
    private const int LeastStrip = 20, MostStrip = 60, MostLabel = 46;

    // How many times the outermost estimates the axis goes beyond them.
    private const double Reach = 50;

    private readonly IReadOnlyList<(string Label, double Estimate, Interval Interval)> _rows;
    private readonly double _from, _to;

    /// <summary>The plot of some odds ratios, all above 0 and finite, and their intervals.</summary>
    public ForestPlot(IReadOnlyList<(string Label, double Estimate, Interval Interval)> rows)
    {
        _rows = rows;
        if (rows.Count == 0) return;
        double low = Math.Min(1, rows.Min(r => Math.Max(r.Interval.Low, r.Estimate / Reach))),
            high = Math.Max(1, rows.Max(r => Math.Min(r.Interval.High, r.Estimate * Reach)));
        var margin = Math.Max(0.03 * (Math.Log(high) - Math.Log(low)), 1e-4);
        (_from, _to) = (Math.Log(low) - margin, Math.Log(high) + margin);
    }

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>The drawing.</summary>
    public HtmlElement Drawing(string title, Language language)
    {
        double plot = Width - Left - Right, floor = Top + RowHeight * _rows.Count, height = floor + Bottom;
        double X(double ratio) => Left + plot * Math.Clamp((Math.Log(ratio) - _from) / (_to - _from), 0, 1);
        var svg = new List<HtmlNode>
        {
            Element("path", [("d", $"M{Place(Left)} {Place(floor)}H{Place(Left + plot)}"), ("stroke", "currentColor")]),
        };
        foreach (var tick in Ticks(plot))
        {
            svg.Add(Element("path", [("d", $"M{Place(X(tick))} {Place(floor)}v5"), ("stroke", "currentColor")]));
            svg.AddRange([Element("text", [("x", X(tick)), ("y", floor + 19), ("text-anchor", "middle")], Number(tick)), " "]);
        }

        foreach (var (k, (label, estimate, interval)) in _rows.Index())
        {
            double y = Top + RowHeight * k + 27, low = X(interval.Low), high = X(interval.High);
            svg.AddRange([Element("text", [("x", Left), ("y", y - 11)], label), " "]);
            // No odds ratio, in pieces, so that no line runs through a label.
            svg.Add(Element("path", [("d", $"M{Place(X(1))} {Place(y - 8)}v19"), ("stroke", "currentColor"), ("opacity", ".5")]));
            // Nothing behind a hollow mark: what colour the page has is not known.
            double at = X(estimate), left = Math.Max(low, at - Radius), right = Math.Min(high, at + Radius);
            var line = $"M{Place(low)} {Place(y)}H{Place(left)}M{Place(right)} {Place(y)}H{Place(high)}"
                + End(low, y, IsBelow(interval.Low), 1) + End(high, y, IsAbove(interval.High), -1);
            svg.Add(Element("path", [("d", line), ("fill", "none"), ("stroke", "currentColor"), ("stroke-width", "1.5")]));
            svg.Add(Element("circle",
            [
                ("cx", at), ("cy", y), ("r", Radius), ("fill", interval.Contains(1) ? "none" : "currentColor"),
                ("stroke", "currentColor"), ("stroke-width", "1.5"),
            ]));
            svg.AddRange([Element("text", [("x", Width), ("y", y + 4), ("text-anchor", "end")], Text(estimate, interval, language)), " "]);
        }

        return Element("svg",
            [
                ("viewBox", $"0 0 {Place(Width)} {Place(height)}"), ("role", "img"), ("aria-label", title),
                ("fill", "currentColor"), ("font-size", 13),
            ], svg);
    }

    /// <summary>The same in lines of characters.</summary>
    public IReadOnlyList<string> Lines(int width)
    {
        if (_rows.Count == 0) return [];
        var labels = Math.Min(MostLabel, _rows.Max(r => CellWidth.Of(r.Label)));
        var cells = Math.Clamp(width - labels - 4, LeastStrip, MostStrip);
        int At(double ratio) => (int)Math.Round((cells - 1) * Math.Clamp((Math.Log(ratio) - _from) / (_to - _from), 0, 1));
        var lines = new List<string>();
        foreach (var (label, estimate, interval) in _rows)
        {
            var strip = new char[cells];
            Array.Fill(strip, ' ');
            strip[At(1)] = '┊';
            for (var k = At(interval.Low); k <= At(interval.High); k++) strip[k] = k == At(1) ? '┼' : '─';
            if (IsBelow(interval.Low)) strip[0] = '◂';
            if (IsAbove(interval.High)) strip[^1] = '▸';
            strip[At(estimate)] = interval.Contains(1) ? '○' : '●';
            var short_ = Cut(label, labels);
            lines.Add(("  " + short_ + new string(' ', labels - CellWidth.Of(short_) + 2) + new string(strip)).TrimEnd());
        }

        var axis = new char[cells];
        Array.Fill(axis, ' ');
        foreach (var tick in Ticks(10 * cells).OrderBy(t => t == 1 ? 0 : 1))
        {
            var text = Number(tick);
            var start = Math.Clamp(At(tick) - text.Length / 2, 0, cells - text.Length);
            if (axis[Math.Max(0, start - 1)..Math.Min(cells, start + text.Length + 1)].Any(c => c != ' ')) continue;
            text.CopyTo(0, axis, start, text.Length);
        }

        lines.Add((new string(' ', labels + 4) + new string(axis)).TrimEnd());
        return lines;
    }

    private static string Text(double estimate, Interval interval, Language language) =>
        language == Language.Chinese ? $"{ModelLayout.Ratio(estimate)}（{ModelLayout.Ratios(interval, language)}）"
            : $"{ModelLayout.Ratio(estimate)} ({ModelLayout.Ratios(interval, language)})";

    private static string Cut(string label, int cells)
    {
        if (CellWidth.Of(label) <= cells) return label;
        var kept = new StringBuilder();
        foreach (var rune in label.EnumerateRunes())
        {
            if (CellWidth.Of(kept.ToString()) + CellWidth.Of(rune) >= cells) break;
            kept.Append(rune.ToString());
        }

        return kept + "…";
    }

    private bool IsBelow(double ratio) => Math.Log(ratio) < _from;

    private bool IsAbove(double ratio) => Math.Log(ratio) > _to;

    // A short bar, or an arrow's head where the interval goes on; side is towards the estimate.
    private static string End(double x, double y, bool isCut, int side) => isCut
        ? $"M{Place(x + side * 7)} {Place(y - 4)}L{Place(x)} {Place(y)}L{Place(x + side * 7)} {Place(y + 4)}"
        : $"M{Place(x)} {Place(y - 4)}v8";

    /// <summary>1, 2 and 5 times powers of ten where a few of them fit, else powers of ten alone, else equal steps.</summary>
    private List<double> Ticks(double length)
    {
        var decades = (_to - _from) / Math.Log(10);
        var room = length / 48;
        if (decades > room)
        {
            var every = (int)Math.Ceiling(decades / room);
            return [.. Powers().Where(k => k % every == 0).Select(k => Power(k))];
        }

        List<double> ticks = [.. Powers().SelectMany(k => decades * 3 > room ? new[] { Power(k) } : [Power(k), 2 * Power(k), 5 * Power(k)])
            .Where(IsInside)];
        if (ticks.Count >= 3) return ticks;
        double from = Math.Exp(_from), to = Math.Exp(_to), step = Math.Pow(10, Math.Floor(Math.Log10((to - from) / 4)));
        step *= ((to - from) / 4 / step) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        for (ticks = []; ticks.Count < 12;)
        {
            var next = Math.Round((Math.Ceiling(from / step - 1e-9) + ticks.Count) * step, 12);
            if (next > to) break;
            ticks.Add(next);
        }

        return [.. ticks.Where(t => t > 0)];
    }

    private IEnumerable<int> Powers()
    {
        int first = (int)Math.Floor(_from / Math.Log(10)), last = (int)Math.Ceiling(_to / Math.Log(10));
        return Enumerable.Range(first, last - first + 1);
    }

    private bool IsInside(double ratio) => Math.Log(ratio) >= _from && Math.Log(ratio) <= _to;

    private static double Power(int k) => k >= 0 ? Math.Pow(10, k) : 1 / Math.Pow(10, -k);

    private static string Number(double value) =>
        value is >= 0.001 and < 10000 ? NumberFormat.Trimmed(value) : NumberFormat.Scientific(value, 0);
}
