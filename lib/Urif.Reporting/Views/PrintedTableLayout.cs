using System.Text;
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
        var sizes = numbers.Where(n => n.Number is { Variable.Kind: VariableKind.Size, Statistic: Statistic.N } && arms.Contains(n.Number.Group)).ToList();
        var columns = new List<PrintedColumn>();
        foreach (var group in groups.Where(arms.Contains))
            columns.Add(new(LedgerText.Group(ledger, group), group, PrintedColumnKind.Arm, [.. sizes.Where(s => s.Number.Group == group)]));
        var comparisons = groups.Where(g => !arms.Contains(g)).ToList();
        foreach (var group in comparisons)
        {
            var label = comparisons.Count == 1 ? new Localized("", "") : LedgerText.Group(ledger, group);
            if (numbers.Any(n => n.Number.Group == group && n.Number.Statistic != Statistic.P)) columns.Add(new(label, group, PrintedColumnKind.Statistic, []));
            if (numbers.Any(n => n.Number.Group == group && n.Number.Statistic == Statistic.P)) columns.Add(new(label, group, PrintedColumnKind.P, []));
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
        while (row + span < Rows.Count && Rows[row + span].Variable.Partition == Rows[row].Variable.Partition && Rows[row + span].Cells[column].Count == 0) span++;
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
    public bool Holds(LedgerNumber number) => number.Group == Group && (Kind == PrintedColumnKind.Arm || Kind == PrintedColumnKind.P == (number.Statistic == Statistic.P));
}

/// <summary>A row of a printed table: for each column what it prints.</summary>
internal sealed record PrintedRow(Variable Variable, IReadOnlyList<IReadOnlyList<Phrase>> Cells);

/// <summary>Numbers printed as one, such as <c>12.14 ± 3.01</c>: texts and numbers in turn, a text first and last.</summary>
internal sealed record Phrase(IReadOnlyList<string> Texts, IReadOnlyList<NumberAudit> Numbers)
{
    private const string To = " to ";

    /// <summary>The numbers of a cell as papers print them.</summary>
    public static IEnumerable<Phrase> Of(IReadOnlyList<NumberAudit> numbers)
    {
        var left = numbers.ToList();
        while (left.Count > 0)
        {
            var first = left[0].Number.Statistic;
            yield return first switch
            {
                Statistic.Mean or Statistic.Sd when Has(Statistic.Mean, Statistic.Sd) => Take(["", " ± ", ""], Statistic.Mean, Statistic.Sd),
                Statistic.Median or Statistic.Q1 or Statistic.Q3 when Has(Statistic.Median, Statistic.Q1, Statistic.Q3) =>
                    Take(["", " (", To, ")"], Statistic.Median, Statistic.Q1, Statistic.Q3),
                Statistic.N or Statistic.Percent when Has(Statistic.N, Statistic.Percent) => Take(["", " (", "%)"], Statistic.N, Statistic.Percent),
                Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh when Has(Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh) =>
                    Take(["OR ", " (", To, ")"], Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh),
                Statistic.Percent => Take(["", "%"], first),
                Statistic.Mean => Take(["", ""], first),
                Statistic.N or Statistic.P => Take(["", ""], first),
                _ => Take([Lead(first), ""], first),
            };
        }

        bool Has(params ReadOnlySpan<Statistic> statistics)
        {
            foreach (var s in statistics)
                if (!left.Exists(n => n.Number.Statistic == s)) return false;
            return true;
        }

        Phrase Take(string[] texts, params ReadOnlySpan<Statistic> statistics)
        {
            var taken = new List<NumberAudit>();
            foreach (var s in statistics)
            {
                var at = left.FindIndex(n => n.Number.Statistic == s);
                taken.Add(left[at]);
                left.RemoveAt(at);
            }

            return new(texts, taken);
        }
    }

    /// <summary>The phrase with a text in the place of each number.</summary>
    public string With(Language language, Func<NumberAudit, string> text)
    {
        var whole = new StringBuilder();
        for (var k = 0; k < Texts.Count; k++)
        {
            whole.Append(language == Language.Chinese && Texts[k] == To ? " 至 " : Texts[k]);
            if (k < Numbers.Count) whole.Append(text(Numbers[k]));
        }

        return whole.ToString();
    }

    private static string Lead(Statistic statistic) => statistic switch
    {
        Statistic.Sd => "SD ",
        Statistic.Median => "M ",
        Statistic.Q1 => "Q1 ",
        Statistic.Q3 => "Q3 ",
        Statistic.T => "t ",
        Statistic.Z => "z ",
        Statistic.Chi2 => "χ² ",
        Statistic.OddsRatio => "OR ",
        Statistic.CiLow => "≥ ",
        _ => "≤ ",
    };
}
