using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using AngleSharp.Dom;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>The dot on the bar.</summary>
public class AttainableViewTests
{
    // The ends of the axis, in units of the drawing.
    private const double Left = 8, Right = 152;

    [Fact]
    public void The_dot_lies_on_a_bar_if_and_only_if_no_check_failed()
    {
        var (inside, outside) = (0, 0);
        foreach (var report in Enumerable.Range(0, 40).Select(k => ViewSamples.RandomReport((ulong)k)).Append(ViewSamples.Real))
        {
            var audits = report.Numbers.ToDictionary(n => n.Number.Id);
            foreach (var row in ViewSamples.Tables(report).SelectMany(t => Rows(report, t)))
            {
                var audit = audits[row.GetAttribute("data-id")!];
                var on = OnBar(row, audit.Number.Printed);
                Assert.True(on == !audit.Verdict.IsFinding(), $"{audit.Number.Id} {audit.Number.Printed}: {audit.Verdict}\n{row.OuterHtml}");
                if (on) inside++;
                else outside++;
            }
        }

        Assert.True(inside > 1000 && outside > 200);
    }

    [Fact]
    public void Every_number_with_an_attainable_set_has_one_row()
    {
        foreach (var table in ViewSamples.Tables(ViewSamples.Real))
        {
            var expected = ViewSamples.Real.Numbers.Where(n => n.Number.Table == table && (n.Verdict.IsFinding() || n.Checks.Any(c => c.Attainable is not null))).Select(n => n.Number.Id);
            Assert.Equal(expected.Order(), Rows(ViewSamples.Real, table).Select(r => r.GetAttribute("data-id")!).Order());
        }
    }

    [Fact]
    public void The_shape_and_colour_of_the_dot_are_those_of_its_verdict()
    {
        foreach (var audit in ViewSamples.Real.Numbers.Where(n => n.Number is { Table: "2", Printed.Relation: Relation.Equal }))
        {
            if (Rows(ViewSamples.Real, "2").FirstOrDefault(r => r.GetAttribute("data-id") == audit.Number.Id) is not { } row) continue;
            var dot = row.QuerySelector("svg .d")!;
            Assert.Equal(audit.Verdict == Verdict.Reproduced, dot.LocalName == "circle");
            Assert.Contains(audit.Verdict.IsFinding() ? "vermillion" : audit.Verdict == Verdict.Reproduced ? "green" : "sky-blue", dot.GetAttribute("fill"), StringComparison.Ordinal);
            Assert.Equal(audit.Number.Printed.Text, row.QuerySelectorAll("td")[1].TextContent);
            Assert.Equal(audit.Verdict.Tag(Language.English), row.QuerySelectorAll("td")[3].TextContent);
        }
    }

    [Fact]
    public void P_values_share_a_logarithmic_axis()
    {
        foreach (var row in Rows(ViewSamples.Real, "2"))
        {
            var number = ViewSamples.Real.Numbers.Single(n => n.Number.Id == row.GetAttribute("data-id")).Number;
            if (number is not { Statistic: Statistic.P, Printed: { Relation: Relation.Equal, Value: >= 0.001 } }) continue;
            Assert.Equal(Left + (Right - Left) * (Math.Log10(number.Printed.Value) + 3) / 3, Dot(row), 0.051);
        }
    }

    /// <summary>On an axis of its own, a dot as far from one bar's end as the bar is wide lies as far from it in the picture.</summary>
    [Fact]
    public void Distances_are_to_scale_on_a_row_s_own_axis()
    {
        // t 1.55 beside 1.48 to 1.53: 0.02 beyond a bar 0.05 wide.
        var row = Rows(ViewSamples.Real, "1").Single(r => r.GetAttribute("data-id") == "t1.age.t");
        var stated = Bars(row).Last();
        Assert.Equal(0.02 / 0.05, (Dot(row) - stated.High) / (stated.High - stated.Low), 0.02);
    }

    [Fact]
    public void Drawings_are_small_and_their_places_have_at_most_one_decimal()
    {
        foreach (var table in ViewSamples.Tables(ViewSamples.Real))
        {
            var rows = Rows(ViewSamples.Real, table).ToList();
            Assert.True(rows.Average(r => Encoding.UTF8.GetByteCount(r.OuterHtml)) <= 800);
            Assert.All(rows.SelectMany(r => r.QuerySelectorAll("svg *")), e => Assert.DoesNotMatch(@"\d\.\d\d", (e.GetAttribute("d") ?? "") + e.GetAttribute("cx")));
        }
    }

    [Fact]
    public void A_front_end_that_takes_drawings_and_styles_away_shows_each_strip_in_characters()
    {
        var lines = AttainableView.Of(ViewSamples.Real, "2").ToText(Language.English);
        var strips = Rows(ViewSamples.Real, "2").Select(r => r.QuerySelector("code")!.TextContent).ToList();
        Assert.All(strips, strip => Assert.Contains(strip, lines, StringComparison.Ordinal));
    }

    [Fact]
    public void Strips_of_characters_stand_below_one_another_and_show_the_same()
    {
        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            foreach (var table in ViewSamples.Tables(ViewSamples.Real))
            {
                var text = AttainableView.Of(ViewSamples.Real, table).ToText(language);
                foreach (var section in text.Split("\n\n"))
                {
                    var strips = section.Split('\n').Select(l => (Line: l, Strip: Regex.Match(l, @"[·\-=~|<>\[\]ox]{25}"))).Where(m => m.Strip.Success).ToList();
                    Assert.True(strips.Select(s => EveryViewTests.Cells(s.Line[..s.Strip.Index])).Distinct().Count() <= 1, section);
                    foreach (var (line, strip) in strips)
                        Assert.True(strip.Value.Count(c => c is 'o' or 'x') == 1 && strip.Value.Contains('o', StringComparison.Ordinal) == !Regex.IsMatch(line, "[✗≠⊘]"), line);
                }
            }
        }
    }

    private static IEnumerable<IElement> Rows(AuditReport report, string table) =>
        ViewSamples.Parse(AttainableView.Of(report, table).ToHtml(Language.English)).QuerySelectorAll("tr[data-id]");

    private static List<(double Low, double High)> Bars(IElement row) => [.. row.QuerySelectorAll("svg .b")
        .SelectMany(b => Regex.Matches(b.GetAttribute("d")!, @"M(?<low>-?[\d.]+) 8H(?<high>-?[\d.]+)"))
        .Select(m => (Number(m.Groups["low"].Value), Number(m.Groups["high"].Value)))];

    /// <summary>The middle of the dot, or where it would be beyond an end of the axis.</summary>
    private static double Dot(IElement row)
    {
        var dot = row.QuerySelector("svg .d")!;
        if (dot.GetAttribute("cx") is { } cx) return Number(cx);
        var path = dot.GetAttribute("d")!;
        if (path.StartsWith("M1 8l8", StringComparison.Ordinal)) return Left;
        if (path.StartsWith("M159 8l-8", StringComparison.Ordinal)) return Right;
        return Number(Regex.Match(path, @"^M(?<x>-?[\d.]+)").Groups["x"].Value);
    }

    private static bool OnBar(IElement row, PrintedNumber printed)
    {
        var dot = Dot(row);
        return Bars(row).Any(b => printed.Relation switch
        {
            Relation.Less => b.Low <= dot,
            Relation.Greater => b.High >= dot,
            _ => b.Low <= dot && dot <= b.High,
        });
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
