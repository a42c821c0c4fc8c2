using System.Xml.Linq;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Tables of a cohort as HTML and text.</summary>
public class CohortTableViewTests
{
    private static readonly Language[] Languages = [Language.English, Language.Chinese];

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public void Html_is_well_formed_escaped_and_names_its_rows_and_columns(string name)
    {
        var tables = CohortTableSamples.Sets[name];
        foreach (var language in Languages)
        {
            var html = CohortTableView.Of(tables).ToHtml(language);
            Assert.NotNull(XDocument.Parse($"<r>{html}</r>"));
            Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
            var body = ViewSamples.Parse(html).Body!;
            Assert.Empty(body.QuerySelectorAll("script"));
            Assert.Equal(tables.Count, body.QuerySelectorAll("table").Length);
            Assert.All(body.QuerySelectorAll("th"), th => Assert.Contains(th.GetAttribute("scope"), new[] { "col", "row", "rowgroup" }));
            foreach (var (table, element) in tables.Zip(body.QuerySelectorAll("table")))
            {
                var rows = element.QuerySelectorAll("tbody tr:not(.h)").ToList();
                Assert.Equal(table.Rows.Count, rows.Count);
                foreach (var (row, shown) in table.Rows.Zip(rows))
                {
                    Assert.StartsWith(row.Variable.Label.In(language), shown.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
                    Assert.Equal(row.Groups.Select(g => TableText.Summary(row.Summary, g).In(language)), shown.QuerySelectorAll("td").Skip(table.Design.ShowsCounts ? 1 : 0).Take(row.Groups.Count).Select(c => c.TextContent));
                    if (row.Test is { } test) Assert.Contains(test.PPrinted, shown.QuerySelectorAll("td").Select(c => c.TextContent));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public void Text_fits_and_holds_every_cell(string name)
    {
        var tables = CohortTableSamples.Sets[name];
        foreach (var language in Languages)
        {
            foreach (var width in (int[])[80, 100, 160])
            {
                var text = CohortTableView.Of(tables).ToText(language, width);
                Assert.False(text.EndsWith('\n') || text.Contains('\r'), name);
                // The line over x̄ takes no cell.
                Assert.All(text.Split('\n'), line => Assert.True(EveryViewTests.Cells(line.Replace("\u0304", "", StringComparison.Ordinal)) <= width, line));
                Assert.All(text.Split('\n'), line => Assert.DoesNotContain(line, char.IsControl));
                if (width < 160 || tables[0].Columns.Count > 2) continue;
                foreach (var printed in tables.SelectMany(t => t.Rows).SelectMany(r => r.Groups.Select(g => TableText.Summary(r.Summary, g).In(language))))
                    Assert.Contains(printed, text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_notes_explain_each_test_that_occurs_and_no_other()
    {
        var table = CohortTableSamples.Paper[1];
        var text = CohortTableView.Of(table).ToText(Language.English);
        Assert.Equal(table.Rows.Any(r => r.Test?.Kind == TestKind.FisherExact), text.Contains("Fisher: Fisher's exact test", StringComparison.Ordinal));
        Assert.Contains("χ²: Pearson's chi-square test without correction", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Student", text, StringComparison.Ordinal);
        Assert.StartsWith("Table 2. ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_values_are_counted_by_variable_and_group()
    {
        var table = CohortTableSamples.Paper[0];
        var age = table.Rows.Single(r => r.Variable.Name == "age");
        Assert.Contains(age.Groups, g => g.Missing.Value > 0);
        Assert.Contains($"values missing, by group: age {age.Groups[0].Missing.Printed}, {age.Groups[1].Missing.Printed};",
            CohortTableView.Of(table).ToText(Language.English, 1000), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_count_is_in_no_output()
    {
        // The same cohort with and without hiding: what is hidden must not stand where it stood before.
        foreach (var (open, hidden) in CohortTableSamples.Paper.Zip(CohortTableSamples.Suppressed))
        {
            var cells = open.Rows.Zip(hidden.Rows).SelectMany(r => r.First.Groups.Zip(r.Second.Groups))
                .Where(g => g.Second.Count is { Value: null }).ToList();
            foreach (var (before, after) in cells)
            {
                Assert.Null(after.Percent);
                Assert.NotEqual(before.Printed, after.Printed);
            }
        }

        Assert.Contains(CohortTableSamples.Suppressed.SelectMany(t => t.Rows).SelectMany(r => r.Groups), g => g.Count is { Value: null });
        foreach (var (name, text) in CohortTableSamples.Everything(CohortTableSamples.Suppressed))
            if (name != "docx") Assert.Contains(name == "html" ? "&lt;8" : "<8", text, StringComparison.Ordinal);
    }
}
