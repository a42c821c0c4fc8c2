namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string ComparisonsFile = "comparisons.csv";

    internal static readonly LedgerColumns ComparisonColumns = new(
        ComparisonsFile, ["id", "label_en", "label_zh", "first", "second", "tables", "adjusted_for"],
        Optional: ["groups"], Omissible: ["label_en", "label_zh"]);

    private static Comparison[] ReadComparisons(
        LedgerTable table, Dictionary<string, Group> groups, Dictionary<string, Variable> variables, ProblemList problems)
    {
        const int Id = 0, LabelEn = 1, LabelZh = 2, First = 3, Second = 4, Tables = 5, AdjustedFor = 6, Groups = 7;
        var rowOf = table.RowById();
        var comparisons = new Comparison[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var (at, id) = (row, table[row, Id].Text);
            problems.Check(() =>
            {
                if (groups.ContainsKey(table[at, Id].NewId(rowOf)))
                    throw table[at, Id].Wrong("is the id of a group too", "give the comparison an id of its own");
            });
            var label = problems.Read(() => table[at, LabelEn].Or(table[at, LabelZh]), new(id, id));
            // Where the list of groups is given, first and second need not be.
            var listed = problems.Read(() => ReadGroupList(table[at, Groups], groups), []);
            string Arm(int column, int place)
            {
                var cell = table[at, column];
                if (cell.IsEmpty && place < listed.Length) return listed[place];
                if (!groups.ContainsKey(cell.Required())) throw cell.Unknown("a group", groups.Keys, GroupsFile);
                if (place < listed.Length && listed[place] != cell.Text)
                    throw cell.Wrong($"is not number {place + 1} of the groups {table[at, Groups].Quote}",
                        "leave it empty, or give both in one order");
                return cell.Text;
            }

            var first = problems.Read(() => Arm(First, 0), "");
            var second = problems.Read(() =>
            {
                var arm = Arm(Second, 1);
                return arm != first ? arm : throw table[at, Second].Wrong("is compared with itself", "give two different groups");
            }, "");
            var tables = problems.Read(() => ReadTables(table[at, Tables]), []);
            var covariates = problems.Read(() => ReadCovariates(table[at, AdjustedFor], variables), []);
            comparisons[row] = new(id, label, first, second, tables, covariates) { Others = listed.Length > 2 ? listed[2..] : [] };
        }
        return comparisons;
    }

    private static string[] ReadGroupList(CsvCell cell, Dictionary<string, Group> groups)
    {
        if (cell.IsEmpty) return [];
        var listed = cell.List();
        foreach (var id in listed)
            if (!groups.ContainsKey(id)) throw cell.Unknown("a group", groups.Keys, GroupsFile, id);
        return listed.Length > 1 ? listed : throw cell.Wrong("is one group", "name each group that is compared, or none");
    }

    private static string[] ReadTables(CsvCell cell)
    {
        if (cell.IsEmpty) return [];
        var tables = cell.List();
        foreach (var name in tables)
        {
            if (name == Ledger.Text)
                throw cell.Wrong("is not a table", "name the tables that print this comparison, or none", name);
            if (!Identifier.IsValid(name)) throw cell.NotAnId(name);
        }
        return tables;
    }

    private static string[] ReadCovariates(CsvCell cell, Dictionary<string, Variable> variables)
    {
        if (cell.IsEmpty) return [];
        var covariates = cell.List();
        foreach (var name in covariates)
            if (!variables.ContainsKey(name)) throw cell.Unknown("a variable", variables.Keys, VariablesFile, name);
        return covariates;
    }
}
