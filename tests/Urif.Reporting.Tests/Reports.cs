using System.Globalization;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>The audit of the real ledger, and reports of it as text.</summary>
internal static class Reports
{
    public static AuditReport Real { get; } = PaperAudit.Run(LedgerReader.Read(Repository.PathOf("data", "paper")));

    /// <summary>A reason of the first number.</summary>
    public static Reason MadeReason { get; } = new Reason.WholeMedian(Real.Numbers[0].Number);

    public static string Text(Action<AuditReport, TextWriter> write, AuditReport report)
    {
        // A writer with another line end: reports must not take theirs from it.
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        write(report, text);
        return text.ToString();
    }

    /// <summary>The real report with one number's checks replaced.</summary>
    public static AuditReport WithChecks(params CheckResult[] checks)
    {
        var number = Real.Numbers[0].Number;
        return Real with { Numbers = [new(number, checks.Length == 0 ? Verdict.NotCheckable : checks.Max(c => c.Verdict), checks)] };
    }
}
