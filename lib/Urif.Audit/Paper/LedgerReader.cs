namespace Urif.Audit;

/// <summary>
/// Reads a ledger folder and refuses whatever it cannot rely on, naming the file, line and column.
/// </summary>
/// <remarks>
/// Files are read in the order in which they build on one another: <c>datapackage.json</c>, <c>variables.csv</c>,
/// <c>groups.csv</c>, <c>comparisons.csv</c>, <c>numbers.csv</c>, <c>claims.csv</c>. Of one file the form is checked
/// before the content (encoding, then quoting and field counts, then values), each from the top. Everything that is wrong is
/// said at once; a file whose form is wrong is not read further, nor are those that build on it. What a paper prints is
/// not judged here: a number is refused only where it cannot be the quantity that its row says it is.
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

        // A folder without it, or with one that cannot be read, is no ledger: nothing is gained by what the rest lacks.
        var package = InputFile.Read(folder, PackageFile);
        var problems = new ProblemList();
        var paper = ReadPackage(package, problems);
        var variableTable = LedgerTable.Read(folder, VariableColumns, problems);
        var groupTable = LedgerTable.Read(folder, GroupColumns, problems);
        var comparisonTable = LedgerTable.Read(folder, ComparisonColumns, problems);
        var numberTable = LedgerTable.Read(folder, NumberColumns, problems);
        var claimTable = LedgerTable.Read(folder, ClaimColumns, problems);

        if (variableTable is null) problems.ThrowIfAny();
        var variables = ReadVariables(variableTable!, problems);
        var variableById = ById(variables, v => v.Id);
        if (groupTable is null) problems.ThrowIfAny();
        var groups = ReadGroups(groupTable!, variableById, problems);
        var groupById = ById(groups, g => g.Id);
        if (comparisonTable is null) problems.ThrowIfAny();
        var comparisons = ReadComparisons(comparisonTable!, groupById, variableById, problems);
        var comparisonById = ById(comparisons, c => c.Id);
        if (numberTable is null) problems.ThrowIfAny();
        var numbers = ReadNumbers(numberTable!, new(paper?.Alpha ?? 0.05, variableById, groupById, comparisonById), problems);
        if (claimTable is null) problems.ThrowIfAny();
        var claims = ReadClaims(claimTable!, comparisonById, variableById, ById(numbers, n => n.Id), numberTable!.RowById(), problems);
        problems.ThrowIfAny();
        return new(paper!, numbers, variables, groups, comparisons, claims);
    }

    /// <summary>Reads the groups and comparisons of a ledger from the texts of three of its files.</summary>
    /// <param name="variables">The text of <c>variables.csv</c>.</param>
    /// <param name="groups">The text of <c>groups.csv</c>.</param>
    /// <param name="comparisons">The text of <c>comparisons.csv</c>.</param>
    /// <exception cref="InputException">A text cannot be used.</exception>
    public static (IReadOnlyList<Group> Groups, IReadOnlyList<Comparison> Comparisons) ReadGroups(
        string variables, string groups, string comparisons)
    {
        var problems = new ProblemList();
        var variableTable = LedgerTable.Parse(variables, VariableColumns, problems);
        var groupTable = LedgerTable.Parse(groups, GroupColumns, problems);
        var comparisonTable = LedgerTable.Parse(comparisons, ComparisonColumns, problems);
        problems.ThrowIfAny();
        var variableById = ById(ReadVariables(variableTable!, problems), v => v.Id);
        var read = ReadGroups(groupTable!, variableById, problems);
        var compared = ReadComparisons(comparisonTable!, ById(read, g => g.Id), variableById, problems);
        problems.ThrowIfAny();
        return (read, compared);
    }

    /// <summary>The five CSV files and their columns, as a data package may list them.</summary>
    private static IReadOnlyList<LedgerColumns> Layout => [NumberColumns, GroupColumns, ComparisonColumns, VariableColumns, ClaimColumns];

    // Where two rows have one id, which is said, the first is meant.
    private static Dictionary<string, T> ById<T>(T[] rows, Func<T, string> id)
    {
        var byId = new Dictionary<string, T>(rows.Length);
        foreach (var row in rows) byId.TryAdd(id(row), row);
        return byId;
    }

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
