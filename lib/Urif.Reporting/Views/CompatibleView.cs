using System.Globalization;
using Urif.Audit;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>A quantity as each of several cohorts has it.</summary>
/// <param name="Label">What it is, with its unit.</param>
/// <param name="Values">Its value in each cohort.</param>
/// <param name="Decimals">With how many decimals it is shown.</param>
/// <param name="Printed">What the paper prints for it; null where it prints nothing.</param>
public sealed record CompatibleQuantity(Localized Label, IReadOnlyList<double> Values, int Decimals = 2, decimal? Printed = null);

/// <summary>
/// How quantities vary over synthetic cohorts that have the same printed numbers: what is pinned down has one value, what is left
/// open is spread. The printed value is marked where there is one.
/// </summary>
/// <remarks>
/// The spread is that of the cohorts shown, made under one model: a value outside is not thereby impossible. Every picture is
/// labelled, since no cohort here is of patients.
/// </remarks>
public sealed class CompatibleView : IView
{
    private const int Bars = 29;
    private const double Left = 8, Plot = 184, Floor = 26, Height = 32, Tall = 22;

    private static readonly Localized[] Heads = [new("Quantity", "指标"), new("Printed", "文中值"), new("In the cohorts", "各队列中"),
        new("Spread", "分布")];

    private static readonly Localized Legend = new(
        "Least to greatest value, median in brackets. Bars: how many cohorts have a value; each row has its own axis. A dot is a printed "
            + "value within the range of these cohorts, a diamond one outside it, which does not make it impossible.",
        "最小值至最大值，括号内为中位数。柱：取该值的队列数；每行各有坐标轴。圆点为落在这些队列范围之内的文中值，菱形为范围之外者；在范围之外并不等于不可能。");

    private static readonly Localized Characters = new("In characters: o is a dot, x a diamond.", "字符图：o 为圆点，x 为菱形。");

    private readonly IReadOnlyList<CompatibleQuantity> _quantities;

    private CompatibleView(IReadOnlyList<CompatibleQuantity> quantities) => _quantities = quantities;

