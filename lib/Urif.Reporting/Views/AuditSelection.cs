using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Which printed numbers a view is about.</summary>
internal static class AuditSelection
{
    /// <summary>The numbers of a table, or all of them.</summary>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static IReadOnlyList<NumberAudit> Of(AuditReport report, string? table)
    {
        if (table is null) return report.Numbers;
        var numbers = report.Numbers.Where(n => n.Number.Table == table).ToList();
        if (numbers.Count > 0) return numbers;
        var tables = report.Numbers.Select(n => n.Number.Table).Distinct().ToList();
        throw new ArgumentException(
            $"the ledger has no table {Quoted.Short(table)}; it has {string.Join(", ", tables.Select(Quoted.Short))}");
    }

    /// <summary>The number of that name.</summary>
    /// <exception cref="ArgumentException">The ledger has no such number.</exception>
    public static NumberAudit Number(AuditReport report, string id)
    {
        if (report.Numbers.FirstOrDefault(n => n.Number.Id == id) is { } found) return found;
        var ids = report.Numbers.Select(n => n.Number.Id).ToList();
        // Those of the same table or place, which the first part of a name tells.
        var like = ids.Where(i => i.StartsWith(id.Split('.')[0] + ".", StringComparison.Ordinal)).ToList();
        if (like.Count == 0) like = ids;
        const int most = 6;
        var advice = Spelling.Advice(id, ids) ?? $"there are {string.Join(", ", like.Take(most).Select(Quoted.Short))}"
            + (like.Count > most ? $" and {like.Count - most} more of them" : "");
        throw new ArgumentException($"the ledger has no number {Quoted.Short(id)}; {advice}");
    }

    /// <summary>What a view of these numbers is called.</summary>
    public static Localized Title(AuditReport report, string? table) => table is null
        ? new($"The {report.Numbers.Count} printed numbers", $"{report.Numbers.Count} 个文中数值")
        : LedgerText.Title(report.Ledger, table);

    /// <summary>Where in the text a number stands, by the first part of its name; empty for a number of a table.</summary>
    public static Localized Place(LedgerNumber number) =>
        LedgerText.Place(number.InText && number.Id.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? number.Id[..dot] : "");
}
