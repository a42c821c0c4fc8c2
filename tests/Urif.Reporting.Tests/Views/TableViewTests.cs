using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>The printed table beside the recomputed one.</summary>
public class TableViewTests
{
    [Fact]
    public void Every_printed_number_stands_in_it_once_with_its_verdict()
    {
        foreach (var report in Enumerable.Range(0, 20).Select(k => ViewSamples.RandomReport((ulong)k)).Append(ViewSamples.Real))
        {
            foreach (var table in ViewSamples.Tables(report))
            {
                var shown = ViewSamples.Parse(TableView.Of(report, table).ToHtml(Language.English)).QuerySelectorAll("data").ToDictionary(d => d.GetAttribute("value")!);
                var numbers = report.Numbers.Where(n => n.Number.Table == table).ToList();
                Assert.Equal(numbers.Select(n => n.Number.Id).Order(), shown.Keys.Order());
                foreach (var number in numbers)
                {
                    var element = shown[number.Number.Id];
                    var mark = element.QuerySelector("b");
                    // The text without the mark is the number as printed; no mark is the mark of a reproduced one.
                    Assert.Equal(number.Number.Printed.Text, element.FirstChild!.TextContent);
                    Assert.Equal(number.Verdict == Verdict.Reproduced ? (null, null) : (number.Verdict.Symbol(), number.Verdict.Label().En), (mark?.TextContent, mark?.GetAttribute("aria-label")));
                    if (number.Verdict.IsFinding())
                        Assert.Contains(number.Checks.First(c => c.Verdict == number.Verdict).Explanation().En, element.GetAttribute("title"), StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void Cells_read_as_the_paper_prints_them()
    {
        var page = ViewSamples.Parse(TableView.Of(ViewSamples.Real, "1").ToHtml(Language.English));
        Assert.Equal(["21.65 ± 3.02", "23.21 ± 2.66", "t 4.73", "＜0.001"], Printed(page, "body mass index (kg/m²)"));
        Assert.Equal(["0.50 (0.00 to 1.00)", "1.00 (0.00 to 2.00)", "z -2.89", "＜0.010"], Printed(page, "prior pregnancy losses"));
        Assert.Equal(["45 (32.61%)", "42 (37.50%)", "χ² 0.68", "0.411"], Printed(ViewSamples.Parse(TableView.Of(ViewSamples.Real, "2").ToHtml(Language.English)), "cleavage-stage embryos"));
        Assert.Contains("n = 138", page.QuerySelectorAll("thead th")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_of_a_partition_spans_its_rows()
    {
        var page = ViewSamples.Parse(TableView.Of(ViewSamples.Real, "2").ToHtml(Language.English));
        foreach (var row in page.QuerySelectorAll("tbody tr"))
        {
            var label = row.QuerySelector("th")!.TextContent;
            var expected = label is "cleavage-stage embryos" or "fresh cycle" ? new string?[] { null, null, "2", "2" }
                : label is "blastocysts" or "frozen-thawed cycle" ? [null, null] : [null, null, null, null];
            Assert.Equal(expected, row.QuerySelectorAll("td").Select(d => d.GetAttribute("rowspan")));
        }
    }

    /// <summary>
    /// By hand: 19/138 = 13.77%; by R 4.2.2, chisq.test(matrix(c(19, 119, 27, 85), 2), correct = FALSE) gives p = 0.0359 and
    /// fisher.test p = 0.0483; Table 4 prints 30 (21.74) for the women of the first arm.
    /// </summary>
    [Fact]
    public void What_follows_from_the_other_numbers_stands_below()
    {
        var page = ViewSamples.Parse(TableView.Of(ViewSamples.Real, "2").ToHtml(Language.English));
        var cells = Row(page, "early pregnancy loss").QuerySelectorAll("td").Select(d => d.QuerySelectorAll("small").Select(s => s.TextContent).ToList()).ToList();
        Assert.Equal(["13.77%", "Table 4: 30 (21.74%)"], cells[0]);
        Assert.Equal(["0.036 Pearson", "0.048 Fisher"], cells[3]);
        Assert.Equal("4.40", cells[2][0]);
    }

    [Fact]
    public void Text_columns_are_aligned_whatever_the_script()
    {
        foreach (var language in new[] { Language.English, Language.Chinese })
        {
            var lines = TableView.Of(ViewSamples.Real, "3").ToText(language).Split('\n');
            var rule = Array.FindIndex(lines, l => l.Contains('─', StringComparison.Ordinal));
            var text = lines.Skip(rule + 1).TakeWhile(l => l.Length > 0).ToList();
            // The cell at which p stands in its row: the last word of the lines that also have a mean ± SD of both arms.
            var places = text.Where(l => Regex.Count(l, "±") == 2 && Regex.IsMatch(l, @" t -?\d")).Select(l => EveryViewTests.Cells(l[..Regex.Match(l, @" t -?\d").Index])).ToList();
            Assert.True(places.Count >= 8);
            Assert.Single(places.Distinct());
        }
    }

    private static IElement Row(IDocument page, string variable) => page.QuerySelectorAll("tbody tr").Single(r => r.QuerySelector("th")!.TextContent == variable);

    /// <summary>What the cells of a row print, without marks and what stands below.</summary>
    private static IEnumerable<string> Printed(IDocument page, string variable)
    {
        foreach (var cell in Row(page, variable).QuerySelectorAll("td"))
        {
            foreach (var extra in cell.QuerySelectorAll("small, b").ToList()) extra.Remove();
            yield return cell.TextContent;
        }
    }
}
