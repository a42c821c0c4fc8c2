using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Two groups' counts of an outcome, with names.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="First">The first group: exposed or treated.</param>
/// <param name="Second">The second group.</param>
/// <param name="Counts">Women with and without the outcome.</param>
public sealed record ComparedGroups(Localized Outcome, Localized First, Localized Second, TwoByTwoTable Counts)
{
    /// <summary>Counts that came without names.</summary>
    public static ComparedGroups Unnamed(TwoByTwoTable counts) =>
        new(new("the event", "事件"), new("the first group", "第一组"), new("the second group", "第二组"), counts);

    /// <summary>
    /// The counts that a table of a ledger prints of an outcome for the two groups that it compares, of all women in each.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="table">The table.</param>
    /// <param name="variable">The outcome.</param>
    /// <exception cref="InputException">The table does not print them.</exception>
    public static ComparedGroups Printed(Ledger ledger, string table, string variable)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var outcome = ledger.Variables.FirstOrDefault(v => v.Id == variable)
            ?? throw new InputException("--row", $"the ledger has no variable \"{variable}\"",
                "give one of " + string.Join(", ", ledger.Variables.Where(v => v.Kind == VariableKind.Binary).Select(v => v.Id)));
        var comparison = ledger.Comparisons.FirstOrDefault(c => c.Tables.Contains(table) && c.Arms.Count == 2)
            ?? throw new InputException("--row", $"no table \"{table}\" compares two groups",
                "give one of " + string.Join(", ", ledger.Comparisons.Where(c => c.Arms.Count == 2).SelectMany(c => c.Tables).Distinct()));
        var groups = comparison.Arms.Select(id => ledger.Groups.First(g => g.Id == id)).ToArray();
        var counts = groups.Select(g => (Events: Count(variable, g.Id), Women: Count("group_size", g.Id))).ToArray();
        return new(outcome.Label, groups[0].Label, groups[1].Label,
            TwoByTwoTable.FromEvents(counts[0].Events, counts[0].Women, counts[1].Events, counts[1].Women));

        int Count(string of, string group) => ledger.Numbers.FirstOrDefault(n =>
            n.Table == table && n.Variable.Id == of && n.Group == group && n.Statistic == Statistic.N) is { } number
            ? (int)number.Printed.Value
            : throw new InputException("--row", $"table {table} prints no count of {of} for {group}", "give an outcome that it counts");
    }
}
