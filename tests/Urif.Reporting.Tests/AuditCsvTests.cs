using System.Globalization;
using Sylvan.Data.Csv;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>The CSV report, read back by programs that are not of this project.</summary>
public class AuditCsvTests
{
    private static readonly string Text = Reports.Text(AuditCsv.Write, Reports.Real);

    [Fact]
    public void Every_check_of_every_number_is_a_row_and_a_number_without_checks_has_one()
    {
        var expected = Reports.Real.Numbers.SelectMany(n => n.Checks.Count == 0
            ? [(n.Number.Id, n.Verdict.Key(), "", n.Verdict.Meaning().En, n.Verdict.Meaning().Zh)]
            : n.Checks.Select(c => (n.Number.Id, n.Verdict.Key(), c.Check, c.Explanation().En, c.Explanation().Zh)));
        Assert.Equal(expected, Read(Text).Select(r => (r["id"], r["verdict"], r["check"], r["explanation_en"], r["explanation_zh"])));
    }

    [Fact]
    public void Commas_quotes_and_line_breaks_survive()
    {
        const string awkward = "a, \"b\"\nc\r\nd";
        var check = new CheckResult("made", Reports.Real.Numbers[0].Number, Verdict.Reproduced, null,
            new Convention.PercentOf(Reports.Real.Ledger.Variables[0] with { Label = new(awkward, "，“甲”\n") }), [], Reports.MadeReason, awkward, null);
        var row = Assert.Single(Read(Reports.Text(AuditCsv.Write, Reports.WithChecks(check))));
        Assert.Equal(
            ($"of those with {awkward}", check.Explanation().En, check.Explanation().Zh, awkward),
            (row["variant"], row["explanation_en"], row["explanation_zh"], row["source"]));
        Assert.Contains("，“甲”\n", row["explanation_zh"], StringComparison.Ordinal);
    }

    [Fact]
    public void Attainable_values_are_a_list_of_ranges_and_points()
    {
        var union = new IntervalUnion(
            [new(double.NegativeInfinity, -2), Interval.Point(0.1 + 0.2), new(4.25, 4.37), new(9, double.PositiveInfinity)]);
        var check = new CheckResult("made", Reports.Real.Numbers[0].Number, Verdict.Reproduced, union, null,
            [.. Reports.Real.Numbers.Skip(1).Take(2).Select(n => n.Number)], Reports.MadeReason, "a test", 1.0 / 3);
        var row = Assert.Single(Read(Reports.Text(AuditCsv.Write, Reports.WithChecks(check))));
        Assert.Equal(
            ("..-2;0.3;4.25..4.37;9..", "0.333333333", "t1.group_size.ir_control.n;t1.age.nonir_control.mean"),
            (row["attainable"], row["pass_share"], row["involves"]));
    }

    [Fact]
    public async Task R_reads_the_same_number_of_rows_and_the_printed_text()
    {
        var r = ExternalTool.Require("Rscript");
        using var file = new TemporaryFile(Text);
        var (code, output, error) = await ExternalTool.RunAsync(r, "-e",
            $$"""d <- read.csv("{{file.Path}}", colClasses = "character", encoding = "UTF-8"); cat(nrow(d), ncol(d), length(unique(d$id)), d$printed[d$id == "t2.cycle_frozen.nonir_control.percent"][1])""");
        Assert.True(code == 0, error);
        var rows = Reports.Real.Numbers.Sum(n => Math.Max(1, n.Checks.Count));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{rows} 16 {Reports.Real.Numbers.Count} 68.88"), output);
    }

    internal static List<Dictionary<string, string>> Read(string text)
    {
        using var reader = CsvDataReader.Create(new StringReader(text));
        var rows = new List<Dictionary<string, string>>();
        while (reader.Read())
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetString));
        return rows;
    }
}
