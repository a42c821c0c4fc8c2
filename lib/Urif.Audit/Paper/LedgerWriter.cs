using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text;

namespace Urif.Audit;

/// <summary>Writes a ledger as a folder that <see cref="LedgerReader"/> reads: the same ledger, the same bytes.</summary>
public static class LedgerWriter
{
    // The package of the kit's own ledger, whose resources describe the files of every ledger.
    private const string Resource = "ledger-datapackage.json";

    // Relaxed: the text is not for HTML, and Chinese is to stay readable.
    private static readonly JsonSerializerOptions Json =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the six files; files of these names are replaced.</summary>
    /// <param name="ledger">A ledger that the reader would accept; nothing of it is checked here.</param>
    /// <param name="folder">An existing folder.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(Ledger ledger, string folder)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(folder);
        var written = new Dictionary<string, string[]>();
        // An optional column is written where some row states something in it.
        void Table(LedgerColumns columns, IEnumerable<string[]> rows)
        {
            var all = rows.ToList();
            int[] shown = [.. Enumerable.Range(0, columns.All.Length)
                .Where(c => c < columns.Usual.Length || all.Exists(r => r[c].Length > 0))];
            using var text = Open(folder, columns.File);
            written.Add(columns.File, [.. shown.Select(c => columns.All[c])]);
            CsvText.WriteRow(text, written[columns.File]);
            foreach (var row in all) CsvText.WriteRow(text, shown.Length == row.Length ? row : [.. shown.Select(c => row[c])]);
        }

        Table(LedgerReader.NumberColumns, ledger.Numbers.Select(n => (string[])
        [
            n.Id, n.Table, n.Variable.Id, n.Group, LedgerWords.Of(n.Statistic), n.Printed.Text, n.Note,
            n.Facts.Denominator is not { } d ? "" : d.Outcome?.Id ?? LedgerWords.Denominators[(int)d.Kind],
            Word(LedgerWords.Tests, n.Facts.Test), Word(LedgerWords.Sides, n.Facts.Sides), Word(LedgerWords.Scopes, n.Facts.Scope),
            Word(LedgerWords.Estimators, n.Facts.Estimator), Word(LedgerWords.Intervals, n.Facts.Interval), n.Facts.Time,
                Word(LedgerWords.Units, n.Facts.Unit),
        ]));
        Table(LedgerReader.GroupColumns, ledger.Groups.Select(g => (string[])
        [
            g.Id, g.Label.En, g.Label.Zh, Text(g.Size),
                string.Join("; ", g.Conditions.Select(c => $"{c.Variable} {c.Operator} {Text(c.Bound)}")), g.Parent ?? "",
            g.IsPartitioned switch { true => "yes", false => "no", null => "" },
        ]));
        Table(LedgerReader.ComparisonColumns, ledger.Comparisons.Select(c => (string[])
        [
            c.Id, c.Label.En, c.Label.Zh, c.First, c.Second, string.Join(';', c.Tables), string.Join(';', c.AdjustedFor),
            c.IsOmnibus ? string.Join(';', c.Arms) : "",
        ]));
        Table(LedgerReader.VariableColumns, ledger.Variables.Select(v => (string[])
        [
            v.Id, v.Label.En, v.Label.Zh, LedgerWords.VariableKinds[(int)v.Kind], v.Unit, v.Granularity is { } step ? Text(step) : "",
            End(v.Range.Low), End(v.Range.High), v.Partition, v.PartOf, v.PartOf.Length == 0 ? "" : v.Across ? "across" : "inside",
            v.Formula is { } f ? $"{f.First}*{f.Second}/{Text(f.Divisor)}" : "",
        ]));
        Table(LedgerReader.ClaimColumns, ledger.Claims.Select(c => (string[])
        [
            c.Id, c.Statement.En, c.Statement.Zh, LedgerWords.ClaimKinds[(int)c.Kind],
                c.FirstIsHigher switch { true => "higher", false => "lower", null => "" },
            c.Comparison.Id, string.Join(';', c.Variables.Select(v => v.Id)), string.Join(';', c.DependsOn.Select(n => n.Id)),
        ]));
        using var package = Open(folder, LedgerReader.PackageFile);
        package.Write(Package(ledger.Paper, written).ToJsonString(Json));
        package.Write('\n');
    }

    private static JsonObject Package(PaperInfo paper, Dictionary<string, string[]> written)
    {
        using var stream = typeof(LedgerWriter).Assembly.GetManifestResourceStream(Resource)!;
        var resources = JsonNode.Parse(stream)!["resources"]!.DeepClone();
        foreach (var resource in resources.AsArray())
            DescribeWritten(resource!["schema"]!.AsObject(), written[resource["path"]!.GetValue<string>()]);
        return new()
        {
            // Frictionless allows lower case only.
            ["name"] = paper.Id.ToLowerInvariant(),
            ["title"] = paper.Title.En,
            ["profile"] = "tabular-data-package",
            ["sources"] = new JsonArray(new JsonObject { ["title"] = paper.Citation }),
            ["paper"] = new JsonObject
            {
                ["id"] = paper.Id,
                ["title"] = new JsonObject { ["en"] = paper.Title.En, ["zh"] = paper.Title.Zh },
                ["citation"] = paper.Citation,
                ["alpha"] = paper.Alpha,
                ["confidence_level"] = paper.ConfidenceLevel,
                ["methods"] = Methods(paper),
            },
            ["resources"] = resources,
        };
    }

    private static JsonObject Methods(PaperInfo paper)
    {
        var methods = new JsonObject
        {
            ["means"] = paper.OtherMeansTests.Count == 0 ? LedgerWords.Of(paper.MeansTest)
                : new JsonArray([LedgerWords.Of(paper.MeansTest), .. paper.OtherMeansTests.Select(t => (JsonNode)LedgerWords.Of(t))]),
            ["medians"] = LedgerWords.Of(paper.MediansTest),
            ["counts"] = new JsonArray([.. paper.CountsTests.Select(t => (JsonNode)LedgerWords.Of(t))]),
        };
        if (paper.Missing is not null) methods["missing"] = Word(LedgerWords.Completeness, paper.Missing);
        if (paper.Rounding is not null) methods["rounding"] = Word(LedgerWords.Roundings, paper.Rounding);
        if (paper.SdDenominator is not null) methods["sd_denominator"] = Word(LedgerWords.SdDenominators, paper.SdDenominator);
        if (paper.Sides is not null) methods["sides"] = Word(LedgerWords.Sides, paper.Sides);
        return methods;
    }

    /// <summary>Moves the descriptions of optional columns that a file has to those of its fields.</summary>
    private static void DescribeWritten(JsonObject schema, string[] columns)
    {
        if (schema["optionalFields"] is not JsonArray optional) return;
        foreach (var field in optional.Where(f => columns.Contains(f!["name"]!.GetValue<string>())).ToList())
        {
            optional.Remove(field);
            schema["fields"]!.AsArray().Add(field);
        }
    }

    private static string Word<T>(string[] words, T? member)
        where T : struct, Enum => member is { } m ? words[(int)(object)m] : "";

    private static StreamWriter Open(string folder, string file) =>
        new(Path.Combine(folder, file), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static string End(double end) => double.IsFinite(end) ? Text(end) : "";

    /// <summary>A number in plain digits, as the reader knows no exponents, that read back as the same number.</summary>
    private static string Text(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E', StringComparison.Ordinal) ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : text;
    }
}
