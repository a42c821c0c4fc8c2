using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What each column of a file is read as, found from its header before any row is read.</summary>
internal sealed class HeaderPlan
{
    private const int MostDigitsOfHeader = 4;

    private readonly int _columnCount;

    private HeaderPlan(int columnCount) => _columnCount = columnCount;

    /// <summary>A column that is read.</summary>
    public readonly record struct Planned(DictionaryColumn Column, int Source, string Unit, double Factor);

    /// <summary>The columns that are read, in the order of the file.</summary>
    public List<Planned> Columns { get; } = [];

    /// <summary>Columns that are left out because their headers mean nothing; they may still hold identifiers.</summary>
    public List<int> LeftOut { get; } = [];

    /// <summary>Why the file cannot be read.</summary>
    public List<CohortProblem> Problems { get; } = [];

    public static HeaderPlan Of(IRecordSource source, CohortReadOptions options)
    {
        var plan = new HeaderPlan(source.Columns.Count);
        plan.CheckOptions(options);
        var drop = options.Drop.Select(CellText.Key).ToHashSet(StringComparer.Ordinal);
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        var unmapped = new List<int>();
        for (var i = 0; i < source.Columns.Count; i++)
        {
            var from = source.Columns[i];
            var where = Place(source, i);
            if (drop.Contains(CellText.Key(from.Name)))
            {
                dropped.Add(CellText.Key(from.Name));
                continue;
            }

            if ((DirectIdentifiers.OfHeader(from.Name) ?? DirectIdentifiers.OfHeader(from.Label)) is { } kind)
                plan.Problems.Add(new(where, $"looks like {kind}, which identifies a person",
                    "name its header in the option that drops columns, or remove it"));
            else if (DirectIdentifiers.OfValue(from.Name) is { } value)
                plan.Problems.Add(new(where, $"has {value} for a header", "the first line must be headers, not a patient"));
            else if (Find(from, options) is not { } found) unmapped.Add(i);
            else plan.Add(where, i, found.Column, found.Unit, options);
        }

        plan.CheckDrop(source, options, dropped);
        if (options.AllowUnmapped) plan.LeftOut.AddRange(unmapped);
        else plan.RefuseUnmapped(source, unmapped, options.Design.Schema);
        plan.CheckRequired(source, options);
        return plan;
    }

    /// <summary>What became of each column of the file.</summary>
    public IReadOnlyList<ColumnReading> Readings(IReadOnlyList<ColumnLoader> loaders)
    {
        var readings = Enumerable.Range(1, _columnCount).Select(n => new ColumnReading(n, null, "", 1, 0)).ToArray();
        foreach (var c in Columns)
            readings[c.Source] = new(c.Source + 1, c.Column, c.Unit, c.Factor,
                loaders.FirstOrDefault(l => l.Source == c.Source)?.BelowLimit ?? 0);
        return readings;
    }

