using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using NJsonSchema;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Tables of a cohort as CSV, JSON, ARD, a page of HTML and a Word document: all say what the tables say.</summary>
public class CohortTableFileTests
{
    // NJsonSchema knows the keyword of older drafts.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(
        File.ReadAllText(Repository.PathOf("lib", "Urif.Reporting", "Files", "cohort-tables.schema.json")).Replace("$defs", "definitions", StringComparison.Ordinal));

    /// <summary>Ways to spoil a report, each of which the schema must refuse.</summary>
    public static TheoryData<string, Action<JsonObject>> Spoilt { get; } = new()
    {
        { "no tables", d => d.Remove("tables") },
        { "an unknown member", d => d["tables"]![0]!["extra"] = 1 },
        { "a table without options", d => d["tables"]![0]!.AsObject().Remove("options") },
        { "an unknown denominator", d => d["tables"]![0]!["options"]!["denominator"] = "women" },
        { "a group without size", d => d["tables"]![0]!["groups"]![0]!.AsObject().Remove("size") },
        { "a negative count", d => d["tables"]![0]!["groups"]![0]!["size"]!["value"] = -1 },
        { "a count that is a number alone", d => d["tables"]![0]!["groups"]![0]!["size"] = 112 },
        { "an unknown summary", d => Row(d)["summary"] = "mode" },
        { "a percent above 100", d => Row(d)["groups"]![0]!["percent"] = 101 },
        { "a p above 1", d => Row(d)["test"]!["p"] = 1.5 },
        { "an unknown test", d => Row(d)["test"]!["kind"] = "sign" },
        { "a decision without a sentence", d => Row(d)["decision"]!.AsObject().Remove("sentence") },
        { "a footnote without Chinese", d => d["tables"]![0]!["footnotes"]![0]!.AsObject().Remove("zh") },
    };

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public async Task Json_meets_the_schema_and_has_every_number(string name)
    {
        var tables = CohortTableSamples.Sets[name];
        var text = CohortTableSamples.Text(CohortTableJson.Write, tables);
        Assert.Empty((await Schema).Validate(text));
        Assert.EndsWith("\n}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        var read = JsonNode.Parse(text)!["tables"]!.AsArray();
        foreach (var (table, json) in tables.Zip(read))
        {
            Assert.Equal(table.Columns.Select(c => c.Size.Value), json!["groups"]!.AsArray().Select(g => (int?)g!["size"]!["value"]));
            foreach (var (row, of) in table.Rows.Zip(json["rows"]!.AsArray()))
            {
                Assert.Equal(row.Variable.Name, (string)of!["variable"]!);
                Assert.Equal(row.Groups.Select(g => (Near(g.Mean), Near(g.Median), Near(g.Percent), g.Count?.Value)),
                    of["groups"]!.AsArray().Select(g => (Near((double?)g!["mean"]), Near((double?)g["median"]), Near((double?)g["percent"]), (int?)g["count"]?["value"])));
                Assert.Equal((Near(row.Test?.P), Near(row.StandardizedDifference)), (Near((double?)of["test"]?["p"]), Near((double?)of["smd"])));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public async Task The_schema_refuses(string what, Action<JsonObject> spoil)
    {
        var document = JsonNode.Parse(CohortTableSamples.Text(CohortTableJson.Write, CohortTableSamples.Paper))!.AsObject();
        spoil(document);
        Assert.True((await Schema).Validate(document.ToJsonString()).Count > 0, $"the schema lets pass {what}");
    }

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public void Csv_has_one_row_for_each_number(string name)
    {
        var tables = CohortTableSamples.Sets[name];
        var text = CohortTableSamples.Text(CohortTableCsv.Write, tables);
        Assert.StartsWith("table,variable,group,statistic,value,shown,test,rule,decision_en,decision_zh,synthetic_en,synthetic_zh\n", text, StringComparison.Ordinal);
        var rows = AuditCsvTests.Read(text);
        Assert.Equal(rows.Count, rows.Select(r => (r["table"], r["variable"], r["group"], r["statistic"])).Distinct().Count());
        var values = rows.ToDictionary(r => (r["table"], r["variable"], r["group"], r["statistic"]), r => r["value"]);
        foreach (var table in tables)
        {
            foreach (var row in table.Rows)
            {
                double? Value(string group, string statistic) =>
                    values.GetValueOrDefault((table.Design.Id, row.Variable.Name, group, statistic), "") is { Length: > 0 } value ? double.Parse(value, CultureInfo.InvariantCulture) : null;
                foreach (var (column, group) in table.Columns.Zip(row.Groups))
                {
                    var id = column.Group.Id;
                    Assert.Equal((double?)group.Used.Value, Value(id, "used"));
                    Assert.Equal((double?)group.Count?.Value, Value(id, "n"));
                    Assert.Equal((Near(group.Mean), Near(group.UpperQuartile), Near(group.Percent)), (Near(Value(id, "mean")), Near(Value(id, "q3")), Near(Value(id, "percent"))));
                }

                Assert.Equal((Near(row.Test?.P), Near(row.StandardizedDifference)), (Near(Value("", "p")), Near(Value("", "smd"))));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public void Ard_has_no_two_rows_that_are_one_statistic_to_cards(string name)
    {
        var rows = AuditCsvTests.Read(CohortTableSamples.Text(CohortTableArd.Write, CohortTableSamples.Sets[name]));
        string[] key = ["group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context", "stat_name"];
        Assert.Equal(rows.Count, rows.Select(r => string.Join('|', key.Select(k => r[k]))).Distinct().Count());
        Assert.All(rows, r => Assert.True(r["stat"].Length == 0 || double.IsFinite(double.Parse(r["stat"], CultureInfo.InvariantCulture))));
    }

    [Fact]
    public async Task R_reads_the_ard_and_makes_the_list_columns_of_cards()
    {
        var r = ExternalTool.Require("Rscript");
        var text = CohortTableSamples.Text(CohortTableArd.Write, CohortTableSamples.Suppressed);
        using var file = new TemporaryFile(text);
        var (code, output, error) = await ExternalTool.RunAsync(r, "-e", $$"""
            ard <- read.csv("{{file.Path}}", na.strings = "", encoding = "UTF-8")
            stopifnot(is.numeric(ard$stat))
            lists <- c("group1_level", "group2_level", "variable_level", "stat", "stat_fmt")
            ard[lists] <- lapply(ard[lists], \(x) lapply(x, \(v) if (is.na(v)) NULL else v))
            ard[c("fmt_fun", "warning", "error")] <- list(vector("list", nrow(ard)))
            stopifnot(sapply(ard[c(lists, "fmt_fun", "warning", "error")], is.list))
            cat(nrow(ard), sum(ard$context == "stats_t_test" & ard$stat_name == "p.value"))
            """);
        Assert.True(code == 0, error);
        var tests = CohortTableSamples.Suppressed.SelectMany(t => t.Rows).Count(w => w.Test?.Kind == TestKind.StudentT);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{AuditCsvTests.Read(text).Count} {tests}"), output);
    }

    [Theory]
    [MemberData(nameof(CohortTableSamples.Names), MemberType = typeof(CohortTableSamples))]
    public void Word_documents_are_valid_and_hold_real_tables_with_a_repeated_head(string name)
    {
        var tables = CohortTableSamples.Sets[name];
        foreach (var language in Enum.GetValues<Language>())
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(CohortTableSamples.Word(tables, language)), isEditable: false);
            foreach (var version in (DocumentFormat.OpenXml.FileFormatVersions[])[DocumentFormat.OpenXml.FileFormatVersions.Office2010, DocumentFormat.OpenXml.FileFormatVersions.Microsoft365])
                Assert.Empty(new OpenXmlValidator(version).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Path?.XPath}: {e.Description}"));
            var body = document.MainDocumentPart!.Document!.Body!;
            var found = body.Elements<Table>().ToList();
            Assert.Equal(tables.Count, found.Count);
            foreach (var (table, shown) in tables.Zip(found))
            {
                var rows = shown.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().ToList();
                Assert.Equal(table.IsSynthetic ? 2 : 1, rows.Count(w => w.TableRowProperties!.Elements<TableHeader>().Any()));
                Assert.Single(rows[0].TableRowProperties!.Elements<TableHeader>());
                var cells = rows.Select(w => w.Elements<TableCell>().Select(c => c.InnerText).ToList()).Where(c => c.Count > 1).Skip(1).ToList();
                Assert.Equal(table.Rows.Select(w => string.Join('|', w.Groups.Select(g => TableText.Summary(w.Summary, g).In(language)))),
                    cells.Select(c => string.Join('|', c.Skip(table.Design.ShowsCounts ? 2 : 1).Take(table.Columns.Count))));
            }

            Assert.Contains(body.Elements<Paragraph>(), p => p.ParagraphProperties?.ParagraphStyleId?.Val == "TableNote");
        }
    }

    [Fact]
    public void Word_documents_carry_no_time_and_no_generated_name()
    {
        using var zip = new ZipArchive(new MemoryStream(CohortTableSamples.Word(CohortTableSamples.Paper, Language.Chinese)));
        Assert.All(zip.Entries, e => Assert.Equal(new DateTime(1980, 1, 1), e.LastWriteTime.DateTime));
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotMatch("Id=\"R[0-9a-f]{8,}\"", reader.ReadToEnd());
        }
    }

    [Fact]
    public void A_page_stands_alone()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var page = ViewSamples.Parse(CohortTableSamples.Text((t, w) => CohortTableHtml.Write(t, language, w), CohortTableSamples.Paper));
            Assert.Equal(4, page.QuerySelectorAll("table").Length);
            Assert.Equal(language == Language.Chinese ? "zh-CN" : "en", page.DocumentElement.GetAttribute("lang"));
            Assert.Empty(page.QuerySelectorAll("link,script,img,[src],[href]"));
            Assert.NotEmpty(page.Title!);
        }
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void Everything_is_the_same_bytes_again_and_in_every_culture(string culture)
    {
        var expected = CohortTableSamples.Everything(CohortTableSamples.Suppressed).ToList();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, CohortTableSamples.Everything(CohortTableSamples.Suppressed));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    // Files have 9 significant digits.
    private static string Near(double? value) => value is { } v && double.IsFinite(v) ? (v + 0.0).ToString("E8", CultureInfo.InvariantCulture) : "";

    private static JsonObject Row(JsonObject document) => document["tables"]![0]!["rows"]![0]!.AsObject();
}
