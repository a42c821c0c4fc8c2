using System.Collections.Frozen;
using System.Globalization;
using Sylvan.Data.Csv;
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

    /// <summary>Tables 1 to 4.</summary>
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
    private const string Resource = "cohort-dictionary.csv", Remedy = "write it as data/cohort/datapackage.json describes";

    private static readonly Lazy<CohortSchema> KitsOwn = new(ReadDefault);

    private readonly FrozenDictionary<string, DictionaryColumn> _byName;
    private readonly FrozenDictionary<string, DictionaryColumn> _byHeader;

    private CohortSchema(IReadOnlyList<DictionaryColumn> columns, string name)
    {
        Columns = columns;
        _byName = columns.ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
        var headers = new Dictionary<string, DictionaryColumn>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            foreach (var header in Headers(column).Select(CellText.Key).Distinct())
            {
                if (!headers.TryAdd(header, column))
                    throw new InputException(name,
                        $"has a header of {column.Name} that {headers[header].Name} has too: {Quoted.Short(header)}",
                            "give each header one column");
            }
        }

        _byHeader = headers.ToFrozenDictionary(StringComparer.Ordinal);
        foreach (var (needed, type) in CohortColumns.Needed)
        {
            if (Find(needed)?.Type != type)
                throw new InputException(name, $"has no column {needed} of type {type}",
                    "keep the columns that outcomes and indices are computed from");
        }
    }

    /// <summary>The kit's own: <c>data/cohort/dictionary.csv</c>, of which the library carries a copy.</summary>
    public static CohortSchema Default => KitsOwn.Value;

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

    private static IEnumerable<string> Headers(DictionaryColumn column) =>
        [column.Name, column.Label.En, column.Label.Zh, .. column.Aliases];

    /// <summary>Reads the text of a dictionary.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It is no dictionary, or lacks a column that the definitions need.</exception>
    internal static CohortSchema Parse(string text, string name)
    {
        var columns = new List<DictionaryColumn>();
        try
        {
            Read(text, columns);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or IndexOutOfRangeException or CsvFormatException)
        {
            var where = string.Create(CultureInfo.InvariantCulture, $"{name}, row {columns.Count + 1}");
            throw new InputException(where, "is not a column of a dictionary", Remedy);
        }

        if (columns.GroupBy(c => c.Name).FirstOrDefault(c => c.Count() > 1) is { } twice)
            throw new InputException(name, $"has the column {twice.Key} twice", "give each column one row");
        return new(columns, name);
    }

    private static CohortSchema ReadDefault()
    {
        using var text = new StreamReader(typeof(CohortSchema).Assembly.GetManifestResourceStream(Resource)!);
        return Parse(text.ReadToEnd(), "dictionary.csv");
    }

    private static void Read(string text, List<DictionaryColumn> columns)
    {
        using var csv = CsvDataReader.Create(new StringReader(text), new CsvDataReaderOptions { Delimiter = ',', BufferSize = 1 << 16 });
        while (csv.Read())
        {
            string Text(string field) => csv.GetString(csv.GetOrdinal(field));
            string[] List(string field, char separator) =>
                Text(field).Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            double Number(string field, double otherwise) =>
                Text(field).Length == 0 ? otherwise : double.Parse(Text(field), CultureInfo.InvariantCulture);
            columns.Add(new()
            {
                Index = columns.Count,
                Name = Text("name"),
                Label = new(Text("label_en"), Text("label_zh")),
                Type = Enum.Parse<ColumnType>(Text("type"), ignoreCase: true),
                Unit = Text("unit"),
                Minimum = Number("minimum", double.NegativeInfinity),
                Maximum = Number("maximum", double.PositiveInfinity),
                Need = Text("required") == "no" ? ColumnNeed.None : Enum.Parse<ColumnNeed>(Text("required"), ignoreCase: true),
                DerivedFrom = List("derived_from", ' '),
                MissingCodes = List("missing", '|'),
                Categories = [.. List("categories", ';').Select(Words)],
                Aliases = List("aliases", '|'),
                OtherUnits = [.. List("other_units", ';').Select(Unit)],
                MedianMinimum = Number("median_minimum", double.NegativeInfinity),
                MedianMaximum = Number("median_maximum", double.PositiveInfinity),
                Definition = new(Text("definition_en"), Text("definition_zh")),
                Source = Text("source"),
            });
        }
    }

    private static Category Words(string item)
    {
        var equals = item.IndexOf('=', StringComparison.Ordinal);
        return new(item[..equals], item[(equals + 1)..].Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    private static OtherUnit Unit(string item)
    {
        var equals = item.LastIndexOf('=');
        return new(item[..equals], double.Parse(item.AsSpan(equals + 1), CultureInfo.InvariantCulture));
    }
}
