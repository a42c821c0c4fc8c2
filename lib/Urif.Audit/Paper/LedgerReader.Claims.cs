namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string ClaimsFile = "claims.csv";

    internal static readonly string[] ClaimColumns =
        ["id", "statement_en", "statement_zh", "kind", "direction", "comparison", "variables", "depends_on"];

    private static Claim[] ReadClaims(
        LedgerTable table, Dictionary<string, Comparison> comparisons, Dictionary<string, Variable> variables,
        Dictionary<string, LedgerNumber> numbers)
    {
        const int Id = 0, StatementEn = 1, StatementZh = 2, Kind = 3, Direction = 4, ComparisonId = 5, Variables = 6,
            DependsOn = 7;
        var rowOf = table.RowById();
        var claims = new Claim[table.Count];
        for (var row = 0; row < table.Count; row++)
        {
            var id = table[row, Id].NewId(rowOf);
            var statement = new Localized(table[row, StatementEn].Required(), table[row, StatementZh].Required());
            var kind = (ClaimKind)table[row, Kind].OneOf(LedgerWords.ClaimKinds, "a kind of claim");
            bool? firstIsHigher = table[row, Direction].IsEmpty
                ? null
                : table[row, Direction].OneOf(["higher", "lower"], "a direction") == 0;
            if (kind == ClaimKind.NoDifference && firstIsHigher is not null)
                throw table[row, Direction].Wrong("is the direction of a claim of no difference", "leave it empty");
            if (!comparisons.TryGetValue(table[row, ComparisonId].Required(), out var comparison))
                throw table[row, ComparisonId].Unknown("a comparison", comparisons.Keys, ComparisonsFile);
            claims[row] = new(
                id, statement, kind, firstIsHigher, comparison,
                Resolve(table[row, Variables], "a variable", variables, VariablesFile),
                Resolve(table[row, DependsOn], "a number", numbers, NumbersFile));
        }
        return claims;
    }

    private static T[] Resolve<T>(CsvCell cell, string what, Dictionary<string, T> known, string file)
    {
        cell.Required();
        return Array.ConvertAll(cell.List(), id =>
            known.TryGetValue(id, out var found) ? found : throw cell.Unknown(what, known.Keys, file, id));
    }
}
