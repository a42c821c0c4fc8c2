using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Which column of the dictionary a header means: a table with the columns <c>header</c> and <c>column</c>.</summary>
public sealed class HeaderMap
{
    private readonly Dictionary<string, string> _columnOf;

    private HeaderMap(Dictionary<string, string> columnOf) => _columnOf = columnOf;

    /// <summary>No header.</summary>
    public static HeaderMap None { get; } = new([]);

    /// <summary>Makes a map of pairs, header first.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="schema">The columns; null for the kit's own.</param>
    /// <exception cref="InputException">A column is not in the dictionary, or a header is there twice.</exception>
    public static HeaderMap Of(IEnumerable<KeyValuePair<string, string>> pairs, CohortSchema? schema = null)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (header, column) in pairs) Add(map, schema ?? CohortSchema.Default, "header map", header, column);
        return new(map);
    }

    /// <summary>Reads a mapping file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="schema">The columns; null for the kit's own.</param>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static HeaderMap Read(IRecordSource source, CohortSchema? schema = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Columns is not [{ Name: "header" }, { Name: "column" }])
            throw new InputException(source.Name, "is not a mapping file", "the first line must be header,column");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        while (source.Read())
            Add(map, schema ?? CohortSchema.Default, $"{source.Name}, {source.Position}",
                source.Cell(0).Text.ToString(), source.Cell(1).Text.Trim().ToString());
        return new(map);
    }

    /// <summary>The column that a header means; null where the map does not have it.</summary>
    internal DictionaryColumn? Find(string header, CohortSchema schema) =>
        _columnOf.TryGetValue(CellText.Key(header), out var column) ? schema.Column(column) : null;

    private static void Add(Dictionary<string, string> map, CohortSchema schema, string where, string header, string column)
    {
        if (schema.Find(column) is null)
            throw new InputException(where, $"{Quoted.Short(column)} is not a column of the cohort",
                Spelling.Advice(column, schema.Columns.Select(c => c.Name)) ?? $"use a name of {schema.Name}");
        if (!map.TryAdd(CellText.Key(header), column))
            throw new InputException(where, "has a header for the second time", "give each header one column");
    }
}
