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
        var paper = problems.Read(() => JsonInput.Parse(json, PackageFile, package => ReadPackage(package, problems)), null);
        return problems.Count == before ? paper : null;
    }

    private static PaperInfo ReadPackage(JsonInput package, ProblemList problems)
    {
        var paper = package["paper"];
        problems.Check(() => CheckResources(package, problems));
        T Read<T>(Func<T> read, T fallback) => problems.Read(read, fallback);
        var methods = Read(() => paper["methods"], null);
        var means = methods is not null ? Read(() => ReadTests(methods["means"], MeansTests), [TestMethod.Student]) : [TestMethod.Student];
        return new(
            Read(() => paper["id"].Id(), ""), Read(() => ReadTitle(paper["title"]), new("", "")), Read(() => paper["citation"].Text(), ""),
            Read(() => Fraction(paper["alpha"]), 0.05), means[0],
            methods is not null ? Read(() => ReadTest(methods["medians"], MediansTests), TestMethod.MannWhitney) : TestMethod.MannWhitney,
            methods is not null ? Read(() => ReadTests(methods["counts"], CountsTests), []) : [],
            Read(() => Fraction(paper["confidence_level"]), 0.95))
        {
            OtherMeansTests = means[1..],
            Missing = Read(() => Optional<StatedCompleteness>(methods, "missing", LedgerWords.Completeness), null),
            Rounding = Read(() => Optional<StatedRounding>(methods, "rounding", LedgerWords.Roundings), null),
            SdDenominator = Read(() => Optional<StatedSdDenominator>(methods, "sd_denominator", LedgerWords.SdDenominators), null),
            Sides = Read(() => Optional<StatedSides>(methods, "sides", LedgerWords.Sides), null),
        };
    }

    private static T? Optional<T>(JsonInput? node, string name, string[] words)
        where T : struct, Enum => node is not null && node.Has(name) ? (T)(object)Array.IndexOf(words, node[name].OneOf(words)) : null;

    // One language is enough.
    private static Localized ReadTitle(JsonInput title)
    {
        if (title.Element.ValueKind == JsonValueKind.String) return new(title.Text(), title.Text());
        var english = title.Has("en") || !title.Has("zh") ? title["en"].Text() : title["zh"].Text();
        return new(english, title.Has("zh") ? title["zh"].Text() : english);
    }

    private static TestMethod ReadTest(JsonInput node, TestMethod[] tests)
    {
        var word = node.OneOf([.. tests.Select(LedgerWords.Of)]);
        return tests.First(t => LedgerWords.Of(t) == word);
    }

    private static TestMethod[] ReadTests(JsonInput node, TestMethod[] known)
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
    private static void CheckResources(JsonInput package, ProblemList problems)
    {
        if (!package.Has("resources")) return;
        var described = new HashSet<string>();
        foreach (var resource in package["resources"].Items())
        {
            problems.Check(() =>
            {
                var path = resource["path"].OneOf([.. Layout.Select(f => f.File)]);
                if (!described.Add(path)) throw resource["path"].Fail($"describes {path} a second time", "describe each file once");
                if (resource.Has("schema")) CheckFields(resource["schema"], Layout.First(f => f.File == path));
            });
        }
    }

    private static void CheckFields(JsonInput schema, LedgerColumns columns)
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

    private static double Fraction(JsonInput node) =>
        node.Element.ValueKind == JsonValueKind.Number && node.Element.TryGetDouble(out var value) && value is > 0 and < 1 ? value
        : throw node.Fail($"{Quoted.Short(node.Element.GetRawText())} is not a number between 0 and 1", "give a fraction such as 0.05");
}
