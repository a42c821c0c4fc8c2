using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// A printed table as the paper lays it out: a column for each group, then for each comparison its statistics and its p; a row for
/// each variable.
/// </summary>
/// <param name="Columns">The columns after the variable's.</param>
/// <param name="Rows">The rows.</param>
internal sealed record PrintedTableLayout(IReadOnlyList<PrintedColumn> Columns, IReadOnlyList<PrintedRow> Rows)
{
    /// <summary>The layout of a table's numbers. Each number stands in one cell, sizes in the heads of their columns.</summary>
    public static PrintedTableLayout Of(Ledger ledger, IReadOnlyList<NumberAudit> numbers)
    {
        var arms = ledger.Groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        var groups = numbers.Select(n => n.Number.Group).Distinct().ToList();
        var sizes = numbers.Where(n => n.Number is { Variable.Kind: VariableKind.Size, Statistic: Statistic.N }
            && arms.Contains(n.Number.Group)).ToList();
        var columns = new List<PrintedColumn>();
        foreach (var group in groups.Where(arms.Contains))
            columns.Add(new(LedgerText.Group(ledger, group), group, PrintedColumnKind.Arm, [.. sizes.Where(s => s.Number.Group == group)]));
        var comparisons = groups.Where(g => !arms.Contains(g)).ToList();
        foreach (var group in comparisons)
        {
            var label = comparisons.Count == 1 ? new Localized("", "") : LedgerText.Group(ledger, group);
            if (numbers.Any(n => n.Number.Group == group && n.Number.Statistic != Statistic.P))
                columns.Add(new(label, group, PrintedColumnKind.Statistic, []));
            if (numbers.Any(n => n.Number.Group == group && n.Number.Statistic == Statistic.P))
                columns.Add(new(label, group, PrintedColumnKind.P, []));
        }

        var rows = new List<PrintedRow>();
        foreach (var variable in numbers.Except(sizes).GroupBy(n => n.Number.Variable.Id))
        {
            var cells = columns.Select(c => (IReadOnlyList<Phrase>)[.. Phrase.Of([.. variable.Where(n => c.Holds(n.Number))])]).ToList();
            rows.Add(new(variable.First().Number.Variable, cells));
        }

        return new(columns, rows);
    }

    /// <summary>How many rows from this one a cell spans: a test of a partition stands beside all of the partition's rows.</summary>
    public int Span(int row, int column)
    {
        if (Columns[column].Kind == PrintedColumnKind.Arm || Rows[row].Variable.Partition.Length == 0) return 1;
        var span = 1;
        while (row + span < Rows.Count && Rows[row + span].Variable.Partition == Rows[row].Variable.Partition
            && Rows[row + span].Cells[column].Count == 0) span++;
        return span;
    }
}

/// <summary>What a column of a table holds.</summary>
internal enum PrintedColumnKind
{
    Arm, Statistic, P,
}

/// <summary>A column of a printed table.</summary>
/// <param name="Label">The group or the comparison; empty for a table's only comparison.</param>
/// <param name="Group">The group or comparison as numbers name it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Sizes">The printed sizes of the group.</param>
internal sealed record PrintedColumn(Localized Label, string Group, PrintedColumnKind Kind, IReadOnlyList<NumberAudit> Sizes)
{
    /// <summary>Whether a number stands in this column.</summary>
    public bool Holds(LedgerNumber number) => number.Group == Group
        && (Kind == PrintedColumnKind.Arm || Kind == PrintedColumnKind.P == (number.Statistic == Statistic.P));
}

/// <summary>A row of a printed table: for each column what it prints.</summary>
internal sealed record PrintedRow(Variable Variable, IReadOnlyList<IReadOnlyList<Phrase>> Cells);