    private static string Place(IRecordSource source, int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{source.Name}, column {column + 1}");

    private static (DictionaryColumn Column, string? Unit)? Find(SourceColumn from, CohortReadOptions options)
    {
        var schema = options.Design.Schema;
        if (options.Headers.Find(from.Name, schema) is { } mapped) return (mapped, null);
        foreach (var header in (ReadOnlySpan<string>)[from.Name, from.Label])
        {
            if (header.Length == 0) continue;
            if (schema.FindHeader(header) is { } column) return (column, null);
            foreach (var (name, unit) in Splits(header))
                if (schema.FindHeader(name) is { } withUnit) return (withUnit, unit);
        }

        return null;
    }

    /// <summary>The ways to read a header as a name with a unit: in brackets at its end, or after a slash.</summary>
    private static IEnumerable<(string Name, string Unit)> Splits(string header)
    {
        var buffer = new char[header.Length];
        if (!CellText.TryFold(header, buffer, out var length)) yield break;
        var text = new string(buffer, 0, length);
        if (text.Length > 0 && text[^1] is ')' or ']')
        {
            var open = text.LastIndexOf(text[^1] == ')' ? '(' : '[');
            if (open > 0) yield return (text[..open].TrimEnd('/', ' '), text[(open + 1)..^1]);
        }

        for (var slash = text.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = text.IndexOf('/', slash + 1))
            yield return (text[..slash], text[(slash + 1)..]);
    }

    private void Add(string where, int source, DictionaryColumn column, string? headerUnit, CohortReadOptions options)
    {
        var earlier = Columns.FindIndex(c => c.Column == column);
        if (earlier >= 0)
        {
            Problems.Add(new(where, string.Create(
                CultureInfo.InvariantCulture, $"is {column.Name}, which column {Columns[earlier].Source + 1} is already"),
                "drop one of the two"));
            return;
        }

        var declared = options.Units.GetValueOrDefault(column.Name);
        var unit = declared ?? headerUnit ?? column.Unit;
        if (FactorOf(column, unit) is not { } factor)
        {
            // A declared unit that is not known has been said once, with the options.
            if (declared is null)
                Problems.Add(new(where, $"is {column.Name} in a unit that is not known: {Quoted.Short(unit)}", Units(column)));
            Columns.Add(new(column, source, unit, 1));
            return;
        }

        if (declared is not null && headerUnit is not null && FactorOf(column, headerUnit) is { } inHeader && inHeader != factor
            // 6 and 6.945 are two readings of one unit.
            && !declared.StartsWith(headerUnit, StringComparison.OrdinalIgnoreCase))
        {
            Problems.Add(new(where, $"has the unit {Quoted.Short(headerUnit)} in its header, but {Quoted.Short(declared)} is declared",
                "declare the unit that is right, and correct the header"));
        }

        Columns.Add(new(column, source, unit, factor));
    }

    private static double? FactorOf(DictionaryColumn column, string unit)
    {
        var key = CellText.Key(unit);
        if (key == CellText.Key(column.Unit)) return 1;
        foreach (var other in column.OtherUnits)
            if (CellText.Key(other.Name) == key) return other.Factor;
        return null;
    }

    private static string Units(DictionaryColumn column) =>
        column.Unit.Length == 0 ? "it has no unit"
            : $"use one of {string.Join(", ", column.OtherUnits.Select(u => u.Name).Prepend(column.Unit))}";

    private void CheckOptions(CohortReadOptions options)
    {
        var schema = options.Design.Schema;
        var names = schema.Columns.Select(c => c.Name).ToList();
        void Known(string what, string name)
        {
            if (schema.Find(name) is null)
                Problems.Add(new(what, $"{Quoted.Short(name)} is not a column of the cohort", Spelling.Advice(name, names)
                    ?? $"use a name of {schema.Name}"));
        }

        foreach (var (column, unit) in options.Units.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            Known("units", column);
            if (schema.Find(column) is { } c && FactorOf(c, unit) is null)
                Problems.Add(new("units", $"{Quoted.Short(unit)} is not a unit of {column}", Units(c)));
        }

        foreach (var column in options.ConfirmedUnits) Known("confirmed units", column);
        foreach (var code in options.MissingCodes)
            if (code.Column is { } column) Known("missing codes", column);
    }

    private void CheckDrop(IRecordSource source, CohortReadOptions options, HashSet<string> dropped)
    {
        foreach (var header in options.Drop)
            if (!dropped.Contains(CellText.Key(header)))
                Problems.Add(new(source.Name, $"has no column {Quoted.Short(header)} to drop", "name headers of the file"));
    }

    private void RefuseUnmapped(IRecordSource source, List<int> unmapped, CohortSchema schema)
    {
        // Where nothing is known, the first line may be a patient: then none of it is repeated.
        if (Columns.Count == 0)
        {
            if (unmapped.Count > 0)
                Problems.Add(new(source.Name, "has no header that is a column of the cohort",
                    "the first line must be headers; map them with a table header,column"));
            return;
        }

        foreach (var i in unmapped)
        {
            var header = source.Columns[i].Name;
            if (string.IsNullOrWhiteSpace(header))
            {
                Problems.Add(new(Place(source, i), "has no header, as the names of rows have",
                    "drop the column \"\", or give it a header"));
                continue;
            }

            var shown = header.Count(char.IsAsciiDigit) <= MostDigitsOfHeader
                && (2 * Columns.Count >= _columnCount || !DirectIdentifiers.IsChineseName(header)) ? $" ({Quoted.Short(header)})" : "";
            Problems.Add(new(Place(source, i) + shown, "is not a column of the cohort",
                Spelling.Advice(header, schema.Columns.Where(c => Columns.TrueForAll(p => p.Column != c)).Select(c => c.Name))
                ?? "map it with a table header,column, drop it, or allow columns without meaning"));
        }
    }

    private void CheckRequired(IRecordSource source, CohortReadOptions options)
    {
        bool Has(string name) => Columns.Exists(c => c.Column.Name == name);
        var lacking = options.Design.Schema.Columns
            .Where(c => c.Need == ColumnNeed.Tables || (c.Need == ColumnNeed.Eligibility && options.RequireEligibility))
            .Where(c => !Has(c.Name) && !(c.DerivedFrom.Count > 0 && c.DerivedFrom.All(Has))).ToList();
        if (lacking.Count == 0) return;
        var derivable = lacking.Where(c => c.DerivedFrom.Count > 0).SelectMany(c => c.DerivedFrom).Distinct().Where(n => !Has(n)).ToList();
        Problems.Add(new(source.Name,
            $"lacks the column{(lacking.Count == 1 ? "" : "s")} {string.Join(", ", lacking.Select(c => c.Name))}",
            "add them, or map their headers with a table header,column"
            + (derivable.Count > 0 ? $"; outcomes can be derived with {string.Join(", ", derivable)}" : "")
            + (lacking.Exists(c => c.Need == ColumnNeed.Eligibility) ? "; what only eligibility needs can be waived" : "")));
    }
}
