using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>The histogram: every value is counted once, bars are to scale, marks stand where their values are.</summary>
public partial class HistogramViewTests
{
    private static readonly Localized Title = new("HOMA-IR <x>", "HOMA-IR 指数");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(25)]
    [InlineData(1000)]
    public void Every_value_is_in_one_bar_or_counted_below(int count)
    {
        var random = new CounterRandom(7, (ulong)count);
        var values = Enumerable.Range(0, count).Select(_ => Math.Exp(3 * random.NextDouble() - 1)).ToArray();
        values[0] = double.NaN;
        var text = HistogramView.Of(Title, values).ToText(Language.English);
        var shown = CountAtEnd().Matches(text).Sum(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        var above = Above().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        Assert.Equal(count - 1, shown + above);
        Assert.Contains("1 missing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_hold_what_a_count_by_hand_gives()
    {
        // IQR 2, n = 8: the rule gives 2·2/2 = 2.
        var text = HistogramView.Of(Title, [1, 1.5, 2, 2.5, 3.9, 4, 4.5, 7]).ToText(Language.English).Split('\n');
        Assert.Equal(["0 – 2 2", "2 – 4 3", "4 – 6 2", "6 – 8 1"], text.Skip(1).Select(l => Blocks().Replace(l, " ").Trim()));
    }

    [Fact]
    public void A_mark_stands_at_its_value_and_bars_are_as_high_as_their_counts()
    {
        var page = new HtmlParser().ParseDocument(HistogramView.Of(Title, [0.5, 1.5, 1.6, 2.5, 2.6, 2.7, 2.8, 3.5], (2.0, new("cut & off", "界值"))).ToHtml(Language.English));
        var mark = Coordinates().Match(page.QuerySelector("path.m")!.GetAttribute("d")!).Groups[1].Value;
        Assert.Equal(8 + 624 * 2.0 / 4, double.Parse(mark, CultureInfo.InvariantCulture), 0.1);
        var tops = Top().Matches(page.QuerySelector("path.b")!.GetAttribute("d")!).Select(m => 184 - double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([1, 2, 4, 1], tops.Select(t => Math.Round(4 * t / tops.Max(), 2)));
        Assert.Contains("cut & off", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("x"));
    }

    [Fact]
    public void No_values_and_one_value_repeated_give_a_picture_too()
    {
        Assert.Contains("no values", HistogramView.Of(Title, []).ToText(Language.English), StringComparison.Ordinal);
        Assert.Contains("无值", HistogramView.Of(Title, [double.NaN]).ToHtml(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("5 – 6  ", HistogramView.Of(Title, [5, 5, 5]).ToText(Language.English), StringComparison.Ordinal);
    }

    [GeneratedRegex(@" (\d+)(?:  ◂.*)?$", RegexOptions.Multiline)]
    private static partial Regex CountAtEnd();

    [GeneratedRegex(@"(\d+) above")]
    private static partial Regex Above();

    [GeneratedRegex("[█ ]+(?=[0-9]+$)")]
    private static partial Regex Blocks();

    [GeneratedRegex(@"^M([\d.]+)")]
    private static partial Regex Coordinates();

    [GeneratedRegex(@"V([\d.]+)H")]
    private static partial Regex Top();
}
