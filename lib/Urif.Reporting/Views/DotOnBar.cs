using Urif.Audit;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// A printed value as a dot, the values it could have as a bar, on one line. Places are between 0 and 1.
/// </summary>
/// <remarks>
/// P-values share a logarithmic axis from 0.001 to 1. Any other number has a linear axis of its own, from the dot to the nearest
/// part of the bar and a little beyond, so that their distance is to scale; a dot farther away than 50 widths of that part is an arrow
/// at the edge. A dot outside is drawn clear of the bar, however near it is.
/// </remarks>
internal sealed class DotOnBar
{
    private const double MostWidths = 50, Margin = 8, Plot = 144;

    // In units of the drawing: the least that separates a dot outside from the bar, and the shortest bar.
    private const double Clearance = 6, Shortest = 3;

    private readonly AttainableValues _bound;
    private readonly List<(double Low, double High, bool OpenLow, bool OpenHigh, bool Stated)> _bars = [];
    private readonly double _dot;
    private readonly int _beyond;

    private DotOnBar(AttainableValues bound)
    {
        _bound = bound;
        var printed = bound.Number.Printed;
        var (place, low, high) = bound.Number.Statistic == Statistic.P ? ((Func<double, double>)OfP, 0.001, 1.0) : Linear(bound);
        _dot = Math.Clamp(place(printed.Value), 0, 1);
        _beyond = low > printed.Value ? -1 : printed.Value > high ? 1 : 0;
        Add(bound.Values, bound.Stated is null);
        Add(bound.Stated, stated: true);

        void Add(IntervalUnion? values, bool stated)
        {
            foreach (var part in values ?? IntervalUnion.Empty)
            {
                // All of p below 0.001 shows at the axis' end; of other numbers only what the axis reaches.
                if (bound.Number.Statistic != Statistic.P && !part.Intersects(new(low, high))) continue;
                _bars.Add((Math.Clamp(place(part.Low), 0, 1), Math.Clamp(place(part.High), 0, 1), low > part.Low, part.High > high,
                    stated));
            }
        }
    }

    /// <summary>Where p stands on the axis that all p-values share.</summary>
    public static double OfP(double p) => (Math.Log10(Math.Clamp(p, 1e-4, 10)) + 3) / 3;

    /// <summary>The picture of a bound.</summary>
    public static DotOnBar Of(AttainableValues bound) => new(bound);

    /// <summary>A small drawing. The text beside it says the same, so that readers who hear the page lose nothing.</summary>
    public HtmlElement ToSvg()
    {
        var axis = _bound.Number.Statistic == Statistic.P ? $"M8 8H152M{Place(X(OfP(0.05)))} 0V16" : "M8 8H152";
        var svg = new List<HtmlNode> { Element("path", [("class", "x"), ("d", axis), ("opacity", ".4")]) };
        var drawn = Bars();
        foreach (var bars in drawn.GroupBy(b => b.Stated).OrderBy(g => g.Key))
        {
            var pieces = string.Concat(bars.Select(bar => $"M{Place(bar.Low)} 8H{Place(bar.High)}"));
            svg.Add(Element("path", [("class", "b"), ("d", pieces), ("stroke-width", 11), ("opacity", bars.Key ? ".4" : ".2")]));
        }

        if (drawn.Any(b => b.OpenLow)) svg.Add(Element("path", [("d", "M5 4L1 8 5 12")]));
        if (drawn.Any(b => b.OpenHigh)) svg.Add(Element("path", [("d", "M155 4L159 8 155 12")]));
        svg.Add(Dot());
        return Element("svg",
            [
                ("viewBox", "0 0 160 16"), ("width", 160), ("height", 16), ("fill", "none"), ("stroke", "currentColor"),
                ("aria-hidden", "true"),
            ], svg);
    }

    /// <summary>The same in characters: <c>··[====o====]··</c>; a dot outside is an <c>x</c>.</summary>
    public string ToText(int cells = 25)
    {
        int At(double place) => (int)Math.Round(place * (cells - 1), MidpointRounding.AwayFromZero);
        var text = new string('·', cells).ToCharArray();
        foreach (var (low, high, openLow, openHigh, stated) in _bars.OrderBy(b => b.Stated))
        {
            int a = At(low), b = At(high);
            for (var k = a; k <= b; k++) text[k] = stated ? '=' : '~';
            if (a == b)
            {
                text[a] = stated ? '|' : '~';
                continue;
            }

            if (!stated) continue;
            text[a] = openLow ? '<' : '[';
            text[b] = openHigh ? '>' : ']';
        }

        var at = At(_dot);
        var printed = _bound.Number.Printed;
        var mark = _bound.Passes ? 'o' : 'x';
        if (printed.IsUpperBound) for (var k = 0; k < at; k++) text[k] = text[k] == '·' ? '-' : text[k];
        if (printed.IsLowerBound) for (var k = at + 1; k < cells; k++) text[k] = text[k] == '·' ? '-' : text[k];
        // Where dot and bar fall into one cell, the dot outside takes the next one.
        if (!_bound.Passes && text[at] is not ('·' or '-'))
        {
            var aside = Distances(cells, at).FirstOrDefault(k => text[k] is '·' or '-', at);
            at = aside;
        }

        text[at] = mark;
        return new(text);
    }

