using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>The report and the flow diagram: what they say, that they are well formed, and the same in every culture.</summary>
public sealed class CohortViewTests
{
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "zh-CN"];

    [Fact]
    public void Views_and_messages_are_the_same_in_every_culture()
    {
        var expected = Everything();
        foreach (var name in Cultures)
        {
            var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
                Assert.Equal(expected, Everything());
            }
            finally
            {
                (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
            }
        }
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void The_diagram_is_well_formed_needs_no_network_and_follows_the_pages_colours(Language language)
    {
        var check = Check();
        var html = FlowDiagramView.Of(check).ToHtml(language);
        var page = XElement.Parse($"<page>{html}</page>");
        var svg = page.Descendants().Single(e => e.Name.LocalName == "svg");
        // The same in characters, for front ends that take drawings away.
        Assert.Equal(FlowDiagramView.Of(check).ToText(language), page.Descendants("pre").Single().Value);
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        foreach (var rect in svg.Elements().Where(e => e.Name.LocalName == "rect"))
        {
            double Of(string name) => double.Parse(rect.Attribute(name)!.Value, CultureInfo.InvariantCulture);
            Assert.True(Of("x") >= 0 && Of("x") + Of("width") <= box[2] && Of("y") >= 0 && Of("y") + Of("height") <= box[3]);
        }

        var colours = svg.Descendants().SelectMany(e => e.Attributes()).Where(a => a.Name.LocalName is "fill" or "stroke").Select(a => a.Value).Distinct();
        Assert.Subset(new HashSet<string> { "none", "currentColor" }, colours.ToHashSet());
        Assert.DoesNotContain("href", html, StringComparison.Ordinal);
        var texts = svg.Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        Assert.Contains($"n = {check.Flow.Screened.ToString(CultureInfo.InvariantCulture)}", texts);
        Assert.Contains($"n = {check.Flow.Analysed.ToString(CultureInfo.InvariantCulture)}", texts);
        Assert.NotEmpty(svg.Elements().First(e => e.Name.LocalName == "title").Value);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Text_fits_100_cells_and_boxes_are_closed(Language language)
    {
        var check = Check();
        var diagram = FlowDiagramView.Of(check).ToText(language);
        foreach (var line in (diagram + "\n" + CohortReportView.Of(check, Report()).ToText(language)).Split('\n'))
        {
            Assert.True(Cells(line) <= 100, line);
            Assert.Equal(line.TrimEnd(), line);
        }

        // The right edge of each box stands in one column.
        Assert.Equal(diagram.Count(c => c == '┌'), diagram.Count(c => c == '└'));
        Assert.Equal(diagram.Count(c => c == '┐'), diagram.Count(c => c == '┘'));
        var edges = diagram.Split('\n').Where(l => l.StartsWith('│') || l.StartsWith('┌') || l.StartsWith('└')).Select(Cells).Distinct();
        Assert.Single(edges);
    }

    [Fact]
    public void The_report_counts_each_rule_and_names_rows_by_their_place()
    {
        var text = CohortReportView.Of(Check(), Report()).ToText(Language.English);
        Assert.Contains("cohort.csv", text, StringComparison.Ordinal);
        Assert.Contains("body mass index 30 kg/m² or more", text, StringComparison.Ordinal);
        Assert.Contains("line 4–6, 9", text, StringComparison.Ordinal);
        Assert.Contains("fasting glucose: mg/dL converted to mmol/L, divided by 18.016", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reports_html_is_well_formed_and_escaped()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            XDocument.Parse(CohortReportView.Of(Check(), Report()).ToHtml(language));
            XDocument.Parse(CohortReportView.Of(CohortReader.Read(new MemoryRecords([MemoryRecords.Column("age"), MemoryRecords.Column("<script>&")], [["1", "2"]], "<b>.csv"))).ToHtml(language));
        }
    }

    internal static CohortReport Report()
    {
        var rows = RandomCycles.Of(12, 40, missing: 0.05).Select(MemoryRecords.Cells).ToArray();
        foreach (var row in (int[])[2, 3, 4, 7]) rows[row][OneCell.Index("bmi")] = "31.5";
        foreach (var row in rows)
        {
            ref var fpg = ref row[OneCell.Index("fpg")];
            fpg = (double.Parse((string)fpg!, CultureInfo.InvariantCulture) * 18.016).ToString("F1", CultureInfo.InvariantCulture);
        }

        rows[20][OneCell.Index("prior_failed_cycles")] = "30";
        rows[21][OneCell.Index("uterus_normal")] = "";
        return CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name == "fpg" ? "FPG（mg/dL）" : c.Name), rows));
    }

    private static CohortCheckResult Check() => CohortCheck.Run(Report().Cohort, new() { Errors = ErrorRows.Exclude });

    private static string Everything()
    {
        var text = new StringBuilder();
        var check = Check();
        var faulty = OneCell.ReadWith("fpg", "FPG", "5,3");
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var view in (IView[])
                [FlowDiagramView.Of(check), CohortReportView.Of(check, Report()), CohortReportView.Of(faulty), CohortReportView.Of(CohortCheck.Run(Report().Cohort))])
                text.AppendLine(view.ToHtml(language)).AppendLine(view.ToText(language));
        }

        // Letters whose case differs in Turkish are part of these headers.
        text.AppendLine(OneCell.ReadWith("bmi", "BMI", "21.5").Succeeded.ToString());
        text.AppendLine(OneCell.ReadWith("metformin", "METFORMIN", "TRUE").Succeeded.ToString());
        text.AppendLine(OneCell.ReadWith("ins_2h", "INSULIN_2H", "42.1").Succeeded.ToString());
        return text.ToString();
    }

    private static int Cells(string line) => line.EnumerateRunes().Sum(r => r.Value is >= 0x2E80 and < 0xA000 or >= 0xFF00 and <= 0xFF60 ? 2 : 1);
}
