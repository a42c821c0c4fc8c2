using System.Globalization;
using System.Text.Json;

namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string PackageFile = "datapackage.json";

    private static readonly TestMethod[] MeansTests = [TestMethod.Student, TestMethod.Welch];
    private static readonly TestMethod[] MediansTests = [TestMethod.MannWhitney];
    private static readonly TestMethod[] CountsTests =
        [TestMethod.Pearson, TestMethod.Yates, TestMethod.NMinusOne, TestMethod.LikelihoodRatio, TestMethod.Fisher, TestMethod.MidP];

    private static PaperInfo ReadPackage(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var package = new Node(document.RootElement, "");
            var paper = package["paper"];
            var methods = paper["methods"];
            var info = new PaperInfo(
                paper["id"].Id(), new(paper["title"]["en"].Text(), paper["title"]["zh"].Text()), paper["citation"].Text(),
                paper["alpha"].Fraction(), ReadTest(methods["means"], MeansTests), ReadTest(methods["medians"], MediansTests),
                ReadCountsTests(methods["counts"]), paper["confidence_level"].Fraction());
            CheckResources(package["resources"]);
            return info;
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
        catch (InvalidOperationException)
        {
            // System.Text.Json finds these only when it decodes a string.
            throw new InputException(PackageFile, "has an escape \\uD800 to \\uDFFF that is half a character",
                "write the character itself, or both of its escapes");
        }
    }

    private static TestMethod ReadTest(Node node, TestMethod[] tests)
    {
        var word = node.OneOf([.. tests.Select(LedgerWords.Of)]);
        return tests.First(t => LedgerWords.Of(t) == word);
    }

    private static TestMethod[] ReadCountsTests(Node node)
    {
        var tests = node.Items().Select(test => ReadTest(test, CountsTests)).ToArray();
        if (tests.Length == 0) throw node.Fail("is empty", $"name at least one of {string.Join(' ', CountsTests.Select(LedgerWords.Of))}");
        if (tests.Distinct().Count() < tests.Length) throw node.Fail("names a test twice", "name it once");
        return tests;
    }

    /// <summary>Checks that the data package describes the five files as they must be.</summary>
    private static void CheckResources(Node node)
    {
        var described = new HashSet<string>();
        foreach (var resource in node.Items())
        {
            var path = resource["path"].OneOf([.. Layout.Select(f => f.File)]);
            if (!described.Add(path)) throw resource["path"].Fail($"describes {path} a second time", "describe each file once");
            var columns = Layout.First(f => f.File == path).Columns;
            var fields = resource["schema"]["fields"];
            var index = 0;
            foreach (var field in fields.Items())
            {
                var name = field["name"].Text();
                if (index >= columns.Length || name != columns[index])
                    throw field["name"].Fail(
                        $"is {Quoted.Short(name)}, unlike the header of {path}", $"list {string.Join(' ', columns)}");
                index++;
            }
            if (index < columns.Length)
                throw fields.Fail($"lacks {columns[index]}, unlike the header of {path}", $"list {string.Join(' ', columns)}");
        }
        foreach (var (file, _) in Layout)
            if (!described.Contains(file)) throw node.Fail($"does not describe {file}", $"add a resource with the path {file}");
    }

    /// <summary>A JSON value that knows its path and so can say what is wrong with it.</summary>
    private readonly record struct Node(JsonElement Element, string Path)
    {
        public Node this[string name] =>
            Element.ValueKind != JsonValueKind.Object ? throw Fail("is not an object", $"give an object with the property {name}")
            : Element.TryGetProperty(name, out var value) ? new(value, Path.Length == 0 ? name : $"{Path}.{name}")
            : throw Fail($"has no property {name}", "add it");

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
