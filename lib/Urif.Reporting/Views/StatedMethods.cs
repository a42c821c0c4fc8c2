using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// What the methods that a paper states give for its test statistics and p-values, apart from the conventions that it does not state.
/// </summary>
internal sealed class StatedMethods
{
    private static readonly HashSet<string> FromSummaries =
        [.. PaperAudit.Catalogue.Where(c => c is Urif.Audit.TFromSummary or Urif.Audit.PFromSummary or Urif.Audit.TwoByTwoTests or Urif.Audit.RankSumBounds).Select(c => c.Name)];

    private readonly Dictionary<string, ComparisonRow> _rows = new(StringComparer.Ordinal);

    /// <summary>Indexes a ledger.</summary>
    public StatedMethods(Ledger ledger)
    {
        Paper = new(ledger);
        foreach (var row in Paper.Rows)
            foreach (var test in row.Tests) _rows.TryAdd(test.Id, row);
    }

    /// <summary>The ledger, indexed.</summary>
    public AuditContext Paper { get; }

    /// <summary>The stated conventions behind a check of a test statistic or p, with their values; none for other checks.</summary>
    public IReadOnlyList<Convention> Of(CheckResult check)
    {
        var number = check.Number;
        if (!_rows.TryGetValue(number.Id, out var row)) return [];
        IReadOnlyList<Convention> all =
            FromSummaries.Contains(check.Check)
                ? number.Statistic == Statistic.P ? RowTests.PValues(Paper, row.First, row.Second) : RowTests.Statistics(Paper, row.First, row.Second)
            : check.Check == CheckNames.PFromStatistic && number.Statistic == Statistic.P && row.TestStatistic is { } statistic
                ? RowJudgements.PFromStatistic(Paper, row, statistic, Rounding.Nearest)
            : [];
        return [.. all.Where(c => c.Stated).Select(c => c with { Values = Bound.Side(c.Values, number) }).Where(c => c.Values.Count > 0)];
    }

    /// <summary>
    /// The check of a number by its arms' summaries, unless these allow any value; else that of p by its statistic; null where there
    /// is neither.
    /// </summary>
    public static CheckResult? Deciding(NumberAudit audit) =>
        audit.Checks.FirstOrDefault(c => FromSummaries.Contains(c.Check) && !(c.PassShare >= 1))
        ?? audit.Checks.FirstOrDefault(c => c.Check == CheckNames.PFromStatistic && c.Number.Statistic == Statistic.P);
}
