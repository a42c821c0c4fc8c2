using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Reads a dictionary's rows and says everything that is wrong with them, each with its line and column.</summary>
/// <remarks>Only <c>name</c> and <c>type</c> have to be there; <c>data/cohort/datapackage.json</c> describes every column.</remarks>
internal sealed class DictionaryReader
{
    // Codes of words are signed bytes.
    private const int MostWords = 100;

    private const int Name = 0, LabelEn = 1, LabelZh = 2, Type = 3, Unit = 4, Minimum = 5, Maximum = 6, Required = 7, DerivedFrom = 8,
        Missing = 9, Words = 10, Aliases = 11, OtherUnits = 12, MedianMinimum = 13, MedianMaximum = 14, DefinitionEn = 15,
        DefinitionZh = 16, Source = 17;

    private static readonly string[] Header =
    [
        "name", "label_en", "label_zh", "type", "unit", "minimum", "maximum", "required", "derived_from", "missing", "categories",
        "aliases", "other_units", "median_minimum", "median_maximum", "definition_en", "definition_zh", "source",
    ];

    private static readonly string[] Types = [.. Enum.GetNames<ColumnType>().Select(n => n.ToLowerInvariant())];

    private static readonly string[] Needs = ["no", "yes", "tables", "eligibility"];

    private readonly ProblemList _problems = new();
    private readonly Dictionary<string, (string Column, int Row)> _headers = new(StringComparer.Ordinal);
    private readonly LedgerTable _table;

    private DictionaryReader(LedgerTable table) => _table = table;

    /// <summary>The names that a dictionary's first line may have.</summary>
    public static IReadOnlyList<string> ColumnNames => Header;

    /// <summary>The columns that the text of a dictionary describes.</summary>
    /// <exception cref="InputException">It is no dictionary; everything that is wrong is said.</exception>
    public static List<DictionaryColumn> Read(string text, string file)
    {
        var problems = new ProblemList();
        var table = LedgerTable.Parse(text, new(file, Header, [], [.. Header.Where(h => h is not ("name" or "type"))]), problems);
        problems.ThrowIfAny();
        var reader = new DictionaryReader(table!);
        var columns = new List<DictionaryColumn>();
        for (var row = 0; row < table!.Count; row++) columns.Add(reader.Column(row, columns));
        if (columns.Count == 0)
            reader._problems.Add(new(file, "describes no column", "give a row for each column of the file of patients"));
        for (var row = 0; row < columns.Count; row++) reader.CheckDerivation(row, columns);
        reader._problems.ThrowIfAny();
        return columns;
    }

    private DictionaryColumn Column(int row, IReadOnlyList<DictionaryColumn> before)
    {
        CsvCell Cell(int column) => _table[row, column];
        var name = _problems.Read(() => NameOf(Cell(Name), before), "");
        // What goes with a type is not asked of a column that has none.
        var known = _problems.Read<ColumnType?>(() => (ColumnType)Cell(Type).OneOf(Types, "a type"), null);
        var type = known ?? ColumnType.Text;
        if (known is not null) _problems.Check(() => CheckReserved(Cell(Type), name, type));
        var label = Cell(LabelEn).IsEmpty && Cell(LabelZh).IsEmpty ? new Localized(name, name) : Cell(LabelEn).Or(Cell(LabelZh));
        var isNumber = type is ColumnType.Number or ColumnType.Integer;
        double Bound(int at, double otherwise) => _problems.Read(() => Cell(at).OptionalNumber() switch
        {
            null => otherwise,
            { } bound when isNumber || known is null => bound,
            _ => throw Cell(at).Wrong($"bounds a column of type {Types[(int)type]}", "leave it empty: only numbers have bounds"),
        }, otherwise);
        var column = new DictionaryColumn
        {
            Index = row,
            Name = name,
            Label = label,
            Type = type,
            Unit = Cell(Unit).Text.Trim(),
            Minimum = Bound(Minimum, double.NegativeInfinity),
            Maximum = Bound(Maximum, double.PositiveInfinity),
            Need = _problems.Read(() => NeedOf(Cell(Required)), ColumnNeed.None),
            DerivedFrom = Cell(DerivedFrom).Text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            MissingCodes = Cell(Missing).IsEmpty ? CohortSchema.UsualMissingCodes : Parts(Cell(Missing)),
            Categories = known is null ? [] : _problems.Read(() => Categories(Cell(Words), type), []),
            Aliases = Parts(Cell(Aliases)),
            OtherUnits = _problems.Read(() => Units(Cell(OtherUnits)), []),
            MedianMinimum = Bound(MedianMinimum, double.NegativeInfinity),
            MedianMaximum = Bound(MedianMaximum, double.PositiveInfinity),
            Definition = Cell(DefinitionEn).IsEmpty && Cell(DefinitionZh).IsEmpty ? new("", "")
                : Cell(DefinitionEn).Or(Cell(DefinitionZh)),
            Source = Cell(Source).Text,
        };
        if (column.Minimum > column.Maximum)
            _problems.Add(Cell(Minimum).Wrong("is above the maximum", "give the least and the greatest value that can be true"));
        CheckHeaders(row, column);
        return column;
    }

