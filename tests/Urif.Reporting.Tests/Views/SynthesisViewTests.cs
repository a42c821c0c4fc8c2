using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Synthesis;

namespace Urif.Reporting.Tests;

/// <summary>Sets of numbers that cannot hold together, and quantities over compatible cohorts, as shown.</summary>
public partial class SynthesisViewTests
{
    private static readonly Language[] Languages = [Language.English, Language.Chinese];

    private static readonly Lazy<ReadingSolution> Solution = new(() =>
        ReadingSolution.Of(ReadingReader.Read(Repository.PathOf("data", "readings", "tables-1-2.json"), ViewSamples.Real.Ledger)));

    private static readonly CompatibleView Quantities = CompatibleView.Of(
        new(new("losses <x> & more", "丢失 <x>"), [19, 19, 19, 19], 0, 19m),
        new(new("SD of insulin (μU/mL)", "胰岛素标准差（μU/mL）"), [1.5, 0.9, 1.1, 1.0], 2, 5.04m),
        new(new("z", "z"), [-13.5, -13.0, -12.0, -9.0], 2, -10.25m),
        new(new("correlation", "相关系数"), [-0.1, 0.2, 0.3, 0.31]));

    [Fact]
    public void Each_conflict_shows_its_numbers_its_reason_and_which_one_gives_way()
    {
        var page = ViewSamples.Parse(ConflictsView.Of(Solution.Value).ToHtml(Language.English));
        var conflicts = Solution.Value.Conflicts;
        Assert.NotEmpty(conflicts);
        var rows = page.QuerySelectorAll("tbody tr:not(.g)").ToList();
        Assert.Equal(conflicts.Select(c => SynthesisText.Reason(c).En), rows.Select(r => r.QuerySelector("td")!.TextContent));
        foreach (var (conflict, row) in conflicts.Zip(rows))
        {
            var numbers = row.QuerySelectorAll(".n").ToList();
            Assert.Equal(conflict.Numbers.Select(n => n.Printed.Text), numbers.Select(n => PrintedInRow().Match(n.TextContent).Groups[1].Value));
            var way = Assert.Single(numbers, n => n.TextContent.Contains("gives way", StringComparison.Ordinal));
            Assert.Equal(conflict.Numbers.ToList().IndexOf(conflict.Dropped), numbers.IndexOf(way));
        }

        Assert.Equal(conflicts.Select(c => $"{c.Group.Label.En} (n = {c.Group.Size})").Distinct(), page.QuerySelectorAll("tr.g").Select(g => g.TextContent));
        Assert.Contains($"{Solution.Value.Binding.Count} of {Solution.Value.Reading.Binding.Count} numbers can hold together, {conflicts.Count} give way", page.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
    }

    private static readonly Lazy<AssumptionsView> Assumptions = new(() =>
        AssumptionsView.Of(Solution.Value, [.. Enumerable.Range(1, 3).Select(k => new SyntheticCohorts(Solution.Value).Make(4, k))]));

    [Fact]
    public void Assumptions_show_what_is_asked_beside_what_is_found_and_what_the_print_leaves()
    {
        var page = ViewSamples.Parse(Assumptions.Value.ToHtml(Language.English));
        var insulin = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "correlation of fasting insulin and fasting glucose");
        string[] cells = [.. insulin.QuerySelectorAll("td").Select(c => c.TextContent)];
        Assert.Equal((5, "0.3"), (cells.Length, cells[0]));
        Assert.All(cells[1..4], c => Assert.Matches(@"^0\.\d\d$", c));
        Assert.Equal("-0.30 (printed: -0.38 to -0.23)", cells[4]);
        // Printed for three arms, assumed for one.
        var fins = page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == "centre of fasting insulin");
        Assert.Equal(["–", "–", "–"], fins.QuerySelectorAll("td").Select(c => c.TextContent).Where(c => c == "–"));
        foreach (var language in Languages)
        {
            var label = Cohort.SyntheticLabel.In(language);
            Assert.Contains(label, ViewSamples.Parse(Assumptions.Value.ToHtml(language)).QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
            Assert.StartsWith($"*** {label} ***\n", Assumptions.Value.ToText(language), StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => AssumptionsView.Of(Solution.Value));
    }

    [Fact]
    public void The_text_of_conflicts_says_the_same_in_both_languages()
    {
        foreach (var language in Languages)
        {
            var text = Spaces().Replace(ConflictsView.Of(Solution.Value).ToText(language), "");
            Assert.All(Solution.Value.Conflicts, c => Assert.Contains(Spaces().Replace(SynthesisText.Reason(c).In(language), ""), text, StringComparison.Ordinal));
            Assert.Equal(Solution.Value.Conflicts.Count, text.Split('◂').Length - 1);
        }
    }

    [Fact]
    public void A_reading_without_conflicts_says_so_in_a_line()
    {
        var reading = ReadingReader.Parse("""{"name":"age","title":{"en":"Age only","zh":"仅年龄"},"bind":["t1.age.*"]}""", "age.json", ViewSamples.Real.Ledger);
        foreach (var language in Languages)
        {
            var view = ConflictsView.Of(ReadingSolution.Of(reading));
            Assert.Equal(view.ToText(language), ViewSamples.Parse(view.ToHtml(language)).Body!.TextContent);
            Assert.Contains("4", view.ToText(language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Quantities_show_their_range_and_where_the_printed_value_stands()
    {
        var page = ViewSamples.Parse(Quantities.ToHtml(Language.English));
        var rows = page.QuerySelectorAll("tbody tr").ToList();
        Assert.Equal(["19 in all", "0.90 to 1.50 (1.05)", "-13.50 to -9.00 (-12.50)", "-0.10 to 0.31 (0.25)"], rows.Select(r => r.QuerySelectorAll("td")[1].TextContent));
        Assert.Equal(["19", "5.04", "-10.25", "–"], rows.Select(r => r.QuerySelector("td")!.TextContent));
        Assert.Equal(["circle", "path", "circle", null], rows.Select(r => r.QuerySelector("svg .d")?.LocalName));
        Assert.Empty(page.QuerySelectorAll("x"));
        // One bar where there is one value; a dot stands where its value is.
        Assert.Equal(1, rows[0].QuerySelector("path.b")!.GetAttribute("d")!.Count(c => c == 'M'));
        Assert.Equal(8 + 184 * (1.1 / 2 - 1 / 2.0 + (-10.25 + 13.5) / 4.5) / 1.1, double.Parse(rows[2].QuerySelector("circle")!.GetAttribute("cx")!, CultureInfo.InvariantCulture), 0.1);
    }

    [Fact]
    public void What_differs_in_hidden_digits_is_one_bar_and_no_cohort_is_left_out()
    {
        var text = CompatibleView.Of(new CompatibleQuantity(new("mean", "均数"), [34.9401, 34.9399, 34.94], 2, 34.94m)).ToText(Language.English);
        Assert.Contains("34.94 in all", text, StringComparison.Ordinal);
        Assert.Contains("o", text.Split('\n').Single(l => l.Contains("34.94 in all", StringComparison.Ordinal))[^29..], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CompatibleView.Of(new CompatibleQuantity(new("none", "无"), [])));
        Assert.Throws<ArgumentException>(() => CompatibleView.Of(new CompatibleQuantity(new("missing", "缺失"), [1, double.NaN])));
    }

    [Fact]
    public void Quantities_are_labelled_synthetic_in_html_and_in_text()
    {
        foreach (var language in Languages)
        {
            var label = Cohort.SyntheticLabel.In(language);
            Assert.Contains(label, ViewSamples.Parse(Quantities.ToHtml(language)).QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
            Assert.StartsWith($"*** {label} ***\n", Quantities.ToText(language), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_are_well_formed_and_their_lines_fit()
    {
        foreach (var view in new IView[] { ConflictsView.Of(Solution.Value), Quantities, Assumptions.Value })
        {
            foreach (var language in Languages)
            {
                Assert.NotNull(XDocument.Parse($"<r>{view.ToHtml(language)}</r>"));
                Assert.All(ViewSamples.Parse(view.ToHtml(language)).QuerySelectorAll("th"), th => Assert.Contains(th.GetAttribute("scope"), new[] { "col", "row", "rowgroup" }));
                foreach (var line in view.ToText(language).Split('\n'))
                {
                    Assert.True(EveryViewTests.Cells(line) <= 100, line);
                    Assert.Equal(line.TrimEnd(), line);
                }
            }
        }
    }

    [GeneratedRegex(@" (\S+) \(Table \d\)")]
    private static partial Regex PrintedInRow();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
