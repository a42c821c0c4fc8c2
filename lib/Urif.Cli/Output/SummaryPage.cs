using System.Globalization;
using Spectre.Console;
using Urif.Audit;
using Urif.Reporting;

namespace Urif.Cli;

/// <summary>
/// The audit at a glance: the paper, how many numbers have each verdict, what became of the claims, and the findings
/// that matter most.
/// </summary>
internal static class SummaryPage
{
    private const int MostFindings = 10;

    private static readonly Style Heading = new(decoration: Decoration.Bold), Quiet = new(decoration: Decoration.Dim);

    public static Page Of(AuditReport report, Language language, int width)
    {
        var page = new Page(width);
        page.Prose(report.Ledger.Paper.Title.In(language), 0, Heading);
        page.Prose(report.Ledger.Paper.Citation, 0, Quiet).End();
        WriteVerdicts(page, report, language);
        WriteClaims(page, report, language);
        WriteFindings(page, report, language);
        WriteSuggestions(page, report, language);
        WriteNext(page, language);
        return page;
    }

    private static void WriteVerdicts(Page page, AuditReport report, Language language)
    {
        var total = report.Numbers.Count;
        page.Write(CommandText.PrintedNumbers(total).In(language), Heading).End();
        var tags = VerdictNames.InOrder.Max(v => CellWidth.Of(v.Tag(language)));
        var meanings = VerdictNames.InOrder.Max(v => CellWidth.Of(v.Meaning().In(language)));
        const int fixedCells = 2 + 2 + 4 + 2 + 6 + 2;
        var bar = page.Width - tags - fixedCells - meanings;
        // Too narrow for both: the meaning goes, as the tag says the most of it.
        var showMeaning = bar >= 8;
        if (!showMeaning) bar = page.Width - tags - fixedCells;
        bar = Math.Clamp(bar, 0, 40);
        var most = Math.Max(1, report.Summary.Values.Max());
        foreach (var verdict in VerdictNames.InOrder)
        {
            var count = report.Summary[verdict];
            page.Write("  ").Column(verdict.Tag(language), tags, verdict.Style())
                .Column(NumberFormat.Whole(count), 6, right: true)
                .Column(NumberFormat.Percent((double)count / Math.Max(1, total), 1), 8, Quiet, right: true)
                .Write("  ").Column(Bar(count, most, bar), showMeaning ? bar : 0, verdict.Style());
            if (showMeaning) page.Write(verdict.Meaning().In(language), Quiet);
            page.End();
        }
    }

    /// <summary>A bar to the eighth of a cell; a count above zero always shows.</summary>
    private static string Bar(int count, int most, int cells)
    {
        if (count == 0 || cells == 0) return "";
        var eighths = Math.Max(1, (int)Math.Round(8.0 * (cells - 1) * count / most));
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : "▏▎▍▌▋▊▉".Substring(eighths % 8 - 1, 1));
    }

    private static void WriteClaims(Page page, AuditReport report, Language language)
    {
        if (report.Claims.Count == 0) return;
        page.End().Write(CommandText.Claims.In(language), Heading).End();
        foreach (var claim in report.Claims)
        {
            page.Write("  ").Write(claim.Verdict.Symbol(), claim.Verdict.Style()).Write(" ")
                .Prose(claim.Claim.Statement.In(language), 4, Heading);
            page.Write("    ");
            WriteTagged(page, 4, claim.Verdict, claim.Explanation().In(language), language);
        }
    }

    private static void WriteFindings(Page page, AuditReport report, Language language)
    {
        if (report.Findings.Count == 0) return;
        var shown = report.Findings.Take(MostFindings).ToList();
        page.End().Write(CommandText.Findings.In(language), Heading);
        if (shown.Count < report.Findings.Count)
            page.Write("  " + CommandText.FirstOf(shown.Count, report.Findings.Count).In(language), Quiet);
        page.End();
        for (var i = 0; i < shown.Count; i++)
        {
            page.Column(string.Create(CultureInfo.InvariantCulture, $"{i + 1}."), 4, right: true).Write(" ")
                .Write(shown[i].Verdict.Symbol(), shown[i].Verdict.Style()).Write(" ");
            WriteTagged(page, 5, shown[i].Verdict, shown[i].Sentence().In(language), language);
        }
    }

    private static void WriteSuggestions(Page page, AuditReport report, Language language)
    {
        if (report.Suggestions.Count == 0) return;
        page.End().Write(CommandText.OtherLabels.In(language), Heading).End();
        foreach (var suggestion in report.Suggestions)
            page.Write("  - ").Prose(suggestion.Explanation().In(language), 4);
    }

    private static void WriteNext(Page page, Language language)
    {
        var next = CommandText.NextCommands;
        page.End().Write(CommandText.Next.In(language), Heading).End();
        var commands = next.Max(n => n.Command.Length) + 2;
        foreach (var (command, purpose) in next)
            page.Write("  ").Column(command, commands).Prose(purpose.In(language), 2 + commands, Quiet);
    }

    /// <summary>A verdict and a sentence, as one paragraph.</summary>
    private static void WriteTagged(Page page, int indent, Verdict verdict, string sentence, Language language)
    {
        page.Write(verdict.Label().In(language), verdict.Style())
            .Write(language == Language.Chinese ? "：" : ": ").Prose(sentence, indent);
    }
}
