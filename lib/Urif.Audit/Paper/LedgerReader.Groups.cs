using System.Buffers;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string GroupsFile = "groups.csv";

    internal static readonly LedgerColumns GroupColumns = new(
        GroupsFile, ["id", "label_en", "label_zh", "size", "definition", "parent"],
        Optional: ["partitioned"], Omissible: ["label_en", "label_zh"]);

    private static readonly SearchValues<char> OperatorStart = SearchValues.Create("<>=");

    private static Group[] ReadGroups(LedgerTable table, Dictionary<string, Variable> variables, ProblemList problems)
    {
        const int Id = 0, LabelEn = 1, LabelZh = 2, Size = 3, Definition = 4, Parent = 5, Partitioned = 6;
        var rowOf = table.RowById();
        var parents = new int[table.Count];
        for (var row = 0; row < table.Count; row++) parents[row] = rowOf.GetValueOrDefault(table[row, Parent].Text, -1);
        var cyclic = OnCycle(parents);

        var groups = new Group[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var (at, id) = (row, table[row, Id].Text);
            problems.Check(() => table[at, Id].NewId(rowOf));
            var label = problems.Read(() => table[at, LabelEn].Or(table[at, LabelZh]), new(id, id));
            // A size that is no size bounds nothing that follows.
            var size = problems.Read(() => ReadSize(table[at, Size]), int.MaxValue);
            var conditions = problems.Read<IReadOnlyList<Condition>>(() => table[at, Definition].IsEmpty
                ? []
                : [.. table[at, Definition].List().Select(c => ReadCondition(table[at, Definition], c, variables))], []);
            var parent = table[row, Parent];
            problems.Check(() =>
            {
                if (parent.IsEmpty) return;
                if (parents[at] < 0) throw parent.Unknown("a group", rowOf.Keys, GroupsFile);
                if (cyclic[at]) throw parent.Wrong("makes the group a part of itself", "give a group that contains this one");
                var whole = table[parents[at], Size];
                if (size < int.MaxValue && whole.TryWhole(out var wholeSize) && wholeSize > 0 && size > wholeSize)
                    throw table[at, Size].Wrong(
                        $"is more than the {whole.Text} women of its parent {parent.Quote}",
                        "correct the size, the parent, or the parent's size");
            });
            groups[row] = new(id, label, size, conditions, parent.IsEmpty || cyclic[row] ? null : parent.Text)
            {
                IsPartitioned = problems.Read<bool?>(() => table[at, Partitioned].IsEmpty ? null
                    : table[at, Partitioned].OneOf(["yes", "no"], "an answer") == 0, null),
            };
        }
        return groups;
    }

    private static int ReadSize(CsvCell cell)
    {
        cell.Required();
        return cell.TryWhole(out var size) && size > 0 ? size
            : throw cell.Wrong("is not the size of a group", "give a whole number from 1 up");
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
