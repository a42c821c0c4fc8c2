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
        void Table(string file, string[] columns, IEnumerable<string[]> rows)
        {
            using var text = Open(folder, file);
            CsvText.WriteRow(text, columns);
            foreach (var row in rows) CsvText.WriteRow(text, row);
        }

        Table(LedgerReader.NumbersFile, LedgerReader.NumberColumns, ledger.Numbers.Select(n => (string[])
            [n.Id, n.Table, n.Variable.Id, n.Group, LedgerWords.Of(n.Statistic), n.Printed.Text, n.Note]));
        Table(LedgerReader.GroupsFile, LedgerReader.GroupColumns, ledger.Groups.Select(g => (string[])
            [g.Id, g.Label.En, g.Label.Zh, Text(g.Size), string.Join("; ", g.Conditions.Select(c => $"{c.Variable} {c.Operator} {Text(c.Bound)}")), g.Parent ?? ""]));
        Table(LedgerReader.ComparisonsFile, LedgerReader.ComparisonColumns, ledger.Comparisons.Select(c => (string[])
            [c.Id, c.Label.En, c.Label.Zh, c.First, c.Second, string.Join(';', c.Tables), string.Join(';', c.AdjustedFor)]));
        Table(LedgerReader.VariablesFile, LedgerReader.VariableColumns, ledger.Variables.Select(v => (string[])
        [
            v.Id, v.Label.En, v.Label.Zh, LedgerWords.VariableKinds[(int)v.Kind], v.Unit, v.Granularity is { } step ? Text(step) : "",
            End(v.Range.Low), End(v.Range.High), v.Partition, v.PartOf, v.PartOf.Length == 0 ? "" : v.Across ? "across" : "inside",
            v.Formula is { } f ? $"{f.First}*{f.Second}/{Text(f.Divisor)}" : "",
        ]));
        Table(LedgerReader.ClaimsFile, LedgerReader.ClaimColumns, ledger.Claims.Select(c => (string[])
        [
            c.Id, c.Statement.En, c.Statement.Zh, LedgerWords.ClaimKinds[(int)c.Kind], c.FirstIsHigher switch { true => "higher", false => "lower", null => "" },
            c.Comparison.Id, string.Join(';', c.Variables.Select(v => v.Id)), string.Join(';', c.DependsOn.Select(n => n.Id)),
        ]));
        using var package = Open(folder, LedgerReader.PackageFile);
        package.Write(Package(ledger.Paper).ToJsonString(Json));
        package.Write('\n');
    }

    private static JsonObject Package(PaperInfo paper)
    {
        using var stream = typeof(LedgerWriter).Assembly.GetManifestResourceStream(Resource)!;
        var resources = JsonNode.Parse(stream)!["resources"]!.DeepClone();
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
                ["methods"] = new JsonObject
                {
                    ["means"] = LedgerWords.Of(paper.MeansTest),
                    ["medians"] = LedgerWords.Of(paper.MediansTest),
                    ["counts"] = new JsonArray([.. paper.CountsTests.Select(t => (JsonNode)LedgerWords.Of(t))]),
                },
            },
            ["resources"] = resources,
        };
    }

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
