using System.Collections.Frozen;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>The types of a column of a cohort.</summary>
public enum ColumnType
{
    /// <summary>An identifier; only which rows share it is kept.</summary>
    Text,

    /// <summary>One of several words.</summary>
    Category,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A measurement.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>Yes or no.</summary>
    Boolean,
}

/// <summary>What a column is required for.</summary>
public enum ColumnNeed
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The tables: a file without it is refused.</summary>
    Tables,

    /// <summary>The paper's inclusion and exclusion criteria.</summary>
    Eligibility,
}

/// <summary>A word that a categorical column may have, and its spellings.</summary>
/// <param name="Name">The word.</param>
/// <param name="Spellings">Its other spellings, English and Chinese.</param>
public sealed record Category(string Name, IReadOnlyList<string> Spellings);

/// <summary>A unit other than the column's own.</summary>
/// <param name="Name">The unit.</param>
/// <param name="Factor">How many of it one of the column's own unit is: a value in this unit is divided by it.</param>
public sealed record OtherUnit(string Name, double Factor);

/// <summary>A column of the cohort's schema: one row of <c>data/cohort/dictionary.csv</c>, which documents each member.</summary>
public sealed record DictionaryColumn
{
    /// <summary>The place in the schema, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What readers call it.</summary>
    public required Localized Label { get; init; }

    /// <summary>The type.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>The unit of the values once loaded; empty where there is none.</summary>
    public required string Unit { get; init; }

    /// <summary>The least value that can be true; minus infinity where there is no bound.</summary>
    public required double Minimum { get; init; }

    /// <summary>The greatest value that can be true; infinity where there is no bound.</summary>
    public required double Maximum { get; init; }

    /// <summary>What it is required for.</summary>
    public required ColumnNeed Need { get; init; }

    /// <summary>The columns from which it is derived where a file lacks it; empty where it cannot be.</summary>
    public required IReadOnlyList<string> DerivedFrom { get; init; }

    /// <summary>What is read as missing besides an empty cell.</summary>
    public required IReadOnlyList<string> MissingCodes { get; init; }

    /// <summary>The words it may have; empty where any may be.</summary>
    public required IReadOnlyList<Category> Categories { get; init; }

    /// <summary>Other headers, labels aside.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Units in which a file may have it.</summary>
    public required IReadOnlyList<OtherUnit> OtherUnits { get; init; }

    /// <summary>The least median that is believed to be in the unit.</summary>
    public required double MedianMinimum { get; init; }

    /// <summary>The greatest median that is believed to be in the unit.</summary>
    public required double MedianMaximum { get; init; }

    /// <summary>What it is.</summary>
    public required Localized Definition { get; init; }

    /// <summary>Where the paper defines or reports it: section or table; empty where it does not.</summary>
    public required string Source { get; init; }

    /// <summary>What readers call a word of it: <c>spontaneous_loss</c> is "spontaneous loss", and its first Chinese spelling.</summary>
    internal Localized LabelOf(string word)
    {
        var spellings = Categories.FirstOrDefault(c => c.Name == word)?.Spellings ?? [];
        return new(word.Replace('_', ' '), spellings.FirstOrDefault(s => s.Any(l => l > '\u2e7f'), word));
    }

    /// <summary>The code of a word: 1 yes, 0 no, or its place in <see cref="Categories"/>; -1 where it is no word of the column.</summary>
    internal sbyte CodeOf(string word)
    {
        if (Type == ColumnType.Boolean) return word switch { "yes" => 1, "no" => 0, _ => -1 };
        for (var code = 0; code < Categories.Count; code++)
            if (Categories[code].Name == word) return (sbyte)code;
        return -1;
    }
}

/// <summary>The schema of a cohort: the columns of a <c>dictionary.csv</c>.</summary>
public sealed class CohortSchema
{
    private const string Resource = "cohort-dictionary.csv", KitsOwnName = "data/cohort/dictionary.csv";

    private static readonly Lazy<CohortSchema> KitsOwn = new(ReadDefault);

    private readonly FrozenDictionary<string, DictionaryColumn> _byName;
    private readonly FrozenDictionary<string, DictionaryColumn> _byHeader;

    private CohortSchema(IReadOnlyList<DictionaryColumn> columns, string name)
    {
        (Columns, Name) = (columns, name);
        _byName = columns.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
        var headers = new Dictionary<string, DictionaryColumn>(StringComparer.Ordinal);
        foreach (var column in columns)
            foreach (var header in Headers(column)) headers.TryAdd(CellText.Key(header), column);
        _byHeader = headers.ToFrozenDictionary(StringComparer.Ordinal);
        HasDefinitions = CohortColumns.Needed.All(n => Find(n.Name)?.Type == n.Type);
    }

    /// <summary>The kit's own: <c>data/cohort/dictionary.csv</c>, of which the library carries a copy.</summary>
    public static CohortSchema Default => KitsOwn.Value;

    /// <summary>What messages call it: the file.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether it has every column that the paper's definitions of outcomes and indices, and the rules of logic, are about. Without
    /// one of them none is applied: columns then are what the file says.
    /// </summary>
    public bool HasDefinitions { get; }

    /// <summary>What the kit's own dictionary takes for missing, for a dictionary that does not say.</summary>
    internal static IReadOnlyList<string> UsualMissingCodes => Default.Column(CohortColumns.HcgPositive).MissingCodes;

    /// <summary>What the kit's own dictionary takes for yes and no, for a dictionary that does not say.</summary>
    internal static IReadOnlyList<Category> UsualYesAndNo => Default.Column(CohortColumns.HcgPositive).Categories;

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<DictionaryColumn> Columns { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">No column has the name.</exception>
    public DictionaryColumn Column(string name) =>
        _byName.TryGetValue(name, out var column) ? column
        : throw new ArgumentException($"\"{name}\" is not a column of a cohort; there are {string.Join(' ', Columns.Select(c => c.Name))}",
            nameof(name));

    /// <summary>The column of a name; null where there is none.</summary>
    public DictionaryColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The column that a header means: its name, label or another header of it; null where it means none.</summary>
    internal DictionaryColumn? FindHeader(string header) => _byHeader.GetValueOrDefault(CellText.Key(header));

    /// <summary>What a file may call a column.</summary>
    internal static IEnumerable<string> Headers(DictionaryColumn column) =>
        [column.Name, column.Label.En, column.Label.Zh, .. column.Aliases];

    /// <summary>Reads the text of a dictionary.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is no dictionary; everything that is wrong is said, line by line.</exception>
    internal static CohortSchema Parse(string text, string name)
    {
        var columns = DictionaryReader.Read(text, name);
        // Rows that a random number generator made say so in every study.
        if (!columns.Exists(c => c.Name == CohortColumns.Synthetic))
            columns.Add(Default.Column(CohortColumns.Synthetic) with { Index = columns.Count, Aliases = [] });
        return new(columns, name);
    }

    private static CohortSchema ReadDefault()
    {
        using var text = new StreamReader(typeof(CohortSchema).Assembly.GetManifestResourceStream(Resource)!);
        return Parse(text.ReadToEnd(), KitsOwnName);
    }
}
