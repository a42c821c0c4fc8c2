namespace Urif.Audit;

/// <summary>
/// Reads a ledger folder and refuses whatever it cannot rely on, naming the file, line and column.
/// </summary>
/// <remarks>
/// Files are read in the order in which they build on one another: <c>datapackage.json</c>, <c>variables.csv</c>,
/// <c>groups.csv</c>, <c>comparisons.csv</c>, <c>numbers.csv</c>, <c>claims.csv</c>. Of one file the form is checked
/// before the content (encoding, then quoting and field counts, then values), each from the top, so that the problem
/// reported is the first of its kind. What a paper prints is not judged here: a number is refused only where it
/// cannot be the quantity that its row says it is.
/// </remarks>
public static partial class LedgerReader
{
    /// <summary>Reads the ledger in a folder.</summary>
    /// <param name="folder">The folder that holds <c>datapackage.json</c> and the five CSV files.</param>
    /// <returns>The ledger, every list in the order of its file.</returns>
    /// <exception cref="InputException">The folder or a file of it cannot be used.</exception>
    public static Ledger Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
            throw new InputException($"folder {Quoted.Whole(folder)}", "does not exist",
                $"give the folder that holds datapackage.json, {string.Join(", ", Layout.Select(f => f.File))}");

        var paper = ReadPackage(InputFile.Read(folder, PackageFile));
        var variables = ReadVariables(LedgerTable.Read(folder, VariablesFile, VariableColumns));
        var variableById = variables.ToDictionary(v => v.Id);
        var groups = ReadGroups(LedgerTable.Read(folder, GroupsFile, GroupColumns), variableById);
        var groupById = groups.ToDictionary(g => g.Id);
        var comparisons = ReadComparisons(
            LedgerTable.Read(folder, ComparisonsFile, ComparisonColumns), groupById, variableById);
        var comparisonById = comparisons.ToDictionary(c => c.Id);
        var numbers = ReadNumbers(
            LedgerTable.Read(folder, NumbersFile, NumberColumns), variableById, groupById, comparisonById);
        var claims = ReadClaims(
            LedgerTable.Read(folder, ClaimsFile, ClaimColumns), comparisonById, variableById,
            numbers.ToDictionary(n => n.Id));
        return new(paper, numbers, variables, groups, comparisons, claims);
    }

    /// <summary>Reads the groups and comparisons of a ledger from the texts of three of its files.</summary>
    /// <param name="variables">The text of <c>variables.csv</c>.</param>
    /// <param name="groups">The text of <c>groups.csv</c>.</param>
    /// <param name="comparisons">The text of <c>comparisons.csv</c>.</param>
    /// <exception cref="InputException">A text cannot be used.</exception>
    public static (IReadOnlyList<Group> Groups, IReadOnlyList<Comparison> Comparisons) ReadGroups(
        string variables, string groups, string comparisons)
    {
        var variableById = ReadVariables(LedgerTable.Parse(variables, VariablesFile, VariableColumns)).ToDictionary(v => v.Id);
        var read = ReadGroups(LedgerTable.Parse(groups, GroupsFile, GroupColumns), variableById);
        var table = LedgerTable.Parse(comparisons, ComparisonsFile, ComparisonColumns);
        return (read, ReadComparisons(table, read.ToDictionary(g => g.Id), variableById));
    }

    /// <summary>The five CSV files and their columns, as the data package must list them.</summary>
    private static IReadOnlyList<(string File, string[] Columns)> Layout =>
    [
        (NumbersFile, NumberColumns), (GroupsFile, GroupColumns), (ComparisonsFile, ComparisonColumns),
        (VariablesFile, VariableColumns), (ClaimsFile, ClaimColumns),
    ];

    /// <summary>Which rows lie on a cycle when each row points to at most one other (negative: none).</summary>
    private static bool[] OnCycle(int[] next)
    {
        var cyclic = new bool[next.Length];
        var walk = new int[next.Length];
        for (var start = 0; start < next.Length; start++)
        {
            var row = start;
            while (row >= 0 && walk[row] == 0)
            {
                walk[row] = start + 1;
                row = next[row];
            }
            if (row < 0 || walk[row] != start + 1) continue;
            for (; !cyclic[row]; row = next[row]) cyclic[row] = true;
        }
        return cyclic;
    }
}
