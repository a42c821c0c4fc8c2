using Spectre.Console;
using Urif.Audit;
using Urif.Reporting;

namespace Urif.Cli;

/// <summary>
/// Every printed number, table by table as the paper has them: its variable, group and statistic, the digits, the
/// verdict, and the sentence of the check that decided it.
/// </summary>
internal static class AuditPage
{
    /// <summary>The cells that a sentence needs to stand beside its number rather than below it.</summary>
    private const int LeastBeside = 44;

    private static readonly Style Heading = new(decoration: Decoration.Bold), Quiet = new(decoration: Decoration.Dim);

    public static Page Of(AuditReport report, Language language, int width)
    {
        var page = new Page(width);
        foreach (var table in report.Numbers.GroupBy(n => n.Number.Table))
        {
            if (table.Key != report.Numbers[0].Number.Table) page.End();
            page.Prose(LedgerText.Title(report.Ledger, table.Key).In(language), style: Heading);
            page.Prose(Counts(table, language), style: Quiet);
            var columns = new Columns(report.Ledger, [.. table], language);
            Variable? variable = null;
            foreach (var number in table)
            {
                if (number.Number.Variable != variable)
                {
                    variable = number.Number.Variable;
                    page.Prose(LedgerText.Label(variable).In(language), style: Heading);
                }

                WriteNumber(page, columns, number, language);
            }
        }

        return page;
    }

    private static void WriteNumber(Page page, Columns columns, NumberAudit audit, Language language)
    {
        var (group, statistic) = (columns.Group(audit.Number), LedgerText.Name(audit.Number.Statistic).In(language));
        var (tag, style, why) = (audit.Verdict.Tag(language), audit.Verdict.Style(), Why(audit).In(language));
        if (page.Width < columns.Total)
        {
            page.Write("  ").Prose($"{group}, {statistic} {audit.Number.Printed}", 4);
            page.Write("      ").Write(tag, style).Write(language == Language.Chinese ? "：" : ": ").Prose(why, 6, Quiet);
            return;
        }

        page.Write("  ").Column(group, columns.GroupCells).Column(statistic, columns.StatisticCells)
            .Column(audit.Number.Printed.Text, columns.PrintedCells, right: true).Write("  ");
        if (page.Width >= columns.Total + LeastBeside)
            page.Column(tag, columns.VerdictCells, style).Prose(why, columns.Total, Quiet);
        else
            page.Write(tag, style).End().Write("      ").Prose(why, 6, Quiet);
    }

    /// <summary>What the first of the checks with the number's verdict says; why there is none where there is none.</summary>
    private static Localized Why(NumberAudit audit) =>
        audit.First?.Explanation() ?? audit.Verdict.Meaning();

    private static string Counts(IEnumerable<NumberAudit> table, Language language)
    {
        var counts = table.CountBy(n => n.Verdict).ToDictionary();
        return string.Join(language == Language.Chinese ? "，" : ", ", VerdictNames.InOrder.Where(counts.ContainsKey)
            .Select(v => $"{counts[v]} {v.Label().In(language)}"));
    }

    /// <summary>The widths of a table's columns, wide enough for every number of it.</summary>
    private sealed class Columns
    {
        private readonly Ledger _ledger;
        private readonly Language _language;

        public Columns(Ledger ledger, IReadOnlyList<NumberAudit> numbers, Language language)
        {
            (_ledger, _language) = (ledger, language);
            GroupCells = 2 + numbers.Max(n => CellWidth.Of(Group(n.Number)));
            StatisticCells = 1 + numbers.Max(n => CellWidth.Of(LedgerText.Name(n.Number.Statistic).In(language)));
            PrintedCells = numbers.Max(n => CellWidth.Of(n.Number.Printed.Text));
            VerdictCells = 2 + numbers.Max(n => CellWidth.Of(n.Verdict.Tag(language)));
        }

        public int GroupCells { get; }

        public int StatisticCells { get; }

        public int PrintedCells { get; }

        public int VerdictCells { get; }

        public int Total => 2 + GroupCells + StatisticCells + PrintedCells + 2 + VerdictCells;

        public string Group(LedgerNumber number) => LedgerText.Group(_ledger, number.Group).In(_language);
    }
}
