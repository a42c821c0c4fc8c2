using System.Globalization;
using System.Text.Json;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string PackageFile = "datapackage.json";

    private static readonly TestMethod[] MeansTests =
    [
        TestMethod.Student, TestMethod.Welch, TestMethod.MannWhitney, TestMethod.PairedT, TestMethod.WilcoxonSignedRank,
        TestMethod.OneWayAnova, TestMethod.KruskalWallis,
    ];

    private static readonly TestMethod[] MediansTests = [TestMethod.MannWhitney];
    private static readonly TestMethod[] CountsTests =
        [TestMethod.Pearson, TestMethod.Yates, TestMethod.NMinusOne, TestMethod.LikelihoodRatio, TestMethod.Fisher, TestMethod.MidP];

    private static PaperInfo? ReadPackage(string json, ProblemList problems)
    {
        var before = problems.Count;
        var paper = problems.Read(() => ReadPackage(JsonDocumentOf(json), problems), null);
        return problems.Count == before ? paper : null;
    }

    private static PaperInfo ReadPackage(JsonDocument document, ProblemList problems)
    {
        using var _ = document;
        var package = new Node(document.RootElement, "");
        var paper = package["paper"];
        problems.Check(() => CheckResources(package, problems));
        T Read<T>(Func<T> read, T fallback) => problems.Read(() => Decoded(read), fallback);
        var methods = Read(() => paper["methods"], default);
        var known = methods.Element.ValueKind != JsonValueKind.Undefined;
        var means = known ? Read(() => ReadTests(methods["means"], MeansTests), [TestMethod.Student]) : [TestMethod.Student];
        return new(
            Read(() => paper["id"].Id(), ""), Read(() => ReadTitle(paper["title"]), new("", "")), Read(() => paper["citation"].Text(), ""),
            Read(() => paper["alpha"].Fraction(), 0.05), means[0],
            known ? Read(() => ReadTest(methods["medians"], MediansTests), TestMethod.MannWhitney) : TestMethod.MannWhitney,
            known ? Read(() => ReadTests(methods["counts"], CountsTests), []) : [], Read(() => paper["confidence_level"].Fraction(), 0.95))
        {
            OtherMeansTests = means[1..],
            Missing = Read(() => Optional<StatedCompleteness>(methods, "missing", LedgerWords.Completeness), null),
            Rounding = Read(() => Optional<StatedRounding>(methods, "rounding", LedgerWords.Roundings), null),
            SdDenominator = Read(() => Optional<StatedSdDenominator>(methods, "sd_denominator", LedgerWords.SdDenominators), null),
            Sides = Read(() => Optional<StatedSides>(methods, "sides", LedgerWords.Sides), null),
        };
    }

    private static T? Optional<T>(Node node, string name, string[] words)
        where T : struct, Enum => node.Has(name) ? (T)(object)Array.IndexOf(words, node[name].OneOf(words)) : null;

    private static JsonDocument JsonDocumentOf(string json)
    {
        try
        {
            // It decodes the names of properties, to find those that are there twice.
            return Decoded(() => JsonDocument.Parse(json, new() { AllowDuplicateProperties = false }));
        }
        catch (JsonException e) when (e.LineNumber is { } line && e.BytePositionInLine is { } position)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{PackageFile}, line {line + 1}, byte {position + 1}"),
                "is not valid JSON", "correct the syntax there");
        }
        catch (JsonException)
        {
            throw new InputException(PackageFile, "names a property twice in one object", "keep one of the two");
        }
    }

    private static T Decoded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json finds these only when it decodes a string.
            throw new InputException(PackageFile, "has an escape \\uD800 to \\uDFFF that is half a character",
                "write the character itself, or both of its escapes");
        }
    }

    // One language is enough.
    private static Localized ReadTitle(Node title)
    {
        if (title.Element.ValueKind == JsonValueKind.String) return new(title.Text(), title.Text());
        var english = title.Has("en") || !title.Has("zh") ? title["en"].Text() : title["zh"].Text();
        return new(english, title.Has("zh") ? title["zh"].Text() : english);
    }

    private static TestMethod ReadTest(Node node, TestMethod[] tests)
    {
        var word = node.OneOf([.. tests.Select(LedgerWords.Of)]);
        return tests.First(t => LedgerWords.Of(t) == word);
    }

    private static TestMethod[] ReadTests(Node node, TestMethod[] known)
    {
        if (node.Element.ValueKind == JsonValueKind.String) return [ReadTest(node, known)];
        var tests = node.Items().Select(test => ReadTest(test, known)).ToArray();
        if (tests.Length == 0) throw node.Fail("is empty", $"name at least one of {string.Join(' ', known.Select(LedgerWords.Of))}");
        if (tests.Distinct().Count() < tests.Length) throw node.Fail("names a test twice", "name it once");
        return tests;
    }

    /// <summary>
    /// Checks that what the data package says of the files is so. It may leave out what it would only repeat: resources, their
    /// schemas, columns.
    /// </summary>
    private static void CheckResources(Node package, ProblemList problems)
    {
        if (!package.Has("resources")) return;
        var described = new HashSet<string>();
        foreach (var resource in package["resources"].Items())
        {
            problems.Check(() => Decoded(() =>
            {
                var path = resource["path"].OneOf([.. Layout.Select(f => f.File)]);
                if (!described.Add(path)) throw resource["path"].Fail($"describes {path} a second time", "describe each file once");
                if (resource.Has("schema")) CheckFields(resource["schema"], Layout.First(f => f.File == path));
                return true;
            }));
        }
    }

    private static void CheckFields(Node schema, LedgerColumns columns)
    {
        if (!schema.Has("fields")) return;
        var named = new HashSet<string>();
        foreach (var field in schema["fields"].Items())
        {
            var name = field["name"].Text();
            if (!columns.All.Contains(name))
                throw field["name"].Fail($"is {Quoted.Short(name)}, which is no column of {columns.File}",
                    Spelling.Advice(name, columns.All) ?? $"use {string.Join(' ', columns.All)}");
            if (!named.Add(name)) throw field["name"].Fail($"is {Quoted.Short(name)} a second time", "describe each column once");
        }
    }

    /// <summary>A JSON value that knows its path and so can say what is wrong with it.</summary>
    private readonly record struct Node(JsonElement Element, string Path)
    {
        public Node this[string name] =>
            Element.ValueKind != JsonValueKind.Object ? throw Fail("is not an object", $"give an object with the property {name}")
            : Element.TryGetProperty(name, out var value) ? new(value, Path.Length == 0 ? name : $"{Path}.{name}")
            : throw Fail($"has no property {name}", "add it");

        public bool Has(string name) => Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out _);

        public InputException Fail(string problem, string remedy) =>
            new(Path.Length == 0 ? PackageFile : $"{PackageFile}, {Path}", problem, remedy);

        public IEnumerable<Node> Items()
        {
            if (Element.ValueKind != JsonValueKind.Array) throw Fail("is not an array", "give a list in [ ]");
            var path = Path;
            return Element.EnumerateArray().Select((item, i) =>
                new Node(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]")));
        }

        public string Text()
        {
            if (Element.ValueKind != JsonValueKind.String) throw Fail("is not a text", "give a text in quotes");
            var text = Element.GetString()!;
            if (string.IsNullOrWhiteSpace(text)) throw Fail("is blank", "give a value");
            return !text.Any(char.IsControl) ? text
                : throw Fail($"has a control character: {Quoted.Short(text)}", "give one line of plain text");
        }

        public string Id() => Identifier.IsValid(Text()) ? Text()
            : throw Fail($"{Quoted.Short(Text())} is not an id", "use ASCII letters, digits, _ . and -");

        public string OneOf(string[] words) => words.Contains(Text()) ? Text()
            : throw Fail($"{Quoted.Short(Text())} is unknown",
                Spelling.Advice(Text(), words) ?? $"use {(words.Length > 1 ? "one of " : "")}{string.Join(' ', words)}");

        public double Fraction() =>
            Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && value is > 0 and < 1
                ? value
                : throw Fail($"{Quoted.Short(Element.GetRawText())} is not a number between 0 and 1", "give a fraction such as 0.05");
    }
}
