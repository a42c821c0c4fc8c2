using Urif.Statistics;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string VariablesFile = "variables.csv";

    internal static readonly string[] VariableColumns =
    [
        "id", "label_en", "label_zh", "kind", "unit", "granularity", "minimum", "maximum", "partition", "part_of",
        "part_scope", "formula",
    ];

    private static Variable[] ReadVariables(LedgerTable table)
    {
        const int Id = 0, LabelEn = 1, LabelZh = 2, Kind = 3, Unit = 4, Granularity = 5, Minimum = 6, Maximum = 7,
            Partition = 8, PartOf = 9, PartScope = 10, Formula = 11;
        var rowOf = table.RowById();
        var partitionSizes = Enumerable.Range(0, table.Count).CountBy(row => table[row, Partition].Text).ToDictionary();
        var cyclic = OnCycle(
            [.. Enumerable.Range(0, table.Count).Select(row => rowOf.GetValueOrDefault(table[row, PartOf].Text, -1))]);

        var variables = new Variable[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table[row, Id].NewId(rowOf);
            var label = new Localized(table[row, LabelEn].Required(), table[row, LabelZh].Required());
            var kind = (VariableKind)table[row, Kind].OneOf(LedgerWords.VariableKinds, "a kind");

            var granularity = table[row, Granularity].OptionalNumber();
            if (granularity <= 0)
                throw table[row, Granularity].Wrong("is not a step", "give a positive number, or nothing where it is unknown");
            var low = table[row, Minimum].OptionalNumber() ?? double.NegativeInfinity;
            var high = table[row, Maximum].OptionalNumber() ?? double.PositiveInfinity;
            if (low > high)
                throw table[row, Minimum].Wrong(
                    $"is above the maximum {table[row, Maximum].Quote}", "give a minimum that is at most the maximum");

            var partition = table[row, Partition];
            if (!partition.IsEmpty)
            {
                if (!Identifier.IsValid(partition.Text)) throw partition.NotAnId();
                if (partitionSizes[partition.Text] == 1)
                    throw partition.Wrong("names a partition of this variable alone",
                        Spelling.Advice(partition.Text, partitionSizes.Keys.Where(p => p.Length > 0 && p != partition.Text))
                        ?? "give the same name to each variable of the partition");
            }

            var partOf = table[row, PartOf];
            if (!partOf.IsEmpty)
            {
                if (!rowOf.ContainsKey(partOf.Text)) throw partOf.Unknown("a variable", rowOf.Keys, VariablesFile);
                if (cyclic[row])
                    throw partOf.Wrong("makes the variable a part of itself", "give an outcome that contains this one");
            }
            var scope = table[row, PartScope];
            if (partOf.IsEmpty && !scope.IsEmpty)
                throw scope.Wrong("is given without part_of", "leave it empty, or say which outcome contains this one");
            var across = !partOf.IsEmpty && scope.OneOf(["inside", "across"], "a scope") == 1;

            variables[row] = new(
                id, label, kind, table[row, Unit].Text, granularity, new Interval(low, high),
                partition.Text, partOf.Text, across, ReadFormula(table[row, Formula], id, rowOf));
        }
        return variables;
    }

    private static ProductFormula? ReadFormula(CsvCell cell, string id, Dictionary<string, int> variables)
    {
        if (cell.IsEmpty) return null;
        var slash = cell.Text.Split('/');
        var factors = slash[0].Split('*', StringSplitOptions.TrimEntries);
        if (slash.Length != 2 || factors.Length != 2 || factors.Contains("")
            || !LedgerTable.TryNumber(slash[1].Trim(), out var divisor) || divisor <= 0)
            throw cell.Wrong("is not a formula", "write the product of two variables over a positive number: fpg*fins/22.5");
        foreach (var factor in factors)
        {
            if (!variables.ContainsKey(factor)) throw cell.Unknown("a variable", variables.Keys, VariablesFile, factor);
            if (factor == id) throw cell.Wrong("refers to the variable that it defines", "use two other variables");
        }
        return new(factors[0], factors[1], divisor);
    }
}