    /// <summary>Some quantities, one below the other.</summary>
    /// <exception cref="ArgumentException">A quantity has no values, or one that is not a number.</exception>
    public static CompatibleView Of(params IReadOnlyList<CompatibleQuantity> quantities)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        foreach (var quantity in quantities)
            if (quantity.Values.Count == 0 || !quantity.Values.All(double.IsFinite))
                throw new ArgumentException($"\"{quantity.Label.En}\" has no value in some cohort", nameof(quantities));
        return new(quantities);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var rows = _quantities.Select(quantity => Element("tr",
            Element("th", [("scope", "row")], quantity.Label.In(language)), Element("td", Printed(quantity)),
            Element("td", Range(quantity, language)), Element("td", Drawing(new(quantity)))));
        return Fragment(
            Stylesheet.Of("compatible"),
            Element("table", [("class", "urif-compatible")],
                Element("caption", SyntheticMark.InHtml(language), Title.In(language)),
                TableHead(Heads.Select(h => h.In(language))), Element("tbody", [.. rows])),
            Note(Legend.In(language))).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var rows = new List<string[]> { (string[])[.. Heads.Select(h => h.In(language))] };
        rows.AddRange(_quantities.Select(quantity => (string[])
            [quantity.Label.In(language), Printed(quantity), Range(quantity, language), new SpreadAxis(quantity).Text()]));
        return new TextSheet().Prose(SyntheticMark.InText(language)).Prose(Title.In(language)).Table(rows, whole: new HashSet<int> { 2, 3 })
            .Space().Prose(Legend.In(language)).Prose(Characters.In(language)).ToString();
    }

    private Localized Title
    {
        get
        {
            var cohorts = _quantities.Select(q => q.Values.Count).DefaultIfEmpty(0).Max();
            return new(string.Create(CultureInfo.InvariantCulture,
                $"What {cohorts} synthetic cohorts have in common, and where they differ"),
                string.Create(CultureInfo.InvariantCulture, $"{cohorts} 个合成队列的相同与不同之处"));
        }
    }

    private static string Printed(CompatibleQuantity quantity) =>
        quantity.Printed?.ToString(CultureInfo.InvariantCulture) ?? NumberFormat.Dash;

    private static string Range(CompatibleQuantity quantity, Language language)
    {
        var sorted = quantity.Values.Order().ToArray();
        string Number(double value) => NumberFormat.Fixed(value, quantity.Decimals);
        var (low, high, median) = (Number(sorted[0]), Number(sorted[^1]), Number(SampleQuantile.Of(sorted, 0.5, QuantileType.Linear)));
        return low == high ? new Localized($"{low} in all", $"均为 {low}").In(language)
            : new Localized($"{low} to {high} ({median})", $"{low} 至 {high}（{median}）").In(language);
    }

    /// <summary>The bars and the mark. The text beside it says the same.</summary>
    private static HtmlElement Drawing(SpreadAxis axis)
    {
        double most = axis.Counts.Max(), width = Plot / Bars;
        // A single cohort is still seen.
        double Top(int count) => Floor - Math.Max(1.5, Tall * count / most);
        var bars = axis.Counts.Index().Where(bar => bar.Item > 0).Select(bar =>
            $"M{Place(Left + bar.Index * width)} {Place(Floor)}V{Place(Top(bar.Item))}h{Place(width)}V{Place(Floor)}z");
        var svg = new List<HtmlNode>
        {
            Element("path", [("class", "b"), ("opacity", ".45"), ("d", string.Concat(bars))]),
            Element("path", [("d", $"M{Place(Left)} {Place(Floor)}h{Place(Plot)}"), ("stroke", "currentColor"), ("opacity", ".4")]),
        };
        if (axis.Mark is { } mark)
        {
            var x = Left + Plot * mark;
            var diamond = $"M{Place(x)} {Place(Floor)}m0-6l5.5 6-5.5 6-5.5-6z";
            svg.Add(axis.IsInside
                ? Element("circle", [("class", "d"), ("cx", x), ("cy", Floor), ("r", 5), ("fill", Colours.Vermillion)])
                : Element("path", [("class", "d"), ("d", diamond), ("fill", Colours.Vermillion)]));
        }

        return Element("svg",
            [
                ("viewBox", $"0 0 {Place(2 * Left + Plot)} {Place(Height)}"), ("width", 2 * Left + Plot), ("height", Height),
                ("fill", "currentColor"), ("aria-hidden", "true"),
            ], svg);
    }

    /// <summary>The values of a quantity, counted in bars of equal width along an axis that also holds the printed value.</summary>
    private sealed class SpreadAxis
    {
        public SpreadAxis(CompatibleQuantity quantity)
        {
            var (values, unit) = (quantity.Values, Math.Pow(10, -quantity.Decimals));
            double least = values.Min(), greatest = values.Max(), low = least, high = greatest;
            if (quantity.Printed is { } printed) (low, high) = (Math.Min(low, (double)printed), Math.Max(high, (double)printed));
            // What differs in digits that are not shown stays one bar.
            var span = Math.Max(high - low, 6 * unit);
            var (from, to) = ((low + high - 1.1 * span) / 2, (low + high + 1.1 * span) / 2);
            double Share(double value) => (value - from) / (to - from);
            Counts = new int[Bars];
            foreach (var value in values) Counts[Math.Clamp((int)(Share(value) * Bars), 0, Bars - 1)]++;
            if (quantity.Printed is not { } mark) return;
            Mark = Share((double)mark);
            IsInside = (double)mark >= least - unit / 2 && (double)mark <= greatest + unit / 2;
        }

        public int[] Counts { get; }

        /// <summary>Where the printed value stands, from 0 to 1.</summary>
        public double? Mark { get; }

        /// <summary>Whether, as far as its digits tell, it is no less than the least value and no greater than the greatest.</summary>
        public bool IsInside { get; }

        public string Text()
        {
            const string Blocks = "▁▂▃▄▅▆▇█";
            double most = Counts.Max();
            var text = Counts.Select(c => c == 0 ? '·' : Blocks[(int)Math.Ceiling(c / most * Blocks.Length) - 1]).ToArray();
            if (Mark is { } mark) text[Math.Clamp((int)(mark * Bars), 0, Bars - 1)] = IsInside ? 'o' : 'x';
            return new(text);
        }
    }
}
