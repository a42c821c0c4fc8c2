using System.Globalization;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string NumbersFile = "numbers.csv";

    internal static readonly string[] NumberColumns = ["id", "table", "variable", "group", "statistic", "printed", "note"];

    private static LedgerNumber[] ReadNumbers(
        LedgerTable table, Dictionary<string, Variable> variables, Dictionary<string, Group> groups,
        Dictionary<string, Comparison> comparisons)
    {
        const int Id = 0, TableName = 1, VariableName = 2, GroupName = 3, StatisticName = 4, Printed = 5, Note = 6;
        if (table.Count == 0)
            throw new InputException($"{NumbersFile}, line 2", "has a header but no numbers", "give a row for each printed number");

        var comparisonsOf = comparisons.Values
            .SelectMany(c => c.Tables, (comparison, name) => (comparison, name))
            .GroupBy(p => p.name, p => p.comparison)
            .ToDictionary(g => g.Key, g => g.ToArray());
        var rowOf = table.RowById();
        var firstRow = new Dictionary<(string Table, string Variable, string Group, Statistic), int>(table.Count);
        var numbers = new LedgerNumber[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table[row, Id].NewId(rowOf);
            var name = table[row, TableName].Required();
            var inText = name == Ledger.Text;
            Comparison[] compared = [];
            if (!inText && !comparisonsOf.TryGetValue(name, out compared!))
                throw table[row, TableName].Wrong("is a table that no comparison names",
                    Spelling.Advice(name, [Ledger.Text, .. comparisonsOf.Keys])
                    ?? $"name it in the column tables of {ComparisonsFile}, or write text");
            if (!variables.TryGetValue(table[row, VariableName].Required(), out var variable))
                throw table[row, VariableName].Unknown("a variable", variables.Keys, VariablesFile);

            var group = table[row, GroupName];
            if (!group.IsEmpty && !groups.ContainsKey(group.Text) && !comparisons.ContainsKey(group.Text))
                throw inText
                    ? group.Unknown("a group or comparison", groups.Keys.Concat(comparisons.Keys), $"{GroupsFile} or {ComparisonsFile}")
                    : group.Unknown("a group", groups.Keys, GroupsFile);
            var statistic = (Statistic)table[row, StatisticName].OneOf(LedgerWords.Statistics, "a statistic");
            var owner = CheckOwner(group, statistic, name, compared, groups, comparisons);
            var printed = ReadPrinted(table[row, Printed], statistic, variable, owner);

            if (!inText && !firstRow.TryAdd((name, variable.Id, group.Text, statistic), row))
                throw table[row, Id].Wrong(
                    $"gives the {LedgerWords.Of(statistic)} of {Quoted.Short(variable.Id)} in table {Quoted.Short(name)} again, "
                    + $"after line {LedgerTable.LineOf(firstRow[(name, variable.Id, group.Text, statistic)])}",
                    "keep one row for each printed number");
            numbers[row] = new(id, name, variable, group.Text, statistic, printed, table[row, Note].Text);
        }
        return numbers;
    }

    /// <summary>Checks that a number belongs to what its statistic describes; the group, or null for a comparison.</summary>
    private static Group? CheckOwner(
        CsvCell cell, Statistic statistic, string table, Comparison[] compared, Dictionary<string, Group> groups,
        Dictionary<string, Comparison> comparisons)
    {
        var word = LedgerWords.Of(statistic);
        if (LedgerWords.IsOfComparison(statistic))
        {
            if (table == Ledger.Text)
            {
                if (!comparisons.ContainsKey(cell.Required()))
                    throw cell.Wrong($"is a group, but {word} belongs to a comparison", $"use an id of {ComparisonsFile}");
            }
            else if (!cell.IsEmpty)
            {
                throw cell.Wrong($"is given, but {word} in a table belongs to the comparison that the table makes", "leave it empty");
            }
            else if (compared.Length > 1)
            {
                throw cell.Missing(
                    $"leaves open which of the {compared.Length} comparisons of table {Quoted.Short(table)} the {word} belongs to",
                    $"name the table in one row of {ComparisonsFile} only");
            }
            return null;
        }

        if (!groups.TryGetValue(cell.Required(), out var group))
            throw cell.Wrong($"is a comparison, but {word} belongs to a group", $"use an id of {GroupsFile}");
        if (table != Ledger.Text && !compared.Any(c => c.First == group.Id || c.Second == group.Id))
            throw cell.Wrong($"is not an arm of table {Quoted.Short(table)}",
                $"use {string.Join(" or ", compared.SelectMany(c => (string[])[c.First, c.Second]).Distinct().Select(Quoted.Short))}, "
                + $"or name the table with the comparison in {ComparisonsFile}");
        return group;
    }

    private static PrintedNumber ReadPrinted(CsvCell cell, Statistic statistic, Variable variable, Group? group)
    {
        if (!PrintedNumber.TryParse(cell.Required(), out var printed))
            throw cell.Wrong("is not a printed number", "give its digits, such as 0.50 or -2.89, and for a p-value also <0.001");
        if (printed!.Relation != Relation.Equal && statistic != Statistic.P)
            throw cell.Wrong("is an inequality", "only a p-value can be one; give the number");

        var (inside, remedy) = statistic switch
        {
            Statistic.N => (printed.Decimals == 0 && printed.Digits >= 0, "n counts women: give a whole number from 0 up"),
            Statistic.Percent => (printed.Digits is >= 0 and <= 100, "a percentage of a group lies between 0 and 100"),
            Statistic.P => (printed.Digits is >= 0 and <= 1, "a p-value lies between 0 and 1"),
            Statistic.Sd => (printed.Digits >= 0, "a standard deviation is 0 or more"),
            Statistic.Chi2 => (printed.Digits >= 0, "a chi-square is 0 or more"),
            Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh =>
                (printed.Digits > 0, "an odds ratio and the ends of its interval are above 0"),
            _ => (true, ""),
        };
        if (!inside) throw cell.Wrong($"cannot be {LedgerWords.WithArticle(statistic)}", remedy);

        // The printed size of a group is for the audit to judge against groups.csv.
        if (statistic == Statistic.N && variable.Kind != VariableKind.Size && printed.Digits > group!.Size)
            throw cell.Wrong(
                $"is more than the {group.Size.ToString(CultureInfo.InvariantCulture)} women of {Quoted.Short(group.Id)}",
                $"correct it, or the size in {GroupsFile}");
        return printed;
    }
}
