using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// Writes an audit as CSV, for spreadsheets and statistics programs: one row for each check of each printed number, in
/// the order of the ledger; a number that nothing bounds has one row without a check.
/// </summary>
/// <remarks>
/// <c>attainable</c> is a list such as <c>0.38..0.39;4.25..4.37</c> (a single value stands alone, an end at infinity is
/// left out), <c>involves</c> a list of ids parted by semicolons. Computed numbers carry 9 significant digits.
/// </remarks>
public static class AuditCsv
{
    /// <summary>Writes the report: UTF-8 text without byte order mark, lines ended by a line feed.</summary>
    public static void Write(AuditReport report, TextWriter output)
    {
        CsvText.WriteRow(output,
            "id", "table", "variable", "group", "statistic", "printed", "verdict", "check", "check_verdict", "attainable",
            "variant", "pass_share", "involves", "explanation_en", "explanation_zh", "source");
        foreach (var audit in report.Numbers)
        {
            if (audit.Checks.Count == 0)
            {
                var reason = audit.Verdict.Meaning();
                WriteRow(output, audit, "", "", "", "", "", "", reason, "");
            }

            foreach (var c in audit.Checks)
            {
                WriteRow(output, audit, c.Check, c.Verdict.Key(),
                    c.Attainable is null ? "" : NumberFormat.Data(c.Attainable), c.Variant?.Name().En ?? "",
                    c.PassShare is { } share ? NumberFormat.Data(share) : "",
                    string.Join(';', c.Involves.Select(n => n.Id)), c.Explanation(), c.Source);
            }
        }
    }

    private static void WriteRow(
        TextWriter output, NumberAudit audit, string check, string checkVerdict, string attainable, string variant,
        string passShare, string involves, Localized explanation, string source)
    {
        var n = audit.Number;
        CsvText.WriteRow(output,
            n.Id, n.Table, n.Variable.Id, n.Group, LedgerWords.Of(n.Statistic), n.Printed.Text, audit.Verdict.Key(),
            check, checkVerdict, attainable, variant, passShare, involves, explanation.En, explanation.Zh, source);
    }
}