    private static IEnumerable<int> Distances(int cells, int from) =>
        Enumerable.Range(0, cells).Where(k => Math.Abs(k - from) <= 2).OrderBy(k => Math.Abs(k - from));

    private static double X(double place) => Margin + Plot * place;

    /// <summary>The bars as drawn: none too short to be seen, none that seems to hold a dot outside.</summary>
    private List<(double Low, double High, bool OpenLow, bool OpenHigh, bool Stated)> Bars()
    {
        var dot = X(_dot);
        var drawn = new List<(double Low, double High, bool OpenLow, bool OpenHigh, bool Stated)>();
        foreach (var (low, high, openLow, openHigh, stated) in _bars)
        {
            double a = X(low), b = X(high);
            if (b - a < Shortest) (a, b) = ((a + b - Shortest) / 2, (a + b + Shortest) / 2);
            var bar = (a, b, openLow, openHigh, stated);
            var relation = _bound.Number.Printed.Relation;
            // A printed bound holds all values on its side, and needs no room on the other.
            if (_bound.Passes || (b <= dot - Clearance && relation != Relation.Less)
                || (a >= dot + Clearance && relation != Relation.Greater))
            {
                drawn.Add(bar);
                continue;
            }

            // The part lies on the side of the dot where its values do.
            var left = relation == Relation.Greater
                || (relation == Relation.Equal && ((X(low) + X(high)) / 2 < dot || (X(low) + X(high) == 2 * dot && _beyond > 0)));
            drawn.Add(left
                ? (Math.Min(a, dot - Clearance - Shortest), dot - Clearance, openLow, false, stated)
                : (dot + Clearance, Math.Max(b, dot + Clearance + Shortest), false, openHigh, stated));
        }

        return drawn;
    }

    private HtmlElement Dot()
    {
        var x = Place(X(_dot));
        var printed = _bound.Number.Printed;
        var verdict = _bound.Check.Verdict;
        var colour = verdict.IsFinding() ? Colours.Vermillion : Colours.Of(verdict);
        HtmlElement Filled(string path) => Element("path", [("class", "d"), ("d", path), ("fill", colour), ("stroke", "none")]);
        if (printed.Relation != Relation.Equal)
        {
            // A bound is printed: from its end the values that it stands for run to the edge.
            var arrow = printed.Relation == Relation.Less ? "2M6.5 4L2 8 6.5 12" : "158M153.5 4L158 8 153.5 12";
            return Element("path", [("class", "d"), ("d", $"M{x} 2V14M{x} 8H{arrow}"), ("stroke", colour), ("stroke-width", 2)]);
        }

        if (_beyond != 0) return Filled(_beyond < 0 ? "M1 8l8-5v10z" : "M159 8l-8-5v10z");
        return verdict switch
        {
            Verdict.Reproduced => Element("circle", [("class", "d"), ("cx", x), ("cy", 8), ("r", 4), ("fill", colour), ("stroke", "none")]),
            Verdict.ReproducedByVariant => Filled($"M{x} 8m-4-4h8v8h-8z"),
            Verdict.Consistent => Element("circle",
                [("class", "d"), ("cx", x), ("cy", 8), ("r", 3), ("fill", "none"), ("stroke", colour), ("stroke-width", 2)]),
            _ => Filled($"M{x} 8m0-6l5.5 6-5.5 6-5.5-6z"),
        };
    }

    /// <summary>An axis that shows the dot and the part of the bar nearest to it.</summary>
    private static (Func<double, double> Place, double Low, double High) Linear(AttainableValues bound)
    {
        double dot = bound.Number.Printed.Value, unit = (double)bound.Number.Printed.Unit;
        if (bound.Values is not { Count: > 0 }) return (_ => 0.5, dot - unit, dot + unit);
        var near = bound.Nearest;
        var (low, high) = (double.IsFinite(near.Low) ? near.Low : double.NaN, double.IsFinite(near.High) ? near.High : double.NaN);
        // Room for both ends of the bar and the dot.
        var width = double.IsNaN(low) || double.IsNaN(high) ? 0 : high - low;
        var reach = width > 0 ? MostWidths * width : double.PositiveInfinity;
        var ends = new[] { low, high }.Where(double.IsFinite).DefaultIfEmpty(dot).ToList();
        var at = double.IsNaN(low) || double.IsNaN(high) ? dot : Math.Clamp(dot, ends[0] - reach, ends[^1] + reach);
        double from = Math.Min(ends.Min(), at), to = Math.Max(ends.Max(), at);
        var span = Math.Max(to - from, 4 * unit);
        if (!double.IsFinite(span) || span <= 0) span = 1;
        from -= 0.2 * span + (double.IsNaN(low) ? 0.3 * span : 0);
        to += 0.2 * span + (double.IsNaN(high) ? 0.3 * span : 0);
        // An arrow marks the dot that does not fit.
        if (at < dot) to = at;
        if (at > dot) from = at;
        return (v => double.IsNegativeInfinity(v) ? 0 : double.IsPositiveInfinity(v) ? 1 : (v - from) / (to - from), from, to);
    }
}
