namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string ClaimsFile = "claims.csv";

    internal static readonly LedgerColumns ClaimColumns = new(
        ClaimsFile, ["id", "statement_en", "statement_zh", "kind", "direction", "comparison", "variables", "depends_on"],
        Optional: [], Omissible: ["statement_en", "statement_zh"]);

    private static Claim[] ReadClaims(
        LedgerTable table, Dictionary<string, Comparison> comparisons, Dictionary<string, Variable> variables,
        Dictionary<string, LedgerNumber> numbers, Dictionary<string, int> numberRows, ProblemList problems)
    {
        const int Id = 0, StatementEn = 1, StatementZh = 2, Kind = 3, Direction = 4, ComparisonId = 5, Variables = 6,
            DependsOn = 7;
        var rowOf = table.RowById();
        var claims = new List<Claim>(table.Count);
        for (var row = 0; row < table.Count; row++)
        {
            var (at, id) = (row, table[row, Id].Text);
            problems.Check(() => table[at, Id].NewId(rowOf));
            var statement = problems.Read(() => table[at, StatementEn].Or(table[at, StatementZh]), new(id, id));
            var kind = problems.Read<ClaimKind?>(() => (ClaimKind)table[at, Kind].OneOf(LedgerWords.ClaimKinds, "a kind of claim"), null);
            var firstIsHigher = problems.Read(() => ReadDirection(table[at, Direction], kind), null);
            var comparison = problems.Read(() => comparisons.TryGetValue(table[at, ComparisonId].Required(), out var known) ? known
                : throw table[at, ComparisonId].Unknown("a comparison", comparisons.Keys, ComparisonsFile), null);
            var about = problems.Read(() => Resolve(table[at, Variables], "a variable", variables, VariablesFile), []);
            // A number that could not be read has its own problem.
            var rests = problems.Read(() => table[at, DependsOn].IsEmpty
                || !table[at, DependsOn].List().Any(n => numberRows.ContainsKey(n) && !numbers.ContainsKey(n))
                ? Resolve(table[at, DependsOn], "a number", numbers, NumbersFile) : [], []);
            if (kind is { } known && comparison is not null) claims.Add(new(id, statement, known, firstIsHigher, comparison, about, rests));
        }
        return [.. claims];
    }

    private static bool? ReadDirection(CsvCell cell, ClaimKind? kind)
    {
        if (cell.IsEmpty) return null;
        var higher = cell.OneOf(["higher", "lower"], "a direction") == 0;
        return kind == ClaimKind.NoDifference ? throw cell.Wrong("is the direction of a claim of no difference", "leave it empty") : higher;
    }

    private static T[] Resolve<T>(CsvCell cell, string what, Dictionary<string, T> known, string file)
    {
        cell.Required();
        return Array.ConvertAll(cell.List(), id =>
            known.TryGetValue(id, out var found) ? found : throw cell.Unknown(what, known.Keys, file, id));
    }
}
