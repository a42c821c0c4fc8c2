using System.Buffers;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string GroupsFile = "groups.csv";

    internal static readonly string[] GroupColumns = ["id", "label_en", "label_zh", "size", "definition", "parent"];

    private static readonly SearchValues<char> OperatorStart = SearchValues.Create("<>=");

    private static Group[] ReadGroups(LedgerTable table, Dictionary<string, Variable> variables)
    {
        const int Id = 0, LabelEn = 1, LabelZh = 2, Size = 3, Definition = 4, Parent = 5;
        var rowOf = table.RowById();
        var parents = new int[table.Count];
        for (var row = 0; row < table.Count; row++) parents[row] = rowOf.GetValueOrDefault(table[row, Parent].Text, -1);
        var cyclic = OnCycle(parents);

        var groups = new Group[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table[row, Id].NewId(rowOf);
            var label = new Localized(table[row, LabelEn].Required(), table[row, LabelZh].Required());
            table[row, Size].Required();
            if (!table[row, Size].TryWhole(out var size) || size == 0)
                throw table[row, Size].Wrong("is not the size of a group", "give a whole number from 1 up");
            var conditions = table[row, Definition].IsEmpty
                ? []
                : table[row, Definition].List().Select(c => ReadCondition(table[row, Definition], c, variables)).ToArray();

            var parent = table[row, Parent];
            if (!parent.IsEmpty)
            {
                if (parents[row] < 0) throw parent.Unknown("a group", rowOf.Keys, GroupsFile);
                if (cyclic[row]) throw parent.Wrong("makes the group a part of itself", "give a group that contains this one");
                var whole = table[parents[row], Size];
                if (whole.TryWhole(out var wholeSize) && wholeSize > 0 && size > wholeSize)
                    throw table[row, Size].Wrong(
                        $"is more than the {whole.Text} women of its parent {parent.Quote}",
                        "correct the size, the parent, or the parent's size");
            }
            groups[row] = new(id, label, size, conditions, parent.IsEmpty ? null : parent.Text);
        }
        return groups;
    }

    private static Condition ReadCondition(CsvCell cell, string text, Dictionary<string, Variable> variables)
    {
        var at = text.AsSpan().IndexOfAny(OperatorStart);
        var length = at >= 0 && text[at] != '=' && at + 1 < text.Length && text[at + 1] == '=' ? 2 : 1;
        if (at <= 0 || !LedgerTable.TryNumber(text[(at + length)..].Trim(), out var bound))
            throw cell.Wrong("is not a condition",
                "write variable, operator (>= <= > < =) and number, such as homa_ir >= 2.14, with ; between conditions", text);
        var variable = text[..at].Trim();
        if (!variables.ContainsKey(variable)) throw cell.Unknown("a variable", variables.Keys, VariablesFile, variable);
        return new(variable, text.Substring(at, length), bound);
    }
}
