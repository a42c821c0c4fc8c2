using System.Text.Json;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>
/// Writes an audit as JSON, for programs. The shape is that of <c>audit.schema.json</c> beside this file (JSON Schema
/// 2020-12); the order is that of the ledger and of the catalogue of checks.
/// </summary>
/// <remarks>
/// Computed numbers are written as the shortest text that is right to 9 significant digits, so that the last bits of a
/// floating-point result never show. An interval without end on one side has null there.
/// </remarks>
public static class AuditJson
{
    /// <summary>Writes the report, with a line feed at the end.</summary>
    public static void Write(AuditReport report, TextWriter output)
    {
        output.WriteReport(json =>
        {
            WritePaper(json, report.Ledger.Paper);
            WriteSummary(json, report);
            json.WriteArray("numbers", report.Numbers, WriteNumber);
            json.WriteArray("claims", report.Claims, WriteClaim);
            json.WriteArray("findings", report.Findings, WriteFinding);
            json.WriteArray("suggestions", report.Suggestions, WriteSuggestion);
        });
    }

    private static void WritePaper(Utf8JsonWriter json, PaperInfo paper)
    {
        json.WriteStartObject("paper");
        json.WriteString("id", paper.Id);
        json.WriteLocalized("title", paper.Title);
        json.WriteString("citation", paper.Citation);
        json.WriteNumber("alpha", paper.Alpha);
        json.WriteNumber("confidence_level", paper.ConfidenceLevel);
        json.WriteStartObject("methods");
        json.WriteString("means", LedgerWords.Of(paper.MeansTest));
        json.WriteString("medians", LedgerWords.Of(paper.MediansTest));
        WriteStrings(json, "counts", paper.CountsTests.Select(LedgerWords.Of));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartObject("summary");
        foreach (var verdict in VerdictNames.InOrder) json.WriteNumber(verdict.Key(), report.Summary[verdict]);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, NumberAudit audit)
    {
        var number = audit.Number;
        json.WriteString("id", number.Id);
        json.WriteString("table", number.Table);
        json.WriteString("variable", number.Variable.Id);
        json.WriteString("group", number.Group);
        json.WriteString("statistic", LedgerWords.Of(number.Statistic));
        json.WriteString("printed", number.Printed.Text);
        json.WriteString("verdict", audit.Verdict.Key());
        if (audit.Verdict == Verdict.NotCheckable) json.WriteLocalized("reason", audit.First?.Explanation() ?? audit.Verdict.Meaning());
        json.WriteArray("checks", audit.Checks, WriteCheck);
    }

    private static void WriteCheck(Utf8JsonWriter json, CheckResult check)
    {
        json.WriteString("check", check.Check);
        json.WriteString("verdict", check.Verdict.Key());
        json.WritePropertyName("attainable");
        if (check.Attainable is { } union) json.WriteRawValue(Intervals(union));
        else json.WriteNullValue();
        json.WriteString("variant", check.Variant?.Name().En);
        WriteStrings(json, "involves", check.Involves.Select(n => n.Id));
        ReasonJson.Write(json, check.Reason);
        json.WriteLocalized("explanation", check.Explanation());
        if (check.Hint is { } hint)
        {
            json.WriteStartObject("hint");
            json.WriteString("number", hint.Number.Id);
            json.WriteString("printed", hint.Text);
            json.WriteEndObject();
        }

        json.WriteString("source", check.Source);
        json.WritePropertyName("pass_share");
        if (check.PassShare is { } share) json.WriteRawValue(NumberFormat.Data(share));
        else json.WriteNullValue();
    }

    private static void WriteClaim(Utf8JsonWriter json, ClaimAudit audit)
    {
        json.WriteString("id", audit.Claim.Id);
        json.WriteLocalized("printed", audit.Claim.Statement);
        json.WriteString("verdict", audit.Verdict.Key());
        WriteStrings(json, "depends_on", audit.Claim.DependsOn.Select(n => n.Id));
        json.WriteLocalized("explanation", audit.Explanation());
        json.WriteArray("readings", audit.Readings, WriteReading);
    }

    private static void WriteReading(Utf8JsonWriter json, ClaimReading reading)
    {
        json.WriteString("variable", reading.Variable.Id);
        json.WriteLocalized("reading", reading.Reading.Label());
        json.WritePropertyName("holds");
        if (reading.Holds is { } holds) json.WriteBooleanValue(holds);
        else json.WriteNullValue();
        json.WriteArray("effects", reading.Effects, WriteEffect);
        json.WriteLocalized("explanation", reading.Explanation());
    }

    private static void WriteEffect(Utf8JsonWriter json, EffectSize effect)
    {
        json.WriteString("statistic", LedgerWords.Of(effect.Kind));
        json.WritePropertyName("estimate");
        json.WriteRawValue(NumberFormat.Data(effect.Estimate));
        json.WritePropertyName("limits");
        json.WriteRawValue(Ends(effect.Limits));
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("verdict", finding.Verdict.Key());
        json.WriteString("check", finding.Check);
        WriteStrings(json, "numbers", finding.Numbers.Select(n => n.Id));
        json.WriteLocalized("sentence", finding.Sentence());
    }

    private static void WriteSuggestion(Utf8JsonWriter json, LabelSuggestion suggestion)
    {
        WriteStrings(json, "numbers", suggestion.Numbers.Select(n => n.Id));
        json.WriteString("variable", suggestion.Variable.Id);
        json.WriteLocalized("explanation", suggestion.Explanation());
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }

    // On one line: a union of twenty points is read across, not down.
    internal static string Intervals(IntervalUnion union) => "[" + string.Join(", ", union.Select(Ends)) + "]";

    internal static string Ends(Interval i) => $"[{End(i.Low)}, {End(i.High)}]";

    private static string End(double end) => double.IsFinite(end) ? NumberFormat.Data(end) : "null";
}
