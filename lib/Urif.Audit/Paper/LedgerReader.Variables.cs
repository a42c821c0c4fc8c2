using Urif.Statistics;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string VariablesFile = "variables.csv";

    internal static readonly LedgerColumns VariableColumns = new(
        VariablesFile,
        [
            "id", "label_en", "label_zh", "kind", "unit", "granularity", "minimum", "maximum", "partition", "part_of", "part_scope",
            "formula",
        ],
        Optional: [], Omissible: ["label_en", "label_zh"]);

    private static Variable[] ReadVariables(LedgerTable table, ProblemList problems)
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
            var (at, id) = (row, table[row, Id].Text);
            problems.Check(() => table[at, Id].NewId(rowOf));
            var label = problems.Read(() => table[at, LabelEn].Or(table[at, LabelZh]), new(id, id));
            var kind = problems.Read(() => (VariableKind)table[at, Kind].OneOf(LedgerWords.VariableKinds, "a kind"),
                VariableKind.Continuous);
            var granularity = problems.Read(() => ReadStep(table[at, Granularity]), null);
            var range = problems.Read(() => ReadRange(table[at, Minimum], table[at, Maximum]),
                new(double.NegativeInfinity, double.PositiveInfinity));
            problems.Check(() => CheckPartition(table[at, Partition], partitionSizes));
            var partOf = table[row, PartOf];
            problems.Check(() =>
            {
                if (partOf.IsEmpty) return;
                if (!rowOf.ContainsKey(partOf.Text)) throw partOf.Unknown("a variable", rowOf.Keys, VariablesFile);
                if (cyclic[at]) throw partOf.Wrong("makes the variable a part of itself", "give an outcome that contains this one");
            });
            var across = problems.Read(() => ReadScope(table[at, PartScope], partOf), false);
            var formula = problems.Read(() => ReadFormula(table[at, Formula], id, rowOf), null);
            variables[row] = new(
                id, label, kind, table[row, Unit].Text, granularity, range, table[row, Partition].Text, partOf.Text, across, formula);
        }
        return variables;
    }

    private static double? ReadStep(CsvCell cell)
    {
        var step = cell.OptionalNumber();
        return step is null or > 0 ? step : throw cell.Wrong("is not a step", "give a positive number, or nothing where it is unknown");
    }

    private static Interval ReadRange(CsvCell minimum, CsvCell maximum)
    {
        var low = minimum.OptionalNumber() ?? double.NegativeInfinity;
        var high = maximum.OptionalNumber() ?? double.PositiveInfinity;
        return low <= high ? new(low, high)
            : throw minimum.Wrong($"is above the maximum {maximum.Quote}", "give a minimum that is at most the maximum");
    }

    private static void CheckPartition(CsvCell partition, Dictionary<string, int> sizes)
    {
        if (partition.IsEmpty) return;
        if (!Identifier.IsValid(partition.Text)) throw partition.NotAnId();
        if (sizes[partition.Text] == 1)
            throw partition.Wrong("names a partition of this variable alone",
                Spelling.Advice(partition.Text, sizes.Keys.Where(p => p.Length > 0 && p != partition.Text))
                ?? "give the same name to each variable of the partition");
    }

    private static bool ReadScope(CsvCell scope, CsvCell partOf)
    {
        if (partOf.IsEmpty && !scope.IsEmpty)
            throw scope.Wrong("is given without part_of", "leave it empty, or say which outcome contains this one");
        return !partOf.IsEmpty && scope.OneOf(["inside", "across"], "a scope") == 1;
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
