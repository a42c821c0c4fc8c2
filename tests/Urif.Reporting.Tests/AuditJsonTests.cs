using System.Globalization;
using System.Text.Json.Nodes;
using NJsonSchema;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>The JSON report against its published schema, and against the report it is written from.</summary>
public class AuditJsonTests
{
    private static readonly string Text = Reports.Text(AuditJson.Write, Reports.Real);

    // NJsonSchema looks for shared definitions under the name that they had before draft 2019-09.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(
        File.ReadAllText(Repository.PathOf("lib", "Urif.Reporting", "Files", "audit.schema.json"))
            .Replace("$defs", "definitions", StringComparison.Ordinal));

    // One checked number and one unchecked, for what is done many times.
    private static readonly string Short = Reports.Text(AuditJson.Write, Reports.Real with
    {
        Numbers = [Reports.Real.Numbers[0], Reports.Real.Numbers.First(n => n.Verdict == Verdict.NotCheckable)],
    });

    /// <summary>Ways to spoil a report, each of which the schema must refuse.</summary>
    public static TheoryData<string, Action<JsonObject>> Spoilt { get; } = new()
    {
        { "no claims", d => d.Remove("claims") },
        { "an unknown member", d => d["extra"] = 1 },
        { "a summary without a verdict", d => d["summary"]!.AsObject().Remove("impossible") },
        { "a negative count", d => d["summary"]!["impossible"] = -1 },
        { "a number without digits", d => First(d)["printed"] = "about 5" },
        { "an unknown verdict", d => First(d)["verdict"] = "wrong" },
        { "an unknown statistic", d => First(d)["statistic"] = "mode" },
        { "a checked number without checks", d => First(d)["checks"] = new JsonArray() },
        { "a checked number called not checkable", d => First(d)["verdict"] = "not_checkable" },
        { "an unchecked number without a reason", d => Unchecked(d).Remove("reason") },
        { "a check without a source", d => Check(d).Remove("source") },
        { "a check without a reason", d => Check(d).Remove("reason") },
        { "an unknown kind of reason", d => Check(d)["reason"]!["kind"] = "because" },
        { "an interval with three ends", d => Check(d)["attainable"] = new JsonArray(new JsonArray(1, 2, 3)) },
        { "an interval that is a number", d => Check(d)["attainable"] = new JsonArray(1) },
        { "a pass share above one", d => Check(d)["pass_share"] = 1.5 },
        { "an explanation without Chinese", d => Check(d)["explanation"]!.AsObject().Remove("zh") },
        { "a claim that depends on a number, not on ids", d => d["claims"]![0]!["depends_on"] = 3 },
        { "a reading that holds perhaps", d => d["claims"]![0]!["readings"]![0]!["holds"] = "perhaps" },
        { "a finding without a sentence", d => d["findings"]![0]!.AsObject().Remove("sentence") },
        { "a suggestion without a variable", d => d["suggestions"]![0]!.AsObject().Remove("variable") },
    };

    [Fact]
    public async Task The_report_of_the_paper_meets_the_schema() =>
        Assert.Empty((await Schema).Validate(Text));

    [Fact]
    public async Task The_schema_accepts_what_is_then_spoilt() => Assert.Empty((await Schema).Validate(Short));

    [Theory]
    [MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public async Task The_schema_refuses(string what, Action<JsonObject> spoil)
    {
        var document = JsonNode.Parse(Short)!.AsObject();
        spoil(document);
        Assert.True((await Schema).Validate(document.ToJsonString()).Count > 0, $"the schema lets pass {what}");
    }

    [Fact]
    public void Every_number_is_there_in_the_order_of_the_ledger_with_all_its_checks()
    {
        var numbers = JsonNode.Parse(Text)!["numbers"]!.AsArray();
        Assert.Equal(
            Reports.Real.Numbers.Select(n => (n.Number.Id, n.Number.Printed.Text, n.Verdict.Key(), n.Checks.Count)),
            numbers.Select(n => ((string)n!["id"]!, (string)n["printed"]!, (string)n["verdict"]!, n["checks"]!.AsArray().Count)));
    }

    [Fact]
    public void The_summary_counts_the_numbers()
    {
        var document = JsonNode.Parse(Text)!;
        var counted = document["numbers"]!.AsArray().CountBy(n => (string)n!["verdict"]!).ToDictionary();
        Assert.Equal(
            VerdictNames.InOrder.Select(v => (v.Key(), counted.GetValueOrDefault(v.Key()))),
            document["summary"]!.AsObject().Select(p => (p.Key, (int)p.Value!)));
    }

    [Fact]
    public void Ids_that_one_part_mentions_are_those_of_numbers()
    {
        var document = JsonNode.Parse(Text)!;
        var ids = document["numbers"]!.AsArray().Select(n => (string)n!["id"]!).ToHashSet();
        var mentioned = document["numbers"]!.AsArray().SelectMany(n => n!["checks"]!.AsArray()).SelectMany(c => c!["involves"]!.AsArray())
            .Concat(document["claims"]!.AsArray().SelectMany(c => c!["depends_on"]!.AsArray()))
            .Concat(document["findings"]!.AsArray().SelectMany(f => f!["numbers"]!.AsArray()))
            .Concat(document["suggestions"]!.AsArray().SelectMany(s => s!["numbers"]!.AsArray()));
        Assert.Empty(mentioned.Select(id => (string)id!).Except(ids));
    }

    [Fact]
    public void Infinite_ends_are_null_and_ends_have_nine_digits()
    {
        var text = Reports.Text(AuditJson.Write, Reports.WithChecks(Made(new(
            [new(double.NegativeInfinity, 0.1 + 0.2), new(1.0 / 3, 2e-7 / 3), new(5, 1e22), new(1e23, double.PositiveInfinity)]))));
        Assert.Contains("[[null, 0.3], [5, 1E+22], [1E+23, null]]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.0 / 3, "0.666666667")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1.2172087898150228E-05, "1.21720879E-05")]
    [InlineData(-0.0, "0")]
    [InlineData(1.0, "1")]
    public void A_share_is_the_shortest_text_of_nine_digits(double share, string expected) =>
        Assert.Contains($"\"pass_share\": {expected}\n",
            Reports.Text(AuditJson.Write, Reports.WithChecks(Made(null, share))), StringComparison.Ordinal);

    [Fact]
    public void Nothing_attainable_is_an_empty_list_and_nothing_computed_is_null()
    {
        Assert.Contains("\"attainable\": []", Reports.Text(AuditJson.Write, Reports.WithChecks(Made(IntervalUnion.Empty))), StringComparison.Ordinal);
        Assert.Contains("\"attainable\": null", Reports.Text(AuditJson.Write, Reports.WithChecks(Made(null))), StringComparison.Ordinal);
    }

    [Fact]
    public void Chinese_and_signs_are_readable_and_lines_end_with_a_line_feed()
    {
        Assert.Contains("同一组 138 例患者", Text, StringComparison.Ordinal);
        Assert.Contains(" ± ", Text, StringComparison.Ordinal);
        Assert.Contains("＜0.001", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', Text);
        Assert.EndsWith("\n}\n", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void Every_report_is_the_same_in_every_culture(string culture)
    {
        Action<AuditReport, TextWriter>[] writers = [AuditJson.Write, AuditCsv.Write, AuditArd.Write];
        var expected = writers.Select(w => Reports.Text(w, Reports.Real)).ToArray();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, writers.Select(w => Reports.Text(w, Reports.Real)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CheckResult Made(IntervalUnion? attainable, double? share = null) =>
        new("made", Reports.Real.Numbers[0].Number, Verdict.Reproduced, attainable, null, [], Reports.MadeReason, "a test", share);

    private static JsonObject First(JsonObject document) => document["numbers"]![0]!.AsObject();

    private static JsonObject Check(JsonObject document) => First(document)["checks"]![0]!.AsObject();

    private static JsonObject Unchecked(JsonObject document) =>
        document["numbers"]!.AsArray().First(n => (string)n!["verdict"]! == "not_checkable")!.AsObject();
}
