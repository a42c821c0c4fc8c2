namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string ComparisonsFile = "comparisons.csv";

    internal static readonly string[] ComparisonColumns =
        ["id", "label_en", "label_zh", "first", "second", "tables", "adjusted_for"];

    private static Comparison[] ReadComparisons(
        LedgerTable table, Dictionary<string, Group> groups, Dictionary<string, Variable> variables)
    {
        const int Id = 0, LabelEn = 1, LabelZh = 2, First = 3, Second = 4, Tables = 5, AdjustedFor = 6;
        var rowOf = table.RowById();
        var comparisons = new Comparison[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table[row, Id].NewId(rowOf);
            if (groups.ContainsKey(id))
                throw table[row, Id].Wrong("is the id of a group too", "give the comparison an id of its own");
            var label = new Localized(table[row, LabelEn].Required(), table[row, LabelZh].Required());
            foreach (var column in (ReadOnlySpan<int>)[First, Second])
                if (!groups.ContainsKey(table[row, column].Required()))
                    throw table[row, column].Unknown("a group", groups.Keys, GroupsFile);
            if (table[row, First].Text == table[row, Second].Text)
                throw table[row, Second].Wrong("is compared with itself", "give two different groups");

            var tables = table[row, Tables].IsEmpty ? [] : table[row, Tables].List();
            foreach (var name in tables)
            {
                if (name == Ledger.Text)
                    throw table[row, Tables].Wrong("is not a table", "name the tables that print this comparison, or none", name);
                if (!Identifier.IsValid(name)) throw table[row, Tables].NotAnId(name);
            }
            var covariates = table[row, AdjustedFor].IsEmpty ? [] : table[row, AdjustedFor].List();
            foreach (var name in covariates)
                if (!variables.ContainsKey(name))
                    throw table[row, AdjustedFor].Unknown("a variable", variables.Keys, VariablesFile, name);
            comparisons[row] = new(id, label, table[row, First].Text, table[row, Second].Text, tables, covariates);
        }
        return comparisons;
    }
}
