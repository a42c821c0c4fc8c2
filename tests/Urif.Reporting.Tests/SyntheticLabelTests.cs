using System.Text.Json.Nodes;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Whatever shows a cohort with a synthetic row says so, in both languages; what shows another does not.</summary>
public class SyntheticLabelTests
{
    private const string English = "SYNTHETIC: made by a random number generator; no patients", Chinese = "合成数据：由随机数生成器产生，非真实患者";

    private static readonly Cohort Patients = Cohort.Of("patients", RandomCycles.Of(13, 160));

    [Fact]
    public void One_row_makes_a_cohort_synthetic_analysed_or_not()
    {
        Assert.False(Patients.IsSynthetic);
        Assert.False(Cohort.Of("none", []).IsSynthetic);
        Assert.True(CohortTableSamples.Mixed(analysed: true).IsSynthetic);
        var mixed = CohortTableSamples.Mixed(analysed: false);
        var analysed = CohortTableSamples.All(mixed);
        Assert.Equal((159, true), (analysed.Count, CohortTables.Of(analysed, TableDesign.Of(StudyDesign.Default, "2")).IsSynthetic));
        Assert.True(mixed[17].Synthetic);
        Assert.False(mixed[18].Synthetic);
        Assert.Null(mixed[19].Synthetic);
    }

    [Theory]
    [InlineData("synthetic", "yes", true)]
    [InlineData("合成数据", "是", true)]
    [InlineData("is_synthetic", "1", true)]
    [InlineData("synthetic", "no", false)]
    [InlineData("合成数据", "", false)]
    public void A_file_says_it_in_either_language(string header, string cell, bool expected)
    {
        string[] names = [.. CohortSchema.Default.Columns.Select(c => c.Name == "synthetic" ? header : c.Name)];
        object?[][] rows = [.. RandomCycles.Of(2, 20).Select((c, i) => MemoryRecords.Cells(c) is var cells && i == 11 ? [.. cells[..^1], cell] : cells)];
        Assert.Equal(expected, CohortReader.Read(MemoryRecords.Of(names, rows)).Cohort.IsSynthetic);
        Assert.False(CohortReader.Read(MemoryRecords.Of(names[..^1], [.. rows.Select(r => r[..^1])])).Cohort.IsSynthetic);
    }

    [Fact]
    public void Tables_say_it_in_every_format_and_others_in_none()
    {
        foreach (var (isSynthetic, tables) in new[] { (true, CohortTableSamples.Synthetic), (false, CohortTableSamples.Paper) })
        {
            foreach (var (language, label) in new[] { (Language.English, English), (Language.Chinese, Chinese) })
            {
                var page = ViewSamples.Parse(CohortTableSamples.Text((t, w) => CohortTableHtml.Write(t, language, w), tables));
                Assert.Equal(isSynthetic, page.Title!.Contains(label, StringComparison.Ordinal));
                Assert.All(page.QuerySelectorAll("table"), t => Assert.Equal(isSynthetic, t.QuerySelector("caption")!.TextContent.Contains(label, StringComparison.Ordinal)));
                var text = CohortTableView.Of(tables).ToText(language);
                Assert.Equal(isSynthetic ? 4 : 0, text.Split(label).Length - 1);
                using var document = WordprocessingDocument.Open(new MemoryStream(CohortTableSamples.Word(tables, language)), false);
                foreach (var table in document.MainDocumentPart!.Document!.Body!.Elements<Table>())
                {
                    // On each page, and the head of the columns with it.
                    var heads = table.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().TakeWhile(r => r.TableRowProperties!.Elements<TableHeader>().Any()).ToList();
                    Assert.Equal((isSynthetic ? 2 : 1, isSynthetic), (heads.Count, heads[0].InnerText == label));
                }
            }

            var csv = AuditCsvTests.Read(CohortTableSamples.Text(CohortTableCsv.Write, tables));
            Assert.All(csv, r => Assert.Equal(isSynthetic ? (English, Chinese) : ("", ""), (r["synthetic_en"], r["synthetic_zh"])));
            Assert.All(AuditCsvTests.Read(CohortTableSamples.Text(CohortTableArd.Write, tables)), r => Assert.Equal(isSynthetic ? English : "", r["synthetic"]));
            foreach (var table in JsonNode.Parse(CohortTableSamples.Text(CohortTableJson.Write, tables))!["tables"]!.AsArray())
                Assert.Equal(isSynthetic ? (English, Chinese) : (null, null), ((string?)table!["synthetic"]?["en"], (string?)table["synthetic"]?["zh"]));
            var frame = CohortFrames.ToDataFrame(tables);
            for (var row = 0; row < frame.Rows.Count; row++) Assert.Equal(isSynthetic ? English : null, frame["synthetic"][row]);
        }
    }

    [Fact]
    public void Hiding_small_counts_keeps_the_label() =>
        Assert.All(CohortTables.Suppress(CohortTableSamples.Synthetic, CohortTableSamples.SyntheticRows, 5), t => Assert.True(t.IsSynthetic));

    [Fact]
    public void A_ledger_of_tables_says_it_in_its_titles()
    {
        var paper = LedgerReader.Read(Repository.PathOf("data", "paper"));
        using var folder = new TemporaryFolder();
        LedgerWriter.Write(CohortLedger.Of(paper, CohortTableSamples.All(CohortTableSamples.Mixed(true)), TableDesign.AllOf(StudyDesign.Default)), folder.Path);
        Assert.All(LedgerReader.Read(folder.Path).Numbers, n => Assert.Equal($"{English} / {Chinese}", n.Note));
        var package = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "datapackage.json")))!;
        Assert.StartsWith(English, (string)package["title"]!, StringComparison.Ordinal);
        Assert.StartsWith(English, (string)package["paper"]!["title"]!["en"]!, StringComparison.Ordinal);
        Assert.StartsWith(Chinese, (string)package["paper"]!["title"]!["zh"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Views_of_the_cohort_say_it()
    {
        foreach (var (isSynthetic, cohort) in new[] { (true, CohortTableSamples.Mixed(analysed: false)), (false, Patients) })
        {
            var check = CohortCheck.Run(cohort, new() { Errors = ErrorRows.Exclude });
            var report = CohortReader.Read(MemoryRecords.Of(Enumerable.Range(0, cohort.Count).Select(i => cohort[i])));
            IView[] views =
            [
                CohortReportView.Of(check), CohortReportView.Of(report), CohortReportView.Of(check, report), FlowDiagramView.Of(check),
                HistogramView.Of(new("HOMA-IR", "HOMA-IR"), check.Analysed, "homa_ir"),
            ];
            foreach (var (language, label) in new[] { (Language.English, English), (Language.Chinese, Chinese) })
            {
                foreach (var view in views)
                {
                    var html = view.ToHtml(language);
                    Assert.NotNull(XDocument.Parse($"<r>{html}</r>"));
                    var shown = ViewSamples.Parse(html);
                    // Twice in the flow: in the drawing, and in the characters where drawings are taken away.
                    foreach (var part in view is FlowDiagramView ? shown.QuerySelectorAll("svg > text, pre").GroupBy(e => e.LocalName).Select(g => string.Concat(g.Select(e => e.TextContent))) : [shown.Body!.TextContent])
                        Assert.Equal(isSynthetic, part.Contains(label, StringComparison.Ordinal));
                    Assert.Equal(isSynthetic, view.ToText(language).StartsWith($"*** {label} ***\n", StringComparison.Ordinal));
                }
            }
        }
    }
}