    private static string NameOf(CsvCell cell, IReadOnlyList<DictionaryColumn> before)
    {
        var name = cell.Required();
        if (!char.IsAsciiLetter(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
            throw cell.Wrong("is not a name",
                "begin with an ASCII letter, and go on with letters, digits, _ and .; labels may be anything");
        for (var row = 0; row < before.Count; row++)
            if (before[row].Name == name)
                throw cell.Wrong(string.Create(CultureInfo.InvariantCulture,
                    $"is the name of line {LedgerTable.LineOf(row)} already"), "give each column one row");
        return name;
    }

    /// <summary>Names that mean something to the kit have the type that goes with it.</summary>
    private static void CheckReserved(CsvCell cell, string name, ColumnType type)
    {
        foreach (var (reserved, needed, why) in CohortColumns.Reserved)
            if (reserved == name && needed != type)
                throw cell.Wrong($"is not the type of {name}, which {why}",
                    $"write {needed.ToString().ToLowerInvariant()}, or give the column another name");
    }

    private static ColumnNeed NeedOf(CsvCell cell) => cell.IsEmpty ? ColumnNeed.None : Needs[cell.OneOf(Needs, "a need")] switch
    {
        "no" => ColumnNeed.None,
        "eligibility" => ColumnNeed.Eligibility,
        _ => ColumnNeed.Tables,
    };

    private static IReadOnlyList<Category> Categories(CsvCell cell, ColumnType type)
    {
        if (cell.IsEmpty) return type == ColumnType.Boolean ? CohortSchema.UsualYesAndNo : [];
        if (type is not (ColumnType.Boolean or ColumnType.Category))
            throw cell.Missing("lists words of a column that has none", "leave it empty, or make the type category or boolean");
        var categories = new List<Category>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in cell.List())
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            var category = new Category((equals < 0 ? item : item[..equals]).Trim(),
                equals < 0 ? [] : item[(equals + 1)..].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            if (category.Name.Length == 0)
                throw cell.Wrong("has no word before =", "write word=spelling|spelling, with ; between words", item);
            foreach (var key in category.Spellings.Prepend(category.Name).Select(CellText.Key).Distinct())
                if (!seen.TryAdd(key, category.Name))
                    throw cell.Wrong($"has a spelling of {Quoted.Short(seen[key])}", "give each spelling one word", item);
            categories.Add(category);
        }

        if (type == ColumnType.Boolean && categories is not [{ Name: "yes" }, { Name: "no" }])
            throw cell.Missing("are not yes and no", "write yes=spellings;no=spellings, or leave it empty");
        if (categories.Count > MostWords)
            throw cell.Missing(string.Create(CultureInfo.InvariantCulture, $"lists {categories.Count} words"),
                string.Create(CultureInfo.InvariantCulture, $"list {MostWords} at most, or none, and any will do"));
        return categories;
    }

    private static IReadOnlyList<OtherUnit> Units(CsvCell cell)
    {
        if (cell.IsEmpty) return [];
        return [.. cell.List().Select(item =>
        {
            var equals = item.LastIndexOf('=');
            return equals > 0 && LedgerTable.TryNumber(item[(equals + 1)..], out var factor) && factor > 0
                ? new OtherUnit(item[..equals].Trim(), factor)
                : throw cell.Wrong("is not a unit with a factor",
                    "write unit=factor, how many of it one of the column's own unit is", item);
        })];
    }

    private static string[] Parts(CsvCell cell) =>
        cell.Text.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void CheckHeaders(int row, DictionaryColumn column)
    {
        foreach (var header in CohortSchema.Headers(column).Where(h => h.Length > 0).DistinctBy(CellText.Key))
        {
            var cell = _table[row, Name];
            if (_headers.TryGetValue(CellText.Key(header), out var other))
                _problems.Add(cell.Wrong(string.Create(CultureInfo.InvariantCulture,
                    $"has the header of {other.Column} (line {LedgerTable.LineOf(other.Row)}): {Quoted.Short(header)}"),
                    "give each header one column"));
            else _headers.Add(CellText.Key(header), (column.Name, row));
            if (DirectIdentifiers.OfHeader(header) is { } kind)
                _problems.Add(cell.Wrong($"has a header that looks like {kind}: {Quoted.Short(header)}",
                    "leave out what identifies a person; files with such columns are refused"));
        }
    }

    private void CheckDerivation(int row, List<DictionaryColumn> columns)
    {
        foreach (var from in columns[row].DerivedFrom)
            if (!columns.Exists(c => c.Name == from))
                _problems.Add(_table[row, DerivedFrom].Unknown("a column", columns.Select(c => c.Name), "this file", from));
    }
}
